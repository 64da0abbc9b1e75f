import { motDe, type CleMot } from '@porte-plume/diagnostic/langues';
import type { ReactNode } from 'react';
import type { Ressenti } from '../../domain/diagnostics.ts';
import { entretienDe } from '../../messages/entretien.ts';
import { type Cle, FRANCAIS, type Messages } from '../../messages/messages.ts';
import { Bouton, Cases, type Choix, type Envoi, Formulaire, Puces } from '../../ui/form.tsx';
import { ChoixLanguePlie, doubles, enFrancais, Francais, NoteTraduction } from '../../ui/langues.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import { BESOINS, CHOIX_APART, choixApartDe, LECTURES, type ChoixApart } from './apart.ts';

/** A mouth from wide smile to frown, by level: the shape says it, no colour does. */
const BOUCHES: Readonly<Record<string, string>> = {
  '3': 'M13 23c2 5 12 5 14 0z',
  '2': 'M13 24c3 3 11 3 14 0',
  '1': 'M13 26h14',
  '0': 'M13 28c3-4 11-4 14 0',
};

function Visage({ niveau }: { niveau: string }): ReactNode {
  return (
    <svg className="visage" width="40" viewBox="0 0 40 40" aria-hidden="true">
      <circle cx="20" cy="20" r="17" />
      <path d="M14 15v2m12-2v2" />
      <path d={BOUCHES[niveau]} />
    </svg>
  );
}

/** The choices in the language of the person, with the French under them. */
function dire(m: Messages): ChoixApart {
  const dits = choixApartDe(m);
  const avec = (nom: keyof ChoixApart): Choix[] => doubles(m, dits[nom], CHOIX_APART[nom]);
  return {
    niveaux: avec('niveaux'),
    craintes: avec('craintes'),
    souhaits: avec('souhaits'),
    raisons: avec('raisons'),
    equipements: avec('equipements'),
    connexions: avec('connexions'),
  };
}

/** Words of the kiosk, with the French under them. */
function Mot({ m, cle }: { m: Messages; cle: CleMot }): ReactNode {
  return (
    <>
      {motDe(entretienDe(m), cle)}
      <Francais m={m}>{motDe(entretienDe(FRANCAIS), cle)}</Francais>
    </>
  );
}

/** A message, with the French under it. */
function Dit({ m, cle }: { m: Messages; cle: Cle }): ReactNode {
  return (
    <>
      {m.dit(cle)}
      <Francais m={m}>{FRANCAIS.dit(cle)}</Francais>
    </>
  );
}

/** The four faces, each with its words; the words come first for whoever listens. */
function Visages({ valeur, m }: { valeur: string | undefined; m: Messages }): ReactNode {
  const { niveaux } = dire(m);
  return (
    <fieldset>
      <legend>
        <Mot m={m} cle="aisance.text" />
      </legend>
      <div className="puces visages">
        {niveaux.map(({ code, libelle, traduction }, rang) => (
          <label key={code}>
            <input
              type="radio"
              id={rang === 0 ? 'niveau' : undefined}
              name="niveau"
              value={code}
              defaultChecked={valeur === code}
            />
            <span>
              {libelle}
              {traduction}
              <Visage niveau={code} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The same two ways on every page of this part. */
function Suite({ etape, m }: { etape: 'ressenti' | 'freins'; m: Messages }): ReactNode {
  return (
    <div className="actions">
      <Bouton nature="premier" nom="etape" valeur={etape}>
        {m.dit('commun.continuer')}
      </Bouton>
      <Bouton nature="discret" nom="etape" valeur={`sans_${etape}`}>
        {m.dit('commun.plus-tard')}
      </Bouton>
    </div>
  );
}

export interface DiagnosticRessentiProps {
  cadre: Cadre;
  /** Posts `etape=ressenti` with `souhait`, `niveau`, `crainte`; `etape=sans_ressenti` says nothing. */
  envoi: Envoi;
  valeurs: Ressenti;
  messages?: Messages;
}

/** What the person wishes and how she feels: asked apart, never mixed with what she does. */
export function DiagnosticRessentiView(props: DiagnosticRessentiProps): ReactNode {
  const { cadre, envoi, valeurs, messages: m = FRANCAIS } = props;
  const { souhaits, craintes } = dire(m);
  const { niveau, crainte, souhait } = valeurs;
  return (
    <Page
      cadre={cadre}
      titre={m.dit('repere.souhaits')}
      chapeau={m.dit('repere.si')}
      lecteur="personne"
      messages={m}
    >
      <Formulaire envoi={envoi} tout="libre">
        <Puces
          nom="souhait"
          legende={<Dit m={m} cle="repere.preferez" />}
          choix={souhaits}
          valeur={souhait ?? undefined}
        />
        <Visages valeur={niveau === null ? undefined : String(niveau)} m={m} />
        <Puces
          nom="crainte"
          legende={<Mot m={m} cle="crainte.text" />}
          choix={craintes}
          valeur={crainte === null ? undefined : crainte ? 'oui' : 'non'}
        />
        <Suite etape="ressenti" m={m} />
      </Formulaire>
      <NoteTraduction m={m} />
      <ChoixLanguePlie m={m} />
    </Page>
  );
}

export interface DiagnosticFreinsProps {
  cadre: Cadre;
  /** Posts `etape=freins` with `frein`, `equipement`, `connexion`, `lecture`, `besoin-fonctionnel`. */
  envoi: Envoi;
  valeurs: Readonly<
    Record<'frein' | 'equipement' | 'connexion' | 'lecture' | 'besoin-fonctionnel', readonly string[]>
  >;
  messages?: Messages;
}

/** What holds the person back, in the codes of Eurostat and a few of ours. */
export function DiagnosticFreinsView(props: DiagnosticFreinsProps): ReactNode {
  const { cadre, envoi, valeurs, messages: m = FRANCAIS } = props;
  const { raisons, equipements, connexions } = dire(m);
  const boites = (nom: keyof typeof valeurs, legende: ReactNode, choix: readonly Choix[]) => (
    <Cases nom={nom} legende={legende} choix={choix} valeurs={valeurs[nom]} />
  );
  return (
    <Page
      cadre={cadre}
      titre={m.dit('repere.gene')}
      chapeau={`${m.dit('repere.si')} ${m.dit('repere.plusieurs')}`}
      lecteur="personne"
      messages={m}
    >
      <Formulaire envoi={envoi} className="pile boites" tout="libre">
        {boites('frein', <Dit m={m} cle="repere.freine" />, raisons)}
        <div className="duo">
          {boites('equipement', <Dit m={m} cle="repere.maison" />, equipements)}
          <Puces
            nom="connexion"
            legende={<Mot m={m} cle="connexion.text" />}
            choix={connexions}
            valeur={valeurs.connexion[0]}
          />
        </div>
        <details
          className="note-agent"
          {...enFrancais(m)}
          open={valeurs.lecture.length + valeurs['besoin-fonctionnel'].length > 0}
        >
          <summary>Pour l’écrivain·e&nbsp;: lire, voir, entendre</summary>
          <div className="pile">
            <Puces
              nom="lecture"
              legende="La personne, devant un texte"
              aide="Ce que vous voyez, ou ce qu’elle demande. Jamais une supposition."
              choix={LECTURES}
              valeur={valeurs.lecture[0]}
            />
            <Cases
              nom="besoin-fonctionnel"
              legende="Besoin d’aide pour"
              aide="Reste dans son dossier. N’entre dans aucun chiffre."
              choix={BESOINS}
              valeurs={valeurs['besoin-fonctionnel']}
            />
          </div>
        </details>
        <Suite etape="freins" m={m} />
      </Formulaire>
      <NoteTraduction m={m} />
      <ChoixLanguePlie m={m} />
    </Page>
  );
}

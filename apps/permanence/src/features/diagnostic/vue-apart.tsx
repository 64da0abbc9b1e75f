import type { ReactNode } from 'react';
import type { Ressenti } from '../../domain/diagnostics.ts';
import { Bouton, Cases, type Choix, type Envoi, Formulaire, Puces } from '../../ui/form.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import { BESOINS, CONNEXIONS, CRAINTES, EQUIPEMENTS, LECTURES, NIVEAUX, RAISONS, SOUHAITS } from './apart.ts';

/** A mouth from wide smile to frown, by level: the shape says it, no colour does. */
const BOUCHES: Readonly<Record<string, string>> = {
  '3': 'M13 23c2 5 12 5 14 0z',
  '2': 'M13 24c3 3 11 3 14 0',
  '1': 'M13 26h14',
  '0': 'M13 28c3-4 11-4 14 0',
};

function Visage({ niveau }: { niveau: string }): ReactNode {
  return (
    <svg className="visage" viewBox="0 0 40 40" aria-hidden="true">
      <circle cx="20" cy="20" r="17" />
      <path d="M14 15v2m12-2v2" />
      <path d={BOUCHES[niveau]} />
    </svg>
  );
}

/** The four faces, each with its words; the words come first for whoever listens. */
function Visages({ valeur }: { valeur: string | undefined }): ReactNode {
  return (
    <fieldset className="groupe">
      <legend>Avec internet, comment vous sentez-vous&nbsp;?</legend>
      <div className="puces visages">
        {NIVEAUX.map(({ code, libelle }, rang) => (
          <label key={code} className="puce">
            <input
              type="radio"
              id={rang === 0 ? 'niveau' : undefined}
              name="niveau"
              value={code}
              defaultChecked={valeur === code}
            />
            <span>
              {libelle}
              <Visage niveau={code} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The same two ways on every page of this part. */
function Suite({ etape }: { etape: 'ressenti' | 'freins' }): ReactNode {
  return (
    <div className="actions">
      <Bouton nature="premier" nom="etape" valeur={etape}>
        Continuer
      </Bouton>
      <Bouton nature="discret" nom="etape" valeur={`sans_${etape}`}>
        Pas maintenant
      </Bouton>
    </div>
  );
}

export interface DiagnosticRessentiProps {
  cadre: Cadre;
  /** Posts `etape=ressenti` with `souhait`, `niveau`, `crainte`; `etape=sans_ressenti` says nothing. */
  envoi: Envoi;
  valeurs: Ressenti;
}

/** What the person wishes and how she feels: asked apart, never mixed with what she does. */
export function DiagnosticRessentiView({ cadre, envoi, valeurs }: DiagnosticRessentiProps): ReactNode {
  const { niveau, crainte, souhait } = valeurs;
  return (
    <Page
      cadre={cadre}
      titre="Ce que vous souhaitez"
      chapeau="Vous répondez si vous voulez."
      lecteur="personne"
    >
      <Formulaire envoi={envoi}>
        <Puces
          nom="souhait"
          legende="Que préférez-vous&nbsp;?"
          choix={SOUHAITS}
          valeur={souhait ?? undefined}
        />
        <Visages valeur={niveau === null ? undefined : String(niveau)} />
        <Puces
          nom="crainte"
          legende="Avez-vous peur de faire une bêtise&nbsp;?"
          choix={CRAINTES}
          valeur={crainte === null ? undefined : crainte ? 'oui' : 'non'}
        />
        <Suite etape="ressenti" />
      </Formulaire>
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
}

/** What holds the person back, in the codes of Eurostat and a few of ours. */
export function DiagnosticFreinsView({ cadre, envoi, valeurs }: DiagnosticFreinsProps): ReactNode {
  const boites = (nom: keyof typeof valeurs, legende: ReactNode, choix: readonly Choix[]) => (
    <Cases nom={nom} legende={legende} choix={choix} valeurs={valeurs[nom]} />
  );
  return (
    <Page
      cadre={cadre}
      titre="Ce qui vous gêne"
      chapeau="Vous répondez si vous voulez. Plusieurs réponses sont possibles."
      lecteur="personne"
    >
      <Formulaire envoi={envoi} className="pile boites">
        {boites('frein', 'Qu’est-ce qui vous freine\u00a0?', RAISONS)}
        <div className="duo">
          {boites('equipement', 'Qu’avez-vous à la maison\u00a0?', EQUIPEMENTS)}
          <Puces
            nom="connexion"
            legende="Avez-vous internet&nbsp;?"
            choix={CONNEXIONS}
            valeur={valeurs.connexion[0]}
          />
        </div>
        <details
          className="note-agent"
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
        <Suite etape="freins" />
      </Formulaire>
    </Page>
  );
}

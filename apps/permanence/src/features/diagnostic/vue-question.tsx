import { motDe } from '@porte-plume/diagnostic/langues';
import type { ReactNode } from 'react';
import { entretienDe } from '../../messages/entretien.ts';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import {
  Bouton,
  Champ,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  LienBouton,
  Puces,
} from '../../ui/form.tsx';
import { ASSETS } from '../../ui/assets.ts';
import { Icone } from '../../ui/icons.tsx';
import { ChoixLangue, ChoixLanguePlie, enFrancais, Francais, NoteTraduction } from '../../ui/langues.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';
import { PREUVES } from './preuves.ts';

export interface DiagnosticAccueilProps {
  cadre: Cadre;
  /** Posts `etape=commencer`, or `etape=importer` with `code`. */
  envoi: Envoi;
  retour: string;
  /** Date, in the words of the language, of the former diagnostic of this person. */
  derniere?: string;
  /** The text that was refused, kept in its field. */
  code?: string;
  erreurs?: readonly Erreur[];
  messages?: Messages;
}

/** The offer: what it is, what it is not, and the freedom to say no. */
export function DiagnosticAccueilView(props: DiagnosticAccueilProps): ReactNode {
  const { erreurs = [], messages: m = FRANCAIS } = props;
  const t = entretienDe(m);
  return (
    <Page cadre={props.cadre} titre={m.dit('repere.titre')} lecteur="personne" erreurs={erreurs} messages={m}>
      <ChoixLangue m={m} />
      <div className="lu">
        <p>
          {motDe(t, 'accueil.examen')} {m.dit('repere.note')}
        </p>
        <p>{m.dit('repere.libre')}</p>
        <p>{m.dit('repere.refus')}</p>
        {props.derniere === undefined ? null : <p>{m.dit('repere.derniere', { date: props.derniere })}</p>}
      </div>
      <Formulaire envoi={props.envoi} className="actions">
        <Bouton nature="premier" nom="etape" valeur="commencer">
          {motDe(t, 'commencer')}
          <Icone nom="fleche" />
        </Bouton>
        <LienBouton href={props.retour} nature="discret">
          {m.dit('commun.plus-tard')}
        </LienBouton>
      </Formulaire>
      <NoteTraduction m={m} />
      <details className="note-agent" {...enFrancais(m)} open={erreurs.length > 0}>
        <summary>La personne a déjà répondu sur la borne</summary>
        <Formulaire envoi={props.envoi}>
          <Champ
            nom="code"
            libelle="Code de la borne"
            aide={
              <>
                Visez le QR avec une douchette, ou collez le texte. Il commence par PPD1 et ne dit ni nom, ni
                réponses.
              </>
            }
            valeur={props.code}
            taille="plein"
            erreurs={erreurs}
            attributs={{ spellCheck: false, autoCapitalize: 'off' }}
          />
          <div className="actions">
            <Bouton nom="etape" valeur="importer">
              Lire ce résultat
            </Bouton>
          </div>
        </Formulaire>
      </details>
    </Page>
  );
}

export interface DiagnosticQuestionProps {
  cadre: Cadre;
  /** Posts `etape=repondre` with `valeur` and `preuve`; `etape=arreter` stops and keeps what is known. */
  envoi: Envoi;
  /** « Question 2 ». */
  surtitre: string;
  question: string;
  aide?: string;
  /** The French question, for the writer beside a page of another language. */
  francais?: string;
  /** Answers of a choice item; absent = Oui / Non (`yes`, `no`). `unknown` and `refused` are always offered. */
  choix?: readonly Choix[];
  /** Who said the answer before this one. */
  parole: 'self' | 'proxy';
  /** Code of the question: names the file that says it. Absent where no voice says these very words. */
  voix?: string;
  /** There is an answer to go back to. */
  precedente: boolean;
  messages?: Messages;
}

const OUI_NON = [
  ['yes', 'oui'],
  ['no', 'non'],
] as const;

/** The file that says a question (data/voix). */
const voixOf = (code: string, { version }: Cadre): string =>
  `${ASSETS}/voix-${code}.mp3${version === undefined ? '' : `?v=${version}`}`;

/** One question, one tap. */
export function DiagnosticQuestionView(props: DiagnosticQuestionProps): ReactNode {
  const { messages: m = FRANCAIS, voix } = props;
  const [t, fr] = [entretienDe(m), entretienDe(FRANCAIS)];
  const ouiNon = OUI_NON.map(([code, cle]): Choix => ({
    code,
    libelle: motDe(t, cle),
    traduction: <Francais m={m}>{motDe(fr, cle)}</Francais>,
  }));
  return (
    <Page
      cadre={props.cadre}
      titre={props.question}
      surtitre={props.surtitre}
      lecteur="personne"
      messages={m}
    >
      {props.francais === undefined ? null : <Francais m={m}>{props.francais}</Francais>}
      {props.aide === undefined ? null : <p className="doux">{props.aide}</p>}
      <Formulaire envoi={props.envoi} className="reponses" id="reponses">
        <input type="hidden" name="etape" value="repondre" />
        {(props.choix ?? ouiNon).map(({ code, libelle, traduction }) => (
          <Bouton key={code} nature="large" nom="valeur" valeur={code}>
            {libelle}
            {traduction}
          </Bouton>
        ))}
        <Bouton nature="large" nom="valeur" valeur="unknown">
          {motDe(t, 'sais-pas')}
          <Francais m={m}>{motDe(fr, 'sais-pas')}</Francais>
        </Bouton>
        {voix === undefined ? null : (
          // eslint-disable-next-line jsx-a11y-x/media-has-caption -- It says the title of the page, word for word.
          <audio
            className="ecoute"
            controls
            preload="none"
            src={voixOf(voix, props.cadre)}
            aria-label="Écouter la question"
          />
        )}
        <details className="note-agent" {...enFrancais(m)}>
          <summary>{props.parole === 'self' ? 'La personne répond' : 'Quelqu’un d’autre répond'}</summary>
          <Puces
            nom="preuve"
            legende="Comment le savez-vous&nbsp;? À choisir avant la réponse."
            choix={PREUVES}
            valeur={props.parole}
          />
        </details>
      </Formulaire>
      <Sorties envoi={props.envoi} passer="repere.passer" precedente={props.precedente} m={m} />
      <NoteTraduction m={m} />
      <ChoixLanguePlie m={m} />
    </Page>
  );
}

export interface DiagnosticMontrerProps {
  cadre: Cadre;
  /** Posts `etape=montrer` with `valeur`: `seul`, `avec_aide`, `pas_reussi` or `refused`. */
  envoi: Envoi;
  /** What to do, in a short sentence to the person. */
  tache: string;
  /** The same in French, for the writer. */
  francais?: string;
  messages?: Messages;
}

const observations: readonly Choix[] = [
  { code: 'seul', libelle: 'Réussi, sans aide' },
  { code: 'avec_aide', libelle: 'Réussi, avec un peu d’aide' },
  { code: 'pas_reussi', libelle: 'Pas encore réussi' },
];

/** « Montrez-moi » : a yes that decides is shown, gently, and may be declined. */
export function DiagnosticMontrerView(props: DiagnosticMontrerProps): ReactNode {
  const { messages: m = FRANCAIS } = props;
  return (
    <Page cadre={props.cadre} titre={m.dit('repere.montrer')} lecteur="personne" messages={m}>
      <div className="lu">
        <p>
          {props.tache}
          {props.francais === undefined ? null : <Francais m={m}>{props.francais}</Francais>}
        </p>
        <p>{m.dit('repere.temps')}</p>
      </div>
      <Formulaire envoi={props.envoi} className="reponses" id="reponses">
        <input type="hidden" name="etape" value="montrer" />
        {observations.map(({ code, libelle }) => (
          <Bouton key={code} nature="large" nom="valeur" valeur={code}>
            <span {...enFrancais(m)}>{libelle}</span>
          </Bouton>
        ))}
        <p className="note-agent doux petit" {...enFrancais(m)}>
          Rien de ce que la personne tape n’est gardé&nbsp;: seulement si elle y arrive. Un essai réel ou
          inventé, comme elle préfère.
        </p>
      </Formulaire>
      <Sorties envoi={props.envoi} passer="repere.sans-montrer" precedente m={m} />
      <NoteTraduction m={m} />
      <ChoixLanguePlie m={m} />
    </Page>
  );
}

/** The ways out, side by side: this question only, the one before, or all of them. */
function Sorties(props: {
  envoi: Envoi;
  passer: 'repere.passer' | 'repere.sans-montrer';
  precedente: boolean;
  m: Messages;
}): ReactNode {
  const { m } = props;
  return (
    <div className="actions sorties">
      <Bouton nature="discret" nom="valeur" valeur="refused" formulaire="reponses">
        {m.dit(props.passer)}
        <Francais m={m}>{FRANCAIS.dit(props.passer)}</Francais>
      </Bouton>
      <Formulaire envoi={props.envoi} className="actions">
        <Bouton nature="discret" nom="etape" valeur="arreter">
          {m.dit('repere.arreter')}
          <Francais m={m}>{FRANCAIS.dit('repere.arreter')}</Francais>
        </Bouton>
        {props.precedente ? (
          <Bouton nature="discret" nom="etape" valeur="revenir">
            {m.dit('repere.retour')}
            <Francais m={m}>{FRANCAIS.dit('repere.retour')}</Francais>
          </Bouton>
        ) : null}
      </Formulaire>
    </div>
  );
}

export interface DiagnosticPlusProps {
  cadre: Cadre;
  /** Posts `etape=continuer` or `etape=plus_tard`. */
  envoi: Envoi;
  /** A question more, or a yes to show. */
  reste: 'ask' | 'show';
  messages?: Messages;
}

/** After the quick start: going on is offered, never taken for granted. */
export function DiagnosticPlusView(props: DiagnosticPlusProps): ReactNode {
  const { cadre, envoi, reste, messages: m = FRANCAIS } = props;
  const montrer = reste === 'show';
  return (
    <Page
      cadre={cadre}
      titre={montrer ? m.dit('repere.gestes') : motDe(entretienDe(m), 'suite.titre')}
      lecteur="personne"
      messages={m}
    >
      <div className="lu">
        <p>{m.dit(montrer ? 'repere.gestes-pourquoi' : 'repere.encore')}</p>
      </div>
      <Formulaire envoi={envoi} className="actions">
        <Bouton nature="premier" nom="etape" valeur="continuer">
          {m.dit(montrer ? 'repere.gestes-oui' : 'repere.encore-oui')}
        </Bouton>
        <Bouton nature="discret" nom="etape" valeur="plus_tard">
          {m.dit('commun.plus-tard')}
        </Bouton>
      </Formulaire>
      <NoteTraduction m={m} />
      <ChoixLanguePlie m={m} />
    </Page>
  );
}

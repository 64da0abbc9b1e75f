import type { ReactNode } from 'react';
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
import { type Cadre, Page } from '../../ui/layout.tsx';
import { PREUVES } from './preuves.ts';

export interface DiagnosticAccueilProps {
  cadre: Cadre;
  /** Posts `etape=commencer`, or `etape=importer` with `code`. */
  envoi: Envoi;
  retour: string;
  /** Date in words of the former diagnostic of this person. */
  derniere?: string;
  /** The text that was refused, kept in its field. */
  code?: string;
  erreurs?: readonly Erreur[];
}

/** The offer: what it is, what it is not, and the freedom to say no. */
export function DiagnosticAccueilView(props: DiagnosticAccueilProps): ReactNode {
  const { erreurs = [] } = props;
  return (
    <Page
      cadre={props.cadre}
      titre="Trois questions pour mieux vous aider"
      lecteur="personne"
      erreurs={erreurs}
    >
      <div className="lu">
        <p>Ce n’est pas un examen. Il n’y a pas de note.</p>
        <p>Vous pouvez passer une question. Vous pouvez arrêter quand vous voulez.</p>
        <p>Si vous dites non, l’aide reste la même.</p>
        {props.derniere === undefined ? null : (
          <p>
            La dernière fois, c’était le <span className="insecable">{props.derniere}</span>. Nous verrons ce
            qui a changé.
          </p>
        )}
      </div>
      <Formulaire envoi={props.envoi} className="actions">
        <Bouton nature="premier" nom="etape" valeur="commencer">
          Commencer
          <Icone nom="fleche" />
        </Bouton>
        <LienBouton href={props.retour} nature="discret">
          Pas maintenant
        </LienBouton>
      </Formulaire>
      <details className="note-agent" open={erreurs.length > 0}>
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
  /** Answers of a choice item; absent = Oui / Non (`yes`, `no`). `unknown` and `refused` are always offered. */
  choix?: readonly Choix[];
  /** Who said the answer before this one. */
  parole: 'self' | 'proxy';
  /** Code of the question: names the file that says it. */
  voix: string;
  /** There is an answer to go back to. */
  precedente: boolean;
}

const ouiNon: readonly Choix[] = [
  { code: 'yes', libelle: 'Oui' },
  { code: 'no', libelle: 'Non' },
];

/** The file that says a question (data/voix). */
const voixOf = (code: string, { version }: Cadre): string =>
  `${ASSETS}/voix-${code}.mp3${version === undefined ? '' : `?v=${version}`}`;

/** One question, one tap. */
export function DiagnosticQuestionView(props: DiagnosticQuestionProps): ReactNode {
  return (
    <Page cadre={props.cadre} titre={props.question} surtitre={props.surtitre} lecteur="personne">
      {props.aide === undefined ? null : <p className="doux">{props.aide}</p>}
      <Formulaire envoi={props.envoi} className="reponses" id="reponses">
        <input type="hidden" name="etape" value="repondre" />
        {(props.choix ?? ouiNon).map(({ code, libelle }) => (
          <Bouton key={code} nature="large" nom="valeur" valeur={code}>
            {libelle}
          </Bouton>
        ))}
        <Bouton nature="large" nom="valeur" valeur="unknown">
          Je ne sais pas
        </Bouton>
        {/* eslint-disable-next-line jsx-a11y-x/media-has-caption -- It says the title of the page, word for word. */}
        <audio
          className="ecoute"
          controls
          preload="none"
          src={voixOf(props.voix, props.cadre)}
          aria-label="Écouter la question"
        />
        <details className="note-agent">
          <summary>{props.parole === 'self' ? 'La personne répond' : 'Quelqu’un d’autre répond'}</summary>
          <Puces
            nom="preuve"
            legende="Comment le savez-vous&nbsp;? À choisir avant la réponse."
            choix={PREUVES}
            valeur={props.parole}
          />
        </details>
      </Formulaire>
      <Sorties envoi={props.envoi} passer="Passer cette question" precedente={props.precedente} />
    </Page>
  );
}

export interface DiagnosticMontrerProps {
  cadre: Cadre;
  /** Posts `etape=montrer` with `valeur`: `seul`, `avec_aide`, `pas_reussi` or `refused`. */
  envoi: Envoi;
  /** What to do, in a short sentence to the person. */
  tache: string;
}

const observations: readonly Choix[] = [
  { code: 'seul', libelle: 'Réussi, sans aide' },
  { code: 'avec_aide', libelle: 'Réussi, avec un peu d’aide' },
  { code: 'pas_reussi', libelle: 'Pas encore réussi' },
];

/** « Montrez-moi » : a yes that decides is shown, gently, and may be declined. */
export function DiagnosticMontrerView(props: DiagnosticMontrerProps): ReactNode {
  return (
    <Page cadre={props.cadre} titre="Montrez-moi" lecteur="personne">
      <div className="lu">
        <p>{props.tache}</p>
        <p>Prenez votre temps. Je suis à côté de vous.</p>
      </div>
      <Formulaire envoi={props.envoi} className="reponses" id="reponses">
        <input type="hidden" name="etape" value="montrer" />
        {observations.map(({ code, libelle }) => (
          <Bouton key={code} nature="large" nom="valeur" valeur={code}>
            {libelle}
          </Bouton>
        ))}
        <p className="note-agent doux petit">
          Rien de ce que la personne tape n’est gardé&nbsp;: seulement si elle y arrive. Un essai réel ou
          inventé, comme elle préfère.
        </p>
      </Formulaire>
      <Sorties envoi={props.envoi} passer="Je préfère ne pas montrer" precedente />
    </Page>
  );
}

/** The ways out, side by side: this question only, the one before, or all of them. */
function Sorties(props: { envoi: Envoi; passer: string; precedente: boolean }): ReactNode {
  return (
    <div className="actions sorties">
      <Bouton nature="discret" nom="valeur" valeur="refused" formulaire="reponses">
        {props.passer}
      </Bouton>
      <Formulaire envoi={props.envoi} className="actions">
        <Bouton nature="discret" nom="etape" valeur="arreter">
          Arrêter ici
        </Bouton>
        {props.precedente ? (
          <Bouton nature="discret" nom="etape" valeur="revenir">
            Revoir la réponse d’avant
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
}

/** After the quick start: going on is offered, never taken for granted. */
export function DiagnosticPlusView({ cadre, envoi, reste }: DiagnosticPlusProps): ReactNode {
  const montrer = reste === 'show';
  return (
    <Page
      cadre={cadre}
      titre={montrer ? 'Me montrer ce que vous faites\u00a0?' : 'Encore quelques questions\u00a0?'}
      lecteur="personne"
    >
      <div className="lu">
        {montrer ? (
          <p>Montrer un ou deux gestes nous aide à mieux vous aider.</p>
        ) : (
          <p>Merci. Quelques questions de plus nous aideraient à mieux vous aider.</p>
        )}
        <p>Vous pourrez arrêter après chaque {montrer ? 'geste' : 'question'}.</p>
      </div>
      <Formulaire envoi={envoi} className="actions">
        <Bouton nature="premier" nom="etape" valeur="continuer">
          {montrer ? 'D’accord, je montre' : 'D’accord, encore un peu'}
        </Bouton>
        <Bouton nature="discret" nom="etape" valeur="plus_tard">
          Pas maintenant
        </Bouton>
      </Formulaire>
    </Page>
  );
}

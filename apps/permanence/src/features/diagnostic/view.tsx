import type { ReactNode } from 'react';
import { Bouton, type Choix, type Envoi, Formulaire, LienBouton } from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';

export interface DiagnosticAccueilProps {
  cadre: Cadre;
  /** Posts `etape=commencer`. */
  envoi: Envoi;
  retour: string;
}

/** The offer: what it is, what it is not, and the freedom to say no. */
export function DiagnosticAccueilView(props: DiagnosticAccueilProps): ReactNode {
  return (
    <Page cadre={props.cadre} titre="Trois questions pour mieux vous aider" lecteur="personne">
      <div className="lu">
        <p>Ce n’est pas un examen. Il n’y a pas de note.</p>
        <p>Vous pouvez passer une question. Vous pouvez arrêter quand vous voulez.</p>
        <p>Si vous dites non, l’aide reste la même.</p>
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
    </Page>
  );
}

export interface DiagnosticQuestionProps {
  cadre: Cadre;
  /** Posts `etape=repondre` with `valeur`; `etape=arreter` stops and keeps what is known. */
  envoi: Envoi;
  /** Rank of the question, from 1. */
  rang: number;
  question: string;
  aide?: string;
  /** Answers of a choice item; absent = Oui / Non (`yes`, `no`). `unknown` and `refused` are always offered. */
  choix?: readonly Choix[];
}

const ouiNon: readonly Choix[] = [
  { code: 'yes', libelle: 'Oui' },
  { code: 'no', libelle: 'Non' },
];

/** One question, one tap. */
export function DiagnosticQuestionView(props: DiagnosticQuestionProps): ReactNode {
  return (
    <Page cadre={props.cadre} titre={props.question} surtitre={`Question ${props.rang}`} lecteur="personne">
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
      </Formulaire>
      <Sorties envoi={props.envoi} passer="Passer cette question" />
    </Page>
  );
}

export interface DiagnosticMontrerProps {
  cadre: Cadre;
  /** Posts `etape=montrer` with `valeur`: `seul`, `avec_aide`, `pas_reussi` or `refused`. */
  envoi: Envoi;
  /** What to do, in a short sentence to the person. */
  tache: string;
  /** What the writer watches for. */
  repere?: string;
}

const observations: readonly Choix[] = [
  { code: 'seul', libelle: 'Fait, sans aide' },
  { code: 'avec_aide', libelle: 'Fait, avec un coup de pouce' },
  { code: 'pas_reussi', libelle: 'Pas encore' },
];

/** « Montrez-moi » : a yes that decides is shown, gently, and may be declined. */
export function DiagnosticMontrerView(props: DiagnosticMontrerProps): ReactNode {
  return (
    <Page cadre={props.cadre} titre="Montrez-moi" lecteur="personne">
      <div className="lu">
        <p>{props.tache}</p>
        <p>Prenez votre temps. Je suis à côté de vous.</p>
      </div>
      {props.repere === undefined ? null : (
        <Avis icone="info">
          <p className="petit">{props.repere}</p>
        </Avis>
      )}
      <Formulaire envoi={props.envoi} className="reponses" id="reponses">
        <input type="hidden" name="etape" value="montrer" />
        {observations.map(({ code, libelle }) => (
          <Bouton key={code} nature="large" nom="valeur" valeur={code}>
            {libelle}
          </Bouton>
        ))}
      </Formulaire>
      <Sorties envoi={props.envoi} passer="Je préfère ne pas montrer" />
    </Page>
  );
}

/** Two ways out, side by side: this question only, or all of them. */
function Sorties({ envoi, passer }: { envoi: Envoi; passer: string }): ReactNode {
  return (
    <div className="actions">
      <Bouton nature="discret" nom="valeur" valeur="refused" formulaire="reponses">
        {passer}
      </Bouton>
      <Formulaire envoi={envoi} className="actions">
        <Bouton nature="discret" nom="etape" valeur="arreter">
          Arrêter ici
        </Bouton>
      </Formulaire>
    </div>
  );
}

export interface DiagnosticResultatProps {
  cadre: Cadre;
  /** Posts `etape=noter` (keep the result with the entry) or `etape=continuer` (more questions). */
  envoi: Envoi;
  retour: string;
  /** Sentences to the person, generated from the trace; never a mark, never a level code. */
  phrases: readonly string[];
  /** For the writer: sentences of the trace, edition of the instrument, certainty. */
  traces: readonly string[];
  /** Instrument and edition in words: « INSEE, édition 2021 ». */
  edition: string;
  certain: boolean;
  /** Up to three proposals, each with its reason. */
  propositions: readonly { phrase: string; raison?: string }[];
  /** Whether going on would tell more. */
  suite: boolean;
}

/** What the answers say, in sentences. */
export function DiagnosticResultatView(props: DiagnosticResultatProps): ReactNode {
  return (
    <Page cadre={props.cadre} titre="Merci" lecteur="personne">
      <div className="lu">
        {props.phrases.map((phrase) => (
          <p key={phrase}>{phrase}</p>
        ))}
      </div>
      {props.propositions.length === 0 ? null : (
        <section className="pile-serree" aria-labelledby="propositions">
          <h2 id="propositions">Ce que l’on peut vous proposer</h2>
          <ul className="propositions">
            {props.propositions.map(({ phrase, raison }) => (
              <li key={phrase} className="carte">
                <p>{phrase}</p>
                {raison === undefined ? null : <p className="doux petit">{raison}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <details className="note-agent">
        <summary>Pour l’écrivain·e&nbsp;: d’où vient ce résultat</summary>
        <div className="pile-serree petit">
          <p>
            Repérage selon {props.edition}. {props.certain ? 'Résultat certain.' : 'Résultat à confirmer.'} Il
            ne décide de rien à la place de quelqu’un.
          </p>
          <ul>
            {props.traces.map((trace) => (
              <li key={trace}>{trace}</li>
            ))}
          </ul>
        </div>
      </details>
      <Formulaire envoi={props.envoi} className="actions">
        <Bouton nature="premier" nom="etape" valeur="noter" icone="fait">
          Garder ce résultat
        </Bouton>
        {props.suite ? (
          <Bouton nom="etape" valeur="continuer">
            Encore quelques questions
          </Bouton>
        ) : null}
        <LienBouton href={props.retour} nature="discret">
          Ne pas le garder
        </LienBouton>
      </Formulaire>
    </Page>
  );
}

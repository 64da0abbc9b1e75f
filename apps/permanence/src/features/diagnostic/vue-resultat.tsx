import { motDe } from '@porte-plume/diagnostic/langues';
import type { ReactNode } from 'react';
import { entretienDe } from '../../messages/entretien.ts';
import { FRANCAIS, type Messages } from '../../messages/messages.ts';
import { Bouton, Cases, type Choix, type Envoi, Formulaire, Puces } from '../../ui/form.tsx';
import { ChoixLanguePlie, enFrancais, Francais, NoteTraduction } from '../../ui/langues.tsx';
import { type Cadre, Page } from '../../ui/layout.tsx';

/** An activity in words, with how it is known where that is more than her own word: « vu ensemble ». */
export interface FaitDit {
  libelle: string;
  comment?: string;
  /** The French words, beside those of another language. */
  francais?: string;
}

/** What changed since a former diagnostic, or why the two are not compared. */
export interface ProgresDit {
  /** « Depuis le vendredi 20 novembre 2026 ». */
  titre: string;
  groupes: readonly { titre: string; faits: readonly FaitDit[] }[];
  raison?: string;
}

/** One entry of the log, in words. */
export interface LigneJournal {
  place: number;
  question: string;
  reponse: string;
  preuve: string;
  remplacee: boolean;
}

export interface DiagnosticResultatProps {
  cadre: Cadre;
  /**
   * Posts `etape=noter` with `suite.N` and `autre`; `oublier` keeps nothing; `continuer`, `revoir:N` (a place of the
   * log) and `apart` go back to a screen.
   */
  envoi: Envoi;
  faits: readonly FaitDit[];
  /** Sentences to the person: never a mark, never a level code. */
  phrases: readonly string[];
  propositions: readonly { phrase: string; francais: string }[];
  /** Everything else that may be proposed instead. */
  autres: readonly Choix[];
  progres?: ProgresDit;
  /** For the writer: where the result comes from. */
  pourquoi: {
    /** Instrument and edition in words: « INSEE, édition 2021 ». */
    edition: string;
    /** Certain, probable or to be confirmed, in a sentence. */
    etat: string;
    alertes: readonly string[];
    regles: readonly string[];
    raisons: readonly { regle: string; phrase: string; faits: readonly string[]; sinon: readonly string[] }[];
  };
  journal: readonly LigneJournal[];
  /** Wish, confidence and barriers, in words. */
  apart: readonly string[];
  /** Whether going on would tell more. */
  plus: boolean;
  messages?: Messages;
}

/** The activities in a list, each with how it is known. */
export function Faits({ faits }: { faits: readonly FaitDit[] }): ReactNode {
  return (
    <ul>
      {faits.map(({ libelle, comment, francais }) => (
        <li key={libelle}>
          {libelle}
          {comment === undefined ? null : <span className="doux"> ({comment})</span>}
          {francais === undefined ? null : (
            <span className="traduction petit doux" lang="fr" dir="ltr">
              {francais}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What changed, group by group; a text says when the two are not compared. */
export function Progres({ progres, titre }: { progres: ProgresDit; titre: 'h2' | 'h3' }): ReactNode {
  const Titre = titre;
  return (
    <section className="pile-serree">
      <Titre>{progres.titre}</Titre>
      {progres.raison === undefined ? null : <p className="doux">{progres.raison}</p>}
      {progres.groupes.map((groupe) => (
        <div key={groupe.titre}>
          <p>
            <strong>{groupe.titre}</strong>
          </p>
          <Faits faits={groupe.faits} />
        </div>
      ))}
    </section>
  );
}

const ACCUEILS = [
  ['confirmee', 'repere.accord'],
  ['plus_tard', 'commun.plus-tard'],
] as const;

/** What the answers say, in facts; what may help, which the person and the writer take or leave. */
export function DiagnosticResultatView(props: DiagnosticResultatProps): ReactNode {
  const { faits, propositions, autres, apart, messages: m = FRANCAIS } = props;
  const t = entretienDe(m);
  const accueils = ACCUEILS.map(([code, cle]): Choix => ({
    code,
    libelle: m.dit(cle),
    traduction: <Francais m={m}>{FRANCAIS.dit(cle)}</Francais>,
  }));
  return (
    <Page
      cadre={props.cadre}
      titre={faits.length === 0 ? m.dit('repere.merci') : motDe(t, 'resultat.faits')}
      onglet={faits.length === 0 ? `${m.dit('repere.merci')} — ${m.dit('repere.titre')}` : undefined}
      lecteur="personne"
      messages={m}
    >
      <div className="lu">
        {faits.length === 0 ? null : <Faits faits={faits} />}
        {props.phrases.map((phrase) => (
          <p key={phrase}>{phrase}</p>
        ))}
      </div>
      {props.progres === undefined ? null : <Progres progres={props.progres} titre="h2" />}
      <Formulaire envoi={props.envoi} tout="libre">
        {propositions.length === 0 ? null : (
          <section className="pile-serree" aria-labelledby="propositions">
            <h2 id="propositions">{motDe(t, 'resultat.aides')}</h2>
            <p className="doux">{motDe(t, 'aide.libre')}</p>
            {propositions.map(({ phrase, francais }, rang) => (
              <div key={phrase} className="carte">
                <Puces
                  nom={`suite.${rang}`}
                  legende={
                    <>
                      {phrase}
                      <Francais m={m}>{francais}</Francais>
                    </>
                  }
                  choix={accueils}
                />
              </div>
            ))}
          </section>
        )}
        <div className="pile" {...enFrancais(m)}>
          {autres.length === 0 ? null : (
            <details className="note-agent">
              <summary>Proposer autre chose</summary>
              <Cases nom="autre" legende="À la place, ou en plus" choix={autres} />
            </details>
          )}
          <Pourquoi {...props.pourquoi} />
          <Journal journal={props.journal} />
          <details className="note-agent">
            <summary>Souhait, confiance, freins{apart.length === 0 ? '\u00a0: rien de noté' : ''}</summary>
            <div className="pile-serree">
              {apart.length === 0 ? null : (
                <ul>
                  {apart.map((phrase) => (
                    <li key={phrase}>{phrase}</li>
                  ))}
                </ul>
              )}
              <div className="actions">
                <Bouton nature="discret" nom="etape" valeur="apart">
                  {apart.length === 0 ? 'En parler maintenant' : 'Changer'}
                </Bouton>
              </div>
            </div>
          </details>
          <div className="actions">
            <Bouton nature="premier" nom="etape" valeur="noter" icone="fait">
              Garder ce résultat
            </Bouton>
            {props.plus ? (
              <Bouton nom="etape" valeur="continuer">
                Encore quelques questions
              </Bouton>
            ) : null}
            <Bouton nature="discret" nom="etape" valeur="oublier">
              Ne pas le garder
            </Bouton>
          </div>
        </div>
      </Formulaire>
      <NoteTraduction m={m} />
      <ChoixLanguePlie m={m} />
    </Page>
  );
}

function Pourquoi(props: DiagnosticResultatProps['pourquoi']): ReactNode {
  return (
    <details className="note-agent">
      <summary>Pourquoi ce résultat</summary>
      <div className="pile-serree petit">
        <p>
          Repérage selon {props.edition}. {props.etat} Il ne décide de rien à la place de quelqu’un.
        </p>
        {props.alertes.length === 0 ? null : (
          <ul>
            {props.alertes.map((phrase) => (
              <li key={phrase}>
                <strong>À vérifier.</strong> {phrase}
              </li>
            ))}
          </ul>
        )}
        <ol>
          {props.regles.map((phrase, rang) => (
            <li key={`${rang} ${phrase}`}>{phrase}</li>
          ))}
        </ol>
        {props.raisons.map(({ regle, phrase, faits, sinon }) => (
          <div key={`${regle} ${phrase}`}>
            <p>
              <strong>{phrase}</strong> Règle {regle}.
            </p>
            <ul>
              {faits.map((fait) => (
                <li key={fait}>{fait}</li>
              ))}
              {sinon.map((fait) => (
                <li key={fait}>Ce qui changerait&nbsp;: {fait}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </details>
  );
}

function Journal({ journal }: { journal: readonly LigneJournal[] }): ReactNode {
  if (journal.length === 0) return null;
  return (
    <details className="note-agent">
      <summary>Les réponses, une par une</summary>
      <ol className="pile-serree petit journal">
        {journal.map(({ place, question, reponse, preuve, remplacee }) => (
          <li key={place}>
            {question}&nbsp;: <strong>{reponse}</strong>
            {preuve === '' ? '' : `, ${preuve}`}
            {remplacee ? (
              <span className="doux"> (corrigée ensuite)</span>
            ) : (
              <Bouton nature="discret" nom="etape" valeur={`revoir:${place}`}>
                Corriger<span className="invisible"> {question}</span>
              </Bouton>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}

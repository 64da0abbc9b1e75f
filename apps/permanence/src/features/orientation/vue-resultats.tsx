import type { ReactNode } from 'react';
import { Bouton, type Envoi, type Erreur, Formulaire, LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { MOTIFS_REFUS } from './listes.ts';

/** A reason in words, for, against or not known. */
export interface RaisonDite {
  sens: 'pour' | 'contre' | 'inconnu';
  phrase: string;
}

/** A place or a workshop that may be chosen. */
export interface Resultat {
  /** `lieu:<id>` or `atelier:<id>`. */
  cle: string;
  titre: string;
  sous: string;
  distance: string | null;
  raisons: readonly RaisonDite[];
  avertissements: readonly string[];
  /** « 87 sur 100 », then each part. */
  score: number;
  parts: readonly { libelle: string; valeur: string; sur: number }[];
  /** Of a near miss: the one thing that fails. */
  manque?: string;
  /** Sheet without keeping anything. */
  feuille: string;
  source: string | null;
}

export interface ResultatsProps {
  cadre: Cadre;
  envoi: Envoi;
  /** The request, sent back with each answer. */
  paires: readonly (readonly [string, string])[];
  besoins: string;
  depart: string;
  lieux: readonly Resultat[];
  ateliers: readonly Resultat[];
  presque: readonly Resultat[];
  /** Whether an answer is kept with an entry. */
  garde: boolean;
  fait?: string;
  erreurs?: readonly Erreur[];
}

const SIGNES = { pour: '+', contre: '−', inconnu: '?' } as const;
const SENS = { pour: 'Pour', contre: 'Contre', inconnu: 'Pas su' } as const;

/** What was found. Posts `choix` = `oui|<cle>` or `non|<cle>|<motif>`, with the request. */
export function ResultatsView(props: ResultatsProps): ReactNode {
  const { lieux, ateliers, presque } = props;
  const rien = lieux.length + ateliers.length === 0;
  return (
    <Page
      cadre={props.cadre}
      titre={rien ? 'Aucun lieu ne convient' : 'Où aller'}
      onglet={rien ? 'Orientation, aucun lieu ne convient' : 'Orientation, où aller'}
      chapeau={`${props.besoins}. Depuis ${props.depart}.`}
      erreurs={props.erreurs ?? []}
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      <Formulaire envoi={props.envoi}>
        {props.paires.map(([nom, valeur]) => (
          <input key={`${nom} ${valeur}`} type="hidden" name={nom} value={valeur} />
        ))}
        {rien ? <Rien presque={presque.length > 0} /> : null}
        <Groupe titre="Lieux" id="lieux" resultats={lieux} garde={props.garde} premier />
        <Groupe
          titre="Ateliers"
          id="ateliers"
          resultats={ateliers}
          garde={props.garde}
          premier={lieux.length === 0}
        />
        {presque.length === 0 ? null : (
          <section className="pile-serree" aria-labelledby="presque">
            <h2 id="presque">Presque&nbsp;: une seule chose manque</h2>
            <ul className="lieux">
              {presque.map((un) => (
                <Presque key={un.cle} un={un} garde={props.garde} />
              ))}
            </ul>
          </section>
        )}
        <div className="actions">
          <Bouton nature="discret" nom="etape" valeur="changer">
            Changer la demande
          </Bouton>
        </div>
      </Formulaire>
    </Page>
  );
}

function Rien({ presque }: { presque: boolean }): ReactNode {
  return (
    <Vide icone="orientation">
      <h2>Que faire&nbsp;?</h2>
      <ul>
        {presque ? <li>Regardez dessous ce qui conviendrait presque.</li> : null}
        <li>Changez la demande&nbsp;: un autre déplacement, une autre commune, un besoin de moins.</li>
        <li>Gardez la personne en permanence&nbsp;: c’est aussi une réponse.</li>
      </ul>
    </Vide>
  );
}

function Groupe(props: {
  titre: string;
  id: string;
  resultats: readonly Resultat[];
  garde: boolean;
  premier: boolean;
}): ReactNode {
  if (props.resultats.length === 0) return null;
  return (
    <section className="pile-serree" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.titre}</h2>
      <ul className="lieux" data-touche="F9">
        {props.resultats.map((un, rang) => (
          <li key={un.cle} className="carte orientation">
            <Tete un={un} />
            {un.avertissements.map((phrase) => (
              <p key={phrase} className="faute-douce">
                <strong>Attention.</strong> {phrase}
              </p>
            ))}
            <Raisons raisons={un.raisons.slice(0, 3)} />
            <Choisir un={un} garde={props.garde} premier={props.premier && rang === 0} />
            <Pourquoi un={un} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tete({ un }: { un: Resultat }): ReactNode {
  return (
    <div>
      <h3>{un.titre}</h3>
      <p className="doux">
        {un.sous}
        {un.distance === null ? null : (
          <>
            {' · '}
            <span className="insecable">{un.distance}</span>
          </>
        )}
      </p>
    </div>
  );
}

function Raisons({ raisons }: { raisons: readonly RaisonDite[] }): ReactNode {
  return (
    <ul className="raisons">
      {raisons.map(({ sens, phrase }) => (
        <li key={phrase} className={`raison-${sens}`}>
          <span aria-hidden="true">{SIGNES[sens]}</span>
          <span>
            <span className="invisible">{SENS[sens]}&nbsp;: </span>
            {phrase}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Pourquoi({ un }: { un: Resultat }): ReactNode {
  const reste = un.raisons.slice(3);
  return (
    <details>
      <summary>
        <span>
          Pourquoi<span className="invisible"> {un.titre}</span>&nbsp;: {un.score} sur 100
        </span>
      </summary>
      <div className="pile-serree petit">
        <Raisons raisons={reste} />
        <ul className="parts">
          {un.parts.map(({ libelle, valeur, sur }) => (
            <li key={libelle}>
              {libelle}&nbsp;: <strong className="nombre">{valeur}</strong> sur {sur}
            </li>
          ))}
        </ul>
        {un.source === null ? null : <p className="doux">{un.source}</p>}
      </div>
    </details>
  );
}

function Choisir({ un, garde, premier }: { un: Resultat; garde: boolean; premier: boolean }): ReactNode {
  const pour = <span className="invisible"> pour {un.titre}</span>;
  if (!garde)
    return (
      <div className="actions">
        <LienBouton href={un.feuille} nature={premier ? 'premier' : 'second'} icone="imprimer">
          Voir la feuille{pour}
        </LienBouton>
      </div>
    );
  return (
    <div className="actions">
      <Bouton nature={premier ? 'premier' : 'second'} nom="choix" valeur={`oui|${un.cle}`} icone="fait">
        Elle dit oui{pour}
      </Bouton>
      <details className="refus">
        <summary>Elle dit non{pour}</summary>
        <div className="puces" role="group" aria-label={`Raison du refus, ${un.titre}`}>
          {MOTIFS_REFUS.map(({ code, libelle }) => (
            <Bouton key={code} nature="discret" nom="choix" valeur={`non|${un.cle}|${code}`}>
              {libelle}
            </Bouton>
          ))}
        </div>
      </details>
    </div>
  );
}

function Presque({ un, garde }: { un: Resultat; garde: boolean }): ReactNode {
  return (
    <li className="carte orientation">
      <Tete un={un} />
      <p>
        <strong>{un.manque}</strong>
      </p>
      {un.avertissements.map((phrase) => (
        <p key={phrase} className="doux petit">
          {phrase}
        </p>
      ))}
      <div className="actions">
        {garde ? (
          <Bouton nature="discret" nom="choix" valeur={`oui|${un.cle}`}>
            Le choisir quand même<span className="invisible">, {un.titre}</span>
          </Bouton>
        ) : (
          <LienBouton href={un.feuille} nature="discret">
            Voir la feuille<span className="invisible"> pour {un.titre}</span>
          </LienBouton>
        )}
      </div>
    </li>
  );
}

import type { ReactNode } from 'react';
import {
  Bouton,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  LienBouton,
  Puces,
} from '../../ui/form.tsx';
import { Icone } from '../../ui/icons.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { CANAUX_REMISE } from './choix.ts';
import { CodesTiers, type CodeTiersVu } from './codes-tiers.tsx';
import { Comptes, type GesteARendre, Papiers, type PapiersProps } from './papiers.tsx';
import type { Suite } from './suite.ts';
import { Suites, type SuitesProps } from './suites.tsx';

/** A statut of the package with its French words. */
export interface StatutVu {
  code: string;
  libelle: string;
}

export interface MandatVueProps {
  cadre: Cadre;
  /** Where each form posts: `/mandat/<id>/<suite>`. */
  envoi: (geste: Suite | 'code') => Envoi;
  erreurs?: readonly Erreur[];
  /** The form that was refused: its fold is open, its values are kept. */
  refus?: { geste: Suite | 'code'; valeurs: Readonly<Record<string, string>> };
  fait?: string;
  statut: StatutVu;
  /** Last day in words, « samedi 22 mai 2027 ». */
  dernierJour: string;
  /** Further lines of the state, each a term and its words: signed on, stopped on, copy handed over on. */
  faits: readonly { terme: string; valeur: string }[];
  /** What needs a look: oral to sign, copy not handed over, acts to examine. */
  avertissements: readonly string[];
  /** Initials only: the name is opened elsewhere, and logged. */
  initiales: string;
  items: readonly { libelle: string; actes: readonly string[]; statut: StatutVu }[];
  /** `certificat`: the proof that it was stopped, once it was. */
  copies?: { html: string; pdf: string; certificat?: string };
  papiers?: PapiersProps;
  /** Where the work goes on, once signed: the entry that asked for the mandate, or its renewal. */
  suite?: { href: string; libelle: string };
  /** Where an oral agreement is put in writing, as long as it may be. */
  aSigner?: string;
  /** The copy is still to be handed over. */
  aRemettre: boolean;
  aRendre: readonly GesteARendre[];
  suites: Omit<SuitesProps, 'envoi' | 'erreurs' | 'refus'>;
  codes: readonly CodeTiersVu[];
  /** Kinds of third parties to whom a code may be given; none once it makes no sense. */
  organismes: readonly Choix[];
  /** The sheet of the views, once a code was given. */
  consultations?: string;
  histoire: readonly { quand: string; phrase: string }[];
}

/** The mandate after its signature: what it allows, until when, its papers, who may check it, and how to stop it. */
export function MandatVue(props: MandatVueProps): ReactNode {
  const { erreurs = [], refus } = props;
  return (
    <Page cadre={props.cadre} titre="Mandat" surtitre={props.initiales} erreurs={erreurs}>
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      {props.avertissements.length === 0 ? null : (
        <Avis nature="pas">
          {props.avertissements.map((phrase) => (
            <p key={phrase}>{phrase}</p>
          ))}
          {props.aSigner === undefined ? null : (
            <p>
              <LienBouton href={props.aSigner}>Faire signer la personne</LienBouton>
            </p>
          )}
        </Avis>
      )}
      {props.suite === undefined ? null : (
        <div className="actions">
          <LienBouton href={props.suite.href} nature={props.aRemettre ? 'second' : 'premier'}>
            {props.suite.libelle}
            <Icone nom="fleche" />
          </LienBouton>
        </div>
      )}
      {props.aRemettre ? <Remise envoi={props.envoi('remise')} erreurs={erreurs} /> : null}
      <Etat {...props} />
      <Suites
        {...props.suites}
        envoi={props.envoi}
        erreurs={erreurs}
        {...(refus === undefined ? {} : { refus })}
      />
      {props.aRendre.length === 0 ? null : (
        <Comptes
          envoi={props.envoi('compte-rendu')}
          gestes={props.aRendre}
          erreurs={erreurs}
          {...(props.copies === undefined ? {} : { pdf: `${props.copies.pdf}?genre=compte_rendu` })}
        />
      )}
      <CodesTiers
        codes={props.codes}
        organismes={props.organismes}
        {...(props.consultations === undefined ? {} : { consultations: props.consultations })}
        envoi={props.envoi}
        erreurs={erreurs}
        ouvert={refus?.geste === 'code'}
      />
      {props.histoire.length === 0 ? null : (
        <section className="pile-serree" aria-labelledby="histoire">
          <h2 id="histoire">Ce qui s’est passé</h2>
          <ol className="fil fil-court">
            {props.histoire.map((fait, rang) => (
              <li key={rang}>
                <span className="heure nombre">{fait.quand}</span>
                <p>{fait.phrase}</p>
              </li>
            ))}
          </ol>
        </section>
      )}
    </Page>
  );
}

function Etat(props: MandatVueProps): ReactNode {
  const { statut, copies } = props;
  return (
    <section className="carte" aria-labelledby="etat">
      <h2 id="etat" className="invisible">
        État
      </h2>
      <p className={statut.code === 'actif' ? 'etat etat-bon' : 'etat'}>{statut.libelle}</p>
      <dl className="faits">
        <dt>Dernier jour</dt>
        <dd>
          <strong>{props.dernierJour}</strong>, ce jour compris
        </dd>
        {props.faits.map(({ terme, valeur }) => (
          <div key={terme} className="fait-rang">
            <dt>{terme}</dt>
            <dd>{valeur}</dd>
          </div>
        ))}
      </dl>
      {props.items.map((item) => (
        <div key={item.libelle} className="pile-serree">
          <h3>{item.libelle}</h3>
          <ul className="gestes">
            {item.actes.map((acte) => (
              <li key={acte}>{acte}</li>
            ))}
          </ul>
          {item.statut.code === statut.code ? null : <p className="etat">{item.statut.libelle}</p>}
        </div>
      ))}
      {copies === undefined ? null : (
        <div className="actions">
          {copies.certificat === undefined ? null : (
            <LienBouton href={copies.certificat} icone="telecharger">
              Certificat d’arrêt (PDF)
            </LienBouton>
          )}
          <LienBouton href={copies.pdf} icone="telecharger">
            Copie à imprimer (PDF)
          </LienBouton>
          <LienBouton href={copies.html} nature="discret">
            Copie à l’écran
          </LienBouton>
        </div>
      )}
      {props.papiers === undefined ? null : <Papiers {...props.papiers} />}
    </section>
  );
}

function Remise({ envoi, erreurs }: { envoi: Envoi; erreurs: readonly Erreur[] }): ReactNode {
  return (
    <section className="carte" aria-labelledby="a-remettre">
      <div>
        <h2 id="a-remettre">La copie de la personne</h2>
        <p className="doux">Elle porte le code qui arrête le mandat, sans compte et sans rendez-vous.</p>
      </div>
      <Formulaire envoi={envoi}>
        <Puces
          nom="remise"
          legende="Comment l’a-t-elle reçue&nbsp;?"
          choix={CANAUX_REMISE}
          valeur={CANAUX_REMISE[0]?.code}
          erreurs={erreurs}
        />
        <div className="actions">
          <Bouton nature="premier">Remettre l’exemplaire</Bouton>
        </div>
      </Formulaire>
    </section>
  );
}

import type { RetourAdressage } from '@porte-plume/accompagnement';
import type { ReactNode } from 'react';
import { Bouton, Champ, type Erreur, Formulaire, LienBouton } from '../../ui/form.tsx';
import { Avis, type Cadre, Page, Vide } from '../../ui/layout.tsx';
import { RETOURS } from './libelles.ts';

/** One referral of the inbox; who it is about is on its own page. */
export interface LigneBoite {
  id: string;
  perimetre: string;
  service: string;
  urgence: boolean;
  /** « reçu le 20 novembre · avant le 1er décembre · arabe ». */
  faits: readonly string[];
  /** « attendue mardi 24 novembre 2026 à 9 h 30, Mairie ». */
  attendue?: string;
  retour?: string;
  /** The feedback that the suivis call for, when one may be sent from here. */
  propose?: RetourAdressage['code'];
}

export interface SectionBoite {
  code: 'a_prendre' | 'attendues' | 'repondus';
  titre: string;
  aide: string;
  lignes: readonly LigneBoite[];
  reste: number;
}

/** The keys of the two lists in which something waits. */
const TOUCHES: Readonly<Partial<Record<SectionBoite['code'], string>>> = { a_prendre: 'F9', attendues: 'F8' };

interface Commun {
  cadre: Cadre;
  erreurs?: readonly Erreur[];
  fait?: string;
}

/** The inbox of writers: take, propose a slot, answer in one of three codes. */
export function BoiteView(
  props: Commun & { sections: readonly SectionBoite[]; op: () => string; numero?: string },
): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Adressages"
      chapeau="Les personnes qu’un service vous envoie, les urgentes d’abord."
      erreurs={props.erreurs ?? []}
    >
      <Fait {...props} />
      {props.sections.length === 0 ? (
        <Vide icone="adressages">
          <h2>Personne n’est adressé</h2>
          <p>Un travailleur social envoie une personne avec son accord&nbsp;: elle arrive ici.</p>
        </Vide>
      ) : (
        props.sections.map((section) => (
          <section key={section.code} className="pile-serree" aria-labelledby={section.code}>
            <div>
              <h2 id={section.code}>
                {section.titre} <span className="doux nombre">({section.lignes.length + section.reste})</span>
              </h2>
              <p className="doux">{section.aide}</p>
            </div>
            <ul className="fil echeances" data-touche={TOUCHES[section.code]}>
              {section.lignes.map((ligne) => (
                <li key={ligne.id}>
                  <Ligne ligne={ligne} op={props.op} />
                </li>
              ))}
            </ul>
            {section.reste === 0 ? null : (
              <p>
                <a href={`/adressages?liste=${section.code}`}>
                  {section.reste} de plus<span className="invisible">, {section.titre}</span>
                </a>
              </p>
            )}
          </section>
        ))
      )}
      <Formulaire envoi={{ action: '/adressages/fiche', op: props.op() }} className="pile-serree">
        <Champ
          nom="numero"
          libelle="Numéro d’une fiche"
          aide={'Quatre chiffres, sur le papier que la personne montre.'}
          valeur={props.numero}
          taille="court"
          attributs={{ inputMode: 'numeric', maxLength: 4 }}
          erreurs={props.erreurs ?? []}
          suite={<Bouton>Ouvrir</Bouton>}
        />
      </Formulaire>
      <p>
        <a href="/adressages/nouveau">Adresser une personne</a>
      </p>
    </Page>
  );
}

function Ligne({ ligne, op }: { ligne: LigneBoite; op: () => string }): ReactNode {
  const { id, perimetre, service, urgence, faits, attendue, retour, propose } = ligne;
  return (
    <div className="pile-serree">
      <div>
        <p>
          <a href={`/adressages/${id}`}>
            <strong>{perimetre}</strong>
            <span className="invisible">, {service}</span>
          </a>{' '}
          {urgence ? <span className="etat etat-attente">urgent</span> : null}
        </p>
        <p className="doux petit">{[service, ...faits].join(' · ')}</p>
        {attendue === undefined ? null : <p>{attendue}</p>}
        {retour === undefined ? null : <p>{retour}</p>}
      </div>
      {propose !== undefined ? (
        <Retours id={id} op={op} propose={propose} sujet={`${perimetre}, ${service}`} />
      ) : retour === undefined ? (
        <p>
          <LienBouton href={`/adressages/${id}`}>
            Proposer un créneau
            <span className="invisible">
              , {perimetre}, {service}
            </span>
          </LienBouton>
        </p>
      ) : null}
    </div>
  );
}

/** The three answers; the one that the suivis call for comes first. */
export function Retours(props: {
  id: string;
  op: () => string;
  propose: RetourAdressage['code'];
  sujet: string;
}): ReactNode {
  const tries = [...RETOURS].sort(
    (a, b) => Number(b.code === props.propose) - Number(a.code === props.propose),
  );
  return (
    <Formulaire envoi={{ action: `/adressages/${props.id}/retour`, op: props.op() }} className="relance">
      <div className="rappel" role="group" aria-label={`Répondre au service\u00a0: ${props.sujet}`}>
        <span className="doux petit">Répondre&nbsp;:</span>
        {tries.map(({ code, libelle }) => (
          <Bouton key={code} nature={code === props.propose ? 'second' : 'discret'} nom="code" valeur={code}>
            {libelle}
          </Bouton>
        ))}
      </div>
    </Formulaire>
  );
}

function Fait({ fait }: Commun): ReactNode {
  return fait === undefined ? null : (
    <Avis nature="fait">
      <p>{fait}</p>
    </Avis>
  );
}

/** What a service sent, and the three codes that came back. */
export interface LigneService {
  id: string;
  perimetre: string;
  urgence: boolean;
  envoye: string;
  /** What the account itself gave: a first name or a slip; absent for what a colleague sent. */
  qui?: string;
  /** Whether its slip can be printed again. */
  fiche: boolean;
  retour: { libelle: string; aide: string; le: string; code: RetourAdressage['code'] } | null;
}

/** Referrals of one service: three codes and dates, never more than what the account gave itself. */
export function ServiceView(props: Commun & { service: string; lignes: readonly LigneService[] }): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Vos adressages"
      surtitre={props.service}
      chapeau="Les personnes que votre service a envoyées, et la réponse des écrivains."
      erreurs={props.erreurs ?? []}
    >
      <Fait {...props} />
      <p>
        <LienBouton href="/adressages/nouveau" nature="premier" icone="adressages">
          Adresser une personne
        </LienBouton>
      </p>
      {props.lignes.length === 0 ? (
        <Vide icone="adressages">
          <h2>Personne n’est encore adressé</h2>
          <p>
            Avec son accord, un prénom et un téléphone suffisent. Ou une fiche à quatre chiffres, sans nom.
          </p>
        </Vide>
      ) : (
        <ul className="fil echeances">
          {props.lignes.map((ligne) => (
            <li key={ligne.id}>
              <div>
                <p>
                  <strong>{ligne.perimetre}</strong>
                  {ligne.qui === undefined ? null : ` · ${ligne.qui}`}{' '}
                  {ligne.urgence ? <span className="etat etat-attente">urgent</span> : null}
                </p>
                <p className="doux petit">
                  {ligne.envoye}
                  {ligne.fiche ? (
                    <>
                      {' · '}
                      <a href={`/adressages/${ligne.id}/fiche`}>
                        Imprimer la fiche<span className="invisible"> {ligne.qui}</span>
                      </a>
                    </>
                  ) : null}
                </p>
              </div>
              {ligne.retour === null ? (
                <p className="doux">Pas encore de réponse.</p>
              ) : (
                <p>
                  <span className={ETATS[ligne.retour.code]}>{ligne.retour.libelle}</span>{' '}
                  <span className="doux">
                    le {ligne.retour.le}. {ligne.retour.aide}
                  </span>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}

const ETATS: Readonly<Record<RetourAdressage['code'], string>> = {
  fait: 'etat etat-bon',
  en_cours: 'etat',
  besoin_de_vous: 'etat etat-attente',
};

/** How many, for who coordinates; nothing but the way to send, for the desk. */
export function CompteView(
  props: Commun & { nombres: readonly { libelle: string; nombre: number }[] | null },
): ReactNode {
  return (
    <Page
      cadre={props.cadre}
      titre="Adressages"
      chapeau={
        props.nombres === null
          ? 'Envoyez une personne aux écrivains numériques, avec son accord.'
          : 'Les personnes envoyées par un service, depuis trois mois\u00a0: des nombres, jamais de personne.'
      }
      erreurs={props.erreurs ?? []}
    >
      <Fait {...props} />
      {props.nombres === null ? null : (
        <dl className="faits">
          {props.nombres.map(({ libelle, nombre }) => (
            <div key={libelle} className="fait-rang">
              <dt>{libelle}</dt>
              <dd className="nombre">{nombre}</dd>
            </div>
          ))}
        </dl>
      )}
      <p>
        <LienBouton href="/adressages/nouveau" nature="premier" icone="adressages">
          Adresser une personne
        </LienBouton>
      </p>
    </Page>
  );
}

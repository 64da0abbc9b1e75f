import type { RetourAdressage } from '@porte-plume/accompagnement';
import type { ReactNode } from 'react';
import { Bouton, Champ, type Erreur, Formulaire } from '../../ui/form.tsx';
import { Avis, type Cadre, Page } from '../../ui/layout.tsx';
import { Retours } from './view.tsx';

/** A day of a permanence that may be proposed; `valeur` is what is posted. */
export interface CreneauPropose {
  valeur: string;
  jour: string;
  heures: string;
  lieu: string;
  agents: string;
}

export interface DetailProps {
  cadre: Cadre;
  op: () => string;
  id: string;
  titre: string;
  service: string;
  faits: readonly { libelle: string; valeur: string }[];
  /** Slots of the account, then those of colleagues. */
  miens: readonly CreneauPropose[];
  autres: readonly CreneauPropose[];
  attendue?: string;
  propose: RetourAdressage['code'];
  /** Whether it is still to be taken. */
  libre: boolean;
  erreurs?: readonly Erreur[];
  fait?: string;
  heure?: string;
}

/** One referral: who to call, and the next days of permanence to propose. Posts `creneau`, `heure`; or `code`. */
export function DetailView(props: DetailProps): ReactNode {
  const { id, op, erreurs = [] } = props;
  return (
    <Page
      cadre={props.cadre}
      surtitre={props.service}
      titre={props.titre}
      onglet={`Adressage, ${props.titre}`}
      erreurs={erreurs}
    >
      {props.fait === undefined ? null : (
        <Avis nature="fait">
          <p>{props.fait}</p>
        </Avis>
      )}
      <dl className="faits">
        {props.faits.map(({ libelle, valeur }) => (
          <div key={libelle} className="fait-rang">
            <dt>{libelle}</dt>
            <dd>{valeur}</dd>
          </div>
        ))}
      </dl>
      {props.attendue === undefined ? null : (
        <Avis>
          <p>{props.attendue}</p>
          <Formulaire envoi={{ action: `/adressages/${id}/accueillir`, op: op() }} className="actions">
            <Bouton nature="premier" touche="F9">
              Accueillir cette personne
            </Bouton>
          </Formulaire>
        </Avis>
      )}
      <section className="pile-serree" aria-labelledby="creneaux">
        <h2 id="creneaux">{props.attendue === undefined ? 'Proposer un créneau' : 'Changer de créneau'}</h2>
        <Formulaire envoi={{ action: `/adressages/${id}/creneau`, op: op() }} className="pile-serree">
          <Champ
            nom="heure"
            libelle="Heure du rendez-vous"
            aide={
              'Vide\u00a0: l’heure d’ouverture si c’est sur rendez-vous, sinon elle vient quand elle veut.'
            }
            valeur={props.heure}
            taille="court"
            attributs={{ type: 'time' }}
            erreurs={erreurs}
          />
          {props.miens.length === 0 ? (
            <p className="doux">Vous n’avez pas de permanence dans les trois semaines.</p>
          ) : (
            <Creneaux creneaux={props.miens} />
          )}
          {props.autres.length === 0 ? null : (
            <details open={props.miens.length === 0}>
              <summary>Chez un collègue</summary>
              <Creneaux creneaux={props.autres} />
            </details>
          )}
          {props.libre ? (
            <div className="actions">
              <Bouton nature="discret" nom="creneau" valeur="plus_tard">
                Je la prends, sans créneau pour l’instant
              </Bouton>
            </div>
          ) : null}
        </Formulaire>
      </section>
      <section className="pile-serree" aria-labelledby="retour">
        <h2 id="retour">Répondre au service</h2>
        <p className="doux">Il lit l’un de ces trois mots et la date, rien d’autre.</p>
        <Retours id={id} op={op} propose={props.propose} sujet={props.titre} />
      </section>
      <p>
        <a href="/adressages">Revenir aux adressages</a>
      </p>
    </Page>
  );
}

function Creneaux({ creneaux }: { creneaux: readonly CreneauPropose[] }): ReactNode {
  return (
    <ul className="roles creneaux" data-touche="F9">
      {creneaux.map(({ valeur, jour, heures, lieu, agents }) => (
        <li key={valeur}>
          <button type="submit" className="role" name="creneau" value={valeur}>
            <span className="role-titre">{jour}</span>
            <span>{heures}</span>
            <span className="doux petit">
              {lieu}
              {agents === '' ? null : ` · ${agents}`}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

import type { ReactNode } from 'react';
import {
  Bouton,
  Cases,
  Champ,
  type Choix,
  type Envoi,
  type Erreur,
  Formulaire,
  LienBouton,
  Liste,
} from '../../ui/form.tsx';
import { Vide } from '../../ui/layout.tsx';
import { ListeSessions, type LigneSession } from '../sessions/view.tsx';
import { PageAdministration, type PropsAdministration } from './cadre.tsx';
import { CHOIX_ROLES } from './roles.ts';

export interface LigneCompte {
  id: string;
  nom: string;
  roles: string;
  actif: boolean;
  /** « Charte à signer », « invitation en attente »; empty when nothing is to be known. */
  note: string;
}

/** Accounts of the structure. */
export function ComptesView(props: PropsAdministration & { comptes: readonly LigneCompte[] }): ReactNode {
  const ouverts = props.comptes.filter(({ actif }) => actif);
  const fermes = props.comptes.filter(({ actif }) => !actif);
  return (
    <PageAdministration
      {...props}
      ici="comptes"
      titre="Comptes"
      chapeau="Qui entre, et ce que chacun peut voir. Un compte s’ouvre par une clé d’accès, jamais par un mot de passe."
    >
      <div className="actions">
        <LienBouton href="/administration/comptes/nouveau" nature="premier">
          Ajouter un compte
        </LienBouton>
      </div>
      {ouverts.length === 0 ? (
        <Vide icone="personnes">
          <h2>Aucun compte ouvert</h2>
          <p>Ajoutez la première personne&nbsp;: un lien l’invite à créer sa clé.</p>
        </Vide>
      ) : (
        <Lignes comptes={ouverts} />
      )}
      {fermes.length === 0 ? null : (
        <details>
          <summary>Comptes fermés ({fermes.length})</summary>
          <Lignes comptes={fermes} />
        </details>
      )}
    </PageAdministration>
  );
}

function Lignes({ comptes }: { comptes: readonly LigneCompte[] }): ReactNode {
  return (
    <ul className="fil">
      {comptes.map(({ id, nom, roles, note }) => (
        <li key={id} className="ligne-action">
          <div>
            <p>
              <a href={`/administration/comptes/${id}`}>
                <strong>{nom}</strong>
              </a>
            </p>
            <p className="doux petit">{roles}</p>
          </div>
          {note === '' ? null : <span className="doux petit">{note}</span>}
        </li>
      ))}
    </ul>
  );
}

export interface ValeursCompte {
  nom?: string;
  identifiant?: string;
  roles?: readonly string[];
  service?: string;
}

/** A new account. Posts `nom`, `identifiant`, `roles`, `service`. */
export function CompteNouveauView(
  props: PropsAdministration & { envoi: Envoi; services: readonly Choix[]; valeurs?: ValeursCompte },
): ReactNode {
  const { erreurs = [], valeurs = {} } = props;
  return (
    <PageAdministration
      {...props}
      ici="comptes"
      titre="Ajouter un compte"
      chapeau="Vous recevrez un lien à remettre à la personne. Il sert une fois, pendant sept jours."
    >
      <Formulaire envoi={props.envoi} tout="demande">
        <Champ nom="nom" libelle="Prénom et nom" valeur={valeurs.nom} erreurs={erreurs} />
        <Champ
          nom="identifiant"
          libelle="Adresse de courriel professionnelle"
          aide="Elle reconnaît le compte. Rien n’y est envoyé par Porte-plume."
          valeur={valeurs.identifiant}
          erreurs={erreurs}
          attributs={{ type: 'email' }}
        />
        <ChampsRoles valeurs={valeurs} services={props.services} erreurs={erreurs} />
        <div className="actions">
          <Bouton nature="premier">Créer le compte</Bouton>
        </div>
      </Formulaire>
    </PageAdministration>
  );
}

function ChampsRoles(props: {
  valeurs: ValeursCompte;
  services: readonly Choix[];
  erreurs: readonly Erreur[];
}): ReactNode {
  const { valeurs, services, erreurs } = props;
  return (
    <>
      <Cases
        nom="roles"
        legende="Rôles"
        auMoins
        aide="Plusieurs rôles s’ajoutent. Donnez le moins possible."
        choix={CHOIX_ROLES}
        valeurs={valeurs.roles ?? []}
        erreurs={erreurs}
      />
      {services.length === 0 ? null : (
        <Liste
          nom="service"
          libelle="Service, pour le travail social"
          choix={services}
          vide="Aucun"
          valeur={valeurs.service}
          erreurs={erreurs}
        />
      )}
    </>
  );
}

export interface CompteDetail {
  id: string;
  nom: string;
  identifiant: string;
  actif: boolean;
  roles: readonly string[];
  service: string;
  charte: string;
  cles: string;
}

/** One account: roles, invitation, sessions, closing. Each form posts to its own address. */
export function CompteView(
  props: PropsAdministration & {
    compte: CompteDetail;
    envois: Record<'roles' | 'invitation' | 'sessions' | 'etat', Envoi>;
    services: readonly Choix[];
    sessions: readonly LigneSession[];
    /** Shown once, after it was made. */
    lien?: string;
  },
): ReactNode {
  const { compte, envois, lien, erreurs = [] } = props;
  return (
    <PageAdministration
      {...props}
      ici="comptes"
      titre={compte.actif ? 'Un compte' : 'Un compte fermé'}
      chapeau={
        <>
          <strong>{compte.nom}</strong>, {compte.identifiant}
        </>
      }
      {...(lien === undefined
        ? {}
        : {
            copie: {
              titre: 'Le lien à remettre',
              libelle: 'Lien d’invitation',
              valeur: lien,
              dit: 'Copiez-le maintenant\u00a0: il n’est affiché qu’une fois. Remettez-le à cette personne seule\u00a0; il ouvre son compte une fois, pendant sept jours.',
            },
          })}
    >
      <dl className="faits">
        <dt>Clés d’accès</dt>
        <dd>{compte.cles}</dd>
        <dt>Charte</dt>
        <dd>{compte.charte}</dd>
      </dl>
      {compte.actif ? (
        <>
          <section className="pile-serree" aria-labelledby="invitation">
            <h2 id="invitation">Invitation</h2>
            <p className="doux">
              Pour une première clé, ou après la perte d’un appareil. Le lien d’avant ne sert plus.
            </p>
            <Formulaire envoi={envois.invitation} className="actions">
              <Bouton icone="clef">Faire un nouveau lien</Bouton>
            </Formulaire>
          </section>
          <section className="pile-serree" aria-labelledby="sessions-titre">
            <h2 id="sessions-titre">Sessions ouvertes</h2>
            <ListeSessions
              envoi={envois.sessions}
              sessions={props.sessions}
              toutes="Fermer toutes ses sessions"
              vide="Aucune session n’est ouverte."
            />
          </section>
          <section className="pile" aria-labelledby="roles-titre">
            <h2 id="roles-titre">Ce que ce compte peut voir</h2>
            <Formulaire envoi={envois.roles}>
              <ChampsRoles
                valeurs={{ roles: compte.roles, service: compte.service }}
                services={props.services}
                erreurs={erreurs}
              />
              <div className="actions">
                <Bouton nature="premier">Enregistrer les rôles</Bouton>
              </div>
            </Formulaire>
          </section>
        </>
      ) : null}
      <section className="pile-serree" aria-labelledby="etat-titre">
        <h2 id="etat-titre">{compte.actif ? 'Fermer ce compte' : 'Rouvrir ce compte'}</h2>
        <p className="doux">
          {compte.actif
            ? 'Ses sessions se ferment aussitôt. Ce qui a été fait avec ce compte reste, à son nom.'
            : 'Ses clés d’accès ouvriront à nouveau.'}
        </p>
        <Formulaire envoi={envois.etat} className="actions">
          <Bouton nom="actif" valeur={compte.actif ? 'non' : 'oui'}>
            {compte.actif ? 'Fermer le compte' : 'Rouvrir le compte'}
          </Bouton>
        </Formulaire>
      </section>
    </PageAdministration>
  );
}

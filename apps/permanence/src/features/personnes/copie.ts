import { getLibelle, type ListeId } from '@porte-plume/accompagnement/nomenclatures';
import { getDemarche } from '@porte-plume/demarches';
import { etatA } from '@porte-plume/mandat';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { adressage } from '../../db/schema-suivis.ts';
import { coffre, compte, journal } from '../../db/schema.ts';
import type { DossierOuvert } from '../../domain/acces-personne.ts';
import { listOfPersonne } from '../../domain/diagnostics.ts';
import { readNote } from '../../domain/notes.ts';
import { listOrientationsOf } from '../../domain/orientations.ts';
import { readIdentite } from '../../domain/personnes.ts';
import { listSuivisOf } from '../../domain/suivis.ts';
import { readTiers } from '../../domain/tiers.ts';
import { listMandatsDe, listVisites, sayObjet } from '../../domain/visites.ts';
import { roleLabel } from '../../server/cadre.ts';
import { civilDate, now, type Services, type Visiteur } from '../../server/contexte.ts';
import { momentEnMots } from '../../server/heure.ts';
import { dateEnMots } from '../../ui/date.ts';
import { faitsOf } from '../diagnostic/progres.ts';
import { POURQUOI } from '../journal/libelles.ts';
import { histoireOf } from '../mandat/histoire.ts';
import { ACTES, STATUTS } from '../mandat/libelles.ts';
import { libelleOfItem } from '../mandat/lignes.ts';

/** One kind of data: its lines are in French, as they were noted. */
export interface Partie {
  /** Which kind: its title in the language of the person, and what is said when nothing of it is held. */
  cle: 'qui' | 'visites' | 'mandats' | 'diagnostics' | 'suites' | 'pieces' | 'lectures';
  /** The answers are held, under a key that the account may not open. */
  sousCle?: true;
  lignes: readonly { titre: string; details: readonly string[] }[];
}

/** Everything held about a person. */
export interface Copie {
  /** Null on the copy of who may not read identities: the person adds her name by hand. */
  nom: string | null;
  parties: readonly Partie[];
}

const PIECES: Readonly<Record<string, string>> = {
  identite: 'Nom, prénom, année de naissance',
  signature: 'Signature dessinée',
  nom_ecrit: 'Nom écrit à la main',
  scan: 'Feuille signée, numérisée',
  reference_papier: 'Où est rangée la feuille signée',
  naissance: 'Date de naissance',
  codes: 'Codes de la copie d’un mandat',
  tiers: 'Personnes nommées dans un mandat',
  diagnostic: 'Réponses à un diagnostic',
  note: 'Note de l’équipe',
};

/**
 * Everything held about a person, for her alone (RGPD, art. 15). The read is written in the audit log.
 * @param nommer - whether the account may read identities; without it, nothing is opened in the vault
 */
export async function readCopie(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { groupe, racine, creeLe }: DossierOuvert,
  nommer: boolean,
): Promise<Copie> {
  const { orgId, zone } = visiteur;
  const jour = (instant: string) => dateEnMots(civilDate(new Date(instant), zone));
  const identite = nommer ? await readIdentite(tx, services, visiteur, racine.id, 'copie_droits') : null;
  const autres = [];
  for (const id of nommer ? groupe.filter((un) => un !== racine.id) : []) {
    const une = await readIdentite(tx, services, visiteur, id, 'copie_droits');
    if (une !== null) autres.push(`${une.prenom} ${une.nom}, ${String(une.anneeNaissance)}`);
  }
  const note = nommer ? await readNote(tx, services, visiteur, racine.id) : null;
  const parties: Partie[] = [
    {
      cle: 'qui',
      lignes: [
        ...(identite === null
          ? []
          : [
              {
                titre: `${identite.prenom} ${identite.nom}`,
                details: [`année de naissance ${String(identite.anneeNaissance)}`],
              },
            ]),
        ...autres.map((titre) => ({ titre, details: ['autre fiche réunie à celle-ci'] })),
        { titre: 'Dossier ouvert', details: [jour(creeLe)] },
        ...(note === null
          ? []
          : [{ titre: `Note\u00a0: ${note.texte}`, details: [`jusqu’au ${note.auInclus}`] }]),
      ],
    },
    await visitesOf(tx, orgId, groupe),
    await mandatsOf(tx, services, visiteur, groupe, nommer),
    await diagnosticsOf(tx, services, visiteur, groupe, nommer),
    await suitesOf(tx, orgId, groupe, jour),
    await piecesOf(tx, orgId, groupe, jour),
    await lecturesOf(tx, visiteur, groupe),
  ];
  return { nom: identite === null ? null : `${identite.prenom} ${identite.nom}`, parties };
}

async function visitesOf(tx: Tx, orgId: string, groupe: readonly string[]): Promise<Partie> {
  const visites = await listVisites(tx, orgId, groupe);
  const dit = (liste: ListeId, code: string) => getLibelle(liste, code);
  return {
    cle: 'visites',
    lignes: visites.map(({ intervention: une, agent, lieu, commune }) => {
      const { profil } = une.personne;
      const connus = (['trancheAge', 'genre', 'statut', 'langueLecture', 'equipement', 'connexion'] as const)
        .filter((nom) => profil[nom] !== 'non_demande')
        .map((nom) => dit(nom, profil[nom]).toLowerCase());
      return {
        titre: `${dateEnMots(une.date)}, ${lieu}, ${commune}`,
        details: [
          `avec ${agent}`,
          ...une.actes.flatMap((acte) => [
            sayObjet(acte),
            dit('mode', acte.mode),
            dit('issue', acte.issue.code),
            ...(acte.relecture?.recepisse4 === undefined
              ? []
              : [`récépissé finissant par ${acte.relecture.recepisse4}`]),
          ]),
          ...(une.dureeMin === 'non_demande' ? [] : [`${String(une.dureeMin)} minutes`]),
          ...(profil.communeInsee === 'non_demande' ? [] : [`commune ${profil.communeInsee}`]),
          ...connus,
        ],
      };
    }),
  };
}

async function mandatsOf(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  groupe: readonly string[],
  nommer: boolean,
): Promise<Partie> {
  const { orgId, zone } = visiteur;
  const lignes = [];
  for (const { lu, archive } of await listMandatsDe(tx, orgId, groupe)) {
    const statut = etatA(lu.evenements, now(services))?.statut ?? 'brouillon';
    const tiers = nommer ? await readTiers(tx, services, visiteur, lu.personneId, lu.id) : [];
    lignes.push({
      titre: lu.etat.items.map(libelleOfItem).join(', '),
      details: [
        STATUTS[statut],
        ...(archive ? ['en archive'] : []),
        ...new Set(lu.etat.items.flatMap(({ actes }) => actes.map((acte) => ACTES[acte]))),
        ...tiers.map(({ role, nom }) => `${nom} (${role})`),
        ...histoireOf(lu.evenements, zone).map(({ quand, phrase }) => `${quand}\u00a0: ${phrase}`),
      ],
    });
  }
  return { cle: 'mandats', lignes };
}

async function diagnosticsOf(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  groupe: readonly string[],
  nommer: boolean,
): Promise<Partie> {
  const lignes = [];
  for (const id of nommer ? groupe : [])
    for (const { faitLe, dossier, suites } of await listOfPersonne(tx, services, visiteur, id))
      lignes.push({
        titre: dateEnMots(civilDate(new Date(faitLe), visiteur.zone)),
        details: [
          ...(dossier === null ? [] : [`questionnaire ${dossier.instrument}`]),
          ...(dossier === null ? [] : faitsOf(dossier).map(({ libelle }) => libelle)),
          ...(dossier?.freins ?? []).map(({ code }) => `frein\u00a0: ${code}`),
          ...suites.map(({ cible, accueil }) => `${cible} (${accueil})`),
        ],
      });
  return {
    cle: 'diagnostics',
    ...(nommer ? {} : { sousCle: true }),
    lignes,
  };
}

async function suitesOf(
  tx: Tx,
  orgId: string,
  groupe: readonly string[],
  jour: (instant: string) => string,
): Promise<Partie> {
  const orientations = [];
  for (const id of groupe) orientations.push(...(await listOrientationsOf(tx, orgId, id)));
  const suivis = await listSuivisOf(tx, orgId, groupe);
  const adressages = await tx
    .select({ recuLe: adressage.recuLe, perimetre: adressage.perimetre })
    .from(adressage)
    .where(and(eq(adressage.orgId, orgId), inArray(adressage.personneId, [...groupe])));
  return {
    cle: 'suites',
    lignes: [
      ...suivis.map((un) => ({
        titre: getDemarche(un.demarcheId)?.nom ?? un.demarcheId,
        details: [
          `ouverte le ${dateEnMots(un.ouvertLe)}`,
          getLibelle('aboutissement', un.aboutissement),
          ...un.relances.map(({ le, nature }) => `${getLibelle('natureRelance', nature)}, ${dateEnMots(le)}`),
        ],
      })),
      ...orientations.map(({ orientation, vers, statut }) => ({
        titre: `Orientation\u00a0: ${vers}`,
        details: [dateEnMots(orientation.proposeeLe), statut],
      })),
      ...adressages.map(({ recuLe, perimetre }) => ({
        titre: 'Adressage par un service',
        details: [jour(recuLe), perimetre],
      })),
    ],
  };
}

async function piecesOf(
  tx: Tx,
  orgId: string,
  groupe: readonly string[],
  jour: (instant: string) => string,
): Promise<Partie> {
  const rows = await tx
    .select({ nature: coffre.nature, deposeLe: coffre.deposeLe })
    .from(coffre)
    .where(and(eq(coffre.orgId, orgId), inArray(coffre.personneId, [...groupe])))
    .orderBy(asc(coffre.deposeLe));
  return {
    cle: 'pieces',
    lignes: rows.map(({ nature, deposeLe }) => ({
      titre: PIECES[nature] ?? nature,
      details: [jour(deposeLe)],
    })),
  };
}

/** Who read the identity: the role and the reason, with the hour; an agent is no third party to be named. */
async function lecturesOf(tx: Tx, { orgId, zone }: Visiteur, groupe: readonly string[]): Promise<Partie> {
  const personne = sql<string>`${journal.donnees}->>'personne'`;
  const rows = await tx
    .select({ donnees: journal.donnees, roles: compte.roles })
    .from(journal)
    .leftJoin(compte, and(eq(compte.orgId, journal.orgId), eq(compte.id, sql`${journal.donnees}->>'compte'`)))
    .where(and(eq(journal.orgId, orgId), inArray(personne, [...groupe])))
    .orderBy(asc(journal.rang));
  return {
    cle: 'lectures',
    lignes: rows.map(({ donnees, roles }) => {
      const { le = '', pourquoi = '' } = donnees as Record<string, string>;
      return {
        titre: momentEnMots(le, zone),
        details: [
          roles === null ? 'un organisme, avec votre code' : roleLabel(roles).toLowerCase(),
          POURQUOI[pourquoi] ?? 'autre lecture',
        ],
      };
    }),
  };
}

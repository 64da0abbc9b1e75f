import {
  decide,
  evolve,
  merge,
  type Acteur,
  type Commande,
  type CommandeDe,
  type EtatMandat,
  type Evenement,
  type Habilitation,
} from '@porte-plume/mandat';
import { chain } from '@porte-plume/mandat/ledger';
import { parseEvenement } from '@porte-plume/mandat/schemas';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { mandat, mandatEvenement } from '../db/schema.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { headOfMandats, lockChaine } from './chaine.ts';

/** Name of this server in the events; a writing device of its own will have another. */
const APPAREIL = 'serveur';
/** Version of the ethics charter that the accounts of this application sign. */
export const CHARTE = '2026-1';

/** A mandate with its history and whose it is. */
export interface MandatLu {
  id: string;
  personneId: string;
  etat: EtatMandat;
  evenements: readonly Evenement[];
}

/** The habilitation of an account: any writer of the structure, a volunteer on simple démarches only. */
export function toHabilitation(visiteur: Visiteur): Habilitation {
  const benevole = visiteur.roles.includes('benevole') && !visiteur.roles.includes('ecrivain');
  return {
    ecrivainRef: visiteur.compteId,
    structureId: visiteur.orgId,
    kind: benevole ? 'benevole' : 'ecrivain',
    du: visiteur.charteSigneeLe ?? '9999-12-31',
    charteVersion: CHARTE,
  };
}

/** Who gives a command, in which organisation: an account, or whoever holds a code. */
export interface Auteur {
  orgId: string;
  zone: string;
  acteur: Acteur;
  habilitations: Habilitation[];
}

/** A signed-in account as the mandates know it. */
export function toAuteur(visiteur: Visiteur): Auteur {
  const kind = visiteur.roles.includes('ecrivain')
    ? 'ecrivain'
    : visiteur.roles.includes('benevole')
      ? 'benevole'
      : 'coordinateur';
  return {
    orgId: visiteur.orgId,
    zone: visiteur.zone,
    acteur: { kind, ref: visiteur.compteId },
    habilitations: [toHabilitation(visiteur)],
  };
}

/**
 * State of a mandate from its events, in their effective order. The preparation comes first whatever its hour: a death
 * takes effect from the first instant of its day, which may be before.
 */
function fold(evenements: readonly Evenement[]): EtatMandat | null {
  const tries = merge(evenements, []);
  const debut = tries.find(({ type }) => type === 'MandatPrepare');
  if (debut === undefined) return null;
  const suite = tries.filter((evenement) => evenement !== debut);
  return suite.reduce((etat, evenement) => evolve(etat, evenement), evolve(null, debut));
}

async function readEvenements(
  tx: Tx,
  orgId: string,
  ids: readonly string[],
): Promise<Map<string, Evenement[]>> {
  const parMandat = new Map<string, Evenement[]>(ids.map((id) => [id, []]));
  if (ids.length === 0) return parMandat;
  const rows = await tx
    .select({ mandatId: mandatEvenement.mandatId, donnees: mandatEvenement.donnees })
    .from(mandatEvenement)
    .where(and(eq(mandatEvenement.orgId, orgId), inArray(mandatEvenement.mandatId, [...ids])))
    .orderBy(asc(mandatEvenement.rang));
  for (const row of rows) {
    const lu = parseEvenement(row.donnees);
    if (!lu.ok) throw new Error('a stored mandate event is unreadable');
    parMandat.get(row.mandatId)?.push(lu.value);
  }
  return parMandat;
}

/** One mandate of the organisation, or null: foreign and unknown ids look the same. */
export async function readMandat(tx: Tx, orgId: string, id: string): Promise<MandatLu | null> {
  const [row] = await tx
    .select()
    .from(mandat)
    .where(and(eq(mandat.orgId, orgId), eq(mandat.id, id)));
  if (row === undefined) return null;
  const evenements = (await readEvenements(tx, orgId, [id])).get(id) ?? [];
  const etat = fold(evenements);
  return etat === null ? null : { id, personneId: row.personneId, etat, evenements };
}

/** Several mandates of the organisation at once; those that are not its own are left out. */
export async function readMandats(tx: Tx, orgId: string, ids: readonly string[]): Promise<MandatLu[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select()
    .from(mandat)
    .where(and(eq(mandat.orgId, orgId), inArray(mandat.id, [...ids])));
  const parMandat = await readEvenements(
    tx,
    orgId,
    rows.map(({ id }) => id),
  );
  return rows.flatMap(({ id, personneId }) => {
    const evenements = parMandat.get(id) ?? [];
    const etat = fold(evenements);
    return etat === null ? [] : [{ id, personneId, etat, evenements }];
  });
}

/** Every mandate of one person, folded. */
export async function readMandatsOf(tx: Tx, orgId: string, personneId: string): Promise<EtatMandat[]> {
  const rows = await tx
    .select({ id: mandat.id })
    .from(mandat)
    .where(and(eq(mandat.orgId, orgId), eq(mandat.personneId, personneId)));
  const parMandat = await readEvenements(
    tx,
    orgId,
    rows.map(({ id }) => id),
  );
  return [...parMandat.values()].map(fold).filter((etat) => etat !== null);
}

/** Data of a command of one type, and the part of its id that tells it from the others of the same form. */
export interface Ordre<T extends Commande['type'] = Commande['type']> {
  type: T;
  donnees: CommandeDe<T>['donnees'];
  suffixe: string;
  /** When it happened, if it is only recorded now. */
  faitLe?: string;
}

/** Builds an order with its type inferred. */
export function ordre<T extends Commande['type']>(
  type: T,
  suffixe: string,
  donnees: CommandeDe<T>['donnees'],
): Ordre {
  return { type, suffixe, donnees };
}

/**
 * Decides several commands on one mandate and appends their events to the chain, all or nothing.
 * @throws {Refus} with every motif of the first refused command
 */
export async function runMandat(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  cible: Cible,
  ordres: readonly Ordre[],
): Promise<EtatMandat> {
  return runMandatAs(tx, services, toAuteur(visiteur), cible, ordres);
}

/** A mandate, its person, and the operation that the commands belong to. */
export interface Cible {
  mandatId: string;
  personneId: string;
  op: string;
}

/** The same for whoever holds a code, or for the clock. */
export async function runMandatAs(
  tx: Tx,
  services: Services,
  auteur: Auteur,
  cible: Cible,
  ordres: readonly Ordre[],
): Promise<EtatMandat> {
  const { orgId } = auteur;
  await lockChaine(tx, orgId);
  const maintenant = now(services);
  const autres = (await readMandatsOf(tx, orgId, cible.personneId)).filter(({ id }) => id !== cible.mandatId);
  const lu = await readMandat(tx, orgId, cible.mandatId);
  if (lu === null)
    await tx
      .insert(mandat)
      .values({ orgId, id: cible.mandatId, personneId: cible.personneId, creeLe: maintenant });
  const histoire = [...(lu?.evenements ?? [])];
  let etat = lu?.etat ?? null;
  const nouveaux: Evenement[] = [];
  const { rang, prev } = await headOfMandats(tx, orgId);
  for (const { type, donnees, suffixe, faitLe = maintenant } of ordres) {
    const commande = {
      v: 1,
      id: `${cible.op}.${suffixe}`,
      type,
      mandatId: cible.mandatId,
      faitLe,
      acteur: auteur.acteur,
      donnees,
    } as Commande;
    const resultat = decide(etat, commande, {
      maintenant,
      zone: auteur.zone,
      alea: services.alea,
      appareil: APPAREIL,
      seq: rang + nouveaux.length,
      habilitations: auteur.habilitations,
      mandatsDuMandant: autres,
    });
    if (!resultat.ok) throw new Refus(resultat.motifs);
    nouveaux.push(...resultat.value.evenements);
    histoire.push(...resultat.value.evenements.filter(({ mandatId }) => mandatId === cible.mandatId));
    etat = fold(histoire);
  }
  if (nouveaux.length > 0) {
    const links = chain(prev, nouveaux);
    await tx.insert(mandatEvenement).values(
      nouveaux.map((evenement, index) => ({
        orgId,
        rang: rang + index,
        mandatId: evenement.mandatId,
        evenementId: evenement.id,
        donnees: evenement,
        prevHash: links[index]?.prevHash ?? '',
        hash: links[index]?.hash ?? '',
      })),
    );
  }
  if (etat === null) throw new Error('a mandate without preparation');
  return etat;
}

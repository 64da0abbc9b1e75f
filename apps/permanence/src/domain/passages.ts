import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { passage } from '../db/schema-agenda.ts';
import { civilDate, now, type Services, type Visiteur } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { appendJournal } from './chaine.ts';
import { openJson, sealJson } from './coffre.ts';
import { createId } from './identifiant.ts';

/** `attendu` waits; the three others are settled. */
export type EtatPassage = 'attendu' | 'recu' | 'absent' | 'annule';

/** Somebody expected, or waiting, in a lieu on a day: no name here, see {@link readPrenoms}. */
export interface Passage {
  id: string;
  lieuId: string;
  permanenceId: string | null;
  date: string;
  heure: string | null;
  etat: EtatPassage;
  langue: string | null;
  interprete: boolean;
  adressageId: string | null;
  /** Whether a first name was given: it stays sealed until it is asked for. */
  aPrenom: boolean;
}

/** What is known of who will come. Only the lieu and the day are needed. */
export interface NouveauPassage {
  lieuId: string;
  permanenceId?: string;
  /** Civil date. */
  date: string;
  /** Local hour, `09:30`. */
  heure?: string;
  langue?: string;
  interprete?: boolean;
  prenom?: string;
  adressageId?: string;
}

/** A queue is forgotten thirty days after its séance (accompagnement §3, step 1). */
export const PASSAGE_JOURS = 30;

type Org = Pick<Visiteur, 'orgId'>;
type Passe = Pick<Services, 'clock' | 'alea' | 'coffre'>;

const aadOf = (orgId: string, id: string): string => `passage:${orgId}:${id}`;

/** Puts somebody in the queue of a lieu; the first name is sealed at once. @returns the id of the passage */
export async function addPassage(
  tx: Tx,
  services: Passe,
  { orgId }: Org,
  nouveau: NouveauPassage,
): Promise<string> {
  const { lieuId, permanenceId, date, heure, langue, interprete, prenom, adressageId } = nouveau;
  const id = createId(services.clock().getTime(), services.alea);
  await tx.insert(passage).values({
    orgId,
    id,
    lieuId,
    permanenceId: permanenceId ?? null,
    date,
    heure: heure ?? null,
    etat: 'attendu',
    langue: langue ?? null,
    interprete: interprete ?? false,
    adressageId: adressageId ?? null,
    boite:
      prenom === undefined || prenom === ''
        ? null
        : sealJson(services.coffre.derive('passage'), { prenom }, aadOf(orgId, id), services.alea),
    creeLe: now(services),
  });
  return id;
}

const COLONNES = {
  id: passage.id,
  lieuId: passage.lieuId,
  permanenceId: passage.permanenceId,
  date: passage.date,
  heure: passage.heure,
  etat: passage.etat,
  langue: passage.langue,
  interprete: passage.interprete,
  adressageId: passage.adressageId,
  aPrenom: sql<boolean>`${passage.boite} is not null`,
};

/**
 * The queue of a day, in the order in which people are received: appointments by their hour, then who came without one,
 * first come first served. Without `lieuId`, every lieu of the structure.
 */
export async function listPassages(
  tx: Tx,
  orgId: string,
  { lieuId, date }: { lieuId?: string; date: string },
): Promise<Passage[]> {
  const rows = await tx
    .select(COLONNES)
    .from(passage)
    .where(
      and(
        eq(passage.orgId, orgId),
        eq(passage.date, date),
        ...(lieuId === undefined ? [] : [eq(passage.lieuId, lieuId)]),
      ),
    )
    .orderBy(sql`${passage.heure} nulls last`, asc(passage.creeLe), asc(passage.id));
  return rows.map((row) => ({ ...row, etat: row.etat as EtatPassage }));
}

/** One passage, locked until the end of the transaction, or null. */
export async function findPassage(tx: Tx, orgId: string, id: string): Promise<Passage | null> {
  const [row] = await tx
    .select(COLONNES)
    .from(passage)
    .where(and(eq(passage.orgId, orgId), eq(passage.id, id)))
    .for('update');
  return row === undefined ? null : { ...row, etat: row.etat as EtatPassage };
}

/** Settles a passage, or puts it back in the queue. */
export async function markPassage(tx: Tx, orgId: string, id: string, etat: EtatPassage): Promise<void> {
  await tx
    .update(passage)
    .set({ etat })
    .where(and(eq(passage.orgId, orgId), eq(passage.id, id)));
}

/** First names of a queue, opened on demand: the audit log says who asked, passage by passage. */
export async function readPrenoms(
  tx: Tx,
  services: Services,
  { orgId, compteId }: Pick<Visiteur, 'orgId' | 'compteId'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ id: passage.id, boite: passage.boite })
    .from(passage)
    .where(and(eq(passage.orgId, orgId), inArray(passage.id, [...ids])));
  const cle = services.coffre.derive('passage');
  const prenoms = new Map<string, string>();
  for (const { id, boite } of rows) {
    if (boite === null) continue;
    const { prenom } = openJson(cle, boite, aadOf(orgId, id)) as { prenom: string };
    prenoms.set(id, prenom);
  }
  const le = now(services);
  if (prenoms.size > 0)
    await appendJournal(
      tx,
      orgId,
      [...prenoms.keys()].map((id) => ({
        type: 'PrenomLu',
        compte: compteId,
        passage: id,
        pourquoi: 'file',
        le,
      })),
    );
  return prenoms;
}

/** Forgets the queues older than thirty days: called by the retention job. @returns how many passages went */
export async function dropOldPassages(
  tx: Tx,
  services: Pick<Services, 'clock'>,
  { orgId, zone }: Pick<Visiteur, 'orgId' | 'zone'>,
): Promise<number> {
  const limite = addDays(civilDate(services.clock(), zone), -PASSAGE_JOURS);
  const partis = await tx
    .delete(passage)
    .where(and(eq(passage.orgId, orgId), lt(passage.date, limite)))
    .returning({ id: passage.id });
  return partis.length;
}

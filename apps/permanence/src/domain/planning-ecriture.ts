import { parsePermanence } from '@porte-plume/accompagnement';
import {
  expandPermanence,
  isJourDeRegle,
  rewriteDay,
  type Permanence,
} from '@porte-plume/accompagnement/permanence';
import { isFerie } from '@porte-plume/demarches';
import { and, eq, gte, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { absence, lieuAcces } from '../db/schema-agenda.ts';
import { permanence } from '../db/schema.ts';
import { addDays } from '../server/heure.ts';
import { jourId, readPlanning, type AbsenceNotee } from './planning.ts';

/** One permanence, locked until the end of the transaction, or null. */
export async function findPermanence(tx: Tx, orgId: string, id: string): Promise<Permanence | null> {
  const [row] = await tx
    .select({ donnees: permanence.donnees })
    .from(permanence)
    .where(and(eq(permanence.orgId, orgId), eq(permanence.id, id)))
    .for('update');
  const lue = row === undefined ? null : parsePermanence(row.donnees);
  return lue?.ok === true ? lue.value : null;
}

async function putPermanence(tx: Tx, orgId: string, une: Permanence): Promise<void> {
  await tx
    .insert(permanence)
    .values({ orgId, id: une.id, donnees: une })
    .onConflictDoUpdate({ target: [permanence.orgId, permanence.id], set: { donnees: une } });
}

/**
 * Stores a permanence, new or changed. The absences to come follow it: those of a day that it no longer names are
 * forgotten, the others keep who stands in, at the new hours.
 */
export async function savePermanence(
  tx: Tx,
  orgId: string,
  une: Permanence,
  aujourdhui: string,
): Promise<void> {
  await putPermanence(tx, orgId, une);
  const rows = await tx
    .select({ date: absence.date })
    .from(absence)
    .where(and(eq(absence.orgId, orgId), eq(absence.permanenceId, une.id), gte(absence.date, aujourdhui)));
  for (const date of new Set(rows.map((row) => row.date))) {
    if (!isJourDeRegle(une, date))
      await tx
        .delete(absence)
        .where(and(eq(absence.orgId, orgId), eq(absence.permanenceId, une.id), eq(absence.date, date)));
    await rewrite(tx, orgId, une.id, date);
  }
}

/** Brings a day in line with its absences. */
async function rewrite(tx: Tx, orgId: string, permanenceId: string, date: string): Promise<void> {
  const une = await findPermanence(tx, orgId, permanenceId);
  if (une === null) throw new Error('an absence of no permanence');
  const absences = await tx
    .select()
    .from(absence)
    .where(and(eq(absence.orgId, orgId), eq(absence.permanenceId, permanenceId), eq(absence.date, date)));
  const id = jourId(permanenceId, date);
  const { permanence: reste, jour } = rewriteDay(une, date, absences, id);
  await putPermanence(tx, orgId, reste);
  if (jour !== null) return putPermanence(tx, orgId, jour);
  // A permanence that was held keeps its row, since séances name it: it only has no day any more.
  const ancien = await findPermanence(tx, orgId, id);
  if (ancien !== null) await putPermanence(tx, orgId, { ...ancien, exdates: [date] });
}

/**
 * Notes that an agent is away from one day, and who stands in (null: nobody yet).
 * @throws {Refus} `jour_non_tenu`, `agent_inconnu`, `date_passee`
 */
export async function noteAbsence(
  tx: Tx,
  orgId: string,
  { permanenceId, date, agentId, remplacantId }: AbsenceNotee,
  { maintenant, aujourdhui }: { maintenant: string; aujourdhui: string },
): Promise<void> {
  const une = await findPermanence(tx, orgId, permanenceId);
  const deja = await tx
    .select({ agentId: absence.agentId })
    .from(absence)
    .where(and(eq(absence.orgId, orgId), eq(absence.permanenceId, permanenceId), eq(absence.date, date)));
  const ferme = une !== null && deja.length === 0 && une.exdates.includes(date);
  if (une === null || ferme || !isJourDeRegle(une, date))
    throw new Refus([{ code: 'jour_non_tenu', phrase: 'Cette permanence n’a pas lieu ce jour-là.' }]);
  if (date < aujourdhui)
    throw new Refus([{ code: 'date_passee', phrase: 'Ce jour est passé\u00a0: il ne change plus.' }]);
  const { agents } = await readPlanning(tx, orgId);
  const remplace = remplacantId === null || agents.get(remplacantId)?.actif === true;
  if (!une.agentIds.includes(agentId) || !remplace || remplacantId === agentId)
    throw new Refus([
      { code: 'agent_inconnu', phrase: 'Choisissez un collègue de la liste.', path: ['remplacantId'] },
    ]);
  await tx
    .insert(absence)
    .values({ orgId, permanenceId, date, agentId, remplacantId, noteeLe: maintenant })
    .onConflictDoUpdate({
      target: [absence.orgId, absence.permanenceId, absence.date, absence.agentId],
      set: { remplacantId, noteeLe: maintenant },
    });
  await rewrite(tx, orgId, permanenceId, date);
}

/** The agent comes after all. */
export async function forgetAbsence(
  tx: Tx,
  orgId: string,
  { permanenceId, date, agentId }: Pick<AbsenceNotee, 'permanenceId' | 'date' | 'agentId'>,
): Promise<void> {
  await tx
    .delete(absence)
    .where(
      and(
        eq(absence.orgId, orgId),
        eq(absence.permanenceId, permanenceId),
        eq(absence.date, date),
        eq(absence.agentId, agentId),
      ),
    );
  if ((await findPermanence(tx, orgId, permanenceId)) !== null) await rewrite(tx, orgId, permanenceId, date);
}

/** How far the holidays of a permanence are taken out of it, each time that it is saved. */
const FERIES_JOURS = 731;

/** The days off of a permanence, with or without the public holidays of the two years to come. */
export function closeFeries(
  une: Permanence,
  departement: string,
  { aujourdhui, fermes }: { aujourdhui: string; fermes: boolean },
): Permanence {
  const autres = une.exdates.filter((jour) => jour < aujourdhui || !isFerie(jour, departement));
  if (!fermes) return { ...une, exdates: autres };
  const periode = { du: aujourdhui, au: addDays(aujourdhui, FERIES_JOURS) };
  const feries = expandPermanence({ ...une, exdates: [] }, periode)
    .map(({ date }) => date)
    .filter((date) => isFerie(date, departement));
  return { ...une, exdates: [...new Set([...autres, ...feries])].sort() };
}

/** Writes how the public finds a lieu. */
export async function putAcces(
  tx: Tx,
  orgId: string,
  { lieuId, adresse, acces }: { lieuId: string; adresse: string; acces: string | null },
): Promise<void> {
  await tx
    .insert(lieuAcces)
    .values({ orgId, lieuId, adresse, acces })
    .onConflictDoUpdate({
      target: [lieuAcces.orgId, lieuAcces.lieuId],
      set: { adresse: sql`excluded.adresse`, acces: sql`excluded.acces` },
    });
}

import { REGLES_CONSERVATION } from '@porte-plume/accompagnement/conservation';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../db/client.ts';
import { coffre } from '../db/schema.ts';
import { civilDate, now, type Services, type Visiteur } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { openJson, sealJson } from './coffre.ts';
import { openPersonKey } from './personnes.ts';

const NATURE = 'note';
const NoteSchema = z.object({ texte: z.string() });
/** One note a person: the newest replaces the former. */
export const noteIdOf = (personneId: string): string => `note:${personneId}`;

/** How long a note is kept, in days: the rule of accompagnement. */
export const NOTE_JOURS = REGLES_CONSERVATION.map(({ id, duree }) =>
  id === 'note' && duree !== 'dates_du_mandat' && 'jours' in duree ? duree.jours : 0,
).reduce((a, b) => a + b, 0);

/** The note of a person and its last day, or null: none, too old, or erased. */
export async function readNote(
  tx: Tx,
  services: Services,
  { orgId, zone }: Pick<Visiteur, 'orgId' | 'zone'>,
  personneId: string,
): Promise<{ texte: string; auInclus: string } | null> {
  const dek = await openPersonKey(tx, services, orgId, personneId);
  const id = noteIdOf(personneId);
  const [row] = await tx
    .select()
    .from(coffre)
    .where(and(eq(coffre.orgId, orgId), eq(coffre.id, id), eq(coffre.nature, NATURE)));
  if (dek === null || row === undefined) return null;
  const auInclus = addDays(civilDate(new Date(row.deposeLe), zone), NOTE_JOURS);
  if (auInclus < civilDate(services.clock(), zone)) return null;
  return { ...NoteSchema.parse(openJson(dek, row.boite, id)), auInclus };
}

/** Writes the note of a person under her key; '' takes it away. The text was read by `parseNote`. */
export async function keepNote(
  tx: Tx,
  services: Services,
  { orgId }: Pick<Visiteur, 'orgId'>,
  personneId: string,
  texte: string,
): Promise<void> {
  const dek = await openPersonKey(tx, services, orgId, personneId);
  const id = noteIdOf(personneId);
  await tx.delete(coffre).where(and(eq(coffre.orgId, orgId), eq(coffre.id, id)));
  if (texte === '' || dek === null) return;
  await tx.insert(coffre).values({
    orgId,
    id,
    personneId,
    nature: NATURE,
    version: 1,
    boite: sealJson(dek, { texte }, id, services.alea),
    deposeLe: now(services),
  });
}

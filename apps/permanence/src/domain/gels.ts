import { and, desc, eq, gte, isNull, or } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { Refus } from '../db/operation.ts';
import { diagnostic } from '../db/schema-diagnostic.ts';
import { orientation } from '../db/schema-orientations.ts';
import { gel } from '../db/schema-personnes.ts';
import { adressage, suivi } from '../db/schema-suivis.ts';
import { coffre, intervention, mandat, personne, seance } from '../db/schema.ts';
import { civilDate, newOp, now, type Services, type Visiteur } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { appendJournal } from './chaine.ts';

/** What a hold may be put on here. */
export const OBJETS_GEL = ['dossier', 'mandat', 'intervention', 'seance'] as const;
export type ObjetGel = (typeof OBJETS_GEL)[number];
export const MOTIFS_GEL = ['litige', 'controle'] as const;

/** Lines of the plan that belong to a person or to a visit. */
export const LIGNES_GEL = ['note', 'suivi', 'adressage', 'diagnostic', 'orientation'] as const;
type LigneGel = (typeof LIGNES_GEL)[number];

const TABLES = { dossier: personne, mandat, intervention, seance } as const;

/**
 * Puts a hold from today on.
 * @throws {Refus} when nothing of this organisation has that number
 */
export async function putGel(
  tx: Tx,
  services: Services,
  { orgId, compteId, zone }: Pick<Visiteur, 'orgId' | 'compteId' | 'zone'>,
  { nature, objetId, motif }: { nature: ObjetGel; objetId: string; motif: (typeof MOTIFS_GEL)[number] },
): Promise<void> {
  const table = TABLES[nature];
  const [row] = await tx
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.orgId, orgId), eq(table.id, objetId)));
  if (row === undefined)
    throw new Refus([{ code: 'objet_inconnu', phrase: 'Rien ne porte ce numéro.', path: ['objet'] }]);
  const du = civilDate(services.clock(), zone);
  const id = newOp(services);
  await tx.insert(gel).values({ orgId, id, nature, objetId, motifCode: motif, du, par: compteId });
  await appendJournal(tx, orgId, [{ type: 'GelPose', compte: compteId, gel: id, le: now(services) }]);
}

/**
 * What a hold on a line of the plan is put on: the dossier of its person, or its visit. The line itself may go in another
 * way (a note is written again), and a hold on what is no more would stop every rule.
 * @returns null when the line is unknown, or is about nobody
 */
export async function findPorteurDeGel(
  tx: Tx,
  orgId: string,
  { nature, id }: { nature: LigneGel; id: string },
): Promise<{ nature: ObjetGel; objetId: string } | null> {
  if (nature === 'diagnostic' || nature === 'orientation') {
    const table = nature === 'diagnostic' ? diagnostic : orientation;
    const [row] = await tx
      .select({ objetId: table.interventionId })
      .from(table)
      .where(and(eq(table.orgId, orgId), eq(table.id, id)));
    return row === undefined ? null : { nature: 'intervention', ...row };
  }
  const table = { note: coffre, suivi, adressage }[nature];
  const [row] = await tx
    .select({ personneId: table.personneId })
    .from(table)
    .where(and(eq(table.orgId, orgId), eq(table.id, id)));
  return row?.personneId == null ? null : { nature: 'dossier', objetId: row.personneId };
}

/** Lifts a hold: yesterday was its last day, unless it was put today; then it never held. */
export async function liftGel(
  tx: Tx,
  services: Services,
  { orgId, compteId, zone }: Pick<Visiteur, 'orgId' | 'compteId' | 'zone'>,
  id: string,
): Promise<boolean> {
  const hier = addDays(civilDate(services.clock(), zone), -1);
  const leves = await tx
    .update(gel)
    .set({ auInclus: hier })
    .where(and(eq(gel.orgId, orgId), eq(gel.id, id), isNull(gel.auInclus)))
    .returning({ id: gel.id });
  if (leves.length === 0) return false;
  await appendJournal(tx, orgId, [{ type: 'GelLeve', compte: compteId, gel: id, le: now(services) }]);
  return true;
}

/** Holds in force on a day. */
export async function listGels(tx: Tx, orgId: string, le: string): Promise<(typeof gel.$inferSelect)[]> {
  return tx
    .select()
    .from(gel)
    .where(and(eq(gel.orgId, orgId), or(isNull(gel.auInclus), gte(gel.auInclus, le))))
    .orderBy(desc(gel.du), desc(gel.id));
}

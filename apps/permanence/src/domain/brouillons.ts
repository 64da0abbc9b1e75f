import { and, eq, gt, lt } from 'drizzle-orm';
import type { z } from 'zod';
import type { Tx } from '../db/client.ts';
import { brouillon } from '../db/schema.ts';
import { now, type Services, type Visiteur } from '../server/contexte.ts';
import { openJson, sealJson } from './coffre.ts';

/** A draft lives one working day: after that the writer starts afresh. */
const DUREE = 12 * 3_600_000;

/** Whose draft it is. */
type Auteur = Pick<Visiteur, 'orgId' | 'compteId'>;

/** Keeps the work in progress of an account, sealed; the same id replaces the former one. */
export async function keepBrouillon(
  tx: Tx,
  services: Services,
  visiteur: Auteur,
  { id, nature, contenu, duree = DUREE }: { id: string; nature: string; contenu: unknown; duree?: number },
): Promise<void> {
  const { orgId, compteId } = visiteur;
  const boite = sealJson(
    services.coffre.derive('brouillon'),
    contenu,
    `brouillon:${orgId}:${compteId}:${nature}:${id}`,
    services.alea,
  );
  const expireLe = new Date(services.clock().getTime() + duree).toISOString();
  await tx.delete(brouillon).where(and(eq(brouillon.orgId, orgId), lt(brouillon.expireLe, now(services))));
  await tx
    .insert(brouillon)
    .values({ orgId, id, compteId, nature, boite, expireLe })
    .onConflictDoUpdate({
      target: [brouillon.orgId, brouillon.id],
      set: { boite, expireLe },
      setWhere: eq(brouillon.compteId, compteId),
    });
}

/** Opens a draft of this account, or null: unknown, foreign and expired look the same. */
export async function readBrouillon<T>(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  { id, nature, schema }: { id: string; nature: string; schema: z.ZodType<T> },
): Promise<T | null> {
  const { orgId, compteId } = visiteur;
  const [row] = await tx
    .select()
    .from(brouillon)
    .where(
      and(
        eq(brouillon.orgId, orgId),
        eq(brouillon.id, id),
        eq(brouillon.compteId, compteId),
        eq(brouillon.nature, nature),
        gt(brouillon.expireLe, now(services)),
      ),
    );
  if (row === undefined) return null;
  const contenu = openJson(
    services.coffre.derive('brouillon'),
    row.boite,
    `brouillon:${orgId}:${compteId}:${nature}:${id}`,
  );
  const lu = schema.safeParse(contenu);
  return lu.success ? lu.data : null;
}

/** Forgets a draft once its work is recorded. */
export async function dropBrouillon(tx: Tx, visiteur: Visiteur, id: string): Promise<void> {
  await tx
    .delete(brouillon)
    .where(
      and(
        eq(brouillon.orgId, visiteur.orgId),
        eq(brouillon.id, id),
        eq(brouillon.compteId, visiteur.compteId),
      ),
    );
}

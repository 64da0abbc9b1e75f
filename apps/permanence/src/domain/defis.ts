import { and, eq, gt, lt } from 'drizzle-orm';
import { defi } from '../db/schema.ts';
import { now, type Services } from '../server/contexte.ts';

/** A challenge answers once, within this time unless told otherwise. */
const DUREE = 5 * 60_000;

/** Remembers a value that must come back, before any organisation is known. */
export async function keepDefi(services: Services, valeur: string, duree = DUREE): Promise<void> {
  const { db } = services.client;
  const expireLe = new Date(services.clock().getTime() + duree).toISOString();
  await db.delete(defi).where(lt(defi.expireLe, now(services)));
  await db.insert(defi).values({ defi: valeur, expireLe });
}

/** True the first time that a remembered value comes back in time. */
export async function takeDefi(services: Services, valeur: string): Promise<boolean> {
  const taken = await services.client.db
    .delete(defi)
    .where(and(eq(defi.defi, valeur), gt(defi.expireLe, now(services))))
    .returning({ defi: defi.defi });
  return taken.length === 1;
}

import { POLITIQUE_PAR_DEFAUT } from '@porte-plume/mandat';
import { and, eq, gt, isNull, lte, max, ne, sql } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { cleRetiree } from '../db/schema-cles.ts';
import { atelier } from '../db/schema-orientations.ts';
import { now, type Services } from '../server/contexte.ts';
import { open, seal } from './coffre.ts';

/** What was given out under a key, kept nowhere in clear, and must be known again when it comes back. */
const USAGES = ['code-public', 'atelier'] as const;
export type UsageRetire = (typeof USAGES)[number];

const JOUR = 86_400_000;
const aadOf = (kid: string, usage: string) => `cle-retiree:${kid}:${usage}`;

/**
 * Every key that may have made what somebody shows, the one in force first: then that of the rotation in progress, and
 * those retired whose codes and links have not all expired.
 */
export async function listClesValables(
  tx: Tx,
  services: Pick<Services, 'coffre' | 'clock'>,
  usage: UsageRetire,
): Promise<readonly Uint8Array[]> {
  const { coffre } = services;
  const rows = await tx
    .select()
    .from(cleRetiree)
    .where(
      and(
        eq(cleRetiree.usage, usage),
        gt(cleRetiree.jusque, now(services)),
        // Loaded with this process: it is already there.
        ne(cleRetiree.kid, coffre.formerKid ?? ''),
      ),
    );
  const former = coffre.deriveFormer(usage);
  return [
    coffre.derive(usage),
    ...(former === null ? [] : [former]),
    ...rows.map(
      ({ kid, boite }) => new Uint8Array(open(coffre.derive('cle-retiree'), boite, aadOf(kid, usage))),
    ),
  ];
}

/** How long something given out by this organisation before now may still be shown. */
async function findLastDay(tx: Tx, services: Pick<Services, 'clock'>, orgId: string): Promise<string> {
  const codes = services.clock().getTime() + (POLITIQUE_PAR_DEFAUT.joursCodeTiers + 2) * JOUR;
  const [row] = await tx
    .select({ dernier: max(atelier.date) })
    .from(atelier)
    .where(and(eq(atelier.orgId, orgId), isNull(atelier.annuleLe), gt(atelier.lien, 0)));
  // A link opens until the day after the workshop, wherever in the world that day ends.
  const liens = row?.dernier == null ? 0 : Date.parse(`${row.dernier}T00:00:00Z`) + 3 * JOUR;
  return new Date(Math.max(codes, liens)).toISOString();
}

/**
 * Keeps what the rotation in progress takes out of service, for as long as this organisation needs it; seals again what
 * earlier ones left, and forgets what nothing needs any more. Doing it twice changes nothing.
 */
export async function retireCles(
  tx: Tx,
  services: Pick<Services, 'coffre' | 'alea' | 'clock'>,
  orgId: string,
): Promise<void> {
  const { coffre, alea } = services;
  const kid = coffre.formerKid;
  if (kid === null) return;
  await tx.delete(cleRetiree).where(lte(cleRetiree.jusque, now(services)));
  const cle = coffre.derive('cle-retiree');
  for (const row of await tx.select().from(cleRetiree).for('update')) {
    const aad = aadOf(row.kid, row.usage);
    await tx
      .update(cleRetiree)
      .set({ boite: seal(cle, open(cle, row.boite, aad), aad, alea) })
      .where(and(eq(cleRetiree.kid, row.kid), eq(cleRetiree.usage, row.usage)));
  }
  const jusque = await findLastDay(tx, services, orgId);
  for (const usage of USAGES)
    await tx
      .insert(cleRetiree)
      .values({
        ...{ kid, usage, jusque },
        retireeLe: now(services),
        boite: seal(cle, coffre.deriveUnder(kid, usage), aadOf(kid, usage), alea),
      })
      .onConflictDoUpdate({
        target: [cleRetiree.kid, cleRetiree.usage],
        set: { jusque: sql`greatest(${cleRetiree.jusque}, excluded.jusque)` },
      });
}

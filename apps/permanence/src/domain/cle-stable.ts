import { and, eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { cleStructure } from '../db/schema-cles.ts';
import { organisation } from '../db/schema.ts';
import type { Services, Visiteur } from '../server/contexte.ts';
import { open, seal } from './coffre.ts';

/** Keys whose change would be seen: the same facts protected under another key give other figures to subtract. */
const USAGES = ['protection'] as const;
type UsageStable = (typeof USAGES)[number];

const aadOf = (orgId: string, usage: string) => `cle-stable:${orgId}:${usage}`;

/**
 * Key of an organisation that no rotation changes. Under its first KEK it is derived from it; a rotation seals it under
 * the next one, and it stays itself from then on.
 */
export async function readCleStable(
  tx: Tx,
  { coffre }: Pick<Services, 'coffre'>,
  { orgId }: Pick<Visiteur, 'orgId'>,
  usage: UsageStable,
): Promise<Uint8Array> {
  const [gardee] = await tx
    .select({ boite: cleStructure.boite })
    .from(cleStructure)
    .where(and(eq(cleStructure.orgId, orgId), eq(cleStructure.usage, usage)));
  if (gardee !== undefined)
    return new Uint8Array(open(coffre.derive('cle-stable'), gardee.boite, aadOf(orgId, usage)));
  const [row] = await tx
    .select({ kid: organisation.kid })
    .from(organisation)
    .where(eq(organisation.orgId, orgId));
  if (row === undefined) throw new Error('organisation without a row');
  return coffre.deriveUnder(row.kid, `${usage}:${orgId}`);
}

/** Seals the stable keys under the KEK in force; before the name of the KEK changes in the row of the organisation. */
export async function sealClesStables(
  tx: Tx,
  services: Pick<Services, 'coffre' | 'alea'>,
  orgId: string,
): Promise<void> {
  const { coffre, alea } = services;
  for (const usage of USAGES) {
    const cle = await readCleStable(tx, services, { orgId }, usage);
    const ligne = {
      kid: coffre.kid,
      boite: seal(coffre.derive('cle-stable'), cle, aadOf(orgId, usage), alea),
    };
    await tx
      .insert(cleStructure)
      .values({ orgId, usage, ...ligne })
      .onConflictDoUpdate({ target: [cleStructure.orgId, cleStructure.usage], set: ligne });
  }
}

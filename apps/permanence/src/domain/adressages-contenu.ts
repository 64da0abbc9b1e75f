import type { Adressage } from '@porte-plume/accompagnement';
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { adressage } from '../db/schema-suivis.ts';
import type { Services } from '../server/contexte.ts';
import { openJson } from './coffre.ts';

/** What the person's service said of her: sealed. */
export type Contenu = Pick<Adressage, 'contact'> & Partial<Pick<Adressage, 'note'>>;

export const aadOf = (orgId: string, id: string): string => `adressage:${orgId}:${id}`;

/** Sealed contents by referral, those of all when no id is given. Whoever shows one writes it in the audit log. */
export async function unseal(
  tx: Tx,
  services: Pick<Services, 'coffre'>,
  orgId: string,
  ids?: readonly string[],
): Promise<Map<string, Contenu>> {
  if (ids?.length === 0) return new Map();
  const rows = await tx
    .select({ id: adressage.id, boite: adressage.boite })
    .from(adressage)
    .where(and(eq(adressage.orgId, orgId), ids === undefined ? undefined : inArray(adressage.id, [...ids])));
  const cle = services.coffre.derive('adressage');
  return new Map(rows.map(({ id, boite }) => [id, openJson(cle, boite, aadOf(orgId, id)) as Contenu]));
}

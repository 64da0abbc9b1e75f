import { createHmac } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Tx } from '../db/client.ts';
import { organisation } from '../db/schema.ts';
import type { Services, Visiteur } from '../server/contexte.ts';
import { open, seal } from './coffre.ts';

const aadOf = (orgId: string) => `pseudonyme:${orgId}`;

/**
 * Secret of one organisation, sealed under the KEK: a rotation seals it anew and changes nothing that was derived from
 * it (pseudonyms, blind index, signature of the heads).
 */
export async function readCleOrganisation(
  tx: Tx,
  services: Pick<Services, 'coffre'>,
  { orgId }: Pick<Visiteur, 'orgId'>,
): Promise<Uint8Array> {
  const [row] = await tx.select().from(organisation).where(eq(organisation.orgId, orgId));
  if (row === undefined) throw new Error('organisation without a row');
  return openCleOrganisation(services, orgId, row.clePseudonyme);
}

/** Opens the sealed secret of a row. */
export function openCleOrganisation(
  { coffre }: Pick<Services, 'coffre'>,
  orgId: string,
  boite: Uint8Array,
): Uint8Array {
  return open(coffre.derive('pseudonyme'), boite, aadOf(orgId));
}

/** Seals a secret for the row of an organisation: a fresh one, unless it is sealed anew under another KEK. */
export function sealCleOrganisation(
  { coffre, alea }: Pick<Services, 'coffre' | 'alea'>,
  orgId: string,
  cle: Uint8Array = alea(32),
): Buffer {
  return seal(coffre.derive('pseudonyme'), cle, aadOf(orgId), alea);
}

/** Key of one purpose under the secret of an organisation. */
export function deriveCle(cle: Uint8Array, usage: string): Uint8Array {
  return new Uint8Array(createHmac('sha256', cle).update(`porte-plume:${usage}`).digest());
}

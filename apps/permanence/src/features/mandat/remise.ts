import type { Canal } from '@porte-plume/mandat';
import type { Tx } from '../../db/client.ts';
import { commitRevocation, type Porteur } from '../../domain/codes.ts';
import { ordre, type Ordre } from '../../domain/mandats.ts';
import type { Services, Visiteur } from '../../server/contexte.ts';

/** The order that records the copy handed over, with the commitment of the code printed on it. */
export async function toRemise(
  tx: Tx,
  services: Services,
  visiteur: Visiteur,
  porteur: Porteur,
  canal: Canal,
): Promise<Ordre> {
  const engagement = await commitRevocation(tx, services, visiteur, porteur);
  return ordre('RemettreExemplaire', 'exemplaire', {
    canal,
    ...(engagement === null ? {} : { codeRevocationCommitment: engagement }),
  });
}

import type { EtatMandat } from '@porte-plume/mandat';
import type { Tx } from '../db/client.ts';
import { readFusions } from './fusions.ts';
import { readMandatsOf } from './mandats.ts';

/**
 * The mandates that a person has granted, under whichever of her merged files: each is given as hers, so that acting under
 * one file finds what was signed under another. Undoing the merge takes them back.
 */
export async function readMandatsDossier(tx: Tx, orgId: string, personneId: string): Promise<EtatMandat[]> {
  const { groupOf } = await readFusions(tx, orgId);
  const mandats: EtatMandat[] = [];
  for (const id of groupOf(personneId))
    for (const etat of await readMandatsOf(tx, orgId, id))
      mandats.push({ ...etat, mandant: { ...etat.mandant, ref: personneId } });
  return mandats;
}

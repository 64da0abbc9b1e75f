import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { foldName } from './nom.ts';

export { findDoublons, type PersonneIndex } from './doublons.ts';
export { foldName } from './nom.ts';

/**
 * Keyed pseudonym of a person inside one organisation (accompagnement §6): 32 hex digits, the same for every spelling of the
 * name. The key never leaves the organisation, and the pseudonym is in no export.
 *
 * @param i.cle - secret key of the organisation, at least 16 bytes
 * @param i.anneeNaissance - four-digit year
 * @param i.discriminant - raised by one each time the writer says “not the same person” (default 0)
 * @throws RangeError on a short key, a year that is not one, or a name without a letter: programmer's errors
 */
export function computePseudonyme(i: {
  readonly cle: Uint8Array;
  readonly organisationId: string;
  readonly nom: string;
  readonly prenom: string;
  readonly anneeNaissance: number;
  readonly discriminant?: number;
}): string {
  const nom = foldName(i.nom);
  const prenom = foldName(i.prenom);
  const discriminant = i.discriminant ?? 0;
  if (i.cle.length < 16) throw new RangeError('cle needs at least 16 bytes');
  if (nom === '' || prenom === '') throw new RangeError('nom and prenom need a letter');
  if (!Number.isInteger(i.anneeNaissance) || i.anneeNaissance < 1850 || i.anneeNaissance > 2200) {
    throw new RangeError('anneeNaissance is not a year');
  }
  if (!Number.isInteger(discriminant) || discriminant < 0) throw new RangeError('discriminant is not a rank');
  const message = `v1|${i.organisationId}|${nom}|${prenom}|${i.anneeNaissance}|${discriminant}`;
  return bytesToHex(hmac(sha256, i.cle, utf8ToBytes(message))).slice(0, 32);
}

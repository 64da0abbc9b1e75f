import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { toCanonique } from './canonique.ts';
import { refuser, toMotif, type Resultat } from './motif.ts';

/** `prevHash` of the first link: 64 zeros. */
export const GENESE = '0'.repeat(64);

/** One link: any JSON value, bound to all that was recorded before it. */
export interface Link<T = unknown> {
  prevHash: string;
  hash: string;
  evenement: T;
}

/** SHA-256 of bytes, as lower-case hexadecimal. */
export type Hasher = (octets: Uint8Array) => string;

const noble: Hasher = (octets) => bytesToHex(sha256(octets));

/**
 * Chains values after `prev` (`null` = start of the chain): `hash = SHA-256(utf8(prevHash + JCS(value)))`. One
 * chain a structure, in recording order; any JSON value, so that an audit log can use it.
 * @throws TypeError when a value has no canonical JSON (check it with `digest` first)
 */
export function chain<T>(prev: Link | null, evenements: readonly T[]): Link<T>[] {
  let prevHash = prev?.hash ?? GENESE;
  return evenements.map((evenement) => {
    const texte = toCanonique(evenement);
    if (!texte.ok) throw new TypeError(texte.motifs.map((m) => m.code).join(', '));
    const link = { prevHash, hash: noble(utf8ToBytes(prevHash + texte.value)), evenement };
    prevHash = link.hash;
    return link;
  });
}

/**
 * Checks a whole chain from its start. A changed byte, a swap, a fork or a missing link inside is
 * `chaine_rompue` with its index. Links missing at the end are not visible from the chain alone.
 * @param opts `sha256`: a faster hash, such as that of node:crypto
 * @throws TypeError when given a signed head, which this version cannot check
 */
export function verifyChain(
  links: readonly Link[],
  opts: { sha256?: Hasher } = {},
): Resultat<{ count: number; hash: string }> {
  if ('head' in opts && opts.head !== undefined)
    throw new TypeError('This version cannot check a signed head');
  const hasher = opts.sha256 ?? noble;
  let prevHash = GENESE;
  for (const [index, link] of links.entries()) {
    const texte = hasContenu(link) ? toCanonique(link.evenement) : refuser();
    const juste =
      texte.ok && link.prevHash === prevHash && link.hash === hasher(utf8ToBytes(prevHash + texte.value));
    if (!juste) return refuser(toMotif('chaine_rompue', { index }));
    prevHash = link.hash;
  }
  return { ok: true, value: { count: links.length, hash: prevHash } };
}

/** A register may come from a damaged file: what is not a link is broken, not a fault of the program. */
function hasContenu(link: unknown): boolean {
  return typeof link === 'object' && link !== null && 'evenement' in link && link.evenement !== undefined;
}

/** SHA-256 of the canonical JSON of a value; the same whatever the order of its keys. */
export function digest(value: unknown): Resultat<string> {
  const texte = toCanonique(value);
  return texte.ok ? { ok: true, value: noble(utf8ToBytes(texte.value)) } : texte;
}

/**
 * Commitment to a personal value: `HMAC-SHA-256(salt of the person, JCS(NFC value))`. Once the salt is destroyed it
 * can no longer be tied to the value, even by trying every name.
 * @param salt secret of one person, at least 16 octets of chance; a text is taken as its UTF-8 octets
 * @param value JSON; every text inside is normalised to NFC
 */
export function commit(salt: Uint8Array | string, value: unknown): Resultat<string> {
  const cle = typeof salt === 'string' ? utf8ToBytes(salt) : salt;
  if (cle.length === 0) throw new TypeError('The salt is empty');
  const texte = toCanonique(normalize(value));
  return texte.ok ? { ok: true, value: bytesToHex(hmac(sha256, cle, utf8ToBytes(texte.value))) } : texte;
}

function normalize(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(normalize);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([cle, v]) => [cle.normalize('NFC'), normalize(v)]));
}

import type { CryptoKey, JWK, KeyObject } from 'jose';
import { toCanonique } from './canonique.ts';
import { refuser, toMotif, type Resultat } from '../modele/motif.ts';
import type { Instant } from '../modele/temps.ts';

/**
 * What is signed of a chain, at least daily: how many links it had and where it led. Without it, links taken off the
 * end are not seen. `count: 0` goes with 64 zeros.
 */
export interface Head {
  structureId: string;
  count: number;
  hash: string;
  at: Instant;
}

/** An Ed25519 key: JWK, Web Crypto, or a KeyObject of Node. */
export type CleDeTete = CryptoKey | KeyObject | JWK;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const ALGORITHMES = ['Ed25519', 'EdDSA'];
const TYPE = 'porte-plume-head+jws';

/**
 * Signs a head: compact JWS, Ed25519 (RFC 8037, RFC 9864), over the canonical JSON of the head and nothing else.
 * jose is loaded by the first call only.
 * @param cle private key; kept apart from the register, or the signature proves nothing
 * @throws TypeError on a head that `verifyChain` would not take, or a key that is not an Ed25519 private key
 */
export async function signHead(head: Head, cle: CleDeTete): Promise<string> {
  if (!isHead(head)) throw new TypeError('A head holds structureId, count, hash and at');
  const { structureId, count, hash, at } = head;
  const texte = toCanonique({ structureId, count, hash, at });
  if (!texte.ok) throw new TypeError('A head holds structureId, count, hash and at');
  const { CompactSign } = await import('jose');
  // A JWK that names its algorithm is only used with that name.
  const alg = 'alg' in cle && cle.alg === 'EdDSA' ? 'EdDSA' : 'Ed25519';
  return await new CompactSign(new TextEncoder().encode(texte.value))
    .setProtectedHeader({ alg, typ: TYPE })
    .sign(cle);
}

/**
 * Checks the signature of a head and gives it back, to be handed to `verifyChain`. Whose structure it is and how old,
 * the caller compares.
 * @returns `tete_invalide` when the signature, the algorithm or the content is not right
 * @throws TypeError when the key is not an Ed25519 public key
 */
export async function verifyHead(jws: string, clePublique: CleDeTete): Promise<Resultat<Head>> {
  const { compactVerify, errors } = await import('jose');
  try {
    const { payload } = await compactVerify(jws, clePublique, { algorithms: ALGORITHMES });
    const head: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
    if (isHead(head)) return { ok: true, value: head };
  } catch (erreur) {
    // jose speaks of the signed text by its own errors; a content that is not JSON by those of the language.
    const contenu = erreur instanceof SyntaxError || (erreur instanceof TypeError && 'code' in erreur);
    if (!(erreur instanceof errors.JOSEError) && !contenu) throw erreur;
  }
  return refuser(toMotif('tete_invalide'));
}

export function isHead(head: unknown): head is Head {
  if (typeof head !== 'object' || head === null) return false;
  const { structureId, count, hash, at } = head as Record<keyof Head, unknown>;
  return (
    typeof structureId === 'string' &&
    structureId !== '' &&
    Number.isSafeInteger(count) &&
    (count as number) >= 0 &&
    typeof hash === 'string' &&
    /^[0-9a-f]{64}$/.test(hash) &&
    typeof at === 'string' &&
    INSTANT.test(at)
  );
}

import { ITERATIONS, type ModeClef, type Serrure } from './modele.ts';

const AES = { name: 'AES-GCM', length: 256 } as const;
const octets = (texte: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(texte);
const AAD = octets('serrure');

/** What opens the lock: typed digits, or the secret that a passkey derives. */
export type Secret = string | ArrayBuffer;

/**
 * The key that wraps the key of the device. A short code is slowed down by PBKDF2; what a passkey derives is already
 * random (WebAuthn PRF), so HKDF is enough.
 */
async function wrapping(mode: ModeClef, secret: Secret, sel: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const brut = typeof secret === 'string' ? octets(secret) : secret;
  const [nom, parametres] =
    mode === 'pin'
      ? (['PBKDF2', { name: 'PBKDF2', hash: 'SHA-256', salt: sel, iterations: ITERATIONS }] as const)
      : ([
          'HKDF',
          { name: 'HKDF', hash: 'SHA-256', salt: sel, info: octets('porte-plume hors connexion') },
        ] as const);
  const base = await crypto.subtle.importKey('raw', brut, nom, false, ['deriveKey']);
  return crypto.subtle.deriveKey(parametres, base, AES, false, ['wrapKey', 'unwrapKey']);
}

/** Makes the key of the device and its lock. The key itself never leaves the engine in clear. */
export async function forge(
  mode: ModeClef,
  secret: Secret,
  sel: Uint8Array<ArrayBuffer> = crypto.getRandomValues(new Uint8Array(32)),
): Promise<{ clef: CryptoKey; serrure: Serrure }> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const neuve = await crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt']);
  const enveloppe = await crypto.subtle.wrapKey('raw', neuve, await wrapping(mode, secret, sel), {
    name: 'AES-GCM',
    iv,
    additionalData: AAD,
  });
  const serrure: Serrure = { mode, sel, iv, enveloppe, echecs: 0 };
  const clef = await unlock(serrure, secret);
  if (clef === null) throw new Error('a fresh lock does not open');
  return { clef, serrure };
}

/** The key, not extractable, or null when the secret is not the one. */
export async function unlock(serrure: Serrure, secret: Secret): Promise<CryptoKey | null> {
  const { mode, sel, iv, enveloppe } = serrure;
  const enveloppante = await wrapping(mode, secret, sel);
  return crypto.subtle
    .unwrapKey('raw', enveloppe, enveloppante, { name: 'AES-GCM', iv, additionalData: AAD }, AES, false, [
      'encrypt',
      'decrypt',
    ])
    .catch(() => null);
}

/** Seals a value; `nom` ties the box to its place, so that a box put elsewhere does not open. */
export async function seal(
  clef: CryptoKey,
  nom: string,
  valeur: unknown,
): Promise<{ iv: Uint8Array<ArrayBuffer>; ct: ArrayBuffer }> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ct = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: octets(nom) },
    clef,
    octets(JSON.stringify(valeur)),
  );
  return { iv, ct };
}

/** @throws when the box was altered, moved, or sealed with another key */
export async function open(
  clef: CryptoKey,
  nom: string,
  { iv, ct }: { iv: Uint8Array<ArrayBuffer>; ct: ArrayBuffer },
): Promise<unknown> {
  const clair = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: octets(nom) }, clef, ct);
  return JSON.parse(new TextDecoder().decode(clair)) as unknown;
}

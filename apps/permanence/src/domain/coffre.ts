import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import type { Alea } from './identifiant.ts';

// The vault. Box = version ‖ iv12 ‖ tag16 ‖ ciphertext, AES-256-GCM. The AAD ties a box to its row,
// so that a box copied to another person's row does not open.
const VERSION = 1;
const IV = 12;
const TAG = 16;

/** Seals bytes under `cle`; `aad` names the row that will hold the box. */
export function seal(cle: Uint8Array, clair: Uint8Array, aad: string, alea: Alea): Buffer {
  const iv = alea(IV);
  const cipher = createCipheriv('aes-256-gcm', cle, iv);
  cipher.setAAD(Buffer.from(aad));
  const chiffre = Buffer.concat([cipher.update(clair), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), chiffre]);
}

/** Of a key derived from the KEK in force, the same one under the former KEK, during a rotation. */
const formerOf = new WeakMap<Uint8Array, Uint8Array>();

/**
 * Opens a box made by {@link seal}; during a rotation, one sealed under the former KEK opens too.
 * @throws when the box was altered, belongs to another row, or was sealed with another key
 */
export function open(cle: Uint8Array, boite: Uint8Array, aad: string): Buffer {
  const former = formerOf.get(cle);
  if (former === undefined) return openWith(cle, boite, aad);
  try {
    return openWith(cle, boite, aad);
  } catch {
    return openWith(former, boite, aad);
  }
}

function openWith(cle: Uint8Array, boite: Uint8Array, aad: string): Buffer {
  if (boite[0] !== VERSION || boite.length < 1 + IV + TAG) throw new Error('unknown box version');
  const decipher = createDecipheriv('aes-256-gcm', cle, boite.subarray(1, 1 + IV));
  decipher.setAAD(Buffer.from(aad));
  decipher.setAuthTag(boite.subarray(1 + IV, 1 + IV + TAG));
  return Buffer.concat([decipher.update(boite.subarray(1 + IV + TAG)), decipher.final()]);
}

/** Seals a JSON value. */
export function sealJson(cle: Uint8Array, valeur: unknown, aad: string, alea: Alea): Buffer {
  return seal(cle, Buffer.from(JSON.stringify(valeur)), aad, alea);
}

/** Opens a JSON value sealed by {@link sealJson}; the caller parses the unknown result. */
export function openJson(cle: Uint8Array, boite: Uint8Array, aad: string): unknown {
  return JSON.parse(open(cle, boite, aad).toString('utf8'));
}

/** Keys of one process: one KEK in force, named by `kid`, perhaps the former one during a rotation, and keys derived. */
export interface Coffre {
  kid: string;
  /** Makes the data key of a new person, already wrapped for storage. */
  createDek(personneId: string, alea: Alea): { dek: Uint8Array; enveloppe: Buffer };
  openDek(personneId: string, kid: string, enveloppe: Uint8Array): Uint8Array;
  /** Wraps a data key again, under the KEK in force: the boxes that it opens do not change. */
  wrapDek(personneId: string, dek: Uint8Array, alea: Alea): Buffer;
  /** Key derived from the KEK for one purpose that needs no per-person erasure. */
  derive(usage: string): Uint8Array;
  /** The same under the former KEK; null out of a rotation. */
  deriveFormer(usage: string): Uint8Array | null;
  /** The same under the KEK of that name. @throws when it is not loaded */
  deriveUnder(kid: string, usage: string): Uint8Array;
  /** Name of the former KEK; null out of a rotation. */
  formerKid: string | null;
}

const kidOf = (kek: Uint8Array): string => createHmac('sha256', kek).update('kid').digest('hex').slice(0, 16);
const deriveFrom = (kek: Uint8Array, usage: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', kek, new Uint8Array(0), `porte-plume:${usage}`, 32));

/**
 * Opens the vault with the key-encryption key (32 bytes).
 * @param former - the KEK that a rotation replaces: it opens, and seals nothing any more
 */
export function createCoffre(kek: Uint8Array, former?: Uint8Array): Coffre {
  const kid = kidOf(kek);
  const keks = new Map([
    ...(former === undefined ? [] : [[kidOf(former), former] as const]),
    [kid, kek] as const,
  ]);
  const aad = (personneId: string) => `dek:${personneId}`;
  const wrapDek: Coffre['wrapDek'] = (personneId, dek, alea) => seal(kek, dek, aad(personneId), alea);
  return {
    kid,
    wrapDek,
    createDek(personneId, alea) {
      const dek = alea(32);
      return { dek, enveloppe: wrapDek(personneId, dek, alea) };
    },
    openDek(personneId, kidOfRow, enveloppe) {
      const cle = keks.get(kidOfRow);
      if (cle === undefined) throw new Error('the key of this row is not loaded');
      return new Uint8Array(open(cle, enveloppe, aad(personneId)));
    },
    derive(usage) {
      const cle = deriveFrom(kek, usage);
      if (former !== undefined) formerOf.set(cle, deriveFrom(former, usage));
      return cle;
    },
    deriveFormer: (usage) => (former === undefined ? null : deriveFrom(former, usage)),
    deriveUnder(kidOfRow, usage) {
      const cle = keks.get(kidOfRow);
      if (cle === undefined) throw new Error('the key of this row is not loaded');
      return deriveFrom(cle, usage);
    },
    formerKid: former === undefined ? null : kidOf(former),
  };
}

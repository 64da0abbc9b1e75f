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

/**
 * Opens a box made by {@link seal}.
 * @throws when the box was altered, belongs to another row, or was sealed with another key
 */
export function open(cle: Uint8Array, boite: Uint8Array, aad: string): Buffer {
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

/** Keys of one process: one KEK in force, named by `kid`, and keys derived from it. */
export interface Coffre {
  kid: string;
  /** Makes the data key of a new person, already wrapped for storage. */
  createDek(personneId: string, alea: Alea): { dek: Uint8Array; enveloppe: Buffer };
  openDek(personneId: string, kid: string, enveloppe: Uint8Array): Uint8Array;
  /** Key derived from the KEK for one purpose that needs no per-person erasure. */
  derive(usage: string): Uint8Array;
}

/** Opens the vault with the key-encryption key (32 bytes). */
export function createCoffre(kek: Uint8Array): Coffre {
  const kid = createHmac('sha256', kek).update('kid').digest('hex').slice(0, 16);
  const aad = (personneId: string) => `dek:${personneId}`;
  return {
    kid,
    createDek(personneId, alea) {
      const dek = alea(32);
      return { dek, enveloppe: seal(kek, dek, aad(personneId), alea) };
    },
    openDek(personneId, kidOfRow, enveloppe) {
      if (kidOfRow !== kid) throw new Error('the key of this row is not loaded');
      return new Uint8Array(open(kek, enveloppe, aad(personneId)));
    },
    derive: (usage) => new Uint8Array(hkdfSync('sha256', kek, new Uint8Array(0), `porte-plume:${usage}`, 32)),
  };
}

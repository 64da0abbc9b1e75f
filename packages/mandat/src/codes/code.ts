import { refuser, toMotif, type Resultat } from '../modele/motif.ts';

/** Codes that a person reads aloud on the phone: 31 symbols without 0 O 1 I L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const MODULE = ALPHABET.length;
const RAISON = 3;
const LONGUEUR = 13;
const HASARD = LONGUEUR - 2;
const GROUPES = /^(.{4})(.{4})(.{5})$/;
/** Largest multiple of 31 in an octet: an octet beyond is thrown away, so that every symbol is as likely. */
const LIMITE = 256 - (256 % MODULE);
const TIRAGES_MAX = 100;

const IGNORES = /[\p{White_Space}\p{Pd}\p{Cf}\u2212]/gu;
const FORME = new RegExp(`^[MRT][${ALPHABET}]{${LONGUEUR - 1}}$`);

export const KINDS_DE_CODE = ['M', 'R', 'T'] as const;
/** `M` shows the mandate, `R` revokes it, `T` lets a third party check it; the first symbol of the code. */
export type KindDeCode = (typeof KINDS_DE_CODE)[number];

/** A code well read: 13 symbols in capitals, without spaces or dashes. */
export interface CodeLu {
  kind: KindDeCode;
  canonical: string;
}

/**
 * Draws a code: its kind, 11 symbols of chance (54.5 bits), 1 check symbol. To be kept in the vault; only its
 * commitment enters an event.
 * @param alea secure chance
 * @returns 13 symbols without separators; see `formatCode` to print it
 * @throws TypeError when the kind is unknown, or when `alea` does not give the octets asked for
 */
export function createCode(kind: KindDeCode, alea: (octets: number) => Uint8Array): string {
  if (!KINDS_DE_CODE.includes(kind)) throw new TypeError('The kind of a code is M, R or T');
  let corps: string = kind;
  for (let tirage = 0; corps.length <= HASARD; tirage += 1) {
    if (tirage === TIRAGES_MAX) throw new TypeError('`alea` gives no chance');
    const octets = alea(HASARD);
    if (octets.length !== HASARD) throw new TypeError('`alea` does not give the octets asked for');
    for (const octet of octets) {
      if (octet < LIMITE && corps.length <= HASARD) corps += ALPHABET.charAt(octet % MODULE);
    }
  }
  return corps + toControle(corps);
}

/**
 * Reads a code typed or dictated: any case; spaces and dashes of any kind are ignored. The check symbol finds every
 * wrong symbol and every two neighbours swapped.
 * @returns `code_invalide` when it cannot be a code; whether it was ever given out is not known here
 */
export function parseCode(texte: string): Resultat<CodeLu> {
  // A form may send anything; accents and look-alikes are not read as letters.
  const brut: unknown = texte;
  const lisible = typeof brut === 'string' ? brut.replace(IGNORES, '') : '';
  const canonical = /^[0-9A-Za-z]*$/.test(lisible) ? lisible.toUpperCase() : '';
  const kind = KINDS_DE_CODE.find((k) => canonical.startsWith(k));
  const juste = FORME.test(canonical) && toControle(canonical.slice(0, -1)) === canonical.slice(-1);
  if (kind === undefined || !juste) return refuser(toMotif('code_invalide'));
  return { ok: true, value: { kind, canonical } };
}

/**
 * Groups a code for reading: `R7K9-MXQ2-WZ4HH`.
 * @throws TypeError when it is not a canonical code
 */
export function formatCode(canonical: string): string {
  const lu = parseCode(canonical);
  if (!lu.ok || lu.value.canonical !== canonical) throw new TypeError('Not a canonical code');
  return canonical.replace(GROUPES, '$1-$2-$3');
}

/**
 * Check symbol: the pure system of ISO/IEC 7064 form, modulus 31, radix 3: the sum of value × 3^rank, ranks counted
 * from 0 at the right end, is 1. Exported for the golden values.
 */
export function toControle(corps: string): string {
  let somme = 0;
  for (const symbole of corps) somme = ((somme + ALPHABET.indexOf(symbole)) * RAISON) % MODULE;
  return ALPHABET.charAt((1 - somme + MODULE) % MODULE);
}

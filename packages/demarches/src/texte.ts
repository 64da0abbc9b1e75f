import type { ChampLimite } from './demarche.ts';

/** What a text takes in a limited field. `reste` is negative when it does not fit. */
export interface MesureTexte {
  caracteres: number;
  mots: number;
  /** In the unit of the field. */
  reste: number;
  depasse: boolean;
}

/** A word: letters, digits, apostrophes and hyphens in a row, with at least one letter or digit. */
const WORD = /[\p{L}\p{M}\p{N}'’‑-]*[\p{L}\p{N}][\p{L}\p{M}\p{N}'’‑-]*/gu;

/**
 * Measures a text for a field of an online form: NFC, Unicode code points, a line break counts `retourLigne`
 * (CRLF and CR are one line break). Nothing is kept.
 */
export function measureTexte(
  texte: string,
  champ: Pick<ChampLimite, 'max' | 'unite' | 'retourLigne'>,
): MesureTexte {
  const plain = texte.normalize('NFC').replace(/\r\n?/g, '\n');
  const points = Array.from(plain);
  const breaks = points.filter((c) => c === '\n').length;
  const caracteres = points.length + breaks * (champ.retourLigne - 1);
  const mots = plain.match(WORD)?.length ?? 0;
  const reste = champ.max - (champ.unite === 'mots' ? mots : caracteres);
  return { caracteres, mots, reste, depasse: reste < 0 };
}

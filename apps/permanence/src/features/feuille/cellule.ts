/** What a cell may say: the answers of its column, in the order of their numbers. */
export interface Reponse {
  code: string;
  libelle: string;
}

/** `ambigu`: the words begin several answers; `inconnu`: they begin none. */
export type Lecture = { code: string } | 'vide' | 'ambigu' | 'inconnu';

/** Words without case, accents or typographic signs: « a la place » is « à la place ». */
export const fold = (texte: string): string =>
  texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/**
 * What is meant by the text of a cell: a number of the list, a code, a label, or the beginning of one label or of a word of
 * one label only. Read alike by the page, which writes the answer in full, and by the server, which needs no script.
 */
export function readCellule(texte: string, reponses: readonly Reponse[]): Lecture {
  const dit = fold(texte);
  if (dit === '') return texte.trim() === '' ? 'vide' : 'inconnu';
  const rang = /^\d{1,2}$/.test(dit) ? reponses[Number(dit) - 1] : undefined;
  const exacte = reponses.find(({ code, libelle }) => code === texte.trim() || fold(libelle) === dit);
  const sure = rang ?? exacte;
  if (sure !== undefined) return { code: sure.code };
  const commencent = reponses.filter(({ libelle }) => fold(libelle).startsWith(dit));
  const trouvees =
    commencent.length > 0
      ? commencent
      : reponses.filter(({ libelle }) => ` ${fold(libelle)}`.includes(` ${dit}`));
  const [seule, autre] = trouvees;
  if (seule === undefined) return 'inconnu';
  return autre === undefined ? { code: seule.code } : 'ambigu';
}

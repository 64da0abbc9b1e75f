import type { Colonne } from './colonne.ts';
import type { Id } from './date-civile.ts';
import type { Predicate } from './indicateur.ts';
import type { Protecteur } from './tableau-tables.ts';

/** The lieux that are not told one by one, together. */
const AUTRES = 'autres';
const TOTAL = 'Total';

/** Rows by group: a lieu that is told, or the others. */
export interface Groupes {
  /** Lieux told, by their ids. */
  readonly lieux: readonly Id[];
  /** Rank of the group of each row; `lieux.length` for the others. */
  readonly rangs: Int32Array;
}

/** Puts each row in its group. */
export function toGroupes(lieu: Colonne, size: number, lieux: readonly Id[]): Groupes {
  const rangDe = new Map(lieux.map((id, rang) => [id, rang]));
  const parCode = lieu.dict.map((id) => rangDe.get(id) ?? lieux.length);
  return {
    lieux,
    rangs: Int32Array.from({ length: size }, (_, row) => parCode[lieu.codes[row] ?? 0] ?? 0),
  };
}

/** Counts of one question: a line a group, a column a code. */
export interface Comptes {
  readonly lieux: readonly Id[];
  readonly codes: readonly string[];
  readonly effectifs: readonly (readonly number[])[];
}

/** @param rows - those that are asked; all of them without it */
export function countByGroupe(
  { lieux, rangs }: Groupes,
  codes: readonly string[],
  codeOf: (row: number) => string,
  rows: Iterable<number> = rangs.keys(),
): Comptes {
  const rangDe = new Map(codes.map((code, rang) => [code, rang]));
  const effectifs = Array.from({ length: lieux.length + 1 }, () => codes.map(() => 0));
  for (const row of rows) {
    const ligne = effectifs[rangs[row] ?? 0];
    const rang = rangDe.get(codeOf(row));
    if (ligne !== undefined && rang !== undefined) ligne[rang] = (ligne[rang] ?? 0) + 1;
  }
  return { lieux, codes, effectifs };
}

/** What may be said of one question, of the whole structure or of one lieu. */
export interface Dit {
  /** Null = not published. */
  total: number | null;
  codes: readonly { code: string; valeur: number | null }[];
}

/** What may be said of one question everywhere. */
export interface Question {
  ensemble: Dit;
  lieux: ReadonlyMap<Id, Dit>;
}

const sum = (nombres: readonly number[]): number => nombres.reduce((a, b) => a + b, 0);

/**
 * Protects a question over the structure and its lieux together: no difference of what is told names a small count. When
 * nothing may be told lieu by lieu, the structure alone is; when it may not either, every answer is silent.
 * @param totauxDits - the totals are told elsewhere: they stay published
 */
export async function protectQuestion(
  unit: string,
  comptes: Comptes,
  totauxDits: boolean,
  proteger: Protecteur,
): Promise<Question> {
  const { lieux, codes, effectifs } = comptes;
  const groupes = effectifs.map((ligne, rang) => ({ code: lieux[rang] ?? AUTRES, total: sum(ligne) }));
  const total = sum(groupes.map((un) => un.total));
  const muet = (connu: number): Dit => ({
    total: totauxDits || connu === 0 ? connu : null,
    codes: codes.map((code) => ({ code, valeur: connu === 0 ? 0 : null })),
  });
  const rien: Question = {
    ensemble: muet(total),
    lieux: new Map(groupes.slice(0, lieux.length).map((un) => [un.code, muet(un.total)])),
  };
  if (total === 0) return rien;
  const ligneDe = (rang: number): string => `g${rang}`;
  // A group without anybody is told by its zeros: it binds nothing.
  const pleins = groupes.flatMap((un, rang) => (un.total > 0 ? [rang] : []));
  const garder = totauxDits ? [{}, ...pleins.map((rang) => ({ lieu: ligneDe(rang) }))] : [];
  const reponse = { code: 'reponse', codes };
  if (lieux.length > 0 && pleins.length > 1) {
    const cases = await proteger({
      unit,
      dimensions: [{ code: 'lieu', codes: pleins.map(ligneDe) }, reponse],
      tables: [['lieu', 'reponse']],
      colonnes: {
        lieu: pleins.flatMap((rang) => codes.map(() => ligneDe(rang))),
        reponse: pleins.flatMap(() => codes),
        n: pleins.flatMap((rang) => effectifs[rang] ?? []),
      },
      garder,
    });
    if (cases !== null) {
      const valeurs = new Map(
        cases.map(({ key, valeur }) => [`${key.lieu ?? TOTAL} ${key.reponse ?? TOTAL}`, valeur]),
      );
      const dit = (ligne: string): Dit => ({
        total: valeurs.get(`${ligne} ${TOTAL}`) ?? null,
        codes: codes.map((code) => ({ code, valeur: valeurs.get(`${ligne} ${code}`) ?? null })),
      });
      return {
        ensemble: dit(TOTAL),
        lieux: new Map(lieux.map((id, rang) => [id, pleins.includes(rang) ? dit(ligneDe(rang)) : muet(0)])),
      };
    }
  }
  const seules = await proteger({
    unit,
    dimensions: [reponse],
    tables: [['reponse']],
    colonnes: {
      reponse: codes,
      n: codes.map((_, rang) => sum(effectifs.map((ligne) => ligne[rang] ?? 0))),
    },
    garder: totauxDits ? [{}] : [],
  });
  if (seules === null) return rien;
  const valeurs = new Map(seules.map(({ key, valeur }) => [key.reponse ?? TOTAL, valeur]));
  const ensemble: Dit = {
    total: valeurs.get(TOTAL) ?? null,
    codes: codes.map((code) => ({ code, valeur: valeurs.get(code) ?? null })),
  };
  // All of it is in one lieu: its figures are those of the structure.
  const [seul] = pleins;
  return {
    ensemble,
    lieux: new Map(
      lieux.map((id, rang) => {
        const connu = groupes[rang]?.total ?? 0;
        return [id, pleins.length === 1 && rang === seul ? ensemble : muet(connu)];
      }),
    ),
  };
}

/** Sum of some answers, from what is published alone: added up, or what the others leave. */
export function sumOf({ total, codes }: Dit, isCounted: (code: string) => boolean): number | null {
  const add = (counted: boolean): number | null =>
    codes.reduce<number | null>(
      (somme, { code, valeur }) =>
        isCounted(code) !== counted ? somme : somme === null || valeur === null ? null : somme + valeur,
      0,
    );
  const directe = add(true);
  if (directe !== null || total === null) return directe;
  const autres = add(false);
  return autres === null ? null : total - autres;
}

export const isKnownCode = (code: string): boolean => !['', 'non_demande', 'non_communique'].includes(code);

/** The codes that a predicate over one field keeps; null for any other predicate. */
export function toCodes(where: Predicate | undefined): ((code: string) => boolean) | null {
  if (where === undefined) return () => true;
  if ('in' in where) return (code) => where.in.includes(code);
  if ('known' in where) return (code) => isKnownCode(code) === where.known;
  if ('not' in where) {
    const dedans = toCodes(where.not);
    return dedans === null ? null : (code) => !dedans(code);
  }
  return null;
}

import { cellFinder, figuresOf, type Figure } from './figure.ts';
import { TOTAL } from './hierarchy.ts';
import { assertProtected, type ProtectedTable } from './protected-table.ts';
import type { ReleaseSpec } from './release-spec.ts';

/** Share of one code among the records whose answer is known. */
export type Part = {
  readonly code: string;
  /** `null` when masked. */
  readonly valeur: number | null;
  /** Percentage rounded half up to one decimal; `null` when masked or without any known record. */
  readonly pourcentage: number | null;
};

/** Shares of one dimension, as they may be published (specification §8). */
export type Pourcentages = {
  /** All the records; `null` when masked. */
  readonly n: number | null;
  /** Records without an answer; `null` when masked. */
  readonly inconnus: number | null;
  /** Percentage of `inconnus` in `n`; `null` when one of them is masked or `n` is 0. */
  readonly tauxInconnus: number | null;
  /** Denominator of the shares: `n − inconnus`; `null` when one of them is masked. */
  readonly connus: number | null;
  readonly parts: readonly Part[];
  /** Several answers a record: the shares may exceed 100 % in total. */
  readonly reponsesMultiples: boolean;
};

/** Percentage rounded half up to one decimal, in exact integers; `null` without a denominator. */
export function pourcentage(numerateur: number, denominateur: number): number | null {
  if (denominateur <= 0) return null;
  // Tenths of a percent: ⌊1000 n / d + 1/2⌋.
  return Math.floor((2000 * numerateur + denominateur) / (2 * denominateur)) / 10;
}

/** Numerators that give this percentage once rounded: what a reader learns from a rate (vector A17). */
export function numerateursPossibles(
  taux: number,
  denominateur: number,
): { readonly min: number; readonly max: number } | null {
  const tenths = Math.round(taux * 10);
  const min = Math.max(0, Math.ceil(((2 * tenths - 1) * denominateur) / 2000));
  const max = Math.min(denominateur, Math.ceil(((2 * tenths + 1) * denominateur) / 2000) - 1);
  return min <= max ? { min, max } : null;
}

/**
 * The rate of a count that is **not** itself published in a published total: `null` (masked) as
 * soon as the rounding would let a reader find the count to within `seuil − 1` (vector A17:
 * 14,3 % of 21 is 3). Also `null` when either figure is masked (`null`) or the total is 0.
 *
 * A count that is published needs no such care: its rate says nothing more.
 */
export function tauxPubliable(
  numerateur: number | null,
  denominateur: number | null,
  o: { seuil: number },
): number | null {
  if (numerateur === null || denominateur === null) return null;
  if (!(Number.isSafeInteger(o.seuil) && o.seuil >= 2)) {
    throw new TypeError('Le seuil est un entier supérieur ou égal à 2.');
  }
  if (
    !Number.isSafeInteger(numerateur) ||
    !Number.isSafeInteger(denominateur) ||
    numerateur < 0 ||
    numerateur > denominateur
  ) {
    throw new TypeError('Un taux rapporte un effectif entier à un total entier qui le contient.');
  }
  const taux = pourcentage(numerateur, denominateur);
  if (taux === null) return null;
  const seen = numerateursPossibles(taux, denominateur);
  return seen && seen.max - seen.min >= o.seuil - 1 ? taux : null;
}

function sharesOf(
  axis: Figure['axes'][number],
  at: Readonly<Record<string, string>>,
  cellAt: Figure['cellAt'],
  isAdditive: boolean,
): Pourcentages {
  const { dimension, missing } = axis;
  const value = (code: string): number | null => cellAt({ ...at, [dimension]: code })?.valeur ?? null;
  const n = value(TOTAL);
  const inconnus = axis.codes.includes(missing) ? value(missing) : axis.showsMissing ? 0 : null;
  // Someone counted under several codes may be unknown once and known once: no subtraction then.
  const isSplit = isAdditive || inconnus === 0;
  const connus = n === null || inconnus === null || !isSplit ? null : n - inconnus;
  const parts = axis.codes
    .filter((code) => code !== TOTAL && code !== missing)
    .map((code) => {
      const valeur = value(code);
      // A share of a masked denominator would give the denominator back, and then the unknown.
      return {
        code,
        valeur,
        pourcentage: valeur === null || connus === null ? null : pourcentage(valeur, connus),
      };
    });
  return {
    n,
    inconnus,
    tauxInconnus: n === null || inconnus === null ? null : pourcentage(inconnus, n),
    connus,
    parts,
    reponsesMultiples: axis.isMulti,
  };
}

/**
 * Shares of the codes of one dimension over the records that are not unknown (`NR`), with n, the
 * unknowns and their rate. They are computed from published cells alone, so they tell nothing more
 * than the table: a share is `null` when its numerator or its denominator is masked. Percentages
 * are rounded one by one, never forced to sum to 100; over several answers they may exceed it.
 *
 * `at` fixes the other dimensions (`Total` unless said). Throws `TypeError` when no table of the
 * release shows these cells.
 */
export function toPourcentages(
  t: ProtectedTable,
  o: { dimension: string; at?: Readonly<Record<string, string>> },
): Pourcentages {
  assertProtected(t);
  const at = o.at ?? {};
  const shown = figuresOf(t).find(({ axes }) =>
    [o.dimension, ...Object.keys(at).filter((dim) => at[dim] !== TOTAL)].every((dim) =>
      axes.some(
        ({ dimension, codes }) =>
          dimension === dim && (dim === o.dimension || codes.includes(at[dim] ?? TOTAL)),
      ),
    ),
  );
  const axis = shown?.axes.find(({ dimension }) => dimension === o.dimension);
  if (!axis) throw new TypeError('Aucun tableau de la publication ne porte ces cases.');
  return sharesOf(axis, at, cellFinder(t), isAdditive(t.spec));
}

/** Shares of one axis of a figure, the others at `Total`. */
export type FigureShares = { readonly dimension: string; readonly shares: Pourcentages };

const isAdditive = (spec: ReleaseSpec): boolean => spec.person?.attach !== 'each';

/** Shares and unknown rate of each axis of a figure on which unknown values would be seen. */
export const figureShares = (spec: ReleaseSpec, { axes, cellAt }: Figure): FigureShares[] =>
  axes
    .filter(({ showsMissing }) => showsMissing)
    .map((axis) => ({
      dimension: axis.dimension,
      shares: sharesOf(axis, {}, cellAt, isAdditive(spec)),
    }));

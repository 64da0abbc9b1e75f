import type { Measure, Part, Predicate } from './indicateur.ts';

/** A row as a person would write it down: the codes of each field. */
export type LigneNaive = Readonly<Record<string, readonly string[]>>;

const isKnown = (code: string): boolean => !['non_demande', 'non_communique', ''].includes(code);
const isAsked = (code: string): boolean => code !== 'non_demande' && code !== '';
const codesOf = (ligne: LigneNaive, field: string): readonly string[] => ligne[field] ?? [];

function holds(where: Predicate | undefined, ligne: LigneNaive): boolean {
  if (where === undefined) return true;
  if ('not' in where) return !holds(where.not, ligne);
  if ('and' in where) return where.and.every((one) => holds(one, ligne));
  if ('or' in where) return where.or.some((one) => holds(one, ligne));
  const codes = codesOf(ligne, where.field);
  return 'in' in where ? codes.some((code) => where.in.includes(code)) : codes.some(isKnown) === where.known;
}

export function measure(
  { op, of }: Pick<Measure, 'op' | 'of'>,
  lignes: readonly LigneNaive[],
): number | null {
  if (op === 'count') return lignes.length;
  const known = lignes.flatMap((ligne) => codesOf(ligne, of)).filter(isKnown);
  if (op === 'distinct') return new Set(known).size;
  const values = known
    .map(Number)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  if (values.length === 0) return null;
  const sum = values.reduce((total, value) => total + value, 0);
  if (op === 'sum' || op === 'mean') return op === 'sum' ? sum : sum / values.length;
  const at = (values.length - 1) * (op === 'median' ? 0.5 : 0.9);
  const [low, high] = [values[Math.floor(at)] ?? 0, values[Math.ceil(at)] ?? 0];
  return low + (at - Math.floor(at)) * (high - low);
}

/** Codes of a crossing that a row has, each as one code a field. */
function crossingsOf(ligne: LigneNaive, fields: readonly string[]): string[][] {
  return fields.reduce<string[][]>(
    (before, field) =>
      before.flatMap((codes) =>
        codesOf(ligne, field)
          .filter(isAsked)
          .map((code) => [...codes, code]),
      ),
    [[]],
  );
}

/** The lines of a definition that counts rows, without any denominator: a code, or a crossing, each. */
export function countParts(lignes: readonly LigneNaive[], dimension: string): Part[] {
  const fields = dimension.split('*');
  const asked = lignes.filter((ligne) => crossingsOf(ligne, fields).length > 0).length;
  const counts = new Map<string, number>();
  for (const ligne of lignes)
    for (const codes of crossingsOf(ligne, fields)) {
      const key = codes.join('\u0001');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({
      key: Object.fromEntries(key.split('\u0001').map((code, at) => [fields[at] ?? '', code])),
      value,
      n: asked,
    }));
}

/** A measure over the rows of a predicate, and a line for each code of a dimension. */
export function evaluate(
  numerator: Measure,
  dimension: string,
  lignes: readonly LigneNaive[],
): { value: number | null; parts: Part[] } {
  const rows = lignes.filter((ligne) => holds(numerator.where, ligne));
  return { value: measure(numerator, rows), parts: countParts(rows, dimension) };
}

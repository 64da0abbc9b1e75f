import type { Territory } from './export-meta.ts';
import { depthsOf } from './figure.ts';
import { TOTAL } from './hierarchy.ts';
import { periodMonths } from './period-words.ts';
import type { ProtectedCell, ProtectedTable } from './protected-table.ts';

/** Statuses of the publication CSV (specification §9). */
export const publicationStatuses = ['publie', 'masque', 'nul_structurel'] as const;
type Status = (typeof publicationStatuses)[number];

/** What the publication CSV may be told beyond the table. */
export type PublicationOptions = {
  territory?: Territory | undefined;
  structuralZeros?: readonly Readonly<Record<string, string>>[] | undefined;
};

/** The rows of the publication CSV, before quoting. */
export type Publication = {
  /** Dimensions that keep a column of their own. */
  readonly dims: readonly string[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

/** The first columns, before the dimensions. */
export const LEAD: readonly string[] = ['periode', 'territoire_code', 'territoire_type'];

/** A text that a spreadsheet would run as a formula gets an apostrophe before it. */
export const neutralised = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** Whether a calendar code lies wholly outside the months that the release covers. */
function isOutside(t: ProtectedTable, dimension: string, code: string): boolean {
  const period = t.spec.universe?.period;
  const shape = t.spec.dimensions.find((candidate) => candidate.code === dimension);
  const months = shape?.calendar && period ? periodMonths(code) : null;
  return months !== null && period !== undefined && (months.to < period.from || months.from > period.to);
}

function statusOf(
  t: ProtectedTable,
  { key, valeur, statut }: ProtectedCell,
  declared: readonly Readonly<Record<string, string>>[],
): Status {
  const isDeclared = declared.some((zero) =>
    Object.entries(zero).every(([dim, code]) => (key[dim] ?? TOTAL) === code),
  );
  if (isDeclared && valeur !== 0) {
    throw new TypeError('Une case déclarée nulle par nature n’est pas un zéro publié.');
  }
  const isNever = valeur === 0 && t.dims.some((dim) => isOutside(t, dim, key[dim] ?? TOTAL));
  return isDeclared || isNever ? 'nul_structurel' : statut;
}

/** Type of a territory code: the one given, or the one of its depth. */
function territoryTypes(t: ProtectedTable, territory: Territory): (code: string) => string {
  const { type } = territory;
  if (typeof type === 'string') return () => type;
  const depth = depthsOf(t, 'dimension' in territory ? territory.dimension : '');
  return (code) => type[depth(code)] ?? type.at(-1) ?? '';
}

/**
 * Lays a table out as `periode;territoire_code;territoire_type;<dimensions>;mesure;valeur;statut`.
 * The dimension named by `territory` moves to the territory columns; a dimension that is called
 * like one of the three first columns fills it.
 */
export function publicationOf(t: ProtectedTable, o: PublicationOptions): Publication {
  const { territory, structuralZeros = [] } = o;
  const moved = territory && 'dimension' in territory ? territory.dimension : undefined;
  for (const dim of [...(moved === undefined ? [] : [moved]), ...structuralZeros.flatMap(Object.keys)]) {
    if (!t.dims.includes(dim))
      throw new TypeError(`La publication n’a pas de dimension «\u00a0${dim}\u00a0».`);
  }
  const period = t.spec.universe?.period;
  const dims = t.dims.filter((dim) => !LEAD.includes(dim) && dim !== moved);
  const typeOf = territory ? territoryTypes(t, territory) : () => '';
  const rows = t.cells.map((cell) => {
    const { key, valeur } = cell;
    const own = (name: string): string | undefined =>
      t.dims.includes(name) ? (key[name] ?? TOTAL) : undefined;
    const place = moved !== undefined ? own(moved) : territory && 'code' in territory ? territory.code : '';
    const code = place ?? '';
    return [
      own('periode') ?? (period ? `${period.from}/${period.to}` : ''),
      territory ? code : (own('territoire_code') ?? ''),
      territory ? typeOf(code) : (own('territoire_type') ?? ''),
      ...dims.map((dim) => key[dim] ?? TOTAL),
      t.spec.unit,
    ]
      .map(neutralised)
      .concat(valeur === null ? '' : String(valeur), statusOf(t, cell, structuralZeros));
  });
  const columns = dims.map((dim) => (dim === 'mesure' ? 'dimension_mesure' : dim));
  return { dims, header: [...LEAD, ...columns, 'mesure', 'valeur', 'statut'], rows };
}

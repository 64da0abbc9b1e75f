import * as z from 'zod/mini';

import { CalendarLevel, calendarLevels, firstMonthOf } from './calendar.ts';
import { checkTrees, depthOf, TOTAL } from './hierarchy.ts';
import { cite, done, MotifList, refuse, type Motif, type Resultat } from './motif.ts';
import { isNormId, norms, type Norm } from './norm.ts';

const Code = z.string().check(z.minLength(1));
const Measure = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('records') }),
  z.strictObject({ type: z.literal('frequency'), column: Code }),
]);
const DimensionSpec = z.strictObject({
  code: z.string().check(z.regex(/^[a-z][a-z0-9_]*$/)),
  column: z.optional(Code),
  missing: z.optional(Code),
  codes: z.optional(z.array(Code).check(z.minLength(1))),
  hierarchies: z.optional(z.array(z.record(z.string(), z.array(Code))).check(z.minLength(1))),
  bands: z.optional(z.array(z.int()).check(z.minLength(1))),
  calendar: z.optional(z.array(CalendarLevel).check(z.minLength(1))),
  multi: z.optional(Code),
});
const Depth = z.int().check(z.minimum(0));
const TableSpec = z.union([
  z.array(Code),
  z.strictObject({
    dims: z.array(Code),
    finest: z.optional(z.record(z.string(), z.union([Depth, z.array(Depth)]))),
  }),
]);
const CivilMonth = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
const ReleaseSpecSchema = z.strictObject({
  version: z.literal(1),
  id: Code,
  unit: Code,
  person: z.optional(
    z.strictObject({
      column: Code,
      attach: z.enum(['first', 'last', 'each']),
      /** Column of civil dates that tells first from last; default: that of the calendar dimension. */
      date: z.optional(Code),
    }),
  ),
  measure: Measure,
  dimensions: z.array(DimensionSpec).check(z.minLength(1)),
  tables: z.array(TableSpec).check(z.minLength(1)),
  rules: z.union([
    Code,
    z.strictObject({ id: Code, threshold: z.int().check(z.minimum(2)), version: z.optional(Code) }),
  ]),
  /** Dimensions forbidden by default that this release uses on purpose (§8). */
  allow: z.optional(z.array(Code)),
  universe: z.optional(
    z.strictObject({
      id: Code,
      period: z.strictObject({ from: CivilMonth, to: CivilMonth }),
      vintage: Code,
    }),
  ),
});

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** A checked release specification, exactly as written in `spec.json` (format of §11.1), frozen. */
export type ReleaseSpec = DeepReadonly<z.infer<typeof ReleaseSpecSchema>>;
/** One dimension of a release. */
export type DimensionSpec = ReleaseSpec['dimensions'][number];
/** One table with its dimensions in the order of the specification. */
export type TablePlan = {
  readonly dims: readonly string[];
  readonly finest: Readonly<Record<string, number | readonly number[]>>;
};

/** The shape of `tables[]`, whichever way it was written. */
export function tablePlan(spec: ReleaseSpec, index: number): TablePlan {
  const table = spec.tables[index];
  if (table === undefined) throw new RangeError('no such table');
  const written: TablePlan = isDimList(table)
    ? { dims: table, finest: {} }
    : { dims: table.dims, finest: table.finest ?? {} };
  const order = spec.dimensions.map(({ code }) => code);
  return { ...written, dims: order.filter((code) => written.dims.includes(code)) };
}

const isDimList = (table: ReleaseSpec['tables'][number]): table is readonly string[] => Array.isArray(table);

/** The norm a specification names; a `{ id, threshold }` rule becomes an undated norm of its own. */
export function normOf(spec: ReleaseSpec): Norm {
  if (typeof spec.rules === 'string') {
    if (isNormId(spec.rules)) return norms[spec.rules];
    throw new TypeError('unchecked specification');
  }
  const { id, threshold, version } = spec.rules;
  return {
    id,
    version: version ?? 'custom',
    validFrom: '0000-01-01',
    threshold,
    dominance: null,
    use: 'règle donnée par la spécification',
    source: 'spécification de la publication',
    status: 'to-confirm',
  };
}

const invalid = (phrase: string, path: (string | number)[]): Motif => ({
  code: 'SPEC_INVALID',
  phrase,
  path,
});

/** What is expected of a field whose form is easily missed. */
function formOf(field: PropertyKey | undefined): string {
  if (field === 'code') {
    return `\u00a0: lettres minuscules sans accent, chiffres, _ (le nom de la colonne va dans ${cite('column')})`;
  }
  return field === 'from' || field === 'to' ? '\u00a0: AAAA-MM' : '';
}

function describe(issue: z.core.$ZodIssue): string {
  const where = issue.path.length > 0 ? cite(issue.path.map(String).join('.')) : 'la spécification';
  switch (issue.code) {
    case 'unrecognized_keys':
      return `Champ inconnu dans ${where}\u00a0: ${issue.keys.map(cite).join(', ')}.`;
    case 'invalid_type':
      return `Dans ${where}, une valeur manque ou n’est pas du type attendu.`;
    case 'too_small':
      return `Dans ${where}, la valeur est trop petite ou la liste est vide.`;
    default:
      return `Dans ${where}, la valeur n’a pas la forme attendue${formOf(issue.path.at(-1))}.`;
  }
}

function checkShape(dimension: DimensionSpec, path: (string | number)[]): Motif[] {
  const { codes, hierarchies, bands, calendar, multi, code, missing } = dimension;
  const motifs: Motif[] = [];
  const shapes = [hierarchies, bands, calendar, multi].filter((shape) => shape !== undefined);
  if (shapes.length > 1 || (codes && (hierarchies ?? bands) !== undefined)) {
    motifs.push(invalid(`La dimension ${cite(code)} a plusieurs formes, une seule est permise.`, path));
  }
  if (code === 'valeur' || code === 'statut') {
    motifs.push(invalid(`${cite(code)} est un nom de colonne réservé.`, [...path, 'code']));
  }
  if (missing === TOTAL) {
    motifs.push(invalid(`${cite(TOTAL)} est un code réservé.`, [...path, 'missing']));
  }
  if (codes) {
    if (new Set(codes).size !== codes.length) {
      motifs.push(invalid(`La dimension ${cite(code)} répète un code.`, [...path, 'codes']));
    }
    if (codes.includes(TOTAL)) {
      motifs.push(invalid(`${cite(TOTAL)} est un code réservé.`, [...path, 'codes']));
    }
  }
  if (bands?.some((limit, index) => index > 0 && limit <= (bands[index - 1] ?? limit))) {
    motifs.push(invalid(`Les bornes de ${cite(code)} doivent croître.`, [...path, 'bands']));
  }
  if (calendar) {
    const ranks = calendar.map((level) => calendarLevels.indexOf(level));
    if (ranks.some((rank, index) => index > 0 && rank <= (ranks[index - 1] ?? rank))) {
      motifs.push(
        invalid(`Les niveaux de ${cite(code)} vont du plus fin au plus large.`, [...path, 'calendar']),
      );
    }
    const level = calendar[0];
    if (level && codes?.some((period) => period !== (missing ?? 'NR') && !firstMonthOf(period, level))) {
      motifs.push(invalid(`Un code de ${cite(code)} n’est pas une période.`, [...path, 'codes']));
    }
  }
  if (hierarchies) motifs.push(...checkTrees(hierarchies, [...path, 'hierarchies']));
  if (multi !== undefined && [...(codes ?? []), missing ?? ''].some((option) => option.includes(multi))) {
    motifs.push(
      invalid(`Un code de ${cite(code)} contient le séparateur ${cite(multi)}.`, [...path, 'multi']),
    );
  }
  return motifs;
}

/** Depth of each tree of a dimension: several for hierarchies, one otherwise. */
function treeDepths(dimension: DimensionSpec): number[] {
  if (dimension.hierarchies) return dimension.hierarchies.map(depthOf);
  return [dimension.calendar ? dimension.calendar.length : 1];
}

function checkTable(spec: ReleaseSpec, index: number): Motif[] {
  const written = spec.tables[index] ?? [];
  const dims = isDimList(written) ? written : written.dims;
  const path = ['tables', index];
  const motifs: Motif[] = [];
  if (new Set(dims).size !== dims.length) {
    motifs.push(invalid('Un tableau répète une dimension.', path));
  }
  for (const code of dims) {
    if (!spec.dimensions.some((dimension) => dimension.code === code)) {
      motifs.push(invalid(`Un tableau cite la dimension inconnue ${cite(code)}.`, path));
    }
  }
  const finest = isDimList(written) ? {} : (written.finest ?? {});
  for (const [code, depth] of Object.entries(finest)) {
    const dimension = spec.dimensions.find((candidate) => candidate.code === code);
    const at = [...path, 'finest', code];
    if (!dimension || !dims.includes(code)) {
      motifs.push(invalid(`${cite('finest')} cite ${cite(code)}, absente du tableau.`, at));
      continue;
    }
    const depths = treeDepths(dimension);
    const wanted = typeof depth === 'number' ? depths.map(() => depth) : depth;
    const deepest = Math.max(...depths);
    const fits =
      typeof depth === 'number'
        ? depth <= deepest
        : wanted.length === depths.length && wanted.every((d, tree) => d <= (depths[tree] ?? 0));
    if (!fits) {
      motifs.push(invalid(`La profondeur demandée pour ${cite(code)} n’existe pas.`, at));
    }
  }
  return motifs;
}

function freeze<T>(value: T): DeepReadonly<T> {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value as DeepReadonly<T>;
}

/**
 * Checks a release specification (format of §11.1): every problem at once.
 *
 * Codes: `SPEC_INVALID` (shape, unknown dimension in a table, `finest` out of range, threshold
 * below 2 or unknown preset), `HIERARCHY_INVALID` (cycle, two parents, isolated node, trees with
 * different leaves, `Total` as child).
 */
export function releaseSpec(input: unknown): Resultat<ReleaseSpec> {
  const parsed = ReleaseSpecSchema.safeParse(input);
  const list = new MotifList();
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
      list.add(invalid(describe(issue), path));
    }
    return refuse(...list.motifs);
  }
  const spec = freeze(structuredClone(parsed.data));
  const seen = new Set<string>();
  spec.dimensions.forEach((dimension, index) => {
    if (seen.has(dimension.code)) {
      list.add(invalid(`La dimension ${cite(dimension.code)} est répétée.`, ['dimensions', index]));
    }
    seen.add(dimension.code);
    for (const motif of checkShape(dimension, ['dimensions', index])) list.add(motif);
  });
  if (list.isEmpty()) {
    spec.tables.forEach((_, index) => {
      for (const motif of checkTable(spec, index)) list.add(motif);
    });
  }
  if (typeof spec.rules === 'string' && !isNormId(spec.rules)) {
    list.add(invalid(`La norme ${cite(spec.rules)} est inconnue.`, ['rules']));
  }
  if (spec.universe && spec.universe.period.from > spec.universe.period.to) {
    list.add(invalid('La période finit avant de commencer.', ['universe', 'period']));
  }
  if (spec.unit === 'personne' && spec.measure.type === 'records' && !spec.person) {
    list.add(
      invalid(`L’unité ${cite('personne')} demande ${cite('person')} (colonne et rattachement).`, ['person']),
    );
  }
  if (spec.person && (spec.unit !== 'personne' || spec.measure.type !== 'records')) {
    list.add(
      invalid(
        `${cite('person')} demande l’unité ${cite('personne')} et une ligne par enregistrement (${cite('records')}).`,
        ['person'],
      ),
    );
  }
  return list.isEmpty() ? done(spec) : refuse(...list.motifs);
}

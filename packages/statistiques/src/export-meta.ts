import * as z from 'zod/mini';

import { monthsWords, periodWords } from './period-words.ts';
import { MISSING } from './dimension.ts';
import { TOTAL } from './hierarchy.ts';
import type { Audience } from './ledger-entry.ts';
import type { ReleaseSpec } from './release-spec.ts';

const Text = z.string().check(z.minLength(1));
const Labels = z.record(z.string(), Text);
const Url = z.url({ protocol: /^https?$/ });
const TerritoryType = z.union([Text, z.array(Text).check(z.minLength(1))]);
const TerritorySchema = z.union([
  z.strictObject({ dimension: Text, type: TerritoryType }),
  z.strictObject({ code: Text, type: Text }),
]);
const FREQUENCIES = {
  mensuelle: 'MONTHLY',
  trimestrielle: 'QUARTERLY',
  semestrielle: 'ANNUAL_2',
  annuelle: 'ANNUAL',
  ponctuelle: 'NEVER',
  irreguliere: 'IRREG',
} as const;
const frequencies = Object.keys(FREQUENCIES) as (keyof typeof FREQUENCIES)[];

const MetaSchema = z.strictObject({
  title: z.optional(Text),
  description: z.optional(Text),
  definition: z.optional(Text),
  period: z.optional(Text),
  valueLabel: z.optional(Text),
  labels: z.optional(Labels),
  codeLabels: z.optional(z.record(z.string(), Labels)),
  shares: z.optional(z.boolean()),
  styles: z.optional(z.enum(['inline', 'none'])),
  territory: z.optional(TerritorySchema),
  structuralZeros: z.optional(z.array(z.record(z.string(), Text))),
  name: z.optional(Text),
  version: z.optional(Text),
  homepage: z.optional(Url),
  schemaUrl: z.optional(Url),
  downloadUrl: z.optional(Url),
  publisher: z.optional(z.union([Text, z.strictObject({ name: Text, uri: z.optional(Url) })])),
  spatial: z.optional(z.union([Text, z.array(Text)])),
  accrualPeriodicity: z.optional(z.union([z.enum(frequencies), Url])),
  keywords: z.optional(z.array(Text)),
  licence: z.optional(Text),
  audience: z.optional(z.enum(['internal', 'funder', 'open'])),
  contact: z.optional(z.strictObject({ name: Text, email: z.optional(z.email()), url: z.optional(Url) })),
});

/** The territory of a publication: a dimension of the release, or one place for the whole table. */
export type Territory =
  /** `type` of every code, or one per depth of the first tree, that of `Total` first. */
  { dimension: string; type: string | string[] } | { code: string; type: string };

/**
 * What is said around a protected table. Everything is optional and says words or addresses, never
 * a figure; each exporter takes what it needs and leaves out what was not told.
 */
export type Meta = {
  /** Title; by default the id of the release. */
  title?: string | undefined;
  description?: string | undefined;
  /** What is counted, in one sentence. */
  definition?: string | undefined;
  /** Period in words; by default the months of the universe of the release. */
  period?: string | undefined;
  /** Heading of the figures; by default « Nombre » and the unit of the release. */
  valueLabel?: string | undefined;
  /** Heading of a dimension, by its code. */
  labels?: Record<string, string> | undefined;
  /** Words of a code, by dimension then code: `{ sexe: { F: 'Femmes' } }`. */
  codeLabels?: Record<string, Record<string, string>> | undefined;
  /** HTML: adds the percentages to tables of one dimension. */
  shares?: boolean | undefined;
  /** HTML: `none` writes no `style` attribute (strict content policy); classes are always there. */
  styles?: 'inline' | 'none' | undefined;
  territory?: Territory | undefined;
  /**
   * Cells that cannot be counted at all (a partial address holds for all the cells it matches).
   * They read `nul_structurel` in the publication CSV; each must be published and zero.
   */
  structuralZeros?: Record<string, string>[] | undefined;
  /** Identifier of the data schema; by default made from the id of the release. */
  name?: string | undefined;
  /** Version of the data schema. */
  version?: string | undefined;
  /** Page that presents the data. */
  homepage?: string | undefined;
  /** Address of the Table Schema. */
  schemaUrl?: string | undefined;
  /** Address of the publication CSV. */
  downloadUrl?: string | undefined;
  publisher?: string | { name: string; uri?: string | undefined } | undefined;
  /** Area covered: an address (`http://id.insee.fr/geo/departement/42`) or words. */
  spatial?: string | string[] | undefined;
  /** How often the table is published: a French word or an address of the EU frequency list. */
  accrualPeriodicity?: keyof typeof FREQUENCIES | (string & {}) | undefined;
  keywords?: string[] | undefined;
  /** Licence in words, in workbooks; by default « Licence Ouverte 2.0 » where `audience` is `open`, else none. */
  licence?: string | undefined;
  /** Who will read. */
  audience?: Audience | undefined;
  contact?: { name: string; email?: string | undefined; url?: string | undefined } | undefined;
};

/** A checked {@link Meta} with the words of the release filled in. */
export type ReadMeta = Meta & {
  readonly title: string;
  readonly valueLabel: string;
  /** Period in words; empty when the release has none. */
  readonly period: string;
  readonly heading: (dimension: string) => string;
  /** Words of a code for a reader. */
  readonly words: (dimension: string, code: string) => string;
  /** Words given for a code, else the code itself: for data files. */
  readonly given: (dimension: string, code: string) => string;
};

/** Address of the EU frequency list for a French word. */
export const frequencyUrl = (word: string): string => {
  const known = frequencies.find((frequency) => frequency === word);
  return known ? `http://publications.europa.eu/resource/authority/frequency/${FREQUENCIES[known]}` : word;
};

const bandWords = (code: string): string =>
  code
    .replace(/^<(-?\d+)$/, 'moins de $1')
    .replace(/^(-?\d+)-(-?\d+)$/, '$1 à $2')
    .replace(/^(-?\d+)\+$/, '$1 et plus');

/** A property of a dictionary told by the caller, never one of `Object.prototype`. */
const own = <T>(dictionary: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  dictionary !== undefined && Object.hasOwn(dictionary, key) ? dictionary[key] : undefined;

/** Every faulty field of a meta for a release, unknown ones too: `labels.sexe`, `titre`… */
export function faultsOfMeta(spec: ReleaseSpec, meta: unknown): string[] {
  const parsed = MetaSchema.safeParse(meta ?? {});
  if (parsed.success) {
    const { territory } = parsed.data;
    const isKnown =
      !territory ||
      !('dimension' in territory) ||
      spec.dimensions.some(({ code }) => code === territory.dimension);
    return isKnown ? [] : ['territory.dimension'];
  }
  const fields = parsed.error.issues.flatMap((issue) =>
    (issue.code === 'unrecognized_keys' ? issue.keys : ['']).map(
      (key) => [...issue.path.map(String), key].filter((part) => part !== '').join('.') || 'meta',
    ),
  );
  return [...new Set(fields)];
}

/** Checks a meta: throws one `TypeError` that names every faulty field. */
export function readMeta(spec: ReleaseSpec, meta: Meta | undefined): ReadMeta {
  const faults = faultsOfMeta(spec, meta);
  const parsed = MetaSchema.safeParse(meta ?? {});
  if (faults.length > 0 || !parsed.success) {
    throw new TypeError(`Description du tableau invalide, à revoir\u00a0: ${faults.join(', ')}.`);
  }
  const told = parsed.data;
  const { universe, unit } = spec;
  const given = (dimension: string, code: string): string =>
    own(own(told.codeLabels, dimension), code) ?? code;
  const words = (dimension: string, code: string): string => {
    const label = given(dimension, code);
    if (label !== code || code === TOTAL) return label;
    const shape = spec.dimensions.find((candidate) => candidate.code === dimension);
    if (code === (shape?.missing ?? MISSING)) return 'Non renseigné';
    if (shape?.calendar) return periodWords(code);
    return shape?.bands ? bandWords(code) : code;
  };
  return {
    ...told,
    title: told.title ?? spec.id,
    valueLabel: told.valueLabel ?? `Nombre (${unit})`,
    period: told.period ?? (universe ? monthsWords(universe.period) : ''),
    heading: (dimension) => own(told.labels, dimension) ?? dimension,
    words,
    given,
  };
}

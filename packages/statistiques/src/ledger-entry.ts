import * as z from 'zod/mini';

import { hashJson } from './hash.ts';
import type { ReleaseSpec } from './release-spec.ts';

const CivilMonth = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
const Hash = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/));
const Instant = z
  .string()
  .check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/));

const UniverseSchema = z.strictObject({
  id: z.string().check(z.minLength(1)),
  period: z.strictObject({ from: CivilMonth, to: CivilMonth }),
  vintage: z.string().check(z.minLength(1)),
});

/** What a release counts: a population, its civil months (inclusive), and when they were extracted. */
export type Universe = {
  readonly id: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly vintage: string;
};

/** Who reads a release: what is `open` is known to all, `internal` only to the organisation. */
export type Audience = 'internal' | 'funder' | 'open';

/** From those who know most to those who know least. */
export const audiences: readonly Audience[] = ['internal', 'funder', 'open'];

/**
 * How the codes of a dimension are bound, where the codes alone do not tell: its trees, or options
 * of which several may be ticked. Public: it is in the specification that the certificate names.
 */
export type LedgerShape =
  { readonly hierarchies: readonly Readonly<Record<string, readonly string[]>>[] } | { readonly multi: true };

/** The bonds between codes that an entry must keep, because its codes alone do not tell them. */
export function shapesOf(spec: ReleaseSpec): Record<string, LedgerShape> {
  const shapes: Record<string, LedgerShape> = {};
  for (const { code, hierarchies, multi } of spec.dimensions) {
    if (hierarchies) shapes[code] = { hierarchies };
    else if (multi !== undefined) shapes[code] = { multi: true };
  }
  return shapes;
}

const ShapeSchema = z.union([
  z.strictObject({
    hierarchies: z.array(z.record(z.string(), z.array(z.string()))).check(z.minLength(1)),
  }),
  z.strictObject({ multi: z.literal(true) }),
]);

const Count = z.int().check(z.minimum(0));
const EntrySchema = z.looseObject({
  seq: Count,
  releaseId: z.string(),
  prev: z.nullable(Hash),
  publishedAt: Instant,
  audience: z.enum(['internal', 'funder', 'open']),
  universe: UniverseSchema,
  unit: z.string(),
  dims: z.array(z.string()),
  specHash: Hash,
  norm: z.string(),
  certificateHash: Hash,
  shapes: z.optional(z.record(z.string(), ShapeSchema)),
  cells: z.array(z.array(z.union([z.string(), Count, z.null()]))),
  hash: Hash,
});

/** One release as the ledger keeps it (format of §7): only what was published, no hidden truth. */
export type LedgerEntry = {
  readonly seq: number;
  readonly releaseId: string;
  /** `hash` of the entry before; `null` for the first. */
  readonly prev: string | null;
  /** ISO 8601 instant. */
  readonly publishedAt: string;
  readonly audience: Audience;
  readonly universe: Universe;
  readonly unit: string;
  readonly dims: readonly string[];
  readonly specHash: string;
  /** `id@version`. */
  readonly norm: string;
  /** `sha256:…` of the RFC 8785 form of the certificate. */
  readonly certificateHash: string;
  /** Only for dimensions with trees or with several options an intervention. */
  readonly shapes?: Readonly<Record<string, LedgerShape>>;
  /** Codes in the order of `dims`, then the value, `null` when masked. */
  readonly cells: readonly (readonly (string | number | null)[])[];
  /** `sha256:…` of the RFC 8785 form of the entry without `hash`. */
  readonly hash: string;
};

/** Whether each cell is a code per dimension, then a value or `null`. */
const cellsFit = (dims: number, cells: readonly (readonly unknown[])[]): boolean =>
  cells.every(
    (cell) =>
      cell.length === dims + 1 &&
      cell.slice(0, -1).every((code) => typeof code === 'string' && code !== '') &&
      typeof cell.at(-1) !== 'string',
  );

/** The entry that a JSON value is, every field kept as written; `null` when it has not the format. */
export function readEntry(input: unknown): LedgerEntry | null {
  const parsed = EntrySchema.safeParse(input);
  if (!parsed.success || !cellsFit(parsed.data.dims.length, parsed.data.cells)) return null;
  if (parsed.data.universe.period.from > parsed.data.universe.period.to) return null;
  // The value was checked as it is: rewriting it would change what its hash covers.
  return input as LedgerEntry;
}

/** The universe that a JSON value is; `null` when it has not the format. */
export function readUniverse(input: unknown): Universe | null {
  const parsed = UniverseSchema.safeParse(input);
  return parsed.success && parsed.data.period.from <= parsed.data.period.to ? parsed.data : null;
}

export const isInstant = (text: string): boolean => Instant.safeParse(text).success;

/** `hash` of an entry: everything but `hash` itself. */
export function entryHash(entry: Omit<LedgerEntry, 'hash'> & { readonly hash?: string }): string {
  return hashJson(Object.fromEntries(Object.entries(entry).filter(([name]) => name !== 'hash')));
}

import { MISSING } from './dimension.ts';
import { readMeta, type Meta, type ReadMeta } from './export-meta.ts';
import { roundingWords } from './figure.ts';
import { TOTAL } from './hierarchy.ts';
import { assertProtected, type ProtectedTable } from './protected-table.ts';
import { LEAD, neutralised, publicationOf, publicationStatuses } from './publication.ts';
import type { DimensionSpec } from './release-spec.ts';

/** A field of a {@link TableSchema}. */
export type TableSchemaField = {
  name: string;
  title: string;
  description: string;
  type: 'string' | 'integer';
  example?: string | number;
  constraints: { required: boolean; enum?: string[]; pattern?: string; minimum?: number };
  /** Only where a code is itself `s`. */
  missingValues?: string[];
};

/** The descriptor of the publication CSV: Table Schema (Frictionless, v1) with the fields of schema.data.gouv.fr. */
export type TableSchema = {
  $schema: string;
  encoding: 'utf-8';
  lang: 'fr';
  name: string;
  title: string;
  description: string;
  countryCode: 'FR';
  homepage?: string;
  path?: string;
  version: string;
  keywords?: string[];
  contributors?: { title: string; role: string }[];
  fields: TableSchemaField[];
  primaryKey: string[];
  missingValues: string[];
};

const DESCRIPTIONS: Readonly<Record<string, readonly [string, string]>> = {
  periode: ['Période', 'Premier et dernier mois couverts, séparés par une barre oblique.'],
  territoire_code: [
    'Code du territoire',
    'Code du territoire compté ; vide si le tableau n’en distingue pas.',
  ],
  territoire_type: ['Type du territoire', 'Nature du territoire compté.'],
  mesure: ['Mesure', 'Unité comptée.'],
  valeur: ['Valeur', 'Effectif. Vide si la case est masquée pour protéger le secret statistique.'],
  statut: ['Statut', 'publie : diffusé ; masque : non diffusé ; nul_structurel : nul par nature.'],
};

/** `[-a-z0-9._/]`, the alphabet of names in Table Schema. */
const nameOf = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9._/]+/g, '-')
    .replace(/^-|-$/g, '') || 'tableau';

const sentence = (words: string): string =>
  words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
const french = (text: string): string => text.replace(/ ([;:])/g, '\u00a0$1');

/** Examples of columns that may be empty all along. */
const EXAMPLES: Readonly<Record<string, string | number>> = {
  periode: '2026-01/2026-03',
  territoire_code: '42',
  territoire_type: 'departement',
  valeur: 12,
};
const PERIOD = '^\\d{4}-\\d{2}/\\d{4}-\\d{2}$';
const CALENDAR_CODE = '\\d{4}(-(\\d{2}|T[1-4]|S[12]))?';

/** Letters that a regular expression would read. */
const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** One column of the CSV with what its values can be: the dimension it shows, the values it has here. */
type Column = {
  readonly name: string;
  readonly dimension: DimensionSpec | undefined;
  readonly values: readonly string[];
};

/**
 * What the schema asks of a column. It outlives one release: only lists that the specification
 * closes are enumerated, not the codes or the months that happened to be seen.
 */
function constraintsOf({ name, dimension, values }: Column): TableSchemaField['constraints'] {
  const required = dimension !== undefined || (name !== 'valeur' && !values.includes(''));
  if (name === 'valeur') return { required, minimum: 0 };
  if (name === 'statut') return { required, enum: [...publicationStatuses] };
  if (name === 'mesure') return { required, enum: [...values] };
  if (dimension === undefined) return name === 'periode' ? { required, pattern: PERIOD } : { required };
  const missing = dimension.missing ?? MISSING;
  if (dimension.calendar) {
    return { required, pattern: `^(${TOTAL}|${quoted(missing)}|${CALENDAR_CODE})$` };
  }
  const isClosed = (dimension.codes ?? dimension.hierarchies ?? dimension.bands) !== undefined;
  return isClosed ? { required, enum: [...new Set([...values, neutralised(missing)])] } : { required };
}

function fieldOf(t: ProtectedTable, told: ReadMeta, column: Column, shown: string): TableSchemaField {
  const { name, dimension, values } = column;
  const known = Object.hasOwn(DESCRIPTIONS, name) ? DESCRIPTIONS[name] : undefined;
  const heading = told.heading(dimension?.code ?? name);
  const [title, description] = known ?? [
    heading,
    `Code de la dimension «\u00a0${heading}\u00a0»\u00a0; ${TOTAL} pour l’ensemble.`,
  ];
  const rounding = name === 'valeur' ? sentence(roundingWords(t)) : '';
  const fallback = Object.hasOwn(EXAMPLES, name) ? EXAMPLES[name] : undefined;
  const example = shown === '' ? fallback : name === 'valeur' ? Number(shown) : shown;
  return {
    name,
    title,
    description: french([description, rounding].join(' ').trim()),
    type: name === 'valeur' ? 'integer' : 'string',
    ...(example === undefined ? {} : { example }),
    constraints: constraintsOf(column),
    ...(values.includes('s') ? { missingValues: [''] } : {}),
  };
}

/**
 * Table Schema of the CSV that `toCsv(t, { layout: 'publication' })` writes with the same
 * `territory` and `structuralZeros`: one field a column with its constraints and an example taken
 * from a published row, `missingValues` `""` and `s`. It also holds for the next releases of the
 * same specification. `version` is `1.0.0` unless the meta says otherwise; `homepage` is there when
 * the meta has it.
 *
 * Throws `TypeError` on a faulty meta, naming every faulty field.
 */
export function toTableSchema(t: ProtectedTable, meta: Meta = {}): TableSchema {
  assertProtected(t);
  const told = readMeta(t.spec, meta);
  const { header, rows, dims } = publicationOf(t, told);
  const { territory } = told;
  const moved = territory && 'dimension' in territory ? territory.dimension : 'territoire_code';
  const example = rows.find((row) => row.at(-1) === 'publie');
  const fields = header.map((name, rank): TableSchemaField => {
    const code = dims[rank - LEAD.length] ?? (name === 'territoire_code' ? moved : name);
    const dimension =
      rank < LEAD.length + dims.length ? t.spec.dimensions.find((one) => one.code === code) : undefined;
    const values = [...new Set(rows.map((row) => row[rank] ?? ''))];
    return fieldOf(t, told, { name, dimension, values }, example?.[rank] ?? '');
  });
  const publisher = typeof told.publisher === 'string' ? told.publisher : told.publisher?.name;
  return {
    $schema: 'https://specs.frictionlessdata.io/schemas/table-schema.json',
    encoding: 'utf-8',
    lang: 'fr',
    name: told.name ?? nameOf(t.spec.id),
    title: told.title,
    description: told.description ?? told.definition ?? `Tableau protégé\u00a0: ${told.valueLabel}.`,
    countryCode: 'FR',
    ...(told.homepage === undefined ? {} : { homepage: told.homepage }),
    ...(told.schemaUrl === undefined ? {} : { path: told.schemaUrl }),
    version: told.version ?? '1.0.0',
    ...(told.keywords === undefined ? {} : { keywords: told.keywords }),
    ...(publisher === undefined ? {} : { contributors: [{ title: publisher, role: 'publisher' }] }),
    fields,
    primaryKey: header.filter((name) => name !== 'valeur' && name !== 'statut'),
    missingValues: ['', 's'],
  };
}

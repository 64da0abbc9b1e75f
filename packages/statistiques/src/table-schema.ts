import { readMeta, type Meta } from './export-meta.ts';
import { roundingWords } from './figure.ts';
import { assertProtected, type ProtectedTable } from './protected-table.ts';
import { LEAD, publicationOf, publicationStatuses } from './publication.ts';

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

/**
 * Table Schema of the CSV that `toCsv(t, { layout: 'publication' })` writes with the same
 * `territory` and `structuralZeros`: one field a column with its constraints and an example taken
 * from a published row, `missingValues` `""` and `s`. `version` is `1.0.0` unless the meta says
 * otherwise; `homepage` is there when the meta has it.
 *
 * Throws `TypeError` on a faulty meta, naming every faulty field.
 */
export function toTableSchema(t: ProtectedTable, meta: Meta = {}): TableSchema {
  assertProtected(t);
  const told = readMeta(t.spec, meta);
  const { header, rows, dims } = publicationOf(t, told);
  const example = rows.find((row) => row.at(-1) === 'publie');
  const fields = header.map((name, column): TableSchemaField => {
    const values = [...new Set(rows.map((row) => row[column] ?? ''))];
    const dim = dims[column - LEAD.length];
    const isOwn = dim !== undefined;
    const [title, description] = (isOwn ? undefined : DESCRIPTIONS[name]) ?? ['', ''];
    const shown = example?.[column] ?? '';
    const required = isOwn || (name !== 'valeur' && !values.includes(''));
    const isFree = name === 'valeur' || name === 'statut' || values.includes('');
    return {
      name,
      title: isOwn ? told.heading(dim) : title,
      description: isOwn
        ? `Code de la dimension «\u00a0${told.heading(dim)}\u00a0»\u00a0; Total pour l’ensemble.`
        : french(
            name === 'valeur' ? [description, sentence(roundingWords(t))].join(' ').trim() : description,
          ),
      type: name === 'valeur' ? 'integer' : 'string',
      ...(shown === '' ? {} : { example: name === 'valeur' ? Number(shown) : shown }),
      constraints: {
        required,
        ...(name === 'valeur' ? { minimum: 0 } : {}),
        ...(name === 'statut' ? { enum: [...publicationStatuses] } : {}),
        ...(isFree ? {} : { enum: values }),
      },
      ...(values.includes('s') ? { missingValues: [''] } : {}),
    };
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

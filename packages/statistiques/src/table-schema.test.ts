import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';

import { readCsv } from './csv-reader.ts';
import { example, hostile, release, rich, value, type Release } from './export.fixture.ts';
import {
  toCsv,
  toHtml,
  toSdmxCsv,
  toSvgBars,
  toTableSchema,
  toXlsx,
  type Meta,
  type TableSchema,
} from './export.ts';

/**
 * The field list of Table Schema v1 and of schema.data.gouv.fr, written by hand from their text:
 * the official validator of Frictionless is no longer kept, so it was only run once, by hand.
 */
const Text = z.string().check(z.minLength(1));
const Field = z.strictObject({
  name: z.string().check(z.regex(/^[-a-z0-9._/]+$/)),
  title: Text,
  description: Text,
  type: z.enum(['string', 'integer']),
  example: z.union([Text, z.number()]),
  constraints: z.strictObject({
    required: z.boolean(),
    enum: z.optional(z.array(Text).check(z.minLength(1))),
    pattern: z.optional(Text),
    minimum: z.optional(z.number()),
  }),
  missingValues: z.optional(z.array(z.string())),
});
const Descriptor = z.strictObject({
  $schema: z.url(),
  encoding: z.literal('utf-8'),
  lang: z.literal('fr'),
  name: z.string().check(z.regex(/^[-a-z0-9._/]+$/)),
  title: Text,
  description: Text,
  countryCode: z.literal('FR'),
  homepage: z.optional(z.url()),
  path: z.optional(z.url()),
  version: Text,
  keywords: z.optional(z.array(Text)),
  contributors: z.optional(z.array(z.strictObject({ title: Text, role: Text }))),
  fields: z.array(Field),
  primaryKey: z.array(Text),
  missingValues: z.array(z.string()),
});

/** What a reader that knows the schema alone says of a CSV. */
function faults(schema: TableSchema, csv: string): string[] {
  const { header, columns, lines } = value(readCsv(csv));
  const found: string[] = [];
  if (header.join() !== schema.fields.map(({ name }) => name).join()) found.push('header');
  const keys = new Set<string>();
  lines.forEach((line, row) => {
    keys.add(schema.primaryKey.map((name) => columns[name]?.[row]).join('\u0000'));
    for (const { name, type, constraints, missingValues } of schema.fields) {
      const text = columns[name]?.[row] ?? '';
      if ((missingValues ?? schema.missingValues).includes(text)) {
        if (constraints.required) found.push(`${line} ${name} required`);
        continue;
      }
      if (constraints.enum && !constraints.enum.includes(text)) found.push(`${line} ${name} enum`);
      const { pattern } = constraints;
      if (pattern !== undefined && !new RegExp(pattern).test(text)) found.push(`${line} ${name} pattern`);
      if (type === 'integer' && !/^\d+$/.test(text)) found.push(`${line} ${name} integer`);
    }
  });
  if (keys.size !== lines.length) found.push('primaryKey');
  return found;
}

const meta: Meta = {
  title: 'Interventions de la permanence',
  homepage: 'https://exemple.fr/donnees',
  schemaUrl: 'https://exemple.fr/schema.json',
  version: '2.1.0',
  publisher: { name: 'CCAS d’Exemple' },
  keywords: ['inclusion numérique'],
  labels: { site: 'Lieu', age: 'Âge' },
  territory: { dimension: 'site', type: 'lieu' },
};

describe('toTableSchema', () => {
  it('describes the publication CSV field by field', async () => {
    const { table } = await rich();
    const schema = toTableSchema(table, meta);
    expect(Descriptor.safeParse(schema).error).toBeUndefined();
    expect(schema).toMatchObject({
      name: 'demarches-t1',
      title: 'Interventions de la permanence',
      countryCode: 'FR',
      homepage: 'https://exemple.fr/donnees',
      version: '2.1.0',
      missingValues: ['', 's'],
      contributors: [{ title: 'CCAS d’Exemple', role: 'publisher' }],
    });
    expect(schema.fields.map(({ name }) => name)).toEqual([
      'periode',
      'territoire_code',
      'territoire_type',
      'mois',
      'age',
      'mesure',
      'valeur',
      'statut',
    ]);
    expect(schema.fields.find(({ name }) => name === 'age')).toMatchObject({
      title: 'Âge',
      example: 'Total',
    });
    expect(schema.fields.at(-1)?.constraints.enum).toEqual(['publie', 'masque', 'nul_structurel']);
    const csv = toCsv(table, { layout: 'publication', territory: { dimension: 'site', type: 'lieu' } });
    expect(faults(schema, csv)).toEqual([]);
    expect(faults(schema, csv.replace(';masque', ';inconnu'))).toEqual([
      expect.stringContaining('statut enum'),
    ]);
    expect(faults(schema, csv.replace(';25-64;', ';25-65;'))).toEqual([expect.stringContaining('age enum')]);
    expect(faults(schema, csv.replace(';2026-T1;', ';2026-T5;'))).toEqual([
      expect.stringContaining('mois pattern'),
    ]);
    expect(faults(schema, csv.replaceAll('2026-', '2027-'))).toEqual([]);
    expect(faults(schema, csv.replace(';398;', ';;').replace(';Z1;', ';;'))).toEqual([
      expect.stringContaining('territoire_code required'),
    ]);
  });

  it.each<[string, () => Promise<Release>]>([
    ['the example of the specification', example],
    ['hostile codes', hostile],
  ])('holds without any meta: %s', async (_, make) => {
    const { table } = await make();
    const schema = toTableSchema(table, {});
    expect(Descriptor.safeParse(schema).error).toBeUndefined();
    expect(faults(schema, toCsv(table, { layout: 'publication' }))).toEqual([]);
  });

  it('takes any name of a dimension, those of this format and of JavaScript included', async () => {
    const names = ['constructor', 'mesure', 'periode', 'territoire_type'];
    const { table } = await release(
      {
        id: 'noms',
        measure: { type: 'frequency', column: 'n' },
        dimensions: names.map((code) => ({ code })),
        tables: names.map((code) => [code]),
      },
      { ...Object.fromEntries(names.map((code) => [code, ['a', 'b']])), n: [10, 20] },
    );
    const schema = toTableSchema(table, {});
    expect(Descriptor.safeParse(schema).error).toBeUndefined();
    expect(schema.fields.map(({ name }) => name)).toEqual([
      'periode',
      'territoire_code',
      'territoire_type',
      'constructor',
      'dimension_mesure',
      'mesure',
      'valeur',
      'statut',
    ]);
    expect(faults(schema, toCsv(table, { layout: 'publication' }))).toEqual([]);
    expect(() => [
      toHtml(table, {}),
      toSvgBars(table, {}),
      toXlsx(table, {}),
      toSdmxCsv(table),
    ]).not.toThrow();
  });

  it('lets a code be « s », which elsewhere means masked', async () => {
    const { table } = await hostile();
    const field = toTableSchema(table, {}).fields.find(({ name }) => name === 'lieu');
    expect(field?.missingValues).toEqual(['']);
  });

  it('gives no example from a masked row', async () => {
    const { table } = await example();
    const schema = toTableSchema(table, {});
    expect(schema.fields.map((field) => field.example)).toEqual([
      '2026-01/2026-03',
      '42',
      'departement',
      'Total',
      'Total',
      'intervention',
      62,
      'publie',
    ]);
  });
});

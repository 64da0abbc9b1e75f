import type { Catalogue } from './catalogue.ts';
import { writeCsv } from './csv.ts';
import { byCode } from './jsonld-noeud.ts';
import { type Colonne, COLONNES, toTexte } from './table.ts';

/** A field of a Table Schema, as far as we use them. */
export interface ChampTable {
  name: string;
  title: string;
  description: string;
  type: 'string' | 'number' | 'boolean' | 'date';
  format?: 'uri';
  trueValues?: string[];
  falseValues?: string[];
  constraints?: { required?: true; unique?: true; enum?: string[] };
}

/** A Table Schema (Frictionless, v1). */
export interface TableSchema {
  $schema: string;
  name: string;
  title: string;
  description: string;
  fields: ChampTable[];
  primaryKey: string;
  missingValues: string[];
}

/**
 * A catalogue as a table, one line a démarche, sorted by id: CSV of RFC 4180, comma and CRLF, for `toTableSchema`.
 *
 * An empty cell says that nobody knows; `aucun` says that there is none; lists are joined by `|`. Facts that nobody has
 * checked have an empty date of checking or end with « (à confirmer) », and `a_confirmer` names their fields. A text that
 * a spreadsheet would run as a formula gets an apostrophe before it. Encode it in UTF-8.
 */
export function toCsv(c: Catalogue): string {
  const demarches = c.demarches.toSorted((a, b) => byCode(a.id, b.id));
  return writeCsv([
    COLONNES.map((colonne) => colonne.nom),
    ...demarches.map((d) => COLONNES.map((colonne) => toTexte(colonne.lire(d)))),
  ]);
}

function toChamp({ nom, titre, description, type, uri, requis, parmi }: Colonne): ChampTable {
  const contraintes = {
    ...(requis && { required: true as const }),
    ...(nom === 'id' && { unique: true as const }),
    ...(parmi && { enum: [...parmi] }),
  };
  return {
    name: nom,
    title: titre,
    description,
    type,
    ...(uri && { format: 'uri' as const }),
    ...(type === 'boolean' && { trueValues: ['oui'], falseValues: ['non'] }),
    ...(Object.keys(contraintes).length > 0 && { constraints: contraintes }),
  };
}

/** What the columns of `toCsv` mean: a Table Schema (Frictionless, v1), to be published beside the file. */
export function toTableSchema(): TableSchema {
  return {
    $schema: 'https://specs.frictionlessdata.io/schemas/table-schema.json',
    name: 'porte-plume-demarches',
    title: 'Catalogue des démarches de Porte-plume',
    description:
      'Une ligne par démarche. Une cellule vide veut dire que nous ne savons pas ; « aucun », que nous savons qu’il n’y en a pas.',
    fields: COLONNES.map(toChamp),
    primaryKey: 'id',
    missingValues: [''],
  };
}

export { toCsv, toTableSchema } from './export-csv.ts';
export type { ChampTable, TableSchema } from './export-csv.ts';
export { toJsonSchema } from './json-schema.ts';
export type { JsonSchema } from './json-schema.ts';

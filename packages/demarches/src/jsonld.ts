export { toCpsvAp } from './cpsv-ap.ts';
export type { OptionsCpsvAp } from './cpsv-ap.ts';
export { toSchemaOrg } from './schema-org.ts';
export type { JsonLd, JsonLdDocument, JsonLdValue, OptionsJsonLd } from './jsonld-noeud.ts';

/** A JSON-LD node: keys in a fixed order, so that the same catalogue gives the same bytes. */
export type JsonLd = { [cle: string]: JsonLdValue };
/** What a property of such a node may hold. */
export type JsonLdValue = string | number | boolean | JsonLd | readonly JsonLdValue[];
/** A whole document: a node with its context. */
export type JsonLdDocument = JsonLd & { '@context': JsonLdValue };

/** Public address under which the exporter names its entries: absolute, http(s), without query; a last `/` or `#` is kept. */
export interface OptionsJsonLd {
  base: string;
}

const BASE = /^https?:\/\/[^\s/?#@"<>\\^`{|}]+(?:\/[^\s?#"<>\\^`{|}]*)?#?$/;

/**
 * What every identifier starts with: the base, with the `/` or the `#` that it ends with.
 * @throws TypeError when it is not an absolute http(s) address: identifiers built on it would mean nothing
 */
export function requireBase(base: unknown): string {
  if (typeof base !== 'string' || !BASE.test(base)) {
    throw new TypeError('base: an absolute http(s) address is expected, without query');
  }
  return base.endsWith('#') ? base : `${base.replace(/\/+$/, '')}/`;
}

/** Address of a démarche, the same in every format. */
export const toDemarcheIri = (base: string, id: string): string => `${base}demarches/${id}`;
/** Address of an organisation, the same in every format. */
export const toOrganismeIri = (base: string, id: string): string => `${base}organismes/${id}`;

/** A node without what is unknown: neither `undefined` nor an empty list is a statement. */
export function toNoeud(proprietes: Record<string, JsonLdValue | undefined>): JsonLd {
  const noeud: JsonLd = {};
  for (const [cle, valeur] of Object.entries(proprietes)) {
    if (valeur === undefined || (Array.isArray(valeur) && valeur.length === 0)) continue;
    noeud[cle] = valeur;
  }
  return noeud;
}

/** Code-unit order, the same on every machine and in every locale. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** `P60D` for a whole number of days; a part of a day cannot be written without inventing hours. */
export const toDuree = (jours: number | undefined): string | undefined =>
  jours !== undefined && Number.isSafeInteger(jours) ? `P${jours}D` : undefined;

/** A JSON-LD node: keys in a fixed order, so that the same mandate gives the same bytes. */
export type JsonLd = { [cle: string]: JsonLdValue };
/** What a property of such a node may hold. */
export type JsonLdValue = string | number | boolean | JsonLd | readonly JsonLdValue[];

/** Absolute addresses of the nodes that others point to. */
export interface Ids {
  base: string;
  mandat: string;
  mandant: string;
  constituant: string;
  structure: string;
  autre: (mandatId: string) => string;
}

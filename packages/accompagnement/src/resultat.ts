/** Stable across minor versions; those of the composed packages pass through unchanged, so the list stays open. */
export type MotifCode = string;

/** A reason of a refusal: a stable code, and a French sentence that echoes no personal value. */
export interface Motif {
  readonly code: MotifCode;
  readonly phrase: string;
  /** Where in the input, from its root. */
  readonly path?: readonly (string | number)[];
  /** What may be done instead, as a French sentence. */
  readonly alternative?: string;
}

/** Expected refusals are values: all motifs at once, never the first only. */
export type Resultat<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly motifs: Motif[] };

export function accept<T>(value: T): Resultat<T> {
  return { ok: true, value };
}

export function refuse(...motifs: Motif[]): { readonly ok: false; readonly motifs: Motif[] } {
  return { ok: false, motifs };
}

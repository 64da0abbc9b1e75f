/** One reason, as data: a stable code, a sentence in French for a human, the place in the input. */
export interface Motif {
  code: string;
  phrase: string;
  path?: (string | number)[];
}

/** An expected refusal is a value: every reason at once, never an exception. */
export type Resultat<T> = { ok: true; value: T } | { ok: false; motifs: Motif[] };

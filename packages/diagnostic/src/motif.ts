/** Why an input was refused: stable code, French sentence, and where in the input. Never echoes a value. */
export interface Motif {
  code: string;
  phrase: string;
  path?: readonly (string | number)[];
}

/** An expected refusal is a value; all the motifs come at once. */
export type Resultat<T> = { ok: true; value: T } | { ok: false; motifs: readonly Motif[] };

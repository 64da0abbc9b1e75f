/** Why an expected refusal happened: a stable `code` and a French sentence without any content of a record. */
export type Motif = {
  code: string;
  phrase: string;
  path?: (string | number)[];
  details?: unknown;
};

/** Every fallible function answers with a value or with all the motifs at once. */
export type Resultat<T> = { ok: true; value: T } | { ok: false; motifs: Motif[] };

/** Chance as an argument: returns `octets` random bytes. */
export type Alea = (octets: number) => Uint8Array;

/** At most this many problems of one kind are reported (specification §12). */
const MOTIFS_PER_CODE = 100;

export const done = <T>(value: T): Resultat<T> => ({ ok: true, value });

export const refuse = (...motifs: Motif[]): { ok: false; motifs: Motif[] } => ({
  ok: false,
  motifs,
});

/** French quotation marks with their no-break spaces. */
export const cite = (text: string): string => `«\u00a0${text}\u00a0»`;

/** Collects motifs and keeps at most {@link MOTIFS_PER_CODE} of each code. */
export class MotifList {
  readonly motifs: Motif[] = [];
  readonly #counts = new Map<string, number>();

  add(motif: Motif): void {
    const count = (this.#counts.get(motif.code) ?? 0) + 1;
    this.#counts.set(motif.code, count);
    if (count <= MOTIFS_PER_CODE) this.motifs.push(motif);
  }

  /** Whether more motifs of this code would be dropped. */
  isFull(code: string): boolean {
    return (this.#counts.get(code) ?? 0) >= MOTIFS_PER_CODE;
  }

  isEmpty(): boolean {
    return this.motifs.length === 0;
  }
}

/** A part of the specification that this version refuses rather than half-does. */
export const unsupported = (what: string, path?: (string | number)[]): Motif => ({
  code: 'UNSUPPORTED',
  phrase: `${what}\u00a0: cette version ne sait pas encore le faire. Rien n’est publié.`,
  ...(path ? { path } : {}),
});

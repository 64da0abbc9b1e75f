/** Status codes that a route may answer with, each with a page of its own. */
export type StatutErreur = 400 | 403 | 404 | 409 | 413 | 429 | 500 | 503;

/** An answer that is a page of error: never holds a typed value. */
export class ErreurHttp extends Error {
  override name = 'ErreurHttp';
  readonly statut: StatutErreur;
  readonly phrase: string | null;
  constructor(statut: StatutErreur, phrase: string | null = null) {
    super(`http ${statut}`);
    this.statut = statut;
    this.phrase = phrase;
  }
}

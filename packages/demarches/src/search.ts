import { catalogue, type Catalogue } from './catalogue.ts';
import { type Champ, Engine } from './engine.ts';
import { tokens as toTokens, words } from './tokens.ts';
import type { Classe, Perimetre } from './nomenclatures.ts';

export { phoneticKey } from './phonetic-key.ts';
export { spellSigle } from './sigle.ts';
export { writeIndex } from './search-index.ts';
export type { Engine } from './engine.ts';

export interface SearchOptions {
  /** How many results at most: 1–50, 10 unless told. */
  limit?: number;
  perimetre?: Perimetre;
  classe?: Classe;
  /** Another engine than that of the package's catalogue. */
  engine?: Engine;
}

export interface SearchResult {
  id: string;
  /** 0–1, descending; equal scores by id. */
  score: number;
  /** Where the words were found. */
  champ: Champ;
}

/** Longer queries are cut: a person says what she needs in less. */
const LONGEST_QUERY = 500;

let own: Engine | undefined;
const ownEngine = (): Engine => (own ??= new Engine(catalogue));

/**
 * Prepares a catalogue for search. About 30 ms for 100 entries; keep the engine.
 *
 * @param index - text written by `writeIndex`; a corrupt or foreign one is ignored and the index is computed again
 */
export function createEngine(c: Catalogue, index?: string): Engine {
  return new Engine(c, index);
}

function cut(query: string): string {
  if (typeof query !== 'string') throw new TypeError('search: the query must be a string');
  return query.length <= LONGEST_QUERY ? query : Array.from(query).slice(0, LONGEST_QUERY).join('');
}

/**
 * Entries of the catalogue for what a person says, best first: her words, misspelt or spelled aloud.
 *
 * @param query - free text; beyond 500 characters it is cut. Nothing of it is kept.
 * @returns at most `limit` results, none for a query without a word that counts
 * @throws TypeError if the query is not a string, RangeError if `limit` is not a whole number of 1–50
 * @example search('a pé el')[0]?.id // 'aide-logement'
 */
export function search(query: string, options: SearchOptions = {}): readonly SearchResult[] {
  const { limit = 10, perimetre, classe, engine = ownEngine() } = options;
  const said = cut(query);
  if (!Number.isInteger(limit) || limit < 1 || limit > 50) {
    throw new RangeError('search: limit must be a whole number of 1 to 50');
  }
  const found = engine.find(said);
  const fits = (id: string): boolean => {
    const d = engine.get(id);
    return (
      (perimetre === undefined || d?.perimetre === perimetre) &&
      (classe === undefined || d?.classe === classe)
    );
  };
  return (perimetre ?? classe) === undefined
    ? found.slice(0, limit)
    : found.filter((f) => fits(f.id)).slice(0, limit);
}

/**
 * The acronyms of démarches in a query, written (`RSA`) or spelled aloud (`a pé el`), with their entries.
 * Organisations and acronyms that are common words (PAS, CAP) are never among them.
 *
 * @throws TypeError if the query is not a string
 */
export function expandSigles(query: string): { sigle: string; ids: string[] }[] {
  return ownEngine()
    .hear(words(cut(query)))
    .map(({ sigle }) => ({ sigle: sigle.sigle, ids: [...sigle.ids] }));
}

/**
 * The words that count in a query: folded, without clitics nor stop-words, not stemmed.
 *
 * @example tokens("L'allocation d'éducation") // ['allocation', 'education']
 */
export function tokens(s: string): string[] {
  return toTokens(s);
}

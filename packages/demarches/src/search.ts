import recherche from '../data/recherche.json' with { type: 'json' };
import type { Catalogue } from './catalogue.ts';
import { Engine, type Found } from './engine.ts';
import { type Classe, CLASSES, type Perimetre, PERIMETRES } from './nomenclatures.ts';
import { toSearchEntries } from './search-entry.ts';
import {
  computeIndex,
  isIndexOf,
  readIndex,
  toIndex,
  writeEntries,
  type WrittenIndex,
} from './search-index.ts';
import { tokens as toTokens, words } from './tokens.ts';

export { phoneticKey } from './phonetic-key.ts';
export { findSecours, type Secours } from './secours.ts';
export { spellSigle } from './sigle.ts';
export type { Champ, Engine, Pourquoi } from './engine.ts';

export interface SearchOptions {
  /** How many results at most: 1–50, 10 unless told. */
  limit?: number;
  perimetre?: Perimetre;
  classe?: Classe;
  /** Another engine than that of the package's catalogue. */
  engine?: Engine;
}

/** One entry found: how well, where, whether to trust it, and why. */
export type SearchResult = Found;

/** Longer queries are cut: a person says what she needs in less. */
const LONGEST_QUERY = 500;

let own: Engine | undefined;
const ownEngine = (): Engine => (own ??= new Engine(toIndex(recherche as unknown as WrittenIndex), true));

/**
 * Prepares a catalogue for search, or an index alone: what a page that works offline keeps. 0.1 to 0.2 s of
 * computing for 130 entries: keep the engine.
 *
 * @param index - text written by `writeIndex`. With a catalogue, a corrupt or foreign one is ignored and the index is
 * computed again.
 * @throws RangeError if the index that stands alone is corrupt or of another version
 */
export function createEngine(c: Catalogue, index?: string): Engine;
export function createEngine(index: string): Engine;
export function createEngine(source: Catalogue | string, index?: string): Engine {
  if (typeof source === 'string') {
    const read = readIndex(source);
    if (read === undefined) throw new RangeError('search: the index is corrupt or of another version');
    return new Engine(read, true);
  }
  const entries = toSearchEntries(source);
  const read = index === undefined ? undefined : readIndex(index);
  return read !== undefined && isIndexOf(read, entries)
    ? new Engine(read, true)
    : new Engine(computeIndex(entries), false);
}

/** Writes the search index of a catalogue, as JSON: the same bytes for the same entries, in any order. */
export const writeIndex = (c: Catalogue): string => writeEntries(toSearchEntries(c));

function cut(query: string): string {
  if (typeof query !== 'string') throw new TypeError('search: the query must be a string');
  return query.length <= LONGEST_QUERY ? query : Array.from(query).slice(0, LONGEST_QUERY).join('');
}

/**
 * Entries of the catalogue for what a person says, best first: her words, misspelt or spelled aloud, or what happened
 * to her. The bare name of an operator (`caf`) gives its most used entries.
 *
 * @param query - free text; beyond 500 characters it is cut. Nothing of it is kept.
 * @returns at most `limit` results, each with why; none when nothing fits. `sur: false` says that it is a guess
 * @throws TypeError if the query is not a string, RangeError if `limit` is not a whole number of 1–50, or if
 * `perimetre` or `classe` is not a known code: the caller's mistake, that an empty list would hide
 * @example search('a pé el')[0]?.id // 'aide-logement'
 */
export function search(query: string, options: SearchOptions = {}): readonly SearchResult[] {
  const { limit = 10, perimetre, classe, engine = ownEngine() } = options;
  const said = cut(query);
  if (!Number.isInteger(limit) || limit < 1 || limit > 50) {
    throw new RangeError('search: limit must be a whole number of 1 to 50');
  }
  if (perimetre !== undefined && !PERIMETRES.includes(perimetre)) {
    throw new RangeError('search: perimetre must be one of PERIMETRES');
  }
  if (classe !== undefined && !CLASSES.includes(classe)) {
    throw new RangeError('search: classe must be one of CLASSES');
  }
  return engine.find(
    said,
    limit,
    (e) =>
      (perimetre === undefined || e.perimetre === perimetre) && (classe === undefined || e.classe === classe),
  );
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

import { stemmer } from '@orama/stemmers/french';
import MiniSearch, { type AsPlainObject } from 'minisearch';
import type { Catalogue } from './catalogue.ts';
import type { Demarche } from './demarche.ts';
import { phoneticKey } from './phonetic-key.ts';
import { tokens } from './tokens.ts';

/** The fields of a search document, with the weight of a match in each. */
export const FIELD_BOOST = { nom: 4, synonyme: 4, alias: 4, service: 1.2, description: 0.7 } as const;
export type SearchField = keyof typeof FIELD_BOOST;
export const FIELDS = Object.keys(FIELD_BOOST) as SearchField[];

type SearchDocument = { id: string } & Record<SearchField, string>;

/** Terms of the index that are sounds, not stems, bear this mark. */
export const SOUND = '~';

/** Keys of two letters say too little to be matched. */
const SHORTEST_KEY = 3;

const stems = new Map<string, string>();

/** French stem of a folded word, remembered: the same few hundred words come back. */
export function stem(word: string): string {
  let found = stems.get(word);
  if (found === undefined) {
    if (stems.size > 5000) stems.clear();
    found = /\d/.test(word) || word.length > 40 ? word : stemmer(word);
    stems.set(word, found);
  }
  return found;
}

/** The sound term of a folded word, if it has enough sound to be matched. */
export function soundTerm(word: string): string | undefined {
  const key = word.length > 40 ? '' : phoneticKey(word);
  return key.length < SHORTEST_KEY ? undefined : SOUND + key;
}

/** What is searched in an entry. The id says names that spelling splits, as `critair`. */
function toDocument(d: Demarche, c: Catalogue): SearchDocument {
  const sheets = [...d.refs.fiches, ...d.refs.services];
  return {
    id: d.id,
    nom: `${d.nom} ${d.id}`,
    synonyme: d.synonymes.join('\n'),
    alias: d.aliases.join('\n'),
    service: sheets.map((ref) => c.fiches[ref]?.titre ?? '').join('\n'),
    description: `${d.langageSimple} ${d.operateur.nom}`,
  };
}

const MINISEARCH_OPTIONS = {
  fields: FIELDS,
  tokenize: tokens,
  processTerm: (word: string): string[] => {
    const sound = soundTerm(word);
    return sound === undefined ? [stem(word)] : [stem(word), sound];
  },
  autoVacuum: false,
} as const;

export type Index = MiniSearch<SearchDocument>;

/** FNV-1a, 32 bits: tells a corrupt or foreign index, does not resist an attacker. */
function checksum(s: string): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < s.length; i += 1) h = Math.imul(h ^ s.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(16).padStart(8, '0');
}

const FORMAT = 'porte-plume-index 1';

const listDocuments = (c: Catalogue): SearchDocument[] =>
  c.demarches.map((d) => toDocument(d, c)).toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** The index of a catalogue, computed. Entries are sorted first, so that their order never shows in a ranking. */
export function computeIndex(c: Catalogue): Index {
  const index: Index = new MiniSearch<SearchDocument>(MINISEARCH_OPTIONS);
  index.addAll(listDocuments(c));
  return index;
}

/** Writes the index of a catalogue as text: one header line (format, checksums), one line of JSON. */
export function writeIndex(c: Catalogue): string {
  const body = JSON.stringify(computeIndex(c));
  return `${FORMAT} ${checksum(JSON.stringify(listDocuments(c)))} ${checksum(body)}\n${body}`;
}

/** Reads a written index; `undefined` when it is corrupt, of another version, or of another catalogue. */
export function readIndex(c: Catalogue, written: string): Index | undefined {
  const end = written.indexOf('\n');
  const body = written.slice(end + 1);
  const header = `${FORMAT} ${checksum(JSON.stringify(listDocuments(c)))} ${checksum(body)}`;
  if (end === -1 || written.slice(0, end) !== header) return undefined;
  return MiniSearch.loadJS<SearchDocument>(JSON.parse(body) as AsPlainObject, MINISEARCH_OPTIONS);
}

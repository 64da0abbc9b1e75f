import exclus from '../data/sigles-exclus.json' with { type: 'json' };
import type { SearchEntry } from './search-entry.ts';
import { editDistance } from './edit-distance.ts';
import { fold, isStopWord } from './tokens.ts';

/** How each sign of an acronym is said in French, written as one would hear it. */
const SPELLED: Readonly<Record<string, string>> = {
  a: 'a',
  b: 'be',
  c: 'se',
  d: 'de',
  e: 'e',
  f: 'ef',
  g: 'je',
  h: 'ach',
  i: 'i',
  j: 'ji',
  k: 'ka',
  l: 'el',
  m: 'em',
  n: 'en',
  o: 'o',
  p: 'pe',
  q: 'ku',
  r: 'er',
  s: 'es',
  t: 'te',
  u: 'u',
  v: 've',
  w: 'dubleve',
  x: 'iks',
  y: 'igrek',
  z: 'sed',
  0: 'sero',
  1: 'un',
  2: 'deu',
  3: 'troi',
  4: 'katr',
  5: 'sink',
  6: 'sis',
  7: 'set',
  8: 'uit',
  9: 'neuf',
};

/** Other ways to write the name of one letter. */
const HOMOPHONES: Readonly<Record<string, string>> = {
  ah: 'a',
  ha: 'a',
  bee: 'be',
  ce: 'se',
  ces: 'se',
  ses: 'se',
  cee: 'se',
  see: 'se',
  dee: 'de',
  deux: 'deu',
  eff: 'ef',
  effe: 'ef',
  ge: 'je',
  hache: 'ach',
  ache: 'ach',
  ash: 'ach',
  elle: 'el',
  aile: 'el',
  elles: 'el',
  aime: 'em',
  emme: 'em',
  haine: 'en',
  enne: 'en',
  eau: 'o',
  oh: 'o',
  pee: 'pe',
  cu: 'ku',
  air: 'er',
  erre: 'er',
  ere: 'er',
  esse: 'es',
  ess: 'es',
  tee: 'te',
  the: 'te',
  vee: 've',
  trois: 'troi',
  zed: 'sed',
};

/**
 * An acronym as it is said, letter by letter.
 *
 * @example spellSigle('RSA') // 'eresa'
 */
export function spellSigle(sigle: string): string {
  return Array.from(fold(sigle), (c) => SPELLED[c] ?? '').join('');
}

/** One acronym of démarche: never an organisation (it hides the démarches), never a common word. */
export interface Sigle {
  sigle: string;
  /** As a folded word of a query is compared with it. */
  folded: string;
  spelled: string;
  ids: readonly string[];
}

const EXCLUS: ReadonlySet<string> = new Set(exclus);
const SIGLE = /^(?=.*[A-Z])[A-Z0-9]{2,5}$/;

/** The acronyms of a catalogue, with the entries that bear them in a name, a synonym or an alias. */
export function listSigles(entries: readonly SearchEntry[]): Sigle[] {
  const ids = new Map<string, Set<string>>();
  for (const d of entries) {
    for (const label of [d.nom, ...d.synonymes, ...d.aliases]) {
      for (const word of label.split(/[^\p{L}\d]+/u)) {
        if (!SIGLE.test(word) || EXCLUS.has(fold(word))) continue;
        ids.set(word, (ids.get(word) ?? new Set<string>()).add(d.id));
      }
    }
  }
  return [...ids]
    .map(([sigle, bearers]) => ({
      sigle,
      folded: fold(sigle),
      spelled: spellSigle(sigle),
      ids: [...bearers].toSorted(),
    }))
    .toSorted((a, b) => (a.sigle < b.sigle ? -1 : 1));
}

/** An acronym heard or read in a query, and the words that it covers: `[from, to[`. */
export interface HeardSigle {
  sigle: Sigle;
  from: number;
  to: number;
  written: boolean;
}

const LONGEST_WINDOW = 5;

/** A word short enough to be the name of a letter, or nothing. */
function letterSound(word: string): string | undefined {
  const named = HOMOPHONES[word];
  if (named !== undefined) return named;
  if (/^[a-z]$/.test(word)) return SPELLED[word];
  return word.length <= 3 ? word : undefined;
}

/** One spelling for sounds that ears do not tell apart: z and s, a silent h, doubled consonants. */
const plain = (heard: string): string =>
  heard
    .replaceAll('z', 's')
    .replace(/(?<!c)h/g, '')
    .replace(/([bcdfgjklmnpqrstvx])\1/g, '$1');

/** From this many letters an acronym badly heard is told from a word; one more when it is written as one word. */
const LONG_SPELLED = 5;

/** The acronym that sounds so: said exactly, else within one edit when it is long enough. */
function recognise(heard: string, sigles: readonly Sigle[], long: number): Sigle | undefined {
  const said = plain(heard);
  return (
    sigles.find((s) => said === s.spelled) ??
    sigles.find(
      ({ spelled }) =>
        spelled.length >= long &&
        said.length >= 4 &&
        spelled.startsWith(said.charAt(0)) &&
        editDistance(said, spelled, 1) <= 1,
    )
  );
}

/**
 * The acronyms of a query, written (`RSA`) or spelled aloud (`ereza`, `a pé el`), without overlap.
 *
 * @param isKnown - whether a word is already in the vocabulary: a known word is not a badly heard acronym
 */
export function hearSigles(
  query: readonly string[],
  sigles: readonly Sigle[],
  isKnown: (word: string) => boolean,
): HeardSigle[] {
  const heard: HeardSigle[] = [];
  for (let from = 0; from < query.length;) {
    const found = hearAt(query, from, sigles, isKnown);
    if (found !== undefined) heard.push(found);
    from = found?.to ?? from + 1;
  }
  return heard;
}

function hearAt(
  query: readonly string[],
  from: number,
  sigles: readonly Sigle[],
  isKnown: (word: string) => boolean,
): HeardSigle | undefined {
  const first = query[from] ?? '';
  const written = sigles.find((s) => s.folded === first);
  if (written !== undefined) return { sigle: written, from, to: from + 1, written: true };
  const window: string[] = [];
  let best: HeardSigle | undefined;
  for (let to = from + 1; to <= Math.min(query.length, from + LONGEST_WINDOW); to += 1) {
    const word = query[to - 1] ?? '';
    const sound = letterSound(word);
    if (sound === undefined) break;
    window.push(sound);
    const meant = query.slice(from, to).some((w) => !isStopWord(w) && !isKnown(w));
    const spelt = query.slice(from, to).every((w) => w.length === 1);
    const named = to - from > 2 && query.slice(from, to).every((w) => w.length === 1 || w in HOMOPHONES);
    if (to - from < 2 || (!meant && !spelt && !named)) continue;
    const sigle = recognise(window.join(''), sigles, meant || spelt ? LONG_SPELLED : Infinity);
    if (sigle !== undefined) best = { sigle, from, to, written: false };
  }
  if (best !== undefined || first.length < 4 || isStopWord(first) || isKnown(first)) return best;
  const sigle = recognise(first, sigles, LONG_SPELLED + 1);
  return sigle === undefined ? undefined : { sigle, from, to: from + 1, written: false };
}

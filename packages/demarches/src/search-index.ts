import { CLASSES, PERIMETRES } from './nomenclatures.ts';
import type { SearchEntry } from './search-entry.ts';
import { stem } from './stem.ts';
import { tokens } from './tokens.ts';

/** Each word of the entries, with its stem. */
export type Forms = ReadonlyMap<string, string>;

export interface Index {
  entries: readonly SearchEntry[];
  forms: Forms;
}

/** Everything that is read of an entry, in a fixed order. */
const listTexts = (e: SearchEntry): readonly string[] => [
  e.nom,
  ...e.synonymes,
  ...e.aliases,
  ...e.situations,
  ...e.titres,
  e.langageSimple,
  ...e.operateurs,
  e.id,
];

/** The words of the entries, each once, in the order in which they first come. */
const listWords = (entries: readonly SearchEntry[]): string[] => [
  ...new Set(entries.flatMap((e) => listTexts(e).flatMap(tokens))),
];

export const computeIndex = (entries: readonly SearchEntry[]): Index => ({
  entries,
  forms: new Map(listWords(entries).map((word) => [word, stem(word)])),
});

/** An entry as a row: the names of its fields would weigh as much as what they hold. */
type Row = [
  id: string,
  perimetre: number,
  classe: number,
  nom: string,
  synonymes: string[],
  aliases: string[],
  situations: string[],
  titres: string[],
  langageSimple: string,
  operateurs: string[],
];

const toRow = (e: SearchEntry): Row => [
  e.id,
  PERIMETRES.indexOf(e.perimetre),
  CLASSES.indexOf(e.classe),
  e.nom,
  [...e.synonymes],
  [...e.aliases],
  [...e.situations],
  [...e.titres],
  e.langageSimple,
  [...e.operateurs],
];

function toEntry(row: Row): SearchEntry {
  const [id, perimetre, classe, nom, synonymes, aliases, situations, titres, langageSimple, operateurs] = row;
  return {
    id,
    perimetre: PERIMETRES[perimetre] ?? 'social',
    classe: CLASSES[classe] ?? 'sensible',
    nom,
    synonymes,
    aliases,
    situations,
    titres,
    langageSimple,
    operateurs,
  };
}

/** How many letters the stem takes from the word, then what it adds: `rendre`, `rend` is `2`. */
function toEnding(word: string, s: string): string {
  let kept = 0;
  while (kept < s.length && s[kept] === word[kept]) kept += 1;
  return `${kept === word.length ? '' : word.length - kept}${s.slice(kept)}`;
}

function readEnding(word: string, ending: string): string {
  const cut = /^\d*/.exec(ending)?.[0] ?? '';
  return word.slice(0, word.length - Number(cut)) + ending.slice(cut.length);
}

const FORMAT = 'porte-plume-index 2';

/** The file format: what search needs and nothing else, in one JSON value. */
export interface WrittenIndex {
  format: string;
  somme: string;
  demarches: Row[];
  /** The endings of the stems, in the order in which the words first come. */
  racines: string;
}

/** FNV-1a, 32 bits: tells a corrupt index, does not resist an attacker. */
function checksum(s: string): string {
  let h = 0x811c9dc5;
  for (let i = 0; i < s.length; i += 1) h = Math.imul(h ^ s.charCodeAt(i), 0x01000193);
  return (h >>> 0).toString(16).padStart(8, '0');
}

/** Writes an index as JSON, the same bytes for the same entries. */
export function writeEntries(entries: readonly SearchEntry[]): string {
  const { forms } = computeIndex(entries);
  const demarches = entries.map(toRow);
  const racines = [...forms].map(([word, s]) => toEnding(word, s)).join(' ');
  const written: WrittenIndex = {
    format: FORMAT,
    somme: checksum(JSON.stringify([demarches, racines])),
    demarches,
    racines,
  };
  return JSON.stringify(written);
}

/** An index out of its file, taken at its word: for the one of this package, which a test holds. */
export function toIndex({ demarches, racines }: WrittenIndex): Index {
  const entries = demarches.map(toEntry);
  const endings = racines.split(' ');
  return {
    entries,
    forms: new Map(listWords(entries).map((word, i) => [word, readEnding(word, endings[i] ?? '')])),
  };
}

/** Reads a written index; `undefined` when it is corrupt or of another version. */
export function readIndex(written: string): Index | undefined {
  let value: Partial<WrittenIndex> | null;
  try {
    value = JSON.parse(written) as Partial<WrittenIndex> | null;
  } catch {
    return undefined;
  }
  if (value?.format !== FORMAT) return undefined;
  if (value.somme !== checksum(JSON.stringify([value.demarches, value.racines]))) return undefined;
  return toIndex(value as WrittenIndex);
}

/** Whether an index is that of these entries. */
export const isIndexOf = (index: Index, entries: readonly SearchEntry[]): boolean =>
  JSON.stringify(index.entries.map(toRow)) === JSON.stringify(entries.map(toRow));

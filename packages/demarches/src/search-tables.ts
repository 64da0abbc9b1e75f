import type { SearchEntry } from './search-entry.ts';
import type { Forms, Index } from './search-index.ts';
import { isStopWord, tokens, words } from './tokens.ts';
import { TUNING } from './tuning.ts';
import { Vocabulary } from './vocabulary.ts';

export type Field = keyof typeof TUNING.field;
export type LabelKind = Exclude<Field, 'operateur'>;

/** A text of an entry that a query may say whole. */
export interface Label {
  entry: number;
  kind: LabelKind;
  text: string;
  /** Numbers of its stop-words: « pas d’adresse » said whole is more than « adresse ». */
  small: readonly number[];
  /** Sum of the rarities of its words. */
  weight: number;
}

/** The entries that have a stem, and what it is worth in each (0–1). */
export interface Postings {
  at: number[];
  worth: number[];
}

/** What an entry says, by field. The id says names that spelling splits, as `critair`. */
const listFields = (e: SearchEntry): readonly (readonly [Field, readonly string[]])[] => [
  ['nom', [e.nom]],
  ['synonyme', e.synonymes],
  ['alias', e.aliases],
  ['situation', e.situations],
  ['service', e.titres],
  ['description', [e.langageSimple]],
  ['operateur', [...e.operateurs, e.id]],
];

interface Bag {
  stems: Map<number, Map<Field, number>>;
  lengths: Map<Field, number>;
}

/** Whether a stem is in what names the entry, not only in what people tell of it. */
const isCore = ([, fields]: readonly [number, ReadonlyMap<Field, number>]): boolean =>
  ['nom', 'synonyme', 'alias', 'service'].some((f) => fields.has(f as Field));

const bump = <K>(counts: Map<K, number>, key: K, by = 1): void => {
  counts.set(key, (counts.get(key) ?? 0) + by);
};

/** What the ranking reads: stems by number, where they are, and how rare they are. */
export class SearchTables {
  readonly entries: readonly SearchEntry[];
  readonly vocabulary: Vocabulary;
  readonly labels: readonly Label[];
  /** By stem: inverse document frequency of BM25, less for words that are only told. */
  readonly rarity: Float64Array;
  /** Rarity of a word that one entry alone has, or none. */
  readonly rarest: number;
  readonly entriesOf: readonly Postings[];
  /** By stem: numbers of the labels that have it. */
  readonly labelsOf: readonly (readonly number[])[];
  /** Numbers of the stop-words that labels have. */
  readonly small = new Map<string, number>();
  readonly #forms: Forms;

  constructor({ entries, forms }: Index) {
    this.entries = entries;
    this.#forms = forms;
    this.vocabulary = new Vocabulary(forms);
    const bags = entries.map((e) => this.#bagOf(e));
    const bearers = new Float64Array(this.vocabulary.stems.length);
    for (const { stems } of bags) for (const s of stems.keys()) bearers[s] = (bearers[s] ?? 0) + 1;
    const rarityOf = (borne: number) => Math.log(1 + (entries.length - borne + 0.5) / (borne + 0.5));
    const core = new Set(bags.flatMap(({ stems }) => [...stems].filter(isCore).map(([s]) => s)));
    this.rarity = bearers.map((borne, s) => rarityOf(borne) * (core.has(s) ? 1 : TUNING.told));
    this.rarest = rarityOf(1);
    this.entriesOf = this.#postEntries(bags);
    const labelsOf = Array.from(this.rarity, (): number[] => []);
    this.labels = entries.flatMap((e, number) => this.#listLabels(e, number));
    for (const [number, { text }] of this.labels.entries()) {
      for (const s of new Set(this.#stemsOf(text))) labelsOf[s]?.push(number);
    }
    this.labelsOf = labelsOf;
  }

  #stemsOf(text: string): number[] {
    return tokens(text).flatMap((word) => this.vocabulary.numberOf(this.#forms.get(word) ?? '') ?? []);
  }

  #bagOf(e: SearchEntry): Bag {
    const stems = new Map<number, Map<Field, number>>();
    const lengths = new Map<Field, number>();
    for (const [field, texts] of listFields(e)) {
      for (const s of texts.flatMap((text) => this.#stemsOf(text))) {
        const own = stems.get(s) ?? new Map<Field, number>();
        bump(own, field);
        bump(lengths, field);
        stems.set(s, own);
      }
    }
    return { stems, lengths };
  }

  /** BM25 over the fields together: no query changes it. */
  #postEntries(bags: readonly Bag[]): Postings[] {
    const means = new Map<Field, number>();
    for (const { lengths } of bags) for (const [f, n] of lengths) bump(means, f, n / bags.length);
    const postings = Array.from(this.rarity, (): Postings => ({ at: [], worth: [] }));
    for (const [number, { stems, lengths }] of bags.entries()) {
      for (const [s, fields] of stems) {
        let said = 0;
        for (const [f, times] of fields) {
          const long = (lengths.get(f) ?? 0) / (means.get(f) ?? 1);
          said += (TUNING.field[f] * times) / (1 - TUNING.length + TUNING.length * long);
        }
        postings[s]?.at.push(number);
        postings[s]?.worth.push(said / (TUNING.saturation + said));
      }
    }
    return postings;
  }

  #numberSmall(word: string): number {
    const number = this.small.get(word) ?? this.small.size;
    this.small.set(word, number);
    return number;
  }

  #listLabels(e: SearchEntry, entry: number): Label[] {
    return listFields(e).flatMap(([kind, texts]) => {
      if (kind === 'operateur') return [];
      return texts.flatMap((text) => {
        const small = [...new Set(words(text))].filter(isStopWord).map((word) => this.#numberSmall(word));
        let weight = 0;
        for (const s of new Set(this.#stemsOf(text))) weight += this.rarity[s] ?? 0;
        if (weight === 0) return [];
        return [{ entry, kind, text, small, weight: weight + small.length * TUNING.smallWord }];
      });
    });
  }
}

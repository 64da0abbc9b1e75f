import { type Catalogue, getDemarche } from './catalogue.ts';
import type { Demarche } from './demarche.ts';
import { expandTerm, type Expansion, Vocabulary } from './vocabulary.ts';
import {
  computeIndex,
  FIELD_BOOST,
  FIELDS,
  type Index,
  readIndex,
  type SearchField,
  soundTerm,
  stem,
} from './search-index.ts';
import { type HeardSigle, hearSigles, listSigles, type Sigle } from './sigle.ts';
import { fold, isStopWord, tokens, words } from './tokens.ts';

export type Champ = SearchField | 'sigle';

/** One entry found. */
export interface Found {
  id: string;
  score: number;
  champ: Champ;
}

/** More words than this add time, not sense. */
const MOST_TERMS = 24;
const MOST_WORDS = 80;
/** Weights of the ranking, chosen on the public queries and on 153 others; the plateau around them is wide. */
const TUNING = {
  /** A name or an alias said whole, against words found here and there. */
  label: 6,
  /** Share of the score that does not depend on how much of the query is covered. */
  coverage: 0.4,
  /** A word of the label in another form (`pointer`, `points`). */
  otherForm: 0.9,
  /** A stop-word of the label, against the rarity of a word that counts (0–5). */
  smallWord: 0.6,
  /** Raw score shown as 0.5. */
  half: 20,
  /** Below, an entry is not a result. */
  least: 0.02,
} as const;

interface Label {
  id: string;
  champ: SearchField;
  stems: ReadonlySet<string>;
  words: ReadonlySet<string>;
  /** Its stop-words: « pas d’adresse » said whole is more than « adresse ». */
  small: readonly string[];
  weight: number;
}

interface QueryTerm {
  word: string;
  expansions: readonly Expansion[];
  weight: number;
}

/** A catalogue made ready for search. Opaque: made by `createEngine`, given to `search`. */
export class Engine {
  readonly catalogue: Catalogue;
  /** Whether the written index was used; `false`: computed from the catalogue. */
  readonly indexLu: boolean;
  readonly #index: Index;
  readonly #vocabulary: Vocabulary;
  readonly #sigles: readonly Sigle[];
  readonly #labels: readonly Label[];
  readonly #labelsByTerm = new Map<string, Label[]>();

  constructor(catalogue: Catalogue, written?: string) {
    this.catalogue = catalogue;
    const read = written === undefined ? undefined : readIndex(catalogue, written);
    this.indexLu = read !== undefined;
    this.#index = read ?? computeIndex(catalogue);
    this.#vocabulary = new Vocabulary(this.#index, catalogue.demarches.length);
    this.#sigles = listSigles(catalogue);
    this.#labels = catalogue.demarches.flatMap((d) => this.#labelsOf(d));
    for (const label of this.#labels) {
      for (const s of label.stems) {
        this.#labelsByTerm.set(s, [...(this.#labelsByTerm.get(s) ?? []), label]);
      }
    }
  }

  #labelsOf(d: Demarche): Label[] {
    const make = (champ: SearchField, text: string): Label => {
      const own = new Set<string>();
      for (const word of tokens(text)) {
        const sound = soundTerm(word);
        own.add(stem(word));
        if (sound !== undefined) this.#vocabulary.link(sound, stem(word));
      }
      let weight = 0;
      for (const s of own) weight += this.#vocabulary.rarity(s);
      const small = [...new Set(words(text))].filter(isStopWord);
      weight += small.length * TUNING.smallWord;
      return { id: d.id, champ, stems: own, words: new Set(tokens(text)), small, weight };
    };
    return [
      make('nom', d.nom),
      ...d.synonymes.map((s) => make('synonyme', s)),
      ...d.aliases.map((a) => make('alias', a)),
    ].filter((l) => l.weight > 0);
  }

  get(id: string): Demarche | undefined {
    return getDemarche(id, this.catalogue);
  }

  isKnown = (word: string): boolean => this.#vocabulary.has(stem(word));

  /** Acronyms of a query, in their order. */
  hear(query: readonly string[]) {
    return hearSigles(query, this.#sigles, this.isKnown);
  }

  /** Every entry that has something of the query, best first; equal scores by id. */
  find(query: string): Found[] {
    const said = words(query).slice(0, MOST_WORDS);
    const spoken = this.hear(said).filter((h) => !h.written);
    const bearers = new Set(spoken.flatMap((h) => h.sigle.ids));
    const found = this.#score(this.#termsOf(said, spoken), said);
    return [...found]
      .map(([id, { raw, champ }]) => ({
        id,
        score: Math.round((raw / (raw + TUNING.half)) * 1e4) / 1e4,
        champ: bearers.has(id) ? ('sigle' as const) : champ,
      }))
      .filter((f) => f.score >= TUNING.least)
      .toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  }

  /** The words that count, with each acronym spelled aloud put back as it is written. */
  #termsOf(said: readonly string[], spoken: readonly HeardSigle[]): QueryTerm[] {
    const kept = said.flatMap((word, i) => {
      const heard = spoken.find((h) => i >= h.from && i < h.to);
      if (heard === undefined) return isStopWord(word) ? [] : [word];
      return i === heard.from ? [fold(heard.sigle.sigle)] : [];
    });
    return [...new Set(kept)].slice(0, MOST_TERMS).map((word) => this.#toTerm(word));
  }

  #toTerm(word: string): QueryTerm {
    const expansions = expandTerm(word, this.#vocabulary);
    let weight = 0;
    for (const e of expansions) weight = Math.max(weight, this.#vocabulary.rarity(e.term) * e.weight);
    return { word, expansions, weight: weight === 0 ? 1 : weight };
  }

  #score(terms: readonly QueryTerm[], said: readonly string[]): Map<string, { raw: number; champ: Champ }> {
    const found = new Map<string, { raw: number; champ: Champ }>();
    const weights = new Map<string, number>();
    for (const { expansions } of terms) {
      for (const e of expansions) weights.set(e.term, Math.max(e.weight, weights.get(e.term) ?? 0));
    }
    if (weights.size === 0) return found;
    const results = this.#index.search([...weights.keys()].join(' '), {
      tokenize: (s) => s.split(' '),
      processTerm: (t) => t,
      boost: { ...FIELD_BOOST },
      boostTerm: (term) => weights.get(term) ?? 0,
      combineWith: 'OR',
      prefix: false,
      fuzzy: false,
    });
    const labels = this.#bestLabels(terms, said);
    const asked = terms.reduce((sum, t) => sum + t.weight, 0);
    for (const r of results) {
      const id = r.id as string;
      let covered = 0;
      for (const t of terms) {
        if (t.expansions.some((e) => r.match[e.term] !== undefined)) covered += t.weight;
      }
      const coverage = TUNING.coverage + (1 - TUNING.coverage) * (covered / asked);
      const label = labels.get(id);
      const raw = (r.score / r.queryTerms.length) * coverage * (1 + TUNING.label * (label?.likeness ?? 0));
      const fields = new Set(Object.values(r.match).flat());
      found.set(id, { raw, champ: label?.label.champ ?? FIELDS.find((f) => fields.has(f)) ?? 'description' });
    }
    return found;
  }

  /** For each entry, the name, synonym or alias most like the query: Dice on rarity, squared. */
  #bestLabels(
    terms: readonly QueryTerm[],
    said: readonly string[],
  ): Map<string, { label: Label; likeness: number }> {
    const shared = new Map<Label, number>();
    for (const t of terms) {
      const seen = new Map<Label, number>();
      for (const e of t.expansions) {
        for (const s of this.#vocabulary.stemsOf(e.term)) {
          for (const label of this.#labelsByTerm.get(s) ?? []) {
            const form = label.words.has(t.word) ? 1 : TUNING.otherForm;
            const worth = form * e.weight * this.#vocabulary.rarity(s);
            seen.set(label, Math.max(worth, seen.get(label) ?? 0));
          }
        }
      }
      for (const [label, worth] of seen) shared.set(label, (shared.get(label) ?? 0) + worth);
    }
    const asked = terms.reduce((sum, t) => sum + t.weight, 0);
    const best = new Map<string, { label: Label; likeness: number }>();
    for (const [label, worth] of shared) {
      const small = label.small.filter((w) => said.includes(w)).length * TUNING.smallWord;
      const likeness = Math.min(1, (2 * (worth + small)) / (label.weight + asked + small)) ** 2;
      const before = best.get(label.id);
      if (before === undefined || likeness > before.likeness) best.set(label.id, { label, likeness });
    }
    return best;
  }
}

import { listEntriesOfOperator, rankAmongTwins, readShort, isElsewhere } from './lexique.ts';
import { readSaid, type SaidWord, typedOf } from './query.ts';
import { MOST_TERMS, rank, type Ranked, type Term } from './ranking.ts';
import type { SearchEntry } from './search-entry.ts';
import type { Index } from './search-index.ts';
import { SearchTables } from './search-tables.ts';
import { type HeardSigle, hearSigles, listSigles, type Sigle } from './sigle.ts';
import { isStopWord } from './tokens.ts';
import { TUNING } from './tuning.ts';

export type Champ = 'nom' | 'synonyme' | 'alias' | 'service' | 'description' | 'sigle';

/** Why an entry was found. */
export interface Pourquoi {
  /** The name, alias, situation or sheet title most like the query, as it is written. */
  texte: string;
  /** The words of the query that led there, as typed. */
  mots: readonly string[];
}

/** One entry found. */
export interface Found {
  id: string;
  /** 0–1, descending; equal scores by id. */
  score: number;
  /** Where the words were found. */
  champ: Champ;
  /** `false`: the words say little of it. Show it as a guess. */
  sur: boolean;
  pourquoi: Pourquoi;
}

interface SaidTerm extends Term {
  /** The words that it was read from, as typed. */
  typed: readonly string[];
  /** Whether the word belongs to what no démarche answers. */
  elsewhere: boolean;
}

/** A catalogue made ready for search. Opaque: made by `createEngine`, given to `search`. */
export class Engine {
  /** Whether the written index was used; `false`: computed from the catalogue. */
  readonly indexLu: boolean;
  readonly #tables: SearchTables;
  readonly #sigles: readonly Sigle[];

  constructor(index: Index, indexLu: boolean) {
    this.indexLu = indexLu;
    this.#tables = new SearchTables(index);
    this.#sigles = listSigles(index.entries);
  }

  /** Acronyms of a query, in their order. */
  hear(query: readonly string[]): HeardSigle[] {
    return hearSigles(query, this.#sigles, (word) => this.#tables.vocabulary.isKnown(word));
  }

  /**
   * The entries that answer a query and that `keep` keeps, best first, equal scores by id; none when nothing fits.
   * What fits is decided before `keep`: a filter never brings noise up.
   */
  find(query: string, limit: number, keep: (e: SearchEntry) => boolean): Found[] {
    const said = readSaid(query);
    const folded = said.map((s) => s.word);
    const counting = said.filter((s) => !isStopWord(s.word));
    const ofOperator = this.#answerOperator(counting);
    if (ofOperator.length > 0) {
      return ofOperator
        .filter(([e]) => keep(e))
        .slice(0, limit)
        .map(([, found]) => found);
    }
    const spoken = this.hear(folded).filter((h) => !h.written);
    const terms = this.#termsOf(said, spoken);
    const bearers = new Set(spoken.flatMap((h) => h.sigle.ids));
    return this.#order(rank(terms, new Set(folded), this.#tables), terms)
      .filter(([e]) => keep(e))
      .slice(0, limit)
      .map(([e, r]) => this.#toFound(e, r, terms, bearers.has(e.id)));
  }

  /** What the bare name of an operator gives, in this catalogue: nothing for any other query. */
  #answerOperator(counting: readonly SaidWord[]): [SearchEntry, Found][] {
    const ids = listEntriesOfOperator(counting.map((s) => s.word));
    const mots = counting.map(typedOf);
    return ids
      .flatMap((id) => this.#tables.entries.find((e) => e.id === id) ?? [])
      .map((e, i) => [
        e,
        {
          id: e.id,
          score: Math.max(0.5, 0.9 - i * 0.05),
          champ: 'description',
          sur: true,
          pourquoi: { texte: e.operateurs[0] ?? e.nom, mots },
        },
      ]);
  }

  #order(ranked: readonly Ranked[], terms: readonly SaidTerm[]): [SearchEntry, Ranked][] {
    const rows = ranked.flatMap((r): [SearchEntry, Ranked][] => {
      const e = this.#tables.entries[r.entry];
      if (e === undefined) return [];
      const score = r.score * (1 - TUNING.twin * rankAmongTwins(e.id));
      return [[e, { ...r, score: Math.round(score * 1e4) / 1e4 }]];
    });
    rows.sort(([a, x], [b, y]) => y.score - x.score || (a.id < b.id ? -1 : 1));
    const best = rows[0]?.[1];
    if (best === undefined || this.#evidence(best, terms) < TUNING.least) return [];
    return rows.filter(([, r]) => r.score >= TUNING.tail * best.score);
  }

  /** How much there is to think that an entry is meant. */
  #evidence(r: Ranked, terms: readonly SaidTerm[]): number {
    let asked = 0;
    let elsewhere = 0;
    for (const [i, t] of terms.entries()) if (t.elsewhere && (r.terms & (1 << i)) === 0) elsewhere += 1;
    for (const t of terms) if (t.asked) asked += t.weight === 0 ? this.#tables.rarest : t.weight;
    return (
      r.weighed / this.#tables.rarest +
      r.likeness +
      Math.min(1, r.mass / asked) -
      TUNING.elsewhere * elsewhere
    );
  }

  #toFound(e: SearchEntry, r: Ranked, terms: readonly SaidTerm[], spoken: boolean): Found {
    const kind = r.label?.kind ?? 'description';
    const mots = terms.filter((_, t) => (r.terms & (1 << t)) !== 0).flatMap((t) => t.typed);
    return {
      id: e.id,
      score: r.score,
      champ: spoken ? 'sigle' : kind === 'situation' ? 'alias' : kind,
      sur: this.#evidence(r, terms) >= TUNING.sure,
      pourquoi: { texte: r.label?.text ?? e.langageSimple, mots: [...new Set(mots)] },
    };
  }

  /** The words that count, with each acronym spelled aloud put back as it is written, and words cut in two. */
  #termsOf(said: readonly SaidWord[], spoken: readonly HeardSigle[]): SaidTerm[] {
    const kept = new Map<string, { from: readonly SaidWord[]; asked: boolean }>();
    const keep = (word: string, from: readonly SaidWord[], asked = true) => {
      const before = kept.get(word);
      kept.set(word, { from: [...(before?.from ?? []), ...from], asked: asked || before?.asked === true });
    };
    for (const [i, one] of said.entries()) {
      const heard = spoken.find((h) => i >= h.from && i < h.to);
      if (heard === undefined) {
        if (isStopWord(one.word)) continue;
        keep(one.word, [one]);
        for (const meant of readShort(one.word)) keep(meant, [one], !this.#tables.vocabulary.has(one.word));
      } else if (i === heard.from) keep(heard.sigle.folded, said.slice(heard.from, heard.to));
    }
    for (const [i, one] of said.entries()) {
      const next = said[i + 1];
      const joined = one.word + (next?.word ?? '');
      if (next !== undefined && joined.length > 5 && this.#tables.vocabulary.has(joined))
        keep(joined, [one, next]);
    }
    return [...kept].slice(0, MOST_TERMS).map(([word, { from, asked }]) => this.#toTerm(word, from, asked));
  }

  #toTerm(word: string, said: readonly SaidWord[], asked: boolean): SaidTerm {
    const meanings = this.#tables.vocabulary.expand(word);
    // A known word is as rare as itself, whatever its family: « demande » is not worth « requête ».
    const known = meanings.find((m) => m.weight === 1);
    const most = known === undefined ? Infinity : (this.#tables.rarity[known.stem] ?? 0);
    const expansions = meanings
      .map(({ stem, weight }) => ({ stem, worth: weight * Math.min(most, this.#tables.rarity[stem] ?? 0) }))
      .toSorted((a, b) => b.worth - a.worth || a.stem - b.stem);
    return {
      typed: said.map(typedOf),
      elsewhere: isElsewhere(word),
      expansions,
      weight: expansions[0]?.worth ?? 0,
      asked,
    };
  }
}

/** `official`: read in the publisher's own text · `reconstructed`: to confirm · `experimental`: ours. */
export type Status = 'official' | 'reconstructed' | 'experimental';

/** One question in one language. `audio` and `pictogram` are resource keys, resolved by the app that has the files. */
export interface ItemText {
  /** The question: past-tense fact, 12 words a sentence at most. */
  text: string;
  /** An example, or a word explained. */
  aide?: string;
  /** The activity in a few words, for summaries ("Envoyer ou recevoir un e-mail"). */
  label?: string;
  audio: string;
  pictogram: string;
}

/** What a person can be asked to show, so that a *said* yes becomes a *seen* yes. */
export interface TacheObservable {
  code: string;
  i18n: Readonly<Record<string, { consigne: string }>>;
}

/** A question of an instrument. A composite (`anyOf`) may be answered as a whole or by its parts. */
export interface Item {
  code: string;
  kind: 'boolean' | 'choice';
  /** Choice items: number → French label. */
  choices?: Readonly<Record<string, string>>;
  /** Choice items of an area: the choices that count as a yes. */
  yesWhen?: readonly number[];
  /** `value`: the number of the choice is itself a level of its area, and counts for that much (0, 1, 2). */
  counts?: 'value';
  anyOf?: readonly string[];
  /** Only where it differs from the window of the usage question. */
  windowMonths?: number;
  i18n: Readonly<Record<string, ItemText>>;
  tache?: TacheObservable;
  /** Observed tasks: what was seen answers one of these items of the instrument named by `Instrument.informs`. */
  informs?: readonly string[];
}

/** A skill area: `basicMin` yes give the level basic, `aboveMin` give above. */
export interface Area {
  id: string;
  items: readonly string[];
  basicMin: number;
  aboveMin: number;
  /** Above needs a yes in each of these lists, whatever their count; `aboveMin` is then the number of lists. */
  aboveLists?: readonly (readonly string[])[];
  codes?: readonly string[];
}

/** Exactly one rule holds for each possible state: `parseInstrument` refuses gaps and overlaps. */
export interface AggregationRule {
  level: string;
  when:
    | { user: false }
    | {
        user: true;
        /** Smallest and largest number of areas at level none, both included. */
        zeroAreas: readonly [number, number];
        /** Present: all areas are above (`true`), or not all (`false`). */
        allAbove?: boolean;
      };
}

/** A published scale cut into levels: the first band whose `upTo` is not below the score; `null`: no upper end. */
export interface BandScale {
  /** Absent: the same bands for every score, whatever its name. */
  id?: string;
  min?: number;
  max?: number;
  /** Scores are rounded to whole numbers before they are cut, halves up. */
  round?: 'half-up';
  bands: readonly { level: string; upTo: number | null }[];
}

/** One sentence on several scales: the first rule that holds. Levels that are `dropped` do not count. */
export interface Synthesis {
  dropped: readonly string[];
  rules: readonly { result: string | null; when: 'any' | 'all'; levels: readonly string[] }[];
}

/** A source; `confirmed: false` must be shown as unconfirmed. */
export interface Source {
  title: string;
  url?: string;
  confirmed: boolean;
}

/** French names of the edition, the areas and the levels (and of other languages later). */
export interface InstrumentText {
  /** Publisher and edition, as sentences name them. */
  name?: string;
  areas: Readonly<Record<string, string>>;
  levels: Readonly<Record<string, string>>;
}

/**
 * A published way to measure, as dated data. `hash` is the SHA-256 (hex) of its RFC 8785 form without `hash`.
 * `order` goes from the lowest level to the highest; `illectronisme` lists the levels that count as illectronisme.
 */
export interface Instrument {
  id: string;
  version: string;
  status: Status;
  hash: string;
  field: string;
  usage?: { item: string; userWhen: readonly number[] };
  items: readonly Item[];
  areas: readonly Area[];
  aggregation: readonly AggregationRule[];
  order: readonly string[];
  illectronisme?: readonly string[];
  /** The publisher's treatment of a missing answer: counts as no, or no level. */
  officialMissing: 'zero' | 'none';
  sources: readonly Source[];
  i18n?: Readonly<Record<string, InstrumentText>>;
  /** The `id@version` whose items it re-uses. */
  derivedFrom?: string;
  /** Indicator codes of the publisher. */
  codes?: readonly string[];
  /** The `id@version` whose items the observed tasks answer. */
  informs?: string;
  /** Read by `scoreBands`: such an instrument has no item, no area and no aggregation. */
  bands?: readonly BandScale[];
  synthesis?: Synthesis;
  /** What must be said wherever a result is shown ("comparison only"). */
  caution?: string;
}

/** Items that belong to an area, in the order of the areas. */
export function areaItems(instrument: Instrument): readonly string[] {
  return instrument.areas.flatMap((area) => area.items);
}

/** `id@version`: the name that every result carries. */
export function instrumentKey(instrument: Pick<Instrument, 'id' | 'version'>): string {
  return `${instrument.id}@${instrument.version}`;
}

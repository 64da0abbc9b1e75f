import { areaItems, type Instrument } from '../instrument.ts';
import { eurostatDsi2021 as dsi2 } from '../instruments.ts';
import {
  orienter,
  type Confiance,
  type Contexte,
  type FreinConstate,
  type Proposition,
  type ReglesOrientation,
} from '../orientation.ts';
import { fromRecord, score, type Bilan } from '../score.ts';

export type Answers = Readonly<Record<string, boolean | number | null>>;

export function bilanOf(instrument: Instrument, record: Answers): Bilan {
  const result = score(instrument, fromRecord(record, { evidence: 'self', le: '2026-11-22T09:00:00Z' }));
  if (!result.ok) throw new Error(JSON.stringify(result.motifs));
  return result.value;
}

/** A user for whom everything else is a no, or unknown. */
export function user(instrument: Instrument, yes: readonly string[], rest: false | null = false): Bilan {
  const items = areaItems(instrument).map((code) => [code, yes.includes(code) ? true : rest] as const);
  return bilanOf(instrument, { IU: 1, ...Object.fromEntries(items) });
}

/** One activity of each area, the easiest first. */
export const IN_ORDER: readonly string[] = ['IUEM', 'IUIF', 'IUBK', 'CXFER1', 'PCOOK1'];
const ABOVE = [
  ...['IUEM', 'IUPH1', 'IUIF', 'IHIF', 'IUBK', 'IUSELL', 'CINSAPP1', 'CXFER1', 'CWRD1', 'CXLS1'],
  ...['PCOOK1', 'MAPS_LAP', 'MAPS_RPS'],
];
const BILANS: Readonly<Record<string, (instrument: Instrument) => Bilan>> = {
  NA: (instrument) => bilanOf(instrument, { IU: 4 }),
  X: (instrument) => user(instrument, IN_ORDER.slice(0, 1)),
  LM: (instrument) => user(instrument, IN_ORDER.slice(0, 2)),
  N: (instrument) => user(instrument, IN_ORDER.slice(0, 3)),
  LW: (instrument) => user(instrument, IN_ORDER.slice(0, 4)),
  B: (instrument) => user(instrument, IN_ORDER),
  AB: (instrument) => user(instrument, ABOVE),
};
export const LEVELS: readonly string[] = Object.keys(BILANS);

export function at(level: string, instrument: Instrument = dsi2): Bilan {
  const make = BILANS[level];
  if (!make) throw new Error(level);
  return make(instrument);
}

export const said = (code: string, value?: string): FreinConstate => ({
  code,
  ...(value === undefined ? {} : { value }),
  evidence: 'self',
});

export function propose(
  bilan: Parameters<typeof orienter>[0],
  freins: readonly FreinConstate[] = [],
  contexte: Contexte = {},
  regles?: ReglesOrientation,
): readonly Proposition[] {
  const result = orienter(bilan, freins, contexte, regles);
  if (!result.ok) throw new Error(JSON.stringify(result.motifs));
  return result.value;
}

export const cibles = (propositions: readonly Proposition[]): readonly string[] =>
  propositions.map(({ regle, cible }) => `${regle} ${cible}`);
export const confiance = (niveau: Confiance['niveau'], crainte: boolean | null = null): Confiance => ({
  echelle: 'confiance@0',
  niveau,
  crainte,
});

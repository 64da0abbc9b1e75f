export type {
  AggregationRule,
  Area,
  Instrument,
  InstrumentText,
  Item,
  ItemText,
  Source,
  Status,
  TacheObservable,
} from './instrument.ts';
export { instrumentKey } from './instrument.ts';
export { eurostatDsi2021, inseeIllectronisme2021, instruments } from './official-editions.ts';
export { parseInstrument } from './parse-instrument.ts';

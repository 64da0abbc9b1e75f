export type {
  AggregationRule,
  Area,
  BandScale,
  Instrument,
  InstrumentText,
  Item,
  ItemText,
  Source,
  Status,
  Synthesis,
  TacheObservable,
} from './instrument.ts';
export { instrumentKey } from './instrument.ts';
export { eurostatDsi2021, inseeIllectronisme2021 } from './official-editions.ts';
export { instruments } from './editions.ts';
export type { ChiffresPublies } from './published-figures.ts';
export { chiffresPublies } from './published-figures.ts';
export { parseInstrument } from './parse-instrument.ts';
export { scoreBands } from './bandes.ts';
export type { Bande, BandResultat, ValeurDeBande } from './bandes.ts';
export { AUTONOMIE_COOP, toReponsesObservees } from './observation.ts';

export type { Motif, Resultat } from './motif.ts';
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
export type { Evidence, Reponse, Valeur } from './reponse.ts';
export { fromRecord } from './reponse.ts';
export type { AreaBilan, AreaLevel, Bilan, Etape } from './bilan.ts';
export { score } from './score.ts';
export type { Criterion, LogicalPlan, Plan, ShowPolicy, Suite } from './plan.ts';
export { createLogicalPlan, departRapide, entretienIllectronisme2021, next } from './plan.ts';

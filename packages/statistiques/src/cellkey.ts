export { cellKeyNoise, recordKey } from './cell-key-noise.ts';
export { pTable, pTableRow } from './perturbation-table.ts';
export type { PTable } from './perturbation-table.ts';
export { perturbCounts } from './perturb-counts.ts';
export type { PerturbedTable } from './perturb-counts.ts';
export { askQuery, emptyQueryBudget } from './query-budget.ts';
export type { QueryBudget } from './query-budget.ts';

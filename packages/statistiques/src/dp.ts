export { discreteLaplace } from './discrete-laplace.ts';
export { dpCounts } from './dp-counts.ts';
export type { DpCounts } from './dp-counts.ts';
export { dpBudget, spend } from './dp-budget.ts';
export type { DpBudget, DpExpense, DpUniverse } from './dp-budget.ts';

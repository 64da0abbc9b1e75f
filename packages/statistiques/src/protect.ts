export { protect } from './on-demand.ts';
export type { Protection } from './protected-release.ts';
export type { Audience, ProtectOptions } from './protect-options.ts';
export type { Level } from './level.ts';
export type { ProtectedCell, ProtectedTable } from './protected-table.ts';
export type { CellKey, Code } from './cell-key.ts';
export { highsSolver } from './highs.ts';
export type { HighsLoading } from './highs.ts';
export type { LinearProgram, LinearRow, Solved, Solver, SolverFactory, SolverModel, Use } from './solver.ts';

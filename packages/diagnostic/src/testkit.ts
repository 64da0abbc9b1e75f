export { mulberry32 } from './testkit/random.ts';
export type { Random } from './testkit/random.ts';
export { simulate } from './testkit/simulation.ts';
export type { Mesure, PopulationSimulee, Simulation } from './testkit/simulation.ts';
export { findIncoherences, frechet } from './testkit/figures.ts';
export type { ChiffresDsi } from './testkit/figures.ts';
export { calibration } from './compile/shipped-calibration.ts';

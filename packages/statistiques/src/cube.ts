export { buildCube } from './build-cube.ts';
export type { Columns } from './build-cube.ts';
export type { RawCube } from './raw-cube.ts';

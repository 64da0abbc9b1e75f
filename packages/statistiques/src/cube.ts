export { buildCube } from './build-cube.ts';
export type { Column, Columns, CubeColumns, CubeOptions, EncodedColumn } from './build-cube.ts';
export type { RawCube } from './raw-cube.ts';

import { buildCube } from '../build-cube.ts';
import { MAX_CELLS } from '../lattice.ts';
import type { Resultat } from '../motif.ts';
import type { RawCube } from '../raw-cube.ts';
import { tablePlan, type ReleaseSpec } from '../release-spec.ts';
import { readEncodedInput, textsOf } from './input.ts';
import type { Progress } from './progress.ts';

/** What a command does after reading: columns are read, the cube is built. */
export type CubeFile = { readonly cube: RawCube; readonly milliseconds: number };

/** Builds the cube of a release from a CSV file or a workbook; time of the model alone, without reading. */
export async function readCube(
  spec: ReleaseSpec,
  path: string,
  progress: Progress,
): Promise<Resultat<CubeFile>> {
  const input = await readEncodedInput(path, {
    wanted: textsOf(spec),
    mostDistinct: mostDistinct(spec),
    onBytes: (bytes) => progress(`Lecture\u00a0: ${Math.round(bytes / 1e6)} Mo`),
  });
  if (!input.ok) return input;
  const { columns, rows, lineOf } = input.value;
  progress(`Calcul des totaux de ${rows} lignes`);
  const start = performance.now();
  const cube = buildCube(spec, columns, { line: lineOf });
  if (!cube.ok) return cube;
  return { ok: true, value: { cube: cube.value, milliseconds: performance.now() - start } };
}

/** A flat dimension of a table has at least a cell for each distinct value of its column. */
function mostDistinct(spec: ReleaseSpec): ReadonlyMap<string, number> {
  const used = new Set(spec.tables.flatMap((_, table) => wholeDimensions(spec, table)));
  const open = spec.dimensions.filter(
    ({ code, codes, hierarchies, bands, calendar, multi }) =>
      used.has(code) && [codes, hierarchies, bands, calendar, multi].every((shape) => shape === undefined),
  );
  return new Map(open.map(({ code, column }) => [column ?? code, MAX_CELLS]));
}

/** Dimensions that a table shows in full. */
const wholeDimensions = (spec: ReleaseSpec, table: number): string[] => {
  const { dims, finest } = tablePlan(spec, table);
  return dims.filter((code) => finest[code] === undefined);
};

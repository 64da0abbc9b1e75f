import { buildCube } from '../build-cube.ts';
import type { Resultat } from '../motif.ts';
import type { RawCube } from '../raw-cube.ts';
import type { ReleaseSpec } from '../release-spec.ts';
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
  const input = await readEncodedInput(path, wantedColumns(spec), (bytes) => {
    progress(`Lecture\u00a0: ${Math.round(bytes / 1e6)} Mo`);
  });
  if (!input.ok) return input;
  const { columns, rows, lineOf } = input.value;
  progress(`Calcul des totaux de ${rows} lignes`);
  const start = performance.now();
  const cube = buildCube(spec, columns, { line: lineOf });
  if (!cube.ok) return cube;
  return { ok: true, value: { cube: cube.value, milliseconds: performance.now() - start } };
}

const wantedColumns = (spec: ReleaseSpec): ReadonlySet<string> => textsOf(spec);

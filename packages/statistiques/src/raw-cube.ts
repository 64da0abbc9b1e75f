import { assertArgument, isRecord } from './argument.ts';
import type { Lattice } from './lattice.ts';
import type { ReleaseSpec } from './release-spec.ts';

/** What a cube holds; only this package reads it. */
export type CubeContent = {
  readonly spec: ReleaseSpec;
  readonly lattice: Lattice;
  /** True value of each cell of the lattice, hidden ones included. */
  readonly values: Float64Array;
  /** Civil months read outside the period of the universe, by calendar dimension. */
  readonly outside?: Readonly<Record<string, readonly string[]>>;
};

let open: (cube: RawCube) => CubeContent;

/**
 * All cells with their **true values**. It cannot leave memory by accident: its content is private,
 * `JSON.stringify` throws, `structuredClone`, `postMessage`, a template string or `console.log`
 * show no value, and no exporter accepts it. Made by {@link buildCube}, read by `protect`.
 */
export class RawCube {
  readonly #content: CubeContent;

  /** @internal Use `buildCube`. */
  constructor(content: CubeContent) {
    this.#content = content;
    Object.freeze(this);
  }

  /** Always throws: true values are not serialisable. */
  toJSON(): never {
    throw new TypeError('Un RawCube contient les vraies valeurs\u00a0: il ne se sérialise pas.');
  }

  static {
    open = (cube) => {
      assertArgument(isRecord(cube) && #content in cube, 'Cette fonction', 'le cube que rend buildCube');
      return cube.#content;
    };
  }
}

/** Reads the true values; internal to the package. */
export const openCube = (cube: RawCube): CubeContent => open(cube);

/** Numbers the vectors of levels (one level an attribute): the last attribute varies fastest. */
export class LevelLattice {
  readonly size: number;
  readonly heights: readonly number[];
  readonly strides: readonly number[];

  /** @param heights - number of levels of each attribute */
  constructor(heights: readonly number[]) {
    this.heights = heights;
    const strides: number[] = [];
    let size = 1;
    for (const height of heights.toReversed()) {
      strides.unshift(size);
      size *= height;
    }
    this.strides = strides;
    this.size = size;
  }

  levels(node: number): number[] {
    return this.strides.map((stride, at) => Math.floor(node / stride) % (this.heights[at] ?? 1));
  }

  /** Nodes one step more general. */
  successors(node: number): number[] {
    const levels = this.levels(node);
    return this.strides
      .filter((_, at) => (levels[at] ?? 0) + 1 < (this.heights[at] ?? 1))
      .map((stride) => node + stride);
  }

  /** Nodes one step more specific. */
  predecessors(node: number): number[] {
    const levels = this.levels(node);
    return this.strides.filter((_, at) => (levels[at] ?? 0) > 0).map((stride) => node - stride);
  }
}

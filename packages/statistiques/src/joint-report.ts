/** What putting a table beside the past releases gives away. */
export type JointLeak = {
  /**
   * `masque`: a masked cell of the table; `passe`: a masked cell of an earlier release;
   * `difference`: a small count that nobody published; `revision`: a figure that moved by a few.
   */
  readonly kind: 'masque' | 'passe' | 'difference' | 'revision';
  /** Whom it counts, in French: `site S12, 2026-03`. */
  readonly who: string;
  /** How it falls, in French. */
  readonly phrase: string;
};

/** What the past adds to an audit. */
export type JointReport = {
  /** Past releases that something ties to the table. */
  readonly releases: number;
  /** At most a hundred. */
  readonly leaks: readonly JointLeak[];
};

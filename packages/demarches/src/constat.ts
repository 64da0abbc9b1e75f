import type { Motif } from './motif.ts';

/** Something to say of a catalogue on a day: same shape as a motif, always with its place. */
export interface Constat extends Motif {
  path: (string | number)[];
}

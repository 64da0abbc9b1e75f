import type { Suppression } from './suppression.ts';

/**
 * More candidates than this are for elimination, whatever was asked: the relaxation of 9 244 took 14 to
 * 20 seconds and grows as their square, beyond the minute that a command line allows.
 */
const TOO_MANY_CANDIDATES = 20_000;

/** Whether the integer program would spend its time before a first pattern. */
export const isTooLarge = ({ candidates }: Suppression): boolean => candidates.length > TOO_MANY_CANDIDATES;

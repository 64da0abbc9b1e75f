import { randomUUID } from 'node:crypto';

/** Written by `build.mjs`. */
declare const __REGLES__: string | undefined;

/**
 * Digest of all the code and data that make a dashboard, down to the solver: what was kept under another one is never shown.
 * From the sources, each process has its own.
 */
export const REGLES = typeof __REGLES__ === 'string' ? __REGLES__ : `sources ${randomUUID()}`;

import type { Services } from '../server/contexte.ts';

/** Fills an empty demo database. */
export async function seed(_services: Services, _options: { vide: boolean }): Promise<void> {}

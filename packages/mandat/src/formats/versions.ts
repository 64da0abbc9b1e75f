import { DONNEES_EVENEMENTS } from '../modele/donnees.ts';
import { createUpcaster, type Upcast, type Upcasters } from './upcaster.ts';

/**
 * Every event of the field is at v1: no step yet. When a type changes, the rule is: freeze its schema of then in
 * `src/versions/<type>.v1.ts`, with `upcast(ancien, eleve)`; add it here, last of its line; give its schema in
 * `evenement.ts` the new `v`; keep the golden files of v1 as they are, and add those of v2. Stored events are never
 * rewritten, since the chain seals their bytes: they are lifted each time they are read.
 */
const UPCASTERS: Upcasters = {};

/** Brings a stored event to the version that this package understands. */
export const toVersionCourante: Upcast = createUpcaster(Object.keys(DONNEES_EVENEMENTS), UPCASTERS);

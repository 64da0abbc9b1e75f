import type { Relance } from './acte.ts';
import type { DateCivile, Id } from './date-civile.ts';
import type { Code } from './nomenclature-2026-1.ts';

/** Thread of one démarche of one person, from the first acte to its aboutissement. */
export interface Suivi {
  id: Id;
  personne: Id;
  demarcheId: string;
  ouvertLe: DateCivile;
  aboutissement: Code<'aboutissement'>;
  closLe: DateCivile | null;
  interventionIds: Id[];
  relances: Relance[];
}

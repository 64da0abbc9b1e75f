import type { DateCivile, Id } from './date-civile.ts';
import type { Code } from './nomenclature-2026-1.ts';
import type { DemandeOrientation } from './orientation-demande.ts';

/** A workshop that is announced: what its structure knows before anybody comes. */
export interface AtelierAnnonce {
  id: Id;
  date: DateCivile;
  /** Local hour, `HH:MM`. */
  debut: string;
  dureeMin: number;
  theme: Code<'theme'>;
  /** The theme in the words of the person: « Écrire des courriels ». */
  titre: string;
  niveau: Code<'niveauAtelier'>;
  /** Where it is held. */
  nom: string;
  commune: string;
  latitude: number | null;
  longitude: number | null;
  /** Absent = as many as come. */
  placesRestantes?: number;
}

/** A lieu request, with what is wanted of a workshop. Absent = not asked. */
export interface DemandeAtelier extends DemandeOrientation {
  themes?: readonly Code<'theme'>[];
  /** What the person can follow: a workshop above it is a near miss. */
  niveau?: Code<'niveauAtelier'>;
}

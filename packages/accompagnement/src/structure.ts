import type { DateCivile, Id } from './date-civile.ts';
import type { Code } from './nomenclature-2026-1.ts';

/** Employing organisation: controller of the data, tenant of an application. */
export interface Structure {
  id: Id;
  nom: string;
  siret?: string;
  nature: Code<'natureStructure'>;
  /** IANA zone of its civil dates and hours. */
  zone: string;
}

/** Reception site. */
export interface Lieu {
  id: Id;
  structureId: Id;
  nom: string;
  nature: Code<'natureLieu'>;
  territoireId: Id;
  commune: { codeInsee: string; nom: string };
  latitude?: number;
  longitude?: number;
  fermeLe?: DateCivile;
  remplacePar?: Id;
}

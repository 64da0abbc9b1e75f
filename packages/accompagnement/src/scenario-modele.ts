import type { DateCivile, Id } from './date-civile.ts';
import type { Seance } from './etat-seance.ts';
import type { Intervention } from './intervention.ts';
import type { Code } from './nomenclature-2026-1.ts';
import type { Orientation } from './orientation-schema.ts';
import type { Permanence } from './permanence-schema.ts';
import type { Groupe } from './scenario-donnees.ts';
import type { EcrivainScenario } from './scenario-lieux.ts';
import type { MandatScenario } from './scenario-mandats.ts';
import type { PersonneScenario } from './scenario-personnes.ts';
import type { Lieu, Structure } from './structure.ts';
import type { Suivi } from './suivi.ts';

/** Invented data with exact quotas: nobody in it exists. */
export interface Scenario {
  set: OptionsScenario['set'];
  profil: 'seed' | 'field';
  graine: number;
  version: string;
  zone: string;
  du: DateCivile;
  au: DateCivile;
  /** Version of the catalogue of démarches whose ids are used. */
  catalogue: string;
  synthetic: true;
  structure: Structure;
  territoires: { id: Id; nom: string }[];
  lieux: Lieu[];
  ecrivains: EcrivainScenario[];
  permanences: Permanence[];
  seances: Seance[];
  personnes: PersonneScenario[];
  interventions: Intervention[];
  suivis: Suivi[];
  mandats: MandatScenario[];
  /** To invented bodies. */
  orientations: Orientation[];
  /** Group of démarches of each intervention, by its id: a quota, not an observation. */
  groupes: Record<Id, Groupe>;
  /** Result after 90 days of each acte, by its id. */
  aboutissements: Record<Id, Code<'aboutissement'>>;
  /** Free text that should not have been typed; empty outside the dirty mode. */
  notes: NoteScenario[];
  /** Violations put in on purpose; empty outside the dirty mode. */
  defauts: Defaut[];
}

/** A note of a dossier, of at most 140 signs. */
export interface NoteScenario {
  id: Id;
  personneId: Id;
  texte: string;
  synthetic: true;
}

export interface OptionsScenario {
  set: 'loire-seed' | 'marne-seed' | 'departement-annee' | 'regional';
  profil?: 'seed' | 'field';
  graine: number;
  sale?: boolean;
  zone: string;
}

/** A violation put in on purpose: what it is, on which row, and with which other one. */
export interface Defaut {
  code:
    | 'homonyme'
    | 'personne_doublee'
    | 'suite_de_chiffres_nir'
    | 'duree_manquante'
    | 'saisie_anterieure'
    | 'saisie_tardive'
    | 'mandat_absent'
    | 'lieu_renomme'
    | 'lieu_ferme'
    | 'changement_heure';
  objet: 'personne' | 'note' | 'intervention' | 'acte' | 'lieu' | 'seance';
  objetId: Id;
  /** Field that is wrong. */
  champ: string;
  /** The other row of a pair. */
  avecId?: Id;
}

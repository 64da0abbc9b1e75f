export { parseIntervention, parseSaisie } from './parse-intervention.ts';
export { isALaPlace } from './acte.ts';
export { inferActesFaits } from './actes-faits.ts';
export type { SaisieActes } from './actes-faits.ts';
export type { Intervention, InterventionSaisie } from './intervention.ts';
export { parsePermanence } from './permanence-schema.ts';
export type { Permanence } from './permanence-schema.ts';
export { parseSeance } from './etat-seance.ts';
export type { DemandeNonSatisfaite, EtatSeance, Passage, Seance } from './etat-seance.ts';
export { parseAdressage } from './adressage.ts';
export type { Adressage, RetourAdressage } from './adressage.ts';
export { NOTE_MAX, parseNote } from './note.ts';
export type { Lecture } from './note.ts';
export { parseOrientation } from './orientation-schema.ts';
export type { CibleOrientation, Orientation } from './orientation-schema.ts';
export { getMarge, parseAtelier } from './atelier.ts';
export type { Atelier, VariableAtelier } from './atelier.ts';
export type {
  Acte,
  ActeMandat,
  BlocageConstate,
  Issue,
  Mode,
  MotifPour,
  Relance,
  Relecture,
  Theme,
} from './acte.ts';
export { PROFIL_NON_DEMANDE } from './profil.ts';
export type { Personne, Profil } from './profil.ts';
export type { Champ } from './lecture.ts';
export type { Lieu, Structure } from './structure.ts';
export { checkReferences, parseSuivi } from './suivi-schema.ts';
export { parseGeste } from './geste-suivi-schema.ts';
export type { ReferencesSuivi, Suivi } from './suivi-schema.ts';
export { ACTIONS, can, ROLES } from './role.ts';
export type { Contexte } from './ports-seance.ts';
export type { Action, Acteur, Ressource, Role } from './role.ts';
export { checkExigences } from './exigences.ts';
export type { Exigences } from './exigences.ts';
export { toDemarcheFaits } from './demarche-faits.ts';
export type { DemarcheVue } from './demarche-faits.ts';
export type { DateCivile, Id, Instant } from './date-civile.ts';
export type { Motif, MotifCode, Resultat } from './resultat.ts';

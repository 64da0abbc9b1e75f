import type { ActeMandat, Mode } from './acte.ts';
import type { Id, Instant } from './date-civile.ts';
import type { DemarcheVue } from './demarche-faits.ts';
import type { Resultat } from './resultat.ts';
import type { Acteur } from './role.ts';

/** What `decide` knows of its moment. No ambient clock, zone or chance. */
export interface Contexte {
  maintenant: Instant;
  zone: string;
  alea: (octets: number) => Uint8Array;
  acteur: Acteur;
}

/** What `verifier` of mandat needs to answer. */
export interface QuestionMandat {
  mandatId?: Id;
  /** Null for an anonymous visit, which can have no mandate. */
  personne: Id | null;
  ecrivainId: Id;
  demarcheId: string;
  acte: ActeMandat;
  mode: Mode;
  saisieIdentifiants: boolean;
  interventionId: Id;
  relectureId?: string;
  a: Instant;
}

/** What the application answers for the séance. */
export interface Ports {
  /** `getDemarche` of demarches, `null` when unknown. */
  getDemarche(id: string): DemarcheVue | null;
  /** `verifier` of mandat on the mandates of the person; its motifs pass through unchanged. */
  checkMandat(q: QuestionMandat): Resultat<{ mandatId: Id }>;
  /** Whether the person came before, in another séance. Without it, a followed person is believed to have come. */
  dejaVenue?(personne: Id): boolean;
}

import type { Classe } from '@porte-plume/mandat';
import type { DateCivile, Id } from './date-civile.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

export const ROLES = [
  'ecrivain',
  'benevole',
  'accueil',
  'coordinateur',
  'prescripteur',
  'animateur',
  'financeur',
  'dpo',
  'administrateur',
] as const;
export type Role = (typeof ROLES)[number];

/** Who acts: an account of one structure, with its roles. */
export interface Acteur {
  id: Id;
  structureId: Id;
  roles: readonly Role[];
  serviceId?: Id;
  /** Day on which the ethics charter was last signed. */
  charteSigneeLe?: DateCivile;
}

/** What is asked about: only what the rule needs, never the object itself. */
export interface Ressource {
  structureId: Id;
  /** Writer in charge: of the séance, of the dossier. */
  agentId?: Id;
  serviceId?: Id;
  /** Workshop leader in charge. */
  animateurId?: Id;
  classe?: Classe;
  /** The séance is that of the day. */
  duJour?: boolean;
}

/** How far a role may go: everything of its structure, or only what passes the test. */
type Portee = 'tout' | 'sien' | 'simple' | 'du_jour' | 'service' | 'atelier';

/** The table of accompagnement §7. What is absent is refused. */
const TABLE = {
  ouvrir_seance: { ecrivain: 'sien', benevole: 'sien', coordinateur: 'tout' },
  clore_seance: { ecrivain: 'sien', benevole: 'sien', coordinateur: 'tout' },
  enregistrer_intervention: { ecrivain: 'tout', benevole: 'simple', coordinateur: 'tout' },
  lire_identite: { ecrivain: 'tout', benevole: 'du_jour' },
  lire_dossier: { ecrivain: 'tout', benevole: 'sien' },
  lire_relances: { ecrivain: 'tout', benevole: 'sien', coordinateur: 'tout' },
  noter_demande: { ecrivain: 'tout', benevole: 'tout', accueil: 'tout', coordinateur: 'tout' },
  creer_adressage: { ecrivain: 'tout', accueil: 'tout', coordinateur: 'tout', prescripteur: 'service' },
  lire_retour: { ecrivain: 'tout', prescripteur: 'service' },
  compter_retours: { ecrivain: 'tout', coordinateur: 'tout' },
  lire_orientation: { ecrivain: 'tout', animateur: 'atelier' },
  repondre_orientation: { ecrivain: 'tout', animateur: 'atelier' },
  savoir_orientee: { ecrivain: 'tout', prescripteur: 'service' },
  compter_orientations: { ecrivain: 'tout', coordinateur: 'tout' },
  lire_indicateur_interne: { ecrivain: 'tout', coordinateur: 'tout', animateur: 'atelier' },
  lire_rapport_publie: {
    ecrivain: 'tout',
    benevole: 'tout',
    coordinateur: 'tout',
    financeur: 'tout',
    dpo: 'tout',
    administrateur: 'tout',
  },
  publier_rapport: { coordinateur: 'tout' },
  reprendre_fichier: { ecrivain: 'sien', coordinateur: 'tout' },
  exporter_interventions: { ecrivain: 'sien', coordinateur: 'tout' },
  lire_journal: { dpo: 'tout' },
  executer_effacement: { dpo: 'tout' },
  lire_planning: {
    ecrivain: 'tout',
    benevole: 'tout',
    accueil: 'tout',
    coordinateur: 'tout',
    administrateur: 'tout',
  },
  noter_absence: { ecrivain: 'sien', benevole: 'sien', coordinateur: 'tout' },
  gerer_planning: { coordinateur: 'tout' },
  gerer_lieux: { coordinateur: 'tout', administrateur: 'tout' },
  gerer_comptes: { administrateur: 'tout' },
} as const satisfies Record<string, Partial<Record<Role, Portee>>>;

export type Action = keyof typeof TABLE;
export const ACTIONS: readonly Action[] = Object.keys(TABLE) as Action[];

/**
 * Whether an actor may do an action on a resource (accompagnement §7). One pure function, the first of three walls.
 *
 * Motifs: `hors_structure` alone for another organisation, so that nothing tells whether the object exists;
 * `role_insuffisant`; `hors_perimetre_role` when the role could, but not on this resource.
 */
export function can(acteur: Acteur, action: Action, ressource: Ressource): Resultat<true> {
  // Whatever is not an account or an object of one structure is a stranger's.
  const [who, what] = [acteur as Acteur | null | undefined, ressource as Ressource | null | undefined];
  if (typeof who?.structureId !== 'string' || who.structureId !== what?.structureId) {
    return refuse({ code: 'hors_structure', phrase: 'Rien à voir ici avec votre compte.' });
  }
  const rule: Partial<Record<Role, Portee>> = Object.hasOwn(TABLE, action) ? TABLE[action] : {};
  const portees = acteur.roles.map((role) => rule[role]).filter((p) => p !== undefined);
  if (portees.length === 0) {
    return refuse({ code: 'role_insuffisant', phrase: 'Votre rôle ne permet pas cette action.' });
  }
  if (portees.some((portee) => isInside(portee, acteur, ressource))) return accept(true);
  return refuse(outOfReach(portees));
}

function isInside(portee: Portee, acteur: Acteur, r: Ressource): boolean {
  switch (portee) {
    case 'tout':
      return true;
    case 'sien':
      return r.agentId === acteur.id;
    case 'simple':
      return r.classe === 'simple';
    case 'du_jour':
      return r.duJour === true && r.agentId === acteur.id;
    case 'service':
      return r.serviceId !== undefined && r.serviceId === acteur.serviceId;
    case 'atelier':
      return r.animateurId === acteur.id;
  }
}

function outOfReach(portees: readonly Portee[]): Motif {
  return portees.includes('simple')
    ? {
        code: 'benevole_acte_sensible',
        phrase: 'Un bénévole ne fait que les démarches simples.',
        alternative: 'Confiez cette démarche à un écrivain.',
      }
    : { code: 'hors_perimetre_role', phrase: 'Votre rôle ne permet pas cette action ici.' };
}

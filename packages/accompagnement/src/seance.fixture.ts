import { getDemarche } from '@porte-plume/demarches';
import type { Acte } from './acte.ts';
import type { DemarcheVue } from './demarche-faits.ts';
import type { InterventionSaisie } from './intervention.ts';
import { PROFIL_NON_DEMANDE } from './profil.ts';
import {
  decide,
  evolve,
  type CommandeSeance,
  type Contexte,
  type OuvrirSeance,
  type Ports,
} from './seance.ts';
import type { EtatSeance } from './etat-seance.ts';

export const simple: DemarcheVue = {
  id: 'demarche-simple',
  nom: 'Démarche simple',
  perimetre: 'papiers',
  classe: 'simple',
};
export const sensible: DemarcheVue = {
  id: 'demarche-sensible',
  nom: 'Démarche sensible',
  perimetre: 'social',
  classe: 'sensible',
};

export const ctx: Contexte = {
  maintenant: '2026-11-23T09:30:00.000Z',
  zone: 'Europe/Paris',
  alea: (octets) => new Uint8Array(octets),
  acteur: { id: 'ecrivain-1', structureId: 'structure-1', roles: ['ecrivain'] },
};

/** Ports of a structure that holds no mandate. */
export const sansMandat: Ports = {
  getDemarche: (id) => [simple, sensible].find((d) => d.id === id) ?? getDemarche(id) ?? null,
  checkMandat: () => ({
    ok: false,
    motifs: [{ code: 'pas_de_mandat', phrase: 'Aucun mandat ne couvre cet acte.' }],
  }),
};
export const avecMandat: Ports = {
  ...sansMandat,
  checkMandat: () => ({ ok: true, value: { mandatId: 'mandat-1' } }),
};

export function acte(demarche: DemarcheVue, over: Partial<Acte> = {}): Acte {
  return {
    id: 'acte-1',
    objet: { nature: 'demarche', demarcheId: demarche.id, catalogue: '0.1.0' },
    mode: 'informer',
    actesFaits: [],
    saisieIdentifiants: false,
    issue: { code: 'finalisee' },
    ...over,
  };
}

export function saisie(actes: Acte[], over: Partial<InterventionSaisie> = {}): InterventionSaisie {
  return {
    id: 'intervention-1',
    personne: { nature: 'anonyme', profil: PROFIL_NON_DEMANDE },
    actes,
    motifsVenue: [],
    dureeMin: 30,
    canal: 'lieu',
    tiers: 'non_demande',
    renoncement: 'non_demande',
    ...over,
  };
}

export const suivie = {
  nature: 'suivie' as const,
  id: 'personne-1',
  pseudonyme: 'e4d5fabe04e14f53339b3331ada74520',
  profil: PROFIL_NON_DEMANDE,
};

export const ouvrir: OuvrirSeance = {
  type: 'OuvrirSeance',
  op: 'op-ouvrir',
  seanceId: 'seance-1',
  permanenceId: null,
  lieuId: 'lieu-1',
  agentId: 'ecrivain-1',
  date: '2026-11-23',
};

export const enregistrer = (intervention: InterventionSaisie, op = 'op-1'): CommandeSeance => ({
  type: 'EnregistrerIntervention',
  op,
  seanceId: 'seance-1',
  intervention,
});

/** Folds commands that must all be accepted. */
export function play(commandes: readonly CommandeSeance[], ports = sansMandat, context = ctx): EtatSeance {
  let etat: EtatSeance | null = null;
  for (const commande of commandes) {
    const answer = decide(etat, commande, ports, context);
    if (!answer.ok) throw new Error(answer.motifs.map((m) => m.code).join(' '));
    for (const evenement of answer.value) etat = evolve(etat, evenement);
  }
  if (etat === null) throw new Error('nothing happened');
  return etat;
}

/** Codes of a refusal, in order; empty when accepted. */
export function codes(answer: { ok: true } | { ok: false; motifs: readonly { code: string }[] }): string[] {
  return answer.ok ? [] : answer.motifs.map((m) => m.code);
}

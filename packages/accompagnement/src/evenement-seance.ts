import type { Id, Instant } from './date-civile.ts';
import type { DemandeNonSatisfaite, EtatSeance, Seance } from './etat-seance.ts';
import type { Intervention } from './intervention.ts';

interface Enveloppe {
  v: 1;
  /** `<op>/0`: one command, one event. */
  id: string;
  op: Id;
  seanceId: Id;
  /** When it was recorded. */
  le: Instant;
  par: Id;
}

export type EvenementSeance = Enveloppe &
  (
    | { type: 'SeanceOuverte'; donnees: { seance: Seance; structureId: Id } }
    | { type: 'InterventionEnregistree'; donnees: { intervention: Intervention } }
    | { type: 'InterventionCorrigee'; donnees: { intervention: Intervention } }
    | {
        type: 'InterventionAnnulee';
        donnees: { interventionId: Id; annulee: NonNullable<Intervention['annulee']> };
      }
    | { type: 'DemandeNotee'; donnees: { demande: DemandeNonSatisfaite } }
    | { type: 'RdvNonHonoreNote'; donnees: { nombre: number } }
    | { type: 'SeanceClose'; donnees: { closeA: Instant } }
  );

/**
 * Folds one event into a séance. Pure; an event already folded changes nothing, and commuting events give the same state in
 * any order.
 * @throws TypeError when the first event does not open the séance, or belongs to another one: programmer's errors.
 */
export function evolve(etat: EtatSeance | null, evenement: EvenementSeance): EtatSeance {
  if (etat === null) {
    if (evenement.type !== 'SeanceOuverte') throw new TypeError('a séance starts with SeanceOuverte');
    const { seance, structureId } = evenement.donnees;
    return { seance, structureId, interventions: {}, ops: { [evenement.op]: true } };
  }
  if (evenement.seanceId !== etat.seance.id) throw new TypeError('this event belongs to another séance');
  if (Object.hasOwn(etat.ops, evenement.op)) return etat;
  return { ...apply(etat, evenement), ops: { ...etat.ops, [evenement.op]: true } };
}

function apply(etat: EtatSeance, e: EvenementSeance): EtatSeance {
  const { seance, interventions } = etat;
  switch (e.type) {
    case 'SeanceOuverte':
      return etat;
    case 'InterventionEnregistree':
    case 'InterventionCorrigee': {
      const { intervention: given } = e.donnees;
      // What was cancelled on another device stays cancelled.
      const annulee = interventions[given.id]?.annulee ?? given.annulee;
      const intervention = { ...given, annulee };
      return { ...etat, interventions: { ...interventions, [intervention.id]: intervention } };
    }
    case 'InterventionAnnulee': {
      const { interventionId, annulee } = e.donnees;
      const old = interventions[interventionId];
      if (old === undefined) return etat;
      const cancelled = { ...old, annulee, modifieLe: annulee.le, version: old.version + 1 };
      return { ...etat, interventions: { ...interventions, [interventionId]: cancelled } };
    }
    case 'DemandeNotee': {
      const demandesNonSatisfaites = [...seance.demandesNonSatisfaites, e.donnees.demande].sort(byTime);
      return { ...etat, seance: { ...seance, demandesNonSatisfaites } };
    }
    case 'RdvNonHonoreNote':
      return { ...etat, seance: { ...seance, rdvNonHonores: seance.rdvNonHonores + e.donnees.nombre } };
    case 'SeanceClose':
      return { ...etat, seance: { ...seance, closeA: e.donnees.closeA } };
  }
}

function byTime(x: DemandeNonSatisfaite, y: DemandeNonSatisfaite): number {
  return Date.parse(x.a) - Date.parse(y.a) || (x.id < y.id ? -1 : 1);
}

import { getDemarche } from '@porte-plume/demarches';
import type { Id } from './date-civile.ts';
import type { Intervention, InterventionSaisie } from './intervention.ts';
import type { Scenario } from './scenario-modele.ts';
import { decide, evolve, type CommandeSeance, type Contexte, type Ports } from './seance.ts';
import type { EtatSeance } from './etat-seance.ts';

export function count<T>(list: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of list) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

export const personneOf = (i: Intervention): Id => (i.personne.nature === 'suivie' ? i.personne.id : '');

/** What `decide` writes itself. */
const DU_LOGICIEL = ['seanceId', 'creeLe', 'modifieLe', 'version', 'nomenclature', 'annulee'];

/** Plays the séances again through `decide`, command by command, at the moments of the scenario: codes of each refusal. */
export function replay(s: Scenario): Map<Id, string[]> {
  const refused = new Map<Id, string[]>();
  const mandats = new Map(s.mandats.map((m) => [m.id, m]));
  const seances = new Map<Id, Intervention[]>();
  for (const i of s.interventions) seances.set(i.seanceId, [...(seances.get(i.seanceId) ?? []), i]);
  for (const seance of s.seances) {
    const ports: Ports = {
      getDemarche: (id) => getDemarche(id) ?? null,
      checkMandat(q) {
        const m = mandats.get(q.mandatId ?? '');
        const jour = q.a.slice(0, 10);
        return m?.personneId === q.personne &&
          m.demarcheIds.includes(q.demarcheId) &&
          m.statut !== 'refuse' &&
          m.du <= jour &&
          jour <= m.auInclus &&
          (m.revoqueLe === undefined || jour < m.revoqueLe)
          ? { ok: true, value: { mandatId: m.id } }
          : { ok: false, motifs: [{ code: 'pas_de_mandat', phrase: 'Aucun mandat ne couvre cet acte.' }] };
      },
    };
    const acteur = { id: seance.agentId, structureId: s.structure.id, roles: ['ecrivain' as const] };
    const alea = (octets: number) => new Uint8Array(octets);
    const at = (maintenant: string): Contexte => ({ maintenant, zone: s.zone, alea, acteur });
    let etat: EtatSeance | null = null;
    const play = (id: Id, commande: CommandeSeance, maintenant: string) => {
      const answer = decide(etat, commande, ports, at(maintenant));
      if (!answer.ok) refused.set(id, [...(refused.get(id) ?? []), ...answer.motifs.map((m) => m.code)]);
      else for (const evenement of answer.value) etat = evolve(etat, evenement);
    };
    const { id: seanceId, permanenceId, lieuId, agentId, date } = seance;
    play(
      seanceId,
      { type: 'OuvrirSeance', op: `o-${seanceId}`, seanceId, permanenceId, lieuId, agentId, date },
      seance.ouverteA,
    );
    const own = (seances.get(seanceId) ?? []).map((i): [string, Id, CommandeSeance] => {
      const a = i.creeLe;
      const intervention = Object.fromEntries(
        Object.entries(i).filter(([key]) => !DU_LOGICIEL.includes(key)),
      ) as unknown as InterventionSaisie;
      return [a, i.id, { type: 'EnregistrerIntervention', op: i.id, seanceId, intervention, a }];
    });
    const others = seance.demandesNonSatisfaites.map((demande): [string, Id, CommandeSeance] => [
      demande.a,
      demande.id,
      { type: 'NoterDemandeNonSatisfaite', op: demande.id, seanceId, demande },
    ]);
    for (const [a, id, commande] of [...own, ...others].sort(([x], [y]) => (x < y ? -1 : 1)))
      play(id, commande, a < seance.ouverteA ? (seance.closeA ?? a) : a);
    play(seanceId, { type: 'CloreSeance', op: `c-${seanceId}`, seanceId }, seance.closeA ?? seance.ouverteA);
  }
  return refused;
}

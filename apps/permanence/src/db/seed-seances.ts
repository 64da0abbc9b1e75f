import type { Intervention, Seance } from '@porte-plume/accompagnement';
import type { EvenementSeance } from '@porte-plume/accompagnement/seance';
import type { Scenario } from '@porte-plume/accompagnement/scenario';
import type { Tx } from './client.ts';
import { intervention, seance, seanceEvenement } from './schema.ts';

/** One séance in so many refuses somebody, for want of room more often than not. */
const REFUS_CHAQUE = 9;
const MOTIFS_REFUS = ['plus_de_place', 'plus_de_place', 'hors_champ'] as const;

/**
 * Stores the séances of a scenario as histories, exactly as the screens would have left them: opened, one event an
 * intervention, closed. They are written in batches: replaying 400 séances one command at a time would take a minute.
 */
export async function seedSeances(
  tx: Tx,
  orgId: string,
  scenario: Scenario,
  {
    lot,
    toRow,
  }: {
    lot: number;
    toRow: (orgId: string, agentId: string, donnees: Intervention) => typeof intervention.$inferInsert;
  },
): Promise<void> {
  const parSeance = new Map<string, Intervention[]>();
  for (const une of scenario.interventions)
    parSeance.set(une.seanceId, [...(parSeance.get(une.seanceId) ?? []), une]);
  await batch(lot, scenario.seances, (lignes) =>
    tx.insert(seance).values(
      lignes.map(({ id, lieuId, permanenceId, agentId, date, ouverteA, closeA }) => ({
        orgId,
        id,
        lieuId,
        permanenceId,
        agentId,
        date,
        ouverteA,
        closeA,
      })),
    ),
  );
  const evenements = scenario.seances.flatMap((une, rang) =>
    historyOf(une, orgId, parSeance.get(une.id) ?? [], rang),
  );
  await batch(lot, evenements, (lignes) =>
    tx.insert(seanceEvenement).values(
      lignes.map(({ rang, evenement }) => ({
        orgId,
        seanceId: evenement.seanceId,
        rang,
        donnees: evenement,
        recuLe: evenement.le,
      })),
    ),
  );
  const agents = new Map(scenario.seances.map(({ id, agentId }) => [id, agentId]));
  await batch(lot, scenario.interventions, (lignes) =>
    tx.insert(intervention).values(lignes.map((une) => toRow(orgId, agents.get(une.seanceId) ?? '', une))),
  );
}

async function batch<T>(
  taille: number,
  lignes: readonly T[],
  insert: (lot: readonly T[]) => PromiseLike<unknown>,
): Promise<void> {
  for (let debut = 0; debut < lignes.length; debut += taille)
    await insert(lignes.slice(debut, debut + taille));
}

function historyOf(
  une: Seance,
  structureId: string,
  interventions: readonly Intervention[],
  rangSeance: number,
): { rang: number; evenement: EvenementSeance }[] {
  const envelope = (op: string, le: string) => ({
    v: 1 as const,
    id: `${op}/0`,
    op,
    seanceId: une.id,
    le,
    par: une.agentId,
  });
  const ouverture: EvenementSeance = {
    ...envelope(une.id, une.ouverteA),
    type: 'SeanceOuverte',
    donnees: { structureId, seance: { ...une, closeA: null } },
  };
  const faits = interventions.map((intervention): EvenementSeance => ({
    ...envelope(intervention.id, intervention.creeLe),
    type: 'InterventionEnregistree',
    donnees: { intervention },
  }));
  // Now and then somebody could not be received: counted, without a name.
  const motif = MOTIFS_REFUS[Math.floor(rangSeance / REFUS_CHAQUE) % MOTIFS_REFUS.length];
  const demandes: EvenementSeance[] =
    rangSeance % REFUS_CHAQUE !== 0 || motif === undefined
      ? []
      : [
          {
            ...envelope(`${une.id}-refus`, une.ouverteA),
            type: 'DemandeNotee',
            donnees: { demande: { id: `${une.id}-refus`, a: une.ouverteA, motif, perimetre: 'non_demande' } },
          },
        ];
  const cloture: EvenementSeance[] =
    une.closeA === null
      ? []
      : [
          {
            ...envelope(`${une.id}-close`, une.closeA),
            type: 'SeanceClose',
            donnees: { closeA: une.closeA },
          },
        ];
  return [ouverture, ...demandes, ...faits, ...cloture].map((evenement, rang) => ({ rang, evenement }));
}

import { describe, expect, it } from 'vitest';
import {
  applyConservation,
  evolve,
  parseEtatDossiers,
  planConservation,
  REGLES_CONSERVATION,
  type EtatDossiers,
} from './conservation.ts';
import { generateScenario } from './scenario.ts';

const s = generateScenario({ set: 'loire-seed', graine: 42, zone: 'Europe/Paris' });
const first = new Map<string, string>();
for (const { personne, date } of s.interventions) {
  if (personne.nature === 'suivie' && (first.get(personne.id) ?? '9') > date) first.set(personne.id, date);
}
/** Whole objects of the model are given as they are. */
const etat: EtatDossiers = {
  zone: s.zone,
  dossiers: s.personnes.map(({ id }) => ({ personne: id, ouvertLe: first.get(id) ?? s.du })),
  interventions: s.interventions,
  seances: s.seances,
  lieux: s.lieux,
  suivis: s.suivis,
};
const le = '2030-01-01';

describe('retention over the Loire scenario', () => {
  it('reads it, purges it to rows of statistics, and finds nothing left to do', () => {
    expect(parseEtatDossiers(etat).ok).toBe(true);
    const lignes = planConservation(etat, REGLES_CONSERVATION, le);
    const { operations, certificat } = applyConservation(lignes, {
      maintenant: `${le}T09:00:00.000Z`,
      zone: s.zone,
    });
    const after = operations.reduce(evolve, etat);
    expect(certificat.nombres).toMatchObject({ dossier: 287, intervention: 310, suivi: s.suivis.length });
    expect(after).toMatchObject({ dossiers: [], interventions: [], suivis: [] });
    expect(planConservation(after, REGLES_CONSERVATION, le)).toEqual([]);

    const rows = after.statistiques?.filter(({ nature }) => nature === 'intervention') ?? [];
    expect(rows).toHaveLength(310);
    expect(rows.some((row) => JSON.stringify(row).includes('inconnu'))).toBe(false);
    const ids = [...s.personnes, ...s.interventions, ...s.seances, ...s.lieux, ...s.suivis].map(
      ({ id }) => id,
    );
    const left = JSON.stringify([after.statistiques, certificat]);
    expect(ids.filter((id) => left.includes(id))).toEqual([]);
    expect(s.personnes.filter(({ pseudonyme }) => left.includes(pseudonyme))).toEqual([]);
  });
});

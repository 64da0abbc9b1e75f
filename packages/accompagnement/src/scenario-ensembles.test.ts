import { describe, expect, it } from 'vitest';
import { checkExigences } from './exigences.ts';
import { getDemarche } from '@porte-plume/demarches';
import { parseIntervention } from './parse-intervention.ts';
import { parseOrientation } from './orientation-schema.ts';
import { parseSeance } from './etat-seance.ts';
import { QUOTAS } from './scenario-donnees.ts';
import { count, personneOf } from './scenario.fixture.ts';
import { drawTrame, generateScenario, type Scenario } from './scenario.ts';

const zone = 'Europe/Paris';
const actesOf = (s: Scenario) => s.interventions.flatMap((i) => i.actes);

describe('generateScenario departement-annee', () => {
  it.each([1, 42])('37: 2,650 persons, 4,320 interventions, 6,047 actes, months exact, seed %i', (graine) => {
    const s = generateScenario({ set: 'departement-annee', graine, zone });
    const ages = count(s.personnes, (p) => p.profil.trancheAge);
    expect({
      personnes: s.personnes.length,
      interventions: s.interventions.length,
      actes: actesOf(s).length,
      '70_plus': (ages['70_74'] ?? 0) + (ages['75_plus'] ?? 0),
      sansInternet: s.personnes.filter((p) => p.sansInternet).length,
    }).toEqual(QUOTAS.faitsAcceptation['departement-annee']);
    const months = Object.entries(count(s.interventions, (i) => i.date.slice(0, 7))).sort();
    expect(months.map(([, n]) => n)).toEqual([396, 342, 342, 378, 486, 396, 306, 216, 414, 378, 360, 306]);
    expect(new Set(s.interventions.map(personneOf)).size).toBe(2650);
    expect(count(Object.values(s.groupes), String)).toEqual(
      QUOTAS.quotasInterventions.groupeDemarche['departement-annee'],
    );
    expect(count(actesOf(s), (a) => (a.appui ? `${a.mode}_${a.appui}` : a.mode))).toEqual(
      QUOTAS.quotasActes.mode['departement-annee'],
    );
    expect(count(Object.values(s.aboutissements), String)).toEqual(
      QUOTAS.quotasActes.aboutissement90j['departement-annee'],
    );
    expect(count(s.personnes, (p) => p.profil.profilNumerique)).toEqual(
      QUOTAS.quotasPersonnes.profilNumerique['departement-annee'],
    );
    expect(s.personnes.filter((p) => p.rural)).toHaveLength(1378);
    expect(s.personnes.filter((p) => p.profil.faiblesRevenus === 'oui')).toHaveLength(1617);
    expect(
      count(
        s.personnes.filter((p) => p.sansInternet),
        (p) => p.profil.trancheAge,
      )['75_plus'],
    ).toBe(562);
    expect([s.lieux.length, s.territoires.length, s.ecrivains.length]).toEqual([30, 6, 6]);

    const seances = new Map(s.seances.map((x) => [x.id, x]));
    const days = s.interventions.map((i) => `${personneOf(i)} ${i.date}`);
    expect(new Set(days).size).toBe(days.length);
    expect(s.interventions.every((i) => seances.get(i.seanceId)?.date === i.date)).toBe(true);
    const hours = s.seances.map((x) => `${x.agentId} ${x.ouverteA}`);
    expect(new Set(hours).size).toBe(hours.length);
  });

  it('gives the further visits to some more than to others, and to nobody too often', () => {
    const s = generateScenario({ set: 'departement-annee', graine: 7, zone });
    const visites = Object.values(count(s.interventions, personneOf)).sort((a, b) => b - a);
    expect(visites.slice(0, 265).reduce((t, n) => t + n, 0)).toBeGreaterThan(800);
    expect(visites[0]).toBeLessThan(16);
  });

  it('keeps the imposed marginals in the field profile', () => {
    const s = generateScenario({ set: 'departement-annee', profil: 'field', graine: 7, zone });
    const ages = count(s.personnes, (p) => p.profil.trancheAge);
    expect([ages['75_plus'], ages['70_74']]).toEqual([318, 212]);
    expect(s.interventions).toHaveLength(4320);
  });
});

describe('small counts of departement-annee, mean of 20 seeds (k = 5)', () => {
  const { tolerancePoints, 'departement-annee': expected } = QUOTAS.faitsAcceptation.petitsNombres;
  const bande = (fine: string) =>
    ['18_24', '25_29'].includes(fine) ? '15_29' : ['30_39', '40_44'].includes(fine) ? '30_44' : fine;
  const age3 = (age6: string) =>
    ['15_29', '30_44'].includes(age6) ? 'moins_45' : ['45_59', '60_69'].includes(age6) ? '45_69' : '70_plus';
  const rows = Array.from({ length: 20 }, (_, n) => {
    const { cadre, visites, personnes, groupes } = drawTrame({
      set: 'departement-annee',
      profil: 'seed',
      graine: n + 1,
      zone,
    });
    const territoires = new Map(cadre.lieux.map((l) => [l.id, l.territoireId]));
    return visites.map(({ seance, personne }, at): Record<string, string> => {
      const age6 = bande(personnes[personne]?.profil.trancheAge ?? '');
      return {
        lieu: seance.lieuId,
        territoire: territoires.get(seance.lieuId) ?? '',
        mois: seance.date.slice(0, 7),
        groupe: groupes[at] ?? '',
        age6,
        age3: age3(age6),
      };
    });
  });
  it.each(Object.entries(expected))('%s', (cross, [cells, records]) => {
    const shares = rows.map((list) => {
      const keys = cross.split('×');
      const sizes = Object.values(count(list, (r) => keys.map((d) => r[d]).join('|')));
      const small = sizes.filter((n) => n < 5);
      return [small.length / sizes.length, small.reduce((t, n) => t + n, 0) / list.length];
    });
    const mean = (k: number) => shares.reduce((t, x) => t + (x[k] ?? 0), 0) / shares.length;
    expect(Math.abs(mean(0) - (cells ?? 0)) * 100).toBeLessThanOrEqual(tolerancePoints);
    expect(Math.abs(mean(1) - (records ?? 0)) * 100).toBeLessThanOrEqual(tolerancePoints);
  });
});

describe('orientations', () => {
  it.each(['loire-seed', 'marne-seed', 'departement-annee'] as const)(
    '%s: shares exact, model kept',
    (set) => {
      const s = generateScenario({ set, graine: 42, zone });
      const interventions = new Map(s.interventions.map((i) => [i.id, i]));
      const profilOf = (id: string) => interventions.get(id)?.personne.profil.profilNumerique ?? '';
      const proposed = count(s.orientations, (o) => profilOf(o.interventionId));
      const all = count(s.personnes, (p) => p.profil.profilNumerique);
      for (const [profil, part] of Object.entries(QUOTAS.orientations.proposeeParProfil))
        expect(proposed[profil] ?? 0).toBe(Math.round((all[profil] ?? 0) * part));
      for (const o of s.orientations) {
        expect(parseOrientation(o)).toEqual({ ok: true, value: o });
        expect(o.proposeeLe).toBe(interventions.get(o.interventionId)?.date);
      }
    },
  );
});

describe('regional', () => {
  const s = generateScenario({ set: 'regional', graine: 1, zone });
  const sample = Array.from({ length: 400 }, (_, n) => s.interventions[n * 2500 + 7]).filter(
    (i) => i !== undefined,
  );

  it('has a million interventions of 600,000 persons, made when they are read', () => {
    const e = QUOTAS.ensembles.regional;
    expect([s.interventions.length, s.personnes.length, s.lieux.length]).toEqual([
      e.interventions,
      e.personnes,
      e.lieux,
    ]);
    expect([s.territoires.length, s.ecrivains.length, s.au]).toEqual([72, 1400, '2026-12-31']);
    expect(s.interventions[123456]).toEqual(s.interventions[123456]);
    expect(s.interventions[-1]).toBeUndefined();
    expect(s.interventions[1_000_000]).toBeUndefined();
    expect(Array.isArray(s.interventions)).toBe(true);
    expect(s.mandats.slice(0, 3).map((m) => m.synthetic)).toEqual([true, true, true]);
    expect(() => (s.interventions.length = 0)).toThrow(TypeError);
  });

  it('holds together, row by row', () => {
    expect(sample).toHaveLength(400);
    const acteur = { id: 'e', structureId: s.structure.id, roles: ['ecrivain'] as const };
    const rankOf = (id: string) => parseInt(id.slice(25), 16);
    const lieux = new Set(s.lieux.map((l) => l.id));
    let required = 0;
    for (const i of sample) {
      expect(parseIntervention(i)).toEqual({ ok: true, value: i });
      const seance = s.seances[rankOf(i.seanceId)];
      expect(seance?.id).toBe(i.seanceId);
      expect(seance?.date).toBe(i.date);
      expect(parseSeance(seance).ok && lieux.has(seance?.lieuId ?? '')).toBe(true);
      const personne = s.personnes[rankOf(personneOf(i))];
      expect(personne?.id).toBe(personneOf(i));
      expect(personne?.profil.profilNumerique).toBe(i.personne.profil.profilNumerique);
      expect(s.groupes[i.id]).toBeDefined();
      expect(i.creeLe >= (seance?.ouverteA ?? '') && i.creeLe <= (seance?.closeA ?? '')).toBe(true);
      for (const a of i.actes) {
        expect(s.aboutissements[a.id]).toBeDefined();
        const demarche = a.objet.nature === 'demarche' ? getDemarche(a.objet.demarcheId) : undefined;
        if (demarche === undefined) continue;
        const need = checkExigences(a, demarche, acteur);
        expect(need.motifs).toEqual([]);
        if (need.relecture === 'requis') expect(a.relecture?.accord).toMatch(/oui/);
        if (need.mandat === 'requis') {
          required += 1;
          expect(a.mandatId).toBeDefined();
        }
      }
    }
    expect(required).toBeGreaterThan(50);
    for (const n of [0, 1000, s.suivis.length - 1]) {
      const suivi = s.suivis[n];
      const first = s.interventions[rankOf(suivi?.interventionIds[0] ?? '')];
      expect(first === undefined ? '' : personneOf(first)).toBe(suivi?.personne);
    }
    const [m] = s.mandats;
    const visite = s.interventions[rankOf(m?.id ?? '')];
    expect(visite?.actes.some((a) => a.mandatId === m?.id)).toBe(true);
    for (const n of [0, 9999]) expect(parseOrientation(s.orientations[n]).ok).toBe(true);
    expect(s.groupes.inconnu).toBeUndefined();
    expect(sample.every((i) => i.synthetic)).toBe(true);
  });

  it('never sends one person twice on a day, over many visits', () => {
    const days = new Set<string>();
    let visites = 0;
    for (let n = 0; n < 5_000; n++) {
      // The last visits of a territory are those of who comes back.
      const i = s.interventions[8_000 + n];
      if (i === undefined) continue;
      days.add(`${personneOf(i)} ${i.date}`);
      visites += 1;
    }
    expect(days.size).toBe(visites);
  });
});

describe('generateScenario', () => {
  it('refuses an unknown set or profile, a seed that is none, and a dirty region', () => {
    const any = generateScenario as unknown as (o: Record<string, unknown>) => Scenario;
    expect(() => any({ set: 'lune', graine: 1, zone })).toThrow(/scenario_indisponible/);
    expect(() => any({ set: 'toString', graine: 1, zone })).toThrow(/scenario_indisponible/);
    expect(() => any({ set: 'loire-seed', profil: 'lune', graine: 1, zone })).toThrow(
      /scenario_indisponible/,
    );
    expect(() => any({ set: 'regional', graine: 1, sale: true, zone })).toThrow(/scenario_indisponible/);
    expect(() => any({ set: 'loire-seed', graine: 1.5, zone })).toThrow(/graine_invalide/);
  });
});

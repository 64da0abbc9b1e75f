import { catalogue, getDemarche } from '@porte-plume/demarches';
import { describe, expect, it } from 'vitest';
import { checkExigences } from './exigences.ts';
import { parseIntervention } from './parse-intervention.ts';
import { parsePermanence } from './permanence.ts';
import { parseSeance } from './etat-seance.ts';
import { FONDATRICES, QUOTAS, isRural } from './scenario-donnees.ts';
import { COMMUNES, generateScenario, type Scenario } from './scenario.ts';

const zone = 'Europe/Paris';
const SEEDS = [1, 2, 42, 2026, 987654321];
const loire = (graine: number) => generateScenario({ set: 'loire-seed', graine, zone });

function count<T>(list: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of list) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}
const actesOf = (s: Scenario) => s.interventions.flatMap((i) => i.actes);
const personneOf = (i: Scenario['interventions'][number]) =>
  i.personne.nature === 'suivie' ? i.personne.id : '';
const modeOf = (a: ReturnType<typeof actesOf>[number]) => (a.appui ? `${a.mode}_${a.appui}` : a.mode);

describe('generateScenario loire-seed, facts of acceptance for any seed', () => {
  it.each(SEEDS)('36: 287 persons, 310 interventions, 434 actes, seed %i', (graine) => {
    const s = loire(graine);
    const facts = QUOTAS.faitsAcceptation['loire-seed'];
    const ages = count(s.personnes, (p) => p.profil.trancheAge);
    const plus70 = (ages['70_74'] ?? 0) + (ages['75_plus'] ?? 0);
    expect({
      personnes: s.personnes.length,
      interventions: s.interventions.length,
      actes: actesOf(s).length,
      '70_plus': plus70,
      '75_plus': ages['75_plus'],
      rural: s.personnes.filter((p) => p.rural).length,
      faiblesRevenus: s.personnes.filter((p) => p.profil.faiblesRevenus === 'oui').length,
      sansInternet75plus: s.personnes.filter((p) => p.sansInternet && p.profil.trancheAge === '75_plus')
        .length,
      sansInternet: s.personnes.filter((p) => p.profil.connexion === 'aucune').length,
      personnes3visites: Object.values(count(s.interventions, personneOf)).filter((n) => n === 3).length,
    }).toEqual(facts);
    expect(count(Object.values(count(s.interventions, personneOf)), String)).toEqual({
      '1': 265,
      '2': 21,
      '3': 1,
    });
    expect(count(s.interventions, (i) => i.date.slice(0, 7))).toEqual(
      QUOTAS.quotasInterventions.mois['loire-seed'],
    );
    expect(count(Object.values(s.groupes), String)).toEqual(
      QUOTAS.quotasInterventions.groupeDemarche['loire-seed'],
    );
    expect(count(actesOf(s), modeOf)).toEqual(QUOTAS.quotasActes.mode['loire-seed']);
    expect(count(Object.values(s.aboutissements), String)).toEqual(
      QUOTAS.quotasActes.aboutissement90j['loire-seed'],
    );
    expect(count(s.personnes, (p) => p.profil.profilNumerique)).toEqual(
      QUOTAS.quotasPersonnes.profilNumerique['loire-seed'],
    );
    expect(count(s.personnes, (p) => p.profil.adressage)).toEqual(
      QUOTAS.quotasPersonnes.adressage['loire-seed'],
    );
    expect(s.lieux).toHaveLength(30);
    expect(s.territoires).toHaveLength(6);
    for (const [id] of Object.values(FONDATRICES)) {
      const present = actesOf(s).filter((a) => a.objet.nature === 'demarche' && a.objet.demarcheId === id);
      expect(present.length, id).toBeGreaterThanOrEqual(3);
    }
  });

  it('gives the same bytes for the same seed, and other rows for another', () => {
    expect(JSON.stringify(loire(42))).toBe(JSON.stringify(loire(42)));
    expect(JSON.stringify(loire(43))).not.toBe(JSON.stringify(loire(42)));
  });

  it('follows the law of durations', () => {
    const durees = loire(42)
      .interventions.map((i) => Number(i.dureeMin))
      .sort((a, b) => a - b);
    const { attendu, tolerance } = QUOTAS.quotasInterventions.dureeMin;
    const part = (from: number, to: number) =>
      durees.filter((d) => d >= from && d < to).length / durees.length;
    expect(((durees[154] ?? 0) + (durees[155] ?? 0)) / 2).toBe(attendu.mediane);
    expect(Math.abs(durees.reduce((s, d) => s + d, 0) / durees.length - attendu.moyenne)).toBeLessThanOrEqual(
      tolerance.moyenne,
    );
    expect(Math.abs(part(0, 30) - attendu.bandes.moins_30)).toBeLessThanOrEqual(tolerance.bandes);
    expect(Math.abs(part(30, 60) - attendu.bandes['30_59'])).toBeLessThanOrEqual(tolerance.bandes);
    expect(Math.abs(part(60, 120) - attendu.bandes['60_119'])).toBeLessThanOrEqual(tolerance.bandes);
  });
});

describe('small counts, mean of 20 seeds (k = 5)', () => {
  const scenarios = Array.from({ length: 20 }, (_, i) => loire(i + 1));
  const { tolerancePoints, 'loire-seed': expected } = QUOTAS.faitsAcceptation.petitsNombres;
  const age6: Record<string, string> = {
    '18_24': '15_29',
    '25_29': '15_29',
    '30_39': '30_44',
    '40_44': '30_44',
  };
  const keysOf = (s: Scenario) => {
    const lieux = new Map(s.lieux.map((l) => [l.id, l]));
    const seances = new Map(s.seances.map((x) => [x.id, lieux.get(x.lieuId)]));
    return s.interventions.map((i): Record<string, string> => {
      const lieu = seances.get(i.seanceId);
      const fine = i.personne.profil.trancheAge;
      const band = age6[fine] ?? fine;
      return {
        lieu: lieu?.id ?? '',
        territoire: lieu?.territoireId ?? '',
        mois: i.date.slice(0, 7),
        trimestre: `${i.date.slice(0, 4)}-T${Math.ceil(Number(i.date.slice(5, 7)) / 3)}`,
        groupe: s.groupes[i.id] ?? '',
        age6: band,
        age3: ['15_29', '30_44'].includes(band)
          ? 'moins_45'
          : ['45_59', '60_69'].includes(band)
            ? '45_69'
            : '70_plus',
      };
    });
  };
  const rows = scenarios.map(keysOf);
  it.each(Object.entries(expected))('%s', (cross, [cells, records]) => {
    const shares = rows.map((list) => {
      const sizes = Object.values(
        count(list, (r) =>
          cross
            .split('×')
            .map((d) => r[d])
            .join('|'),
        ),
      );
      const small = sizes.filter((n) => n < 5);
      return [small.length / sizes.length, small.reduce((t, n) => t + n, 0) / list.length];
    });
    const mean = (k: number) => shares.reduce((t, x) => t + (x[k] ?? 0), 0) / shares.length;
    expect(Math.abs(mean(0) - (cells ?? 0)) * 100).toBeLessThanOrEqual(tolerancePoints);
    expect(Math.abs(mean(1) - (records ?? 0)) * 100).toBeLessThanOrEqual(tolerancePoints);
  });
});

describe.each(['loire-seed', 'marne-seed'] as const)('%s holds together', (set) => {
  const s = generateScenario({ set, graine: 42, zone });

  it('has the persons, interventions, actes and lieux of its quotas', () => {
    const e = QUOTAS.ensembles[set];
    expect([s.personnes.length, s.interventions.length, actesOf(s).length, s.lieux.length]).toEqual([
      e.personnes,
      e.interventions,
      e.actes,
      e.lieux,
    ]);
  });

  it('refers only to what exists, with unique ids', () => {
    const has = (list: readonly { id: string }[]) => new Set(list.map((x) => x.id));
    const [lieux, agents, seances, permanences] = [
      has(s.lieux),
      has(s.ecrivains),
      has(s.seances),
      has(s.permanences),
    ];
    const [personnes, suivis, territoires] = [has(s.personnes), has(s.suivis), has(s.territoires)];
    const mandats = new Map(s.mandats.map((m) => [m.id, m]));
    for (const p of s.permanences)
      expect(lieux.has(p.lieuId) && p.agentIds.every((a) => agents.has(a))).toBe(true);
    for (const l of s.lieux) expect(territoires.has(l.territoireId)).toBe(true);
    for (const x of s.seances) {
      expect(lieux.has(x.lieuId) && agents.has(x.agentId) && permanences.has(x.permanenceId ?? '')).toBe(
        true,
      );
    }
    for (const i of s.interventions) {
      expect(seances.has(i.seanceId) && personnes.has(personneOf(i))).toBe(true);
      for (const a of i.actes) {
        if (a.objet.nature === 'demarche') {
          expect(getDemarche(a.objet.demarcheId), a.objet.demarcheId).toBeDefined();
          expect(a.objet.catalogue).toBe(catalogue.version);
          expect(suivis.has(a.suiviId ?? '')).toBe(true);
        }
        if (a.mandatId !== undefined) expect(mandats.get(a.mandatId)?.personneId).toBe(personneOf(i));
      }
    }
    const ids = [
      s.lieux,
      s.ecrivains,
      s.seances,
      s.permanences,
      s.personnes,
      s.suivis,
      s.mandats,
      s.interventions,
      actesOf(s),
    ].flatMap((list) => list.map((x) => x.id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(s.personnes.map((p) => p.pseudonyme)).size).toBe(s.personnes.length);
  });

  it('is accepted by the schemas of the package', () => {
    for (const i of s.interventions) expect(parseIntervention(i)).toEqual({ ok: true, value: i });
    for (const p of s.permanences) expect(parsePermanence(p).ok).toBe(true);
    for (const x of s.seances) expect(parseSeance(x).ok).toBe(true);
  });

  it('places every intervention on the day of its séance, held by a writer already there', () => {
    const seances = new Map(s.seances.map((x) => [x.id, x]));
    const since = new Map(s.ecrivains.map((e) => [e.id, e.du]));
    for (const i of s.interventions) {
      const seance = seances.get(i.seanceId);
      expect(seance?.date).toBe(i.date);
      expect((since.get(seance?.agentId ?? '') ?? '9999') <= i.date).toBe(true);
    }
    const hours = s.seances.map((x) => `${x.agentId} ${x.ouverteA}`);
    expect(new Set(hours).size).toBe(hours.length);
    const days = s.interventions.map((i) => `${personneOf(i)} ${i.date}`);
    expect(new Set(days).size).toBe(days.length);
  });

  it('respects the mandate matrix, the relecture and the reserved acts', () => {
    const mandats = new Map(s.mandats.map((m) => [m.id, m]));
    const acteur = { id: 'e', structureId: s.structure.id, roles: ['ecrivain'] as const };
    let required = 0;
    for (const i of s.interventions) {
      for (const a of i.actes) {
        const demarche = a.objet.nature === 'demarche' ? getDemarche(a.objet.demarcheId) : undefined;
        if (demarche === undefined) continue;
        const need = checkExigences(a, demarche, acteur);
        expect(need.motifs).toEqual([]);
        if (need.relecture === 'requis') expect(a.relecture?.accord).toMatch(/oui/);
        if (need.mandat !== 'requis') continue;
        required += 1;
        const mandat = mandats.get(a.mandatId ?? '');
        expect(mandat?.statut).toMatch(/donne|revoque/);
        expect(mandat?.demarcheIds).toContain(demarche.id);
        expect((mandat?.du ?? '') <= i.date && i.date <= (mandat?.auInclus ?? '')).toBe(true);
        expect(mandat?.revoqueLe === undefined || mandat.revoqueLe > i.date).toBe(true);
      }
    }
    expect(required).toBeGreaterThan(10);
  });

  it('says everywhere that it is synthetic, and lives in real communes', () => {
    expect(
      [s, ...s.interventions, ...s.personnes, ...s.ecrivains, ...s.mandats].every(
        (x) => x.synthetic === true,
      ),
    ).toBe(true);
    const communes = new Map(COMMUNES.map((c) => [c.codeInsee, c]));
    for (const l of s.lieux) expect(communes.get(l.commune.codeInsee)?.nom).toBe(l.commune.nom);
    for (const p of s.personnes) {
      const commune = communes.get(p.profil.communeInsee);
      expect(commune !== undefined && isRural(commune)).toBe(p.rural);
    }
    expect(new Set(s.lieux.map((l) => l.nom)).size).toBe(s.lieux.length);
  });
});

describe('generateScenario', () => {
  it('draws the field profile with its own ages', () => {
    const s = generateScenario({ set: 'loire-seed', profil: 'field', graine: 42, zone });
    const ages = count(s.personnes, (p) => p.profil.trancheAge);
    expect((ages['75_plus'] ?? 0) + (ages['70_74'] ?? 0)).toBe(57);
    expect(s.interventions).toHaveLength(310);
  });
});

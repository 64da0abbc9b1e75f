import { getDemarche } from '@porte-plume/demarches';
import { buildCube, protect, releaseSpec } from '@porte-plume/statistiques';
import { describe, expect, it } from 'vitest';
import type { Acte } from './acte.ts';
import {
  computeCouverture,
  computeIndicateur,
  getIndicateurs,
  toCubeColumns,
  toPourcentage,
  type Faits,
  type IndicateurValue,
} from './indicateurs.ts';
import { compute as computeOver, faitsOf, intervention } from './indicateurs.fixture.ts';
import type { Intervention } from './intervention.ts';
import { generateScenario } from './scenario.ts';
import { acte } from './seance.fixture.ts';

const compute = (code: string, faits: Faits, du: string, au: string): IndicateurValue =>
  computeOver(code, faits, { du, au });
const part = (v: IndicateurValue, key: Record<string, string>) =>
  v.parts?.find((p) => JSON.stringify(p.key) === JSON.stringify(key));

describe('persons are counted once in the period', () => {
  const faits = faitsOf([
    intervention('2026-01-05', 'P1'),
    intervention('2026-01-20', 'P2'),
    intervention('2026-02-03', null),
    intervention('2026-02-10', null),
    intervention('2026-03-02', 'P1'),
    intervention('2026-03-31', 'P3'),
  ]);
  const quarter = ['2026-01-01', '2026-03-31'] as const;
  it('15: never sums persons over months', () => {
    expect(compute('A2', faits, '2026-01-01', '2026-01-31').value).toBe(2);
    expect(compute('A2', faits, '2026-02-01', '2026-02-28').value).toBe(0);
    expect(compute('A2', faits, '2026-03-01', '2026-03-31').value).toBe(2);
    expect(compute('A2', faits, ...quarter).value).toBe(3);
  });
  it('15: keeps anonymous visits apart', () => {
    expect(compute('A1', faits, ...quarter).value).toBe(6);
    expect(compute('A2b', faits, ...quarter).value).toBe(2);
    expect(compute('A4', faits, ...quarter).value).toBeCloseTo(4 / 3, 12);
    expect(part(compute('A4', faits, ...quarter), { visites: '1' })).toMatchObject({ value: 2, n: 3 });
    expect(part(compute('A4', faits, ...quarter), { visites: '2_3' })).toMatchObject({ value: 1, n: 3 });
  });
  it('follows merges of dossiers, chained too', () => {
    expect(
      compute(
        'A2',
        {
          ...faits,
          fusions: [
            { de: 'P3', vers: 'P2' },
            { de: 'P2', vers: 'P1' },
          ],
        },
        ...quarter,
      ).value,
    ).toBe(1);
  });
  it('has no ratio without a person, and says so', () => {
    expect(compute('A4', faits, '2026-02-01', '2026-02-28').value).toBeNull();
  });
  it('attaches a person to the profile of her last visit', () => {
    const aged = faitsOf([
      intervention('2026-01-05', 'P1', {}, { trancheAge: '60_69' }),
      intervention('2026-03-05', 'P1', {}, { trancheAge: '70_74' }),
      intervention('2026-02-05', 'P2', {}, { trancheAge: 'non_communique' }),
      intervention('2026-02-06', 'P3', {}, {}),
    ]);
    const v = compute('A2', aged, ...quarter);
    expect(part(v, { age: '70_74' })).toMatchObject({ value: 1, n: 2 });
    expect(part(v, { age: '60_69' })).toBeUndefined();
    expect(part(v, { age: 'non_communique' })).toMatchObject({ value: 1, n: 2 });
    expect(part(v, { age: 'non_demande' })).toBeUndefined();
  });
});

describe('shares of a multi-choice variable divide by interventions', () => {
  const about = (...ids: string[]): Partial<Intervention> => ({
    actes: ids.map((id, i): Acte =>
      acte({ id, nom: '', perimetre: 'papiers', classe: 'simple' }, { id: `a-${i}` }),
    ),
  });
  const faits = faitsOf([
    intervention('2026-01-05', 'P1', about('logement-social')),
    intervention('2026-01-05', 'P2', about('aide-logement', 'allocations-familiales')),
    intervention('2026-01-05', 'P3', about('ars', 'rsa', 'fsl')),
    intervention('2026-01-05', 'P4', about('carte-identite')),
  ]);
  it('16: gives 75.0 % to logement, not 42.9 %', () => {
    const v = compute('A1', faits, '2026-01-01', '2026-01-31');
    const logement = part(v, { perimetre: 'logement' });
    expect(logement).toMatchObject({ value: 3, n: 4 });
    expect(toPourcentage(logement?.value ?? null, logement?.n ?? 0)).toBe(75);
    expect(part(v, { perimetre: 'famille' })).toMatchObject({ value: 2, n: 4 });
  });
  it('counts démarches by acte (A5), never themes', () => {
    const theme = intervention('2026-01-06', 'P5', {
      actes: [
        {
          ...acte({ id: 'x', nom: '', perimetre: 'papiers', classe: 'simple' }),
          objet: { nature: 'theme', theme: 'email' },
        },
      ],
    });
    const v = compute(
      'A5',
      { ...faits, interventions: [...faits.interventions, theme] },
      '2026-01-01',
      '2026-01-31',
    );
    expect(v.value).toBe(7);
    expect(part(v, { perimetre: 'logement' })).toMatchObject({ value: 3, n: 7 });
    expect(part(v, { demarche: 'rsa' })).toMatchObject({ value: 1, n: 7 });
  });
});

describe('durations', () => {
  it('17: measures what is known, and says how much is', () => {
    const durees = [15, 30, 30, 45, 120, 'non_demande'] as const;
    const v = compute(
      'A6',
      faitsOf(durees.map((dureeMin) => intervention('2026-01-05', null, { dureeMin }))),
      '2026-01-01',
      '2026-01-31',
    );
    expect(v).toMatchObject({ value: 30, n: 5, unknown: 0, notAsked: 1 });
    expect(part(v, { mesure: 'moyenne' })?.value).toBe(48);
    expect(computeCouverture(v)).toBe(83.3);
    expect(
      ['moins_30', '30_59', '60_119', '120_plus'].map((duree) => part(v, { duree })?.value ?? 0),
    ).toEqual([1, 3, 0, 1]);
  });
});

describe('rules of every indicator', () => {
  const faits = faitsOf([
    intervention('2026-01-05', 'P1'),
    intervention('2026-01-05', 'P2', {
      annulee: { le: '2026-01-06T09:00:00.000Z', par: 'e', motif: 'doublon' },
    }),
  ]);
  it('counts a cancelled intervention nowhere, and marks each figure internal', () => {
    for (const def of getIndicateurs('indicateurs@2026.1')) {
      const v = computeIndicateur(def, faits, { du: '2026-01-01', au: '2026-12-31' });
      if (!v.ok) expect(v.motifs.map(({ code }) => code)).toContain('faits_absents');
      else {
        expect(v.value.interne).toBe(true);
        expect(v.value.n).toBeLessThanOrEqual(1);
        if (['A1', 'A2', 'A3'].includes(def.code)) expect(v.value.value).toBe(1);
      }
    }
    expect(toCubeColumns(faits).mois).toHaveLength(1);
  });
  it('refuses a period upside down and a crossing with a workshop', () => {
    const [a1] = getIndicateurs('indicateurs@2026.1');
    if (a1 === undefined) throw new Error('A1');
    expect(computeIndicateur(a1, faits, { du: '2026-02-01', au: '2026-01-01' })).toMatchObject({
      ok: false,
      motifs: [{ code: 'periode_incoherente' }],
    });
    const periode = { du: '2026-01-01', au: '2026-12-31' };
    expect(computeIndicateur({ ...a1, dimensions: ['atelier_genre'] }, faits, periode)).toMatchObject({
      motifs: [{ code: 'croisement_atelier_inexistant' }],
    });
    expect(computeIndicateur({ ...a1, dimensions: ['nationalite'] }, faits, periode)).toMatchObject({
      motifs: [{ code: 'dimension_inconnue' }],
    });
    expect(computeIndicateur({ ...a1, unit: 'montant' }, faits, periode)).toMatchObject({
      motifs: [{ code: 'unite_indisponible' }],
    });
    expect(() => getIndicateurs('indicateurs@1999')).toThrow(RangeError);
  });
  it('rounds half up to one decimal', () => {
    expect([
      toPourcentage(1, 8),
      toPourcentage(6, 8),
      toPourcentage(1, 3),
      toPourcentage(1, 0),
      toPourcentage(2001, 4000),
    ]).toEqual([12.5, 75, 33.3, null, 50]);
    expect(toPourcentage(9, 80)).toBe(11.3);
    // 50.25 exactly, a little less in binary.
    expect(toPourcentage(201, 400)).toBe(50.3);
  });
});

describe('the Loire scenario', () => {
  const s = generateScenario({ set: 'loire-seed', graine: 42, zone: 'Europe/Paris' });
  const faits: Faits = { ...s, getDemarche };
  it('gives back the press figures', () => {
    expect(compute('A1', faits, s.du, s.au).value).toBe(310);
    expect(compute('A2', faits, s.du, s.au).value).toBe(287);
    expect(compute('A2b', faits, s.du, s.au).value).toBe(0);
    expect(compute('A4', faits, s.du, s.au).value).toBeCloseTo(310 / 287, 12);
    expect(compute('A5', faits, s.du, s.au).value).toBe(
      s.interventions.flatMap((i) => i.actes).filter((a) => a.objet.nature === 'demarche').length,
    );
    expect(part(compute('A1', faits, s.du, s.au), { mois: '2020-06' })?.value).toBe(45);
  });
  it('becomes a protected table of statistiques', async () => {
    const columns = toCubeColumns(faits, 'acte');
    const spec = releaseSpec({
      version: 1,
      id: 'demo',
      unit: 'demarche',
      measure: { type: 'records' },
      dimensions: [{ code: 'territoire' }, { code: 'perimetre' }],
      tables: [['territoire', 'perimetre']],
      rules: 'FR_SOCIAL_5',
    });
    if (!spec.ok) throw new Error(spec.motifs[0]?.code);
    const cube = buildCube(spec.value, columns);
    if (!cube.ok) throw new Error(cube.motifs[0]?.code);
    const done = await protect(cube.value, { level: 'exact', alea: (n) => new Uint8Array(n) });
    if (!done.ok) throw new Error(done.motifs[0]?.code);
    const total = done.value.table.cells.find((c) => Object.values(c.key).every((code) => code === 'Total'));
    expect(total?.valeur).toBe(434);
    expect(
      done.value.table.cells.filter(
        (c) => c.statut === 'publie' && c.valeur !== null && c.valeur > 0 && c.valeur < 5,
      ),
    ).toEqual([]);
  });
});

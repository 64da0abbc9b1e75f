import { describe, expect, it } from 'vitest';
import { annee, annulee, compute, faitsOf, intervention, motifsOf, partOf } from './indicateurs.fixture.ts';
import type { Faits, PartReference } from './indicateurs.ts';

const seance = (id: string, over: Partial<Faits['seances'][number]> = {}): Faits['seances'][number] => ({
  id,
  lieuId: 'l',
  date: '2026-03-02',
  permanenceId: 'perm',
  ouverteA: '2026-03-02T08:00:00.000Z',
  closeA: '2026-03-02T11:30:00.000Z',
  passages: [],
  rdvNonHonores: 0,
  demandesNonSatisfaites: [],
  ...over,
});
const permanence = {
  id: 'perm',
  lieuId: 'l',
  agentIds: ['e1', 'e2'],
  rrule: 'FREQ=WEEKLY;BYDAY=MO',
  exdates: ['2026-03-16'],
  premierJour: '2026-03-02',
  debut: '09:00',
  fin: '12:00',
  zone: 'Europe/Paris',
  accueil: 'mixte' as const,
  publique: true,
};
const mars = { du: '2026-03-01', au: '2026-03-31' };

describe('activity of the permanences', () => {
  it('A7 holds a permanence once, whoever opens a séance of it; A8 sums hours', () => {
    const faits = faitsOf(
      [intervention('2026-03-02', 'p1', { seanceId: 's1' }), intervention('2026-03-09', 'p2')],
      {
        seances: [
          seance('s1'),
          // A second writer at the same permanence.
          seance('s2'),
          seance('s3', { date: '2026-03-09', closeA: null }),
          seance('s4', { date: '2026-05-04' }),
        ],
        permanences: [permanence],
      },
    );
    // Mondays 2, 9, 23 and 30 March.
    const a7 = compute('A7', faits, mars);
    expect(a7.value).toBe(2 / 4);
    expect(partOf(a7, { lieu: 'l' })).toEqual([2, 4]);
    expect(partOf(a7, { mesure: 'lieux_actifs' })).toEqual([1, 3]);
    const a8 = compute('A8', faits, mars);
    expect(a8).toMatchObject({ value: 7, n: 2, unknown: 1 });
    expect(partOf(a8, { nature_lieu: 'mairie' })).toEqual([7, 3]);
    expect(partOf(a8, { mesure: 'personnes_par_permanence' })).toEqual([1, 2]);
  });

  it('A9 counts each request once, in its séance or told apart', () => {
    const demande = {
      id: 'd1',
      a: '2026-03-02T09:00:00.000Z',
      motif: 'plus_de_place',
      perimetre: 'argent',
    } as const;
    const faits = faitsOf([], {
      seances: [seance('s1', { demandesNonSatisfaites: [demande] })],
      demandes: [
        { id: 'd1', date: '2026-03-02', lieuId: 'l', motif: 'plus_de_place', perimetre: 'argent' },
        { id: 'd2', date: '2026-03-03', lieuId: 'l', motif: 'hors_champ', perimetre: 'non_demande' },
        { id: 'd3', date: '2026-07-03', lieuId: 'l', motif: 'hors_champ', perimetre: 'non_demande' },
      ],
    });
    const v = compute('A9', faits, mars);
    expect(v.value).toBe(2);
    expect(partOf(v, { motif: 'hors_champ' })).toEqual([1, 2]);
    expect(partOf(v, { perimetre: 'argent' })).toEqual([1, 1]);
  });

  it('A10 counts civil days in the zone of the structure; who still waits has no delay', () => {
    const faits = faitsOf([intervention('2026-03-10', 'p1'), intervention('2026-04-20', 'p2')], {
      zone: 'Europe/Paris',
      adressages: [
        // 00:30 of 3 March in Paris.
        { id: 'a1', recuLe: '2026-03-02T23:30:00.000Z', serviceId: 'x', lieuId: 'l', personne: 'p1' },
        { id: 'a2', recuLe: '2026-03-05T09:00:00.000Z', serviceId: 'x', lieuId: 'l', personne: 'p2' },
        { id: 'a3', recuLe: '2026-03-06T09:00:00.000Z', serviceId: 'x', lieuId: 'l' },
      ],
    });
    expect(compute('A10', faits, mars)).toMatchObject({ value: 7, n: 1, unknown: 2 });
    expect(partOf(compute('A10', faits, annee), { mesure: 'p90' })?.[0]).toBeCloseTo(7 + 0.9 * 39, 9);
    const { zone, ...sansZone } = faits;
    expect(zone).toBe('Europe/Paris');
    expect(motifsOf('A10', sansZone)).toEqual(['faits_absents']);
  });

  it('A11 leaves out what was cancelled in time; without a booking tool, it reads queues and counters', () => {
    const rdv = (id: string, statut: 'honore' | 'non_honore' | 'annule', rappel: 'oui' | 'non') => ({
      id,
      date: '2026-03-02',
      statut,
      rappel,
    });
    const outil = faitsOf([], {
      rdv: [
        rdv('1', 'honore', 'oui'),
        rdv('2', 'honore', 'oui'),
        rdv('3', 'non_honore', 'non'),
        rdv('4', 'annule', 'non'),
      ],
    });
    expect(compute('A11', outil).value).toBe(1 / 3);
    expect(partOf(compute('A11', outil), { rappel: 'non' })).toEqual([1, 1]);
    expect(partOf(compute('A11', outil), { rappel: 'oui' })).toEqual([0, 2]);
    const passages = [
      { id: 'q1', arriveA: '2026-03-02T09:00:00.000Z', prevuA: '2026-03-02T09:00:00.000Z' },
      { id: 'q2', arriveA: '2026-03-02T09:00:00.000Z' },
    ];
    const file = faitsOf([], { seances: [seance('s1', { passages, rdvNonHonores: 3 })] });
    expect(compute('A11', file).value).toBe(3 / 4);
  });

  it('A3 looks back over the whole history', () => {
    const faits = faitsOf([
      intervention('2025-12-30', 'p1'),
      intervention('2026-03-02', 'p1'),
      intervention('2026-03-02', 'p2'),
      intervention('2026-03-09', 'p2'),
      intervention('2026-03-02', null),
      intervention('2025-06-01', 'p3', { annulee }),
      intervention('2026-03-20', 'p3'),
    ]);
    expect(compute('A3', faits, mars).value).toBe(2);
    expect(compute('A3', { ...faits, fusions: [{ de: 'p2', vers: 'p1' }] }, mars).value).toBe(1);
  });
});

describe('means', () => {
  const financement = {
    id: 'f1',
    financeur: 'Département fictif',
    convention: '2026-014',
    avenant: 0,
    du: '2020-06-01',
    au: '2021-01-31',
    montantCentimes: 20_000_00,
    part: { numerateur: 1, denominateur: 2 },
    indicateurs: 'indicateurs@2026.1',
  };
  const visites = Array.from({ length: 8 }, (_, n) => intervention('2020-07-01', `p${n % 5}`));
  const huitMois = { du: '2020-06-01', au: '2021-01-31' };

  it('21: E1: 204,700 € over 36 months against A1 = 310 over 8 months → periode_incoherente, not 660 €', () => {
    const interventions = Array.from({ length: 310 }, (_, n) => intervention('2020-07-01', `p${n}`));
    const financements = [
      {
        ...financement,
        montantCentimes: 204_700_00,
        part: { numerateur: 1, denominateur: 1 },
        au: '2023-05-31',
      },
    ];
    const faits = faitsOf(interventions, { financements });
    expect(compute('A1', faits, huitMois).value).toBe(310);
    expect(motifsOf('E1', faits, huitMois)).toEqual(['periode_incoherente']);
    expect(motifsOf('E2', faits, huitMois)).toEqual(['periode_incoherente']);
  });
  it('E1 divides the whole cost of the same days, riders replacing what they amend', () => {
    const financements = [
      financement,
      { ...financement, id: 'f2', avenant: 1, montantCentimes: 24_000_00 },
      {
        ...financement,
        id: 'f3',
        financeur: 'Région',
        montantCentimes: 12_000_00,
        part: { numerateur: 1, denominateur: 4 },
      },
      { ...financement, id: 'f4', financeur: 'Région', du: '2019-01-01', au: '2019-12-31' },
    ];
    const v = compute('E1', faitsOf(visites, { financements }), huitMois);
    // 36,000 € pay three quarters of 48,000 €.
    expect(v.value).toBe(6_000_00);
    expect(partOf(v, { mesure: 'par_personne' })).toEqual([9_600_00, 5]);
    const e2 = compute('E2', faitsOf(visites, { financements }), huitMois);
    expect(e2.value).toBe(0.75);
    expect(partOf(e2, { financeur: 'Région' })).toEqual([12_000_00, 48_000_00]);
    expect(compute('E1', faitsOf([], { financements }), huitMois).value).toBeNull();
    expect(motifsOf('E1', faitsOf(visites, { financements: [] }), huitMois)).toEqual(['faits_absents']);
  });
  it('E3 needs three writers together and whole months', () => {
    const etp = ['e1', 'e2', 'e3'].flatMap((agentId) =>
      ['2026-03', '2026-04', '2026-05'].map((mois) => ({ agentId, mois, etp: 0.5 })),
    );
    const six = Array.from({ length: 6 }, () => intervention('2026-03-02', null));
    expect(compute('E3', faitsOf(six, { etp }), { du: '2026-03-01', au: '2026-04-30' }).value).toBe(6 / 3);
    expect(motifsOf('E3', faitsOf(six, { etp }), { du: '2026-03-01', au: '2026-04-15' })).toEqual([
      'periode_incoherente',
    ]);
    expect(motifsOf('E3', faitsOf(six, { etp: etp.filter((e) => e.agentId !== 'e3') }), mars)).toEqual([
      'effectif_insuffisant',
    ]);
  });
});

describe('territory', () => {
  it('T1 counts the communes of the territory a resident of which was seen', () => {
    const vu = (communeInsee: string) => intervention('2026-03-02', null, {}, { communeInsee });
    const faits = faitsOf([vu('42001'), vu('42001'), vu('69001'), vu('non_communique'), vu('non_demande')], {
      communes: ['42001', '42002', '42002', '42003'],
    });
    expect(compute('T1', faits)).toMatchObject({ value: 1 / 3, n: 3, unknown: 1, notAsked: 1 });
  });
  it('T2 divides the share among persons by a share among inhabitants, and prints its year', () => {
    const ages = ['75_plus', '75_plus', '60_69', 'non_communique', 'non_demande'] as const;
    const faits = faitsOf(
      ages.map((trancheAge, n) => intervention('2026-03-02', `p${n}`, {}, { trancheAge })),
    );
    const reference: PartReference = {
      dimension: 'age',
      code: '75_plus',
      part: 0.1,
      annee: 2022,
      source: 'recensement de test',
      population: 'habitants',
    };
    const v = compute('T2', {
      ...faits,
      references: [reference, { ...reference, code: '15_29', part: 0.2 }],
    });
    expect(partOf(v, { age: '75_plus', annee: '2022' })?.[0]).toBeCloseTo(2 / 3 / 0.1, 12);
    expect(partOf(v, { age: '15_29', annee: '2022' })).toEqual([0, 3]);
    expect(v).toMatchObject({ value: null, n: 3, unknown: 1, notAsked: 1 });
    expect(motifsOf('T2', faits)).toEqual(['faits_absents']);
    const faux = [
      { ...reference, part: 59 },
      { ...reference, population: 'en_difficulte' as 'habitants' },
      { ...reference, source: '' },
    ];
    expect(motifsOf('T2', { ...faits, references: faux })).toEqual([
      'reference_invalide',
      'reference_invalide',
      'reference_invalide',
    ]);
  });
});

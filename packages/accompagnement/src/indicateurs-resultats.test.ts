import { describe, expect, it } from 'vitest';
import { acteSur, annee, annulee, compute, faitsOf, intervention, partOf } from './indicateurs.fixture.ts';
import type { Faits } from './indicateurs.ts';
import { toPourcentage } from './indicateurs.ts';
import type { Suivi } from './suivi.ts';

const mars = { du: '2026-03-01', au: '2026-03-31' };

describe('orientations and diagnostics', () => {
  const orientation = (
    id: string,
    statut: NonNullable<Faits['orientations']>[number]['statut'],
    over = {},
  ) => ({
    id,
    interventionId: 'i',
    cible: { nature: 'lieu', lieuId: 'x' } as const,
    statut,
    proposeeLe: '2026-03-02',
    ...over,
  });
  it('20: O3: 9 acceptées = 4 venue, 2 non_venue, 3 unknown → 66.7 % of known (6), unknown 33.3 %', () => {
    const orientations = [
      ...['1', '2', '3', '4'].map((id) => orientation(id, 'venue')),
      ...['5', '6'].map((id) => orientation(id, 'non_venue')),
      orientation('7', 'acceptee'),
      orientation('8', 'rdv_pris'),
      orientation('9', 'expiree', { rdvLe: '2026-03-05T09:00:00.000Z' }),
      orientation('10', 'refusee', { motifRefus: 'distance' }),
      orientation('11', 'proposee'),
      orientation('12', 'refusee'),
      orientation('13', 'expiree'),
    ];
    const faits = faitsOf([], { orientations });
    const o3 = compute('O3', faits);
    expect(o3).toMatchObject({ value: 4 / 6, n: 6, unknown: 3 });
    expect(toPourcentage(4, 6)).toBe(66.7);
    expect(toPourcentage(o3.unknown, o3.n + o3.unknown)).toBe(33.3);
    expect(partOf(o3, { nature_cible: 'lieu' })).toEqual([4, 6]);
    const o2 = compute('O2', faits);
    expect(o2.value).toBe(13);
    expect(partOf(o2, { mesure: 'acceptees' })?.[0]).toBe(9);
    expect(partOf(o2, { mesure: 'refusees' })?.[0]).toBe(2);
    expect(partOf(o2, { reponse: 'sans_reponse' })).toEqual([2, 13]);
    expect(partOf(o2, { motif_refus: 'distance' })).toEqual([1, 2]);
    expect(partOf(o2, { motif_refus: 'non_communique' })).toEqual([1, 2]);
  });
  it('counts no orientation of a cancelled intervention', () => {
    const faits = faitsOf([intervention('2026-03-02', 'p', { id: 'i', annulee })], {
      orientations: [orientation('1', 'venue')],
    });
    expect(compute('O2', faits).value).toBe(0);
    expect(compute('O3', faits).value).toBeNull();
  });

  const diagnostic = (
    id: string,
    date: string,
    personne: string,
    niveau: 'eloigne' | 'debutant' | 'autonome',
  ) => ({
    id,
    date,
    etat: 'fait' as const,
    personne,
    niveau,
    instrument: 'insee@2021',
  });
  it('O1 counts offers; O4 compares the latest diagnostic with the first, of one instrument', () => {
    const faits = faitsOf([], {
      diagnostics: [
        diagnostic('1', '2025-11-02', 'p1', 'eloigne'),
        diagnostic('2', '2026-03-02', 'p1', 'debutant'),
        diagnostic('3', '2026-02-02', 'p2', 'autonome'),
        diagnostic('4', '2026-03-02', 'p2', 'debutant'),
        diagnostic('5', '2026-02-02', 'p3', 'debutant'),
        { ...diagnostic('6', '2026-03-02', 'p3', 'autonome'), instrument: 'autre@1' },
        { id: '7', date: '2026-03-02', etat: 'decline' },
        { id: '8', date: '2026-03-02', etat: 'propose' },
      ],
    });
    const o1 = compute('O1', faits, mars);
    expect(o1.value).toBe(5);
    expect(partOf(o1, { mesure: 'faits' })?.[0]).toBe(3);
    expect(partOf(o1, { mesure: 'declines' })?.[0]).toBe(1);
    expect(partOf(o1, { etat: 'propose' })).toEqual([1, 5]);
    const o4 = compute('O4', faits, mars);
    expect(o4.value).toBe(1 / 2);
    expect(partOf(o4, { evolution: 'mieux' })).toEqual([1, 2]);
    expect(partOf(o4, { evolution: 'moins' })).toEqual([1, 2]);
  });
  it('O5 compares visits about one démarche; informing has no rung', () => {
    const visite = (date: string, qui: string, ...actes: Parameters<typeof acteSur>[]) =>
      intervention(date, qui, { actes: actes.map((args) => acteSur(...args)) });
    const guide = { mode: 'faire_faire', appui: 'guide' } as const;
    const faits = faitsOf([
      visite('2026-03-09', 'p1', ['rsa', guide]),
      visite('2026-03-02', 'p1', ['rsa', { mode: 'faire_avec' }]),
      visite('2026-03-02', 'p2', ['rsa', guide], ['fsl', guide]),
      visite('2026-03-09', 'p2', ['rsa', { mode: 'faire_avec' }], ['fsl', { ...guide, appui: 'verifie' }]),
      visite('2026-03-02', 'p3', ['rsa', guide]),
      visite('2026-03-09', 'p3', ['rsa', { mode: 'faire_a_la_place_present', motifPour: 'choix' }]),
      visite('2026-03-02', 'p4', ['rsa', { mode: 'informer' }]),
      visite('2026-03-09', 'p4', ['rsa', guide]),
      // Twice in one visit is one visit.
      visite('2026-03-02', 'p5', ['rsa', { mode: 'faire_avec' }], ['rsa', guide]),
    ]);
    const v = compute('O5', faits, mars);
    expect(v.value).toBe(2 / 3);
    expect(partOf(v, { evolution: 'descend' })).toEqual([1, 3]);
  });
});

describe('results', () => {
  const suivi = (id: string, over: Partial<Suivi>): Suivi => ({
    id,
    personne: 'p',
    demarcheId: 'rsa',
    ouvertLe: '2026-01-10',
    aboutissement: 'inconnu',
    closLe: null,
    interventionIds: ['x', 'y'],
    relances: [],
    ...over,
  });
  const suivis = [
    suivi('1', { aboutissement: 'obtenu', closLe: '2026-02-10' }),
    suivi('2', { aboutissement: 'refuse', closLe: '2026-02-11', interventionIds: ['x', 'y', 'z', 'y'] }),
    suivi('3', {}),
    // Not 90 days old on the last day, and not closed by then.
    suivi('4', { ouvertLe: '2026-04-20', aboutissement: 'obtenu', closLe: '2026-09-01' }),
    suivi('5', {
      ouvertLe: '2025-04-20',
      aboutissement: 'obtenu',
      closLe: '2026-03-01',
      interventionIds: ['x'],
    }),
    suivi('6', { aboutissement: 'obtenu', closLe: '2026-03-01', interventionIds: ['nulle'] }),
  ];
  const faits = faitsOf([intervention('2026-01-05', 'p', { id: 'nulle', annulee })], { suivis });
  const semestre = { du: '2026-01-01', au: '2026-06-30' };

  it('R1 reads suivis opened in the period once they are closed or older than 90 days', () => {
    const v = compute('R1', faits, semestre);
    expect(v).toMatchObject({ value: 1 / 3, n: 3 });
    expect(partOf(v, { aboutissement: 'inconnu' })).toEqual([1, 3]);
    expect(v.parts?.some(({ key }) => 'operateur' in key && key.aboutissement === 'obtenu')).toBe(true);
    // On the last day of the year, number 4 is closed.
    expect(compute('R1', faits, annee).value).toBe(2 / 4);
  });
  it('R1: a suivi is older than 90 days from the 91st', () => {
    const un = faitsOf([], { suivis: [suivi('1', { ouvertLe: '2026-01-01' })] });
    expect(compute('R1', un, { du: '2026-01-01', au: '2026-04-01' }).n).toBe(0);
    expect(compute('R1', un, { du: '2026-01-01', au: '2026-04-02' }).n).toBe(1);
  });
  it('R4 takes the median of the visits of suivis closed in the period, each visit once', () => {
    expect(compute('R4', faits, semestre)).toMatchObject({ value: 2, n: 3 });
  });
  it('R3 gives blockages for one hundred actes, by operator and by code', () => {
    const blocage = {
      blocage: { demarcheId: 'rsa', operateurId: 'caf', canal: 'web', code: 'panne', mois: '2026-03' },
      planB: 'papier',
    } as const;
    const v = compute(
      'R3',
      faitsOf([
        intervention('2026-03-02', 'p1', {
          actes: [
            acteSur('rsa', { issue: { code: 'bloquee' }, blocage }),
            acteSur('rsa'),
            acteSur('carte-identite'),
          ],
        }),
        intervention('2026-03-02', 'p2', { actes: [acteSur('rsa')] }),
      ]),
    );
    expect(v.value).toBe(25);
    expect(partOf(v, { blocage: 'panne' })).toEqual([1, 4]);
    const rsa = v.parts?.find(({ key }) => 'operateur' in key);
    expect(rsa).toMatchObject({ key: { blocage: 'panne' }, value: 1, n: 3 });
  });
  it('R5 counts faces 4 and 5 of those who answered', () => {
    const visages = [5, 4, 2, 'non_communique', 'non_demande'] as const;
    const satisfactions = visages.map((visage, n) => ({ id: `${n}`, date: '2026-03-02', visage }));
    const v = compute('R5', faitsOf([], { satisfactions }));
    expect(v).toMatchObject({ value: 2 / 3, n: 3, unknown: 1, notAsked: 1 });
    expect(partOf(v, { visage: '4' })).toEqual([1, 3]);
  });
  it('R6 multiplies referred actes by the median minutes of one, with an interval that a seed gives back', () => {
    const referred = Array.from({ length: 40 }, (_, n) =>
      intervention(
        '2026-03-02',
        `p${n}`,
        { dureeMin: 20 + n, actes: n % 2 === 0 ? [acteSur('rsa')] : [acteSur('rsa'), acteSur('fsl')] },
        { adressage: 'travailleur_social' },
      ),
    );
    const other = intervention(
      '2026-03-02',
      'q',
      { dureeMin: 600, actes: [acteSur('rsa')] },
      { adressage: 'accueil' },
    );
    const faits = faitsOf([...referred, other], {
      adressages: [{ id: 'a', recuLe: '2026-01-02T09:00:00.000Z', serviceId: 'mds', personne: 'p0' }],
    });
    const plain = compute('R6', faits);
    const minutes = referred
      .flatMap((i) => i.actes.map(() => Number(i.dureeMin) / i.actes.length))
      .sort((a, b) => a - b);
    expect(plain.value).toBeCloseTo(60 * (((minutes[29] ?? 0) + (minutes[30] ?? 0)) / 2), 9);
    expect(plain.parts?.some(({ key }) => key.mesure === 'borne_basse_95')).toBe(false);
    expect(partOf(plain, { service: 'mds' })).toEqual([20, 1]);
    const alea = (graine: number) => (octets: number) => new Uint8Array(octets).fill(graine);
    const bornes = (graine: number) => {
      const v = compute('R6', faits, annee, { alea: alea(graine), tirages: 400 });
      return [
        partOf(v, { mesure: 'borne_basse_95' })?.[0] ?? 0,
        partOf(v, { mesure: 'borne_haute_95' })?.[0] ?? 0,
      ];
    };
    const [basse = 0, haute = 0] = bornes(1);
    expect(basse).toBeLessThan(plain.value ?? 0);
    expect(haute).toBeGreaterThan(plain.value ?? 0);
    expect(bornes(1)).toEqual([basse, haute]);
    expect(bornes(2)).not.toEqual([basse, haute]);
  });
});

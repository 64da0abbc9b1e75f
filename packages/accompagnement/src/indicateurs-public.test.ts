import { describe, expect, it } from 'vitest';
import {
  acteSur,
  annee,
  annulee,
  compute,
  definitionOf,
  faitsOf,
  intervention,
  motifsOf,
  partOf,
} from './indicateurs.fixture.ts';
import { computeCouverture, computeTauxReponse, toPourcentage, type Faits } from './indicateurs.ts';
import type { Profil } from './profil.ts';

const visites = (...profils: Partial<Profil>[]) =>
  profils.map((profil, n) => intervention('2026-03-02', `p${n}`, {}, profil));
const fois = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);

describe('the public: who is in the denominator', () => {
  it('18: Status: 6 retraite, 2 non_communique, 4 non_demande → 75.0 % (6/8), 25.0 %, couverture 66.7 % (8/12)', () => {
    const v = compute(
      'P7',
      faitsOf(
        visites(
          ...fois(6, { statut: 'retraite' } as const),
          ...fois(2, { statut: 'non_communique' } as const),
          ...fois(4, {}),
        ),
      ),
    );
    expect(partOf(v, { statut: 'retraite' })).toEqual([6, 8]);
    expect(toPourcentage(6, 8)).toBe(75);
    expect(partOf(v, { statut: 'non_communique' })).toEqual([2, 8]);
    expect(partOf(v, { statut: 'non_demande' })).toBeNull();
    expect(v).toMatchObject({ value: 0.75, n: 6, unknown: 2, notAsked: 4 });
    expect(computeCouverture(v)).toBe(66.7);
  });

  it('P1 divides by the ages that say on which side of 70 a person is', () => {
    const v = compute(
      'P1',
      faitsOf(
        visites(
          { trancheAge: '70_74' },
          { trancheAge: '75_plus' },
          // A chip that has no INSEE band is a known age all the same.
          { trancheAge: '25_39' },
          { trancheAge: '40_59' },
          { trancheAge: 'v1_60_plus' },
          { trancheAge: 'non_communique' },
          {},
        ),
      ),
    );
    expect(v).toMatchObject({ value: 2 / 4, n: 4, unknown: 2, notAsked: 1 });
    expect(partOf(v, { age_detail: '75_plus' })).toEqual([1, 4]);
  });

  it('P2 reads the density grid of the residence, and refuses without one', () => {
    const some = visites(
      { communeInsee: '42001' },
      { communeInsee: '42218' },
      { communeInsee: '42999' },
      { communeInsee: 'non_communique' },
      {},
    );
    const densite = { millesime: '2024', source: 'grille de test', niveaux: { '42001': 6, '42218': 1 } };
    expect(compute('P2', faitsOf(some, { densite }))).toMatchObject({
      value: 1 / 2,
      n: 2,
      unknown: 2,
      notAsked: 1,
    });
    expect(motifsOf('P2', faitsOf(some))).toEqual(['faits_absents']);
  });

  it('P3 keeps “non communiqué” in the denominator', () => {
    const v = compute(
      'P3',
      faitsOf(
        visites(
          { faiblesRevenus: 'oui' },
          { faiblesRevenus: 'non' },
          { faiblesRevenus: 'non_communique' },
          {},
        ),
      ),
    );
    expect(v).toMatchObject({ value: 1 / 3, n: 2, unknown: 1, notAsked: 1 });
  });

  it('P4 tells equipment and connection, each over those who were asked, by age', () => {
    const v = compute(
      'P4',
      faitsOf(
        visites(
          { equipement: 'telephone_seul', connexion: 'mobile', trancheAge: '75_plus' },
          { equipement: 'aucun', trancheAge: '75_plus' },
          { equipement: 'telephone_seul', connexion: 'non_communique' },
        ),
      ),
    );
    expect(partOf(v, { equipement: 'telephone_seul' })).toEqual([2, 3]);
    expect(partOf(v, { equipement: 'telephone_seul', age: '75_plus' })).toEqual([1, 2]);
    expect(partOf(v, { connexion: 'mobile' })).toEqual([1, 2]);
    expect(partOf(v, { connexion: 'mobile', age: '75_plus' })).toEqual([1, 1]);
  });

  it('P5, P6 and P8 give each code over those asked', () => {
    const faits = faitsOf(
      visites(
        { profilNumerique: 'eloigne', langueLecture: 'autre_langue', adressage: 'travailleur_social' },
        { profilNumerique: 'debutant', langueLecture: 'autre_langue', adressage: 'accueil' },
        { adressage: 'accueil' },
      ),
    );
    expect(partOf(compute('P5', faits), { profil_numerique: 'eloigne' })).toEqual([1, 2]);
    expect(partOf(compute('P5', faits), { profil_numerique: 'eloigne', territoire: 'forez' })).toEqual([
      1, 2,
    ]);
    expect(partOf(compute('P6', faits), { langue_lecture: 'autre_langue' })).toEqual([2, 2]);
    expect(partOf(compute('P8', faits), { adressage: 'accueil' })).toEqual([2, 3]);
  });

  it('P9 divides motives by interventions: shares may exceed 100 % in total', () => {
    const v = compute(
      'P9',
      faitsOf([
        intervention('2026-03-02', 'p1', { motifsVenue: ['urgence', 'langue'] }),
        intervention('2026-03-02', 'p2', { motifsVenue: ['urgence'] }),
        intervention('2026-03-02', 'p3', { motifsVenue: [] }),
      ]),
    );
    expect(partOf(v, { motif_venue: 'urgence' })).toEqual([2, 2]);
    expect(partOf(v, { motif_venue: 'langue' })).toEqual([1, 2]);
    expect(v).toMatchObject({ n: 2, notAsked: 1 });
  });
});

describe('quality: how persons were helped', () => {
  const aLaPlace = (over = {}) =>
    acteSur('rsa', { mode: 'faire_a_la_place_present', motifPour: 'choix', ...over });
  const relecture = {
    id: 'r',
    faiteA: '2026-03-02T09:00:00.000Z',
    moyen: 'voix_haute',
    accord: 'oui',
    recepisse: 'oui',
  } as const;

  it('Q1 divides by actes, Q2 by actes done in the place of the person', () => {
    const faits = faitsOf([
      intervention('2026-03-02', 'p1', { actes: [aLaPlace(), acteSur('rsa', { mode: 'faire_avec' })] }),
      intervention('2026-03-02', 'p2', {
        actes: [aLaPlace({ motifPour: 'langue' }), aLaPlace(), acteSur('rsa')],
      }),
    ]);
    const q1 = compute('Q1', faits);
    expect(q1.value).toBe(3 / 5);
    expect(partOf(q1, { mode: 'faire_avec' })).toEqual([1, 5]);
    const q2 = compute('Q2', faits);
    expect(q2).toMatchObject({ value: 1, n: 3 });
    expect(partOf(q2, { motif_pour: 'choix' })).toEqual([2, 3]);
    expect(partOf(q2, { motif_pour: 'langue' })).toEqual([1, 3]);
  });

  it('Q1 splits by profile', () => {
    const v = compute(
      'Q1',
      faitsOf([
        intervention(
          '2026-03-02',
          'p1',
          { actes: [aLaPlace(), acteSur('rsa')] },
          { profilNumerique: 'eloigne' },
        ),
        intervention('2026-03-02', 'p2', { actes: [aLaPlace()] }),
      ]),
    );
    expect(partOf(v, { profil_numerique: 'eloigne', mode: 'informer' })).toEqual([1, 2]);
  });

  it('Q3 and Q4 divide by what the matrix required, by the matrix of the entry', () => {
    const depot = { actesFaits: ['saisir', 'deposer'] } as const;
    const faits = faitsOf([
      intervention('2026-03-02', 'p1', {
        actes: [
          aLaPlace({ ...depot, mandatId: 'm1', relecture }),
          aLaPlace({ ...depot }),
          aLaPlace({ ...depot, mandatId: 'm2', relecture: { ...relecture, accord: 'non' } }),
          // Nothing is required of these two.
          acteSur('rsa', { mode: 'faire_avec', mandatId: 'm1' }),
          acteSur('rsa'),
          // A démarche that the catalogue does not know.
          aLaPlace({ objet: { nature: 'demarche', demarcheId: 'inconnue', catalogue: '0' } }),
        ],
      }),
    ]);
    expect(compute('Q3', faits)).toMatchObject({ value: 2 / 3, unknown: 1 });
    expect(compute('Q4', faits)).toMatchObject({ value: 1 / 3, unknown: 1 });
    const perime: Faits = { ...faits, mandatValide: (id, date) => id === 'm1' && date === '2026-03-02' };
    expect(compute('Q3', perime).value).toBe(1 / 3);
  });
});

describe('what may not be crossed', () => {
  const faits = faitsOf([intervention('2026-03-02', 'p1')]);
  it.each([
    [
      'genre × âge of a workshop (vector 19)',
      ['atelier_genre', 'atelier_age'],
      'croisement_atelier_inexistant',
    ],
    ['a crossing with a workshop', ['genre*atelier_genre'], 'croisement_atelier_inexistant'],
    ['lieu × âge × périmètre', ['lieu*age*perimetre'], 'croisement_interdit'],
    ['lieu, fine age and périmètre side by side', ['lieu', 'age_detail', 'perimetre'], 'croisement_interdit'],
    ['a named writer', ['ecrivain'], 'croisement_interdit'],
    ['a person', ['personne'], 'croisement_interdit'],
    ['nationality', ['nationalite'], 'dimension_inconnue'],
    ['origin', ['origine'], 'dimension_inconnue'],
    ['health', ['sante'], 'dimension_inconnue'],
  ])('refuses %s', (_, dimensions, code) => {
    expect(motifsOf({ ...definitionOf('A1'), dimensions }, faits)).toEqual([code]);
  });
  it('says every reason at once', () => {
    const dimensions = ['atelier_genre', 'lieu', 'age', 'demarche', 'personne'];
    expect(motifsOf({ ...definitionOf('A1'), dimensions }, faits)).toEqual([
      'croisement_atelier_inexistant',
      'croisement_interdit',
      'croisement_interdit',
    ]);
  });
  it('crosses what may be', () => {
    const v = compute(
      'A1',
      faitsOf(visites({ trancheAge: '75_plus' }, { trancheAge: '75_plus' }, {})),
      annee,
    );
    expect(v.value).toBe(3);
    const crossed = { ...definitionOf('P7'), repartition: 'genre', dimensions: ['territoire*age'] };
    expect(motifsOf(crossed, faits)).toEqual([]);
  });
});

describe('R2', () => {
  it('divides by answers, tells the response rate, and never extrapolates', () => {
    const reponses = ['oui', 'oui', 'non', 'ne_sait_pas', 'non_communique', 'non_demande'] as const;
    const v = compute(
      'R2',
      faitsOf([
        ...reponses.map((renoncement, n) => intervention('2026-03-02', `p${n}`, { renoncement })),
        intervention('2026-03-02', 'p9', { renoncement: 'oui', annulee }),
      ]),
    );
    expect(v).toMatchObject({ value: 2 / 4, n: 4, unknown: 1, notAsked: 1 });
    expect(partOf(v, { mesure: 'taux_de_reponse' })).toEqual([4 / 5, 5]);
    expect(computeTauxReponse(v)).toBe(80);
    expect(partOf(v, { renoncement: 'ne_sait_pas' })).toEqual([1, 4]);
  });
});

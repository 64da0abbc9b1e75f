import { describe, expect, it } from 'vitest';
import {
  computeIndicateur,
  getIndicateurs,
  toCubeColumns,
  type Faits,
  type Indicateur,
} from './indicateurs.ts';
import type { Intervention } from './intervention.ts';
import { acte, enregistrer, ouvrir, play, saisie, simple, suivie } from './seance.fixture.ts';

const [stored] = Object.values(
  play([ouvrir, enregistrer(saisie([acte(simple)], { personne: suivie }))]).interventions,
);
if (stored === undefined) throw new Error('the séance holds one intervention');
const visit = (id: string, over: Partial<Intervention> = {}): Intervention => ({ ...stored, id, ...over });
const faitsOf = (interventions: Intervention[], fusions: Faits['fusions'] = []): Faits => ({
  interventions,
  seances: [],
  lieux: [],
  fusions,
});
const periode = { du: '2026-01-01', au: '2026-12-31' };
const define = (over: Partial<Indicateur>): Indicateur => {
  const [a1] = getIndicateurs('indicateurs@2026.1');
  if (a1 === undefined) throw new Error('A1');
  return { ...a1, dimensions: [], ...over };
};
const run = (over: Partial<Indicateur>, faits: Faits) => computeIndicateur(define(over), faits, periode);
const persons = { unit: 'personne', numerator: { op: 'distinct', of: 'personne' } } as const;
const dossier = (id: string, pseudonyme: string) => ({ personne: { ...suivie, id, pseudonyme } });
const [p, q] = ['a'.repeat(32), 'b'.repeat(32)];

describe('nothing counts twice', () => {
  it('an intervention given twice counts once, by its latest version, even when that one is cancelled', () => {
    const annulee = { le: '2026-11-24T09:00:00.000Z', par: 'e', motif: 'doublon' } as const;
    expect(run({}, faitsOf([visit('i'), visit('i')]))).toMatchObject({ value: { value: 1, n: 1 } });
    for (const order of [
      [visit('i', { annulee, version: 2 }), visit('i')],
      [visit('i'), visit('i', { annulee, version: 2 })],
    ]) {
      expect(run({}, faitsOf(order))).toMatchObject({ value: { value: 0 } });
      expect(toCubeColumns(faitsOf(order)).mois).toEqual([]);
    }
  });
  it('a person with two dossiers and one pseudonym is one person; homonyms are two', () => {
    const two = [visit('i', dossier('d1', p)), visit('j', dossier('d2', p))];
    expect(run(persons, faitsOf(two))).toMatchObject({ value: { value: 1, n: 1 } });
    const homonyms = [visit('i', dossier('d1', p)), visit('j', dossier('d2', q))];
    expect(run(persons, faitsOf(homonyms))).toMatchObject({ value: { value: 2, n: 2 } });
    const error = visit('k', { ...dossier('d1', q), annulee: { le: '', par: 'e', motif: 'erreur_saisie' } });
    expect(run(persons, faitsOf([...homonyms, error]))).toMatchObject({ value: { value: 2 } });
    const cycle = [
      { de: 'd1', vers: 'd2' },
      { de: 'd2', vers: 'd1' },
    ];
    expect(run(persons, faitsOf(homonyms, cycle))).toMatchObject({ value: { value: 1 } });
  });
  it('an anonymous visit is never a person, whatever the definition forgets', () => {
    const anonyme = { personne: { nature: 'anonyme', profil: suivie.profil } } as const;
    const some = faitsOf([visit('i', anonyme), visit('j', anonyme), visit('k')]);
    expect(run({ ...persons, dimensions: ['visites'] }, some)).toMatchObject({
      value: { value: 1, n: 1, parts: [{ key: { visites: '1' }, value: 1, n: 1 }] },
    });
  });
  it('a motive ticked twice is one motive', () => {
    const twice = faitsOf([visit('i', { motifsVenue: ['urgence', 'urgence'] })]);
    expect(run({ dimensions: ['motif_venue'] }, twice)).toMatchObject({
      value: { parts: [{ value: 1, n: 1 }] },
    });
  });
});

describe('shares divide by interventions', () => {
  it('keeps those that are about a theme only', () => {
    const theme = acte(simple, { objet: { nature: 'theme', theme: 'email' } });
    const faits = { ...faitsOf([visit('i'), visit('j', { actes: [theme] })]), getDemarche: () => entree };
    expect(run({ dimensions: ['perimetre'] }, faits)).toMatchObject({
      value: {
        parts: [
          { key: { perimetre: 'logement' }, value: 1, n: 2 },
          { key: { perimetre: 'sans_perimetre' }, value: 1, n: 2 },
        ],
      },
    });
  });
});
const entree = { perimetre: 'logement', operateur: { id: 'o' } };

describe('a definition that is wrong is refused, never a zero', () => {
  it('knows its fields without any row', () => {
    const codes = (over: Partial<Indicateur>) => {
      const answer = run(over, faitsOf([]));
      return answer.ok ? [] : answer.motifs.map((m) => m.code);
    };
    expect(codes({ dimensions: ['nationalite'] })).toEqual(['dimension_inconnue']);
    expect(codes({ dimensions: ['visites'] })).toEqual(['dimension_inconnue']);
    expect(
      codes({ numerator: { op: 'count', of: 'x', where: { not: { field: '__proto__', known: true } } } }),
    ).toEqual(['champ_inconnu']);
    expect(codes({ dimensions: ['a'], denominator: { op: 'sum', of: 'nir' } })).toEqual([
      'dimension_inconnue',
      'champ_inconnu',
    ]);
  });
  it('measures what is known, even when the definition does not say so', () => {
    const some = faitsOf([visit('i', { dureeMin: 20 }), visit('j', { dureeMin: 'non_demande' })]);
    expect(run({ numerator: { op: 'mean', of: 'duree_min' } }, some)).toMatchObject({
      value: { value: 20, notAsked: 1 },
    });
  });
});

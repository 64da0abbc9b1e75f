import { buildCube, releaseSpec } from '@porte-plume/statistiques';
import { describe, expect, it } from 'vitest';
import { acteSur, annee, annulee, faitsOf, intervention } from './indicateurs.fixture.ts';
import { toCubeColumns } from './indicateurs.ts';

const visites = [
  intervention('2025-11-02', 'p1', { dureeMin: 30 }, { trancheAge: '75_plus', communeInsee: '42001' }),
  intervention(
    '2026-03-02',
    'p1',
    { motifsVenue: ['urgence', 'langue'], actes: [acteSur('rsa'), acteSur('fsl')] },
    { trancheAge: '75_plus', communeInsee: '42218' },
  ),
  intervention('2026-03-02', 'p2', {}, { trancheAge: 'non_communique' }),
  intervention('2026-03-02', 'p3', { annulee }),
];
const orientation = (id: string, statut: 'venue' | 'refusee') => ({
  id,
  interventionId: 'x',
  cible: { nature: 'lieu', lieuId: 'y' } as const,
  statut,
  proposeeLe: '2026-03-02',
});

describe('columns for statistiques', () => {
  it('keep “non communiqué” as a code, leave empty what nobody asked, and give numbers as numbers', () => {
    const columns = toCubeColumns(faitsOf(visites));
    expect(columns.age70).toEqual(['70_plus', '70_plus', 'non_communique']);
    expect(columns.statut).toEqual(['', '', '']);
    expect(columns.duree_min).toEqual([30, '', '']);
    expect(columns.motif_venue).toEqual(['', 'langue|urgence', '']);
    expect(columns.personne).toEqual(['p1', 'p1', 'p2']);
  });
  it('have fields of a period, and of data of INSEE, only when these are given', () => {
    expect(Object.keys(toCubeColumns(faitsOf(visites)))).not.toContain('nouvelle');
    const densite = { millesime: '2024', source: 'grille de test', niveaux: { '42001': 6, '42218': 1 } };
    const columns = toCubeColumns(faitsOf(visites, { densite }), 'intervention', annee);
    expect(columns.rural).toEqual(['non', '']);
    expect(columns.nouvelle).toEqual(['non', 'oui']);
    expect(() => toCubeColumns(faitsOf(visites), 'intervention', { du: annee.au, au: annee.du })).toThrow(
      RangeError,
    );
  });
  it('are there for actes, orientations and the other units, and never for facts that nobody gave', () => {
    expect(toCubeColumns(faitsOf(visites), 'acte').demarche).toEqual(['rsa', 'fsl']);
    const orientations = [orientation('1', 'venue'), orientation('2', 'refusee')];
    const columns = toCubeColumns(faitsOf(visites, { orientations }), 'orientation');
    expect(columns.reponse).toEqual(['acceptee', 'refusee']);
    expect(columns.motif_refus).toEqual(['', 'non_communique']);
    expect(() => toCubeColumns(faitsOf(visites), 'orientation')).toThrow(RangeError);
  });
  it('make a cube of statistiques', () => {
    const spec = releaseSpec({
      version: 1,
      id: 'public',
      unit: 'intervention',
      measure: { type: 'records' },
      dimensions: [{ code: 'age70', codes: ['70_plus', 'moins_70', 'non_communique'] }],
      tables: [['age70']],
      rules: 'FR_SOCIAL_5',
    });
    if (!spec.ok) throw new Error(spec.motifs[0]?.code);
    expect(buildCube(spec.value, toCubeColumns(faitsOf(visites))).ok).toBe(true);
  });
});

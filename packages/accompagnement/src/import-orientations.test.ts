import { describe, expect, it } from 'vitest';
import { confirmOrientations } from './imports.ts';
import { parseOrientation } from './orientation-schema.ts';

const reprise = (structureDeRedirection: string | null) => ({
  id: 'o-1',
  interventionId: 'i-1',
  le: '2026-05-12',
  structureDeRedirection,
});

describe('confirmOrientations', () => {
  it.each([
    ['aide_sociale', 'Structure d’aide sociale (maison des solidarités, centre social…)'],
    ['autre', 'Autre'],
    [null, 'Organisme non précisé (reprise)'],
    ['constructor', 'Organisme non précisé (reprise)'],
  ])('%s: proposed, without an answer, and chased by nobody', (code, organisme) => {
    const [une] = confirmOrientations({ orientations: [reprise(code)] });
    expect(une).toMatchObject({
      cible: { nature: 'organisme', organisme },
      statut: 'expiree',
      proposeeLe: '2026-05-12',
      relanceLe: '2026-05-26',
      expireLe: '2026-08-10',
    });
    expect(parseOrientation(une)).toEqual({ ok: true, value: une });
  });
});

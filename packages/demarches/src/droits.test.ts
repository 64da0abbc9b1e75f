import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import vectors from '../data/vectors-public.json' with { type: 'json' };
import { type DroitEstime, estimateDroit, type Foyer, screenDroits } from './droits.ts';

const expected = new Map<string, unknown>(vectors.vecteurs.map((v) => [v.id, v.attendu]));

/** Facts of the cases that the public vectors name (openfisca-france 176.0.7, figures only; barème of 2026). */
const ppa01: Foyer = {
  adultes: [
    { naissance: '1980-01-01', revenus: { salaire: { '2018-04': 134, '2018-03': 134, '2018-02': 134 } } },
  ],
  enfants: [],
  logement: 'locataire',
};
const rsa01: Foyer = {
  adultes: [
    { naissance: '1980-01-01', revenus: { salaire: 100 } },
    { naissance: '1982-02-02', revenus: { salaire: 67 } },
  ],
  enfants: [],
  prestations: { aideLogement: 200 },
  logement: 'locataire',
};
const aspa2026: Foyer = {
  adultes: [{ naissance: '1960-02-10', revenus: { ressourcesAspa: 0 } }],
  enfants: [],
};

test.each([
  ['V27', 'ppa', ppa01, '2018-05', 1.5],
  ['V29', 'rsa', rsa01, '2018-05', 1.5],
  ['V30', 'aspa', aspa2026, '2026-11', 0.05],
] as const)('%s', (id, droit, foyer, mois, tolerance) => {
  const r = estimateDroit(droit, foyer, mois);
  if (!r.ok) throw new Error(r.motifs.map((m) => m.code).join());
  expect(Math.abs(r.value - Number(expected.get(id)))).toBeLessThanOrEqual(tolerance);
});

test('V32', () => {
  const attendu = expected.get('V32') as { verdict: string; code: string };
  for (const foyer of [ppa01, rsa01, { adultes: [{}], enfants: [] }]) {
    const c2s = screenDroits({ foyer }, '2026-11-22').find((d) => d.droit === 'c2s');
    expect(c2s?.verdict).toBe(attendu.verdict);
    expect(c2s?.motifs.map((m) => m.code)).toContain(attendu.code);
  }
});

interface Cas {
  id: string;
  droit: DroitEstime;
  mois: string;
  foyer: Foyer;
  attendu?: number;
  attenduRefus?: string;
  tolerance: number;
}

const folder = process.env.PORTE_PLUME_DATA;
const readCas = (dir: string): Cas[] =>
  (JSON.parse(readFileSync(join(dir, 'demarches', 'droits-cas-publics.json'), 'utf8')) as { cas: Cas[] }).cas;

describe.skipIf(folder === undefined)('the public cases of the reference model (PORTE_PLUME_DATA)', () => {
  const cas = folder === undefined ? [] : readCas(folder);

  test('they are all there', () => {
    expect(cas.length).toBeGreaterThanOrEqual(26);
  });

  test.each(cas.map((c) => [c.id, c] as const))('%s', (_, { droit, foyer, mois, ...c }) => {
    const r = estimateDroit(droit, foyer, mois);
    if (c.attenduRefus !== undefined) {
      expect(r.ok ? ['ok'] : r.motifs.map((m) => m.code)).toContain(c.attenduRefus);
      return;
    }
    if (!r.ok) throw new Error(r.motifs.map((m) => m.code).join());
    expect(Math.abs(r.value - (c.attendu ?? Number.NaN))).toBeLessThanOrEqual(c.tolerance);
  });
});

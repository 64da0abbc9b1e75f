import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { readCsv } from './csv-reader.ts';
import { kAnonymise, rapportKanon } from './kanon.ts';
import type { RapportKanon, ReportOptions } from './kanon.ts';
import { interventionHierarchies } from './kanon-interventions.fixture.ts';

const csv = readCsv(readFileSync(new URL('../data/instances/loire310.csv', import.meta.url), 'utf8'));
if (!csv.ok) throw new Error(csv.motifs[0]?.phrase);
const columns = csv.value.columns;
const { demarche, ...hierarchies } = interventionHierarchies;

const report = (o: Partial<ReportOptions> = {}): RapportKanon => {
  const request = { k: 5, suppressionLimit: 0.05, hierarchies };
  const found = kAnonymise(columns, request);
  if (!found.ok) throw new Error(found.motifs[0]?.phrase);
  const result = rapportKanon(columns, {
    ...request,
    levels: found.value.levels,
    sensitive: ['demarche'],
    levelNames: { mois: ['mois', 'trimestre', 'année'] },
    ...o,
  });
  if (!result.ok) throw new Error(result.motifs[0]?.phrase);
  expect(result.value.rapport.suppressed).toBe(found.value.suppressed);
  return result.value.rapport;
};

describe('rapportKanon', () => {
  it('states k, levels in words, suppression, diversity and risks', () => {
    const rapport = report();
    expect(demarche).toBeDefined();
    expect(rapport.k.asked).toBe(5);
    expect(rapport.k.reached).toBeGreaterThanOrEqual(5);
    expect(rapport.records + rapport.suppressed).toBe(310);
    expect(rapport.suppressedShare).toBeCloseTo(rapport.suppressed / 310, 12);
    expect(rapport.attributes.map(({ column }) => column)).toEqual([
      'site',
      'mois',
      'age',
      'sexe',
      'situation',
    ]);
    expect(rapport.sensitive).toMatchObject([{ column: 'demarche', k: rapport.k.reached }]);
    expect(rapport.risks.prosecutor.highest).toBeCloseTo(1 / rapport.k.reached, 12);
    expect(rapport.markdown).toContain(`k atteint\u00a0: ${rapport.k.reached}.`);
    expect(rapport.markdown).toContain(`Enregistrements remis\u00a0: ${rapport.records}.`);
    for (const { words } of rapport.attributes) expect(rapport.markdown).toContain(words);
  });
  it('names the columns handed over as they are, and warns that k does not count them', () => {
    const { mois, ...others } = hierarchies;
    const without = kAnonymise(columns, { k: 5, suppressionLimit: 0.05, hierarchies: others });
    if (!without.ok) throw new Error(without.motifs[0]?.phrase);
    const rapport = report({ keep: ['demarche', 'site'] });
    expect(mois).toBeDefined();
    expect(rapport.kept).toEqual([]);
    const result = rapportKanon(columns, {
      k: 5,
      suppressionLimit: 0.05,
      hierarchies: others,
      levels: without.value.levels,
      keep: ['mois'],
    });
    if (!result.ok) throw new Error(result.motifs[0]?.phrase);
    const { kept, warnings, markdown } = result.value.rapport;
    expect(kept).toEqual([{ column: 'mois', values: new Set(result.value.file.columns.mois).size }]);
    expect(warnings.filter((warning) => warning.includes('«\u00a0mois\u00a0»'))).toHaveLength(1);
    expect(markdown).toContain('## Colonnes gardées telles quelles');
    expect(markdown).toContain(`| mois | ${String(kept[0]?.values)} |`);
    expect(rapport.markdown).not.toContain('gardées telles quelles');
  });
  it('says that k-anonymity is not anonymisation, and never for a funder', () => {
    const { markdown } = report();
    expect(markdown).toContain('n’est pas, à elle seule, une anonymisation');
    expect(markdown).toContain('WP216');
    expect(markdown).toContain('L’inférence reste possible');
    expect(markdown).toContain('jamais remis à un financeur');
  });
  it('words a named level, an untouched one and a level that says nothing', () => {
    const levels = { site: 2, mois: 2, age: 0, sexe: 0, situation: 1 };
    const result = rapportKanon(columns, {
      k: 2,
      suppressionLimit: 1,
      hierarchies,
      levels,
      levelNames: { mois: ['mois', 'trimestre', 'année'] },
    });
    if (!result.ok) throw new Error(result.motifs[0]?.phrase);
    expect(result.value.rapport.attributes.map(({ words }) => words)).toEqual([
      'tout est regroupé\u00a0: la colonne ne dit plus rien',
      'regroupé par année\u00a0: 3 valeurs possibles au lieu de 36',
      'valeurs d’origine',
      'valeurs d’origine',
      'regroupé au niveau 1 sur 2\u00a0: 3 valeurs possibles au lieu de 8',
    ]);
    expect(result.value.rapport.markdown).toContain('la diversité n’a pas été mesurée');
  });
  it('warns of a group of one answer, of a column that names everyone, of too much suppressed', () => {
    const result = rapportKanon(
      { zone: ['A', 'A', 'B'], motif: ['x', 'x', 'y'], id: ['i1', 'i2', 'i3'] },
      {
        k: 2,
        suppressionLimit: 0.1,
        hierarchies: {
          zone: [
            ['A', '*'],
            ['B', '*'],
          ],
        },
        levels: { zone: 0 },
        sensitive: ['motif'],
        keep: ['id'],
      },
    );
    if (!result.ok) throw new Error(result.motifs[0]?.phrase);
    expect(result.value.rapport.warnings.slice(4)).toEqual([
      expect.stringContaining('que k ne compte pas\u00a0: «\u00a0id\u00a0».'),
      'Colonne «\u00a0id\u00a0». Toutes ses valeurs sont différentes\u00a0: retirez-la avant de transmettre le fichier.',
      'Dans au moins un groupe, tous ont la même valeur de «\u00a0motif\u00a0»\u00a0: elle est révélée.',
      'Plus d’enregistrements ont été supprimés que la part annoncée.',
    ]);
  });
  it('measures against a population, generalised for the occasion', () => {
    const twice = Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name, [...column, ...column]]),
    );
    const { population, risks, k } = report({ population: twice });
    expect(population).toMatchObject({ kMap: 2 * k.reached, deltaMax: 0.5 });
    expect(risks.basis).toBe('population');
    expect(risks.marketer).toBeCloseTo(risks.prosecutor.average / 2, 12);
  });
  it('refuses when nothing is left, or when a column is not there', () => {
    const levels = { site: 0, mois: 0, age: 0, sexe: 0, situation: 0 };
    const options = { k: 300, suppressionLimit: 1, hierarchies, levels };
    expect(rapportKanon(columns, options)).toMatchObject({ motifs: [{ code: 'EVERYTHING_SUPPRESSED' }] });
    expect(rapportKanon(columns, { ...options, sensitive: ['revenu'] })).toMatchObject({
      motifs: [{ code: 'COLUMN_MISSING' }],
    });
  });
});

import { describe, expect, it } from 'vitest';

import { bands, calendar, hierarchy, multi, norms, releaseSpec } from './index.ts';

const base = {
  version: 1,
  id: 'demo',
  unit: 'intervention',
  measure: { type: 'records' },
  dimensions: [{ code: 'site' }, { code: 'sexe' }],
  tables: [['site', 'sexe']],
  rules: 'FR_SOCIAL_5',
};
const codes = (input: unknown): string[] => {
  const resultat = releaseSpec(input);
  return resultat.ok ? [] : resultat.motifs.map(({ code }) => code);
};
const withDimension = (dimension: object): unknown => ({
  ...base,
  dimensions: [{ code: 'site', ...dimension }],
  tables: [['site']],
});

describe('releaseSpec', () => {
  it('takes a specification as written and freezes it', () => {
    const resultat = releaseSpec(base);
    expect(resultat).toEqual({ ok: true, value: base });
    expect(resultat.ok && Object.isFrozen(resultat.value.dimensions)).toBe(true);
  });

  it('takes the shapes made by the builders', () => {
    for (const shape of [
      hierarchy({ Total: ['Z'], Z: ['a', 'b'] }),
      bands([25, 45]),
      calendar(['mois', 'trimestre', 'annee']),
      multi('|'),
    ]) {
      expect(codes(withDimension(shape))).toEqual([]);
    }
  });

  it.each<[string, unknown, string[]]>([
    [
      'no measure and an unknown field',
      { ...base, measure: undefined, finset: 1 },
      ['SPEC_INVALID', 'SPEC_INVALID'],
    ],
    [
      'two unknown dimensions',
      { ...base, tables: [['site', 'mois'], ['age']] },
      ['SPEC_INVALID', 'SPEC_INVALID'],
    ],
    ['finest out of range', { ...base, tables: [{ dims: ['site'], finest: { site: 2 } }] }, ['SPEC_INVALID']],
    ['threshold below 2', { ...base, rules: { id: 'T', threshold: 1 } }, ['SPEC_INVALID']],
    ['threshold not an integer', { ...base, rules: { id: 'T', threshold: 2.5 } }, ['SPEC_INVALID']],
    ['unknown preset', { ...base, rules: 'FR_LAX_2' }, ['SPEC_INVALID']],
    ['two shapes', withDimension({ bands: [1], calendar: ['mois'] }), ['SPEC_INVALID']],
    ['bands out of order', withDimension({ bands: [5, 5] }), ['SPEC_INVALID']],
    ['calendar coarsest first', withDimension({ calendar: ['annee', 'mois'] }), ['SPEC_INVALID']],
    [
      'cycle',
      withDimension(hierarchy({ Total: ['a'], b: ['c'], c: ['b'] })),
      ['HIERARCHY_INVALID', 'HIERARCHY_INVALID'],
    ],
    [
      'two parents',
      withDimension(hierarchy({ Total: ['a', 'b'], a: ['c'], b: ['c'] })),
      ['HIERARCHY_INVALID'],
    ],
    ['unreachable node', withDimension(hierarchy({ Total: ['a'], z: [] })), ['HIERARCHY_INVALID']],
    [
      'different leaves',
      withDimension(hierarchy({ Total: ['a', 'b'] }, { Total: ['a'] })),
      ['HIERARCHY_INVALID'],
    ],
    ['Total as child', withDimension(hierarchy({ Total: ['a'], a: ['Total'] })), ['HIERARCHY_INVALID']],
    [
      'one code, other leaves in another tree',
      withDimension(hierarchy({ Total: ['z', 'c'], z: ['a', 'b'] }, { Total: ['z', 'b'], z: ['a', 'c'] })),
      ['HIERARCHY_INVALID'],
    ],
    ['a separator inside an option', withDimension({ multi: '|', codes: ['a|b', 'c'] }), ['SPEC_INVALID']],
    ['multi-choice with a hierarchy', withDimension({ multi: '|', bands: [5] }), ['SPEC_INVALID']],
    ['persons without a rule', { ...base, unit: 'personne' }, ['SPEC_INVALID']],
    [
      'persons counted from frequencies',
      {
        ...base,
        unit: 'personne',
        measure: { type: 'frequency', column: 'n' },
        person: { column: 'p', attach: 'first' },
      },
      ['SPEC_INVALID'],
    ],
    [
      'a rule for persons when interventions are counted',
      { ...base, person: { column: 'p', attach: 'each' } },
      ['SPEC_INVALID'],
    ],
  ])('refuses %s', (_, input, expected) => {
    expect(codes(input)).toEqual(expected);
  });

  it('keeps the presets as dated data with a source', () => {
    expect(Object.values(norms).map(({ id, threshold }) => [id, threshold])).toEqual([
      ['FR_SOCIAL_5', 5],
      ['FR_STRICT_11', 11],
      ['FR_ENTREPRISE_3_85', 3],
    ]);
    for (const norm of Object.values(norms)) {
      expect(norm.source).not.toBe('');
      expect(norm.validFrom).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});

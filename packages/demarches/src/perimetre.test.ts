import { expect, test } from 'vitest';
import seed from '../data/seed-2026-11-22.json' with { type: 'json' };
import { crosswalk, findPerimetre } from './perimetre.ts';
import { PERIMETRES } from './nomenclatures.ts';

test('V13 a theme of DILA is a scope', () => {
  expect(findPerimetre('N19811')).toEqual({ ok: true, value: 'social' });
});

test.each(PERIMETRES)('V13 %s goes to the others and back', (p) => {
  const { aidantsConnect, dila, coop } = crosswalk(p);
  for (const code of [aidantsConnect, dila, coop])
    expect(findPerimetre(code)).toEqual({ ok: true, value: p });
});

test('the stored code of La Coop is read too', () => {
  expect(findPerimetre('papiers_elections_citoyennete')).toEqual({ ok: true, value: 'papiers' });
  expect(findPerimetre('etrangers_europe')).toEqual({ ok: true, value: 'etranger' });
});

test.each([
  ['Associations', 'SANS_PERIMETRE'],
  ['associations', 'SANS_PERIMETRE'],
  ['N1', 'PERIMETRE_INCONNU'],
  ['', 'PERIMETRE_INCONNU'],
  ['__proto__', 'PERIMETRE_INCONNU'],
  ['constructor', 'PERIMETRE_INCONNU'],
])('V13 %j is refused: %s', (code, motif) => {
  expect(findPerimetre(code)).toMatchObject({ ok: false, motifs: [{ code: motif }] });
});

test('the seed names the same themes for its entries', () => {
  for (const d of seed.demarches) {
    expect(findPerimetre(d.themeDila)).toEqual({ ok: true, value: d.perimetre });
    expect(findPerimetre(d.thematiqueCoop)).toEqual({ ok: true, value: d.perimetre });
  }
});

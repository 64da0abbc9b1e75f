import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import copy from '../../data/baremes-2026.json' with { type: 'json' };
import { baremes, getParametre, parseBaremes } from './bareme.ts';

const value = (nom: string, date: string) => {
  const r = getParametre(nom, date);
  return r.ok ? r.value : r.motifs.map((m) => m.code).join();
};

test.each([
  ['rsa.base', '2026-04-01', 651.69],
  ['rsa.base', '2026-03-31', 646.52],
  ['rsa.base', '2018-05-01', 550.93],
  ['rsa.base', '2027-03-31', 651.69],
  ['rsa.base', '2027-04-01', 'BAREME_PERIME'],
  ['rsa.base', '2015-08-31', 'BAREME_ABSENT'],
  ['smic.horaireBrut', '2026-06-01', 12.31],
  ['smic.horaireBrut', '2026-05-31', 12.02],
  ['smic.horaireBrut', '2027-01-01', 'BAREME_PERIME'],
  ['ppa.bonification.tauxMax', '2026-04-01', 0.377],
  ['ppa.bonification.tauxMax', '2026-03-31', 0.29101],
  ['ppa.forfaitLogement', '2026-11-22', [0.12, 0.16, 0.165]],
  ['aspa.annuelCouple', '2026-11-22', 19_442.21],
  ['aah.montant', '2026-11-22', 1041.59],
  ['c2s.plafondBase', '2025-03-31', 10_166],
  ['c2s.plafondBase', '2025-04-01', 'BAREME_PERIME'],
  ['reference.decalage', '2025-02-28', 1],
  ['reference.decalage', '2025-03-01', 2],
  ['rsa.base', '2026-02-30', 'DATE_INVALIDE'],
  ['__proto__', '2026-11-22', 'PARAMETRE_INCONNU'],
  ['constructor', '2026-11-22', 'PARAMETRE_INCONNU'],
  ['', '2026-11-22', 'PARAMETRE_INCONNU'],
])('%s on %s: %j', (nom, date, attendu) => {
  expect(value(nom, date)).toEqual(attendu);
});

test('every parameter is well formed, dated and in order', () => {
  expect(parseBaremes(baremes)).toMatchObject({ ok: true });
  for (const [nom, p] of Object.entries(baremes.parametres)) {
    const dates = p.valeurs.map((v) => v.depuis);
    expect([nom, dates]).toEqual([nom, dates.toSorted()]);
    expect([nom, p.validUntil > (dates.at(-1) ?? '')]).toEqual([nom, true]);
  }
});

test('the order of the values does not matter', () => {
  const base = baremes.parametres['rsa.base'];
  if (base === undefined) throw new Error('no rsa.base');
  const b = { ...baremes, parametres: { 'rsa.base': { ...base, valeurs: base.valeurs.toReversed() } } };
  expect(getParametre('rsa.base', '2018-05-01', b)).toEqual({ ok: true, value: 550.93 });
});

test('barèmes that are none are refused, with the place of each fault', () => {
  const r = parseBaremes({ etat: '2026-02-30', parametres: { x: { libelle: 'X', valeurs: [] } } });
  expect(r.ok ? [] : r.motifs.map((m) => m.path?.join('.')).toSorted()).toEqual([
    'etat',
    'parametres.x.releve',
    'parametres.x.valeurs',
    'parametres.x.validUntil',
  ]);
});

const folder = process.env.PORTE_PLUME_DATA;
describe.skipIf(folder === undefined)('the survey of PORTE_PLUME_DATA', () => {
  test('is the one copied here', () => {
    const path = join(folder ?? '', 'demarches', 'baremes-2026.json');
    expect(copy).toEqual(JSON.parse(readFileSync(path, 'utf8')));
  });
});

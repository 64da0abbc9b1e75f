import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import type { FicheSlim } from './fiche.ts';
import { createSnapshot, parseSnapshot, pickFiches, type Snapshot, writeSnapshot } from './snapshot.ts';

const fiche = (id: string, more: Partial<FicheSlim> = {}): FicheSlim => ({
  id,
  schema: '3.4',
  type: 'Formulaire',
  nom: `Fiche ${id}`,
  modifieLe: '2026-01-01',
  audience: ['Particuliers'],
  chemin: [],
  services: [],
  ...more,
});
const make = (...fiches: FicheSlim[]): Snapshot => {
  const r = createSnapshot(fiches, { le: '2026-11-01', via: 'essai' });
  if (!r.ok) throw new Error(JSON.stringify(r.motifs));
  return r.value;
};
const codes = (input: unknown) => {
  const r = parseSnapshot(input);
  return r.ok ? [] : r.motifs.map((m) => m.code);
};

test('it is sorted, dated and sealed, whatever the order in which the sheets came', () => {
  const s = make(fiche('R2'), fiche('F10'), fiche('F1'));
  expect(s.fiches.map((f) => f.id)).toEqual(['F1', 'F10', 'R2']);
  expect(s.date).toBe('2026-11-01');
  expect(s.source.attribution).toContain('1er novembre 2026');
  expect(writeSnapshot(make(fiche('F1'), fiche('R2'), fiche('F10')))).toBe(writeSnapshot(s));
  expect(parseSnapshot(JSON.parse(writeSnapshot(s)))).toEqual({ ok: true, value: s });
});

test('whoever changes a sheet breaks the seal; all faults come at once', () => {
  const s = make(fiche('F1'), fiche('F2'));
  const [a, b] = s.fiches;
  if (a === undefined || b === undefined) throw new Error('no sheet');
  expect(codes({ ...s, fiches: [{ ...a, nom: 'Autre' }, b] })).toEqual(['EMPREINTE_FAUSSE']);
  expect(codes({ ...s, fiches: [b, a] })).toEqual(['ORDRE_INVALIDE', 'EMPREINTE_FAUSSE']);
  expect(codes({ ...s, fiches: [a, a] })).toEqual(['FICHE_EN_DOUBLE', 'EMPREINTE_FAUSSE']);
  expect(codes({ ...s, fiches: [{ ...a, id: '__proto__' }], date: '2026-02-30' })).toEqual([
    'CHAMP_INVALIDE',
    'CHAMP_INVALIDE',
  ]);
  for (const bad of [null, undefined, 1, 'x', [], {}]) expect(codes(bad)).not.toEqual([]);
});

test('a day that does not exist and a sheet given twice are refused', () => {
  const read = (fiches: FicheSlim[], le: string) => {
    const r = createSnapshot(fiches, { le, via: 'essai' });
    return r.ok ? [] : r.motifs.map((m) => m.code);
  };
  expect(read([fiche('F1')], '2026-02-30')).toEqual(['DATE_INVALIDE']);
  expect(read([fiche('F1'), fiche('F1')], '2026-11-01')).toEqual(['FICHE_EN_DOUBLE']);
});

test('the sheets that are kept are sealed again', () => {
  const kept = pickFiches(make(fiche('F1'), fiche('F2'), fiche('R1')), ['R1', 'F1', 'F99999']);
  expect(kept.fiches.map((f) => f.id)).toEqual(['F1', 'R1']);
  expect(parseSnapshot(kept)).toEqual({ ok: true, value: kept });
});

test('the committed snapshot is whole, has every sheet that the catalogue cites, and stays small', () => {
  const text = readFileSync(new URL('../data/snapshot-2020-11-12.json', import.meta.url));
  const read = parseSnapshot(JSON.parse(text.toString()));
  if (!read.ok) throw new Error(JSON.stringify(read.motifs));
  const known = new Set(read.value.fiches.map((f) => f.id));
  const cited = catalogue.demarches.flatMap((d) => [...d.refs.fiches, ...d.refs.services]);
  expect(cited.filter((id) => !known.has(id))).toEqual([]);
  expect(writeSnapshot(read.value)).toBe(text.toString());
  expect(gzipSync(text).length).toBeLessThan(80_000);
});

test('writing and reading give the snapshot back, whatever the titles', () => {
  const fiches = fc.uniqueArray(
    fc.record({
      n: fc.integer({ min: 1, max: 99_999 }),
      nom: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    }),
    { selector: (f) => f.n, maxLength: 12 },
  );
  fc.assert(
    fc.property(fiches, (list) => {
      const s = make(...list.map(({ n, nom }) => fiche(`F${n}`, { nom })));
      expect(parseSnapshot(JSON.parse(writeSnapshot(s)))).toEqual({ ok: true, value: s });
    }),
    { numRuns: 1000 },
  );
});

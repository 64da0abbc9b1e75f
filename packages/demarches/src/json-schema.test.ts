import addFormats from 'ajv-formats';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogue, catalogueSchema } from './catalogue.ts';
import { demarcheSchema } from './demarche.ts';
import { toJsonSchema, toTableSchema } from './export.ts';
import { COMPLETE } from './jsonld.fixture.ts';

/** Validators that share nothing with zod; they must themselves find our schemas sound. */
const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false });
addFormats.default(ajv);
const isDemarche = ajv.compile(toJsonSchema());
const isCatalogue = ajv.compile(toJsonSchema('catalogue'));

const dossier = new URL('../schemas/', import.meta.url);

describe('toJsonSchema', () => {
  it('names the mistake of who asks for another schema', () => {
    for (const quoi of ['fiche', '__proto__'] as unknown as 'demarche'[]) {
      expect(() => toJsonSchema(quoi)).toThrow('quoi: demarche or catalogue');
    }
  });

  it('is what the package publishes: run scripts/schemas.mjs after a change', () => {
    const attendus: Record<string, unknown> = {
      'catalogue.schema.json': toJsonSchema('catalogue'),
      'catalogue.table-schema.json': toTableSchema(),
      'demarche.schema.json': toJsonSchema(),
    };
    expect(readdirSync(dossier).sort()).toEqual(Object.keys(attendus).sort());
    for (const [fichier, attendu] of Object.entries(attendus)) {
      const publie: unknown = JSON.parse(readFileSync(new URL(fichier, dossier), 'utf8'));
      expect(JSON.stringify(publie), fichier).toBe(JSON.stringify(attendu));
    }
  });

  it('accepts the catalogue, its entries and a complete one', () => {
    expect(isCatalogue(catalogue)).toBe(true);
    for (const d of [...catalogue.demarches, COMPLETE]) expect(isDemarche(d), d.id).toBe(true);
  });

  it('refuses the same bad entries as zod', () => {
    const url = { valeur: 'http://exemple.fr', source: { type: 'dila', ref: 'F1' }, verifieLe: '2026-02-30' };
    const mauvaises: unknown[] = [
      {},
      null,
      { ...COMPLETE, id: 'constructor' },
      { ...COMPLETE, nom: '' },
      { ...COMPLETE, plus: 1 },
      { ...COMPLETE, perimetre: 'sport' },
      { ...COMPLETE, url },
      { ...COMPLETE, url: { ...url, valeur: 'https://exemple.fr' } },
      { ...COMPLETE, pieces: Array.from({ length: 9 }, () => COMPLETE.pieces?.[0]) },
      { ...COMPLETE, duree: { mediane: 0, min: 1, max: 2 } },
      { ...COMPLETE, refs: { ...COMPLETE.refs, cerfa: [{ numero: '1', version: '01' }] } },
    ];
    for (const mauvaise of mauvaises) {
      expect(demarcheSchema.safeParse(mauvaise).success, JSON.stringify(mauvaise)).toBe(false);
      expect(isDemarche(mauvaise), JSON.stringify(mauvaise)).toBe(false);
    }
    expect(isCatalogue({ ...catalogue, fiches: { X1: { titre: 'x', modifieLe: '2020-01-01' } } })).toBe(
      false,
    );
  });

  it('agrees with zod on entries damaged at random', { timeout: 30_000 }, () => {
    const entrees = [...catalogue.demarches, COMPLETE];
    fc.assert(
      fc.property(fc.constantFrom(...entrees), fc.nat(), abime(), (bonne, ou, plus) => {
        const mauvaise = damage(structuredClone(bonne), ou, plus);
        expect(isDemarche(mauvaise), JSON.stringify(mauvaise)).toBe(
          demarcheSchema.safeParse(mauvaise).success,
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('says what it cannot check: the order of the dates of a campaign', () => {
    const source = { type: 'texte', ref: 'arrêté inventé' };
    const fenetres = [{ annee: 2026, ouvre: '2026-06-01', ferme: '2026-04-01', source }];
    const recurrence = { valeur: { type: 'campagne', fenetres }, source, verifieLe: null };
    expect(isDemarche({ ...COMPLETE, recurrence })).toBe(true);
    expect(demarcheSchema.safeParse({ ...COMPLETE, recurrence }).success).toBe(false);
    expect(toJsonSchema().$comment).toContain('order of the dates');
    expect(
      catalogueSchema.safeParse({ ...catalogue, demarches: [{ ...COMPLETE, recurrence }] }).success,
    ).toBe(false);
  });
});

/** What takes the place of a value: nothing, a code of ours, a near miss, anything. */
function abime(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constant(undefined),
    fc.constantFrom(
      'rsa',
      'aucun',
      'A'.repeat(201),
      'a'.repeat(41),
      'https://a.fr',
      '2026-02-30',
      '2026-02-28',
      '',
      0,
      -1,
      1.5,
    ),
    fc.jsonValue({ maxDepth: 1 }),
  );
}

/** Replaces one place of an entry; a recurrence is left alone, since JSON Schema cannot say its rules. */
function damage(racine: object, ou: number, plus: unknown): object {
  const places: [Record<string, unknown>, string][] = [];
  const visit = (noeud: unknown): void => {
    if (typeof noeud !== 'object' || noeud === null) return;
    for (const cle of Object.keys(noeud)) {
      if (cle === 'recurrence') continue;
      places.push([noeud as Record<string, unknown>, cle]);
      visit((noeud as Record<string, unknown>)[cle]);
    }
  };
  visit(racine);
  const [noeud, cle] = places[ou % places.length] ?? [{}, ''];
  if (plus === undefined && !Array.isArray(noeud)) Reflect.deleteProperty(noeud, cle);
  else noeud[cle] = plus ?? null;
  return racine;
}

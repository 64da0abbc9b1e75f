import * as z from 'zod/mini';
import { describe, expect, it } from 'vitest';
import { parseEvenement } from '../modele/evenement.ts';
import { signer, toCodes } from '../f0.fixture.ts';
import { createUpcaster, upcast } from './upcaster.ts';

/** Two event types of an imaginary journal: `Note` changed twice since v1, `Rappel` never did. */
const NoteV1 = z.object({ v: z.literal(1), type: z.literal('Note'), texte: z.string() });
const NoteV2 = z.object({ v: z.literal(2), type: z.literal('Note'), corps: z.string() });
const lire = createUpcaster(['Note', 'Rappel'], {
  Note: [
    upcast(NoteV1, ({ texte, ...reste }) => ({ ...reste, corps: texte })),
    upcast(NoteV2, (note) => ({ ...note, langue: 'fr' })),
  ],
});

function refus(json: unknown): [string, unknown][] {
  const lu = lire(json);
  return lu.ok ? [] : lu.motifs.map((m) => [m.code, m.path]);
}

describe('createUpcaster', () => {
  it('lifts an old event through each version up to ours, and leaves today’s as it is', () => {
    const v3 = { v: 3, type: 'Note', corps: 'a', langue: 'fr' };
    expect(lire({ v: 1, type: 'Note', texte: 'a' })).toEqual({ ok: true, value: v3 });
    expect(lire({ v: 2, type: 'Note', corps: 'a' })).toEqual({ ok: true, value: v3 });
    expect(lire({ ...v3, inconnu: 1 })).toEqual({ ok: true, value: { ...v3, inconnu: 1 } });
    expect(lire({ v: 1, type: 'Rappel' })).toEqual({ ok: true, value: { v: 1, type: 'Rappel' } });
  });

  it('never changes the event it is given', () => {
    const v1 = Object.freeze({ v: 1, type: 'Note', texte: 'a' });
    expect(lire(v1)).toMatchObject({ ok: true });
    expect(v1).toEqual({ v: 1, type: 'Note', texte: 'a' });
  });

  it('refuses a version newer than its type knows, each type at its own', () => {
    expect(refus({ v: 4, type: 'Note' })).toEqual([['version_inconnue', ['v']]]);
    expect(refus({ v: 2, type: 'Rappel' })).toEqual([['version_inconnue', ['v']]]);
  });

  it.each([0, -1, 1.5, Number.NaN, '1', null, undefined, true])('refuses the version %s', (v) => {
    expect(refus({ v, type: 'Note', texte: 'a' })).toEqual([['commande_invalide', ['v']]]);
  });

  it.each(['Autre', '', 'toString', '__proto__', 3, null, undefined])('refuses the type %s', (type) => {
    expect(refus({ v: 1, type })).toEqual([['commande_invalide', ['type']]]);
  });

  it.each([null, undefined, 'texte', 3, [], [{ v: 1, type: 'Note' }]])(
    'refuses what is no object: %j',
    (json) => {
      expect(refus(json)).toEqual([['commande_invalide', []]]);
    },
  );

  it('refuses an old event that its own schema refuses: a missing value is not guessed', () => {
    expect(refus({ v: 1, type: 'Note' })).toEqual([['commande_invalide', ['texte']]]);
    expect(refus({ v: 2, type: 'Note', texte: 'a' })).toEqual([['commande_invalide', ['corps']]]);
  });

  it('does not accept a table for a type that does not exist', () => {
    expect(() => createUpcaster(['Note'], { Nota: [] })).toThrow(TypeError);
  });
});

describe('parseEvenement', () => {
  const [prepare] = signer().evenements;

  it.each([
    [2, 'version_inconnue'],
    [99, 'version_inconnue'],
    [0, 'commande_invalide'],
    [-1, 'commande_invalide'],
    [undefined, 'commande_invalide'],
    ['1', 'commande_invalide'],
  ])('refuses v = %s: %s', (v, code) => {
    const lu = parseEvenement({ ...prepare, v });
    expect(lu.ok ? [] : toCodes(lu.motifs)).toEqual([code]);
  });

  it('refuses a type which it does not know, even a word of JavaScript', () => {
    for (const type of ['MandatVendu', 'constructor', undefined]) {
      const lu = parseEvenement({ ...prepare, type });
      expect(lu.ok ? [] : lu.motifs).toMatchObject([{ code: 'commande_invalide', path: ['type'] }]);
    }
    const futur = parseEvenement({ ...prepare, type: 'MandatVendu', v: 2 });
    expect(futur.ok ? [] : toCodes(futur.motifs)).toEqual(['version_inconnue', 'commande_invalide']);
  });
});

import { expect, test } from 'vitest';
import exclus from '../data/sigles-exclus.json' with { type: 'json' };
import { mergeCatalogue, mergeSiglesExclus } from '../scripts/merge.ts';
import { catalogue, catalogueSchema, getDemarche, listAConfirmer } from './catalogue.ts';
import { listManques } from './completude.ts';
import { check } from './fraicheur.ts';

test('the catalogue is valid, complete and in step with its sources', () => {
  const parsed = catalogueSchema.safeParse(catalogue);
  expect(parsed.error?.issues ?? []).toEqual([]);
  expect(catalogue.demarches.length).toBeGreaterThanOrEqual(120);
  expect(catalogue).toEqual(mergeCatalogue());
  expect(exclus).toEqual(mergeSiglesExclus());
});

test('it is frozen all the way down', () => {
  const d = catalogue.demarches[0];
  expect(Object.isFrozen(catalogue.demarches) && Object.isFrozen(d) && Object.isFrozen(d?.donnees.art9)).toBe(
    true,
  );
});

test('an entry is found by its id, present or former', () => {
  expect(getDemarche('rsa')?.nom).toBe('Demande de RSA');
  const rsa = getDemarche('rsa');
  if (rsa === undefined) throw new Error('no rsa');
  const autre = { ...catalogue, demarches: [{ ...rsa, anciensIds: ['rmi'] }] };
  expect(getDemarche('rmi', autre)?.id).toBe('rsa');
  expect(getDemarche('rmi')).toBeUndefined();
});

test.each(['', 'inconnue', 'RSA', '__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'an unknown id gives undefined: %j',
  (id) => {
    expect(getDemarche(id)).toBeUndefined();
  },
);

test('what nobody has checked is named, what is decided is not', () => {
  const rsa = getDemarche('rsa');
  const surendettement = getDemarche('surendettement');
  if (rsa === undefined || surendettement === undefined) throw new Error('missing entry');
  expect(listAConfirmer(rsa)).toContain('pieces');
  expect(listAConfirmer(rsa)).toContain('classe');
  expect(listAConfirmer({ ...rsa, actesReservesDecide: false })).toContain('actesReserves');
  expect(listAConfirmer(rsa)).not.toContain('url');
  expect(listAConfirmer(surendettement)).not.toContain('actesReserves');
  // Kept for the person out of caution; the legal text is still to be read.
  const passeport = getDemarche('passeport');
  if (passeport === undefined) throw new Error('missing entry');
  expect(passeport.actesReservesDecide).toBe(true);
  expect(listAConfirmer(passeport)).toContain('actesReserves');
  // Aidants Connect is known there, FranceConnect and the other means are not.
  expect(surendettement.auth).toMatchObject({ verifieLe: '2026-08-10', valeur: { moyens: null } });
  expect(listAConfirmer(surendettement)).toContain('auth');
  const complet = {
    ...surendettement.auth,
    valeur: { moyens: ['franceconnect'], franceConnect: 'oui', aidantsConnect: 'exclusif' },
  } as const;
  expect(listAConfirmer({ ...surendettement, auth: complet })).not.toContain('auth');
  expect(listAConfirmer({ ...surendettement, auth: { ...complet, verifieLe: null } })).toContain('auth');
  expect(listAConfirmer(surendettement)).toContain('url');
});

test('no national address is nothing to confirm where the service is local', () => {
  const apa = getDemarche('apa');
  if (apa === undefined) throw new Error('missing entry');
  for (const urlLocale of [true, false]) {
    expect(listAConfirmer({ ...apa, url: null, urlLocale }).includes('url')).toBe(!urlLocale);
  }
});

test('every entry is complete: a lint of the catalogue, on its own day', () => {
  const manques = catalogue.demarches.flatMap((d) => listManques(d).map((champ) => `${d.id}.${champ}`));
  expect(manques).toEqual([]);
  const { erreurs, avertissements } = check(catalogue, { le: catalogue.date });
  expect(erreurs).toEqual([]);
  expect(avertissements.filter(({ code }) => code === 'PARTAGE_SEUL')).toEqual([]);
});

test('every entry has a human channel, documents to bring at most eight, and many situations', () => {
  for (const d of catalogue.demarches) {
    expect([d.id, (d.canaux ?? []).some(({ valeur }) => valeur.type !== 'web')]).toEqual([d.id, true]);
    expect([d.id, (d.pieces ?? []).length >= 1 && (d.pieces ?? []).length <= 8]).toEqual([d.id, true]);
    expect([d.id, (d.situations ?? []).length >= 8]).toEqual([d.id, true]);
    expect([d.id, new Set(d.situations).size]).toEqual([d.id, (d.situations ?? []).length]);
  }
});

test('what is read to the person is short: twelve words a sentence at most', () => {
  const words = (sentence: string) => sentence.split(/[\s’]+/u).filter((w) => /[\p{L}\d]/u.test(w));
  const long = catalogue.demarches.flatMap(({ id, etapes, pieces }) =>
    [...(etapes ?? []), ...(pieces ?? []).map((p) => p.piece)].flatMap((text) =>
      text
        .split(/(?<=[.!?])\s+/u)
        .filter((sentence) => words(sentence).length > 12)
        .map((sentence) => `${id}: ${sentence}`),
    ),
  );
  expect(long).toEqual([]);
});

test('plain French is short: twelve words a sentence at most, said to « vous », no acronym alone', () => {
  const words = (sentence: string) => sentence.split(/[\s’]+/u).filter((w) => /[\p{L}\d]/u.test(w));
  const faults = catalogue.demarches.flatMap(({ id, langageSimple }) => {
    const sentences = langageSimple.split(/(?<=[.!?])\s+/u);
    const long = sentences.some((s) => words(s).length > 12);
    const unsaid = /\b[A-Z]{2,}\b/.test(langageSimple.replace('RSA, le revenu de solidarité active', ''));
    return long || unsaid || !/\b(?:vous|votre|vos)\b/i.test(langageSimple)
      ? [`${id}: ${langageSimple}`]
      : [];
  });
  expect(faults).toEqual([]);
});

import { expect, test } from 'vitest';
import { catalogue, listAConfirmer } from './catalogue.ts';
import { listManques } from './completude.ts';
import type { Demarche } from './demarche.ts';
import { check } from './fraicheur.ts';

const source = { type: 'terrain' as const, ref: 'essai' };
const fait = { source, verifieLe: null };
const [premiere] = catalogue.demarches;
if (premiere === undefined) throw new Error('empty catalogue');
const complete: Demarche = {
  ...premiere,
  actesReservesDecide: true,
  auth: { ...fait, valeur: { moyens: [], franceConnect: 'inconnu', aidantsConnect: 'inconnu' } },
  canaux: [{ ...fait, valeur: { id: 'mairie', type: 'guichet' } }],
  pieces: [],
  etapes: [],
  blocages: [],
  champsLimites: [],
  orienterVers: [],
  delai: { ...fait, valeur: { recepisse: false } },
  duree: { mediane: 20, min: 10, max: 40 },
  recurrence: { ...fait, valeur: { type: 'aucune' } },
  situations: ['on m’a volé mon sac'],
  sources: { pieces: fait, etapes: fait, blocages: fait, duree: fait },
};

test('an entry is complete when each field is written, an empty list included', () => {
  expect(listManques(complete)).toEqual([]);
});

test.each([
  ['pieces', { pieces: null }],
  ['etapes', { etapes: null }],
  ['canaux', { canaux: null }],
  ['delai', { delai: null }],
  ['situations', { situations: [] }],
  ['actesReserves', { actesReservesDecide: false }],
  ['url', { url: null, urlLocale: false }],
  ['sources.duree', { sources: { pieces: fait, etapes: fait, blocages: fait } }],
  ['sources.orienterVers', { orienterVers: ['adil'] }],
  ['auth.moyens', { auth: { ...complete.auth, valeur: { ...complete.auth.valeur, moyens: null } } }],
] as const)('missing: %s', (champ, change) => {
  const entree: Demarche = { ...complete, ...change };
  expect(listManques(entree)).toEqual([champ]);
  const { avertissements } = check({ ...catalogue, demarches: [entree] }, { le: catalogue.date });
  expect(avertissements).toContainEqual(
    expect.objectContaining({ code: 'INCOMPLET', path: ['demarches', 0, ...champ.split('.')] }),
  );
});

test('an entry of which one fact of `auth` is dated says the others are to confirm', () => {
  const auth = { ...complete.auth, verifieLe: '2026-08-10' };
  const partial = { ...complete, auth: { ...auth, valeur: { ...auth.valeur, moyens: null } } };
  expect(listManques(partial)).toEqual([]);
  expect(listAConfirmer(partial)).toContain('auth');
});

test('no national address is nothing missing where the service is local', () => {
  expect(listManques({ ...complete, url: null, urlLocale: true })).toEqual([]);
});

test('written is not checked: a field is to confirm until its source is dated', () => {
  expect(listAConfirmer(complete)).toEqual(expect.arrayContaining(['pieces', 'etapes', 'blocages', 'duree']));
  const checked = { source, verifieLe: '2026-11-01' };
  const sources = { ...complete.sources, pieces: checked };
  expect(listAConfirmer({ ...complete, sources })).not.toContain('pieces');
  expect(listAConfirmer({ ...complete, pieces: null, sources })).toContain('pieces');
  const { erreurs } = check({ ...catalogue, demarches: [{ ...complete, sources }] }, { le: '2028-01-01' });
  expect(erreurs).toContainEqual(
    expect.objectContaining({ code: 'PERIME_365', path: ['demarches', 0, 'pieces'] }),
  );
});

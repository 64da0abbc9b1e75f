import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { parseCatalogue } from './validation.ts';

interface Draft {
  [key: string]: unknown;
  demarches: Record<string, unknown>[];
}
/** A copy of the catalogue, with changes on the first entries. */
function draft(...changes: Record<string, unknown>[]): Draft {
  const copy = structuredClone(catalogue) as unknown as Draft;
  changes.forEach((change, i) => Object.assign(copy.demarches[i] ?? {}, change));
  return copy;
}
const motifs = (input: unknown) => {
  const r = parseCatalogue(input);
  return r.ok ? [] : r.motifs.map((m) => [m.code, m.path?.join('.')]);
};

test('the catalogue of the package passes', () => {
  expect(parseCatalogue(catalogue)).toEqual({ ok: true, value: catalogue });
});

test.each([null, undefined, 42, 'texte', [], {}])('what is not a catalogue is refused: %j', (input) => {
  expect(parseCatalogue(input).ok).toBe(false);
});

test('every fault of shape comes at once, with its path, without any value', () => {
  const bad = draft(
    { id: '__proto__', nom: 7, inconnu: 'secret-123' },
    {
      langageSimple: undefined,
      url: { valeur: 'http://exemple.fr', source: { type: 'depot', ref: 'x' }, verifieLe: null },
    },
    { perimetre: 'associations' },
  );
  expect(motifs(bad)).toEqual([
    ['CHAMP_INVALIDE', 'demarches.0.id'],
    ['CHAMP_INVALIDE', 'demarches.0.nom'],
    ['CHAMP_INCONNU', 'demarches.0.inconnu'],
    ['CHAMP_MANQUANT', 'demarches.1.langageSimple'],
    ['CHAMP_INVALIDE', 'demarches.1.url.valeur'],
    ['CHAMP_INVALIDE', 'demarches.2.perimetre'],
  ]);
  expect(JSON.stringify(parseCatalogue(bad))).not.toContain('secret');
});

test('constructor is not an id', () => {
  expect(motifs(draft({ id: 'constructor' }))).toEqual([['CHAMP_INVALIDE', 'demarches.0.id']]);
});

test.each<[string, Record<string, unknown>]>([
  ['HORS_DILA_INCOHERENT', { horsDila: true }],
  ['FICHE_INCONNUE', { refs: { fiches: ['F99999'], services: [], cerfa: [] } }],
  [
    'CLASSE_INCOHERENTE',
    { qualification: { raisons: [], source: { type: 'depot', ref: 'x' }, verifieLe: null } },
  ],
  ['QUI_PEUT_INCOHERENT', { quiPeut: { benevole: 'oui', salarieNonHabilite: 'oui', habilite: 'oui' } }],
  ['MODE_INCOHERENT', { modes: { informer: true } }],
  ['ACTES_RESERVES_INCOHERENTS', { actesReservesDecide: false }],
  [
    'FAIT_NON_VERIFIE',
    {
      auth: {
        valeur: { moyens: null, franceConnect: 'oui', aidantsConnect: 'inconnu' },
        source: { type: 'depot', ref: 'x' },
        verifieLe: null,
      },
    },
  ],
  [
    'SANS_CANAL_HUMAIN',
    {
      canaux: [
        { valeur: { id: 'web', type: 'web' }, source: { type: 'depot', ref: 'x' }, verifieLe: '2026-11-01' },
      ],
    },
  ],
  [
    'CLASSE_INCOHERENTE',
    { classe: 'simple', quiPeut: { benevole: 'oui', salarieNonHabilite: 'oui', habilite: 'oui' } },
  ],
  ['ID_EN_DOUBLE', { anciensIds: ['rsa'] }],
  ['ALIAS_EN_DOUBLE', { aliases: ['RMI'] }],
  ['ALIAS_EN_DOUBLE', { aliases: ['rmi'] }],
  ['ALIAS_EN_DOUBLE', { aliases: ['ÉCHANGER permis'] }],
])('%s', (code, change) => {
  // The first entry is the identity card: sensible, two reserved acts, official sheets.
  expect(motifs(draft(change)).map(([c]) => c)).toEqual([code]);
});

test('an alias may be shared when every bearer says so', () => {
  const copy = draft(
    { aliases: ['papiers'], partages: ['papiers'] },
    { aliases: ['papiers'], partages: ['papiers'] },
  );
  expect(motifs(copy)).toEqual([]);
  expect(motifs(draft({ aliases: ['papiers'], partages: ['papiers'] }, { aliases: ['papiers'] }))).toEqual([
    ['ALIAS_EN_DOUBLE', 'demarches.1.aliases'],
  ]);
});

test('a human channel that nobody has checked is accepted, and told as to confirm', () => {
  const guichet = {
    valeur: { id: 'mairie', type: 'guichet' },
    source: { type: 'depot', ref: 'x' },
    verifieLe: null,
  };
  expect(motifs(draft({ canaux: [guichet] }))).toEqual([]);
});

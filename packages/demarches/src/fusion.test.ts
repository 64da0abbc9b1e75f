import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mergeCatalogue } from '../scripts/merge.ts';
import vectors from '../data/vectors-public.json' with { type: 'json' };
import { catalogue } from './catalogue.ts';
import { check } from './fraicheur.ts';
import { readFiche } from './fiche-lecture.ts';
import { R1444_33, R1444_34, toXml } from './fiche-synthetique.fixture.ts';
import { merge } from './fusion.ts';
import { createSnapshot, parseSnapshot, type Snapshot } from './snapshot.ts';

const data = (name: string) => readFileSync(new URL(`../data/${name}`, import.meta.url), 'utf8');
const json = (name: string): unknown => JSON.parse(data(name));
const need = <T>(r: { ok: true; value: T } | { ok: false; motifs: unknown }): T => {
  if (!r.ok) throw new Error(JSON.stringify(r.motifs));
  return r.value;
};
const snapshot = need(parseSnapshot(json('snapshot-2020-11-12.json')));
const R1444 = (m: typeof R1444_33): Snapshot =>
  need(createSnapshot([need(readFiche(toXml(m)))], { le: '2026-11-01', via: 'essai' }));

/** The least that an overlay says of a démarche over one sheet. */
const entree = {
  langageSimple: 'Vous demandez une aide pour payer un avocat.',
  operateur: { id: 'justice', nom: 'Ministère de la Justice', type: 'etat' },
  perimetre: 'justice',
  refs: { services: ['R1444'] },
  donnees: { nir: false, art9: [], art10: true, bancaire: false, tiers: false },
};
const overlay = (more: object = {}) => ({ version: '1', demarches: { aide: { ...entree, ...more } } });
const codes = (r: ReturnType<typeof merge>) => (r.ok ? ['ok'] : r.motifs.map((m) => m.code));

test('the catalogue of the package is the merge of its sources, byte for byte', () => {
  expect(`${JSON.stringify(mergeCatalogue(), null, 1)}\n`).toBe(data('catalogue.json'));
});

test('V26: an overlay that cites F99999 is refused; an entry without any sheet passes', () => {
  expect(codes(merge(snapshot, overlay({ nom: 'Aide', refs: { fiches: ['F99999'] } })))).toEqual([
    'FICHE_INCONNUE',
  ]);
  // Told whatever else is wrong.
  expect(
    codes(merge(snapshot, { version: '1', demarches: { aide: { refs: { fiches: ['F99999'] } } } })),
  ).toContain('FICHE_INCONNUE');
  const mail = catalogue.demarches.find((d) => d.id === 'adresse-mail');
  expect(mail?.horsDila).toBe(true);
  const attendu = vectors.vecteurs.find((v) => v.id === 'V26')?.attendu;
  const said = [overlay({ nom: 'Aide', refs: { fiches: ['F99999'] } }), { version: '1', demarches: [mail] }];
  expect(said.flatMap((o) => codes(merge(snapshot, o)))).toEqual(attendu);
  // A catalogue that has drifted from the sheets is found by `check` too.
  const [first, ...others] = catalogue.demarches;
  if (first === undefined) throw new Error('empty catalogue');
  const drift = { ...first, refs: { ...first.refs, fiches: ['F99999'] } };
  const { erreurs } = check(
    { ...catalogue, demarches: [drift, ...others] },
    { le: catalogue.date, snapshot },
  );
  expect(erreurs).toEqual([
    expect.objectContaining({ code: 'FICHE_INCONNUE', path: ['demarches', 0, 'refs', 'fiches'] }),
  ]);
  expect(check(catalogue, { le: catalogue.date, snapshot }).erreurs).toEqual([]);
});

test('the sheets give what the overlay does not say, and where it comes from', () => {
  const { demarches, fiches, sources } = need(merge(R1444(R1444_34), overlay()));
  expect(demarches[0]).toMatchObject({
    id: 'aide',
    nom: "Demande d'aide juridictionnelle",
    refs: { fiches: [], services: ['R1444'], cerfa: [{ numero: '16146', version: '03' }] },
    horsDila: false,
    url: {
      valeur: 'https://www.service-public.gouv.fr/simulateur/calcul/16146',
      source: { type: 'dila', ref: 'R1444' },
      verifieLe: null,
    },
    classe: 'sensible',
    qualification: { raisons: ['doute'] },
    quiPeut: { benevole: 'non' },
    actesReservesDecide: false,
    provenance: { source: 'DILA, fiches pratiques service-public.fr', version: '2026-11-01' },
  });
  expect(fiches).toEqual({ R1444: { titre: "Demande d'aide juridictionnelle", modifieLe: '2024-07-09' } });
  expect(sources[0]?.attribution).toContain('DILA');
});

test('the overlay wins field by field; who may act is derived, whatever it says', () => {
  const url = {
    valeur: 'https://www.justice.fr',
    source: { type: 'terrain', ref: 'vu' },
    verifieLe: '2026-11-02',
  };
  const more = {
    nom: 'Aide juridictionnelle',
    url,
    raisons: [],
    quiPeut: { benevole: 'non' },
    aliases: ['avocat'],
  };
  const [d] = need(merge(R1444(R1444_34), overlay(more))).demarches;
  expect(d).toMatchObject({ nom: 'Aide juridictionnelle', url, aliases: ['avocat'], classe: 'simple' });
  expect(d?.quiPeut.benevole).toBe('oui');
});

test('an address whose host moved is kept and becomes to confirm; another change leaves it alone', () => {
  const url = {
    valeur: 'https://www.justice.fr',
    source: { type: 'terrain', ref: 'vu' },
    verifieLe: '2026-11-02',
  };
  const apres = R1444(R1444_34);
  const read = (avant?: Snapshot) =>
    need(merge(apres, overlay({ url }), avant === undefined ? {} : { avant })).demarches[0]?.url;
  expect(read()).toEqual(url);
  expect(read(R1444({ ...R1444_33, url: R1444_34.url ?? '' }))).toEqual(url);
  expect(read(R1444(R1444_33))).toEqual({ ...url, verifieLe: null });
});

test('two forms in one number, and a number without version, are left to the curator', () => {
  const cerfa = (numero: string) =>
    need(merge(R1444({ ...R1444_34, cerfa: numero }), overlay())).demarches[0]?.refs.cerfa;
  expect(cerfa('14463*03 (ex-60-3682)')).toEqual([]);
  expect(cerfa('11278')).toEqual([]);
  expect(cerfa('16146*03')).toEqual([{ numero: '16146', version: '03' }]);
});

test('faults of the overlay come at once, with their place, and nothing is inherited', () => {
  expect(codes(merge(snapshot, null))).toEqual(['CHAMP_INVALIDE']);
  expect(codes(merge(snapshot, {}))).toEqual(['CHAMP_MANQUANT', 'CHAMP_MANQUANT']);
  const bad = overlay({ perimetre: 'autre', inconnu: 1, operateur: 'constructor', donnees: undefined });
  const r = merge(R1444(R1444_34), bad);
  expect(r.ok ? [] : r.motifs.map((m) => [m.code, m.path?.join('.')]).toSorted()).toEqual([
    ['CHAMP_INCONNU', 'demarches.0.inconnu'],
    ['CHAMP_INVALIDE', 'demarches.0.perimetre'],
    ['CHAMP_MANQUANT', 'demarches.0.donnees'],
    ['CHAMP_MANQUANT', 'demarches.0.operateur'],
  ]);
  const proto = JSON.parse('{"version":"1","demarches":{"__proto__":{}}}') as unknown;
  expect(need(merge(snapshot, proto)).demarches).toEqual([]);
});

test('a catalogue is an overlay: merged again over its own sheets, it stays what it is', () => {
  const again = need(merge(snapshot, catalogue));
  expect(again.demarches).toEqual(catalogue.demarches);
  expect(again.fiches).toEqual(catalogue.fiches);
});

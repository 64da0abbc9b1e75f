import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signer } from '../f0.fixture.ts';
import { LinkSchema } from './link.ts';
import { chain, commit, digest, GENESE, verifyChain, type Link } from '../ledger.ts';

// Golden chain of the specification, §7.
const GOLDEN = [
  {
    acteur: { kind: 'ecrivain', ref: 'e1' },
    appareil: 'a1',
    connuLe: '2026-11-22T09:00:00.000Z',
    donnees: {},
    faitLe: '2026-11-22T09:00:00.000Z',
    id: 'c1/0',
    mandatId: 'm1',
    seq: 1,
    type: 'ConsentementRefuse',
    v: 1,
  },
  {
    acteur: { kind: 'systeme', ref: 'horloge' },
    appareil: 'a1',
    connuLe: '2026-11-22T10:00:00.000Z',
    donnees: { canal: 'courrier', destinataire: 'mandant' },
    faitLe: '2026-11-22T10:00:00.000Z',
    id: 'c2/0',
    mandatId: 'm2',
    seq: 2,
    type: 'EcheanceRappelee',
    v: 1,
  },
];

describe('chain', () => {
  it('gives the golden hashes, whole or link after link', () => {
    const links = chain(null, GOLDEN);
    expect(links.map((l) => l.hash)).toEqual([
      'affeafc119bbc0d3d571b5614a3affcadc6a36ece7fa9d57538e9e29dac1bccc',
      '728bc944c6f28aa41f07191984619a07e69c4c74adba97c0b89efea44c64a724',
    ]);
    expect(links[0]?.prevHash).toBe(GENESE);
    const [premier] = links;
    expect(premier && chain(premier, GOLDEN.slice(1))).toEqual(links.slice(1));
    expect(LinkSchema.parse(links[1])).toEqual(links[1]);
  });

  const { evenements } = signer();
  const links = chain(null, evenements);

  it('verifies, with the default hash or another one', () => {
    const attendu = { ok: true, value: { count: 5, hash: links.at(-1)?.hash } };
    expect(verifyChain(links)).toEqual(attendu);
    const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex');
    expect(verifyChain(links, { sha256 })).toEqual(attendu);
    expect(verifyChain([])).toEqual({ ok: true, value: { count: 0, hash: GENESE } });
  });

  it('T43: a changed byte, a swap, a fork, a hole: broken, with the index', () => {
    const rompu = (copie: Link[]) => {
      const resultat = verifyChain(copie);
      return resultat.ok ? null : [resultat.motifs[0]?.code, resultat.motifs[0]?.index];
    };
    const [a, b, c, d, e] = links;
    if (!a || !b || !c || !d || !e) throw new Error('five links expected');
    expect(rompu([a, b, { ...c, evenement: { ...c.evenement, seq: 99 } }, d, e])).toEqual([
      'chaine_rompue',
      2,
    ]);
    expect(rompu([a, c, b, d, e])).toEqual(['chaine_rompue', 1]);
    const fourche = chain(a, [{ autre: true }])[0];
    expect(fourche && rompu([a, b, fourche])).toEqual(['chaine_rompue', 2]);
    expect(rompu([a, b, d, e])).toEqual(['chaine_rompue', 2]);
    expect(rompu([b, c])).toEqual(['chaine_rompue', 0]);
    expect(rompu([a, b, c])).toBeNull();
  });

  // The vector says 2 s; the house asserts no absolute time, bench/chain.bench.mjs prints it.
  it('T54: 100 000 events are verified, in the time of a bare loop of hashes or little more', () => {
    const cent = Array.from({ length: 100_000 }, (_, seq) => ({ ...GOLDEN[seq % 2], id: `c${seq}/0`, seq }));
    const longue = chain(null, cent);
    const duree = (tour: () => string | undefined) => {
      const debut = performance.now();
      expect(tour()).toBe(longue.at(-1)?.hash);
      return performance.now() - debut;
    };
    const nue = duree(() => {
      let prev = GENESE;
      for (const e of cent) {
        const texte = prev + (canonicalize(e) ?? '');
        prev = createHash('sha256').update(texte).digest('hex');
      }
      return prev;
    });
    const verifiee = duree(() => {
      const resultat = verifyChain(longue);
      return resultat.ok ? resultat.value.hash : undefined;
    });
    expect(verifiee / nue).toBeLessThan(4);
  }, 60_000);

  it('any change of any leaf is found at its place', () => {
    fc.assert(
      fc.property(
        fc.nat(links.length - 1),
        fc.constantFrom('id', 'faitLe', 'connuLe', 'mandatId'),
        (rang, champ) => {
          const copie = links.map((l, i) =>
            i === rang ? { ...l, evenement: { ...l.evenement, [champ]: 'x' } } : l,
          );
          expect(verifyChain(copie)).toMatchObject({
            ok: false,
            motifs: [{ code: 'chaine_rompue', index: rang }],
          });
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('digest and commit', () => {
  it('P6: the same whatever the order of the keys', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2, noUnicodeString: false })),
        (objet) => {
          const inverse = Object.fromEntries(Object.entries(objet).reverse());
          expect(digest(inverse)).toEqual(digest(objet));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('refuses what JSON cannot carry faithfully', () => {
    expect(digest({ nom: 'a\ud800' })).toMatchObject({
      ok: false,
      motifs: [{ code: 'texte_invalide', path: ['nom'] }],
    });
    expect(digest([1, NaN, Infinity])).toMatchObject({
      ok: false,
      motifs: [
        { code: 'nombre_invalide', path: [1] },
        { code: 'nombre_invalide', path: [2] },
      ],
    });
    expect(() => digest(() => 1)).toThrow(TypeError);
    expect(() => digest({ a: [() => 1] })).toThrow(TypeError);
    expect(() => digest(10n)).toThrow(TypeError);
    expect(digest('undefined').ok).toBe(true);
    expect(digest({ a: undefined })).toEqual(digest({}));
    expect(() => chain(null, [NaN])).toThrow(TypeError);
  });

  it('digest never normalises, commit does', () => {
    const [compose, decompose] = ['Zoé', 'Zoe\u0301'];
    expect(digest(compose)).not.toEqual(digest(decompose));
    expect(commit('sel', compose)).toEqual(commit('sel', decompose));
    expect(commit('sel', compose)).not.toEqual(commit('autre', compose));
    expect(commit(new TextEncoder().encode('sel'), compose)).toEqual(commit('sel', compose));
    expect(() => commit('', compose)).toThrow(TypeError);
  });

  // The canonical JSON of a text is its quoted form; expected value from node:crypto, another implementation.
  it('is HMAC-SHA-256 of the canonical JSON', () => {
    expect(commit('key', 'The quick brown fox')).toEqual({
      ok: true,
      value: 'ea4faa5e7501c5404bc4a7e1b6c898a2efcfc2b5b32a71cd22f15680c46a1629',
    });
  });
});

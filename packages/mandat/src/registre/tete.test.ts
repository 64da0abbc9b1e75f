import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { CompactSign, exportJWK, generateKeyPair, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { signer } from '../f0.fixture.ts';
import { chain, GENESE, signHead, verifyChain, verifyHead, type Head, type Link } from '../ledger.ts';
import { hashTexte as deNode } from '../ledger-sha256.node.ts';
import { hashTexte as partout } from '../ledger-sha256.ts';

const links = chain(null, signer().evenements);
const hashAt = (count: number) => (count === 0 ? GENESE : (links[count - 1]?.hash ?? ''));
const head = (count = links.length): Head => ({
  structureId: 's-1',
  count,
  hash: hashAt(count),
  at: '2026-11-22T22:00:00.000Z',
});
const { publicKey, privateKey } = await generateKeyPair('Ed25519', { extractable: true });
const autre = await generateKeyPair('Ed25519');
const motifs = (copie: readonly Link[], tete: Head) => {
  const resultat = verifyChain(copie, { head: tete });
  return resultat.ok ? [] : resultat.motifs.map(({ code, index }) => [code, index]);
};

describe('signHead and verifyHead', () => {
  it('give the head back, with every kind of key', async () => {
    const cles = generateKeyPairSync('ed25519');
    const jwk = { prive: await exportJWK(privateKey), publique: await exportJWK(publicKey) };
    for (const [prive, publique] of [
      [privateKey, publicKey],
      [cles.privateKey, cles.publicKey],
      [jwk.prive, jwk.publique],
      [
        { ...jwk.prive, alg: 'EdDSA' },
        { ...jwk.publique, alg: 'EdDSA' },
      ],
    ] as const) {
      expect(await verifyHead(await signHead(head(), prive), publique)).toEqual({ ok: true, value: head() });
    }
  });

  it('sign the canonical JSON of the four fields with Ed25519: same head, same text', async () => {
    const jws = await signHead({ ...head(), nom: 'Zoé' } as Head, privateKey);
    expect(jws).toBe(await signHead(head(), privateKey));
    expect(decodeProtectedHeader(jws)).toEqual({ alg: 'Ed25519', typ: 'porte-plume-head+jws' });
    const corps = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString();
    expect(corps).toBe(
      `{"at":"2026-11-22T22:00:00.000Z","count":5,"hash":"${hashAt(5)}","structureId":"s-1"}`,
    );
  });

  it('find any changed character', async () => {
    const jws = await signHead(head(), privateKey);
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.';
    await fc.assert(
      fc.asyncProperty(fc.nat(jws.length - 2), fc.nat(alphabet.length - 1), async (rang, lettre) => {
        const change = jws.slice(0, rang) + alphabet.charAt(lettre) + jws.slice(rang + 1);
        fc.pre(change !== jws);
        expect(await verifyHead(change, publicKey)).toMatchObject({
          ok: false,
          motifs: [{ code: 'tete_invalide' }],
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('refuse another key, another algorithm, another content, no signature', async () => {
    const jws = await signHead(head(), privateKey);
    const [entete = '', corps = '', signature = ''] = jws.split('.');
    const signe = (octets: Uint8Array) =>
      new CompactSign(octets).setProtectedHeader({ alg: 'Ed25519' }).sign(privateKey);
    const texte = (contenu: unknown) => signe(new TextEncoder().encode(JSON.stringify(contenu)));
    const sans = Buffer.from('{"alg":"none"}').toString('base64url');
    for (const faux of [
      await signHead(head(), autre.privateKey),
      `${sans}.${corps}.`,
      `${entete}..${signature}`,
      `${corps}.${signature}`,
      '',
      'a.b.c',
      await texte({}),
      await texte(null),
      await texte({ ...head(), count: -1 }),
      await texte({ ...head(), count: 1.5 }),
      await texte({ ...head(), hash: 'A'.repeat(64) }),
      await texte({ ...head(), at: 'hier' }),
      await texte({ ...head(), structureId: 3 }),
      await signe(new TextEncoder().encode('{')),
      await signe(Uint8Array.of(0xff, 0xfe)),
    ]) {
      expect(await verifyHead(faux, publicKey), faux).toMatchObject({
        ok: false,
        motifs: [{ code: 'tete_invalide' }],
      });
    }
    const secret = new CompactSign(new TextEncoder().encode(JSON.stringify(head())));
    const hmac = await secret.setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32));
    expect(await verifyHead(hmac, publicKey)).toMatchObject({ motifs: [{ code: 'tete_invalide' }] });
  });

  it('take a malformed head or a wrong key for a mistake of the program', async () => {
    await expect(signHead({ ...head(), count: -1 }, privateKey)).rejects.toThrow(TypeError);
    await expect(signHead({ ...head(), structureId: 'a\ud800' }, privateKey)).rejects.toThrow(TypeError);
    await expect(signHead(head(), publicKey)).rejects.toThrow(TypeError);
    const rsa = await generateKeyPair('RS256');
    await expect(signHead(head(), rsa.privateKey)).rejects.toThrow(TypeError);
    const jws = await signHead(head(), privateKey);
    await expect(verifyHead(jws, rsa.publicKey)).rejects.toThrow(TypeError);
    await expect(verifyHead(jws, privateKey)).rejects.toThrow(TypeError);
  });
});

describe('verifyChain with a head', () => {
  it('T43: the last link removed is fine without a head, chaine_tronquee with a signed one', async () => {
    const lue = await verifyHead(await signHead(head(), privateKey), publicKey);
    if (!lue.ok) throw new Error('the head was just signed');
    const courte = links.slice(0, -1);
    expect(verifyChain(courte).ok).toBe(true);
    expect(verifyChain(links, { head: lue.value }).ok).toBe(true);
    expect(motifs(courte, lue.value)).toEqual([['chaine_tronquee', 4]]);
    expect(motifs([], lue.value)).toEqual([['chaine_tronquee', 0]]);
  });

  it('any cut below the head is seen, any growth above it is fine', () => {
    fc.assert(
      fc.property(fc.nat(links.length), fc.nat(links.length), (count, longueur) => {
        const attendu = longueur < count ? [['chaine_tronquee', longueur]] : [];
        expect(motifs(links.slice(0, longueur), head(count))).toEqual(attendu);
      }),
      { numRuns: 1000 },
    );
  });

  it('a chain rewritten since it was signed is broken at the last signed link', () => {
    const reecrite = chain(
      null,
      links.map((l, i) => (i === 1 ? { ...l.evenement, seq: 77 } : l.evenement)),
    );
    expect(verifyChain(reecrite).ok).toBe(true);
    expect(verifyChain(reecrite, { head: head(4) })).toMatchObject({
      ok: false,
      motifs: [{ code: 'chaine_rompue', index: 3, path: [links[3]?.evenement.id] }],
    });
    expect(motifs(reecrite, head(1))).toEqual([]);
    expect(motifs(links, { ...head(0), hash: 'f'.repeat(64) })).toEqual([['chaine_rompue', 0]]);
  });

  it('broken and cut short: both are said, the first bad link first', () => {
    const abimee = links.slice(0, 4).map((l, i) => (i === 2 ? { ...l, hash: GENESE } : l));
    expect(motifs(abimee, head())).toEqual([
      ['chaine_rompue', 2],
      ['chaine_tronquee', 4],
    ]);
  });

  it('what is not a head is tete_invalide; a signed text is a mistake of the program', async () => {
    expect(verifyChain(links, { head: { ...head(), count: NaN } })).toMatchObject({
      motifs: [{ code: 'tete_invalide' }],
    });
    const jws = await signHead(head(), privateKey);
    expect(() => verifyChain(links, { head: jws as unknown as Head })).toThrow(TypeError);
  });
});

describe('a damaged register names its first bad event', () => {
  const rupture = (copie: readonly unknown[]) => {
    const resultat = verifyChain(copie as Link[]);
    if (resultat.ok) throw new Error('it should be broken');
    return resultat.motifs[0];
  };
  const [a, b, c] = links;
  if (!a || !b || !c) throw new Error('links expected');

  it('by its place and its id, when it has one of ours', () => {
    expect(rupture([a, b, { ...c, hash: GENESE }])).toMatchObject({ index: 2, path: [c.evenement.id] });
    const bavard = { ...c.evenement, id: 'Zoé Martin, 06 12 34 56 78' };
    const motif = rupture([a, b, { ...c, evenement: bavard }]);
    expect(motif).toMatchObject({ code: 'chaine_rompue', index: 2 });
    expect(JSON.stringify(motif)).not.toContain('Zoé');
  });

  it('says a fork, a jump and an unreadable link apart', () => {
    const [fourche] = chain(a, [{ autre: true }]);
    expect(rupture([a, b, fourche])?.phrase).toContain('bifurque');
    expect(rupture([a, c])?.phrase).toContain('ne suit pas');
    for (const casse of [null, undefined, 3, 'x', {}, { prevHash: b.hash, hash: 'x' }]) {
      const motif = rupture([a, b, casse]);
      expect(motif).toMatchObject({ code: 'chaine_rompue', index: 2 });
      expect(motif?.phrase).toContain('illisible');
    }
  });
});

describe('#sha256', () => {
  it('is the same with Node and everywhere else, and agrees with the known value', () => {
    expect(deNode('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (texte) => {
        fc.pre(!/\p{Surrogate}/u.test(texte));
        expect(partout(texte)).toBe(deNode(texte));
      }),
      { numRuns: 1000 },
    );
  });
});

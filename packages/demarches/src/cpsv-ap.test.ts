import fc from 'fast-check';
import type { Quad } from 'n3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { BASE, COMPLETE, ELARGI, FORMES, toQuads, validate } from './jsonld.fixture.ts';
import { toCpsvAp } from './jsonld.ts';

const DCT = 'http://purl.org/dc/terms/';
const CV = 'http://data.europa.eu/m8g/';
const CPSV = 'http://purl.org/vocab/cpsv#';
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const SERVICE = `${BASE}/demarches/${COMPLETE.id}`;

const listSujets = (quads: readonly Quad[], classe: string): string[] =>
  quads.filter((q) => q.predicate.value === TYPE && q.object.value === classe).map((q) => q.subject.value);
const listObjets = (quads: readonly Quad[], sujet: string, predicat: string): string[] =>
  quads.filter((q) => q.subject.value === sujet && q.predicate.value === predicat).map((q) => q.object.value);

/** The graph of a document in which one service has lost its description. */
async function toGrapheSansDescription(): Promise<Quad[]> {
  const quads = await toQuads(toCpsvAp(ELARGI, { base: BASE }));
  return quads.filter((q) => !(q.subject.value === SERVICE && q.predicate.value === `${DCT}description`));
}

describe('toCpsvAp', () => {
  it('is read without the network, nothing dropped: a service for each démarche', async () => {
    const quads = await toQuads(toCpsvAp(ELARGI, { base: BASE }));
    expect(listSujets(quads, `${CPSV}PublicService`).sort()).toEqual(
      ELARGI.demarches.map((d) => `${BASE}/demarches/${d.id}`).sort(),
    );
    const organismes = new Set(
      ELARGI.demarches.flatMap(({ operateur: o }) => [o.id, o.payeur?.id, o.decideur?.id]).filter(Boolean),
    );
    expect(listSujets(quads, `${CV}PublicOrganisation`)).toHaveLength(organismes.size);
  });

  it('meets our own statement of the profile, and a lost description is seen', async () => {
    expect(await validate(await toQuads(toCpsvAp(ELARGI, { base: BASE })), FORMES)).toEqual([]);
    expect(await validate(await toGrapheSansDescription(), FORMES)).toEqual([
      { composant: 'MinCountConstraintComponent', chemin: `${DCT}description`, noeud: SERVICE },
    ]);
  });

  it('says every node it points to, and points to every node it says', async () => {
    const quads = await toQuads(toCpsvAp(ELARGI, { base: BASE }));
    const dits = new Set(quads.map((q) => q.subject.value));
    const pointes = new Set(quads.map((q) => q.object.value));
    const manquants = [...pointes].filter((iri) => iri.startsWith(BASE) && !dits.has(iri));
    expect(manquants).toEqual([]);
    const seuls = [...dits].filter((iri) => !pointes.has(iri));
    const vocabulaire = (iri: string) => iri.startsWith(`${BASE}/vocabulaires/`);
    expect(seuls.filter((iri) => !vocabulaire(iri) && !iri.startsWith(`${BASE}/demarches/`))).toEqual([]);
    expect(seuls.filter((iri) => iri.slice(`${BASE}/demarches/`.length).includes('/'))).toEqual([]);
  });

  it('writes what a complete entry knows', async () => {
    const quads = await toQuads(toCpsvAp(ELARGI, { base: BASE }));
    const get = (predicat: string, sujet = SERVICE) => listObjets(quads, sujet, predicat);
    expect(get(`${DCT}title`)).toEqual(
      expect.arrayContaining(['Aide inventée', 'Invented benefit', 'مساعدة']),
    );
    expect(get('http://www.w3.org/ns/dcat#keyword').sort()).toEqual(['AI', 'l’aide qui n’existe pas']);
    expect(get(`${CV}processingTime`)).toEqual(['P60D']);
    expect(get(`${CV}hasChannel`)).toHaveLength(5);
    expect(get(`${CV}hasParticipation`)).toHaveLength(2);
    expect(get(`${CPSV}hasInput`).sort()).toEqual([
      `${SERVICE}/pieces/piece-d-identite`,
      `${SERVICE}/pieces/piece-d-identite--2`,
    ]);
    expect(get(`${DCT}description`, `${SERVICE}/pieces/piece-d-identite--2`)).toEqual([
      'Photo, facultatif, pour\u00a0: chaque enfant',
    ]);
    expect(get(`${CV}telephone`, `${SERVICE}/contacts/tel`)).toEqual(['+33 1 99 00 00 00']);
    expect(get(`${DCT}date`, `${SERVICE}/canaux/tel`)).toEqual(['2026-11-01']);
    expect(get(`${DCT}references`)).toContain('https://www.service-public.gouv.fr/particuliers/vosdroits/R3');
  });

  it('leaves out or marks what nobody has checked', async () => {
    const quads = await toQuads(toCpsvAp(ELARGI, { base: BASE }));
    expect(listObjets(quads, SERVICE, `${CV}hasLegalResource`)).toEqual([`${BASE}/textes/L.1%20c.%20inv.`]);
    const marques = quads
      .filter((q) => q.predicate.value === 'http://www.w3.org/ns/adms#status')
      .map((q) => q.subject.value);
    expect(marques).toContain(`${SERVICE}/canaux/guichet`);
    expect(marques).not.toContain(`${SERVICE}/canaux/tel`);

    const doute = { ...COMPLETE, canaux: null, url: null, pieces: null, delai: null, droitOuvert: null };
    const presse = { ...COMPLETE, delai: { ...COMPLETE.delai, verifieLe: null } } as typeof COMPLETE;
    for (const d of [doute, presse]) {
      const autres = await toQuads(toCpsvAp({ ...catalogue, demarches: [d] }, { base: BASE }));
      expect(listObjets(autres, SERVICE, `${CV}processingTime`)).toEqual([]);
    }
    const vide = await toQuads(toCpsvAp({ ...catalogue, demarches: [doute] }, { base: BASE }));
    for (const classe of ['Channel', 'Evidence', 'Output', 'ContactPoint', 'Cost']) {
      expect(listSujets(vide, `${CV}${classe}`), classe).toEqual([]);
    }
    expect(await validate(vide, FORMES)).toEqual([]);
  });

  it('keeps the attributions that the licences ask for', () => {
    const texte = JSON.stringify(toCpsvAp(catalogue, { base: BASE }));
    for (const source of catalogue.sources) expect(texte).toContain(source.attribution);
  });

  it('gives the same bytes in any order of the entries', () => {
    const quelques = [...ELARGI.demarches.slice(0, 6), COMPLETE];
    const ecrire = (demarches: typeof quelques, base: string) =>
      JSON.stringify(toCpsvAp({ ...ELARGI, demarches }, { base }));
    const attendu = ecrire(quelques, BASE);
    const ordre = fc.shuffledSubarray(quelques, { minLength: quelques.length });
    fc.assert(
      fc.property(ordre, (demarches) => ecrire(demarches, `${BASE}/`) === attendu),
      { numRuns: 1_000 },
    );
  });

  it('keeps the kind of base it is given', async () => {
    const c = { ...catalogue, demarches: [COMPLETE] };
    for (const [base, debut] of [
      ['https://a.fr', 'https://a.fr/'],
      ['http://localhost:3000/x//', 'http://localhost:3000/x/'],
      ['https://a.fr/c#', 'https://a.fr/c#'],
    ] as const) {
      const quads = await toQuads(toCpsvAp(c, { base }));
      expect(listSujets(quads, `${CPSV}PublicService`)).toEqual([`${debut}demarches/${COMPLETE.id}`]);
      expect(await validate(quads, FORMES)).toEqual([]);
    }
  });

  it('refuses a base on which no identifier can be built', () => {
    const mauvaises = [
      '',
      '/demarches',
      'ftp://exemple.fr',
      'https://',
      'https://a.fr/?q',
      'https://a.fr/#x',
      'https://a.fr/?q#',
      'https://a b.fr',
    ];
    for (const base of mauvaises) expect(() => toCpsvAp(catalogue, { base }), base).toThrow(TypeError);
    for (const editeur of [' ', { nom: 'Ville' } as unknown as string]) {
      expect(() => toCpsvAp(catalogue, { base: BASE, editeur })).toThrow('editeur: a name is expected');
    }
  });
});

const dossier = process.env.PORTE_PLUME_DATA;
const officielles = dossier === undefined ? undefined : join(dossier, 'interop/cpsv-ap-3.2.0-shapes.ttl');

describe.skipIf(officielles === undefined)(
  'V33 the official SHACL of CPSV-AP 3.2.0 (needs PORTE_PLUME_DATA)',
  { timeout: 60_000 },
  () => {
    const lire = () => readFileSync(officielles ?? '', 'utf8');

    it('V33 has nothing to say of our document', async () => {
      expect(await validate(await toQuads(toCpsvAp(catalogue, { base: BASE })), lire())).toEqual([]);
      expect(await validate(await toQuads(toCpsvAp(ELARGI, { base: BASE })), lire())).toEqual([]);
    });

    it('V33 sees a description that is gone', async () => {
      expect(await validate(await toGrapheSansDescription(), lire())).toEqual([
        { composant: 'MinCountConstraintComponent', chemin: `${DCT}description`, noeud: SERVICE },
      ]);
    });
  },
);

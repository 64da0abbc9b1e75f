import jsonld from 'jsonld';
import { Parser, Store, type Quad } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { beforeAll, describe, expect, it } from 'vitest';

import { example, release, rich, type Release } from './export.fixture.ts';
import { toDcat, type Meta } from './export.ts';
import { hashJson } from './hash.ts';

const DCT = 'http://purl.org/dc/terms/';
const DCAT = 'http://www.w3.org/ns/dcat#';
const AUTHORITY = 'http://publications.europa.eu/resource/authority';

/** What DCAT-AP 3 asks of a dataset, its file and the nodes around, in our own words. */
const SHAPES = `
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dct: <${DCT}> .
@prefix dcat: <${DCAT}> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix : <urn:shapes:> .
:Dataset sh:targetClass dcat:Dataset ;
  sh:property [ sh:path dct:title ; sh:minCount 1 ; sh:nodeKind sh:Literal ; sh:datatype rdf:langString ] ,
    [ sh:path dct:description ; sh:minCount 1 ; sh:nodeKind sh:Literal ] ,
    [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ] ,
    [ sh:path dcat:contactPoint ; sh:minCount 1 ; sh:class vcard:Kind ] ,
    [ sh:path dct:spatial ; sh:minCount 1 ; sh:class dct:Location ] ,
    [ sh:path dct:temporal ; sh:minCount 1 ; sh:class dct:PeriodOfTime ] ,
    [ sh:path dct:accrualPeriodicity ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dct:Frequency ; sh:nodeKind sh:IRI ] ,
    [ sh:path dct:conformsTo ; sh:minCount 1 ; sh:class dct:Standard ] ,
    [ sh:path dct:provenance ; sh:minCount 1 ; sh:class dct:ProvenanceStatement ] ,
    [ sh:path dct:language ; sh:class dct:LinguisticSystem ] ,
    [ sh:path dct:issued ; sh:maxCount 1 ; sh:datatype xsd:dateTime ] ,
    [ sh:path dcat:landingPage ; sh:class foaf:Document ] ,
    [ sh:path dcat:keyword ; sh:nodeKind sh:Literal ] ,
    [ sh:path dcat:distribution ; sh:minCount 1 ; sh:class dcat:Distribution ] .
:Distribution sh:targetClass dcat:Distribution ;
  sh:property [ sh:path dcat:accessURL ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path dcat:downloadURL ; sh:nodeKind sh:IRI ] ,
    [ sh:path dct:license ; sh:minCount 1 ; sh:maxCount 1 ; sh:class dct:LicenseDocument ] ,
    [ sh:path dct:format ; sh:maxCount 1 ; sh:class dct:MediaTypeOrExtent ] ,
    [ sh:path dcat:mediaType ; sh:maxCount 1 ; sh:class dct:MediaType ] ,
    [ sh:path dct:conformsTo ; sh:class dct:Standard ] .
:Agent sh:targetClass foaf:Agent ; sh:property [ sh:path foaf:name ; sh:minCount 1 ; sh:nodeKind sh:Literal ] .
:Period sh:targetClass dct:PeriodOfTime ;
  sh:property [ sh:path dcat:startDate ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:date ] ,
    [ sh:path dcat:endDate ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:date ] .
:Provenance sh:targetClass dct:ProvenanceStatement ; sh:property [ sh:path rdfs:label ; sh:minCount 1 ] .
`;

/** The triples of a document, by a processor that drops nothing silently and has no network. */
async function toQuads(document: object): Promise<Quad[]> {
  const quads = await jsonld.toRDF(document, {
    format: 'application/n-quads',
    documentLoader: (url: string) => Promise.reject(new Error(`Fetched ${url}`)),
    safe: true,
  } as jsonld.Options.ToRdf);
  return new Parser({ format: 'N-Quads' }).parse(quads as string);
}

async function faults(quads: readonly Quad[]): Promise<string[]> {
  const shapes = new Store(new Parser({ format: 'Turtle' }).parse(SHAPES));
  const report = await new SHACLValidator(shapes).validate(new Store([...quads]));
  return report.results.map(({ path }) => path.value);
}

const meta: Meta = {
  title: 'Interventions de la permanence',
  description: 'Interventions par lieu et par mois.',
  homepage: 'https://exemple.fr/donnees',
  downloadUrl: 'https://exemple.fr/donnees/interventions.csv',
  schemaUrl: 'https://exemple.fr/donnees/schema.json',
  publisher: { name: 'CCAS d’Exemple', uri: 'https://exemple.fr' },
  contact: { name: 'CCAS d’Exemple', email: 'contact@exemple.fr' },
  spatial: ['http://id.insee.fr/geo/departement/42', 'Agglomération'],
  accrualPeriodicity: 'trimestrielle',
  keywords: ['inclusion numérique', 'accès aux droits'],
};

describe('toDcat', () => {
  let usual: Release;
  let quads: Quad[];
  beforeAll(async () => {
    usual = await rich();
    quads = await toQuads(toDcat(usual.table, meta, usual.certificate));
  });
  const objects = (predicate: string, of = quads): string[] =>
    of.filter((quad) => quad.predicate.value === predicate).map((quad) => quad.object.value);

  it('meets our statement of DCAT-AP, and a lost publisher is seen', async () => {
    expect(await faults(quads)).toEqual([]);
    expect(await faults(quads.filter((quad) => quad.predicate.value !== `${DCT}publisher`))).toEqual([
      `${DCT}publisher`,
    ]);
    expect(await faults(quads.filter((quad) => quad.predicate.value !== `${DCAT}accessURL`))).toEqual([
      `${DCAT}accessURL`,
    ]);
  });

  it('says who, where, when, how often, under which licence and by which schema', () => {
    expect(objects(`${DCT}title`)).toContain('Interventions de la permanence');
    expect(objects('http://xmlns.com/foaf/0.1/name')).toEqual(['CCAS d’Exemple']);
    expect(objects(`${DCT}spatial`)).toContain('http://id.insee.fr/geo/departement/42');
    expect(objects('http://www.w3.org/2004/02/skos/core#prefLabel')).toEqual(['Agglomération']);
    expect(objects(`${DCAT}startDate`)).toEqual(['2026-01-01']);
    expect(objects(`${DCAT}endDate`)).toEqual(['2026-03-31']);
    expect(objects(`${DCT}accrualPeriodicity`)).toEqual([`${AUTHORITY}/frequency/QUARTERLY`]);
    expect(objects(`${DCT}license`)).toEqual(Array(2).fill('https://spdx.org/licenses/etalab-2.0.html'));
    expect(objects(`${DCT}conformsTo`)).toEqual(Array(2).fill('https://exemple.fr/donnees/schema.json'));
    expect(objects(`${DCAT}keyword`).sort()).toEqual(['accès aux droits', 'inclusion numérique']);
  });

  it('gives its certificate as provenance', () => {
    const [label] = objects('http://www.w3.org/2000/01/rdf-schema#label');
    expect(label).toContain(hashJson(usual.certificate));
    expect(label).toContain('FR_SOCIAL_5@2026-01');
  });

  it('leaves out what it was not told, and stays a dataset', async () => {
    const bare = await toQuads(toDcat(usual.table, {}, usual.certificate));
    expect(objects(`${DCT}title`, bare)).toContain('demarches-t1');
    expect(objects(`${DCT}license`, bare)).toEqual(['https://spdx.org/licenses/etalab-2.0.html']);
    expect(objects(`${DCAT}distribution`, bare)).toEqual([]);
    expect(objects(`${DCT}publisher`, bare)).toEqual([]);
  });

  it.each([
    ['2026-02', '2026-02-28'],
    ['2028-02', '2028-02-29'],
    ['2026-04', '2026-04-30'],
    ['2026-12', '2026-12-31'],
  ])('ends a period in %s on %s', async (to, day) => {
    const { table, certificate } = await release(
      {
        id: 'periode',
        measure: { type: 'frequency', column: 'n' },
        dimensions: [{ code: 'sexe' }],
        tables: [['sexe']],
        universe: { id: 'u', period: { from: '2026-01', to }, vintage: 'v' },
      },
      { sexe: ['F', 'H'], n: [10, 20] },
    );
    expect(objects(`${DCAT}endDate`, await toQuads(toDcat(table, meta, certificate)))).toEqual([day]);
  });

  it('refuses the certificate of another table', async () => {
    const other = await example();
    expect(() => toDcat(usual.table, meta, other.certificate)).toThrow('autre tableau');
  });
});

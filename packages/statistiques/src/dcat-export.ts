import { readCivilMonth } from './calendar.ts';
import type { Certificate } from './certificate-form.ts';
import { frequencyUrl, readMeta, type Meta, type ReadMeta } from './export-meta.ts';
import { hashJson } from './hash.ts';
import { assertProtected, type ProtectedTable } from './protected-table.ts';
import { toTableSchema } from './table-schema.ts';

/** A node of a JSON-LD document. */
export type JsonLdNode = Readonly<Record<string, unknown>>;

const CONTEXT = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  owl: 'http://www.w3.org/2002/07/owl#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;
const AUTHORITY = 'http://publications.europa.eu/resource/authority';

const LICENCE: JsonLdNode = {
  '@id': 'https://spdx.org/licenses/etalab-2.0.html',
  '@type': 'dct:LicenseDocument',
  'dct:title': { '@value': 'Licence Ouverte 2.0', '@language': 'fr' },
};

const french = (text: string): JsonLdNode => ({ '@value': text, '@language': 'fr' });
const typed = (value: string, type: string): JsonLdNode => ({ '@value': value, '@type': type });
const isAddress = (text: string): boolean => /^https?:\/\//.test(text);

const lastDay = (month: string): string =>
  [31, 30, 29].map((day) => `${month}-${day}`).find((date) => readCivilMonth(date)) ?? `${month}-28`;

function agent(publisher: NonNullable<Meta['publisher']>): JsonLdNode {
  const { name, uri } =
    typeof publisher === 'string' ? { name: publisher } : { uri: undefined, ...publisher };
  return { ...(uri === undefined ? {} : { '@id': uri }), '@type': 'foaf:Agent', 'foaf:name': name };
}

function contactPoint({ name, email, url }: NonNullable<Meta['contact']>): JsonLdNode {
  return {
    '@type': 'vcard:Kind',
    'vcard:fn': name,
    ...(email === undefined ? {} : { 'vcard:hasEmail': { '@id': `mailto:${email}` } }),
    ...(url === undefined ? {} : { 'vcard:hasURL': { '@id': url } }),
  };
}

const place = (spatial: string): JsonLdNode =>
  isAddress(spatial)
    ? { '@id': spatial, '@type': 'dct:Location' }
    : { '@type': 'dct:Location', 'skos:prefLabel': french(spatial) };

function distribution(told: ReadMeta, schema: JsonLdNode): JsonLdNode | null {
  const access = told.homepage ?? told.downloadUrl;
  if (access === undefined) return null;
  return {
    '@type': 'dcat:Distribution',
    'dct:title': french(`${told.title} (CSV)`),
    'dcat:accessURL': { '@id': access },
    ...(told.downloadUrl === undefined ? {} : { 'dcat:downloadURL': { '@id': told.downloadUrl } }),
    'dct:format': { '@id': `${AUTHORITY}/file-type/CSV`, '@type': 'dct:MediaTypeOrExtent' },
    'dcat:mediaType': {
      '@id': 'http://www.iana.org/assignments/media-types/text/csv',
      '@type': 'dct:MediaType',
    },
    'dct:license': { '@id': LICENCE['@id'] },
    'dct:conformsTo': { '@id': schema['@id'] },
  };
}

/** What the meta tells, one property each; absent when it tells nothing. */
function toldProperties(told: ReadMeta): JsonLdNode {
  const { publisher, spatial, accrualPeriodicity, homepage, keywords, contact } = told;
  return {
    ...(publisher === undefined ? {} : { 'dct:publisher': agent(publisher) }),
    ...(contact === undefined ? {} : { 'dcat:contactPoint': contactPoint(contact) }),
    ...(spatial === undefined ? {} : { 'dct:spatial': [spatial].flat().map(place) }),
    ...(accrualPeriodicity === undefined
      ? {}
      : {
          'dct:accrualPeriodicity': { '@id': frequencyUrl(accrualPeriodicity), '@type': 'dct:Frequency' },
        }),
    ...(homepage === undefined ? {} : { 'dcat:landingPage': { '@id': homepage, '@type': 'foaf:Document' } }),
    ...(keywords === undefined ? {} : { 'dcat:keyword': keywords.map(french) }),
  };
}

/**
 * Description of a publication in DCAT-AP, as a JSON-LD document with its context inside: title,
 * publisher, area, period, frequency, Licence Ouverte 2.0, the Table Schema it conforms to, and its
 * certificate as provenance (`sha256:…` of the RFC 8785 form). The CSV distribution is there when
 * the meta gives `homepage` or `downloadUrl`; DCAT-AP wants `publisher` and `contact` told.
 *
 * Throws `TypeError` on a faulty meta, or when the certificate is that of another table.
 */
export function toDcat(t: ProtectedTable, meta: Meta, c: Certificate): JsonLdNode {
  assertProtected(t);
  const told = readMeta(t.spec, meta);
  if (c.tableHash !== t.hash) throw new TypeError('Ce certificat est celui d’un autre tableau.');
  const { name, version, title, description } = toTableSchema(t, meta);
  const schema: JsonLdNode = {
    '@id': told.schemaUrl ?? '_:schema',
    '@type': 'dct:Standard',
    'dct:title': french(title),
    'dct:identifier': name,
    'owl:versionInfo': version,
  };
  const period = t.spec.universe?.period;
  const file = distribution(told, schema);
  return {
    '@context': CONTEXT,
    ...(told.homepage === undefined ? {} : { '@id': `${told.homepage.replace(/#.*$/, '')}#jeu-de-donnees` }),
    '@type': 'dcat:Dataset',
    'dct:identifier': c.release,
    'dct:title': french(told.title),
    'dct:description': french(description),
    'dct:language': { '@id': `${AUTHORITY}/language/FRA`, '@type': 'dct:LinguisticSystem' },
    ...toldProperties(told),
    ...(period === undefined
      ? {}
      : {
          'dct:temporal': {
            '@type': 'dct:PeriodOfTime',
            'dcat:startDate': typed(`${period.from}-01`, 'xsd:date'),
            'dcat:endDate': typed(lastDay(period.to), 'xsd:date'),
          },
        }),
    'dct:issued': typed(c.issuedAt, 'xsd:dateTime'),
    'dct:license': LICENCE,
    'dct:conformsTo': schema,
    'dct:provenance': {
      '@type': 'dct:ProvenanceStatement',
      'rdfs:label': french(
        `Secret statistique protégé (norme ${c.norm.id}@${c.norm.version}, niveau ${c.level})\u00a0; certificat ${hashJson(c)}.`,
      ),
    },
    ...(file === null ? {} : { 'dcat:distribution': [file] }),
  };
}

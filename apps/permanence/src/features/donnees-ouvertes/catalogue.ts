import type { JsonLdNode } from '@porte-plume/statistiques/export';

/** A DCAT-AP catalogue of data sets, one JSON-LD document: the context is said once. */
export function toCatalogue(page: string, jeux: readonly JsonLdNode[]): JsonLdNode {
  const contexte = jeux[0]?.['@context'] ?? {
    dcat: 'http://www.w3.org/ns/dcat#',
    dct: 'http://purl.org/dc/terms/',
  };
  return {
    '@context': contexte,
    '@id': `${page}/catalogue.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': { '@value': 'Données ouvertes des écrivains numériques sociaux', '@language': 'fr' },
    'dct:description': {
      '@value': 'Tableaux protégés de l’activité des permanences, avec le certificat qui le prouve.',
      '@language': 'fr',
    },
    'dct:publisher': {
      '@type': 'http://xmlns.com/foaf/0.1/Agent',
      'http://xmlns.com/foaf/0.1/name': 'Porte-plume',
    },
    'http://xmlns.com/foaf/0.1/homepage': { '@id': page },
    'dcat:dataset': jeux.map((jeu) =>
      Object.fromEntries(Object.entries(jeu).filter(([nom]) => nom !== '@context')),
    ),
  };
}

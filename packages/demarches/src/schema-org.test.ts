import type { GovernmentService, WithContext } from 'schema-dts';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { BASE, COMPLETE } from './jsonld.fixture.ts';
import { toSchemaOrg } from './jsonld.ts';

/** Held by the types of schema.org: a property or a class that does not exist there fails to compile. */
const ATTENDU = {
  '@context': 'https://schema.org',
  '@type': 'GovernmentService',
  '@id': `${BASE}/demarches/demarche-inventee`,
  identifier: 'demarche-inventee',
  name: 'Aide inventée',
  alternateName: ['AI'],
  description: 'Vous demandez une aide qui n’existe pas.',
  url: 'https://www.exemple.fr/aide',
  serviceType: 'Social, santé',
  provider: { '@type': 'GovernmentOrganization', '@id': `${BASE}/organismes/mdph`, name: 'MDPH' },
  areaServed: { '@type': 'Country', name: 'France' },
  audience: { '@type': 'Audience', audienceType: 'Particuliers' },
  availableChannel: [
    {
      '@type': 'ServiceChannel',
      name: 'En ligne',
      serviceUrl: 'https://www.exemple.fr/aide',
      processingTime: 'P60D',
    },
    {
      '@type': 'ServiceChannel',
      name: 'Par téléphone',
      description:
        '+33 1 99 00 00 00 · lundi au vendredi, 9 h à 16 h · prix d’un appel · pour\u00a0: personnes qui dépendent de la CAF',
      servicePhone: { '@type': 'ContactPoint', telephone: '+33 1 99 00 00 00' },
      processingTime: 'P60D',
    },
    {
      '@type': 'ServiceChannel',
      name: 'Au guichet',
      description:
        '1 rue Inventée · le mardi · pour\u00a0: département 42 — À confirmer\u00a0: personne n’a vérifié.',
      serviceLocation: { '@type': 'Place', name: 'Au guichet', address: '1 rue Inventée' },
      processingTime: 'P60D',
    },
    {
      '@type': 'ServiceChannel',
      name: 'Par courrier',
      description: 'TSA 00000',
      servicePostalAddress: { '@type': 'PostalAddress', streetAddress: 'TSA 00000', addressCountry: 'FR' },
      processingTime: 'P60D',
    },
    {
      '@type': 'ServiceChannel',
      name: 'Dans une maison France services',
      serviceLocation: { '@type': 'Place', name: 'Dans une maison France services' },
      processingTime: 'P60D',
    },
  ],
  serviceOutput: { '@type': 'Thing', name: 'Aide inventée', description: 'Vous y avez peut-être droit.' },
} satisfies WithContext<GovernmentService>;

describe('toSchemaOrg', () => {
  it('writes a complete entry in the terms of schema.org', () => {
    expect(toSchemaOrg(COMPLETE, { base: BASE })).toEqual(ATTENDU);
  });

  it('leaves out what nobody has written, and marks what nobody has checked', () => {
    const vide = { ...COMPLETE, url: null, canaux: null, delai: null, droitOuvert: null, synonymes: [] };
    const document = toSchemaOrg(vide, { base: BASE });
    for (const cle of ['url', 'availableChannel', 'serviceOutput', 'alternateName']) {
      expect(document, cle).not.toHaveProperty(cle);
    }
    const url = {
      valeur: 'https://www.exemple.fr',
      source: { type: 'dila', ref: 'F1' },
      verifieLe: null,
    } as const;
    expect(toSchemaOrg({ ...vide, url }, { base: BASE }).availableChannel).toEqual([
      {
        '@type': 'ServiceChannel',
        name: 'En ligne',
        description: 'À confirmer\u00a0: personne n’a vérifié.',
        serviceUrl: 'https://www.exemple.fr',
      },
    ]);
  });

  it('gives every entry of the catalogue a name, a description and a provider', () => {
    for (const d of catalogue.demarches) {
      expect(toSchemaOrg(d, { base: BASE })).toMatchObject({
        '@type': 'GovernmentService',
        name: d.nom,
        description: d.langageSimple,
        provider: { name: d.operateur.nom },
      });
    }
  });

  it('does not call an association or a firm a body of the State', () => {
    const autre = {
      ...COMPLETE,
      operateur: { id: 'asso', nom: 'Association inventée', type: 'autre' },
    } as const;
    expect(toSchemaOrg(autre, { base: BASE }).provider).toMatchObject({ '@type': 'Organization' });
    expect(() => toSchemaOrg(COMPLETE, { base: 'exemple.fr' })).toThrow(TypeError);
  });
});

import type { Demarche } from './demarche.ts';
import {
  type JsonLd,
  type JsonLdDocument,
  type OptionsJsonLd,
  requireBase,
  toDemarcheIri,
  toDuree,
  toNoeud,
  toOrganismeIri,
} from './jsonld-noeud.ts';
import { describeCanal, LIBELLES_CANAL, LIBELLES_PERIMETRE } from './libelles.ts';

type Canal = NonNullable<Demarche['canaux']>[number];

const A_CONFIRMER = 'À confirmer\u00a0: personne n’a vérifié.';

/** `autre` may be an association or a firm: only the others are said to be of the State. */
const toProvider = ({ id, nom, type }: Demarche['operateur'], base: string): JsonLd => ({
  '@type': type === 'autre' ? 'Organization' : 'GovernmentOrganization',
  '@id': toOrganismeIri(base, id),
  name: nom,
});

function toLieu({ valeur: k }: Canal): JsonLd | undefined {
  if (k.type !== 'guichet' && k.type !== 'franceServices') return undefined;
  return toNoeud({ '@type': 'Place', name: LIBELLES_CANAL[k.type], address: k.adresse });
}

function toChannel(canal: Canal, duree: string | undefined): JsonLd {
  const { valeur: k, verifieLe } = canal;
  const dit = [describeCanal(k), verifieLe === null ? A_CONFIRMER : undefined].filter((s) => s !== undefined);
  return toNoeud({
    '@type': 'ServiceChannel',
    name: LIBELLES_CANAL[k.type],
    description: dit.length === 0 ? undefined : dit.join(' — '),
    serviceUrl: k.url,
    servicePhone: k.numero === undefined ? undefined : { '@type': 'ContactPoint', telephone: k.numero },
    servicePostalAddress:
      k.type === 'courrier' && k.adresse !== undefined
        ? { '@type': 'PostalAddress', streetAddress: k.adresse, addressCountry: 'FR' }
        : undefined,
    serviceLocation: toLieu(canal),
    processingTime: duree,
  });
}

/** The official address is a channel too, unless a channel already gives it. */
function listCanaux(d: Demarche): readonly Canal[] {
  const { url } = d;
  const connus = d.canaux ?? [];
  if (url === null || connus.some(({ valeur: k }) => k.type === 'web' && k.url === url.valeur)) return connus;
  return [{ ...url, valeur: { id: 'url', type: 'web', url: url.valeur } }, ...connus];
}

/**
 * A démarche as a `GovernmentService` of schema.org, for the page that shows it (`<script type="application/ld+json">`).
 * In French only; the context is schema.org's own name, which its readers know without fetching it.
 * What the catalogue does not know is left out; a channel nobody has checked says so in its `description`.
 *
 * Before you write it inside a page, escape `<` (as `\u003c`), as for any JSON.
 *
 * @param o.base - public address of the exporter; identifiers are those of `toCpsvAp`
 * @throws TypeError when `base` is not an absolute http(s) address
 */
export function toSchemaOrg(d: Demarche, o: OptionsJsonLd): JsonLdDocument {
  const base = requireBase(o.base);
  const duree = d.delai?.verifieLe == null ? undefined : toDuree(d.delai.valeur.reponseJours);
  return {
    '@context': 'https://schema.org',
    ...toNoeud({
      '@type': 'GovernmentService',
      '@id': toDemarcheIri(base, d.id),
      identifier: d.id,
      name: d.nom,
      alternateName: d.synonymes,
      description: d.langageSimple,
      url: d.url?.valeur,
      serviceType: LIBELLES_PERIMETRE[d.perimetre],
      provider: toProvider(d.operateur, base),
      areaServed: { '@type': 'Country', name: 'France' },
      audience: { '@type': 'Audience', audienceType: 'Particuliers' },
      availableChannel: listCanaux(d).map((canal) => toChannel(canal, duree)),
      serviceOutput:
        d.droitOuvert === null
          ? undefined
          : { '@type': 'Thing', name: d.droitOuvert.droit, description: d.droitOuvert.phrase },
    }),
  };
}

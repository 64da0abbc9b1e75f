import * as z from 'zod/mini';
import type { EtatMandat, ItemEtat } from '../modele/etat.ts';
import { toEvenements } from './export-dpv-evenements.ts';
import type { Ids, JsonLd, JsonLdValue } from './export-dpv-noeud.ts';
import { listExceptions, toDemarches } from '../modele/portee.ts';

const OptionsSchema = z.strictObject({
  base: z.url({ protocol: /^https?$/ }).check(z.refine(isBase)),
  baseLegale: z._default(z.enum(['mission', 'contrat']), 'mission'),
  pays: z._default(z.array(z.string().check(z.regex(/^[A-Z]{2}$/))), []),
  adresse: z.optional(z.string().check(z.minLength(1), z.maxLength(300))),
  contact: z.optional(
    z.strictObject({
      telephone: z.optional(z.string().check(z.regex(/^\+\d{6,15}$/))),
      courriel: z.optional(z.email()),
    }),
  ),
  conservation: z._default(
    z.strictObject({
      actif: z.looseObject({ mois: z.int().check(z.minimum(0)) }),
      archive: z.looseObject({ mois: z.int().check(z.minimum(0)) }),
    }),
    { actif: { mois: 24 }, archive: { mois: 72 } },
  ),
});

/**
 * What the mandate does not know of the structure. `base`: its public address, absolute, without query nor fragment;
 * every identifier of the record is built on it. `baseLegale`: the legal basis of the processing, `mission` (art.
 * 6-1-e, default) or `contrat` (art. 6-1-b). `pays`: ISO 3166 codes of the countries where the data is kept.
 * `adresse`, `contact`: of the structure, never of a person. `conservation`: months, as in `PolitiqueConservation`.
 */
export type OptionsDpv = z.input<typeof OptionsSchema>;
type Options = z.infer<typeof OptionsSchema>;

const BASES_LEGALES = { mission: 'eu-gdpr:A6-1-e', contrat: 'eu-gdpr:A6-1-b' } as const;
const PROFIL = 'https://w3id.org/dpv/schema/dpv-27560#record';
const NATURE =
  'Trace d’un mandat (code civil, articles 1984 et suivants) dans le format ISO/IEC TS 27560:2023. L’accord donné est ' +
  'celui du contrat : ce n’est pas un consentement au sens du RGPD, et la base légale du traitement est indiquée à part.';

const iri = { '@type': '@id' } as const;
/** The whole context is inside the record: nothing is fetched to read it. */
const CONTEXTE = {
  dct: 'http://purl.org/dc/terms/',
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  loc: 'https://w3id.org/dpv/loc#',
  pd: 'https://w3id.org/dpv/pd#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  'dct:conformsTo': iri,
  'dpv:hasConsentStatus': iri,
  'dpv:hasContractStatus': iri,
  'dpv:hasDataController': iri,
  'dpv:hasDataSubject': iri,
  'dpv:hasJurisdiction': iri,
  'dpv:hasLegalBasis': iri,
  'dpv:hasLocation': iri,
  'dpv:hasRight': iri,
  'dpv:isExercisedAt': iri,
  'dpv:isIndicatedAtTime': { '@type': 'xsd:dateTime' },
  'dpv:isIndicatedBy': iri,
  'schema:url': iri,
  'skos:broader': iri,
} as const;

/**
 * The record of a mandate for the person, as JSON-LD: fields of ISO/IEC TS 27560:2023, in the terms of the W3C guide
 * (DPV 2.1, `w3c/dpv:guides/consent-27560.html`). The legal basis is the real one, never consent: each event says
 * what became of the contract (`dpv:hasContractStatus`) next to the state that the format wants. Pseudonymous
 * references only. The order of the keys is fixed; the context is inside; no clock: a term that has passed shows by
 * the end of its validity, not as an event.
 * @param etat any mandate; a draft has no notice yet
 * @throws TypeError on a programmer's mistake in the options, such as a `base` that is not an absolute http(s) address
 */
export function toDpv27560(etat: EtatMandat, options: OptionsDpv): JsonLd {
  const lues = OptionsSchema.safeParse(options);
  if (!lues.success) {
    const champs = lues.error.issues.map((issue) => issue.path.join('.') || 'options');
    throw new TypeError(`toDpv27560: malformed ${[...new Set(champs)].join(', ')}`);
  }
  const ids = toIds(etat, lues.data.base);
  const langue = etat.notice?.langue ?? etat.recueil?.langue ?? 'fr';
  return {
    '@context': CONTEXTE,
    '@id': ids.mandat,
    '@type': 'dpv:ConsentRecord',
    'dct:conformsTo': PROFIL,
    'dct:identifier': etat.id,
    'dct:description': NATURE,
    'dct:created': { '@type': 'xsd:dateTime', '@value': etat.preparation.faitLe },
    ...(etat.renouvelle === undefined ? {} : { 'dct:replaces': { '@id': ids.autre(etat.renouvelle) } }),
    'dct:language': langue,
    'dpv:hasDataSubject': ids.mandant,
    'dpv:hasDataController': ids.structure,
    'dpv:hasJurisdiction': 'loc:FR',
    'dpv:hasLegalBasis': BASES_LEGALES[lues.data.baseLegale],
    ...toNotice(etat, ids),
    'dpv:hasConsentControl': {
      '@type': ['dpv:WithdrawConsent', 'dpv:TerminateContract'],
      'dct:description':
        'À tout moment, sans motif, en personne, par téléphone, par écrit ou avec le code de l’exemplaire remis.',
      'dpv:isExercisedAt': ids.base,
    },
    'dpv:hasRight': toDroits(lues.data),
    'dpv:hasProcess': etat.items.map((item) => toProcess(item, ids, lues.data)),
    'dpv:hasEntity': toParties(etat, ids, lues.data),
    'dpv:hasConsentStatus': toEvenements(etat, ids),
  };
}

/** A reference may hold `/` or `:`; encoded whole, it stays one segment of the address. */
function toIds(etat: EtatMandat, baseBrute: string): Ids {
  const base = baseBrute.replace(/\/+$/, '');
  const sous = (genre: string, ref: string) => `${base}/${genre}/${encodeURIComponent(ref)}`;
  const mandant = sous('personnes', etat.mandant.ref);
  const { kind, ref } = etat.constituant;
  const autre = (mandatId: string) => sous('mandats', mandatId);
  const mandat = autre(etat.id);
  return {
    base,
    mandat,
    mandant,
    constituant:
      kind === 'mandant' ? mandant : ref === undefined ? `${mandat}#constituant` : sous('personnes', ref),
    structure: sous('structures', etat.structure.id),
    autre,
  };
}

function toNotice({ notice }: EtatMandat, ids: Ids): JsonLd {
  if (notice === undefined) return {};
  return {
    'dpv:hasNotice': {
      '@id': `${ids.mandat}#notice`,
      '@type': ['dpv:ConsentNotice', 'dpv:PrivacyNotice'],
      'dct:identifier': `${notice.modele}@${notice.version}`,
      'dct:language': notice.langue,
      'dct:date': { '@type': 'xsd:dateTime', '@value': notice.faitLe },
      'schema:sha256': notice.documentHash,
    },
  };
}

/** Access, rectification, erasure, restriction; objection for a mission of public interest, portability for a contract. */
function toDroits({ baseLegale }: Options): JsonLdValue {
  return ['A13', 'A15', 'A16', 'A17', 'A18', baseLegale === 'mission' ? 'A21' : 'A20'].map(
    (article) => `eu-gdpr:${article}`,
  );
}

function toProcess(item: ItemEtat, ids: Ids, options: Options): JsonLd {
  const demarches = toDemarches(item.portee);
  const personnelles = demarches.some((d) => d.article9)
    ? 'dpv:SpecialCategoryPersonalData'
    : demarches.some((d) => d.classe === 'sensible')
      ? 'dpv:SensitivePersonalData'
      : 'dpv:PersonalData';
  return {
    '@id': `${ids.mandat}#${encodeURIComponent(item.id)}`,
    '@type': 'dpv:Process',
    'dct:identifier': item.id,
    'dpv:hasPurpose': demarches.map((demarche) => ({
      '@type': 'dpv:Purpose',
      'skos:broader': 'dpv:RequestedServiceProvision',
      'dct:identifier': demarche.id,
      'dct:description': demarche.libelle,
    })),
    'dpv:hasProcessing': item.actes.map((acte) => ({
      '@type': 'dpv:Processing',
      'skos:broader': 'dpv:Use',
      'dct:identifier': acte,
    })),
    ...toRegles(item),
    'dpv:hasPersonalData': {
      '@type': personnelles,
      'skos:broader': ['pd:Identifying', 'pd:Contact'],
      'dct:description': 'Identité, coordonnées, et ce que la démarche demande.',
    },
    'dpv:hasRecipient': demarches.map((demarche) => ({
      '@type': ['dpv:Recipient', 'dpv:ThirdParty'],
      'dct:description': `Organisme qui reçoit la démarche : ${demarche.libelle}`,
    })),
    'dpv:hasStorageCondition': toConservation(options),
  };
}

/** What the person took out of an item: an exception, said as a prohibition. */
function toRegles(item: ItemEtat): JsonLd {
  const exceptions = listExceptions(item);
  if (exceptions.length === 0) return {};
  return {
    'dpv:hasRule': exceptions.map(({ demarcheId, acte }) => ({
      '@type': 'dpv:Prohibition',
      'dct:description': `Exclu : ${[demarcheId, acte].filter((e) => e !== undefined).join(', ')}`,
    })),
  };
}

function toConservation({ pays, conservation }: Options): JsonLdValue {
  const lieu =
    pays.length === 0
      ? { 'dct:description': 'Dans les dossiers de la structure.' }
      : { 'dpv:hasLocation': pays.map((code) => `loc:${code}`) };
  const duree = (mois: number, quand: string) => ({
    '@type': 'dpv:StorageDuration',
    'dct:description': quand,
    'dpv:hasDuration': { '@type': 'dpv:TemporalDuration', 'rdf:value': toDureeIso(mois) },
  });
  return [
    { '@type': 'dpv:StorageLocation', ...lieu },
    duree(conservation.actif.mois, 'Dossier, après le dernier contact.'),
    duree(conservation.archive.mois, 'Archive, après la fin du mandat, puis effacement.'),
  ];
}

function toDureeIso(mois: number): JsonLd {
  return { '@type': 'xsd:duration', '@value': `P${mois}M` };
}

function toParties(etat: EtatMandat, ids: Ids, { adresse, contact }: Options): JsonLdValue {
  const { structure, constituant } = etat;
  const parties: JsonLd[] = [
    {
      '@id': ids.structure,
      '@type': ['dpv:Organisation', 'dpv:DataController'],
      'dct:identifier': structure.siret === undefined ? [structure.id] : [structure.id, structure.siret],
      'dpv:hasName': structure.libelle,
      'schema:contactPoint': {
        '@type': 'schema:ContactPoint',
        'schema:url': ids.base,
        ...(contact?.telephone === undefined ? {} : { 'schema:telephone': contact.telephone }),
        ...(contact?.courriel === undefined ? {} : { 'schema:email': contact.courriel }),
      },
      ...(adresse === undefined
        ? {}
        : { 'schema:address': { '@type': 'schema:PostalAddress', 'schema:streetAddress': adresse } }),
    },
    { '@id': ids.mandant, '@type': 'dpv:DataSubject', 'dct:identifier': etat.mandant.ref },
  ];
  if (constituant.kind !== 'mandant') {
    parties.push({
      '@id': ids.constituant,
      '@type': constituant.kind === 'parent' ? 'dpv:ParentOfDataSubject' : 'dpv:Representative',
      ...(constituant.ref === undefined ? {} : { 'dct:identifier': constituant.ref }),
      'dct:description': constituant.kind,
    });
  }
  return parties;
}

function isBase(base: string): boolean {
  return !/[?#\s]/.test(base) && !/^https?:\/\/[^/]*@/.test(base);
}

import * as z from 'zod/mini';

/** Shape of the record that `toDpv27560` gives: nothing more, so that no field slips in unseen. */

const Iri = z.string().check(z.regex(/^https?:\/\/[^\s?]+$/));
const Terme = z.string().check(z.regex(/^(dpv|eu-gdpr|loc|pd):[\w-]+$/));
const InstantType = z.strictObject({ '@type': z.literal('xsd:dateTime'), '@value': z.iso.datetime() });
const Sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const texte = z.string().check(z.minLength(1));
const Lien = z.strictObject({ '@id': Iri });

const NoticeSchema = z.strictObject({
  '@id': Iri,
  '@type': z.array(Terme),
  'dct:identifier': texte,
  'dct:language': texte,
  'dct:date': InstantType,
  'schema:sha256': Sha256,
});

const FinaliteSchema = z.strictObject({
  '@type': z.literal('dpv:Purpose'),
  'skos:broader': Terme,
  'dct:identifier': texte,
  'dct:description': texte,
});
const OperationSchema = z.strictObject({
  '@type': z.literal('dpv:Processing'),
  'skos:broader': Terme,
  'dct:identifier': texte,
});
const ConservationSchema = z.union([
  z.strictObject({ '@type': z.literal('dpv:StorageLocation'), 'dct:description': texte }),
  z.strictObject({ '@type': z.literal('dpv:StorageLocation'), 'dpv:hasLocation': z.array(Terme) }),
  z.strictObject({
    '@type': z.literal('dpv:StorageDuration'),
    'dct:description': texte,
    'dpv:hasDuration': z.strictObject({
      '@type': z.literal('dpv:TemporalDuration'),
      'rdf:value': z.strictObject({
        '@type': z.literal('xsd:duration'),
        '@value': z.string().check(z.regex(/^P\d+M$/)),
      }),
    }),
  }),
]);
const ProcessSchema = z.strictObject({
  '@id': Iri,
  '@type': z.literal('dpv:Process'),
  'dct:identifier': texte,
  'dpv:hasPurpose': z.array(FinaliteSchema).check(z.minLength(1)),
  'dpv:hasProcessing': z.array(OperationSchema).check(z.minLength(1)),
  'dpv:hasRule': z.optional(
    z.array(z.strictObject({ '@type': z.literal('dpv:Prohibition'), 'dct:description': texte })),
  ),
  'dpv:hasPersonalData': z.strictObject({
    '@type': Terme,
    'skos:broader': z.array(Terme),
    'dct:description': texte,
  }),
  'dpv:hasRecipient': z
    .array(z.strictObject({ '@type': z.array(Terme), 'dct:description': texte }))
    .check(z.minLength(1)),
  'dpv:hasStorageCondition': z.array(ConservationSchema).check(z.minLength(2)),
});

const PartieSchema = z.strictObject({
  '@id': Iri,
  '@type': z.union([Terme, z.array(Terme)]),
  'dct:identifier': z.optional(z.union([texte, z.array(texte)])),
  'dpv:hasName': z.optional(texte),
  'dct:description': z.optional(texte),
  'schema:contactPoint': z.optional(
    z.strictObject({
      '@type': z.literal('schema:ContactPoint'),
      'schema:url': Iri,
      'schema:telephone': z.optional(texte),
      'schema:email': z.optional(texte),
    }),
  ),
  'schema:address': z.optional(
    z.strictObject({ '@type': z.literal('schema:PostalAddress'), 'schema:streetAddress': texte }),
  ),
});

const EvenementSchema = z.strictObject({
  '@id': Iri,
  '@type': Terme,
  'dct:type': texte,
  'dpv:hasContractStatus': Terme,
  'dpv:isIndicatedAtTime': z.iso.datetime(),
  'dct:dateSubmitted': InstantType,
  'dpv:isIndicatedBy': Iri,
  'dpv:hasDuration': z.strictObject({
    '@type': Terme,
    'rdf:value': z.optional(z.union([texte, InstantType])),
  }),
  'dpv:hasIndicationMethod': z.optional(texte),
  'dct:isPartOf': z.optional(z.array(Lien)),
  'dct:description': z.optional(texte),
  'schema:sha256': z.optional(Sha256),
});

export const DpvRecordSchema = z.strictObject({
  '@context': z.record(z.string(), z.union([z.string(), z.strictObject({ '@type': z.string() })])),
  '@id': Iri,
  '@type': z.literal('dpv:ConsentRecord'),
  'dct:conformsTo': z.literal('https://w3id.org/dpv/schema/dpv-27560#record'),
  'dct:identifier': texte,
  'dct:description': texte,
  'dct:created': InstantType,
  'dct:replaces': z.optional(Lien),
  'dct:language': texte,
  'dpv:hasDataSubject': Iri,
  'dpv:hasDataController': Iri,
  'dpv:hasJurisdiction': z.literal('loc:FR'),
  'dpv:hasLegalBasis': z.enum(['eu-gdpr:A6-1-e', 'eu-gdpr:A6-1-b']),
  'dpv:hasNotice': z.optional(NoticeSchema),
  'dpv:hasConsentControl': z.strictObject({
    '@type': z.array(Terme),
    'dct:description': texte,
    'dpv:isExercisedAt': Iri,
  }),
  'dpv:hasRight': z.array(Terme).check(z.minLength(1)),
  'dpv:hasProcess': z.array(ProcessSchema).check(z.minLength(1)),
  'dpv:hasEntity': z.array(PartieSchema).check(z.minLength(2)),
  'dpv:hasConsentStatus': z.array(EvenementSchema),
});

import * as jsonld from 'jsonld';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EtatMandat } from '../modele/etat.ts';
import { DpvRecordSchema } from './export-dpv-schema.ts';
import { toDpv27560, type OptionsDpv } from './export-dpv.ts';
import { commande, DEPOT_RSA, H, ITEM, PLUS_TARD, signer } from '../f0.fixture.ts';

const BASE = 'https://ecrivain.exemple.fr/app';

function f0(): EtatMandat {
  const { etat } = signer();
  if (etat === null) throw new Error('F0 is not prepared');
  return etat;
}

/** Everything which JSON-LD understood; a fetch fails the test: the record holds its own context. */
async function expand(record: object): Promise<object[]> {
  const sansReseau = (url: string) => Promise.reject(new Error(`fetched ${url}`));
  return await jsonld.expand(record, {
    documentLoader: sansReseau,
  });
}

type Visite = (cle: string, valeur: unknown) => void;
function walk(noeud: unknown, visite: Visite): void {
  if (Array.isArray(noeud)) for (const n of noeud) walk(n, visite);
  else if (typeof noeud === 'object' && noeud !== null) {
    for (const [cle, valeur] of Object.entries(noeud)) {
      visite(cle, valeur);
      walk(valeur, visite);
    }
  }
}

/** Keys of the record, `@context` apart, with how many times each is used. */
function countCles(record: unknown): Map<string, number> {
  const cles = new Map<string, number>();
  walk(record, (cle) => {
    if (!cle.startsWith('@')) cles.set(cle, (cles.get(cle) ?? 0) + 1);
  });
  return cles;
}

describe('toDpv27560', () => {
  it('gives every field that ISO/IEC TS 27560 wants, in the terms of the W3C guide', () => {
    const record = toDpv27560(f0(), { base: BASE });
    expect(record).toMatchObject({
      '@id': `${BASE}/mandats/m-1`,
      '@type': 'dpv:ConsentRecord',
      'dct:conformsTo': 'https://w3id.org/dpv/schema/dpv-27560#record',
      'dct:identifier': 'm-1',
      'dct:language': 'fr',
      'dpv:hasDataSubject': `${BASE}/personnes/p-1`,
      'dpv:hasDataController': `${BASE}/structures/s-1`,
      'dpv:hasJurisdiction': 'loc:FR',
      'dpv:hasNotice': { 'dct:identifier': 'notice@1', 'dct:language': 'fr' },
      'dpv:hasConsentControl': { 'dpv:isExercisedAt': BASE },
      'dpv:hasProcess': [
        {
          'dpv:hasPurpose': [{ 'dct:identifier': 'aide-logement' }],
          'dpv:hasPersonalData': { '@type': 'dpv:PersonalData' },
          'dpv:hasProcessing': [
            { 'dct:identifier': 'consulter' },
            { 'dct:identifier': 'saisir' },
            { 'dct:identifier': 'deposer' },
          ],
          'dpv:hasRecipient': [{ '@type': ['dpv:Recipient', 'dpv:ThirdParty'] }],
          'dpv:hasStorageCondition': [
            { '@type': 'dpv:StorageLocation' },
            { 'dpv:hasDuration': { 'rdf:value': { '@value': 'P24M' } } },
            { 'dpv:hasDuration': { 'rdf:value': { '@value': 'P72M' } } },
          ],
        },
      ],
      'dpv:hasEntity': [{ 'dpv:hasName': 'Maison de quartier' }, { '@type': 'dpv:DataSubject' }],
      'dpv:hasConsentStatus': [
        { 'dct:type': 'NoticePresentee', 'dpv:hasContractStatus': 'dpv:ContractOffered' },
        {
          'dct:type': 'ConsentementDonne',
          '@type': 'dpv:ConsentGiven',
          'dpv:isIndicatedAtTime': '2026-11-22T09:00:00.000Z',
          'dpv:isIndicatedBy': `${BASE}/personnes/p-1`,
          'dpv:hasDuration': { 'rdf:value': { '@value': '2027-05-22T22:00:00.000Z' } },
        },
        { 'dct:type': 'MandatAccepte', 'dpv:hasContractStatus': 'dpv:ContractFullySigned' },
      ],
    });
    expect(DpvRecordSchema.safeParse(record).error).toBeUndefined();
  });

  it('states the real legal basis, never consent', () => {
    expect(toDpv27560(f0(), { base: BASE })['dpv:hasLegalBasis']).toBe('eu-gdpr:A6-1-e');
    const contrat = toDpv27560(f0(), { base: BASE, baseLegale: 'contrat' });
    expect(contrat['dpv:hasLegalBasis']).toBe('eu-gdpr:A6-1-b');
    expect(contrat['dpv:hasRight']).toContain('eu-gdpr:A20');
    expect(JSON.stringify(contrat)).not.toMatch(/A6-1-a|A9-2-a|ExpressedConsent|InformedConsent/);
    const consentement = { base: BASE, baseLegale: 'consentement' } as unknown as OptionsDpv;
    expect(() => toDpv27560(f0(), consentement)).toThrow(TypeError);
  });

  it('is JSON-LD that expands without network: every IRI absolute, no property lost', async () => {
    for (const record of [
      toDpv27560(f0(), { base: BASE }),
      toDpv27560(riche(), { base: `${BASE}/`, pays: ['FR', 'DE'], adresse: '1 place de la Mairie' }),
    ]) {
      const noeuds = await expand(record);
      const { '@context': contexte, ...corps } = record;
      const attendues = countCles(corps);
      const lues = new Map<string, number>();
      walk(noeuds, (cle, valeur) => {
        if (cle === '@id') expect(valeur).toMatch(/^https?:\/\//);
        else if (cle === '@type') for (const t of [valeur].flat()) expect(t).toMatch(/^https?:\/\//);
        else if (!cle.startsWith('@')) {
          expect(cle).toMatch(/^https?:\/\//);
          lues.set(cle, (lues.get(cle) ?? 0) + 1);
        }
      });
      const prefixes = contexte as Record<string, unknown>;
      const etendues = new Map(
        [...attendues].map(([cle, n]) => {
          const [prefixe = '', nom = ''] = cle.split(':');
          return [`${String(prefixes[prefixe])}${nom}`, n];
        }),
      );
      expect(lues).toEqual(etendues);
    }
  });

  it('has one subject for each party: what points to them finds them', async () => {
    const record = toDpv27560(riche(), { base: BASE });
    const plat = (await jsonld.flatten(record)) as unknown as { '@id': string }[];
    const ids = plat.map((n) => n['@id']);
    expect(ids).toEqual(expect.arrayContaining([`${BASE}/personnes/p-1`, `${BASE}/structures/s-1`]));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('gives the same bytes whatever the order of the keys of the state', () => {
    const etat = riche();
    const inverse = Object.fromEntries(Object.entries(etat).reverse()) as unknown as EtatMandat;
    expect(JSON.stringify(toDpv27560(inverse, { base: BASE }))).toBe(
      JSON.stringify(toDpv27560(etat, { base: BASE })),
    );
  });

  it('tells the exceptions, the withdrawal of a part, and the end, each with who asked', () => {
    const record = toDpv27560(riche(), { base: BASE });
    expect(record['dpv:hasProcess']).toMatchObject([
      { 'dpv:hasPersonalData': { '@type': 'dpv:SensitivePersonalData' }, 'dpv:hasRule': [{}] },
      {},
    ]);
    const evenements = record['dpv:hasConsentStatus'] as { 'dct:type': string }[];
    expect(evenements.slice(3)).toMatchObject([
      {
        'dct:type': 'PerimetreRetire',
        'dct:description': 'deposer',
        'dct:isPartOf': [{ '@id': `${BASE}/mandats/m-1#i-1` }],
        'dpv:isIndicatedBy': `${BASE}/personnes/p-1`,
      },
      {
        'dct:type': 'MandatRevoque',
        '@type': 'dpv:ConsentWithdrawn',
        'dpv:hasIndicationMethod': 'telephone',
      },
    ]);
    expect(DpvRecordSchema.safeParse(record).error).toBeUndefined();
  });

  it('says of a draft only what is known, and of a refusal that it is one', () => {
    const brouillon = signer({}, { jusqua: 'PreparerMandat' }).etat;
    const refuse = signer({}, { jusqua: 'PresenterNotice' });
    refuse.faire(commande('RefuserConsentement', {}));
    if (brouillon === null || refuse.etat === null) throw new Error('Nothing was prepared');
    const record = toDpv27560(brouillon, { base: BASE });
    expect(record['dpv:hasConsentStatus']).toEqual([]);
    expect(DpvRecordSchema.safeParse(record).success).toBe(true);
    expect(toDpv27560(refuse.etat, { base: BASE })['dpv:hasConsentStatus']).toMatchObject([
      {},
      { '@type': 'dpv:ConsentRefused', 'dpv:hasContractStatus': 'dpv:ContractRejected' },
    ]);
  });

  it('says until when an oral consent, or the grant of a parent, holds', () => {
    const oral = signer({}, { recueil: { mode: 'telephone', forme: 'oral_a_regulariser' } }).etat;
    const enfant = signer({
      mandant: { ref: 'p-1', capacite: 'aucune_mesure', naissance: { ageCommitment: H, le: '2009-02-10' } },
      constituant: { kind: 'parent', ref: 'pa-1' },
    }).etat;
    if (oral === null || enfant === null) throw new Error('Nothing was prepared');
    const consenti = (terme: string) =>
      expect.arrayContaining([
        expect.objectContaining({
          'dct:type': 'ConsentementDonne',
          'dpv:hasDuration': {
            '@type': 'dpv:UntilTimeDuration',
            'rdf:value': { '@type': 'xsd:dateTime', '@value': terme },
          },
        }),
      ]) as unknown;
    expect(toDpv27560(oral, { base: BASE })['dpv:hasConsentStatus']).toEqual(
      consenti('2026-12-07T23:00:00.000Z'),
    );
    const record = toDpv27560(enfant, { base: BASE });
    expect(record['dpv:hasConsentStatus']).toEqual(consenti('2027-02-09T23:00:00.000Z'));
    expect(record['dpv:hasEntity']).toMatchObject([
      {},
      {},
      { '@id': `${BASE}/personnes/pa-1`, '@type': 'dpv:ParentOfDataSubject' },
    ]);
    expect(JSON.stringify(record)).not.toContain('2009');
  });

  it('keeps its shape for every golden journal, and names each event as the journal does', () => {
    const dossier = new URL('../formats/golden/v1/', import.meta.url);
    const types = new Set<string>();
    for (const fichier of readdirSync(dossier)) {
      const { mandats } = JSON.parse(readFileSync(new URL(fichier, dossier), 'utf8')) as {
        mandats: { etat: EtatMandat }[];
      };
      for (const { etat } of mandats) {
        const record = toDpv27560(etat, { base: BASE });
        expect(DpvRecordSchema.safeParse(record).error, fichier).toBeUndefined();
        for (const e of record['dpv:hasConsentStatus'] as { 'dct:type': string }[]) types.add(e['dct:type']);
      }
    }
    expect([...types].sort()).toEqual(
      [
        'ConsentementDonne',
        'ConsentementRefuse',
        'DecesSignale',
        'MandataireARenonce',
        'MandatAccepte',
        'MandatAnnule',
        'MandatRemplace',
        'MandatRepris',
        'MandatRevoque',
        'MandatSuspendu',
        'NoticePresentee',
        'OralRegularise',
        'PerimetreRetire',
        'ProtectionSignalee',
        'StructureDissoute',
      ].sort(),
    );
  });

  it.each([
    '',
    'ecrivain.fr',
    '/v',
    'ftp://a.fr',
    'https://a.fr/?q=1',
    'https://a.fr/#x',
    'https://u:p@a.fr',
  ])('refuses the base « %s », and does not repeat it', (base) => {
    expect(() => toDpv27560(f0(), { base })).toThrow('toDpv27560: malformed base');
  });
});

/** Two items, one with an exception and an act withdrawn, then the whole revoked. */
function riche(): EtatMandat {
  const rsa = {
    ...ITEM,
    portee: { kind: 'demarche', demarche: DEPOT_RSA } as const,
    sauf: [{ acte: 'consulter' } as const],
  };
  const p = signer({ items: [rsa, { ...ITEM, id: 'i-2' }] });
  const demande = { demandePar: 'mandant', canal: 'telephone' } as const;
  p.faire(
    commande('RetirerPerimetre', { itemId: 'i-1', actes: ['deposer'], ...demande }, { faitLe: PLUS_TARD }),
  );
  p.faire(commande('RevoquerMandat', demande, { faitLe: '2026-12-02T09:00:00.000Z' }));
  if (p.etat === null) throw new Error('Nothing was prepared');
  return p.etat;
}

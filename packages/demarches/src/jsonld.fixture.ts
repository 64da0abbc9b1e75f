import jsonld from 'jsonld';
import { Parser, type Quad, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import { catalogue, type Catalogue } from './catalogue.ts';
import type { Demarche } from './demarche.ts';
import type { JsonLdDocument } from './jsonld.ts';

export const BASE = 'https://catalogue.exemple.fr';

/** Nothing may be fetched: the context is inside the document. */
const refuse = (url: string): Promise<never> => Promise.reject(new Error(`Fetched ${url}`));

/** The triples of a document, by a processor that drops nothing silently (`safe`) and has no network. */
export async function toQuads(doc: JsonLdDocument): Promise<Quad[]> {
  const nquads = await jsonld.toRDF(
    doc as jsonld.JsonLdDocument,
    {
      format: 'application/n-quads',
      documentLoader: refuse,
      safe: true,
    } as jsonld.Options.ToRdf,
  );
  return new Parser({ format: 'N-Quads' }).parse(nquads as string);
}

export interface Faute {
  composant: string;
  chemin: string;
  noeud: string;
}

/** What a SHACL validator (Zazuko's) says of some triples. */
export async function validate(quads: readonly Quad[], formes: string): Promise<Faute[]> {
  const shapes = new Store(new Parser({ format: 'Turtle' }).parse(formes));
  const rapport = await new SHACLValidator(shapes).validate(new Store([...quads]));
  return rapport.results.map((r) => ({
    composant: fin(r.sourceConstraintComponent.value),
    chemin: r.path.value,
    noeud: r.focusNode.value,
  }));
}

const fin = (iri: string): string => iri.replace(/^.*[#/]/, '');

const SOURCE = { type: 'operateur', ref: 'caf.fr, page de la démarche' } as const;
const VERIFIE = { source: SOURCE, verifieLe: '2026-11-01' } as const;

function requireDemarche(id: string): Demarche {
  const d = catalogue.demarches.find((e) => e.id === id);
  if (d === undefined) throw new Error(`No ${id}`);
  return d;
}

/** A synthetic entry with every field written, checked or not, so that exports are tested beyond today's data. */
export const COMPLETE: Demarche = {
  ...requireDemarche('rsa'),
  id: 'demarche-inventee',
  nom: 'Aide inventée',
  langageSimple: 'Vous demandez une aide qui n’existe pas.',
  traductions: {
    en: { nom: 'Invented benefit', langageSimple: 'You ask for a benefit that does not exist.' },
    ar: { nom: 'مساعدة', langageSimple: 'تطلب مساعدة' },
  },
  synonymes: ['AI'],
  aliases: ['l’aide qui n’existe pas', 'AI'],
  situations: ['j’ai reçu une lettre'],
  etapes: ['Vous ouvrez le site.', 'Vous gardez le récépissé.'],
  sources: { pieces: VERIFIE, etapes: { source: SOURCE, verifieLe: null } },
  operateur: {
    id: 'mdph',
    nom: 'MDPH',
    type: 'departement',
    decideur: { id: 'commission', nom: 'Commission des droits', type: 'departement' },
    payeur: { id: 'caf', nom: 'CAF', type: 'securite-sociale' },
  },
  refs: { fiches: ['F1', 'N2'], services: ['R3'], cerfa: [{ numero: '12345', version: '01' }] },
  url: { valeur: 'https://www.exemple.fr/aide', ...VERIFIE },
  canaux: [
    { valeur: { id: 'en-ligne', type: 'web', url: 'https://www.exemple.fr/aide' }, ...VERIFIE },
    {
      valeur: {
        id: 'tel',
        type: 'telephone',
        numero: '+33 1 99 00 00 00',
        horaires: 'lundi au vendredi, 9 h à 16 h',
        cout: 'prix d’un appel',
        variante: 'caf',
      },
      ...VERIFIE,
    },
    {
      valeur: {
        id: 'guichet',
        type: 'guichet',
        adresse: '1 rue Inventée',
        horaires: 'le mardi',
        variante: 'dep-42',
      },
      source: SOURCE,
      verifieLe: null,
    },
    { valeur: { id: 'courrier', type: 'courrier', adresse: 'TSA 00000' }, ...VERIFIE },
    { valeur: { id: 'fs', type: 'franceServices' }, ...VERIFIE },
  ],
  actesReserves: [
    {
      acte: 'signer',
      qui: 'usager',
      base: 'art. L. 1 du code inventé',
      source: { type: 'texte', ref: 'L.1 c. inv.' },
    },
    {
      acte: 'serment',
      qui: 'usager-presence',
      base: 'texte à confirmer',
      source: { type: 'texte', ref: 'L.2 c. inv.' },
      verifieLe: null,
    },
  ],
  actesReservesDecide: true,
  auth: {
    valeur: { moyens: ['franceconnect', 'aucun'], franceConnect: 'oui', aidantsConnect: 'non' },
    ...VERIFIE,
  },
  pieces: [
    { piece: 'Pièce d’identité', obligatoire: true, copie: 'copie' },
    { piece: 'Pièce d’identité', obligatoire: false, copie: 'photo', pourQui: 'chaque enfant' },
  ],
  champsLimites: [
    { valeur: { libelle: 'Motif', max: 500, unite: 'caracteres', retourLigne: 2 }, ...VERIFIE },
  ],
  blocages: [],
  delai: { valeur: { recepisse: true, reponseJours: 60, silence: 'rejet' }, ...VERIFIE },
  duree: { mediane: 40, min: 20, max: 90 },
  droitOuvert: { droit: 'Aide inventée', phrase: 'Vous y avez peut-être droit.' },
  orienterVers: ['assistant-social'],
  limitesGenerales: { valeur: { fichierMo: 5, formats: ['pdf'] }, ...VERIFIE },
};

/** The catalogue of the package and the complete entry. */
export const ELARGI: Catalogue = { ...catalogue, demarches: [...catalogue.demarches, COMPLETE] };

/**
 * The minimum of CPSV-AP 3.2.0 that our documents meet, said again in our own shapes: the official ones are not in the
 * project. The optional test below asks the official ones.
 */
export const FORMES = `
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix cv: <http://data.europa.eu/m8g/> .
@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix : <urn:formes:> .
:id sh:path dct:identifier ; sh:minCount 1 ; sh:maxCount 1 .
:titre sh:path dct:title ; sh:minCount 1 ; sh:datatype rdf:langString .
:texte sh:path dct:description ; sh:minCount 1 ; sh:datatype rdf:langString .
:Service sh:targetClass cpsv:PublicService ; sh:property :id, :titre, :texte,
  [ sh:path cv:hasCompetentAuthority ; sh:minCount 1 ; sh:class cv:PublicOrganisation ],
  [ sh:path dct:isPartOf ; sh:class dcat:Dataset ],
  [ sh:path cv:hasChannel ; sh:class cv:Channel ],
  [ sh:path cv:contactPoint ; sh:class cv:ContactPoint ],
  [ sh:path cv:hasCost ; sh:class cv:Cost ],
  [ sh:path cv:hasParticipation ; sh:class cv:Participation ],
  [ sh:path cv:hasLegalResource ; sh:class eli:LegalResource ],
  [ sh:path cv:thematicArea ; sh:class skos:Concept ],
  [ sh:path cv:processingTime ; sh:maxCount 1 ; sh:datatype xsd:duration ],
  [ sh:path cpsv:hasInput ; sh:class cv:Evidence ],
  [ sh:path cpsv:produces ; sh:class cv:Output ] .
:Organisme sh:targetClass cv:PublicOrganisation ; sh:property
  [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:datatype rdf:langString ],
  [ sh:path dct:spatial ; sh:minCount 1 ; sh:class dct:Location ] .
:Agent sh:targetClass foaf:Agent ; sh:property :id, :titre .
:Canal sh:targetClass cv:Channel ; sh:property :id, [ sh:path dct:type ; sh:maxCount 1 ; sh:class skos:Concept ] .
:Piece sh:targetClass cv:Evidence ; sh:property :id, :titre .
:Cout sh:targetClass cv:Cost ; sh:property :id, [ sh:path cv:ifAccessedThrough ; sh:class cv:Channel ] .
:Role sh:targetClass cv:Participation ; sh:property :id, :texte,
  [ sh:path cv:role ; sh:minCount 1 ; sh:class skos:Concept ],
  [ sh:path cv:hasParticipant ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ] .
:Jeu sh:targetClass dcat:Dataset ; sh:property :titre, :texte,
  [ sh:path dct:publisher ; sh:minCount 1 ; sh:maxCount 1 ; sh:class foaf:Agent ] .
`;

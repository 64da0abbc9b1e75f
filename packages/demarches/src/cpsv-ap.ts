import type { Catalogue } from './catalogue.ts';
import { CONTEXTE_CPSV_AP } from './cpsv-ap-contexte.ts';
import { toConceptIri, toServiceNoeuds } from './cpsv-ap-service.ts';
import type { Demarche } from './demarche.ts';
import {
  byCode,
  type JsonLd,
  type JsonLdDocument,
  type OptionsJsonLd,
  requireBase,
  toNoeud,
  toOrganismeIri,
} from './jsonld-noeud.ts';
import { LIBELLES_CANAL, LIBELLES_ORGANISME, LIBELLES_PERIMETRE } from './libelles.ts';
import { PERIMETRES } from './nomenclatures.ts';
import { crosswalk } from './perimetre.ts';

type Organisme = Omit<Demarche['operateur'], 'payeur' | 'decideur'>;

/** Country code list of the Publications Office of the European Union. */
const FRANCE = 'http://publications.europa.eu/resource/authority/country/FRA';

const ROLES = { decideur: 'Décide du droit', payeur: 'Paie le droit' } as const;
const STATUTS = { 'a-confirmer': 'À confirmer\u00a0: personne n’a vérifié' } as const;

/** Options of `toCpsvAp`. `editeur`: name of who publishes the document, Porte-plume when nobody else does. */
export interface OptionsCpsvAp extends OptionsJsonLd {
  editeur?: string;
}

function listOrganismes(demarches: readonly Demarche[]): Organisme[] {
  const parId = new Map<string, Organisme>();
  for (const { operateur } of demarches) {
    for (const o of [operateur, operateur.decideur, operateur.payeur]) {
      if (o !== undefined && !parId.has(o.id)) parId.set(o.id, o);
    }
  }
  return [...parId.values()].sort((a, b) => byCode(a.id, b.id));
}

/** An agent too, since the profile wants the participant of a service to be one; hence two names. */
const toOrganisme = (o: Organisme, base: string): JsonLd => ({
  '@id': toOrganismeIri(base, o.id),
  '@type': ['cv:PublicOrganisation', 'foaf:Agent'],
  'dct:identifier': o.id,
  'skos:prefLabel': { fr: o.nom },
  'dct:title': { fr: o.nom },
  'dct:type': toConceptIri(base, 'organismes', o.type),
  'dct:spatial': FRANCE,
});

const toConcepts = (base: string, liste: string, libelles: Readonly<Record<string, string>>): JsonLd[] =>
  Object.entries(libelles).map(([code, libelle]) => ({
    '@id': toConceptIri(base, liste, code),
    '@type': 'skos:Concept',
    'skos:notation': code,
    'skos:prefLabel': { fr: libelle },
  }));

const toPerimetres = (base: string): JsonLd[] =>
  PERIMETRES.map((p) => ({
    '@id': toConceptIri(base, 'perimetres', p),
    '@type': 'skos:Concept',
    'skos:notation': Object.values(crosswalk(p)),
    'skos:prefLabel': { fr: LIBELLES_PERIMETRE[p] },
  }));

function toJeu(c: Catalogue, iri: string, base: string, editeur: string): JsonLd[] {
  const editeurIri = `${base}editeur`;
  const jeu = toNoeud({
    '@id': iri,
    '@type': 'dcat:Dataset',
    'dct:identifier': iri,
    'dct:title': { fr: 'Catalogue des démarches' },
    'dct:description': {
      fr: 'Démarches administratives, vues par qui aide à les faire. Ce qui porte le statut « à confirmer » n’a été vérifié par personne.',
    },
    'dct:date': c.date,
    'dct:publisher': editeurIri,
    'dc:rights': c.sources.map((s) => `${s.attribution} (${s.licence})`),
    'adms:versionNotes': c.version,
  });
  const agent = {
    '@id': editeurIri,
    '@type': 'foaf:Agent',
    'dct:identifier': editeurIri,
    'dct:title': { fr: editeur },
  };
  return [jeu, agent];
}

/** Texts and other shared nodes are said once, at their first place. */
function toUniques(noeuds: readonly JsonLd[]): JsonLd[] {
  const parId = new Map<unknown, JsonLd>();
  for (const noeud of noeuds) if (!parId.has(noeud['@id'])) parId.set(noeud['@id'], noeud);
  return [...parId.values()];
}

/**
 * A catalogue as linked data, in the European profile of public services: CPSV-AP 3.2.0 (SEMICeu), JSON-LD 1.1.
 * It passes the official SHACL shapes. The context is inside; same catalogue, in any order of its entries, same bytes.
 *
 * What the catalogue does not know (`null`) is left out. A channel nobody has checked carries the status
 * `…/vocabulaires/statuts/a-confirmer`; a delay or a legal text nobody has checked is left out, having no place for it.
 * The attributions that licences ask for are in `dc:rights` of the dataset: keep them.
 *
 * @param o.base - public address of the exporter, under which every identifier is built
 * @throws TypeError on a programmer's mistake: `base` is not an absolute http(s) address, `editeur` is empty
 */
export function toCpsvAp(c: Catalogue, o: OptionsCpsvAp): JsonLdDocument {
  const base = requireBase(o.base);
  const editeur = o.editeur ?? 'Porte-plume';
  if (typeof editeur !== 'string' || editeur.trim() === '')
    throw new TypeError('editeur: a name is expected');
  const jeu = `${base}catalogue`;
  const demarches = c.demarches.toSorted((a, b) => byCode(a.id, b.id));
  return {
    '@context': CONTEXTE_CPSV_AP,
    '@graph': toUniques([
      ...toJeu(c, jeu, base, editeur),
      ...demarches.flatMap((d) => toServiceNoeuds(d, base, jeu)),
      ...listOrganismes(demarches).map((organisme) => toOrganisme(organisme, base)),
      { '@id': FRANCE, '@type': 'dct:Location', 'skos:prefLabel': { fr: 'France' } },
      ...toPerimetres(base),
      ...toConcepts(base, 'canaux', LIBELLES_CANAL),
      ...toConcepts(base, 'organismes', LIBELLES_ORGANISME),
      ...toConcepts(base, 'roles', ROLES),
      ...toConcepts(base, 'statuts', STATUTS),
    ]),
  };
}

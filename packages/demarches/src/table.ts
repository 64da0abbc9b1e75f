import { listAConfirmer } from './catalogue.ts';
import type { Demarche } from './demarche.ts';
import { describeCanal, describePiece, LIBELLES_CANAL } from './libelles.ts';
import { CLASSES, MODES, PERIMETRES } from './nomenclatures.ts';
import { crosswalk } from './perimetre.ts';

type Type = 'string' | 'number' | 'boolean' | 'date';

/** What a cell holds before it is written; `null`: nobody knows, the cell stays empty. */
type Valeur = string | number | boolean | readonly string[] | null | undefined;

export interface Colonne {
  nom: string;
  titre: string;
  description: string;
  type: Type;
  uri?: true;
  requis?: true;
  parmi?: readonly string[];
  /** `null`: not known; an empty list: known, and there is none. */
  lire: (d: Demarche) => Valeur;
}

const A_CONFIRMER = ' (à confirmer)';
const confirme = (texte: string, verifieLe: string | null | undefined): string =>
  verifieLe === null ? `${texte}${A_CONFIRMER}` : texte;

const QUI_PEUT = ['oui', 'avec-mandat', 'non'] as const;
const OUI_NON = 'oui ou non';
const LISTE = 'Liste, séparée par des barres droites ; « aucun » quand on sait qu’il n’y en a pas.';
const LE = 'Jour de la vérification ; vide : personne n’a vérifié.';

const listModes = (d: Demarche, permis: boolean): string[] =>
  MODES.filter((mode) => d.modes[mode] === permis);

const texte = (nom: string, titre: string, description: string, lire: Colonne['lire']): Colonne => ({
  nom,
  titre,
  description,
  type: 'string',
  lire,
});
const requis = (c: Colonne): Colonne => ({ ...c, requis: true });
const code = (nom: string, titre: string, parmi: readonly string[], lire: Colonne['lire']): Colonne => ({
  ...texte(nom, titre, `Un code parmi\u00a0: ${parmi.join(', ')}.`, lire),
  parmi,
});
const nombre = (nom: string, titre: string, unite: string, lire: Colonne['lire']): Colonne => ({
  ...texte(nom, titre, unite, lire),
  type: 'number',
});
const ouiNon = (nom: string, titre: string, lire: Colonne['lire']): Colonne => ({
  ...texte(nom, titre, OUI_NON, lire),
  type: 'boolean',
});
const jour = (nom: string, titre: string, lire: Colonne['lire'], description = LE): Colonne => ({
  ...texte(nom, titre, description, lire),
  type: 'date',
});

/** The columns of the table, in the order of a reader: what it is, who runs it, how to reach them, who may help, what it asks. */
export const COLONNES: readonly Colonne[] = [
  requis(texte('id', 'Identifiant', 'Ne change jamais et ne sert jamais deux fois.', (d) => d.id)),
  requis(texte('nom', 'Nom', 'Le nom que les professionnels donnent à la démarche.', (d) => d.nom)),
  requis(texte('langage_simple', 'En français simple', 'Ce que la personne fait.', (d) => d.langageSimple)),
  texte('synonymes', 'Autres noms', LISTE, (d) => d.synonymes),
  texte('alias', 'Mots des gens', LISTE, (d) => d.aliases),
  texte('situations', 'Ce qui est arrivé', LISTE, (d) => d.situations),
  requis(code('perimetre', 'Périmètre', PERIMETRES, (d) => d.perimetre)),
  requis(
    texte(
      'theme_dila',
      'Thème de service-public.gouv.fr',
      'Identifiant N.',
      (d) => crosswalk(d.perimetre).dila,
    ),
  ),
  requis(
    texte(
      'thematique_coop',
      'Thématique de La Coop',
      'Nom de l’énumération.',
      (d) => crosswalk(d.perimetre).coop,
    ),
  ),
  requis(texte('operateur_id', 'Identifiant de l’opérateur', 'Celui du catalogue.', (d) => d.operateur.id)),
  requis(texte('operateur', 'Opérateur', 'Qui reçoit la démarche.', (d) => d.operateur.nom)),
  requis(
    code(
      'operateur_type',
      'Type d’opérateur',
      ['etat', 'securite-sociale', 'departement', 'commune', 'autre'],
      (d) => d.operateur.type,
    ),
  ),
  texte(
    'decideur',
    'Qui décide',
    'Vide : l’opérateur, ou nous ne savons pas.',
    (d) => d.operateur.decideur?.nom,
  ),
  texte('payeur', 'Qui paie', 'Vide : l’opérateur, ou nous ne savons pas.', (d) => d.operateur.payeur?.nom),
  texte('fiches', 'Fiches officielles', LISTE, (d) => d.refs.fiches),
  texte('services', 'Téléservices et formulaires officiels', LISTE, (d) => d.refs.services),
  texte('cerfa', 'Cerfa', LISTE, (d) => d.refs.cerfa.map((c) => `${c.numero}*${c.version}`)),
  { ...texte('url', 'Adresse officielle', 'Page de la démarche.', (d) => d.url?.valeur), uri: true },
  texte('url_source', 'D’où vient l’adresse', 'Référence de la source.', (d) => d.url?.source.ref),
  jour('url_verifiee_le', 'Adresse vérifiée le', (d) => d.url?.verifieLe),
  ouiNon('url_locale', 'Adresse propre à chaque territoire', (d) => d.urlLocale),
  texte('canaux', 'Joindre un humain, écrire, se déplacer', LISTE, (d) =>
    d.canaux?.map(({ valeur: k, verifieLe }) => {
      const dit = [describeCanal(k), k.url].filter((s) => s !== undefined).join(' · ');
      return confirme(
        dit === '' ? LIBELLES_CANAL[k.type] : `${LIBELLES_CANAL[k.type]}\u00a0: ${dit}`,
        verifieLe,
      );
    }),
  ),
  requis(code('classe', 'Classe', CLASSES, (d) => d.classe)),
  texte('raisons', 'Raisons d’être sensible', LISTE, (d) => d.qualification.raisons),
  jour('classe_verifiee_le', 'Classe vérifiée le', (d) => d.qualification.verifieLe),
  texte(
    'modes_permis',
    'Modes d’aide permis',
    `${LISTE} Un mode absent des deux listes n’est pas décidé.`,
    (d) => listModes(d, true),
  ),
  texte('modes_refuses', 'Modes d’aide refusés', LISTE, (d) => {
    const refuses = listModes(d, false);
    return refuses.length === 0 && Object.keys(d.modes).length < MODES.length ? null : refuses;
  }),
  requis(code('benevole', 'Un bénévole peut', QUI_PEUT, (d) => d.quiPeut.benevole)),
  requis(
    code(
      'salarie_non_habilite',
      'Un salarié non habilité peut',
      QUI_PEUT,
      (d) => d.quiPeut.salarieNonHabilite,
    ),
  ),
  requis(code('habilite', 'Un salarié habilité peut', QUI_PEUT, (d) => d.quiPeut.habilite)),
  texte('actes_reserves', 'Actes que seule la personne peut faire', LISTE, (d) =>
    d.actesReservesDecide
      ? d.actesReserves.map((a) => confirme(`${a.acte} (${a.qui})\u00a0: ${a.base}`, a.verifieLe))
      : null,
  ),
  texte('auth_moyens', 'Moyens de se connecter', LISTE, (d) => d.auth.valeur.moyens),
  code('france_connect', 'FranceConnect', ['oui', 'non'], (d) => toConnu(d.auth.valeur.franceConnect)),
  code('aidants_connect', 'Aidants Connect', ['oui', 'non', 'exclusif'], (d) =>
    toConnu(d.auth.valeur.aidantsConnect),
  ),
  jour('auth_verifiee_le', 'Connexion vérifiée le', (d) => d.auth.verifieLe),
  texte('pieces', 'Ce qu’il faut apporter', LISTE, (d) =>
    d.pieces?.map((p) => `${p.piece} (${describePiece(p)})`),
  ),
  jour('pieces_verifiees_le', 'Pièces vérifiées le', (d) => d.sources?.pieces?.verifieLe),
  texte('etapes', 'Étapes', LISTE, (d) => d.etapes),
  ouiNon('nir', 'Demande le numéro de sécurité sociale', (d) => d.donnees.nir),
  texte('art9', 'Données sensibles (RGPD, article 9)', LISTE, (d) => d.donnees.art9),
  ouiNon('art10', 'Données de condamnation (RGPD, article 10)', (d) => d.donnees.art10),
  ouiNon('bancaire', 'Données bancaires', (d) => d.donnees.bancaire),
  ouiNon('tiers', 'Données d’autres personnes', (d) => d.donnees.tiers),
  nombre('age_seul', 'Âge à partir duquel un mineur agit seul', 'Années.', (d) => d.ageSeul?.valeur),
  code(
    'recurrence',
    'À refaire',
    ['aucune', 'fenetre-mensuelle', 'trimestrielle', 'anniversaire', 'campagne', 'expiration'],
    (d) => d.recurrence?.valeur.type,
  ),
  jour('recurrence_verifiee_le', 'Récurrence vérifiée le', (d) => d.recurrence?.verifieLe),
  texte('champs_limites', 'Champs limités', LISTE, (d) =>
    d.champsLimites?.map(({ valeur: c, verifieLe }) =>
      confirme(`${c.libelle}\u00a0: ${c.max} ${c.unite}`, verifieLe),
    ),
  ),
  texte('blocages', 'Ce qui bloque, et que faire', LISTE, (d) =>
    d.blocages?.map((b) => `${b.code}\u00a0: ${b.signe} → ${b.queFaire}`),
  ),
  ouiNon('recepisse', 'Donne un récépissé', (d) => d.delai?.valeur.recepisse),
  nombre('reponse_jours', 'Délai de réponse', 'Jours.', (d) => d.delai?.valeur.reponseJours),
  code('silence', 'Le silence vaut', ['accord', 'rejet'], (d) => toConnu(d.delai?.valeur.silence)),
  nombre('relance_jours', 'Relancer après', 'Jours.', (d) => d.delai?.valeur.relanceJours),
  jour('delai_verifie_le', 'Délai vérifié le', (d) => d.delai?.verifieLe),
  nombre('duree_mediane', 'Durée habituelle', 'Minutes.', (d) => d.duree?.mediane),
  nombre('duree_min', 'Durée minimale', 'Minutes.', (d) => d.duree?.min),
  nombre('duree_max', 'Durée maximale', 'Minutes.', (d) => d.duree?.max),
  texte('droit', 'Droit qui peut s’ouvrir', 'Une piste, jamais une promesse.', (d) => d.droitOuvert?.droit),
  texte('orienter_vers', 'Orienter vers', LISTE, (d) => d.orienterVers),
  nombre(
    'fichier_mo',
    'Taille maximale d’un fichier',
    'Mégaoctets.',
    (d) => d.limitesGenerales?.valeur.fichierMo,
  ),
  texte('formats', 'Formats de fichier acceptés', LISTE, (d) => d.limitesGenerales?.valeur.formats),
  texte('a_confirmer', 'À confirmer', 'Champs que personne n’a vérifiés ou écrits.', (d) =>
    listAConfirmer(d),
  ),
  requis(texte('source', 'Source', 'D’où vient l’entrée.', (d) => d.provenance.source)),
  requis(texte('licence', 'Licence', 'Celle de la source.', (d) => d.provenance.licence)),
  requis(jour('importe_le', 'Importée le', (d) => d.provenance.importeLe, 'Jour de l’import.')),
  requis(texte('version_source', 'Version de la source', 'Date ou numéro.', (d) => d.provenance.version)),
];

function toConnu(codeOuInconnu: string | undefined): string | null {
  return codeOuInconnu === undefined || codeOuInconnu === 'inconnu' ? null : codeOuInconnu;
}

/** A cell as text: `oui`, a list joined by `|`, `aucun` for a list known to be empty, nothing for what is not known. */
export function toTexte(valeur: Valeur): string {
  if (valeur === null || valeur === undefined) return '';
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non';
  if (typeof valeur === 'number') return String(valeur);
  if (typeof valeur === 'string') return valeur;
  return valeur.length === 0 ? 'aucun' : valeur.map((v) => v.replaceAll('|', '/')).join('|');
}

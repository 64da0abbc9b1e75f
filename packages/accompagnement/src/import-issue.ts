import type { ChampImport } from './import-champ.ts';

/** One problem of one cell, row or file. An error blocks its row, a warning does not. Never a value, never a header. */
export interface ImportIssue {
  /** Row of the sheet as a spreadsheet numbers it, from 1; 0 = the file itself. */
  ligne: number;
  /** Letters of the column, as a spreadsheet names it. */
  colonne?: string;
  champ?: ChampImport;
  niveau: 'erreur' | 'avertissement';
  code: string;
  phrase: string;
  /** What may be done instead, as a French sentence. */
  alternative?: string;
}

const PHRASES = {
  fichier_vide: 'Ce fichier est vide.',
  fichier_illisible: 'Ce fichier n’est ni un tableur ni un texte lisible.',
  fichier_trop_grand: 'Ce fichier est trop grand une fois ouvert.',
  fichier_chiffre: 'Ce fichier est protégé par un mot de passe.',
  format_ancien: 'Ce format de tableur est ancien. Enregistrez le fichier en .xlsx, .ods ou .csv.',
  trop_de_lignes: 'Ce fichier a trop de lignes. Coupez-le en plusieurs fichiers.',
  encodage_inconnu: 'L’encodage de ce fichier n’est pas reconnu. Enregistrez-le en UTF-8.',
  encodage_windows_1252: 'Ce fichier n’est pas en UTF-8\u00a0: il est lu comme un fichier de Windows.',
  texte_abime: 'Ce texte a été abîmé par un mauvais encodage.',
  guillemet_ouvert: 'Un guillemet n’est pas fermé\u00a0: la suite du fichier n’est pas lue.',
  feuille_absente: 'Cette feuille n’est pas dans le fichier.',
  entete_absente: 'La ligne des noms de colonnes n’a pas été trouvée.',
  colonne_manquante: 'Une colonne attendue manque.',
  colonne_en_double: 'Ce nom de colonne est deux fois dans le fichier.',
  colonne_masquee: 'Cette colonne est masquée dans le fichier.',
  ligne_irreguliere: 'Cette ligne n’a pas le même nombre de colonnes que l’en-tête.',
  cellule_fusionnee: 'Cette cellule est fusionnée avec une autre\u00a0: sa valeur n’est pas sûre.',
  cellule_en_erreur: 'Cette cellule contient une erreur de calcul.',
  formule_sans_valeur: 'Cette cellule est une formule sans résultat enregistré.',
  formule: 'Cette cellule est une formule\u00a0: son dernier résultat est repris.',
  champ_manquant: 'Une information obligatoire manque.',
  date_invalide: 'Cette date n’est pas comprise.',
  date_ambigue: 'Cette date peut se lire de deux façons.',
  date_serie: 'Cette date était un nombre de tableur\u00a0: elle est convertie.',
  annee_courte: 'L’année a deux chiffres\u00a0: elle est lue au XXIᵉ siècle.',
  date_future: 'Cette date est dans le futur.',
  duree_invalide: 'Cette durée n’est pas comprise. Une durée va de 1 à 720 minutes.',
  code_inconnu: 'Cette valeur n’est pas dans la liste.',
  annee_invalide: 'Cette année de naissance n’est pas possible.',
  commune_invalide: 'Ce code de commune n’a pas la forme attendue.',
  identifiant_invalide: 'Cet identifiant n’a pas la forme attendue.',
  identifiant_en_double: 'Cet identifiant est déjà pris par une ligne différente.',
  lieu_inconnu: 'Ce lieu n’est pas dans votre liste.',
  demarche_inconnue: 'Cette démarche n’a pas été reconnue.',
  sans_acte: 'Cette ligne ne dit ni démarche ni thème.',
  trop_d_actes: 'Cette ligne a plus de 12 démarches ou thèmes.',
  motif_pour_absent: 'Le motif du «\u00a0faire à la place\u00a0» manque.',
  issue_sans_detail: 'Cette issue demande un détail que le fichier ne donne pas.',
  absent_au_lieu: 'La personne ne peut pas être absente d’un accueil sur le lieu.',
  role_insuffisant: 'Votre rôle ne permet pas de reprendre un fichier.',
  mapping_invalide: 'Cette correspondance de colonnes n’est pas utilisable.',
  ligne_en_double: 'Cette ligne est deux fois dans le fichier\u00a0: elle est reprise une fois.',
  deja_importee: 'Cette ligne a déjà été reprise.',
  participants_incomplets: 'Il manque des lignes à cet atelier.',
  participants_invalides: 'Le rang du participant n’est pas compris.',
  groupe_incoherent: 'Les lignes de cette activité ne disent pas la même chose.',
  ligne_invalide: 'Cette ligne n’a pas pu être reprise.',
} as const;

export type ImportCode = keyof typeof PHRASES;

/** Builds an issue. `colonne` is the rank of the column, from 0. */
export function issueOf(
  code: ImportCode,
  niveau: ImportIssue['niveau'],
  ligne: number,
  at: { readonly colonne?: number; readonly champ?: ChampImport; readonly alternative?: string } = {},
): ImportIssue {
  return {
    ligne,
    ...(at.colonne !== undefined && { colonne: columnName(at.colonne) }),
    ...(at.champ !== undefined && { champ: at.champ }),
    niveau,
    code,
    phrase: PHRASES[code],
    ...(at.alternative !== undefined && { alternative: at.alternative }),
  };
}

/** `A`, `Z`, `AA`… from a rank that starts at 0. */
export function columnName(rank: number): string {
  const rest = Math.floor(rank / 26) - 1;
  return (rest < 0 ? '' : columnName(rest)) + String.fromCharCode(65 + (rank % 26));
}

import type { EtatMandat, Protection } from '../modele/etat.ts';
import { isEnVigueur, type Regard } from '../histoire/fin.ts';
import { toMotif, type CodeMotif, type Motif } from '../modele/motif.ts';
import type { Acte, Capacite, ConstituantKind } from '../modele/nomenclatures.ts';
import { isDepassee } from '../histoire/pli.ts';
import type { PolitiqueMandat } from '../modele/politique.ts';

/**
 * Who may grant, and what, under each measure of protection (C. civ. 425 s., 467, 471, 473; the threshold of the
 * curator's assistance is to confirm). The reason of a measure is never recorded.
 */

const REPRESENTANTS: Partial<Record<Capacite, ConstituantKind>> = {
  tutelle: 'tuteur',
  habilitation_familiale: 'personne_habilitee',
  mandat_protection_future: 'mandataire_protection',
};

/** Who represents a person under this measure, if anyone does. */
export function toRepresentant(capacite: Capacite): ConstituantKind | undefined {
  return REPRESENTANTS[capacite];
}

/** What a person under curatelle has done for her without her curator. */
export const ACTES_EN_CURATELLE = [
  'consulter',
  'saisir',
  'deposer',
  'creer_messagerie',
] as const satisfies readonly Acte[];

/** The capacity as seen from there: what was declared, then the measures told since. */
export function toCapacite(etat: EtatMandat, regard: Regard): Capacite {
  return findProtection(etat, regard)?.capacite ?? etat.mandant.capacite;
}

/** The measure in force, seen from there: the latest judgment; of one same day, what was recorded last. */
export function findProtection(etat: EtatMandat, regard: Regard): Protection | undefined {
  let derniere: Protection | undefined;
  for (const protection of etat.protections) {
    if (isEnVigueur(protection, regard) && !isDepassee(protection, derniere)) derniere = protection;
  }
  return derniere;
}

/** Whether this capacity is one where a curator assists. */
function isCuratelle(capacite: Capacite): boolean {
  return capacite === 'curatelle_simple' || capacite === 'curatelle_renforcee';
}

/** Whether the grantor is the one that the capacity asks for; none = she fits. */
export function checkConstituant(capacite: Capacite, kind: ConstituantKind, mineur: boolean): Motif[] {
  if (capacite === 'inconnue') return [toMotif('capacite_inconnue')];
  const representant = REPRESENTANTS[capacite];
  if (representant !== undefined) return kind === representant ? [] : [toMotif('representant_requis')];
  const admis: ConstituantKind = isCuratelle(capacite) ? 'curateur_assiste' : 'parent';
  if (kind === 'mandant' || (kind === admis && (kind !== 'parent' || mineur))) return [];
  const phrase = 'Ce représentant ne correspond pas à la situation déclarée de la personne.';
  return [toMotif('commande_invalide', { path: ['donnees', 'constituant', 'kind'], phrase })];
}

/** Under curatelle, what stays closed until the curator assists, at the grant or at the act. */
export function checkAssistance(
  capacite: Capacite,
  q: { acte: Acte; constituant: ConstituantKind; assistance?: ConstituantKind | undefined },
  curatelleSeule: PolitiqueMandat['curatelleSeule'],
): CodeMotif[] {
  if (!isCuratelle(capacite)) return [];
  if (q.constituant === 'curateur_assiste' || q.assistance === 'curateur_assiste') return [];
  const seule =
    curatelleSeule === 'administration' && (ACTES_EN_CURATELLE as readonly Acte[]).includes(q.acte);
  return seule ? [] : ['assistance_curateur_requise'];
}

import { isOral } from '../histoire/caducite.ts';
import { checkAssistance, findProtection, toCapacite } from './capacite.ts';
import type { ActeEtat, EtatMandat, ItemEtat, Marque } from '../modele/etat.ts';
import {
  findEpuisement,
  findFin,
  findFinDePaire,
  findFinDItem,
  isEnVigueur,
  type Regard,
} from '../histoire/fin.ts';
import { toMotif, type CodeMotif, type Motif } from '../modele/motif.ts';
import type { Question } from './permission.ts';
import { findDemarche, isExclu } from '../modele/portee.ts';
import { addJours, toDateCivile, type Instant, type Zone } from '../modele/temps.ts';
import { toStatut } from '../histoire/vue.ts';

/** What a yes does not hide: warnings on the mandate that permits, and the events on which they stand. */
interface Avertissements {
  motifs: Motif[];
  /** Ids of the events that give rise to a warning, or spare one. */
  preuves: string[];
}

/**
 * Every warning on the mandate that permits the act.
 * @param mandats all those of the person: another structure's may bear on the same pair
 */
export function listAvertissements(
  etat: EtatMandat,
  item: ItemEtat,
  q: Question,
  mandats: readonly EtatMandat[],
): Avertissements {
  const motifs: Motif[] = [];
  const preuves: string[] = [];
  const add = (code: CodeMotif, ...marques: (Marque | undefined)[]) => {
    motifs.push(toMotif(code, code === 'fait_dans_l_ignorance' ? { itemId: item.id } : {}));
    for (const marque of marques) if (marque !== undefined) preuves.push(marque.evenementId);
  };
  const ignoree = findFinIgnoree(etat, item, q);
  if (ignoree !== undefined) add('fait_dans_l_ignorance', ignoree);
  if (toCapacite(etat, q) === 'sauvegarde') add('acte_contestable');
  if (isInterpreteInteresse(etat, q)) add('interprete_interesse');
  if (isOral(etat, q)) add('a_regulariser');
  if (etat.exemplaire !== undefined && isEnVigueur(etat.exemplaire, q)) {
    preuves.push(etat.exemplaire.evenementId);
  } else if (isExemplaireEnRetard(etat, q)) add('exemplaire_non_remis');
  const enRetard = listActesSansCompte(etat, q);
  if (enRetard.length > 0) add('compte_rendu_en_retard', ...enRetard);
  if (isEcheanceProche(etat, q)) add('echeance_proche');
  if (mandats.some((autre) => isConflit(autre, etat, q))) add('conflit_autre_structure');
  return { motifs, preuves };
}

/** An end, a pause or a restriction that had already happened, though nobody had recorded it. */
function findFinIgnoree(etat: EtatMandat, item: ItemEtat, q: Question): Marque | undefined {
  const toutSu = { instant: q.instant };
  return (
    findFin(etat, toutSu) ??
    findFinDePaire(item, q.demarcheId, q.acte, toutSu) ??
    findEpuisement(etat, item, toutSu) ??
    findPause(etat, toutSu) ??
    findRestriction(etat, q, toutSu)
  );
}

function findPause(etat: EtatMandat, regard: Regard): Marque | undefined {
  const derniere = etat.suspensions.findLast((s) => isEnVigueur(s, regard));
  return derniere?.sens === 'suspendu' ? derniere : undefined;
}

/** The measure under which this act would have asked for a curator. */
function findRestriction(etat: EtatMandat, q: Question, regard: Regard): Marque | undefined {
  const derniere = findProtection(etat, regard);
  if (derniere === undefined) return undefined;
  const acte = { ...q, constituant: etat.constituant.kind };
  const fermes = checkAssistance(derniere.capacite, acte, q.politique.curatelleSeule);
  return fermes.length > 0 ? derniere : undefined;
}

function isInterpreteInteresse({ recueil, lecture, regularisation }: EtatMandat, regard: Regard): boolean {
  if (recueil?.interprete === 'proche_interesse' || lecture?.interprete === 'proche_interesse') return true;
  return regularisation?.recueil.interprete === 'proche_interesse' && isEnVigueur(regularisation, regard);
}

function isExemplaireEnRetard({ acceptation, structure }: EtatMandat, q: Question): boolean {
  if (acceptation === undefined) return false;
  return isDepasse(acceptation.faitLe, q.politique.joursExemplaire, q.instant, structure.zone);
}

/** Acts of which no account was given (C. civ. 1993): after the delay that holds for the copy. */
function listActesSansCompte(etat: EtatMandat, q: Question): ActeEtat[] {
  const { zone } = etat.structure;
  const rendus = new Set<string>();
  for (const compte of etat.comptesRendus) {
    if (isEnVigueur(compte, q)) for (const id of compte.actes) rendus.add(id);
  }
  return etat.actes.filter(
    (acte) =>
      !rendus.has(acte.evenementId) &&
      isEnVigueur(acte, q) &&
      isDepasse(acte.faitLe, q.politique.joursExemplaire, q.instant, zone),
  );
}

function isEcheanceProche({ periode, structure }: EtatMandat, q: Question): boolean {
  if (periode === undefined) return false;
  const jour = toDateCivile(q.instant, structure.zone);
  return periode.auInclus <= addJours(jour, q.politique.joursRappel);
}

/** Another structure also holds this act of this démarche, as far as is known. */
function isConflit(autre: EtatMandat, etat: EtatMandat, q: Question): boolean {
  if (autre.structure.id === etat.structure.id || toStatut(autre, q) !== 'actif') return false;
  return autre.items.some(
    (item) =>
      findDemarche(item, q.demarcheId) !== undefined &&
      item.actes.includes(q.acte) &&
      !isExclu(item, q.demarcheId, q.acte) &&
      findFinDItem(autre, item, q) === undefined &&
      findFinDePaire(item, q.demarcheId, q.acte, q) === undefined,
  );
}

const JOUR_MS = 86_400_000;

/** Whether more than `jours` whole civil days went by: a plain difference settles all but the last two. */
function isDepasse(depuis: Instant, jours: number, instant: Instant, zone: Zone): boolean {
  const ecart = Date.parse(instant) - Date.parse(depuis);
  if (ecart < (jours - 1) * JOUR_MS) return false;
  if (ecart > (jours + 3) * JOUR_MS) return true;
  return toDateCivile(instant, zone) > addJours(toDateCivile(depuis, zone), jours);
}

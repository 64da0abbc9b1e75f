import type { EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import type { Mandant } from '../modele/modele.ts';
import { toMotif, type Motif } from '../modele/motif.ts';
import { computePeriode } from '../modele/periode.ts';
import type { PolitiqueMandat } from '../modele/politique.ts';
import { findDemarche, listPaires } from '../modele/portee.ts';
import {
  addJours,
  addMois,
  toDateCivile,
  toDebutDuJour,
  type DateCivile,
  type Instant,
} from '../modele/temps.ts';

/**
 * Minors (C. civ. 388-1-1; service-public F21829): a parent grants, unless every démarche may be asked alone at that
 * age (`ageSeul`). The date of birth comes in by the command and goes no further: events keep its commitment only.
 * What a parent granted ends on the 18th birthday: that instant is kept only when the mandate can reach it.
 */

type Preparation = CommandeDe<'PreparerMandat'>['donnees'];

const AGE_MAJORITE = 18;
/** A draft granted for a minor must be signed by then: past it, the birthday might fall inside unseen. */
const MOIS_BROUILLON = 3;
/** Two months added at once or one after the other may differ by some days. */
const JOURS_MARGE = 7;

/**
 * The day on which someone reaches an age.
 * @param absent what to do with a birthday of 29 February in a common year (policy, to confirm)
 */
export function toAnniversaire(
  naissance: DateCivile,
  ans: number,
  absent: PolitiqueMandat['anniversaireAbsent'],
): DateCivile {
  const annee = Number(naissance.slice(0, 4)) + ans;
  const jour = naissance.slice(5);
  const manque = jour === '02-29' && (annee % 4 !== 0 || (annee % 100 === 0 && annee % 400 !== 0));
  if (!manque) return `${String(annee).padStart(4, '0')}-${jour}`;
  return `${annee}-${absent === 'jour_suivant' ? '03-01' : '02-28'}`;
}

/** Whether the person, or the parent, may grant what is prepared on that day. */
export function checkMineur(donnees: Preparation, faitLe: Instant, politique: PolitiqueMandat): Motif[] {
  const { mandant, constituant } = donnees;
  const jour = toDateCivile(faitLe, donnees.structure.zone);
  const le = toDateDeNaissance(mandant);
  if (le !== undefined && le > jour) {
    const phrase = 'La date de naissance est dans le futur.';
    return [toMotif('commande_invalide', { path: ['donnees', 'mandant', 'naissance', 'le'], phrase })];
  }
  const mineur = isMineur(mandant, jour, politique);
  if (constituant.kind === 'parent' && !mineur) {
    const phrase =
      mandant.naissance === undefined
        ? 'Un parent donne un mandat pour un enfant mineur : indiquez la date de naissance.'
        : 'Un parent ne donne un mandat que pour un enfant mineur.';
    return [toMotif('commande_invalide', { path: ['donnees', 'constituant', 'kind'], phrase })];
  }
  if (constituant.kind !== 'mandant' || !mineur || le === undefined) return [];
  const seul = listDemarches(donnees).every(
    ({ ageSeul }) =>
      ageSeul !== undefined && toAnniversaire(le, ageSeul, politique.anniversaireAbsent) <= jour,
  );
  return seul ? [] : [toMotif('mineur_non_autorise', { path: ['donnees', 'mandant', 'naissance'] })];
}

/** What the event keeps of the person's age: no date of birth. */
export function toMinorite(
  donnees: Preparation,
  faitLe: Instant,
  politique: PolitiqueMandat,
): { mandant: EtatMandat['mandant']; majorite?: Instant } {
  const { naissance, ...mandant } = donnees.mandant;
  const { zone } = donnees.structure;
  const jour = toDateCivile(faitLe, zone);
  if (naissance === undefined) return { mandant };
  if (naissance === 'majeur' || !isMineur(donnees.mandant, jour, politique)) {
    return { mandant: { ...mandant, naissance: 'majeur' } };
  }
  const protege = { ...mandant, naissance: { ageCommitment: naissance.ageCommitment } };
  const majorite = toAnniversaire(naissance.le, AGE_MAJORITE, politique.anniversaireAbsent);
  const periode = computePeriode(addMois(jour, MOIS_BROUILLON), donnees.duree, zone);
  const portee = periode.ok ? addJours(periode.value.auInclus, JOURS_MARGE) : majorite;
  return donnees.constituant.kind === 'mandant' || majorite > portee
    ? { mandant: protege }
    : { mandant: protege, majorite: toDebutDuJour(majorite, zone) };
}

/** A representative signs for a minor only while she is one, and soon enough for it to be known. */
export function checkEncoreMineur(etat: EtatMandat, faitLe: Instant): Motif[] {
  if (etat.constituant.kind === 'mandant' || typeof etat.mandant.naissance !== 'object') return [];
  if (etat.majorite !== undefined && faitLe >= etat.majorite) {
    const phrase = 'La personne est majeure maintenant : elle donne elle-même son mandat.';
    return [toMotif('transition_interdite', { phrase })];
  }
  const { zone } = etat.structure;
  const limite = addMois(toDateCivile(etat.preparation.faitLe, zone), MOIS_BROUILLON);
  if (etat.majorite !== undefined || toDateCivile(faitLe, zone) <= limite) return [];
  const phrase = 'Ce brouillon pour un mineur a plus de trois mois : préparez un nouveau mandat.';
  return [toMotif('transition_interdite', { phrase })];
}

function toDateDeNaissance({ naissance }: Mandant): DateCivile | undefined {
  return typeof naissance === 'object' ? naissance.le : undefined;
}

function isMineur(mandant: Mandant, jour: DateCivile, politique: PolitiqueMandat): boolean {
  const le = toDateDeNaissance(mandant);
  return le !== undefined && jour < toAnniversaire(le, AGE_MAJORITE, politique.anniversaireAbsent);
}

function listDemarches({ items }: Preparation) {
  return items.flatMap((item) => {
    const ids = new Set(listPaires(item).map((p) => p.demarcheId));
    return [...ids].flatMap((id) => findDemarche(item, id) ?? []);
  });
}

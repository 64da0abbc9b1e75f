import type { Lecture } from './bareme.ts';
import { type FoyerDuMois, readLogement, readMontant } from './foyer.ts';

/**
 * How many times the base a household's flat amount is (CASF art. R.262-1): +50 % for the second person, +30 % for
 * the next (two of them in a couple), +40 % beyond.
 */
export function getCoefficient(adultes: number, enfants: number, mois: string, l: Lecture): number {
  const personnes = adultes + enfants;
  const suivante = l.nombre('rsa.majoration.personneSuivante', mois);
  const enfantSupplementaire = l.nombre('rsa.majoration.enfantSupplementaire', mois);
  const deuxieme = l.nombre('rsa.majoration.deuxiemePersonne', mois);
  return (
    1 +
    (personnes >= 2 ? deuxieme : 0) +
    (personnes >= 3 ? suivante : 0) +
    (personnes >= 4 ? (adultes === 1 ? enfantSupplementaire : suivante) : 0) +
    Math.max(0, personnes - 4) * enfantSupplementaire
  );
}

/** The same for somebody alone with a young child or pregnant (CASF art. L.262-9). */
export function getCoefficientMajore(enfants: number, mois: string, l: Lecture): number {
  return l.nombre('rsa.isolement.base', mois) + enfants * l.nombre('rsa.isolement.parEnfant', mois);
}

/**
 * What housing costs the right (CASF art. R.262-9 and R.262-10): the housing benefit up to a share of the flat amount
 * of one, two or three persons; the whole share when the housing is free (owner without loan, lodged for nothing).
 *
 * @param aide - housing benefit, €/month
 * @param taux - the shares for one, two, three persons and more
 */
export function getForfaitLogement(
  f: FoyerDuMois,
  mois: string,
  { base, aide, taux, l }: { base: number; aide: number; taux: readonly number[]; l: Lecture },
): number {
  const personnes = Math.min(3, f.adultes.length + f.enfants.length);
  // Three persons at most, and never the share of a third child: how many are adults does not matter.
  const forfait = (taux[personnes - 1] ?? Number.NaN) * base * getCoefficient(1, personnes - 1, mois, l);
  const logement = f.logement === undefined ? undefined : readLogement(f.logement);
  const gratuit =
    logement === 'heberge' ||
    ((logement === 'proprietaire' || logement === 'accedant') && readMontant(f.loyer, mois) === 0);
  return gratuit ? forfait : Math.min(aide, forfait);
}

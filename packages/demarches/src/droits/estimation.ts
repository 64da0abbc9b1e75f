import type { Resultat } from '../motif.ts';
import { estimateAspa } from './aspa.ts';
import { baremes, type Baremes } from './bareme.ts';
import { type Foyer, type FoyerDuMois, readFoyer } from './foyer.ts';
import { estimatePrimeActivite } from './prime-activite.ts';
import { estimateRsa } from './rsa.ts';

const ESTIMATIONS = { rsa: estimateRsa, ppa: estimatePrimeActivite, aspa: estimateAspa } as const;

/** The rights whose amount can be estimated. `ppa`: prime d'activité. */
export type DroitEstime = keyof typeof ESTIMATIONS;

/**
 * An estimate of a right, in €/month for the household, rounded to the cent; 0 when there is none. Information, never a
 * promise: only the organisme decides. Nothing is kept.
 *
 * Motifs: `CHAMP_MANQUANT`, `CHAMP_INVALIDE` (negative amount, birth after the month…), `CHAMP_INCONNU`,
 * `DATE_INVALIDE`, `FAIT_MANQUANT` (a birth day decides), `CAS_NON_COUVERT` (no number rather than a guess),
 * `BAREME_PERIME`, `BAREME_ABSENT`.
 *
 * @param f - amounts in €/month, net, before any benefit; `Record` of `YYYY-MM` when they change
 * @param mois - `YYYY-MM` of the right
 * @param b - other barèmes than the package's
 */
export function estimateDroit(
  droit: DroitEstime,
  f: Foyer,
  mois: string,
  b: Baremes = baremes,
): Resultat<number> {
  if (!Object.hasOwn(ESTIMATIONS, droit)) throw new TypeError('droit must be rsa, ppa or aspa');
  const read = readFoyer(f, mois);
  if (!read.ok) return read;
  const foyer: FoyerDuMois = read.value;
  const r = ESTIMATIONS[droit](foyer, b);
  return r.ok ? { ok: true, value: Math.round(r.value * 100) / 100 } : r;
}

import { toDay } from '../jour.ts';
import type { Motif } from '../motif.ts';
import { type Baremes, baremes } from './bareme.ts';

/** How long before the last valid day a parameter is worth a reminder: the time to read the new text and publish. */
const RAPPEL_JOURS = 60;

/**
 * Parameters of the barèmes that may no longer be used on a day (`BAREME_PERIME`), or soon may not
 * (`BAREME_BIENTOT_PERIME`, within 60 days), by name and last valid day. Screening itself answers `inconnu` past that
 * day: this tells whoever keeps the figures.
 *
 * @param le - the day of the check, `YYYY-MM-DD`; a day that does not exist gives `DATE_INVALIDE`
 */
export function checkBaremes(le: string, b: Baremes = baremes): Motif[] {
  const today = toDay(le);
  if (today === undefined) {
    return [{ code: 'DATE_INVALIDE', phrase: 'Le jour de la vérification n’existe pas.', path: ['le'] }];
  }
  return Object.entries(b.parametres).flatMap(([nom, { validUntil }]) => {
    const left = (toDay(validUntil) ?? Number.NEGATIVE_INFINITY) - today;
    const path = ['parametres', nom];
    if (left < 0) return [{ code: 'BAREME_PERIME', phrase: `Valable jusqu’au ${validUntil}.`, path }];
    return left <= RAPPEL_JOURS
      ? [{ code: 'BAREME_BIENTOT_PERIME', phrase: `Valable jusqu’au ${validUntil}.`, path }]
      : [];
  });
}

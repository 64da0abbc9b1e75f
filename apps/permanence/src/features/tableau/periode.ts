import { civilDate, type Services, type Visiteur } from '../../server/contexte.ts';
import { addDays } from '../../server/heure.ts';
import type { Periode } from './calcul.ts';

const JOURS = 365;

/** The year that ends today, both days included. */
export function yearOf(services: Pick<Services, 'clock'>, { zone }: Pick<Visiteur, 'zone'>): Periode {
  const au = civilDate(services.clock(), zone);
  return { du: addDays(au, 1 - JOURS), au };
}

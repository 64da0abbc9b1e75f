import { civilDate, type Services, type Visiteur } from '../../server/contexte.ts';
import { addDays } from '../../server/heure.ts';

/** Both days included. */
export interface Periode {
  du: string;
  au: string;
}

/** Which of the two years: they never overlap, so that one less the other is nobody. */
export type Annee = 'annee' | 'annee_avant';

/** A civil year that may be chosen. */
export interface Choisie extends Periode {
  quoi: Annee;
  /** « 2026 ». */
  code: string;
}

/** A year that has just begun has little to say: the one before is shown first for as many days. */
const DEBUT_JOURS = 90;

/** The current civil year up to today, and the whole year before. */
export function listAnnees(
  services: Pick<Services, 'clock'>,
  { zone }: Pick<Visiteur, 'zone'>,
): readonly [Choisie, Choisie] {
  const au = civilDate(services.clock(), zone);
  const [code, avant] = [au.slice(0, 4), String(Number(au.slice(0, 4)) - 1)];
  return [
    { quoi: 'annee', code, du: `${code}-01-01`, au },
    { quoi: 'annee_avant', code: avant, du: `${avant}-01-01`, au: `${avant}-12-31` },
  ];
}

/** The year that was asked for, or the one that is shown first. */
export function chooseAnnee(annees: readonly [Choisie, Choisie], code: string | undefined): Choisie {
  const [courante, avant] = annees;
  const premiere = addDays(courante.au, -DEBUT_JOURS) < courante.du ? avant : courante;
  return annees.find((une) => une.code === code) ?? premiere;
}

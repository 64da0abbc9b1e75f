import type { EtatMandat, Fin } from '../modele/etat.ts';
import type { Instant } from '../modele/temps.ts';

/**
 * Ends that no event tells, because the law or the consent itself fixed them from the start: the 18th birthday after
 * a representative granted, and an oral consent that nobody regularised in time.
 */

type Regard = { instant: Instant; connuA?: Instant | undefined };

/** The earliest of these ends in force on an accepted mandate, if any. */
export function findCaducite(etat: EtatMandat, regard: Regard): Fin | undefined {
  if (etat.majorite === undefined && etat.consentement?.oral === undefined) return undefined;
  if (!isVu(etat.acceptation, regard) || !isVu(etat.consentement, regard)) return undefined;
  const majorite = findMajorite(etat, regard);
  const oral = findNonRegularise(etat, regard);
  if (majorite === undefined || oral === undefined) return majorite ?? oral;
  return oral.faitLe < majorite.faitLe ? oral : majorite;
}

/** Whether the mandate rests on an oral consent not yet put in writing, as seen from there. */
export function isOral(etat: EtatMandat, regard: Regard): boolean {
  const oral = etat.consentement?.oral;
  return oral !== undefined && !isRegularise(etat, oral.fin, regard);
}

function findMajorite({ majorite, preparation }: EtatMandat, { instant }: Regard): Fin | undefined {
  if (majorite === undefined || majorite > instant) return undefined;
  return { ...preparation, faitLe: majorite, statut: 'caduc', cause: 'majorite' };
}

function findNonRegularise(etat: EtatMandat, regard: Regard): Fin | undefined {
  const { consentement } = etat;
  if (consentement?.oral === undefined || consentement.oral.fin > regard.instant) return undefined;
  if (isRegularise(etat, consentement.oral.fin, regard)) return undefined;
  const { evenementId, connuLe, appareil, seq, oral } = consentement;
  const marque = { evenementId, faitLe: oral.fin, connuLe, appareil, seq };
  return { ...marque, statut: 'caduc', cause: 'non_regularise' };
}

/** In time, and told in time: a signature given or recorded after the lapse brings nothing back. */
function isRegularise({ regularisation }: EtatMandat, limite: Instant, regard: Regard): boolean {
  return isVu(regularisation, regard) && regularisation.faitLe < limite && regularisation.connuLe < limite;
}

function isVu<T extends { faitLe: Instant; connuLe: Instant }>(
  marque: T | undefined,
  regard: Regard,
): marque is T {
  return (
    marque !== undefined &&
    marque.faitLe <= regard.instant &&
    (regard.connuA === undefined || marque.connuLe <= regard.connuA)
  );
}

import type { Relance } from './acte.ts';
import { addDays, isCivilDate, type DateCivile, type Id } from './date-civile.ts';
import type { Suivi } from './suivi-schema.ts';

/** What is asked of the due list: a lieu (or all), up to a day, included. */
export interface DemandeRelances {
  lieuId?: Id;
  jusquAu: DateCivile;
}

/**
 * The due list: relances still to do of the suivis still open, at this lieu, up to this day included, the oldest first. It
 * belongs to the lieu and not to the writer who wrote it, so that a colleague who covers sees it; it names nobody, so that a
 * coordinator may read it (`can(acteur, 'lire_relances', …)` is asked before).
 *
 * @returns the relances themselves, ordered by day, then by legal closing day, then by id, whatever the order of the suivis
 * @throws RangeError when `jusquAu` is no civil day
 */
export function listRelances(s: readonly Suivi[], q: DemandeRelances): Relance[] {
  return listSuivisDus(s, q).map(({ relance }) => relance);
}

/** The same list for who holds the dossiers: each relance with the suivi that it moves on. */
export function listSuivisDus(
  s: readonly Suivi[],
  q: DemandeRelances,
): { readonly suivi: Suivi; readonly relance: Relance }[] {
  if (!isCivilDate(q.jusquAu)) throw new RangeError('jusquAu is no civil day');
  return s
    .filter(({ closLe }) => closLe === null)
    .flatMap((suivi) => suivi.relances.map((relance) => ({ suivi, relance })))
    .filter(
      ({ relance: { etat, le, lieuId } }) =>
        etat === 'a_faire' && le <= q.jusquAu && (q.lieuId === undefined || lieuId === q.lieuId),
    )
    .sort((a, b) => compare(a.relance, b.relance));
}

function compare(a: Relance, b: Relance): number {
  const keys = ({ le, echeance, id }: Relance) => [le, echeance?.ferme ?? '9999-12-31', id];
  const [x, y] = [keys(a), keys(b)];
  for (const [rank, key] of x.entries()) {
    const other = y[rank] ?? '';
    if (key !== other) return key < other ? -1 : 1;
  }
  return 0;
}

/** Where a suivi stands on a day. `en_retard`: a relance of an earlier day is still to do, or a legal window has closed. */
export type EtatSuivi = 'clos' | 'en_retard' | 'a_faire' | 'programme' | 'sans_suite';

/**
 * Where a suivi stands: `clos`; `en_retard`, `a_faire` (due that day) or `programme` (later), by its relances; `sans_suite`
 * when it is open and nothing is planned, so that no thread is lost.
 *
 * @throws RangeError when `le` is no civil day
 */
export function getEtatSuivi(suivi: Suivi, le: DateCivile): EtatSuivi {
  if (!isCivilDate(le)) throw new RangeError('le is no civil day');
  if (suivi.closLe !== null) return 'clos';
  const todo = suivi.relances.filter(({ etat }) => etat === 'a_faire');
  if (todo.some((r) => r.le < le || (r.echeance !== undefined && r.echeance.ferme < le))) return 'en_retard';
  if (todo.some((r) => r.le === le)) return 'a_faire';
  return todo.length > 0 ? 'programme' : 'sans_suite';
}

/**
 * Suivis open for more than `jours` days with nothing planned: what a due list would never show.
 *
 * @throws RangeError when `le` is no civil day
 */
export function listSansSuite(s: readonly Suivi[], le: DateCivile, jours = 90): Suivi[] {
  const avant = addDays(le, -jours);
  return s
    .filter((suivi) => getEtatSuivi(suivi, le) === 'sans_suite' && suivi.ouvertLe < avant)
    .sort((a, b) => (a.ouvertLe + a.id < b.ouvertLe + b.id ? -1 : 1));
}

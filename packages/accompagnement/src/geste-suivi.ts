import type { Id } from './date-civile.ts';
import type { GesteSuivi } from './geste-suivi-schema.ts';
import type { Intervention } from './intervention.ts';
import type { Resultat } from './resultat.ts';
import type { Suivi } from './suivi-schema.ts';
import {
  addRelance,
  closeSuivi,
  followIntervention,
  openSuivi,
  postponeRelance,
  reopenSuivi,
  settleRelance,
} from './vie-suivi.ts';

/**
 * One geste on one suivi, at the instant that the geste bears. Motifs: those of the function of its type
 * ({@link settleRelance}, {@link postponeRelance}, {@link addRelance}, {@link closeSuivi}, {@link reopenSuivi}).
 *
 * @param zone - IANA zone in which days are read
 */
export function applyGeste(suivi: Suivi, geste: GesteSuivi, zone: string): Resultat<Suivi> {
  const ctx = { maintenant: geste.le, zone };
  switch (geste.type) {
    case 'RelanceTraitee':
      return settleRelance(suivi, geste.donnees.relanceId, geste.donnees.etat);
    case 'RelanceReportee': {
      const { relanceId, ...vers } = geste.donnees;
      return postponeRelance(suivi, relanceId, vers, ctx);
    }
    case 'RelancePrevue':
      return addRelance(suivi, geste.donnees.relance, ctx);
    case 'SuiviClos':
      return closeSuivi(suivi, geste.donnees.aboutissement, ctx);
    case 'SuiviRouvert':
      return reopenSuivi(suivi);
  }
}

/**
 * A suivi made again from what happened: the interventions that name it (their latest version) and the gestes made on it, in
 * the order of their instants. Any order of the lists gives the same suivi, what is there twice counts once, and what no
 * longer makes sense (a geste on the relance of an intervention cancelled since) is passed over.
 *
 * @returns null when nothing holds it any more: no intervention, or all cancelled
 */
export function replaySuivi(
  id: Id,
  interventions: readonly Intervention[],
  gestes: readonly GesteSuivi[],
  zone: string,
): Suivi | null {
  const faits = [
    ...uniques(interventions).map((intervention) => ({ le: intervention.creeLe, rang: 0, intervention })),
    ...uniques(gestes)
      .filter(({ suiviId }) => suiviId === id)
      .map((geste) => ({ le: geste.le, rang: 1, geste })),
  ].sort(byMoment);
  let suivi: Suivi | null = null;
  for (const fait of faits) {
    const next: Resultat<Suivi> | null =
      'geste' in fait
        ? suivi && applyGeste(suivi, fait.geste, zone)
        : suivi === null
          ? openSuivi(id, fait.intervention)
          : followIntervention(suivi, fait.intervention);
    if (next?.ok === true) suivi = next.value;
  }
  return suivi;
}

function uniques<T extends { id: string }>(list: readonly T[]): T[] {
  return [...new Map(list.map((one) => [one.id, one])).values()];
}

type Fait = { le: string; rang: number } & ({ intervention: Intervention } | { geste: GesteSuivi });

function byMoment(a: Fait, b: Fait): number {
  const idOf = (f: Fait) => ('geste' in f ? f.geste.id : f.intervention.id);
  return Date.parse(a.le) - Date.parse(b.le) || a.rang - b.rang || (idOf(a) < idOf(b) ? -1 : 1);
}

import type { EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import { isEnVigueur } from '../histoire/fin.ts';
import { DESTINATAIRES_RAPPEL, type DestinataireRappel } from '../modele/nomenclatures.ts';
import type { Suite } from '../modele/suite.ts';
import { addJours, requireInstant, toDateCivile, type DateCivile, type Instant } from '../modele/temps.ts';
import { toTransitionInterdite } from '../modele/transition.ts';
import { toStatut } from '../histoire/vue.ts';

/** A mandate about to end, and who has not been told. */
export interface Echeance {
  mandatId: string;
  /** Last day, valid whole. */
  auInclus: DateCivile;
  destinataires: DestinataireRappel[];
}

/**
 * Mandates that end soon: actif, last day within `jours` days of the civil day of `instant` in their structure's
 * zone, the person or the writers not reminded yet. Each mandate once, the soonest first.
 * @param q `jours`: whole number of days, see `joursRappel` of the policy
 * @throws TypeError when `instant` is not a UTC instant with milliseconds, or `jours` not a whole number
 */
export function listEcheances(
  mandats: Iterable<EtatMandat>,
  q: { instant: Instant; jours: number },
): Echeance[] {
  requireInstant(q.instant, 'instant');
  if (!Number.isInteger(q.jours) || q.jours < 0) throw new TypeError('jours must be a whole number');
  const parId = new Map<string, Echeance>();
  for (const etat of mandats) {
    const { periode } = etat;
    if (periode === undefined || toStatut(etat, q) !== 'actif') continue;
    if (periode.auInclus > addJours(toDateCivile(q.instant, etat.structure.zone), q.jours)) continue;
    const destinataires = DESTINATAIRES_RAPPEL.filter((d) => !isRappele(etat, d, q.instant));
    if (destinataires.length === 0) continue;
    parId.set(etat.id, { mandatId: etat.id, auInclus: periode.auInclus, destinataires });
  }
  return [...parId.values()].sort((a, b) => (toCle(a) < toCle(b) ? -1 : 1));
}

/** The reminder was sent; sent again, it changes nothing. */
export function remind(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'RappelerEcheance'>): Suite {
  const statut = toStatut(etat, { instant: faitLe });
  if (statut !== 'actif') {
    return { motifs: [toTransitionInterdite(statut, 'Seul un mandat actif a une échéance à rappeler.')] };
  }
  const dejaFait = isRappele(etat, donnees.destinataire, faitLe);
  return { faits: dejaFait ? [] : [{ type: 'EcheanceRappelee', donnees }] };
}

function isRappele(etat: EtatMandat, destinataire: DestinataireRappel, instant: Instant): boolean {
  return etat.rappels.some((r) => r.destinataire === destinataire && isEnVigueur(r, { instant }));
}

function toCle({ auInclus, mandatId }: Echeance): string {
  return `${auInclus} ${mandatId}`;
}

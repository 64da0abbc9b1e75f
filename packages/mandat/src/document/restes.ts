import { isOral } from '../histoire/caducite.ts';
import type { EtatMandat, Fin, ItemEtat } from '../modele/etat.ts';
import { findFin, findFinDite, findFinDItem, findFinDePaire, isSuspendu } from '../histoire/fin.ts';
import type { DemarcheFaits } from '../modele/modele.ts';
import type { Acte } from '../modele/nomenclatures.ts';
import { isExclu, listReserves, toDemarches } from '../modele/portee.ts';
import { addMs, type Instant } from '../modele/temps.ts';

/** What an item still allows: acts by démarche. */
export interface Reste {
  item: ItemEtat;
  paires: { demarche: DemarcheFaits; actes: Acte[] }[];
}

/** How the mandate stands on the day of a paper; without an instant, once everything recorded has taken effect. */
export interface Situation {
  fin: Fin | undefined;
  expire: boolean;
  pause: boolean;
  restes: Reste[];
}

/**
 * How the mandate stands. Without `instant` no clock is guessed: it is asked of the last instant of its period, where
 * every recorded end has taken effect, and only the ends that an event tells count.
 */
export function toSituation(etat: EtatMandat, instant: Instant | undefined): Situation {
  const { periode } = etat;
  if (periode === undefined || etat.acceptation === undefined) {
    return { fin: etat.fin, expire: false, pause: false, restes: [] };
  }
  const regard = { instant: instant ?? addMs(periode.fin, -1) };
  const fin = instant === undefined ? findFinDite(etat, regard) : findFin(etat, regard);
  const expire = regard.instant >= periode.fin;
  const restes = fin !== undefined || expire ? [] : listRestes(etat, regard);
  return { fin, expire, pause: isSuspendu(etat, regard), restes };
}

function listRestes(etat: EtatMandat, regard: { instant: Instant }): Reste[] {
  const oraux = isOral(etat, regard) ? etat.consentement?.oral?.actes : undefined;
  return etat.items.flatMap((item) => {
    if (findFinDItem(etat, item, regard) !== undefined) return [];
    const reserves = listReserves(item);
    const paires = toDemarches(item.portee).flatMap((demarche) => {
      const actes = item.actes.filter(
        (acte) =>
          (oraux === undefined || oraux.includes(acte)) &&
          !isExclu(item, demarche.id, acte) &&
          !reserves.some((p) => p.demarcheId === demarche.id && p.acte === acte) &&
          findFinDePaire(item, demarche.id, acte, regard) === undefined,
      );
      return actes.length === 0 ? [] : [{ demarche, actes }];
    });
    return paires.length === 0 ? [] : [{ item, paires }];
  });
}

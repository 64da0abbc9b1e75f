import { isCivilDate, toEpochDay, weekday, type DateCivile, type Id } from './date-civile.ts';
import type { AtelierAnnonce, DemandeAtelier } from './orientation-annonce.ts';
import { checkDemande } from './orientation-demande.ts';
import { porteeOf, round } from './orientation-recherche.ts';
import { distanceKm } from './orientation-index.ts';
import { listRaisonsAtelier, NIVEAUX } from './orientation-atelier-mots.ts';
import type { Raison } from './orientation-raison.ts';
import { serviceOfTheme } from './orientation-theme.ts';
import type { Motif } from './resultat.ts';
import { sayDistance, sayDate } from './orientation-mots.ts';

/** What leaves a workshop out. Another need, a past day or a cancelled one are not even near misses. */
export type FiltreAtelier =
  | 'complet'
  | 'niveau_trop_haut'
  | 'autre_theme'
  | 'trop_loin'
  | 'position_inconnue'
  | 'trop_tard'
  | 'autre_moment';

/** Parts of the score of a workshop; they add up to it. */
export interface PartsAtelier {
  /** 0–40 */
  besoin: number;
  /** 0–20 */
  niveau: number;
  /** 0–20 */
  date: number;
  /** 0–20 */
  distance: number;
}

/** A workshop to propose, or nearly. A writer confirms; nothing is automatic (RGPD art. 22). */
export interface ResultatAtelier {
  readonly atelierId: Id;
  readonly atelier: AtelierAnnonce;
  readonly distanceKm: number | null;
  /** 0–100, to three decimals. */
  readonly score: number;
  readonly parts: PartsAtelier;
  readonly raisons: readonly Raison[];
  /** Of a near miss only: the one filter that fails, in words. */
  readonly filtre?: Motif & { readonly code: FiltreAtelier };
}

/** Days ahead: the whole mark up to `proche`, none at `loin`, and later is a near miss ([hyp]). */
export const HORIZON_ATELIER = { proche: 7, loin: 60 } as const;
const MONTRES = 3;

interface Candidat extends Omit<ResultatAtelier, 'raisons' | 'filtre'> {
  jours: number;
  filtres: FiltreAtelier[];
}

/**
 * The workshops that fit a request, best first: at most three with their reasons and the parts of their score, then at most
 * three near misses, which fail exactly one filter. Beside {@link search}, which is for lieux. Pure; the order of the
 * workshops changes nothing.
 *
 * @param ctx.le - day of the search; a workshop before that day is not looked at
 * @returns `motifs`: `aucun_atelier`, or every reason why the request cannot be read: those of `search`, and `code_inconnu`
 * for a level.
 */
export function searchAteliers(
  ateliers: readonly AtelierAnnonce[],
  demande: DemandeAtelier,
  ctx: { le: DateCivile },
): { top: ResultatAtelier[]; presque: ResultatAtelier[]; motifs: Motif[]; eligibles: number } {
  const motifs = checkDemandeAtelier(demande);
  if (!isCivilDate(ctx.le)) {
    motifs.push({ code: 'date_invalide', phrase: 'Cette date n’existe pas.', path: ['le'] });
  }
  if (motifs.length > 0) return { top: [], presque: [], motifs, eligibles: 0 };
  const today = toEpochDay(ctx.le);
  const vus = ateliers
    .map((atelier) => weigh(atelier, demande, toEpochDay(atelier.date) - today))
    .filter((c) => c !== null)
    .sort(compare);
  const eligibles = vus.filter(({ filtres }) => filtres.length === 0);
  const tell = ({ filtres, jours, ...c }: Candidat): ResultatAtelier => ({
    ...c,
    raisons: listRaisonsAtelier(c.atelier, demande, c.distanceKm, jours),
    ...(filtres[0] === undefined ? {} : { filtre: sayFiltreAtelier(filtres[0], c, demande) }),
  });
  const top = eligibles.slice(0, MONTRES).map(tell);
  const presque = vus
    .filter(({ filtres }) => filtres.length === 1)
    .slice(0, MONTRES)
    .map(tell);
  return {
    top,
    presque,
    eligibles: eligibles.length,
    motifs:
      top.length > 0
        ? []
        : [
            {
              code: 'aucun_atelier',
              phrase: 'Aucun atelier annoncé ne convient.',
              ...(presque.length > 0
                ? { alternative: 'Regardez les ateliers à qui il manque une seule chose.' }
                : {}),
            },
          ],
  };
}

function checkDemandeAtelier(demande: DemandeAtelier): Motif[] {
  const motifs = checkDemande(demande);
  const { niveau } = (demande as Partial<DemandeAtelier> | null) ?? {};
  if (niveau !== undefined && !NIVEAUX.includes(niveau)) {
    motifs.push({ code: 'code_inconnu', phrase: 'Ce code n’existe pas dans la liste.', path: ['niveau'] });
  }
  return motifs;
}

/** Null: another need, a past day, or out of reach. */
function weigh(atelier: AtelierAnnonce, demande: DemandeAtelier, jours: number): Candidat | null {
  const service = serviceOfTheme(atelier.theme);
  if (jours < 0 || !demande.besoins.includes(service)) return null;
  const { rayon, portee } = porteeOf(demande);
  const { latitude, longitude } = atelier;
  const km =
    latitude === null || longitude === null ? null : distanceKm(demande.position, { latitude, longitude });
  if (km !== null && km > portee) return null;
  const filtres: FiltreAtelier[] = [];
  const dit = demande.themes?.includes(atelier.theme) ?? true;
  if (!dit) filtres.push('autre_theme');
  const above =
    demande.niveau === undefined ? 0 : NIVEAUX.indexOf(atelier.niveau) - NIVEAUX.indexOf(demande.niveau);
  if (above > 0) filtres.push('niveau_trop_haut');
  if (atelier.placesRestantes !== undefined && atelier.placesRestantes <= 0) filtres.push('complet');
  if (km === null) filtres.push('position_inconnue');
  else if (km > rayon) filtres.push('trop_loin');
  if (jours > HORIZON_ATELIER.loin) filtres.push('trop_tard');
  if (demande.creneau?.exige === true && !isInside(atelier, demande.creneau)) filtres.push('autre_moment');
  const { proche, loin } = HORIZON_ATELIER;
  const parts: PartsAtelier = {
    besoin: dit ? 40 : 20,
    niveau: above === 0 ? 20 : above < 0 ? 10 : 0,
    date: round(20 * Math.min(1, Math.max(0, (loin - jours) / (loin - proche)))),
    distance: km === null ? 0 : round(20 * (rayon === 0 ? Number(km === 0) : Math.max(0, 1 - km / rayon))),
  };
  const score = round(parts.besoin + parts.niveau + parts.date + parts.distance);
  const shown = km === null ? null : round(km);
  return { atelierId: atelier.id, atelier, distanceKm: shown, score, parts, jours, filtres };
}

/** Whether the whole workshop is held in the slot of the week. */
function isInside(
  { date, debut, dureeMin }: AtelierAnnonce,
  { jour, debut: from, fin }: { jour: number; debut: number; fin: number },
): boolean {
  const start = Number(debut.slice(0, 2)) * 60 + Number(debut.slice(3, 5));
  return weekday(toEpochDay(date)) === jour && start >= from && start + dureeMin <= fin;
}

function compare(a: Candidat, b: Candidat): number {
  return (
    b.score - a.score ||
    a.jours - b.jours ||
    (a.atelier.debut < b.atelier.debut ? -1 : Number(a.atelier.debut > b.atelier.debut)) ||
    (a.distanceKm ?? Infinity) - (b.distanceKm ?? Infinity) ||
    (a.atelierId < b.atelierId ? -1 : Number(a.atelierId > b.atelierId))
  );
}

/** The one thing that fails, in words that can be read aloud. */
function sayFiltreAtelier(
  code: FiltreAtelier,
  { atelier, distanceKm: km }: Pick<Candidat, 'atelier' | 'distanceKm'>,
  demande: DemandeAtelier,
): Motif & { readonly code: FiltreAtelier } {
  const phrases: Readonly<Record<FiltreAtelier, string>> = {
    complet: 'Cet atelier est complet.',
    niveau_trop_haut: 'Cet atelier demande d’en savoir déjà plus.',
    autre_theme: 'Cet atelier a un autre thème.',
    trop_loin: `Cet atelier est à ${sayDistance(km ?? 0)}, au-delà de ${sayDistance(porteeOf(demande).rayon)}.`,
    position_inconnue: 'On ne sait pas à quelle distance est cet atelier.',
    trop_tard: `Cet atelier est dans longtemps, le ${sayDate(atelier.date)}.`,
    autre_moment: 'Cet atelier est à un autre moment.',
  };
  return { code, phrase: phrases[code] };
}

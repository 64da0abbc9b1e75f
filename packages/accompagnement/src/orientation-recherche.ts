import { isCivilDate, type DateCivile } from './date-civile.ts';
import { isOpen } from './horaires.ts';
import { checkDemande, RAYONS, type DemandeOrientation } from './orientation-demande.ts';
import { listFiltres, sayFiltre, type Filtre, type Portee } from './orientation-filtre.ts';
import {
  haversine,
  KM_PAR_DEGRE,
  RAD,
  toBits,
  type FicheLieu,
  type LieuIndexable,
  type LieuxIndex,
} from './orientation-index.ts';
import { listRaisons, type Raison } from './orientation-raison.ts';
import type { Motif } from './resultat.ts';

/** Parts of the score (§9.2); they add up to it. */
export interface PartsOrientation {
  /** 0–40 */
  besoin: number;
  /** 0–15 */
  modalite: number;
  /** 0–15 */
  horaire: number;
  /** 0–20 */
  distance: number;
  /** 0–10 */
  fraicheur: number;
}

/** A lieu to propose, or nearly. A writer confirms; nothing is automatic (RGPD art. 22). */
export interface ResultatOrientation {
  readonly lieuId: string;
  readonly lieu: LieuIndexable;
  /** As the crow flies, to the metre; `null` = not known. */
  readonly distanceKm: number | null;
  /** 0–100, to three decimals. */
  readonly score: number;
  readonly parts: PartsOrientation;
  readonly raisons: readonly Raison[];
  /** `donnee_ancienne`: the record is older than 18 months. */
  readonly avertissements: readonly Motif[];
  /** Of a near miss only: the one filter that fails, in words. */
  readonly filtre?: Motif & { readonly code: Filtre };
  /** Other rows of the same place (same name within 50 m), merged into this one. */
  readonly doublons: readonly string[];
}

const TOP = 3;
const PRESQUE = 3;
/** The notice that must stand beside old records; without a number, nobody is told to phone. */
function ancienne(telephone: string | null): Motif {
  const avant = telephone === null ? 'Vérifiez' : 'Téléphonez';
  return { code: 'donnee_ancienne', phrase: `Information ancienne. ${avant} avant de vous déplacer.` };
}

interface Candidat {
  fiche: FicheLieu;
  km: number | null;
  parts: PartsOrientation;
  score: number;
  filtre?: Filtre;
}

/**
 * The lieux that fit a request, best first (§9): at most three, each with its reasons and the parts of its score, then at most
 * three near misses, which fail exactly one filter. Pure and offline; the order of the lieux changes nothing.
 *
 * @param ctx.le - day of the search, which measures the age of the records
 * @returns `eligibles` counts the rows that pass every filter, twins included. `motifs`: `aucun_lieu`, or every reason why
 * the request cannot be read: `besoin_manquant`, `code_inconnu`, `coordonnees_invalides`, `rayon_invalide`,
 * `creneau_invalide`, `date_invalide`, `demande_invalide`.
 */
export function search(
  index: LieuxIndex,
  demande: DemandeOrientation,
  ctx: { le: DateCivile },
): { top: ResultatOrientation[]; presque: ResultatOrientation[]; motifs: Motif[]; eligibles: number } {
  const motifs = checkDemande(demande);
  if (!isCivilDate(ctx.le)) {
    motifs.push({ code: 'date_invalide', phrase: 'Cette date n’existe pas.', path: ['le'] });
  }
  if (motifs.length > 0) return { top: [], presque: [], motifs, eligibles: 0 };

  const besoins = toBits(demande.besoins);
  const portee = porteeOf(demande);
  const age = ageAt(ctx.le);
  const eligibles: Candidat[] = [];
  const proches: Candidat[] = [];
  const weigh = (fiche: FicheLieu, km: number | null): void => {
    const filtres = listFiltres(fiche, demande, besoins, km, portee, ctx.le);
    const [filtre, autre] = filtres;
    if (autre !== undefined || filtre === 'service_absent') return;
    const parts = toParts(fiche, demande, besoins, km, portee, age(fiche).mois);
    const score = round(parts.besoin + parts.modalite + parts.horaire + parts.distance + parts.fraicheur);
    if (filtre === undefined) eligibles.push({ fiche, km, parts, score });
    else proches.push({ fiche, km, parts, score, filtre });
  };
  forEachWithin(index, demande.position, portee.portee, weigh);
  for (const fiche of index.sansPosition) weigh(fiche, null);

  const shown = new Set<number>();
  const top = pick(eligibles, TOP, shown);
  // A place that fits under one of its rows is no near miss under another.
  for (const { fiche } of eligibles) shown.add(fiche.groupe);
  const presque = pick(proches, PRESQUE, shown);
  const tell = (c: Candidat): ResultatOrientation => {
    const { mois, vieille } = age(c.fiche);
    return {
      lieuId: c.fiche.lieu.id,
      lieu: c.fiche.lieu,
      distanceKm: c.km === null ? null : round(c.km),
      score: c.score,
      parts: {
        besoin: round(c.parts.besoin),
        modalite: c.parts.modalite,
        horaire: c.parts.horaire,
        distance: round(c.parts.distance),
        fraicheur: round(c.parts.fraicheur),
      },
      raisons: listRaisons(c.fiche, demande, besoins, c.km, mois),
      avertissements: vieille ? [ancienne(c.fiche.lieu.telephone)] : [],
      ...(c.filtre === undefined ? {} : { filtre: sayFiltre(c.filtre, c.fiche, demande, c.km, portee) }),
      doublons: listDoublons(c.fiche, [...eligibles, ...proches]),
    };
  };
  return {
    top: top.map(tell),
    presque: presque.map(tell),
    motifs: top.length > 0 ? [] : [noPlace(presque.length > 0)],
    eligibles: eligibles.length,
  };
}

export function porteeOf({ deplacement, rayonKm }: DemandeOrientation): Portee {
  const table = RAYONS[deplacement];
  return rayonKm === undefined ? table : { rayon: rayonKm, portee: Math.max(rayonKm, table.portee) };
}

/**
 * Only what is within reach: nothing else can be shown. A band of latitudes, then a window of longitudes, then the distance;
 * exact, since no path is shorter than its difference of latitude, and the window holds the whole circle (all round a pole).
 */
function forEachWithin(
  { places, latitudes, longitudes }: LieuxIndex,
  { latitude, longitude }: DemandeOrientation['position'],
  km: number,
  visit: (fiche: FicheLieu, km: number) => void,
): void {
  const cos = Math.cos(latitude * RAD);
  const band = (km / KM_PAR_DEGRE) * (1 + 1e-9);
  const atEdge = Math.sin(band * RAD) / cos;
  const window = atEdge < 1 ? Math.asin(atEdge) / RAD + 1e-9 : 180;
  for (let i = firstAtLeast(latitudes, latitude - band); i < latitudes.length; i += 1) {
    if ((latitudes[i] ?? 90) > latitude + band) return;
    const apart = Math.abs((longitudes[i] ?? 0) - longitude);
    if (apart > window && 360 - apart > window) continue;
    const fiche = places[i];
    const to = fiche?.position;
    if (fiche === undefined || to === null || to === undefined) continue;
    const distance = haversine(latitude, longitude, cos, to);
    if (distance <= km) visit(fiche, distance);
  }
}

function firstAtLeast(latitudes: Float64Array, latitude: number): number {
  let low = 0;
  let high = latitudes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((latitudes[middle] ?? 90) < latitude) low = middle + 1;
    else high = middle;
  }
  return low;
}

function toParts(
  { lieu, services, horaires }: FicheLieu,
  { modalite, creneau }: DemandeOrientation,
  besoins: number,
  km: number | null,
  { rayon }: Portee,
  mois: number,
): PartsOrientation {
  const offered = lieu.modalites_accompagnement;
  const modaliteKnown = offered.length === 0 ? 7 : offered.includes(modalite ?? '') ? 15 : 0;
  const horaireKnown = creneau === undefined || horaires === null ? 7 : isOpen(horaires, creneau) ? 15 : 0;
  return {
    besoin: (40 * countBits(services & besoins)) / countBits(besoins),
    modalite: modalite === undefined ? 15 : modaliteKnown,
    horaire: creneau === undefined ? 15 : horaireKnown,
    distance: km === null ? 0 : 20 * (rayon === 0 ? Number(km === 0) : Math.max(0, 1 - km / rayon)),
    fraicheur: (10 * Math.min(12, Math.max(0, 18 - mois))) / 12,
  };
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Whole months since `date_maj`, and whether more than 18 months have passed. */
function ageAt(le: DateCivile): (fiche: FicheLieu) => { mois: number; vieille: boolean } {
  const moisLe = Number(le.slice(0, 4)) * 12 + Number(le.slice(5, 7));
  const jourLe = Number(le.slice(8, 10));
  return ({ mois, jour }) => {
    const whole = moisLe - mois - (jourLe < jour ? 1 : 0);
    return { mois: whole, vieille: whole > 18 || (whole === 18 && jourLe !== jour) };
  };
}

/** The first `max` places: score, then distance (unknown last), then id; one row a place. */
function pick(candidats: Candidat[], max: number, shown: Set<number>): Candidat[] {
  candidats.sort(
    (a, b) =>
      b.score - a.score ||
      round(a.km ?? Infinity) - round(b.km ?? Infinity) ||
      (a.fiche.lieu.id < b.fiche.lieu.id ? -1 : Number(a.fiche.lieu.id > b.fiche.lieu.id)),
  );
  const out: Candidat[] = [];
  for (const candidat of candidats) {
    if (out.length === max) break;
    if (shown.has(candidat.fiche.groupe)) continue;
    shown.add(candidat.fiche.groupe);
    out.push(candidat);
  }
  return out;
}

function listDoublons({ lieu, groupe }: FicheLieu, candidats: readonly Candidat[]): string[] {
  return candidats
    .filter(({ fiche }) => fiche.groupe === groupe && fiche.lieu.id !== lieu.id)
    .map(({ fiche }) => fiche.lieu.id)
    .sort();
}

/** Three decimals: a metre, and the same figure on every machine. */
export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function noPlace(near: boolean): Motif {
  return {
    code: 'aucun_lieu',
    phrase: 'Aucun lieu connu ne convient.',
    ...(near ? { alternative: 'Regardez les lieux à qui il manque une seule chose.' } : {}),
  };
}

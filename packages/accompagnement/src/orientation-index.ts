import type { DateCivile } from './date-civile.ts';
import { parseHoraires, type Horaires } from './horaires.ts';
import { SERVICES, type LieuPublic } from './lieu-standard.ts';

/** Mean radius of the Earth, km (IUGG). */
const RAYON_TERRE = 6371.0088;
export const RAD = Math.PI / 180;
/** Kilometres of one degree of latitude. */
export const KM_PAR_DEGRE = RAYON_TERRE * RAD;
/** Closer than that, the same name is the same place. */
const MEME_LIEU_KM = 0.05;

/** A lieu of the standard; a deployment may add the day from which one of its sites is closed for good. */
export type LieuIndexable = LieuPublic & { fermeLe?: DateCivile };

/** A lieu made ready for the search. */
export interface FicheLieu {
  readonly lieu: LieuIndexable;
  readonly position: { readonly latitude: number; readonly longitude: number; readonly cos: number } | null;
  /** `null` when there are none, or when they are not understood. */
  readonly horaires: Horaires | null;
  /** One bit for each of the nine services. */
  readonly services: number;
  /** Months since year 0 and day of `date_maj`. */
  readonly mois: number;
  readonly jour: number;
  /** Two rows of the same place carry the same number. */
  readonly groupe: number;
}

/** Made by `createIndex`; opaque to callers. */
export interface LieuxIndex {
  /** South to north: a search reads a band of latitudes only. */
  readonly places: readonly FicheLieu[];
  /** Those of `places`, in the same order: the search reads numbers before it opens a record. */
  readonly latitudes: Float64Array;
  readonly longitudes: Float64Array;
  /** Lieux whose coordinates are not known. */
  readonly sansPosition: readonly FicheLieu[];
}

/** Great-circle distance (haversine), in km. */
export function distanceKm(
  a: { latitude: number; longitude: number },
  b: { latitude: number; longitude: number },
): number {
  return haversine(a.latitude, a.longitude, Math.cos(a.latitude * RAD), {
    ...b,
    cos: Math.cos(b.latitude * RAD),
  });
}

export function haversine(
  latitude: number,
  longitude: number,
  cos: number,
  to: NonNullable<FicheLieu['position']>,
): number {
  const dLat = Math.sin(((to.latitude - latitude) * RAD) / 2);
  const dLon = Math.sin(((to.longitude - longitude) * RAD) / 2);
  return 2 * RAYON_TERRE * Math.asin(Math.sqrt(Math.min(1, dLat * dLat + cos * to.cos * dLon * dLon)));
}

/** Services as bits. */
export function toBits(services: readonly string[]): number {
  return services.reduce((bits, service) => {
    const rank = SERVICES.indexOf(service as (typeof SERVICES)[number]);
    return rank === -1 ? bits : bits | (1 << rank);
  }, 0);
}

/**
 * Prepares lieux for `search`, once: hours parsed, names folded, twins found (same folded name within 50 m), places sorted
 * by latitude. The order of the lieux changes nothing.
 */
export function createIndex(lieux: readonly LieuIndexable[]): LieuxIndex {
  const groupes = groupTwins(lieux);
  const fiches = lieux.map((lieu, i): FicheLieu => {
    const horaires = lieu.horaires === null ? null : parseHoraires(lieu.horaires);
    return {
      lieu,
      position: positionOf(lieu),
      horaires: horaires?.ok === true ? horaires.value : null,
      services: toBits(lieu.services),
      mois: Number(lieu.date_maj.slice(0, 4)) * 12 + Number(lieu.date_maj.slice(5, 7)),
      jour: Number(lieu.date_maj.slice(8, 10)),
      groupe: groupes[i] ?? i,
    };
  });
  const places = fiches
    .filter((f) => f.position !== null)
    .sort((a, b) => (a.position?.latitude ?? 0) - (b.position?.latitude ?? 0));
  return {
    places,
    latitudes: Float64Array.from(places, (f) => f.position?.latitude ?? 0),
    longitudes: Float64Array.from(places, (f) => f.position?.longitude ?? 0),
    sansPosition: fiches.filter((f) => f.position === null),
  };
}

/** Ids of the rows that are the same place (same folded name within 50 m), group by group; a place alone is not listed. */
export function listLieuxEnDouble(lieux: readonly LieuPublic[]): string[][] {
  const members = new Map<number, string[]>();
  groupTwins(lieux).forEach((groupe, i) => {
    members.set(groupe, [...(members.get(groupe) ?? []), lieux[i]?.id ?? '']);
  });
  return [...members.values()].filter((ids) => ids.length > 1);
}

function positionOf(lieu: LieuPublic): FicheLieu['position'] {
  const { latitude, longitude } = lieu;
  if (latitude === null || longitude === null) return null;
  return { latitude, longitude, cos: Math.cos(latitude * RAD) };
}

function fold(nom: string): string {
  return nom
    .normalize('NFKD')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Connected rows of one name share a number, whatever the order in which they come. */
function groupTwins(lieux: readonly LieuPublic[]): number[] {
  const groupes = lieux.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (groupes[root] !== root) root = groupes[root] ?? root;
    return root;
  };
  const byName = new Map<string, { i: number; at: NonNullable<FicheLieu['position']> }[]>();
  lieux.forEach((lieu, i) => {
    const at = positionOf(lieu);
    if (at === null) return;
    const nom = fold(lieu.nom);
    const same = byName.get(nom);
    if (same === undefined) byName.set(nom, [{ i, at }]);
    else same.push({ i, at });
  });
  // Thousands of lieux are called « Mairie »: south to north, only neighbours are compared.
  for (const same of byName.values()) {
    same.sort((a, b) => a.at.latitude - b.at.latitude);
    same.forEach((one, rank) => {
      for (let next = rank + 1; next < same.length; next += 1) {
        const other = same[next];
        if (other === undefined || (other.at.latitude - one.at.latitude) * KM_PAR_DEGRE > 2 * MEME_LIEU_KM)
          break;
        if (distanceKm(one.at, other.at) <= MEME_LIEU_KM) groupes[rootOf(one.i)] = rootOf(other.i);
      }
    });
  }
  return groupes.map((_, i) => rootOf(i));
}

import type { LieuPublic } from '@porte-plume/accompagnement/lieux';
import {
  HORIZON_ATELIER,
  search,
  searchAteliers,
  type AtelierAnnonce,
  type DemandeAtelier,
  type ResultatAtelier,
  type ResultatOrientation,
} from '@porte-plume/accompagnement/orientation';
import type { LieuxConnus } from '../../domain/lieux-publics.ts';
import type { Resultat } from './vue-resultats.tsx';

const decimal = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
const NBSP = '\u00a0';

/** What both engines found, as they gave it: one answer is looked up again in it. */
export interface Trouve {
  lieux: readonly ResultatOrientation[];
  ateliers: readonly ResultatAtelier[];
  presqueLieux: readonly ResultatOrientation[];
  presqueAteliers: readonly ResultatAtelier[];
}

export function find(
  connus: LieuxConnus,
  ateliers: readonly AtelierAnnonce[],
  demande: DemandeAtelier,
  le: string,
): Trouve {
  const places = search(connus.index, demande, { le });
  const groupes = searchAteliers(ateliers, demande, { le });
  return {
    lieux: places.top,
    presqueLieux: places.presque,
    ateliers: groupes.top,
    presqueAteliers: groupes.presque,
  };
}

const PARTS_LIEU = { besoin: 40, modalite: 15, horaire: 15, distance: 20, fraicheur: 10 } as const;
const PARTS_ATELIER = { besoin: 40, niveau: 20, date: 20, distance: 20 } as const;
const LIBELLES: Readonly<Record<string, string>> = {
  besoin: 'Le besoin',
  modalite: 'La façon d’apprendre',
  horaire: 'Le moment',
  distance: 'La distance',
  fraicheur: 'L’information récente',
  niveau: 'Le niveau',
  date: `La date, bientôt (${HORIZON_ATELIER.loin} jours au plus)`,
};

function partsOf(
  parts: Readonly<Record<string, number>>,
  sur: Readonly<Record<string, number>>,
): Resultat['parts'] {
  return Object.entries(sur).map(([code, max]) => ({
    libelle: LIBELLES[code] ?? code,
    valeur: decimal.format(parts[code] ?? 0),
    sur: max,
  }));
}

export function sourceOf({ source, licence, date_maj }: LieuPublic): string {
  const jour = date_maj.split('-').reverse().join('/');
  return `Source${NBSP}: ${source ?? 'non communiquée'}, ${licence ?? 'licence non communiquée'}, ${jour}.`;
}

/** Nearest thing first in the words: what speaks for it, then against, then what is not known. */
function sortRaisons<R extends { sens: string }>(raisons: readonly R[]): R[] {
  const rang = (sens: string): number => ['pour', 'contre', 'inconnu'].indexOf(sens);
  return [...raisons].sort((a, b) => rang(a.sens) - rang(b.sens));
}

const kmEnMots = (km: number | null): string | null =>
  km === null
    ? null
    : km < 1
      ? `${Math.max(10, Math.round(km * 100) * 10)}${NBSP}m`
      : `${decimal.format(km)}${NBSP}km`;

export function direLieu(un: ResultatOrientation): Resultat {
  const { lieu } = un;
  return {
    cle: `lieu:${un.lieuId}`,
    titre: lieu.nom,
    sous: `${lieu.adresse}, ${lieu.commune}`,
    distance: kmEnMots(un.distanceKm),
    raisons: sortRaisons(un.raisons),
    avertissements: un.avertissements.map(({ phrase }) => phrase),
    score: Math.round(un.score),
    parts: partsOf({ ...un.parts }, PARTS_LIEU),
    ...(un.filtre === undefined ? {} : { manque: un.filtre.phrase }),
    feuille: `/orientation/lieu/${un.lieuId}`,
    source: sourceOf(lieu),
  };
}

export function direAtelier(un: ResultatAtelier): Resultat {
  const { atelier } = un;
  return {
    cle: `atelier:${un.atelierId}`,
    titre: `Atelier «${NBSP}${atelier.titre}${NBSP}»`,
    sous: `${atelier.nom}, ${atelier.commune}`,
    distance: kmEnMots(un.distanceKm),
    // When it is held is what one asks first.
    raisons: [
      ...un.raisons.filter(({ code }) => code === 'date'),
      ...sortRaisons(un.raisons.filter(({ code }) => code !== 'date')),
    ],
    avertissements: [],
    score: Math.round(un.score),
    parts: partsOf({ ...un.parts }, PARTS_ATELIER),
    ...(un.filtre === undefined ? {} : { manque: un.filtre.phrase }),
    feuille: `/orientation/atelier/${un.atelierId}`,
    source: null,
  };
}

import type { Rapport } from '@porte-plume/accompagnement/indicateurs';
import { libelleModalite } from '@porte-plume/accompagnement/indicateurs';
import { dateEnMots } from '../../ui/date.ts';

type Periode = Rapport['periode'];

/** `2026-07` moved by whole months. */
function addMois(mois: string, n: number): string {
  const [annee = 0, rang = 0] = mois.split('-').map(Number);
  return new Date(Date.UTC(annee, rang - 1 + n, 1)).toISOString().slice(0, 7);
}

/** Both months included. */
export function periodeOf(de: string, a: string): Periode {
  const [annee = 0, rang = 0] = a.split('-').map(Number);
  return { du: `${de}-01`, au: new Date(Date.UTC(annee, rang, 0)).toISOString().slice(0, 10) };
}

/** The last whole civil quarter, half-year and year before a day. */
export function dernieres(jour: string): Record<'trimestre' | 'semestre' | 'annee', Periode> {
  const [annee = 0, rang = 0] = jour.split('-').map(Number);
  const last = (mois: number): Periode => {
    const suivant = `${annee}-${String(Math.floor((rang - 1) / mois) * mois + 1).padStart(2, '0')}`;
    return periodeOf(addMois(suivant, -mois), addMois(suivant, -1));
  };
  return { trimestre: last(3), semestre: last(6), annee: last(12) };
}

/** Whole months that are over, newest first. */
export function moisFinis(jour: string, nombre = 24): string[] {
  return Array.from({ length: nombre }, (_, rang) => addMois(jour.slice(0, 7), -1 - rang));
}

export const moisEnMots = (mois: string): string => libelleModalite('mois', mois);

/** « juillet à septembre 2026 », « année 2026 », « septembre 2026 ». */
export function periodeEnMots({ du, au }: Periode): string {
  const [de, a] = [du.slice(0, 7), au.slice(0, 7)];
  if (de === a) return moisEnMots(de);
  const memeAnnee = de.slice(0, 4) === a.slice(0, 4);
  if (memeAnnee && de.endsWith('-01') && a.endsWith('-12')) return `année ${de.slice(0, 4)}`;
  const debut = memeAnnee ? (moisEnMots(de).split(' ')[0] ?? '') : moisEnMots(de);
  return `${debut} à ${moisEnMots(a)}`;
}

/** « 22 novembre 2026 ». */
export const jour = (date: string): string => dateEnMots(date.slice(0, 10)).split(' ').slice(1).join(' ');

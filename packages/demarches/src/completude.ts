import type { Demarche } from './demarche.ts';
import { CHAMPS_SOURCES } from './nomenclatures.ts';

/** Fields that every entry must have before a writer can rely on it; an empty list is an answer, `null` is not. */
const ATTENDUS = [
  'canaux',
  'pieces',
  'etapes',
  'blocages',
  'delai',
  'duree',
  'recurrence',
  'champsLimites',
  'orienterVers',
] as const satisfies readonly (keyof Demarche)[];

/**
 * Fields of an entry that nobody has written yet, by name: `pieces`, `canaux`… `auth.moyens`, `actesReserves`,
 * `situations`, and `sources.pieces` for a written field that does not say where it comes from. Empty: the entry is
 * complete, which does not mean that it is checked (`listAConfirmer` says that).
 */
export function listManques(d: Demarche): string[] {
  const manques: string[] = ATTENDUS.filter((champ) => (d[champ] ?? null) === null);
  if (d.url === null && !d.urlLocale) manques.push('url');
  if ((d.situations ?? []).length === 0) manques.push('situations');
  // One date covers the three facts of `auth`: where one of them is dated, the others are to confirm, not missing.
  if (d.auth.valeur.moyens === null && d.auth.verifieLe === null) manques.push('auth.moyens');
  if (!d.actesReservesDecide) manques.push('actesReserves');
  for (const champ of CHAMPS_SOURCES) {
    const written = champ === 'orienterVers' ? (d[champ] ?? []).length > 0 : (d[champ] ?? null) !== null;
    if (written && d.sources?.[champ] === undefined) manques.push(`sources.${champ}`);
  }
  return manques;
}

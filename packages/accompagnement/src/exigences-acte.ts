import { derive, type Colonne } from './colonne.ts';
import { combine } from './croisement.ts';
import { computeBesoins } from './exigences.ts';
import type { ExigenceActe } from './faits.ts';
import type { DemarcheVue } from './demarche-faits.ts';
import type { ActesLus } from './lecture-actes.ts';
import { once } from './table-lignes.ts';

/** Classe of what needs nothing, and of a démarche of which the catalogue does not say how sensitive it is. */
export const CLASSE_THEME = 'theme';
export const CLASSE_INCONNUE = '';

/**
 * What each acte needed, by the same matrix as at entry; “non communiqué” when the classe of its démarche is not known. Few
 * different answers: each is worked out once.
 */
export function columnsExigences(
  { actes, mode, identifiants, faits }: ActesLus,
  classes: Colonne,
): Record<keyof ExigenceActe, Colonne> {
  const rows = combine([classes, mode, identifiants, faits], actes.length, String);
  const exigence = once((row: string): ExigenceActe | null => {
    const classe = classes.dict[classes.codes[Number(row)] ?? 0] ?? CLASSE_INCONNUE;
    const acte = actes[Number(row)];
    if (acte === undefined || classe === CLASSE_INCONNUE) return null;
    if (classe === CLASSE_THEME) return { mandat: 'aucun', relecture: 'aucun' };
    return computeBesoins(acte, classe as DemarcheVue['classe']);
  });
  return {
    mandat: derive(rows, (row) => exigence(row)?.mandat ?? 'non_communique'),
    relecture: derive(rows, (row) => exigence(row)?.relecture ?? 'non_communique'),
  };
}

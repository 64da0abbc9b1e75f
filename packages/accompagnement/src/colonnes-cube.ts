import type { Faits } from './faits.ts';
import { checkPeriode } from './controle-indicateur.ts';
import type { Source } from './indicateur.ts';
import { tablesOf } from './faits-prepares.ts';
import type { Periode } from './socle.ts';

/** Rows that make columns: those that a release may count. */
export type UniteCube = Extract<
  Source,
  | 'intervention'
  | 'acte'
  | 'seance'
  | 'demande'
  | 'orientation'
  | 'suivi'
  | 'diagnostic'
  | 'rdv'
  | 'adressage'
>;

/** Read as numbers. */
const NOMBRES: readonly string[] = ['duree_min', 'minutes_par_acte', 'heures', 'attente_jours', 'visites'];

/**
 * Columns for `buildCube` of statistiques, one row per intervention that counts, or per acte (the unit that statistiques calls
 * `demarche`), séance, request, orientation… `non_demande` becomes the empty value (its `NR`), `non_communique` stays a
 * code; a multi-choice column joins its codes with `|`. `personne` is the dossier's id, empty for an anonymous visit: for
 * distinct counts, never a dimension. Fields that need a period (`nouvelle`), or data of INSEE (`rural`,
 * `du_territoire`), are there when it was given.
 *
 * @param periode - both days included; all the facts without it
 * @throws RangeError when the period is upside down, or the facts of that unit are missing: a programmer's errors
 */
export function toCubeColumns(
  faits: Faits,
  unit: UniteCube = 'intervention',
  periode: Periode | null = null,
): Record<string, (string | number)[]> {
  return readColonnes(faits, unit, periode);
}

/** As `toCubeColumns`; only the columns of these names, when there are any. */
export function readColonnes(
  faits: Faits,
  unit: UniteCube,
  periode: Periode | null,
  names?: readonly string[],
): Record<string, (string | number)[]> {
  if (periode !== null && checkPeriode(periode).length > 0)
    throw new RangeError('a period ends after it begins');
  const table = tablesOf(faits, periode).of(unit);
  if (table === null) throw new RangeError('the facts of this unit were not given');
  const columns: Record<string, (string | number)[]> = {};
  for (const name of table.fields) {
    if (names?.includes(name) === false) continue;
    const { dict, codes, starts } = table.column(name);
    const words = dict.map((code) =>
      code === 'non_demande' ? '' : NOMBRES.includes(name) && code !== 'non_communique' ? Number(code) : code,
    );
    columns[name] =
      starts === null
        ? Array.from(codes.subarray(0, table.size), (rank) => words[rank] ?? '')
        : Array.from({ length: table.size }, (_, row) =>
            Array.from(codes.subarray(starts[row], starts[row + 1]), (rank) => words[rank] ?? '').join('|'),
          );
  }
  return columns;
}

import { gather, type Colonne } from './colonne.ts';
import { PERSONNE_ANONYME } from './histoire.ts';
import type { VisitesPeriode } from './lignes.ts';
import type { Rangs } from './selection.ts';
import type { Socle } from './socle.ts';

/** Each person once, at her last visit, with how often she came; an anonymous visit is no person. */
export interface Personnes {
  readonly rows: Rangs;
  /** `1`, `2_3` or `4_plus` visits, at these rows only. */
  readonly visites: Colonne;
}

/** @param rows - interventions of the period, in their order: those among which a person is looked for */
export function listPersonnes(
  { histoire }: Socle,
  { table, places }: VisitesPeriode,
  rows: Rangs,
): Personnes {
  const { dict, codes: personnes } = gather(histoire.personnes(), places);
  const { places: ordre } = histoire.visites();
  const last = new Int32Array(dict.length).fill(-1);
  const visites = new Int32Array(dict.length);
  for (const row of rows) {
    const personne = personnes[row] ?? PERSONNE_ANONYME;
    if (personne === PERSONNE_ANONYME) continue;
    visites[personne] = (visites[personne] ?? 0) + 1;
    const known = last[personne] ?? -1;
    if (known < 0 || (ordre[places[row] ?? 0] ?? 0) > (ordre[places[known] ?? 0] ?? 0)) last[personne] = row;
  }
  const codes = new Int32Array(table.size);
  const lasts = new Int32Array(rows.length);
  let size = 0;
  for (const row of rows) {
    const personne = personnes[row] ?? PERSONNE_ANONYME;
    if (personne === PERSONNE_ANONYME || last[personne] !== row) continue;
    const n = visites[personne] ?? 0;
    codes[row] = n === 1 ? 0 : n <= 3 ? 1 : 2;
    lasts[size++] = row;
  }
  return { rows: lasts.subarray(0, size), visites: { dict: ['1', '2_3', '4_plus'], codes, starts: null } };
}

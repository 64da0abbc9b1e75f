import { gather, sortCodes, translate, type Colonne } from './colonne.ts';
import { isAfter, PERSONNE_ANONYME } from './histoire.ts';
import type { Visitees } from './lignes.ts';
import type { Rangs } from './selection.ts';
import type { Socle } from './socle.ts';

/** Each person once, at her last visit, with how often she came; an anonymous visit is no person. */
export interface Personnes {
  readonly rows: Rangs;
  /** `1`, `2_3` or `4_plus` visits, at these rows only. */
  readonly visites: Colonne;
}

/** @param rows - interventions of the period, in their order: those among which a person is looked for */
export function listPersonnes({ histoire }: Socle, { lignes, places }: Visitees, rows: Rangs): Personnes {
  const personnes = gather(histoire.personnes(), places);
  const dates = gather(histoire.dates(), places);
  const jours = translate(dates.codes, sortCodes(dates.dict));
  const last = new Int32Array(personnes.dict.length).fill(-1);
  const visites = new Int32Array(personnes.dict.length);
  for (const row of rows) {
    const personne = personnes.codes[row] ?? PERSONNE_ANONYME;
    if (personne === PERSONNE_ANONYME) continue;
    visites[personne] = (visites[personne] ?? 0) + 1;
    const known = last[personne] ?? -1;
    const [jour, avant] = [jours[row] ?? 0, known < 0 ? -1 : (jours[known] ?? 0)];
    if (jour > avant || (jour === avant && isAfter(lignes, row, known))) last[personne] = row;
  }
  const codes = new Int32Array(lignes.length);
  const lastRows = rows.filter((row) => {
    const personne = personnes.codes[row] ?? PERSONNE_ANONYME;
    if (last[personne] !== row) return false;
    const n = visites[personne] ?? 0;
    codes[row] = n === 1 ? 0 : n <= 3 ? 1 : 2;
    return true;
  });
  return { rows: lastRows, visites: { dict: ['1', '2_3', '4_plus'], codes, starts: null } };
}

import type { Mode } from './acte.ts';
import { mapCodes } from './colonne.ts';
import { PERSONNE_ANONYME } from './histoire.ts';
import type { VisitesEntieres, VisitesPeriode } from './lignes.ts';
import { THEME, type ActesLus } from './lecture-actes.ts';
import type { Socle } from './socle.ts';
import { createTable, type Table } from './table-lignes.ts';

const ECHELONS: Readonly<Partial<Record<Mode, number>>> = {
  faire_a_la_place_absent: 0,
  faire_a_la_place_present: 1,
  faire_avec: 2,
  faire_faire: 3,
};

/** What a person does herself of one démarche, from her first visit for it to the latest. */
interface Pas {
  readonly demarche: number;
  premier: number;
  dernier: number;
  visites: number;
  /** The latest visit. */
  visite: number;
}

/** What every period reads again. */
export interface Marches {
  readonly firsts: Int32Array;
  readonly demarches: Int32Array;
  /** Rung of each acte, −1 for one that has none. */
  readonly rungs: Int32Array;
}

export function readMarches(visites: VisitesEntieres): Marches {
  const lus = visites.actes();
  return { firsts: visites.firsts(), demarches: lus.demarche.codes, rungs: readRungs(lus) };
}

/**
 * Persons with two visits or more about one démarche: whether the latest is on a higher rung than the first. `informer` has
 * no rung. A person with several démarches climbs if one of them does.
 */
export function createTableEchelles({ histoire }: Socle, marches: Marches, { own }: VisitesPeriode): Table {
  const { firsts, demarches, rungs } = marches;
  const { rows, starts } = histoire.visites();
  const evolutions: string[] = [];
  for (let personne = PERSONNE_ANONYME + 1; personne < starts.length - 1; personne++) {
    const [from, end] = [starts[personne] ?? 0, starts[personne + 1] ?? 0];
    // Most came once, and have no step to climb.
    if (end - from < 2) continue;
    const pas: Pas[] = [];
    for (let at = from; at < end; at++) {
      const visite = rows[at] ?? 0;
      if ((own[visite] ?? -1) < 0) continue;
      for (let acte = firsts[visite] ?? 0, last = firsts[visite + 1] ?? 0; acte < last; acte++)
        step(pas, demarches[acte] ?? 0, rungs[acte] ?? -1, visite);
    }
    const evolution = evolutionOf(pas);
    if (evolution !== null) evolutions.push(evolution);
  }
  return createTable(evolutions, new Map([['evolution', (evolution: string) => evolution]]));
}

function readRungs({ demarche, mode, appui }: ActesLus): Int32Array {
  const bases = mapCodes(mode.dict, (code) => ECHELONS[code as Mode] ?? -1);
  const plus = mapCodes(appui.dict, (code) => (code === 'verifie' ? 1 : 0));
  const themes = mapCodes(demarche.dict, (id) => (id === THEME ? 1 : 0));
  const rungs = new Int32Array(mode.codes.length);
  for (let at = 0; at < rungs.length; at++) {
    const base = themes[demarche.codes[at] ?? 0] === 1 ? -1 : (bases[mode.codes[at] ?? 0] ?? -1);
    rungs[at] = base < 0 ? -1 : base + (plus[appui.codes[at] ?? 0] ?? 0);
  }
  return rungs;
}

/** The highest rung of a visit is that of the visit. */
function step(pas: Pas[], demarche: number, rung: number, visite: number): void {
  if (rung < 0) return;
  const known = pas.find((one) => one.demarche === demarche);
  if (known === undefined) {
    pas.push({ demarche, premier: rung, dernier: rung, visites: 1, visite });
    return;
  }
  if (known.visite === visite) known.dernier = Math.max(known.dernier, rung);
  else {
    known.dernier = rung;
    known.visites += 1;
    known.visite = visite;
  }
  if (known.visites === 1) known.premier = known.dernier;
}

/** Up wins over down, down over level. */
function evolutionOf(pas: readonly Pas[]): 'monte' | 'descend' | 'stable' | null {
  let evolution: 'descend' | 'stable' | null = null;
  for (const { premier, dernier, visites } of pas) {
    if (visites < 2) continue;
    if (dernier > premier) return 'monte';
    if (dernier < premier) evolution = 'descend';
    else evolution ??= 'stable';
  }
  return evolution;
}

import type { Columns } from './build-cube.ts';
import { checkFile, classesOf, columnOf, encode } from './kanon-classes.ts';
import { done, MotifList, refuse, type Resultat } from './motif.ts';

/** Chances of finding somebody in a generalised file, between 0 and 1. */
export type Risks = {
  /** The attacker knows that the person is in the file. `unique`: share of records alone in their class. */
  prosecutor: { highest: number; average: number; unique: number };
  /** The attacker knows only that the person is in the population. */
  journalist: { highest: number; average: number };
  /** Share of the records that an attacker who matches the whole file gets right, on average. */
  marketer: number;
  /** `sample`: no population was given, and the file is taken for the whole population, the worst case. */
  basis: 'sample' | 'population';
};

/** How well the classes of the file hide in a population that holds it. */
export type PopulationChecks = {
  /** k-map: people of the population in the smallest class that the file uses. */
  kMap: number;
  /** δ-presence: for any person of the population, the chance of being in the file is between these. */
  deltaMin: number;
  deltaMax: number;
};

type Sizes = { records: number; sample: number[]; population: number[] };

/** Size of each class in the file and in the population (the file itself when none is given). */
function classSizes(
  columns: Columns,
  quasi: readonly string[],
  population: Columns | undefined,
): Resultat<Sizes> {
  const motifs = new MotifList();
  const records = checkFile(columns, quasi, motifs);
  const people = population ? checkFile(population, quasi, motifs) : 0;
  if (quasi.length === 0) {
    motifs.add({ code: 'COLUMN_MISSING', phrase: 'Aucun quasi-identifiant n’est donné.', path: ['quasi'] });
  }
  if (!motifs.isEmpty()) return refuse(...motifs.motifs);
  const classes = classesOf(
    quasi.map((name) =>
      encode([columnOf(columns, name), ...(population ? [columnOf(population, name)] : [])]),
    ),
    records + people,
  );
  const sample = new Array<number>(classes.size).fill(0);
  for (const at of classes.classOf.subarray(0, records)) sample[at] = (sample[at] ?? 0) + 1;
  if (!population) return done({ records, sample, population: sample });
  const inPopulation = sample.map((count, at) => (classes.count[at] ?? 0) - count);
  if (sample.some((count, at) => count > (inPopulation[at] ?? 0))) {
    return refuse({
      code: 'POPULATION_TOO_SMALL',
      phrase:
        'La population ne contient pas tout le fichier\u00a0: un groupe y est plus petit. Généralisez-la aux mêmes niveaux.',
      path: ['population'],
    });
  }
  return done({ records, sample, population: inPopulation });
}

/**
 * Prosecutor, journalist and marketer risks (El Emam 2013) of a file that is already generalised.
 *
 * @param population - a file of the same quasi-identifiers, generalised to the same levels, that holds everybody
 *
 * Codes: `COLUMN_MISSING`, `COLUMNS_UNEQUAL`, `EMPTY_UNIVERSE`, `POPULATION_TOO_SMALL`.
 */
export function risks(columns: Columns, quasi: readonly string[], population?: Columns): Resultat<Risks> {
  const sizes = classSizes(columns, quasi, population);
  if (!sizes.ok) return sizes;
  const { records } = sizes.value;
  const used = sizes.value.sample.flatMap((sample, at) =>
    sample === 0 ? [] : [{ sample, population: sizes.value.population[at] ?? sample }],
  );
  const sum = (term: (size: (typeof used)[number]) => number): number =>
    used.reduce((total, size) => total + term(size), 0);
  const marketer = sum(({ sample, population: all }) => sample / all) / records;
  return done({
    prosecutor: {
      highest: 1 / smallest(used.map(({ sample }) => sample)),
      average: used.length / records,
      unique: sum(({ sample }) => (sample === 1 ? 1 : 0)) / records,
    },
    journalist: {
      highest: 1 / smallest(used.map(({ population: all }) => all)),
      average: Math.max(used.length / sum(({ population: all }) => all), marketer),
    },
    marketer,
    basis: population ? 'population' : 'sample',
  });
}

// Not Math.min(...numbers): a file can have more classes than a call has arguments.
const smallest = (numbers: readonly number[]): number =>
  numbers.reduce((least, number) => Math.min(least, number), Infinity);

/**
 * k-map (Sweeney 2002) and δ-presence (Nergiz, Atzori and Clifton 2007) against a population.
 * Codes as {@link risks}.
 */
export function againstPopulation(
  columns: Columns,
  population: Columns,
  quasi: readonly string[],
): Resultat<PopulationChecks> {
  const sizes = classSizes(columns, quasi, population);
  if (!sizes.ok) return sizes;
  const { sample, population: all } = sizes.value;
  const deltas = sample.map((count, at) => count / (all[at] ?? 1));
  return done({
    kMap: smallest(all.filter((_, at) => sample[at] !== 0)),
    deltaMin: smallest(deltas),
    deltaMax: deltas.reduce((largest, delta) => Math.max(largest, delta), 0),
  });
}

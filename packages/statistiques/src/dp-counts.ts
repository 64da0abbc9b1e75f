import { buildCube, type Columns } from './build-cube.ts';
import { cellKey, type CellKey } from './cell-key.ts';
import { MISSING } from './dimension.ts';
import { discreteLaplace } from './discrete-laplace.ts';
import { readEpsilon, writeEpsilon } from './dp-epsilon.ts';
import { cite, done, MotifList, refuse, type Alea, type Motif, type Resultat } from './motif.ts';
import { openCube, type CubeContent } from './raw-cube.ts';
import { tablePlan, type DimensionSpec, type ReleaseSpec } from './release-spec.ts';

/** Counts with the noise of differential privacy: not a `ProtectedTable`, and no exporter takes it. */
export type DpCounts = {
  readonly spec: ReleaseSpec;
  readonly dims: readonly string[];
  /** In the row order of `table.csv`. Sums hold; a small count may come out negative. */
  readonly cells: readonly { readonly key: CellKey; readonly valeur: number }[];
  /** What the release spends on each person, `1/2`. */
  readonly epsilon: string;
  readonly maxContributions: number;
  /** Mean distance of an inner cell to its count, once clipped; totals add these up. */
  readonly meanError: number;
  /** For the controller only: exact figures, never to be published. */
  readonly internal: {
    /** Records left out, and persons they belong to, because a person had more than allowed. */
    readonly clippedRecords: number;
    readonly clippedPersons: number;
  };
};

const invalid = (phrase: string, path: (string | number)[]): Motif => ({
  code: 'SPEC_INVALID',
  phrase,
  path,
});

/** Whether the codes of a dimension are known before the data are: a list that tells of nobody. */
function isClosed({ codes, hierarchies, bands }: DimensionSpec): boolean {
  return (codes ?? hierarchies ?? bands) !== undefined;
}

function checkSpec(spec: ReleaseSpec, columns: Columns): Motif[] {
  const motifs: Motif[] = [];
  if (spec.tables.length !== 1) {
    motifs.push(invalid('Un tableau à la fois\u00a0: chacun dépense son propre budget.', ['tables']));
  }
  if (spec.measure.type !== 'records' || spec.person || spec.unit === 'personne') {
    motifs.push(invalid('Le comptage se fait sur des enregistrements, bornés par personne.', ['measure']));
  }
  const plan = tablePlan(spec, 0);
  spec.dimensions.forEach((dimension, index) => {
    const { code, codes, hierarchies, multi, column } = dimension;
    if (!plan.dims.includes(code)) return;
    const path = ['dimensions', index];
    if (multi !== undefined || ((hierarchies?.length ?? 1) > 1 && plan.finest[code] !== undefined)) {
      motifs.push(
        invalid(`Dans ${cite(code)}, un enregistrement compterait dans plusieurs cases de détail.`, path),
      );
    }
    if (!isClosed(dimension)) {
      motifs.push(
        invalid(
          `La liste des codes de ${cite(code)} doit être écrite\u00a0: les données en diraient une.`,
          path,
        ),
      );
      return;
    }
    const missing = dimension.missing ?? MISSING;
    const listed = hierarchies !== undefined || codes?.includes(missing) === true;
    const values = columns[column ?? code];
    const isMissing = (value: string | number | null): boolean =>
      value === null || value === '' || value === missing;
    if (!listed && values && Array.from(values).some(isMissing)) {
      motifs.push(
        invalid(
          `Dans ${cite(code)}, des valeurs manquent\u00a0: écrivez ${cite(missing)} dans la liste.`,
          path,
        ),
      );
    }
  });
  return motifs;
}

type Clipped = { columns: Columns; clippedRecords: number; clippedPersons: number };

/** The first records of each person, at most so many: whatever one adds or removes is then bounded. */
function clip(spec: ReleaseSpec, columns: Columns, person: string, most: number): Resultat<Clipped> {
  const persons = Object.hasOwn(columns, person) ? columns[person] : undefined;
  if (!persons) {
    return refuse({
      code: 'COLUMN_MISSING',
      phrase: `La colonne ${cite(person)} manque dans les données.`,
      path: [person],
    });
  }
  const motifs = new MotifList();
  const seen = new Map<string, number>();
  const kept: number[] = [];
  for (let row = 0; row < persons.length; row += 1) {
    const who = String(persons[row] ?? '');
    if (who === '') {
      motifs.add({
        code: 'VALUE_UNKNOWN',
        phrase: `Ligne ${row + 2}, colonne ${cite(person)}\u00a0: la personne n’est pas dite.`,
        path: [person, row],
        details: { line: row + 2, column: person },
      });
    }
    const count = (seen.get(who) ?? 0) + 1;
    seen.set(who, count);
    if (count <= most) kept.push(row);
  }
  if (!motifs.isEmpty()) return refuse(...motifs.motifs);
  const names = spec.dimensions.map(({ code, column }) => column ?? code);
  const own = names.filter((name) => Object.hasOwn(columns, name));
  return done({
    columns: Object.fromEntries(own.map((name) => [name, kept.map((row) => columns[name]?.[row] ?? null)])),
    clippedRecords: persons.length - kept.length,
    clippedPersons: [...seen.values()].filter((count) => count > most).length,
  });
}

/** Noise on the cells that nothing refines; every other is their sum, so that totals cost nothing. */
function noisyValues({ lattice, values }: CubeContent, noise: () => bigint): number[] {
  const inner = new Set(lattice.tables.flatMap(({ innerCells }) => innerCells));
  const partsOf = new Map<number, readonly number[]>();
  for (const { parent, children } of lattice.relations) {
    if (!partsOf.has(parent)) partsOf.set(parent, children);
  }
  const known = new Map<number, number>();
  const valueOf = (cell: number): number => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const parts = inner.has(cell) ? undefined : partsOf.get(cell);
    const value = parts
      ? parts.reduce((sum, part) => sum + valueOf(part), 0)
      : (values[cell] ?? 0) + Number(noise());
    known.set(cell, value);
    return value;
  };
  // Draws go in the order of the cells: same chance, same counts.
  for (const cell of inner) valueOf(cell);
  return Array.from({ length: lattice.size }, (_, cell) => valueOf(cell));
}

/**
 * Releases the counts of one table with ε-differential privacy for persons (specification §5.10):
 * each person keeps at most `maxContributions` records, each inner cell gets an exact discrete
 * Laplace noise of scale maxContributions/ε, totals are sums of noisy cells. Adding or removing all
 * the records of a person changes the odds of any result by exp(ε) at most.
 *
 * For public dashboards over large populations: at 310 interventions it drowns a table of site by
 * month. Not for contractual reports. Pay from a budget (`spend`) first, and draw once: drawing
 * again spends again. The lists of codes must be written in the specification, for data would tell.
 *
 * Codes: those of `buildCube`; `SPEC_INVALID` (several tables, open list of codes, missing values
 * not listed, ε or contributions), `COLUMN_MISSING`, `VALUE_UNKNOWN` (a record of nobody).
 */
export function dpCounts(
  spec: ReleaseSpec,
  columns: Columns,
  o: {
    /** Column of the pseudonyms of the persons. */
    person: string;
    /** Most records of a person that count, an integer ≥ 1. */
    maxContributions: number;
    /** `1/2`. */
    epsilon: string;
    /** Cryptographic chance. */
    alea: Alea;
    /** Dimensions forbidden by default that this release may use. */
    allow?: readonly string[];
  },
): Resultat<DpCounts> {
  const motifs = checkSpec(spec, columns);
  const epsilon = readEpsilon(o.epsilon, 'epsilon');
  if (!epsilon.ok) motifs.push(...epsilon.motifs);
  const most = o.maxContributions;
  if (!Number.isSafeInteger(most) || most < 1) {
    motifs.push(invalid('Les contributions par personne sont un entier d’au moins 1.', ['maxContributions']));
  }
  const clipped = clip(spec, columns, o.person, most);
  if (!clipped.ok) motifs.push(...clipped.motifs);
  if (motifs.length > 0 || !epsilon.ok || !clipped.ok) return refuse(...motifs);
  const { clippedRecords, clippedPersons } = clipped.value;
  const cube = buildCube(spec, clipped.value.columns, o.allow ? { allow: o.allow } : {});
  if (!cube.ok) return cube;
  const content = openCube(cube.value);
  const { numerator: s, denominator } = epsilon.value;
  const t = denominator * BigInt(most);
  const values = noisyValues(content, () => discreteLaplace(t, s, o.alea));
  const { lattice } = content;
  return done(
    Object.freeze({
      spec,
      dims: Object.freeze(lattice.dims.map(({ code }) => code)),
      cells: Object.freeze(
        values.map((valeur, cell) => Object.freeze({ key: cellKey(lattice, cell), valeur })),
      ),
      epsilon: writeEpsilon(epsilon.value),
      maxContributions: most,
      meanError: 1 / Math.sinh(Number(s) / Number(t)),
      internal: Object.freeze({ clippedRecords, clippedPersons }),
    }),
  );
}

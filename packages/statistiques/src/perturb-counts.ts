import { buildCube, type Columns } from './build-cube.ts';
import { cellKey, type CellKey } from './cell-key.ts';
import { cellKeyNoise, recordKey } from './cell-key-noise.ts';
import { cite, done, MotifList, refuse, type Motif, type Resultat } from './motif.ts';
import type { PTable } from './perturbation-table.ts';
import { openCube } from './raw-cube.ts';
import type { ReleaseSpec } from './release-spec.ts';

/** Counts with noise, for an internal dashboard: not a `ProtectedTable`, and no exporter takes it. */
export type PerturbedTable = {
  readonly spec: ReleaseSpec;
  readonly dims: readonly string[];
  /** In the row order of `table.csv`. Totals have their own noise: sums do not hold. */
  readonly cells: readonly { readonly key: CellKey; readonly valeur: number }[];
};

/** Bits of a record key that are summed at once: sums of many of them stay exact in a double. */
const LANE_BITS = 16n;
const LANES = 4;

/** The keys of the records, cut in lanes; one more in each, so that no sum of a filled cell is 0. */
function lanesOf(keys: readonly bigint[]): number[][] {
  return Array.from({ length: LANES }, (_, lane) =>
    keys.map((key) => 1 + Number((key >> (BigInt(lane) * LANE_BITS)) & 0xffffn)),
  );
}

function checkCall(
  spec: ReleaseSpec,
  ids: ArrayLike<string | number | null> | undefined,
  column: string,
): Motif[] {
  const list = new MotifList();
  if (spec.measure.type !== 'records' || spec.unit === 'personne' || spec.person) {
    list.add({
      code: 'SPEC_INVALID',
      phrase: 'La méthode des clés compte des enregistrements\u00a0: ni effectifs déjà sommés, ni personnes.',
      path: ['measure'],
    });
  }
  if (!ids) {
    list.add({
      code: 'COLUMN_MISSING',
      phrase: `La colonne ${cite(column)} manque dans les données.`,
      path: [column],
    });
    return list.motifs;
  }
  const seen = new Set<string>();
  for (let row = 0; row < ids.length; row += 1) {
    const id = String(ids[row] ?? '');
    if (id !== '' && !seen.has(id)) {
      seen.add(id);
      continue;
    }
    list.add({
      code: 'VALUE_UNKNOWN',
      phrase: `Ligne ${row + 2}, colonne ${cite(column)}\u00a0: l’identifiant est vide ou répété.`,
      path: [column, row],
      details: { line: row + 2, column },
    });
  }
  return list.motifs;
}

/**
 * Counts the records of every cell with the noise of the cell key method (specification §5.9). The
 * same records get the same noise in every table and at every query, an empty cell stays 0, and
 * totals are perturbed on their own, never re-added.
 *
 * For internal dashboards only: noise slows an attacker, it does not stop one who asks without end.
 * Cap the queries with `askQuery`, and publish with `protect` instead. `record` names the column of
 * the records' identifiers, each different; `key` is a secret of the fiscal year, `table` comes from
 * `pTable`; neither is in the result. `allow` lists the forbidden dimensions allowed, as in
 * `buildCube`.
 *
 * Codes: those of `buildCube`; `SPEC_INVALID` (a frequency or persons), `COLUMN_MISSING`,
 * `VALUE_UNKNOWN` (identifier empty or repeated).
 */
export function perturbCounts(
  spec: ReleaseSpec,
  columns: Columns,
  o: { record: string; key: Uint8Array; table: PTable; allow?: readonly string[] },
): Resultat<PerturbedTable> {
  const ids = Object.hasOwn(columns, o.record) ? columns[o.record] : undefined;
  const motifs = checkCall(spec, ids, o.record);
  const cubeOptions = o.allow ? { allow: o.allow } : {};
  const counted = buildCube(spec, columns, cubeOptions);
  if (!counted.ok) motifs.push(...counted.motifs);
  if (motifs.length > 0 || !counted.ok || !ids) return refuse(...motifs);
  const keys = Array.from(ids, (id) => recordKey(o.key, String(id)));
  const { lattice, values } = openCube(counted.value);
  const sums = new Array<bigint>(lattice.size).fill(0n);
  const weight = '\u0000key';
  for (const [lane, weights] of lanesOf(keys).entries()) {
    const summed = buildCube(
      { ...spec, measure: { type: 'frequency', column: weight } },
      { ...columns, [weight]: weights },
      cubeOptions,
    );
    if (!summed.ok) return summed;
    const laneSums = openCube(summed.value).values;
    sums.forEach((sum, cell) => {
      const own = (laneSums[cell] ?? 0) - (values[cell] ?? 0);
      sums[cell] = sum + (BigInt(own) << (BigInt(lane) * LANE_BITS));
    });
  }
  const cells = sums.map((sum, cell) => {
    const count = values[cell] ?? 0;
    const valeur = count + cellKeyNoise(o.key, sum, count, o.table);
    return Object.freeze({ key: cellKey(lattice, cell), valeur });
  });
  const dims = Object.freeze(lattice.dims.map(({ code }) => code));
  return done(Object.freeze({ spec, dims, cells: Object.freeze(cells) }));
}

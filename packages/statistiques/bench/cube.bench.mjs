// The cube: 10⁶ records, 4 dimensions, all totals (114 700 cells), beside DuckDB in the same process,
// interleaved, both told to use two threads at most (ours uses one). Encoded columns against ENUM columns,
// then plain strings against VARCHAR columns: encoding is then part of the work on both sides.
// Both give every cell: ours with its lattice, DuckDB as a temporary table of GROUP BY CUBE.
import { DuckDBInstance } from '@duckdb/node-api';

import { buildCube, releaseSpec } from '../dist/index.js';

const ROWS = 1_000_000;
const CARDINALITIES = { site: 30, mois: 36, age: 9, situation: 9 };
const TURNS = 7;

/** The same records at every run: a small generator, skewed like real codes are. */
function records() {
  let state = 42;
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Object.fromEntries(
    Object.entries(CARDINALITIES).map(([name, size]) => {
      const codes = Uint8Array.from({ length: ROWS }, () => Math.floor(draw() * draw() * size));
      for (let code = 0; code < size; code += 1) codes[code] = code;
      const dictionary = Array.from(
        { length: size },
        (_, code) => `${name}_${String(code).padStart(2, '0')}`,
      );
      return [name, { codes, dictionary }];
    }),
  );
}

const encoded = records();
const names = Object.keys(encoded);
const strings = Object.fromEntries(
  names.map((name) => [name, Array.from(encoded[name].codes, (code) => encoded[name].dictionary[code])]),
);
const spec = releaseSpec({
  version: 1,
  id: 'bench',
  unit: 'intervention',
  measure: { type: 'records' },
  dimensions: names.map((code) => ({ code })),
  tables: [names],
  rules: 'FR_SOCIAL_5',
});
if (!spec.ok) throw new Error(spec.motifs[0].phrase);

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
const types = names.map((name) => {
  const values = encoded[name].dictionary.map((code) => `'${code}'`).join(', ');
  return [name, `CREATE TYPE ${name}_t AS ENUM (${values})`];
});
for (const [, sql] of types) await connection.run(sql);
await connection.run(`CREATE TABLE texts (${names.map((name) => `${name} VARCHAR`).join(', ')})`);
const appender = await connection.createAppender('texts');
for (let row = 0; row < ROWS; row += 1) {
  for (const name of names) appender.appendVarchar(strings[name][row]);
  appender.endRow();
}
appender.closeSync();
await connection.run(
  `CREATE TABLE enums AS SELECT ${names.map((name) => `${name}::${name}_t AS ${name}`).join(', ')} FROM texts`,
);
const cubeSql = (table) =>
  `CREATE OR REPLACE TEMP TABLE result AS SELECT ${names.join(', ')}, count(*) AS n FROM ${table} GROUP BY CUBE (${names.join(', ')})`;

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
const round = (x) => Number(x.toPrecision(3));
const rows = [];
for (const [measure, columns, table] of [
  ['cube 10⁶ × 4, encoded columns / ENUM', encoded, 'enums'],
  ['cube 10⁶ × 4, strings / VARCHAR', strings, 'texts'],
]) {
  const times = { ours: [], theirs: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    let start = performance.now();
    const cube = buildCube(spec.value, columns);
    times.ours.push(performance.now() - start);
    if (!cube.ok) throw new Error(cube.motifs[0].phrase);

    start = performance.now();
    await connection.run(cubeSql(table));
    times.theirs.push(performance.now() - start);
  }
  // Cells that hold nobody are rows of ours and not of theirs: their counts must be ours elsewhere.
  const answer = await connection.runAndReadAll(
    'SELECT count(*)::INTEGER AS cells, sum(n)::INTEGER AS total FROM result',
  );
  const [[cells, total]] = answer.getRows();
  if (cells > 114_700 || total !== ROWS * 16) throw new Error('the two cubes disagree');
  const best = { ours: Math.min(...times.ours), theirs: Math.min(...times.theirs) };
  console.log(
    `${measure}: best ${round(best.ours)} ms, DuckDB ${round(best.theirs)} ms; median ${round(median(times.ours))}, ${round(median(times.theirs))}`,
  );
  rows.push({
    measure,
    ours: round(best.ours),
    unit: 'ms',
    peer: 'duckdb 1.5.6, GROUP BY CUBE, 2 threads',
    theirs: round(best.theirs),
    ratio: round(best.theirs / best.ours),
    better: 'higher',
  });
}

// Ten million rows: nothing is kept a row but one small number a dimension.
const many = Object.fromEntries(
  names.map((name) => {
    const codes = new Uint8Array(10 * ROWS);
    for (let copy = 0; copy < 10; copy += 1) codes.set(encoded[name].codes, copy * ROWS);
    return [name, { codes, dictionary: encoded[name].dictionary }];
  }),
);
const before = process.memoryUsage();
const start = performance.now();
if (!buildCube(spec.value, many).ok) throw new Error('ten million rows were refused');
const after = process.memoryUsage();
const grown = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 2 ** 20;
console.log(`10⁷ rows, encoded: ${round(performance.now() - start)} ms, ${Math.round(grown)} MiB more`);
console.log(JSON.stringify({ bench: 'cube', rows }));

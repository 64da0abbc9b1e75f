// `pnpm bench [word]`: builds, runs every bench/*.bench.mjs, prints one table of ratios against named peers.
// A bench prints, as its last line, {"bench","rows":[{"measure","ours","unit","peer","theirs","ratio","better"}]}.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { exec, mustExec, root } from './exec.mjs';

const word = process.argv[2] ?? '';
const files = ['packages', 'apps']
  .flatMap((kind) => readdirSync(join(root, kind)).map((name) => join(root, kind, name, 'bench')))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)))
  .filter((file) => file.endsWith('.bench.mjs') && relative(root, file).includes(word));

if (files.length === 0) {
  console.error(`No bench matches “${word}”.`);
  process.exit(1);
}

await mustExec('turbo', ['run', 'build', '--filter=./packages/*', '--output-logs=errors-only']);

const figure = (value) =>
  typeof value === 'number' ? value.toLocaleString('en', { maximumSignificantDigits: 3 }) : String(value);
const rows = [];
let failed = 0;
for (const file of files) {
  // One at a time: two benches side by side would measure each other.
  const cwd = dirname(dirname(file));
  const { ok, output, stdout } = await exec(process.execPath, [file], { cwd, timeout: 180_000 });
  try {
    if (!ok) throw new Error('it stopped with an error');
    const report = JSON.parse(stdout.trim().split('\n').at(-1));
    for (const row of report.rows)
      rows.push([
        report.bench,
        row.measure,
        `${figure(row.ours)} ${row.unit}`,
        `${row.peer}: ${figure(row.theirs)} ${row.unit}`,
        `${figure(row.ratio)}×`,
      ]);
    if (report.rows.length === 0) throw new Error('no row');
  } catch (error) {
    failed += 1;
    console.error(`✘ ${relative(root, file)}: ${error.message}\n${output}`);
  }
}

const table = [['bench', 'measure', 'ours', 'peer', 'ours is better by'], ...rows];
const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
for (const row of table)
  console.log(
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
process.exitCode = failed ? 1 : 0;

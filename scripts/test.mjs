// `npm test`: cheap checks first, every check that can still run runs, one total line at the end.
// What this machine found today on the same files is said again (« repris »): docs/decisions/0021-kept-verdicts.md.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, runExamples, typescriptConsumer, viteConsumer } from './consumers.mjs';
import { ToolError, exec, root } from './exec.mjs';
import { checkSizes, checkTarballs } from './package-checks.mjs';
import { packAll } from './packages.mjs';
import { openVerdicts } from './verdicts.mjs';
import { everything, houseOf, projectOf, shared, workspaces } from './workspaces.mjs';

// `npm test -- browser`: only the steps whose name contains a word, and the build that they need.
// `npm test -- --sans-cache`: nothing that an earlier run found is believed; nor where `CI` is set.
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const fresh =
  process.argv.some((word) => word === '--sans-cache' || word === '--force') ||
  !['', '0', 'false'].includes(process.env.CI ?? '');
const always = new Set(['build', 'pack', 'install']);

const reports = join(root, '.reports');
mkdirSync(reports, { recursive: true });
const kept = join(root, 'node_modules', '.cache', 'porte-plume');
const verdicts = openVerdicts({ base: root, folder: join(kept, 'verdicts'), fresh });
/** What `format` remembers of files that have not changed. */
const formatted = fresh
  ? []
  : ['--cache', '--cache-strategy=content', `--cache-location=${join(kept, 'prettier')}`];
const turbo = ['--output-logs=errors-only', ...(fresh ? ['--force'] : [])];
const outside = mkdtempSync(join(tmpdir(), 'porte-plume-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
/** Name, seconds and part taken again of every step, for the table of the end. */
const times = [];
let built = false;
let packed = [];

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/**
 * One step: `run` answers counts and, on failure, what to read.
 * @param {string} name
 * @param {() => Promise<{ passed: number, failed: number, skipped?: number, again?: number, output?: string, note?: string[] }>} run
 * `again`: how many of `passed` an earlier run of today found on the same files
 */
async function step(name, run) {
  if (words.length > 0 && !always.has(name) && !words.some((word) => name.includes(word))) return true;
  const start = performance.now();
  let result;
  try {
    result = await run();
  } catch (error) {
    result = { passed: 0, failed: 1, output: error instanceof ToolError ? error.message : error.stack };
  }
  const { passed, failed, skipped = 0, again = 0, output = '', note = [] } = result;
  const took = performance.now() - start;
  times.push({ name, took, all: again > 0 && again === passed && failed === 0 });
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const figures = `${passed} passed${failed ? `, ${failed} failed` : ''}${skipped ? `, ${skipped} skipped` : ''}${again ? `, ${again} repris` : ''}${note.map((one) => `, ${one}`).join('')}`;
  console.log(`${failed ? '✘' : '✔'} ${name.padEnd(20)} ${figures} (${seconds(took)})`);
  if (output && failed) console.log(output.replace(/^/gm, '    '));
  return failed === 0;
}

const command = (name, args, options) => async () => {
  const { ok, output } = await exec(name, args, options);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
};

/** A step whose verdict is kept: `inputs` are all that it reads. */
const keeping =
  (name, inputs, run, facts = []) =>
  () =>
    verdicts.through([{ name, inputs: inputs(), facts }], run);

const checks = (run) => async () => {
  const results = await run();
  const wrong = results.filter(({ ok }) => !ok);
  return {
    passed: results.length - wrong.length,
    failed: wrong.length,
    output: wrong.map(({ name, detail }) => `${name}\n${detail}`).join('\n'),
  };
};

const after = (ready, run) => async () => (ready() ? run() : { passed: 0, failed: 0, skipped: 1 });
const afterBuild = (run) => after(() => built, run);
const afterPack = (run) => after(() => packed.length > 0, checks(run));

function readReport(name, result) {
  try {
    return JSON.parse(readFileSync(join(reports, name), 'utf8'));
  } catch {
    throw new ToolError(`no report from the runner\n${result.output}`);
  }
}

/** One ESLint for every folder without a verdict: types flow from a package to those that import it, never back. */
const lint = () =>
  verdicts.through(
    [
      ...workspaces().map(({ folder, reads }) => ({
        name: `lint ${folder}`,
        inputs: [...reads, ...shared()],
      })),
      { name: 'lint house', inputs: [...houseOf(), ...shared()] },
    ],
    async (missing) => {
      const folders = workspaces().map(({ folder }) => folder);
      const known = folders.filter((folder) => !missing.includes(`lint ${folder}`));
      const where = missing.includes('lint house')
        ? ['.', ...known.flatMap((folder) => ['--ignore-pattern', `${folder}/`])]
        : folders.filter((folder) => !known.includes(folder));
      const { ok, output } = await exec('eslint', [...where, '--max-warnings', '0']);
      return {
        passed: ok ? missing.length : 0,
        failed: ok ? 0 : 1,
        output,
        parts: Object.fromEntries(missing.map((name) => [name, { passed: 1 }])),
      };
    },
  );

/** One Vitest for every project without a verdict. The application reads documents of the house: all is its input. */
const unit = () =>
  verdicts.through(
    [
      ...workspaces().map(({ name, folder, reads }) => ({
        name: `unit ${name}`,
        inputs: folder === 'apps/permanence' ? everything() : [...reads, ...shared()],
      })),
      { name: 'unit house', inputs: everything() },
    ],
    async (missing) => {
      rmSync(join(reports, 'vitest.json'), { force: true });
      const args = [
        ...['run', '--reporter=dot', '--reporter=json'],
        `--outputFile.json=${join(reports, 'vitest.json')}`,
        ...missing.map((name) => `--project=${name.slice('unit '.length)}`),
      ];
      const result = await exec('vitest', args);
      const report = readReport('vitest.json', result);
      const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = report;
      const parts = {};
      for (const { name, assertionResults } of report.testResults) {
        const part = (parts[`unit ${projectOf(name)}`] ??= { passed: 0, skipped: 0 });
        for (const { status } of assertionResults) part[status === 'passed' ? 'passed' : 'skipped'] += 1;
      }
      return {
        passed: numPassedTests,
        // A file that does not even load has a failed suite and no failed test.
        failed: numFailedTests || (result.ok ? 0 : Math.max(1, numFailedTestSuites)),
        skipped: numPendingTests + numTodoTests,
        output: result.output,
        parts,
      };
    },
  );

/** What a test says that it took from an earlier run. */
const notes = (suites) =>
  suites.flatMap(({ suites: inner = [], specs = [] }) => [
    ...notes(inner),
    ...specs.flatMap(({ file, tests }) =>
      tests.flatMap(({ annotations = [] }) =>
        annotations
          .filter(({ type }) => type === 'repris')
          .map(({ description }) => `${file} : ${description} repris`),
      ),
    ),
  ]);

/** Every application that has browser tests, one after the other. */
const browser = (app) => async () => {
  const report = `playwright-${app}.json`;
  rmSync(join(reports, report), { force: true });
  const result = await exec('playwright', ['test', '--reporter=line,json'], {
    cwd: join(root, 'apps', app),
    env: {
      PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, report),
      PORTE_PLUME_VERDICTS: fresh ? undefined : join(kept, 'verdicts'),
    },
  });
  const { stats, suites, errors = [] } = readReport(report, result);
  const failed = stats.unexpected + stats.flaky;
  return {
    passed: stats.expected,
    // A file that does not even load has an error and no failed test.
    failed: failed || (result.ok ? 0 : Math.max(1, errors.length)),
    skipped: stats.skipped,
    output: result.output,
    note: notes(suites),
  };
};

/** A machine with a PostgreSQL of its own runs more journeys (apps/permanence/test/support/postgres.ts). */
const POSTGRES = '/usr/lib/postgresql';
const postgres = existsSync(POSTGRES) ? readdirSync(POSTGRES) : [];

/** The built pages, the journeys, and what they are made of. */
const browserInputs = (app) => () => [
  ...workspaces()
    .find(({ folder }) => folder === `apps/${app}`)
    .reads.flatMap((path) => (path.includes('/') ? [path, `${path}/dist`] : [path])),
  ...shared(),
  'docs',
];

const start = performance.now();
try {
  await step('format', command('prettier', ['--check', '--log-level=warn', ...formatted, '.']));
  await step('versions', command('sherif', []));
  // Two cores: the two long static checks side by side, everything that measures time alone.
  await Promise.all([
    step('lint', lint),
    (async () => {
      const arrows = ['packages', 'apps', '--config', '.dependency-cruiser.mjs', '--output-type', 'err'];
      await step('arrows', keeping('arrows', everything, command('depcruise', arrows)));
      const knip = ['--no-progress', '--no-config-hints'];
      await step('dead code', keeping('dead code', everything, command('knip', knip)));
      await step('types', command('turbo', ['run', 'typecheck', '--concurrency=1', ...turbo]));
      await step('types (root)', command('tsc', ['-p', 'tsconfig.json']));
    })(),
  ]);
  await step('unit', unit);
  built = await step('build', command('turbo', ['run', 'build', '--concurrency=2', ...turbo]));
  await step(
    'pack',
    afterBuild(async () => {
      packed = await packAll(join(outside, 'tarballs'));
      return { passed: 1, failed: 0 };
    }),
  );
  const project = (name) => join(outside, name);
  await step(
    'tarballs',
    afterPack(() => checkTarballs(packed)),
  );
  await step(
    'install',
    after(
      () => packed.length > 0,
      async () => {
        await install(project('esm'), packed);
        return { passed: 1, failed: 0 };
      },
    ),
  );
  await step(
    'npm, node',
    afterPack(() => runExamples(project('esm'), packed)),
  );
  await step(
    'sizes',
    afterPack(() => checkSizes(packed, project('esm'))),
  );
  await step(
    'npm, TypeScript',
    afterPack(() => typescriptConsumer(project('typescript'), packed)),
  );
  await step(
    'npm, Vite',
    afterPack(() => viteConsumer(project('vite'), packed)),
  );
  for (const app of readdirSync(join(root, 'apps')))
    if (existsSync(join(root, 'apps', app, 'playwright.config.ts')))
      await step(
        `browser, ${app}`,
        afterBuild(keeping(`browser, ${app}`, browserInputs(app), browser(app), postgres)),
      );
} finally {
  rmSync(outside, { recursive: true, force: true });
}

const took = performance.now() - start;
console.log('');
for (const { name, took: one, all } of times.toSorted((a, b) => b.took - a.took))
  console.log(`${seconds(one).padStart(8)}  ${name}${all ? ' (repris)' : ''}`);
console.log(`\n${seconds(took)}`);
const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed ? 1 : 0;

// `npm test`: cheap checks first, every check that can still run runs, one total line at the end.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, runExamples, typescriptConsumer, viteConsumer } from './consumers.mjs';
import { ToolError, exec, root } from './exec.mjs';
import { checkSizes, checkTarballs } from './package-checks.mjs';
import { packAll } from './packages.mjs';

// `npm test -- browser`: only the steps whose name contains a word, and the build that they need.
const words = process.argv.slice(2);
const always = new Set(['build', 'pack', 'install']);

const reports = join(root, '.reports');
mkdirSync(reports, { recursive: true });
/** What `format` remembers of files that have not changed (docs/decisions/0005). */
const formatted = join(root, 'node_modules', '.cache', 'porte-plume', 'prettier');
const outside = mkdtempSync(join(tmpdir(), 'porte-plume-test-'));
const total = { passed: 0, failed: 0, skipped: 0 };
let built = false;
let packed = [];

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * One step: `run` answers counts and, on failure, what to read.
 * @param {string} name
 * @param {() => Promise<{ passed: number, failed: number, skipped?: number, output?: string }>} run
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
  const { passed, failed, skipped = 0, output = '' } = result;
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const figures = `${passed} passed${failed ? `, ${failed} failed` : ''}${skipped ? `, ${skipped} skipped` : ''}`;
  console.log(`${failed ? '✘' : '✔'} ${name.padEnd(20)} ${figures} (${seconds(start)})`);
  if (output && failed) console.log(output.replace(/^/gm, '    '));
  return failed === 0;
}

const command = (name, args, options) => async () => {
  const { ok, output } = await exec(name, args, options);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output };
};

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

async function unit() {
  rmSync(join(reports, 'vitest.json'), { force: true });
  const args = [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${join(reports, 'vitest.json')}`,
  ];
  const result = await exec('vitest', args);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numFailedTestSuites } = readReport(
    'vitest.json',
    result,
  );
  // A file that does not even load has a failed suite and no failed test.
  const failed = numFailedTests || (result.ok ? 0 : Math.max(1, numFailedTestSuites));
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests, output: result.output };
}

/** Every application that has browser tests, one after the other. */
const browser = (app) => async () => {
  const report = `playwright-${app}.json`;
  rmSync(join(reports, report), { force: true });
  const result = await exec('playwright', ['test', '--reporter=line,json'], {
    cwd: join(root, 'apps', app),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, report) },
  });
  const { stats, errors = [] } = readReport(report, result);
  const failed = stats.unexpected + stats.flaky;
  return {
    passed: stats.expected,
    // A file that does not even load has an error and no failed test.
    failed: failed || (result.ok ? 0 : Math.max(1, errors.length)),
    skipped: stats.skipped,
    output: result.output,
  };
};

const start = performance.now();
try {
  await step(
    'format',
    command('prettier', [
      ...['--check', '--log-level=warn'],
      ...['--cache', '--cache-strategy=content', `--cache-location=${formatted}`, '.'],
    ]),
  );
  await step('versions', command('sherif', []));
  // Two cores: the two long static checks side by side, everything that measures time alone.
  await Promise.all([
    step('lint', command('eslint', ['.', '--max-warnings', '0'])),
    (async () => {
      await step(
        'arrows',
        command('depcruise', [
          'packages',
          'apps',
          '--config',
          '.dependency-cruiser.mjs',
          '--output-type',
          'err',
        ]),
      );
      await step('dead code', command('knip', ['--no-progress', '--no-config-hints']));
      await step(
        'types',
        command('turbo', ['run', 'typecheck', '--concurrency=1', '--output-logs=errors-only']),
      );
      await step('types (root)', command('tsc', ['-p', 'tsconfig.json']));
    })(),
  ]);
  await step('unit', unit);
  built = await step(
    'build',
    command('turbo', ['run', 'build', '--concurrency=2', '--output-logs=errors-only']),
  );
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
      await step(`browser, ${app}`, afterBuild(browser(app)));
} finally {
  rmSync(outside, { recursive: true, force: true });
}

console.log(`\n${seconds(start)}`);
const skipped = total.skipped ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed ? 1 : 0;

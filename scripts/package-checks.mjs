// What a stranger receives: checks on the packed tarballs, never on the working folder.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { exec, mustExec, root } from './exec.mjs';
import { measureFirstLoad } from './first-load.mjs';

const sourceCondition = '@porte-plume/source';

/** Must never reach a published file. The second column says where it may. */
const forbidden = [
  [sourceCondition, null],
  ['workspace:', null],
  [root, null],
  ['fast-check', null],
  ['vitest', null],
  ['new Function(', null],
  ['Math.random(', null],
  ['Date.now(', 'bin/'],
  ['process.env', 'bin/'],
];

/**
 * @param {Awaited<ReturnType<typeof import('./packages.mjs').packAll>>} packed
 * @returns {Promise<{ name: string, ok: boolean, detail: string }[]>}
 */
export async function checkTarballs(packed) {
  const results = [];
  for (const item of packed) {
    const aside = mkdtempSync(join(tmpdir(), 'porte-plume-pack-'));
    try {
      await mustExec('tar', ['-xzf', item.tarball, '-C', aside]);
      const dir = join(aside, 'package');
      const report = (name, problems) =>
        results.push({
          name: `${item.name}: ${name}`,
          ok: problems.length === 0,
          detail: problems.join('\n'),
        });
      report('exports', checkExports(item.manifest, dir));
      report('files', checkFiles(dir));
      report('imports', checkImports(dir));
      report('publint', await checkPublint(item.tarball));
      report('types', await checkTypes(item.tarball));
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  }
  return results;
}

/** `publishConfig.exports` is `exports` without the source condition, and is what the tarball carries. */
function checkExports(manifest, dir) {
  const published = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  const expected = withoutSource(manifest.exports);
  const problems = [];
  if (!isDeepStrictEqual(manifest.publishConfig?.exports, expected))
    problems.push('publishConfig.exports differs from exports minus the source condition');
  const internal = withoutSource(manifest.imports);
  if (!isDeepStrictEqual(manifest.publishConfig?.imports, internal))
    problems.push('publishConfig.imports differs from imports minus the source condition');
  if (!isDeepStrictEqual(published.imports, internal)) problems.push('the tarball has other imports');
  for (const path of listPaths(published.imports))
    if (!existsSync(join(dir, path))) problems.push(`imports names ${path}, which is not there`);
  if (!isDeepStrictEqual(published.exports, expected)) problems.push('the tarball has other exports');
  if (manifest.publishConfig?.provenance !== true) problems.push('publishConfig.provenance is not true');
  if (published.sideEffects !== false) problems.push('sideEffects is not false');
  if (published.type !== 'module') problems.push('type is not module');
  if (!published.engines?.node) problems.push('engines.node is missing');
  for (const [name, range] of Object.entries(published.dependencies ?? {}))
    if (range.startsWith('workspace:')) problems.push(`${name} still says ${range}`);
  return problems;
}

function withoutSource(value) {
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== sourceCondition);
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutSource(inner)]));
}

function listPaths(value) {
  if (typeof value === 'string') return [value];
  return Object.values(value ?? {}).flatMap(listPaths);
}

function checkFiles(dir) {
  const problems = [];
  const files = listFiles(dir);
  for (const name of ['README.md', 'LICENSE', 'package.json'])
    if (!files.includes(name)) problems.push(`${name} is missing`);
  for (const file of files) {
    if (/(^|\/)(src|test|bench|node_modules)\/|\.test\./.test(file))
      problems.push(`${file} has no place here`);
    if (!/^dist\/.*\.(js|mjs|ts|map)$/.test(file)) continue;
    const text = readFileSync(join(dir, file), 'utf8');
    for (const [word, allowed] of forbidden)
      if (text.includes(word) && !(allowed && file.startsWith(`dist/${allowed}`)))
        problems.push(`${file} contains ${word}`);
  }
  return problems;
}

/** Every bare import of a published file is declared: a hoisted neighbour would hide its absence. */
function checkImports(dir) {
  const {
    dependencies = {},
    peerDependencies = {},
    imports = {},
  } = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'));
  const declared = new Set([dependencies, peerDependencies, imports].flatMap((part) => Object.keys(part)));
  const problems = new Set();
  for (const file of listFiles(dir).filter((name) => /^dist\/.*\.(js|d\.ts)$/.test(name))) {
    const text = readFileSync(join(dir, file), 'utf8');
    const specifiers = text.matchAll(
      /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+?\sfrom\s*)?["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']\s*\)/gm,
    );
    for (const [, fixed, lazy] of specifiers) {
      const specifier = fixed ?? lazy;
      if (specifier.startsWith('.') || specifier.startsWith('node:') || builtinModules.includes(specifier))
        continue;
      const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
      if (!declared.has(name)) problems.add(`${file} imports ${specifier}, which is not a dependency`);
      if (specifier === 'zod' && file.endsWith('.js')) problems.add(`${file} imports zod, not zod/mini`);
    }
  }
  return [...problems];
}

async function checkPublint(tarball) {
  const { buffer, byteOffset, byteLength } = readFileSync(tarball);
  const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: bytes }, strict: true });
  return messages
    .filter(({ type }) => type !== 'suggestion')
    .map((message) => formatMessage(message, pkg, { color: false }) ?? message.code);
}

async function checkTypes(tarball) {
  const args = [tarball, '--profile', 'esm-only', '--no-emoji', '--no-color', '--format', 'ascii'];
  const { ok, output } = await exec('attw', args);
  return ok ? [] : [output];
}

function listFiles(dir) {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll('\\', '/'),
    );
}

/**
 * The budgets that each package declares in `size-limit`, measured on the packages as npm installed them.
 * @param {Awaited<ReturnType<typeof import('./packages.mjs').packAll>>} packed
 * @param {string} installed folder whose node_modules holds them
 */
export async function checkSizes(packed, installed) {
  const folder = join(root, '.artifacts/size');
  mkdirSync(folder, { recursive: true });
  const results = [];
  for (const { name, short, manifest } of packed) {
    const budgets = manifest['size-limit'] ?? [];
    const inside = (path) => join(installed, 'node_modules', name, path);
    const checks = budgets.map((check) => located(check, inside));
    const config = join(folder, `${short}.json`);
    writeFileSync(config, JSON.stringify(checks));
    const { ok, output } = await exec('size-limit', ['--config', config]);
    const fits = budgets.length > 0 && ok;
    results.push({ name: `${name}: size`, ok: fits, detail: budgets.length > 0 ? output : 'no size budget' });
    for (const budget of manifest['first-load'] ?? [])
      results.push(await checkFirstLoad(name, budget, inside));
  }
  return results;
}

/** `{ path, import, ignore, limit }` of `first-load`: as size-limit, but dynamic imports are not counted. */
async function checkFirstLoad(name, { path, import: names, ignore, limit }, inside) {
  const folder = join(root, '.artifacts/first-load');
  const { first, all } = await measureFirstLoad({ file: inside(path), names, ignore, folder });
  const allowed = Number.parseFloat(limit) * 1000;
  const detail = `${names}: ${(first / 1000).toFixed(1)} kB gzip at first, ${(all / 1000).toFixed(1)} in all, limit ${limit}`;
  return { name: `${name}: first load`, ok: limit.endsWith(' kB') && first <= allowed, detail };
}

/** The paths of a budget, `path` or the keys of `import`, moved to where the package was installed. */
function located(check, inside) {
  const moved = { ...check };
  if (check.path) moved.path = [check.path].flat().map(inside);
  if (typeof check.import === 'object')
    moved.import = Object.fromEntries(
      Object.entries(check.import).map(([path, names]) => [inside(path), names]),
    );
  return moved;
}

// Rehearses a release whole, on loopback: versions by changesets in a throwaway copy, publication to a registry
// without uplinks, installation from it in an outside project. Leaves nothing behind, in the tree or in a registry.
import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { ToolError, exec, mustExec, root } from './exec.mjs';
import { firstFence, listPackages } from './packages.mjs';

const base = mkdtempSync(join(tmpdir(), 'porte-plume-release-'));
const copy = join(base, 'copy');
const total = { passed: 0, failed: 0 };

async function step(name, run) {
  const start = performance.now();
  const detail = await run();
  total.passed += 1;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`✔ ${name.padEnd(16)} ${detail ?? ''} (${seconds} s)`);
}

const notSource = new Set(
  ['node_modules', 'dist', 'coverage', 'test-results', 'playwright-report'].concat([
    '.git',
    '.turbo',
    '.data',
    '.artifacts',
    '.reports',
  ]),
);

/** The working tree as it is, committed or not, with a history of its own: changesets reads git. */
async function copyTree() {
  cpSync(root, copy, {
    recursive: true,
    filter: (source) =>
      !relative(root, source)
        .split(sep)
        .some((part) => notSource.has(part)),
  });
  const as = [
    '-c',
    'user.name=rehearsal',
    '-c',
    'user.email=rehearsal@localhost',
    '-c',
    'commit.gpgsign=false',
  ];
  await mustExec('git', ['init', '--quiet', '--initial-branch=main'], { cwd: copy });
  await mustExec('git', ['add', '--all'], { cwd: copy });
  await mustExec('git', [...as, 'commit', '--quiet', '--message', 'rehearsal'], { cwd: copy });
  const args = ['install', '--frozen-lockfile', '--trust-lockfile', '--prefer-offline', '--ignore-scripts'];
  await mustExec('pnpm', args, { cwd: copy });
}

const pending = () =>
  readdirSync(join(copy, '.changeset')).filter((file) => file.endsWith('.md') && file !== 'README.md');

/** Applies the pending changesets; right after a release there is none, so the rehearsal writes its own. */
async function version() {
  const before = new Map(listPackages(copy).map(({ name, manifest }) => [name, manifest.version]));
  const own = pending().length === 0;
  if (own) {
    const lines = [...before.keys()].map((name) => `'${name}': patch`);
    writeFileSync(
      join(copy, '.changeset/rehearsal.md'),
      `---\n${lines.join('\n')}\n---\n\nRépétition de publication.\n`,
    );
  }
  const announced = new Map();
  for (const file of pending()) {
    const [, head, text] = /^---\n([\s\S]*?)\n---\n+([\s\S]*)$/.exec(
      readFileSync(join(copy, '.changeset', file), 'utf8'),
    );
    for (const [, name] of head.matchAll(/^["']?(@[^"':]+)["']?:/gm))
      announced.set(name, [...(announced.get(name) ?? []), text.trim().split('\n')[0]]);
  }
  await mustExec('changeset', ['version'], { cwd: copy });
  const released = listPackages(copy).filter(({ name, manifest }) => manifest.version !== before.get(name));
  if (pending().length > 0) throw new ToolError(`changesets left ${pending().join(', ')}`);
  for (const { name, dir, manifest } of released) {
    const changelog = existsSync(join(dir, 'CHANGELOG.md'))
      ? readFileSync(join(dir, 'CHANGELOG.md'), 'utf8')
      : '';
    if (!changelog.includes(`## ${manifest.version}`))
      throw new ToolError(`${name}: no ${manifest.version} in CHANGELOG.md`);
    for (const line of announced.get(name) ?? [])
      if (!changelog.includes(line)) throw new ToolError(`${name}: CHANGELOG.md lacks “${line}”`);
  }
  for (const name of announced.keys())
    if (!released.some((item) => item.name === name)) throw new ToolError(`${name}: announced, not released`);
  return released;
}

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** A registry that knows nothing but what is published to it: no uplink, loopback only, storage of its own. */
async function startRegistry() {
  const folder = join(base, 'registry');
  mkdirSync(folder);
  const config = `storage: ${join(folder, 'storage')}
auth:
  htpasswd:
    file: ${join(folder, 'htpasswd')}
uplinks: {}
packages:
  '@porte-plume/*':
    access: $all
    publish: $authenticated
log: { type: stdout, format: pretty, level: warn }
`;
  writeFileSync(join(folder, 'config.yaml'), config);
  const port = await freePort();
  const bin = join(root, 'node_modules/verdaccio/bin/verdaccio');
  const args = [bin, '--config', join(folder, 'config.yaml'), '--listen', `127.0.0.1:${port}`];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text));
  const url = `http://127.0.0.1:${port}/`;
  const limit = performance.now() + 60_000;
  for (;;) {
    const answer = await fetch(`${url}-/ping`).catch(() => null);
    if (answer?.ok) break;
    if (child.exitCode !== null || performance.now() > limit) {
      child.kill();
      throw new ToolError(`the local registry did not start\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const user = { name: 'rehearsal', password: `rehearsal-${port}` };
  const answer = await fetch(`${url}-/user/org.couchdb.user:rehearsal`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(user),
  });
  const { token } = await answer.json();
  return { url, token, said: () => said, stop: () => stop(child) };
}

const stop = (child) =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', resolve);
    child.kill();
  });

async function publish(registry, released) {
  const npmrc = join(base, 'publisher.npmrc');
  writeFileSync(npmrc, `${registry.url.replace('http:', '')}:_authToken=${registry.token}\n`);
  const env = { NPM_CONFIG_USERCONFIG: npmrc, npm_config_userconfig: npmrc };
  for (const { name, dir } of released) {
    // Provenance is signed by the continuous integration of a real release; here nothing leaves the machine.
    const args = [
      'publish',
      '--registry',
      registry.url,
      '--no-git-checks',
      '--provenance=false',
      '--access',
      'public',
    ];
    const { ok, output } = await exec('pnpm', args, { cwd: dir, env });
    if (!ok) throw new ToolError(`${name}: pnpm publish\n${output}\n${registry.said()}`);
  }
}

/** Only our scope comes from the local registry; the packages of others come from where npm always finds them. */
async function installOutside(registry, released) {
  const outside = join(base, 'outside');
  mkdirSync(outside);
  writeFileSync(join(outside, '.npmrc'), `@porte-plume:registry=${registry.url}\n`);
  writeFileSync(
    join(outside, 'package.json'),
    JSON.stringify({ name: 'outside', private: true, type: 'module' }),
  );
  const wanted = released.map(({ name, manifest }) => `${name}@${manifest.version}`);
  const quietly = ['--prefer-offline', '--no-audit', '--no-fund', '--save-exact'];
  const args = ['install', ...quietly, '--omit-lockfile-registry-resolved=false', ...wanted];
  await mustExec('npm', args, { cwd: outside });
  const lock = JSON.parse(readFileSync(join(outside, 'package-lock.json'), 'utf8'));
  for (const { name, short, dir, manifest } of released) {
    const found = join(outside, 'node_modules', name);
    const installed = JSON.parse(readFileSync(join(found, 'package.json'), 'utf8'));
    if (installed.version !== manifest.version)
      throw new ToolError(`${name}: installed ${installed.version}`);
    const resolved = lock.packages[`node_modules/${name}`].resolved;
    if (!resolved?.startsWith(registry.url)) throw new ToolError(`${name} came from elsewhere: ${resolved}`);
    if (!readFileSync(join(found, 'CHANGELOG.md'), 'utf8').includes(`## ${manifest.version}`))
      throw new ToolError(`${name}: the published CHANGELOG.md lacks ${manifest.version}`);
    writeFileSync(join(outside, `${short}.mjs`), firstFence(dir, name));
    await mustExec(process.execPath, [`${short}.mjs`], { cwd: outside });
  }
}

let registry;
const interrupted = () => {
  registry?.stop();
  rmSync(base, { recursive: true, force: true });
  process.exit(130);
};
process.once('SIGINT', interrupted).once('SIGTERM', interrupted);

try {
  let released = [];
  await step('copy', copyTree);
  await step('versions', async () => {
    released = await version();
    return released.map(({ short, manifest }) => `${short} ${manifest.version}`).join(', ');
  });
  await step('build', async () => {
    await mustExec(
      'turbo',
      ['run', 'build', '--filter=./packages/*', '--concurrency=2', '--output-logs=errors-only'],
      { cwd: copy },
    );
  });
  await step('registry', async () => {
    registry = await startRegistry();
  });
  await step('publish', () => publish(registry, released));
  await step('install and run', () => installOutside(registry, released));
} catch (error) {
  total.failed += 1;
  console.log(`✘ ${error instanceof ToolError ? error.message : error.stack}`);
} finally {
  await registry?.stop();
  rmSync(base, { recursive: true, force: true });
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed ? 1 : 0;

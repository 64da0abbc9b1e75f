// Entry of `npm start` and `npm test`: installs with the pinned pnpm, then hands over to it.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const target = process.argv[2];
const { packageManager } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const cwd = new URL('..', import.meta.url);
const env = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: '1',
  DO_NOT_TRACK: '1',
  npm_config_loglevel: 'error',
};

function pnpm(...args) {
  const result = spawnSync('npx', ['--yes', packageManager, ...args], { cwd, env, stdio: 'inherit' });
  if (result.error) {
    console.error(`npx introuvable ou impossible à lancer : ${result.error.message}`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
}

pnpm('install', '--frozen-lockfile', '--trust-lockfile');
pnpm('run', `run:${target}`, ...process.argv.slice(3));

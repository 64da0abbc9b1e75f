// Entry of `npm start` and `npm test`: installs with the pinned pnpm, then hands over to it.
import { spawn } from 'node:child_process';
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

const grouped = process.platform !== 'win32';
let running;
// pnpm leaves without telling its own child: the signal goes to the whole group, so that nothing stays behind.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (grouped && running?.pid !== undefined) process.kill(-running.pid, signal);
    else running?.kill(signal);
  });
}

function pnpm(...args) {
  return new Promise((resolve) => {
    running = spawn('npx', ['--yes', packageManager, ...args], {
      cwd,
      env,
      stdio: 'inherit',
      detached: grouped,
      shell: !grouped,
    });
    running.on('error', (error) => {
      console.error(`npx introuvable ou impossible à lancer : ${error.message}`);
      process.exit(1);
    });
    running.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 0 : 1)));
  });
}

const installed = await pnpm('install', '--frozen-lockfile', '--trust-lockfile');
process.exit(installed === 0 ? await pnpm('run', `run:${target}`, ...process.argv.slice(3)) : installed);

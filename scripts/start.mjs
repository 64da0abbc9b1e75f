// `npm start`, once the dependencies are there: builds what changed, then runs the application until Ctrl-C.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const racine = fileURLToPath(new URL('..', import.meta.url));
console.log('Porte-plume se prépare\u202f: la première fois, une minute environ.');
const construction = spawnSync(
  'turbo',
  ['run', 'build', '--filter=@porte-plume/permanence', '--output-logs=errors-only', '--no-update-notifier'],
  {
    cwd: racine,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  },
);
if (construction.error !== undefined || construction.status !== 0) {
  console.error(
    `La construction a échoué${construction.error === undefined ? '' : ` : ${construction.error.message}`}.`,
  );
  process.exit(1);
}

const application = spawn(
  process.execPath,
  ['--enable-source-maps', 'apps/permanence/dist/server/main.js', ...process.argv.slice(2)],
  {
    cwd: racine,
    stdio: 'inherit',
  },
);
// Ctrl-C reaches the whole group: the application closes its database first, and only then do we leave.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => application.kill(signal));
application.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)));

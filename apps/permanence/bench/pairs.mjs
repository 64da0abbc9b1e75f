// Prepares the peers of liste.bench.mjs outside the repository: PORTE_PLUME_PAIRS=<folder> node bench/pairs.mjs
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dossier = process.env.PORTE_PLUME_PAIRS;
if (dossier === undefined) throw new Error('PORTE_PLUME_PAIRS: the folder of the peers');
const run = (nom, args, cwd) => execFileSync(nom, args, { cwd, stdio: 'inherit' });

const next = join(dossier, 'next');
mkdirSync(next, { recursive: true });
cpSync(fileURLToPath(new URL('pairs/next', import.meta.url)), next, { recursive: true });
writeFileSync(
  join(next, 'package.json'),
  JSON.stringify({
    private: true,
    dependencies: { next: '16.4.6', react: '19.3.1', 'react-dom': '19.3.1' },
  }),
);
run('npm', ['install', '--no-audit', '--no-fund'], next);
run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], next);
run('python3', ['-m', 'venv', join(dossier, 'venv')], dossier);
run(join(dossier, 'venv/bin/pip'), ['install', '--quiet', 'django', 'gunicorn'], dossier);

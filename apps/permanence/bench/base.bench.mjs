// The database that opens with `npm start`: our embedded PostgreSQL against PGlite, on a folder that exists, then on none.
// Start: from the first line of code to the first answer, in a process that runs already. Memory: proportional share (PSS, Linux)
// of what the database adds, after the same work: all processes of PostgreSQL, or what a process with PGlite holds more than one
// without. PGlite runs as its documentation says, durability as it comes; ours writes to the disk before it answers.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import pg from 'pg';

const TOURS = Number(process.env.BASE_TOURS ?? 5);
const ici = fileURLToPath(new URL('.', import.meta.url));
const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-base-'));
chmodSync(dossier, 0o755);
const TRAVAIL = [
  'create table if not exists ligne (id int primary key, donnees jsonb)',
  `insert into ligne select n, jsonb_build_object('n', n, 'texte', repeat('x', 200)) from generate_series(1, 20000) n on conflict do nothing`,
  "create index if not exists ligne_n on ligne ((donnees->>'n'))",
  `select count(*), sum((donnees->>'n')::int) from ligne`,
];

const pss = (pid) => {
  try {
    return Number(/Pss:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]) / 1024;
  } catch {
    return 0;
  }
};
/** A process and those that it started. */
const treeOf = (pid) => [
  pid,
  ...readdirSync('/proc')
    .filter((nom) => /^\d+$/.test(nom))
    .filter((nom) => {
      try {
        return readFileSync(`/proc/${nom}/stat`, 'utf8').split(') ')[1].split(' ')[1] === String(pid);
      } catch {
        return false;
      }
    })
    .flatMap((nom) => treeOf(Number(nom))),
];

await build({
  entryPoints: [join(ici, '../src/db/cluster.ts')],
  outfile: join(dossier, 'cluster.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  conditions: ['@porte-plume/source'],
  logLevel: 'error',
});
const { openCluster } = await import(pathToFileURL(join(dossier, 'cluster.mjs')));

async function measurePostgres(nom) {
  const donnees = join(dossier, nom, 'pg');
  const debut = performance.now();
  const cluster = await openCluster({
    donnees,
    secrets: join(dossier, nom, 'cles', 'pg.json'),
    verrouille: true,
    depuis: import.meta.url,
  });
  const client = new pg.Client({ connectionString: cluster.url('superutilisateur', 'postgres') });
  await client.connect();
  await client.query('select 1');
  const ms = performance.now() - debut;
  for (const ordre of TRAVAIL) await client.query(ordre);
  const pid = Number(readFileSync(join(donnees, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const memoire = treeOf(pid).reduce((somme, un) => somme + pss(un), 0);
  await client.end();
  await cluster.stop();
  return { ms, memoire };
}

/** A process of its own; without a folder, the same process without any database. */
async function measurePglite(nom) {
  const enfant = spawn(process.execPath, [join(ici, 'pairs/pglite.mjs'), nom, JSON.stringify(TRAVAIL)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const dit = await new Promise((resolve, reject) => {
    enfant.stdout.once('data', (octets) => resolve(String(octets)));
    enfant.once('exit', (code) => reject(new Error(`PGlite stopped: ${code}`)));
  });
  const memoire = pss(enfant.pid);
  enfant.removeAllListeners('exit');
  const fin = new Promise((resolve) => enfant.once('exit', resolve));
  enfant.stdin.write('fin\n');
  await fin;
  return { ms: JSON.parse(dit).ms, memoire };
}

const mediane = (nombres) => [...nombres].sort((a, b) => a - b)[Math.floor(nombres.length / 2)];
const tours = [];
try {
  const premier = { nous: await measurePostgres('nous'), eux: await measurePglite(join(dossier, 'eux')) };
  for (let tour = 0; tour < TOURS; tour += 1) {
    const nous = await measurePostgres('nous');
    const eux = await measurePglite(join(dossier, 'eux'));
    const nu = await measurePglite('');
    tours.push({ nous, eux: { ...eux, memoire: eux.memoire - nu.memoire } });
    console.log(
      `round ${tour + 1}: start ${nous.ms.toFixed(0)} against ${eux.ms.toFixed(0)} ms, memory ${nous.memoire.toFixed(0)} against ${(eux.memoire - nu.memoire).toFixed(0)} MB`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(ici, '../node_modules/pglite/package.json'), 'utf8'));
  const row = (measure, unit, ours, theirs) => ({
    measure,
    ours: Math.round(ours * 10) / 10,
    unit,
    peer: `PGlite ${version}`,
    theirs: Math.round(theirs * 10) / 10,
    ratio: Math.round((theirs / ours) * 100) / 100,
    better: 'lower',
  });
  const rows = [
    row('database start', 'ms', mediane(tours.map((t) => t.nous.ms)), mediane(tours.map((t) => t.eux.ms))),
    row('database start, first of all', 'ms', premier.nous.ms, premier.eux.ms),
  ];
  // Elsewhere than on Linux no share of memory is told.
  if (process.platform === 'linux')
    rows.push(
      row(
        'memory of the database',
        'MB',
        mediane(tours.map((t) => t.nous.memoire)),
        mediane(tours.map((t) => t.eux.memoire)),
      ),
    );
  console.log(JSON.stringify({ bench: 'base', rows }));
} finally {
  rmSync(dossier, { recursive: true, force: true });
}

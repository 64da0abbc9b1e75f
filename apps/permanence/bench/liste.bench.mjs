// A list of fifty rows: requests a second and p99 at 20 connections, against the same list in Next.js and in Django.
// Compared: rendering alone. The same rows and the same markup from memory for all three, one process each, no session and no
// database; ours goes through the renderer, the headers and the server of the application, and Next also sends what its client
// needs to hydrate: the choice of architecture is what is measured. The whole « Ma journée » is measured beside, not compared.
// Peers are prepared by pairs.mjs in PORTE_PLUME_PAIRS; one that is not there is left out, and said.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const CONNEXIONS = 20;
const TOURS = 3;
const DUREE = 2_500;
const ici = fileURLToPath(new URL('.', import.meta.url));
const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-liste-'));
const donnees = join(dossier, 'lignes.json');

const lignes = Array.from({ length: 50 }, (_, rang) => ({
  id: `ligne-${rang}`,
  heure: `${String(9 + Math.floor(rang / 10)).padStart(2, '0')}:${String((rang * 7) % 60).padStart(2, '0')}`,
  demarches: [['Demande de RSA', 'Aide au logement (APL, ALF, ALS)', 'Attestation de droits'][rang % 3]],
  mode: ['Nous faisons ensemble', 'J’informe', 'La personne fait'][rang % 3],
  issue: { libelle: 'Terminée', etat: 'bon' },
  dureeMin: 5 + (rang % 12) * 5,
}));
writeFileSync(donnees, JSON.stringify(lignes));
await build({
  entryPoints: [join(ici, 'pairs/serveur.jsx')],
  outfile: join(dossier, 'serveur.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  jsx: 'automatic',
  conditions: ['@porte-plume/source'],
  define: { 'process.env.NODE_ENV': '"production"' },
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  logLevel: 'error',
});

const freePort = () =>
  new Promise((resolve) => {
    const sonde = createServer().listen(0, '127.0.0.1', () => {
      const { port } = sonde.address();
      sonde.close(() => resolve(port));
    });
  });

const pairs = process.env.PORTE_PLUME_PAIRS ?? '';
const candidats = [
  { nom: 'porte-plume', commande: () => [process.execPath, [join(dossier, 'serveur.mjs')], dossier] },
  {
    nom: 'Next.js 16.4.6',
    present: join(pairs, 'next/.next/BUILD_ID'),
    commande: (port) => [
      process.execPath,
      ['node_modules/next/dist/bin/next', 'start', '-p', String(port), '-H', '127.0.0.1'],
      join(pairs, 'next'),
    ],
  },
  {
    nom: 'Django, gunicorn 1 worker',
    present: join(pairs, 'venv/bin/gunicorn'),
    commande: (port) => [
      join(pairs, 'venv/bin/gunicorn'),
      ['--pythonpath', join(ici, 'pairs'), '-w', '1', '-b', `127.0.0.1:${port}`, 'django_liste:application'],
      dossier,
    ],
  },
];

const ask = (port, agent, path = '/') =>
  new Promise((resolve, reject) => {
    const debut = performance.now();
    get({ port, host: '127.0.0.1', path, agent }, (reponse) => {
      let octets = 0;
      reponse.on('data', (morceau) => (octets += morceau.length));
      reponse.on('end', () =>
        reponse.statusCode === 200
          ? resolve({ ms: performance.now() - debut, octets })
          : reject(new Error(`status ${reponse.statusCode}`)),
      );
    }).on('error', reject);
  });

async function load(port, duree, path) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNEXIONS });
  const temps = [];
  let octets = 0;
  const debut = performance.now();
  await Promise.all(
    Array.from({ length: CONNEXIONS }, async () => {
      while (performance.now() - debut < duree) {
        const une = await ask(port, agent, path);
        temps.push(une.ms);
        octets = une.octets;
      }
    }),
  );
  const secondes = (performance.now() - debut) / 1_000;
  agent.destroy();
  temps.sort((a, b) => a - b);
  return { parSeconde: temps.length / secondes, p99: temps[Math.floor(temps.length * 0.99)], octets };
}

const mediane = (nombres) => [...nombres].sort((a, b) => a - b)[Math.floor(nombres.length / 2)];
const serveurs = [];
try {
  for (const { nom, present, commande } of candidats) {
    if (present !== undefined && (pairs === '' || !existsSync(present))) {
      console.log(`${nom}: not in PORTE_PLUME_PAIRS, left out (bench/pairs.mjs prepares it)`);
      continue;
    }
    const port = await freePort();
    const [programme, args, cwd] = commande(port);
    const enfant = spawn(programme, args, {
      cwd,
      stdio: 'ignore',
      env: {
        ...process.env,
        PORT: String(port),
        LISTE_DONNEES: donnees,
        NODE_ENV: 'production',
        NEXT_TELEMETRY_DISABLED: '1',
      },
    });
    serveurs.push({ nom, port, enfant, mesures: [] });
    const limite = performance.now() + 10_000;
    for (;;) {
      const prete = await ask(port).catch(() => null);
      if (prete !== null) break;
      if (performance.now() > limite) throw new Error(`${nom} does not answer`);
      await wait(100);
    }
  }
  for (const { port } of serveurs) await load(port, 1_000);
  const [nous] = serveurs;
  nous.journee = [];
  for (let tour = 0; tour < TOURS; tour += 1)
    for (const { port, mesures, journee } of serveurs) {
      mesures.push(await load(port, DUREE));
      journee?.push(await load(port, DUREE, '/journee'));
    }
} finally {
  for (const { enfant } of serveurs) enfant.kill();
  rmSync(dossier, { recursive: true, force: true });
}

const resultats = serveurs.map(({ nom, mesures, journee }) => ({
  journee: journee && mediane(journee.map((une) => une.parSeconde)),
  nom,
  parSeconde: mediane(mesures.map((une) => une.parSeconde)),
  p99: mediane(mesures.map((une) => une.p99)),
  octets: mesures[0].octets,
}));
for (const { nom, parSeconde, p99, octets } of resultats)
  console.log(
    `${nom}: ${parSeconde.toFixed(0)} requests/s, p99 ${p99.toFixed(1)} ms, ${octets} bytes of HTML`,
  );
const [nous, ...autres] = resultats;
console.log(`porte-plume, the whole screen: ${nous.journee.toFixed(0)} requests/s`);
const round = (nombre) => Math.round(nombre * 100) / 100;
console.log(
  JSON.stringify({
    bench: 'liste',
    rows: autres.flatMap(({ nom, parSeconde, p99 }) => [
      {
        measure: 'list page, 50 rows, requests/s',
        ours: round(nous.parSeconde),
        unit: '1/s',
        peer: nom,
        theirs: round(parSeconde),
        ratio: round(nous.parSeconde / parSeconde),
        better: 'higher',
      },
      {
        measure: 'list page, 50 rows, p99 at 20 connections',
        ours: round(nous.p99),
        unit: 'ms',
        peer: nom,
        theirs: round(p99),
        ratio: round(p99 / nous.p99),
        better: 'lower',
      },
    ]),
  }),
);

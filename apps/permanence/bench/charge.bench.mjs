// Load in one run (application §17, §18): the built application in several processes on one PostgreSQL that holds a year of a
// national network; mixed traffic of signed-in writers, raised to ten times the peak of 5,000 of them (70 requests a second),
// then beyond what the machine can do. Every record that was acknowledged is looked for at the end: there, and once.
//   node bench/charge.bench.mjs                       five days of the year, short stages
//   PORTE_PLUME_LENT=1 node bench/charge.bench.mjs    the whole year (8.8 million interventions), long stages
//   CHARGE_DOSSIER=<folder>                           keeps the database there, and finds it again the next time
//   CHARGE_SUPER, DATABASE_URL, MIGRATE_URL, KEK_FILE another PostgreSQL than the embedded one
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import pg from 'pg';
import { ANNEE, fillAnnee } from './annee.mjs';
import { charge, openAgent, send } from './charge.mjs';
import { measureTableau } from './tableau.mjs';

const LENT = process.env.PORTE_PLUME_LENT === '1';
const PROCESSUS = Number(process.env.CHARGE_PROCESSUS ?? Math.max(2, cpus().length));
const SESSIONS = Number(process.env.CHARGE_SESSIONS ?? (LENT ? 600 : 150));
const DUREE = Number(process.env.CHARGE_DUREE ?? (LENT ? 20_000 : 4_000));
const PALIERS = (process.env.CHARGE_PALIERS ?? '70,175,350,700').split(',').map(Number);
const MAIN = process.env.CHARGE_MAIN ?? fileURLToPath(new URL('../dist/server/main.js', import.meta.url));
const garde = process.env.CHARGE_DOSSIER;
const dossier = garde ?? mkdtempSync(join(tmpdir(), 'porte-plume-charge-'));
mkdirSync(dossier, { recursive: true });
chmodSync(dossier, 0o755);

const freePort = () =>
  new Promise((resolve) => {
    const sonde = createServer().listen(0, '127.0.0.1', () => {
      const { port } = sonde.address();
      sonde.close(() => resolve(port));
    });
  });

const enfants = [];
async function start(port, env) {
  const enfant = spawn(
    process.execPath,
    [...(process.env.CHARGE_NODE ?? '').split(' ').filter(Boolean), MAIN],
    {
      env: {
        ...process.env,
        PORT: String(port),
        ORIGIN: 'http://localhost:3000',
        PORTE_PLUME_DOSSIER: dossier,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const un = { enfant, port, dit: '', mort: null };
  enfants.push(un);
  for (const flux of [enfant.stdout, enfant.stderr])
    flux.setEncoding('utf8').on('data', (m) => (un.dit += m));
  enfant.once('exit', (code) => (un.mort = code ?? 'killed'));
  while (!un.dit.includes('Porte-plume est ouvert')) {
    if (un.mort !== null) throw new Error(`the application stopped: ${un.dit}`);
    await wait(50);
  }
  return un;
}

/** The first process opens its own PostgreSQL; others, and we, come by its address. */
async function openBase() {
  const { CHARGE_SUPER: superutilisateur, DATABASE_URL: application } = process.env;
  if (superutilisateur !== undefined && application !== undefined) {
    const principal = await start(await freePort(), {});
    return { principal: principal.port, superutilisateur, application };
  }
  const principal = await start(await freePort(), {});
  const mots = JSON.parse(readFileSync(join(dossier, 'cles/pg.json'), 'utf8'));
  const portPg = readFileSync(join(dossier, 'pg/postmaster.pid'), 'utf8').split('\n')[3];
  const url = (role, motDePasse) => `postgres://${role}:${motDePasse}@127.0.0.1:${portPg}/porte_plume`;
  return {
    principal: principal.port,
    superutilisateur: url('postgres', mots.superutilisateur),
    application: url('app_login', mots.application),
  };
}

/** Each structure gets a secret of its own, sealed as the application seals them. */
async function sealSecrets(client) {
  const outfile = join(dossier, `cles-${process.pid}.mjs`);
  await build({
    stdin: {
      contents:
        "export { createCoffre } from './coffre.ts'; export { sealCleOrganisation } from './cle-organisation.ts';",
      resolveDir: fileURLToPath(new URL('../src/domain', import.meta.url)),
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@porte-plume/source'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  const { createCoffre, sealCleOrganisation } = await import(pathToFileURL(outfile));
  rmSync(outfile);
  const hex = readFileSync(process.env.KEK_FILE ?? join(dossier, 'cles/kek'), 'utf8').trim();
  const services = {
    coffre: createCoffre(new Uint8Array(Buffer.from(hex, 'hex'))),
    alea: (octets) => new Uint8Array(randomBytes(octets)),
  };
  const { rows } = await client.query('select org_id from charge.structure');
  await client.query(
    `update organisation o set cle_pseudonyme = x.cle from unnest($1::uuid[], $2::bytea[]) x(id, cle) where o.org_id = x.id`,
    [rows.map(({ org_id }) => org_id), rows.map(({ org_id }) => sealCleOrganisation(services, org_id))],
  );
}

const uuid = () => {
  const octets = randomBytes(16);
  octets[6] = (octets[6] & 0x0f) | 0x70;
  octets[8] = (octets[8] & 0x3f) | 0x80;
  const hex = octets.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** Sessions as sign-in would leave them: their tokens are ours, the table holds their digests. */
async function openSessions(client) {
  const { rows } = await client.query(
    `(select a.org_id, a.id, a.lieu_id, 'ecrivain' as role from charge.agent a order by md5(a.id) limit $1)
     union all (select org_id, charge.id('coordination' || k), null, 'coordination' from charge.structure order by k limit $2)`,
    [SESSIONS, 20],
  );
  const sessions = rows.map((une) => ({ ...une, jeton: randomBytes(32).toString('base64url') }));
  await client.query(
    `insert into session (org_id, id, jeton_hash, compte_id, ouverte_le, vue_le)
     select o::uuid, i, h, c, now(), now() from unnest($1::text[], $2::text[], $3::text[], $4::text[]) x(o, i, h, c)`,
    [
      sessions.map((s) => s.org_id),
      sessions.map(() => uuid()),
      sessions.map((s) => createHash('sha256').update(s.jeton).digest('hex')),
      sessions.map((s) => s.id),
    ],
  );
  return sessions;
}

const tires = new Map();
const tire = (liste, cle) => {
  const rang = tires.get(cle) ?? 0;
  tires.set(cle, rang + 1);
  return liste[(rang * 7919) % liste.length];
};
const RECHERCHES = [
  'carte grise',
  'aide au logement',
  'impôts',
  'retraite',
  'titre de séjour',
  'caf',
  'allocation handicap',
];
const DEMARCHES = ['rsa', 'c2s', 'ameli-attestation', 'titre-sejour-renouvellement'];

/** What 100 requests of a working day are: pages first, one record in six. */
function makeTrafic(ports, agents, ecrivains, coordination, ecrits) {
  let rang = 0;
  const sort = (jeton, chemin, corps, json) => {
    const n = rang++ % ports.length;
    return send({ port: ports[n], agent: agents[n], chemin, jeton, corps, json });
  };
  const lit = (nom, chemin) => ({ nom, lance: () => sort(tire(ecrivains, nom).jeton, chemin) });
  const gestes = [
    [20, () => lit('GET /', '/')],
    [14, () => lit('GET /accueil', '/accueil')],
    [
      16,
      () => ({
        nom: 'POST /accueil',
        async lance() {
          const op = uuid();
          const qui = tire(ecrivains, 'ecrire');
          const reponse = await sort(qui.jeton, '/accueil', {
            ...{
              op,
              demarche: 'ameli-attestation',
              mode: 'faire_avec',
              issue: 'finalisee',
              trancheAge: '40_59',
              dureeMin: '25',
            },
            etape: 'enregistrer',
          });
          if (reponse.statut === 303 && reponse.vers?.includes('fait=') === true)
            ecrits.push({ op, org: qui.org_id });
          return reponse;
        },
      }),
    ],
    [10, () => lit('GET /demarches/…', `/demarches/${tire(DEMARCHES, 'd')}`)],
    [
      10,
      () => ({
        nom: 'POST /demarches',
        lance: () => sort(tire(ecrivains, 'chercher').jeton, '/demarches', { q: tire(RECHERCHES, 'q') }),
      }),
    ],
    [8, () => lit('GET /relances', '/relances')],
    [6, () => lit('GET /personnes', '/personnes')],
    [
      5,
      () => ({
        nom: 'POST /personnes',
        lance: () =>
          sort(tire(ecrivains, 'personnes').jeton, '/personnes', { q: tire(['mar', 'dup', 'ber'], 'p') }),
      }),
    ],
    [5, () => lit('GET /planning', '/planning')],
    [4, () => lit('GET /feuille', '/feuille')],
    [2, () => ({ nom: 'GET /tableau', lance: () => sort(tire(coordination, 'tableau').jeton, '/tableau') })],
  ];
  const ordre = gestes.flatMap(([poids, geste]) => Array.from({ length: poids }, () => geste));
  // The same order at every run: one gesture then another, never all of a kind together.
  const suite = ordre.map((geste, i) => ({ geste, cle: (i * 61) % 100 })).sort((a, b) => a.cle - b.cle);
  let tour = 0;
  return () => suite[tour++ % suite.length].geste();
}

/** Processor time of some processes so far, in milliseconds (Linux tells it by hundredths of a second). */
function processorOf(pids) {
  let total = 0;
  for (const pid of pids) {
    try {
      const champs = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
      total += (Number(champs[11]) + Number(champs[12])) * 10;
    } catch {
      // Gone since.
    }
  }
  return total;
}

const ms = (valeur) => `${valeur.toFixed(valeur < 10 ? 1 : 0)} ms`;

/** Every acknowledged record is one operation and one intervention. */
async function checkEcrits(client, ecrits) {
  const { rows } = await client.query(
    `select count(*)::int as attendus, count(o.op)::int as operations, count(i.id)::int as interventions
     from unnest($1::uuid[], $2::uuid[]) e(op, org)
     left join operation o on o.org_id = e.org and o.op = e.op
     left join intervention i on i.org_id = e.org and i.id = e.op::text`,
    [ecrits.map(({ op }) => op), ecrits.map(({ org }) => org)],
  );
  const [{ attendus, operations, interventions }] = rows;
  if (attendus !== operations || attendus !== interventions)
    throw new Error(
      `acknowledged ${attendus}, stored ${operations} operations and ${interventions} interventions`,
    );
  return attendus;
}

const client_ = async (base) => {
  const client = new pg.Client({ connectionString: base });
  client.on('error', () => {});
  await client.connect();
  return client;
};

let client;
try {
  if (!existsSync(MAIN)) throw new Error('build the application first');
  const base = await openBase();
  client = await client_(base.superutilisateur);
  const { rows } = await client.query(`select to_regclass('charge.mesuree') is not null as la`);
  if (!rows[0].la)
    await fillAnnee(client, { jours: LENT ? ANNEE.jours : 7, note: (m) => console.log(`  ${m}`) });
  await sealSecrets(client);
  const { rows: total } = await client.query('select count(*)::int as n from intervention');
  console.log(`${total[0].n} interventions, ${ANNEE.structures} structures`);
  const ports = base.principal === undefined ? [] : [base.principal];
  while (ports.length < PROCESSUS)
    ports.push(
      (
        await start(await freePort(), {
          DATABASE_URL: base.application,
          MIGRATE_URL: '',
          KEK_FILE: process.env.KEK_FILE ?? join(dossier, 'cles/kek'),
        })
      ).port,
    );
  const sessions = await openSessions(client);
  const ecrivains = sessions.filter(({ role }) => role === 'ecrivain');
  const coordination = sessions.filter(({ role }) => role === 'coordination');
  const agents = ports.map(() => openAgent(256));
  // Each writer opens a séance, as in the morning.
  for (let de = 0; de < ecrivains.length; de += 20)
    await Promise.all(
      ecrivains.slice(de, de + 20).map(async ({ jeton, lieu_id }, i) => {
        const n = i % ports.length;
        const { statut, texte } = await send({
          port: ports[n],
          agent: agents[n],
          chemin: '/seance',
          jeton,
          corps: { op: uuid(), lieuId: lieu_id, etape: 'ouvrir_lieu' },
        });
        if (![303, 422].includes(statut))
          throw new Error(
            `a séance does not open: ${statut} ${texte
              .replaceAll(/<[^>]+>/g, ' ')
              .replaceAll(/\s+/g, ' ')
              .slice(0, 600)}`,
          );
      }),
    );
  const ecrits = [];
  const next = makeTrafic(ports, agents, ecrivains, coordination, ecrits);
  await charge({ debit: 40, duree: 3_000, next });
  const resultats = [];
  for (const debit of PALIERS) {
    const { rows: fond } = await client.query(
      `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() and datname = current_database()`,
    );
    const applis = enfants.map(({ enfant }) => enfant.pid);
    const bases = fond.map(({ pid }) => pid);
    const avant = [processorOf(applis), processorOf(bases)];
    const un = await charge({ debit, duree: DUREE, next });
    const parDemande = [processorOf(applis), processorOf(bases)].map(
      (apres, i) => (apres - avant[i]) / un.nombre,
    );
    resultats.push({ ...un, parDemande });
    console.log(
      `${debit} requests/s asked: ${un.servi} answered, p50 ${ms(un.p50)}, p99 ${ms(un.p99)}, longest ${ms(un.max)}; statuses ${JSON.stringify(un.statuts)}; ${un.sansAttente} without Retry-After; processor ${parDemande.map(ms).join(' + ')} a request (application + database)`,
    );
    if (process.env.CHARGE_DETAIL === '1')
      for (const { nom, nombre, p50, p99 } of un.parNom)
        console.log(`    ${nom.padEnd(20)} ${nombre} p50 ${ms(p50)} p99 ${ms(p99)}`);
    await wait(500);
  }
  const stockes = await checkEcrits(client, ecrits);
  console.log(`${stockes} records acknowledged, each stored once`);
  const dits = new Map();
  for (const { dit } of enfants)
    for (const ligne of dit.split('\n').filter((une) => une.startsWith('{'))) {
      const lue = JSON.parse(ligne);
      const cle = [lue.event, lue.requete, lue.sqlstate, lue.lieu].filter(Boolean).join(' ');
      dits.set(cle, (dits.get(cle) ?? 0) + 1);
    }
  for (const [cle, nombre] of dits) console.log(`logged ${nombre} times: ${cle}`);
  const morts = enfants.filter(({ mort }) => mort !== null);
  if (morts.length > 0) throw new Error(`a process died: ${morts[0].dit.slice(-500)}`);
  const tableau = await measureTableau({
    client,
    send: (jeton, chemin) => send({ port: ports[0], agent: agents[0], chemin, jeton }),
    coordination,
  });
  const tenus = resultats.filter(({ statuts }) =>
    Object.keys(statuts).every((statut) => Number(statut) < 500 && Number(statut) > 0),
  );
  const plus = tenus.at(-1);
  const round = (nombre) => Math.round(nombre * 100) / 100;
  console.log(
    JSON.stringify({
      bench: 'charge',
      rows: [
        {
          measure: `mixed traffic without 5xx, ${PROCESSUS} processes, p99 ${round(plus?.p99 ?? 0)} ms`,
          ours: plus?.servi ?? 0,
          unit: '1/s',
          peer: 'peak of 5,000 writers',
          theirs: 70,
          ratio: round((plus?.servi ?? 0) / 70),
          better: 'higher',
        },
        ...tableau,
      ],
    }),
  );
} finally {
  await client?.end().catch(() => undefined);
  for (const { enfant } of [...enfants].reverse()) enfant.kill('SIGINT');
  const limite = Date.now() + 10_000;
  while (enfants.some(({ mort }) => mort === null) && Date.now() < limite) await wait(50);
  if (garde === undefined) rmSync(dossier, { recursive: true, force: true });
}

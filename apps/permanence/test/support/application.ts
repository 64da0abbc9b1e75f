import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url));

/** How to start the built application; each start gets a data folder of its own unless one is given. */
export interface Depart {
  port?: number;
  dossier?: string;
  env?: Record<string, string>;
  args?: readonly string[];
  /** Another built application than that of this folder. */
  main?: string;
  /** How Node is started. */
  node?: readonly string[];
}

/** The built application, running on its own embedded PostgreSQL. */
export interface Application {
  origine: string;
  port: number;
  dossier: string;
  /** Everything it has said on both streams. */
  dit(): string;
  /** Stops it as Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Kills it as a power cut does: its database is left alone. */
  tue(): Promise<void>;
}

/** A port that nobody held a moment ago. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object'
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}

/** A data folder that the unprivileged account of the database can reach, even when the tests run as root. */
export function makeDossier(): string {
  const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-e2e-'));
  chmodSync(dossier, 0o755);
  return dossier;
}

/** A copy of a closed data folder, owners kept: the database refuses files that are not its own. */
export function copyDossier(modele: string): string {
  const dossier = makeDossier();
  execFileSync('cp', ['-a', `${modele}/.`, dossier]);
  return dossier;
}

function launch(depart: Depart, port: number, dossier: string): { enfant: ChildProcess; dit: () => string } {
  const env = { ...process.env };
  // The settings of whoever runs the tests are not those of the tests.
  for (const nom of ['DATABASE_URL', 'MIGRATE_URL', 'KEK_FILE', 'ORIGIN', 'HOST', 'NODE_ENV'])
    Reflect.deleteProperty(env, nom);
  const enfant = spawn(
    process.execPath,
    [...(depart.node ?? []), depart.main ?? MAIN, ...(depart.args ?? [])],
    {
      env: { ...env, PORT: String(port), PORTE_PLUME_DOSSIER: dossier, ...depart.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let dit = '';
  for (const flux of [enfant.stdout, enfant.stderr])
    flux.setEncoding('utf8').on('data', (morceau: string) => (dit += morceau));
  return { enfant, dit: () => dit };
}

const ended = (enfant: ChildProcess): boolean => enfant.exitCode !== null || enfant.signalCode !== null;

async function exitOf(enfant: ChildProcess): Promise<number | null> {
  if (!ended(enfant)) await new Promise((resolve) => enfant.once('exit', resolve));
  return enfant.exitCode;
}

/** Starts the application and waits for its sign-in page. */
export async function openApplication(depart: Depart = {}): Promise<Application> {
  const port = depart.port ?? (await freePort());
  const dossier = depart.dossier ?? makeDossier();
  const { enfant, dit } = launch(depart, port, dossier);
  const origine = `http://localhost:${port}`;
  const stop = async (): Promise<number | null> => {
    if (!ended(enfant)) enfant.kill('SIGINT');
    const code = await exitOf(enfant);
    if (depart.dossier === undefined) rmSync(dossier, { recursive: true, force: true });
    return code;
  };
  const tue = async (): Promise<void> => {
    enfant.kill('SIGKILL');
    await exitOf(enfant);
  };
  const limite = Date.now() + 60_000;
  for (;;) {
    const reponse = await fetch(`${origine}/connexion`).catch(() => null);
    if (reponse?.ok === true) return { origine, port, dossier, dit, stop, tue };
    if (ended(enfant) || Date.now() > limite) {
      await stop();
      throw new Error(`the application did not open\n${dit()}`);
    }
    await wait(100);
  }
}

/** Starts the application where it cannot open, and waits for it to say so and leave. */
export async function runToEnd(depart: Depart): Promise<{ code: number | null; dit: string }> {
  const port = depart.port ?? (await freePort());
  const dossier = depart.dossier ?? makeDossier();
  const { enfant, dit } = launch(depart, port, dossier);
  const limite = setTimeout(() => enfant.kill('SIGKILL'), 60_000);
  const code = await exitOf(enfant);
  clearTimeout(limite);
  if (depart.dossier === undefined) rmSync(dossier, { recursive: true, force: true });
  return { code, dit: dit() };
}

import { Worker } from 'node:worker_threads';
import type { Calcul, DemandeRapport } from '../../domain/rapports.ts';
import type { DemandeTableau } from '../../features/tableau/fabrique.ts';
import type { Services, Visiteur } from '../contexte.ts';

interface TravailRapport {
  visiteur: Visiteur;
  rapport: DemandeRapport;
  cle: Uint8Array;
  /** The day of a report is that of who asked for it. */
  maintenant: string;
}

/** With the address of the database: the thread has a connection of its own. */
export type Travail = (DemandeTableau | TravailRapport) & { url: string };

/** What the thread answers: the report, nothing for a dashboard, or the name of what failed. */
export interface Reponse {
  calcul?: Calcul;
  nature?: string;
  /** Memory that it holds, in megabytes. */
  memoire: number;
}

const MEMOIRE_MO = 1536;
const DUREE_MS = 8 * 60_000;
/** A thread that has nothing to do stays as long: most ask again soon, and starting one costs more than a small dashboard. */
const REPOS_MS = 60_000;
/** One that has read a big organisation gives its memory back at once. */
const MEMOIRE_REPOS_MO = 256;

// One at a time in a process: each takes a core.
let file: Promise<unknown> = Promise.resolve();
let fil: Worker | null = null;
let repos: NodeJS.Timeout | undefined;

/** Computes and keeps the dashboard of an organisation in a thread: the pages are answered meanwhile. */
export async function runTableau(services: Pick<Services, 'client'>, demande: DemandeTableau): Promise<void> {
  await run(services, demande);
}

/** Computes a report in the same thread; nothing is written. */
export async function runRapport(
  services: Pick<Services, 'client'>,
  demande: TravailRapport,
): Promise<Calcul> {
  const { calcul } = await run(services, demande);
  if (calcul === undefined) throw new Error('the thread gave no report');
  return calcul;
}

async function run(
  services: Pick<Services, 'client'>,
  demande: DemandeTableau | TravailRapport,
): Promise<Reponse> {
  const url = services.client.pool.options.connectionString ?? '';
  const tour = file.then(() => runNow({ ...demande, url }));
  file = tour.catch(() => undefined);
  return tour;
}

function start(): Worker {
  const source = import.meta.url.endsWith('.ts');
  const worker = new Worker(
    new URL(source ? './tableau-ouvrier.ts' : './tableau-ouvrier.js', import.meta.url),
    {
      resourceLimits: { maxOldGenerationSizeMb: MEMOIRE_MO },
      // From the sources (tests), the packages are read from theirs.
      ...(source ? { execArgv: ['--conditions=@porte-plume/source'] } : {}),
    },
  );
  worker.on('exit', () => {
    if (fil === worker) fil = null;
  });
  // Told to whoever waits for it; nobody does between two demands.
  worker.on('error', () => undefined);
  return worker;
}

async function runNow(travail: Travail): Promise<Reponse> {
  clearTimeout(repos);
  const worker = (fil ??= start());
  worker.ref();
  const minuteur = setTimeout(() => void worker.terminate(), DUREE_MS);
  const oublie = new AbortController();
  let memoire = Infinity;
  try {
    const reponse = await new Promise<Reponse>((resolve, reject) => {
      const stop = (error?: unknown): void => {
        reject(error instanceof Error ? error : new Error('the thread stopped'));
      };
      worker.once('message', resolve).once('error', stop).once('exit', stop);
      oublie.signal.addEventListener('abort', () => {
        worker.off('message', resolve).off('error', stop).off('exit', stop);
      });
      worker.postMessage(travail);
    });
    memoire = reponse.memoire;
    if (reponse.nature !== undefined)
      throw Object.assign(new Error('the thread failed'), { name: reponse.nature });
    return reponse;
  } finally {
    clearTimeout(minuteur);
    oublie.abort();
    worker.unref();
    rest(worker, memoire > MEMOIRE_REPOS_MO ? 0 : REPOS_MS);
  }
}

function rest(worker: Worker, ms: number): void {
  if (ms === 0 && fil === worker) fil = null;
  if (ms === 0) void worker.terminate();
  else repos = setTimeout(() => void worker.terminate(), ms).unref();
}

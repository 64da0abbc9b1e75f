import { Worker } from 'node:worker_threads';
import type { Services } from '../contexte.ts';

/** What the thread is asked: one organisation, its year, the key that masks its tables. */
interface DemandeTableau {
  orgId: string;
  periode: { du: string; au: string };
  cle: Uint8Array;
}

/** With the address of the database: the thread has a connection of its own. */
export interface TravailTableau extends DemandeTableau {
  url: string;
}

const MEMOIRE_MO = 3072;
const DUREE_MS = 8 * 60_000;

// One at a time in a process: each takes a core.
let file: Promise<unknown> = Promise.resolve();

/** Computes and keeps the dashboard of an organisation in a thread of its own: the pages are answered meanwhile. */
export async function runTableau(services: Pick<Services, 'client'>, demande: DemandeTableau): Promise<void> {
  const url = services.client.pool.options.connectionString ?? '';
  const tour = file.then(() => runNow({ ...demande, url }));
  file = tour.catch(() => undefined);
  return tour;
}

async function runNow(workerData: TravailTableau): Promise<void> {
  const source = import.meta.url.endsWith('.ts');
  const worker = new Worker(
    new URL(source ? './tableau-ouvrier.ts' : './tableau-ouvrier.js', import.meta.url),
    {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: MEMOIRE_MO },
      // From the sources (tests), the packages are read from theirs.
      ...(source ? { execArgv: ['--conditions=@porte-plume/source'] } : {}),
    },
  );
  const minuteur = setTimeout(() => void worker.terminate(), DUREE_MS);
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error('the thread stopped'))));
    });
  } finally {
    clearTimeout(minuteur);
  }
}

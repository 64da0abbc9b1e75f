import { Worker } from 'node:worker_threads';
import type { Demande, Message } from './import-messages.ts';

/** Why a thread was stopped before its end. */
export class ErreurImport extends Error {
  override name = 'ErreurImport';
  readonly code: 'trop_long' | 'trop_grand' | 'illisible';
  constructor(code: ErreurImport['code']) {
    super(code);
    this.code = code;
  }
}

/** A reading that lasts longer, or takes more memory, is given up. */
const DUREE_MS = 180_000;
const MEMOIRE_MO = 1024;

// One file at a time: two would take the machine from the people who work on it.
let file: Promise<unknown> = Promise.resolve();

/** Runs one demand in a thread of its own, after those before it; each message is dealt with before the next is asked for. */
export async function runImport(
  demande: Demande,
  deal: (message: Message) => void | Promise<void>,
  dureeMs = DUREE_MS,
): Promise<void> {
  const tour = file.then(() => runNow(demande, deal, dureeMs));
  file = tour.catch(() => undefined);
  return tour;
}

async function runNow(
  demande: Demande,
  deal: (message: Message) => void | Promise<void>,
  dureeMs: number,
): Promise<void> {
  const source = import.meta.url.endsWith('.ts');
  const worker = new Worker(
    new URL(source ? './import-ouvrier.ts' : './import-ouvrier.js', import.meta.url),
    {
      workerData: demande,
      resourceLimits: { maxOldGenerationSizeMb: MEMOIRE_MO },
      // From the sources (tests), the packages are read from theirs.
      ...(source ? { execArgv: ['--conditions=@porte-plume/source'] } : {}),
    },
  );
  let minuteur: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      minuteur = setTimeout(() => reject(new ErreurImport('trop_long')), dureeMs);
      let faits = Promise.resolve();
      worker.on('message', (message: Message) => {
        faits = faits.then(async () => {
          await deal(message);
          worker.postMessage('suite');
        });
        faits.catch(reject);
      });
      worker.on('error', (error: NodeJS.ErrnoException) =>
        reject(new ErreurImport(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'trop_grand' : 'illisible')),
      );
      worker.on('exit', (code) => {
        if (code === 0) faits.then(resolve, reject);
        else reject(new ErreurImport('illisible'));
      });
    });
  } finally {
    clearTimeout(minuteur);
    await worker.terminate();
  }
}

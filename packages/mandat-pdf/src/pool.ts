import { Worker } from 'node:worker_threads';
import { PdfRefuse } from './refus.ts';
import type { renderMandatPdf } from './render.ts';
import type { Reponse, Tache } from './worker.ts';

export interface OptionsPool {
  /** Threads that draw at the same time: at least 1; as many as cores is a good choice. */
  workers: number;
  /** Documents after which a thread is replaced, so that memory stays bounded: 500 by default. */
  recycleAfter?: number | undefined;
}

/** Draws mandates on other threads, so that a server keeps answering meanwhile. */
export interface PdfPool {
  /** As `renderMandatPdf`, refusals included; rejects with an Error once the pool is closed. */
  render: typeof renderMandatPdf;
  /** Waits for every document already asked for, then stops the threads. New ones are refused. */
  close(): Promise<void>;
}

interface Travail extends Tache {
  essais: number;
  resolve: (octets: Uint8Array) => void;
  reject: (cause: unknown) => void;
}

interface Poste {
  worker?: Worker | undefined;
  travail?: Travail | undefined;
  cause?: unknown;
  faits: number;
}

/** A document that stops a thread is tried once more on a new one: the fault may be another document's. */
const ESSAIS = 2;

/**
 * A group of threads that print mandates. An idle group never keeps the process alive.
 * @throws RangeError when `workers` or `recycleAfter` is not a whole number of 1 or more
 */
export function createPdfPool(options: OptionsPool): PdfPool {
  // Run from its source, this file starts the source of the worker; once built, its neighbour in dist.
  const fichier = import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js';
  return createPool(options, () => new Worker(new URL(fichier, import.meta.url)));
}

/** The same group, whatever runs in its threads. */
export function createPool({ workers, recycleAfter = 500 }: OptionsPool, start: () => Worker): PdfPool {
  for (const [nom, nombre] of Object.entries({ workers, recycleAfter })) {
    if (!Number.isInteger(nombre) || nombre < 1) throw new RangeError(`${nom}: a whole number, 1 or more`);
  }
  const postes: Poste[] = Array.from({ length: workers }, () => ({ faits: 0 }));
  const attente: Travail[] = [];
  const promis = new Set<Promise<unknown>>();
  const arrets = new Set<Promise<unknown>>();
  let fermeture: Promise<void> | undefined;

  function dispatch(): void {
    for (const poste of postes) {
      if (poste.travail !== undefined) continue;
      const travail = attente.shift();
      if (travail === undefined) return;
      begin(poste, travail);
    }
  }

  function begin(poste: Poste, travail: Travail): void {
    poste.worker ??= hire(poste);
    poste.travail = travail;
    poste.worker.ref();
    try {
      const { doc, options } = travail;
      poste.worker.postMessage({ doc, options } satisfies Tache);
    } catch (cause) {
      // What cannot be cloned never left this thread.
      end(poste, () => travail.reject(cause));
    }
  }

  function hire(poste: Poste): Worker {
    const worker = start();
    worker.on('message', (reponse: Reponse) => {
      const { travail } = poste;
      if (travail === undefined) return;
      poste.faits += 1;
      if (poste.faits >= recycleAfter) retire(poste);
      end(poste, () => settle(travail, reponse));
    });
    worker.on('error', (cause: unknown) => (poste.cause = cause));
    worker.on('exit', () => {
      if (poste.worker === worker) replace(poste);
    });
    return worker;
  }

  function end(poste: Poste, tell: () => void): void {
    poste.travail = undefined;
    poste.worker?.unref();
    tell();
    dispatch();
  }

  /** The thread stopped by itself: its document goes first in line for a new one, or is given back. */
  function replace(poste: Poste): void {
    const { travail, cause } = poste;
    Object.assign(poste, { worker: undefined, cause: undefined, faits: 0 });
    if (travail === undefined) return;
    travail.essais += 1;
    const perdu = travail.essais >= ESSAIS;
    if (!perdu) attente.unshift(travail);
    end(poste, () => {
      if (perdu) travail.reject(new Error('The drawing thread stopped twice on this document', { cause }));
    });
  }

  function retire(poste: Poste): void {
    const { worker } = poste;
    Object.assign(poste, { worker: undefined, faits: 0 });
    if (worker === undefined) return;
    const arret: Promise<unknown> = worker.terminate().finally(() => arrets.delete(arret));
    arrets.add(arret);
  }

  return {
    render(doc, options) {
      if (fermeture !== undefined) return Promise.reject(new Error('This pool is closed'));
      const promesse = new Promise<Uint8Array>((resolve, reject) => {
        attente.push({ doc, options, essais: 0, resolve, reject });
      }).finally(() => promis.delete(promesse));
      promis.add(promesse);
      dispatch();
      return promesse;
    },
    close() {
      fermeture ??= (async () => {
        await Promise.allSettled(promis);
        postes.forEach(retire);
        await Promise.all(arrets);
      })();
      return fermeture;
    },
  };
}

function settle({ resolve, reject }: Travail, reponse: Reponse): void {
  if ('octets' in reponse) resolve(reponse.octets);
  else reject('motifs' in reponse ? new PdfRefuse(reponse.motifs) : reponse.erreur);
}

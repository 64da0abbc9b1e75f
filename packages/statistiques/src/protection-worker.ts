import type { Dimension } from './dimension.ts';
import { buildLattice } from './lattice.ts';
import { done, refuse, type Motif, type Resultat } from './motif.ts';
import type { ProtectOptions } from './protect-options.ts';
import type { Protection } from './protected-release.ts';
import { protect } from './protection.ts';
import { ProtectedTable, type Rounding } from './protected-table.ts';
import { openCube, RawCube } from './raw-cube.ts';
import type { ReleaseSpec } from './release-spec.ts';

/** One end of a channel: a `Worker` seen from the page, `self` inside it, a `MessagePort`. */
export type WorkerPort = {
  postMessage: (message: unknown) => void;
  addEventListener: (type: 'message', listener: (event: { data: unknown }) => void) => void;
  removeEventListener: (type: 'message', listener: (event: { data: unknown }) => void) => void;
  /** A `MessagePort` waits for it. */
  start?: () => void;
};

type Progress = Parameters<NonNullable<ProtectOptions['onProgress']>>[0];

/** What may cross to the worker: no function, and the chance drawn beforehand. */
type CrossingOptions = Omit<ProtectOptions, 'alea' | 'key' | 'now' | 'solver' | 'onProgress' | 'signal'> & {
  readonly key: Uint8Array;
};

type Request =
  | {
      readonly kind: 'protect';
      readonly id: number;
      readonly spec: ReleaseSpec;
      readonly dims: readonly Dimension[];
      readonly values: Float64Array;
      readonly options: CrossingOptions;
    }
  | { readonly kind: 'abort'; readonly id: number };

type Answer =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'refused'; readonly id: number; readonly motifs: Motif[] }
  | { readonly kind: 'failed'; readonly id: number }
  | {
      readonly kind: 'done';
      readonly id: number;
      readonly published: readonly (number | null)[];
      readonly rounding: Rounding | null;
      readonly rest: Omit<Protection, 'table'>;
    };

/** Messages of this package carry its name: a port may serve others too. */
const NAME = 'porte-plume statistiques';
const open = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && NAME in data ? data[NAME] : undefined;

async function answer(
  { id, spec, dims, values, options }: Extract<Request, { kind: 'protect' }>,
  local: Pick<ProtectOptions, 'now' | 'solver' | 'signal' | 'onProgress'>,
): Promise<Answer> {
  const lattice = buildLattice(spec, dims);
  if (!lattice.ok) return { kind: 'refused', id, motifs: lattice.motifs };
  const cube = new RawCube({ spec, lattice: lattice.value, values });
  const protection = await protect(cube, { ...options, ...local, alea: (octets) => new Uint8Array(octets) });
  if (!protection.ok) return { kind: 'refused', id, motifs: protection.motifs };
  const { table, ...rest } = protection.value;
  const published = table.cells.map(({ valeur }) => valeur);
  return { kind: 'done', id, published, rounding: table.rounding ?? null, rest };
}

/**
 * Answers the calls of `protectInWorker`, from inside a worker: `serveProtection(self, { now })`.
 * `now` is the worker's clock in milliseconds, without which a time limit bounds each run of the
 * solver alone; `solver` as in `protect`. Returns what stops it.
 */
export function serveProtection(
  port: WorkerPort,
  o: Pick<ProtectOptions, 'now' | 'solver'> = {},
): () => void {
  const running = new Map<number, AbortController>();
  const post = (message: Answer): void => port.postMessage({ [NAME]: message });
  const listener = ({ data }: { data: unknown }): void => {
    const request = open(data) as Request | undefined;
    if (!request) return;
    const { id } = request;
    if (request.kind === 'abort') {
      running.get(id)?.abort();
      return;
    }
    const controller = new AbortController();
    running.set(id, controller);
    const onProgress = (progress: Progress): void => post({ kind: 'progress', id, progress });
    answer(request, { ...o, signal: controller.signal, onProgress })
      // A fault says nothing of the data that made it.
      .catch((): Answer => ({ kind: 'failed', id }))
      .then(post)
      .finally(() => running.delete(id))
      .catch(() => undefined);
  };
  port.addEventListener('message', listener);
  port.start?.();
  return () => port.removeEventListener('message', listener);
}

let calls = 0;

/**
 * `protect` in a worker, so that a page stays alive: the true values go to the worker and nowhere
 * else, the table comes back as one of this thread. Same options and answer as `protect`, `now` and
 * `solver` excepted, which belong to `serveProtection`. Aborting stops the worker's search.
 *
 * Codes: those of `protect`; `WORKER_FAILED` when the worker broke down.
 */
export function protectInWorker(
  port: WorkerPort,
  cube: RawCube,
  o: Omit<ProtectOptions, 'now' | 'solver'>,
): Promise<Resultat<Protection>> {
  const { spec, lattice, values } = openCube(cube);
  const { alea, key, signal, onProgress, ...plain } = o;
  calls += 1;
  const id = calls;
  const post = (message: Request): void => port.postMessage({ [NAME]: message });
  return new Promise((resolve) => {
    const abort = (): void => post({ kind: 'abort', id });
    const settle = (resultat: Resultat<Protection>): void => {
      port.removeEventListener('message', listener);
      signal?.removeEventListener('abort', abort);
      resolve(resultat);
    };
    const listener = ({ data }: { data: unknown }): void => {
      const message = open(data) as Answer | undefined;
      if (message?.id !== id) return;
      switch (message.kind) {
        case 'progress':
          onProgress?.(message.progress);
          break;
        case 'refused':
          settle(refuse(...message.motifs));
          break;
        case 'failed':
          settle(
            refuse({
              code: 'WORKER_FAILED',
              phrase: 'Le calcul s’est arrêté sur une panne. Rien n’est publié.',
            }),
          );
          break;
        case 'done': {
          const { published, rounding, rest } = message;
          const table = new ProtectedTable(spec, lattice, published, rounding ?? undefined);
          settle(done(Object.freeze({ ...rest, table })));
        }
      }
    };
    port.addEventListener('message', listener);
    port.start?.();
    signal?.addEventListener('abort', abort);
    const options = { ...plain, key: key ?? alea(32) };
    post({ kind: 'protect', id, spec, dims: lattice.dims, values, options });
    if (signal?.aborted) abort();
  });
}

import { MessageChannel } from 'node:worker_threads';

import { describe, expect, it } from 'vitest';

import { buildCube, protect, releaseSpec, toCsv } from './index.ts';
import type { Alea, RawCube, Resultat } from './index.ts';
import { protectInWorker, serveProtection, type WorkerPort } from './worker.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const codes = (resultat: Resultat<unknown>): string[] =>
  resultat.ok ? [] : resultat.motifs.map(({ code }) => code);
const alea: Alea = (octets) => new Uint8Array(octets).fill(3);

function cubeOf(counts: readonly number[]): RawCube {
  const zones = { Total: ['Z1', 'Z2'], Z1: ['r0', 'r1'], Z2: ['r2', 'r3'] };
  const spec = releaseSpec({
    version: 1,
    id: 'essai',
    unit: 'intervention',
    measure: { type: 'frequency', column: 'n' },
    dimensions: [{ code: 'site', hierarchies: [zones] }, { code: 'sexe' }],
    tables: [['site', 'sexe']],
    rules: 'FR_SOCIAL_5',
  });
  return value(
    buildCube(value(spec), {
      site: counts.map((_, row) => `r${Math.floor(row / 3)}`),
      sexe: counts.map((_, row) => `s${row % 3}`),
      n: [...counts],
    }),
  );
}

/** Both ends of a real channel: what crosses is cloned, as between two threads. */
async function served(work: (port: WorkerPort) => Promise<void>): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const stop = serveProtection(port2 as unknown as WorkerPort, { now: () => performance.now() });
  try {
    await work(port1 as unknown as WorkerPort);
  } finally {
    stop();
    port1.close();
  }
}

describe('protectInWorker', () => {
  const counts = [12, 3, 9, 14, 12, 12, 2, 30, 7, 8, 41, 1];

  it('answers as protect does, with a table that exporters take', async () => {
    const cube = cubeOf(counts);
    for (const options of [{ level: 'interval' }, { level: 'exact', method: 'rounding' }] as const) {
      const here = value(await protect(cube, { ...options, alea }));
      const phases: string[] = [];
      await served(async (port) => {
        const there = value(
          await protectInWorker(port, cube, {
            ...options,
            alea,
            onProgress: ({ phase }) => phases.push(phase),
          }),
        );
        expect(toCsv(there.table)).toBe(toCsv(here.table));
        expect(there).toEqual(here);
        expect(there.table.rounding).toEqual(here.table.rounding);
      });
      if (options.level === 'interval') expect(phases.length).toBeGreaterThan(0);
    }
  });

  it('keeps two calls apart on one port, and passes refusals on', async () => {
    await served(async (port) => {
      const [first, second, refused] = await Promise.all([
        protectInWorker(port, cubeOf(counts), { level: 'exact', alea }),
        protectInWorker(port, cubeOf(counts.map((n) => n + 20)), { level: 'exact', alea }),
        protectInWorker(port, cubeOf(counts), { level: 'exact', threshold: 1, alea }),
      ]);
      expect(value(first).table.cells.some(({ valeur }) => valeur === null)).toBe(true);
      expect(value(second).table.cells.some(({ valeur }) => valeur === null)).toBe(false);
      expect(codes(refused)).toEqual(['SPEC_INVALID']);
    });
  });

  it('stops when told, before or during', async () => {
    await served(async (port) => {
      const signal = AbortSignal.abort();
      expect(codes(await protectInWorker(port, cubeOf(counts), { level: 'exact', alea, signal }))).toEqual([
        'ABORTED',
      ]);
    });
  });

  it('says that the worker broke down, without a word of the data', async () => {
    const { port1, port2 } = new MessageChannel();
    const broken = (): never => {
      throw new Error('12 interventions');
    };
    const stop = serveProtection(port2 as unknown as WorkerPort, { solver: broken });
    const refused = await protectInWorker(port1 as unknown as WorkerPort, cubeOf(counts), {
      level: 'exact',
      alea,
    });
    expect(codes(refused)).toEqual(['WORKER_FAILED']);
    expect(JSON.stringify(refused)).not.toContain('12');
    stop();
    port1.close();
  });
});

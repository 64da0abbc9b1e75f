import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createPdfPool, PdfRefuse, renderMandatPdf } from './index.ts';
import { IDENTITES, refusal, writeMandat } from './pdf.fixture.ts';
import { createPool } from './pool.ts';

const OPTIONS = { creeLe: '2026-11-22T10:00:00.000Z', zone: 'Europe/Paris' };

/** A thread that answers with its own number and the rank of the document; the document's title gives it orders. */
function startFaux(threads: Worker[]): Worker {
  const code = `
    const { parentPort, threadId } = require('node:worker_threads');
    let rang = 0;
    parentPort.on('message', ({ doc }) => {
      rang += 1;
      if (doc.titre === 'meurs') process.exit(3);
      if (doc.titre === 'casse') throw new Error('broken inside');
      setTimeout(() => parentPort.postMessage({ octets: new Uint8Array([threadId, rang]) }), doc.titre === 'lent' ? 150 : 1);
    });`;
  const worker = new Worker(code, { eval: true });
  threads.push(worker);
  return worker;
}

const doc = (titre: string) => ({ ...writeMandat(), titre });

describe('createPdfPool', () => {
  it('gives the octets of renderMandatPdf, whatever the thread, attachment included', async () => {
    const pool = createPdfPool({ workers: 2, recycleAfter: 3 });
    const options = { ...OPTIONS, piece: { nom: 'mandat.jsonld', jsonld: { b: [1, 'é'], a: null } } };
    const docs = Array.from({ length: 8 }, (_, n) =>
      writeMandat({ identites: { ...IDENTITES, mandant: { nom: `Personne ${n}` } } }),
    );
    const recus = await Promise.all(docs.map((d) => pool.render(d, options)));
    await pool.close();
    for (const [n, d] of docs.entries()) {
      expect(Buffer.compare(recus[n] ?? Buffer.alloc(0), await renderMandatPdf(d, options))).toBe(0);
    }
  }, 30_000);

  it('a refusal keeps its class and its reasons; a programmer’s error keeps its own', async () => {
    const pool = createPdfPool({ workers: 1 });
    const sansGlyphe = writeMandat({ identites: { ...IDENTITES, mandant: { nom: 'Jeanne 漢' } } });
    const refus = await refusal(pool.render(sansGlyphe, OPTIONS));
    if (!(refus instanceof PdfRefuse)) throw refus;
    expect(refus.motifs).toEqual([
      expect.objectContaining({ code: 'glyphe_absent', phrase: expect.stringMatching(/polices/) as string }),
    ]);
    expect(refus.message).not.toMatch(/漢|Jeanne/);
    const zone = await refusal(pool.render(writeMandat(), { ...OPTIONS, zone: 'Nowhere/Land' }));
    expect(zone).toBeInstanceOf(RangeError);
    expect(zone).not.toBeInstanceOf(PdfRefuse);
    expect(Buffer.from(await pool.render(writeMandat(), OPTIONS)).toString('latin1', 0, 5)).toBe('%PDF-');
    await pool.close();
  }, 30_000);

  it('refuses a number of threads that is not one', () => {
    expect(() => createPdfPool({ workers: 0 })).toThrow(RangeError);
    expect(() => createPdfPool({ workers: 1.5 })).toThrow(RangeError);
    expect(() => createPdfPool({ workers: 1, recycleAfter: 0 })).toThrow(/recycleAfter/);
  });
});

describe('the threads of a pool', () => {
  it('are replaced after `recycleAfter` documents, and no document is lost', async () => {
    const threads: Worker[] = [];
    const pool = createPool({ workers: 2, recycleAfter: 5 }, () => startFaux(threads));
    const recus = await Promise.all(Array.from({ length: 43 }, () => pool.render(doc('vite'), OPTIONS)));
    await pool.close();
    const parThread = new Map<number, number[]>();
    for (const [thread = 0, rang = 0] of recus)
      parThread.set(thread, [...(parThread.get(thread) ?? []), rang]);
    expect(recus).toHaveLength(43);
    expect(threads.length).toBe(parThread.size);
    expect(threads.length).toBeGreaterThanOrEqual(9);
    for (const siens of parThread.values()) {
      expect(siens).toEqual(siens.map((_, rang) => rang + 1));
      expect(siens.length).toBeLessThanOrEqual(5);
    }
  });

  it('are started only when there is work, never more than asked for', async () => {
    const threads: Worker[] = [];
    const pool = createPool({ workers: 3 }, () => startFaux(threads));
    expect(threads).toHaveLength(0);
    await pool.render(doc('vite'), OPTIONS);
    await pool.render(doc('vite'), OPTIONS);
    expect(threads).toHaveLength(1);
    await Promise.all(Array.from({ length: 12 }, () => pool.render(doc('vite'), OPTIONS)));
    expect(threads).toHaveLength(3);
    await pool.close();
  });

  it.each(['meurs', 'casse'])(
    'one that stops (%s) is replaced; its document is tried twice, the others are drawn',
    async (ordre) => {
      const threads: Worker[] = [];
      const pool = createPool({ workers: 1 }, () => startFaux(threads));
      const [avant, fatal, apres] = await Promise.allSettled([
        pool.render(doc('vite'), OPTIONS),
        pool.render(doc(ordre), OPTIONS),
        pool.render(doc('vite'), OPTIONS),
      ]);
      await pool.close();
      expect([avant.status, fatal.status, apres.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(threads).toHaveLength(3);
      const raison = (fatal as PromiseRejectedResult).reason as Error;
      expect(raison.message).toMatch(/stopped twice/);
      if (ordre === 'casse') expect(String(raison.cause)).toMatch(/broken inside/);
    },
  );

  it('a document that cannot be cloned is given back, the thread goes on', async () => {
    const pool = createPool({ workers: 1 }, () => startFaux([]));
    const piece = { nom: 'x.json', jsonld: () => 1 };
    expect((await refusal(pool.render(doc('vite'), { ...OPTIONS, piece }))).name).toBe('DataCloneError');
    await expect(pool.render(doc('vite'), OPTIONS)).resolves.toHaveLength(2);
    await pool.close();
  });

  it('close() waits for all that was asked for, refuses the rest, and stops every thread', async () => {
    const threads: Worker[] = [];
    const pool = createPool({ workers: 1 }, () => startFaux(threads));
    const fins: string[] = [];
    const asked = ['lent', 'vite', 'vite'].map((titre) =>
      pool.render(doc(titre), OPTIONS).then(() => fins.push(titre)),
    );
    const fermeture = pool.close().then(() => fins.push('fermé'));
    expect((await refusal(pool.render(doc('vite'), OPTIONS))).message).toMatch(/closed/);
    await Promise.all([...asked, fermeture, pool.close()]);
    expect(fins).toEqual(['lent', 'vite', 'vite', 'fermé']);
    // A thread that has stopped has no id any more.
    expect(threads.map((worker) => worker.threadId)).toEqual([-1]);
  });
});

/**
 * Computes dashboards in a thread, one after another. It reads raw facts, and writes what `protect` let through; it holds
 * no key but that of the tables.
 */
import { parentPort } from 'node:worker_threads';
import { openClient } from '../../db/client.ts';
import { makeArrete } from '../../features/tableau/fabrique.ts';
import { alea } from '../contexte.ts';
import { createLog } from '../log.ts';
import type { ReponseTableau, TravailTableau } from './tableau-fil.ts';

const clock = () => new Date();
const log = createLog((ligne) => process.stdout.write(`${ligne}\n`), clock);

async function work({ url, ...demande }: TravailTableau): Promise<ReponseTableau> {
  // Opened for each: a connection that nobody uses is one that somebody else lacks.
  const client = openClient(url, log, 1);
  try {
    await makeArrete({ client, alea, clock }, demande);
    return { memoire: memory() };
  } catch (error) {
    return { memoire: memory(), nature: error instanceof Error ? error.name : 'inconnue' };
  } finally {
    await client.close();
  }
}

const memory = (): number => process.memoryUsage().heapTotal / 1e6;

parentPort?.on('message', (travail: TravailTableau) => {
  void work(travail).then((reponse) => parentPort?.postMessage(reponse));
});

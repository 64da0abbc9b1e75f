/**
 * Computes dashboards and reports in a thread, one after another. It reads raw facts, and writes what `protect` let through; it holds
 * no key but that of the tables.
 */
import { parentPort } from 'node:worker_threads';
import { openClient, type Client } from '../../db/client.ts';
import { computeAvec, type Calcul } from '../../domain/rapports.ts';
import { makeArrete } from '../../features/tableau/fabrique.ts';
import { alea } from '../contexte.ts';
import { createLog } from '../log.ts';
import type { Reponse, Travail } from './tableau-fil.ts';

const clock = () => new Date();
const log = createLog((ligne) => process.stdout.write(`${ligne}\n`), clock);

async function work({ url, ...travail }: Travail): Promise<Reponse> {
  // Opened for each: a connection that nobody uses is one that somebody else lacks.
  const client = openClient(url, log, 1);
  try {
    if (!('rapport' in travail)) await makeArrete({ client, alea, clock }, travail);
    const calcul = 'rapport' in travail ? { calcul: await report(client, travail) } : {};
    return { ...calcul, memoire: memory() };
  } catch (error) {
    return { memoire: memory(), nature: error instanceof Error ? error.name : 'inconnue' };
  } finally {
    await client.close();
  }
}

function report(
  client: Client,
  travail: Omit<Extract<Travail, { rapport: unknown }>, 'url'>,
): Promise<Calcul> {
  const { visiteur, rapport, cle, maintenant } = travail;
  return computeAvec({ client, alea, clock: () => new Date(maintenant) }, visiteur, rapport, cle);
}

const memory = (): number => process.memoryUsage().heapTotal / 1e6;

parentPort?.on('message', (travail: Travail) => {
  void work(travail).then((reponse) => parentPort?.postMessage(reponse));
});

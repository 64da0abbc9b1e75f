/**
 * Computes the dashboard of a big organisation in a thread of its own. It reads raw facts, and writes what `protect` let
 * through; it holds no key but that of the tables.
 */
import { workerData } from 'node:worker_threads';
import { openClient } from '../../db/client.ts';
import { makeArrete } from '../../features/tableau/fabrique.ts';
import { alea } from '../contexte.ts';
import { createLog } from '../log.ts';
import type { TravailTableau } from './tableau-fil.ts';

const { url, ...demande } = workerData as TravailTableau;
const clock = () => new Date();
const client = openClient(
  url,
  createLog((ligne) => process.stdout.write(`${ligne}\n`), clock),
  1,
);
try {
  await makeArrete({ client, alea, clock }, demande);
} finally {
  await client.close();
}

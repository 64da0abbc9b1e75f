// Started by pdf.bench.mjs: what 2 000 documents add to the memory of a process, in megabytes.
import { createPdfPool, renderMandatPdf } from '@porte-plume/mandat-pdf';
import { toPageFr } from './page.mjs';

const options = { creeLe: '2026-11-22T10:00:00.000Z', zone: 'Europe/Paris' };
const pool = process.argv[2] === 'pool' ? createPdfPool({ workers: 1 }) : undefined;
const render = pool?.render ?? renderMandatPdf;
const CHAUFFE = 20;
let avant = 0;
for (let n = 0; n < 2000 + CHAUFFE; n += 1) {
  if (n === CHAUFFE) avant = process.memoryUsage.rss();
  await render(toPageFr(n), options);
}
console.log((process.memoryUsage.rss() - avant) / 1e6);
await pool?.close();

// Started by pdf.bench.mjs: what 2 000 documents add to the memory of a process, in megabytes, through the pool
// (`pool`) or with the same engine left to itself, the same words on the page (`seul`).
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { createPdfPool } from '@porte-plume/mandat-pdf';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { toPageFr } from './page.mjs';

const CHAUFFE = 20;
const DOCUMENTS = 2000;

function createSeul() {
  const fonts = path.join(
    path.dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-latin')),
    '../fonts',
  );
  const fontBlobs = ['NotoSans-Regular.ttf', 'NotoSans-Bold.ttf'].map((file) =>
    readFileSync(path.join(fonts, file)),
  );
  const compiler = NodeCompiler.create({ fontArgs: [{ fontBlobs }] });
  const mainFileContent = `#set document(title: "Mandat")
    #set text(lang: "fr", font: "Noto Sans")
    = Mandat
    #for ligne in json(bytes(sys.inputs.lignes)) { par(ligne) }`;
  const lignes = (doc) =>
    doc.blocs.flatMap((bloc) => (bloc.items ?? [bloc.contenu]).map(([run]) => run.texte));
  return {
    render: async (doc) => {
      await nextTurn();
      const { result } = compiler.compile({
        mainFileContent,
        inputs: { lignes: JSON.stringify(lignes(doc)) },
      });
      compiler.pdf(result, { pdfStandard: 'ua-1', creationTimestamp: 1 });
    },
    close: () => {},
  };
}

const { render, close } = process.argv[2] === 'pool' ? createPdfPool({ workers: 1 }) : createSeul();
const options = { creeLe: '2026-11-22T10:00:00.000Z', zone: 'Europe/Paris' };
let avant = 0;
for (let n = 0; n < DOCUMENTS + CHAUFFE; n += 1) {
  if (n === CHAUFFE) avant = process.memoryUsage.rss();
  await render(toPageFr(n), options);
}
console.log((process.memoryUsage.rss() - avant) / 1e6);
await close();

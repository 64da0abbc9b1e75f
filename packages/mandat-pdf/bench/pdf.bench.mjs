// The same page drawn by us (tagged, PDF/UA-1), by pdfkit (untagged) and by Chromium's print (tagged), in turns.
import { renderMandatHtml } from '@porte-plume/mandat/document';
import { renderMandatPdf } from '@porte-plume/mandat-pdf';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import PDFDocument from 'pdfkit';
import { chromium } from 'playwright-core';
import { toPageFr, toPageFrAr } from './page.mjs';

const require = createRequire(import.meta.url);
const folder = (name) => path.join(path.dirname(require.resolve(name)), '..');
const pdfkit = `pdfkit ${JSON.parse(readFileSync(path.join(folder('pdfkit'), 'package.json'), 'utf8')).version}`;
const font = (name, file) => path.join(folder(name), 'fonts', file);
const POLICES = {
  fr: [
    font('@embedpdf/fonts-latin', 'NotoSans-Regular.ttf'),
    font('@embedpdf/fonts-latin', 'NotoSans-Bold.ttf'),
  ],
  ar: [
    font('@embedpdf/fonts-arabic', 'NotoNaskhArabic-Regular.ttf'),
    font('@embedpdf/fonts-arabic', 'NotoNaskhArabic-Bold.ttf'),
  ],
};
const TOURS = 15;
const ECHAUFFEMENT = 4;

const ours = (doc) => renderMandatPdf(doc, { creeLe: '2026-11-22T10:00:00.000Z', zone: 'Europe/Paris' });

/** The same text, the same fonts, the same sizes; two columns where there are two. */
function withPdfkit(doc) {
  return new Promise((resolve, reject) => {
    const pdf = new PDFDocument({ size: 'A4', margin: 68, lang: 'fr', info: { Title: doc.titre } });
    const morceaux = [];
    pdf.on('data', (m) => morceaux.push(m));
    pdf.on('end', () => resolve(Buffer.concat(morceaux)));
    pdf.on('error', reject);
    const draw = (blocs, langue, cadre) => {
      const line = (gras, taille, contenu) =>
        pdf.font(POLICES[langue][gras]).fontSize(taille).text(contenu, cadre).moveDown(0.4);
      for (const bloc of blocs) {
        if (bloc.kind === 'titre') line(1, bloc.niveau === 1 ? 21 : 14.5, bloc.contenu[0].texte);
        else if (bloc.kind === 'paragraphe') line(0, 12, bloc.contenu[0].texte);
        else if (bloc.kind === 'liste') bloc.items.forEach((item) => line(0, 12, item[0].texte));
        else {
          const { y } = pdf;
          draw(bloc.fr, 'fr', { width: 218 });
          const fin = pdf.y;
          pdf.y = y;
          pdf.x = 308;
          draw(bloc.traduction.blocs, 'ar', { width: 218, align: 'right' });
          pdf.y = Math.max(fin, pdf.y);
          pdf.x = 68;
        }
      }
    };
    draw(doc.blocs, 'fr', {});
    pdf.end();
  });
}

const MARGES = { top: '20mm', bottom: '24mm', left: '24mm', right: '24mm' };

/**
 * Chromium already started, in two ways: a page a document, as a server does so that nothing of a person is left for
 * the next, and one page kept for all. None, with a word on the error stream, when there is no Chromium.
 */
async function openChromium() {
  try {
    const { findChromium } = await import('../../../scripts/chromium.mjs');
    const { executablePath, env } = await findChromium();
    const browser = await chromium.launch({ executablePath, env: { ...process.env, ...env } });
    const name = `Chromium ${browser.version().split('.')[0]} print`;
    const dossier = mkdtempSync(path.join(tmpdir(), 'pdf-bench-'));
    const file = path.join(dossier, 'page.html');
    const print = async (page, doc) => {
      writeFileSync(file, toWholePage(doc));
      await page.goto(pathToFileURL(file).href);
      return page.pdf({ format: 'A4', margin: MARGES, tagged: true });
    };
    const kept = await browser.newPage();
    const fresh = async (doc) => {
      const page = await browser.newPage();
      try {
        return await print(page, doc);
      } finally {
        await page.close();
      }
    };
    const close = async () => {
      await browser.close();
      rmSync(dossier, { recursive: true });
    };
    return {
      close,
      peers: [
        { name: `${name}, a page a document`, draw: fresh },
        { name: `${name}, one page for all`, draw: (doc) => print(kept, doc) },
      ],
    };
  } catch (cause) {
    console.error(`No Chromium: its rows are left out (${cause.message}).`);
    return { peers: [], close: () => {} };
  }
}

function toWholePage(doc) {
  const face = (famille, fichiers) =>
    fichiers.map(
      (fichier, rang) =>
        `@font-face{font-family:${famille};font-weight:${rang ? 700 : 400};src:url(${pathToFileURL(fichier).href})}`,
    );
  const css = `${[...face('Latin', POLICES.fr), ...face('Arabe', POLICES.ar)].join('')}
    body{font:12pt Latin,Arabe}.mandat__bilingue{display:grid;grid-template-columns:1fr 1fr;gap:8mm}`;
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Mandat</title><style>${css}</style></head><body>${renderMandatHtml(doc)}</body></html>`;
}

async function measure(draw, doc) {
  const debut = performance.now();
  const octets = await draw(doc);
  if (octets.length < 1000) throw new Error('no document came out');
  return performance.now() - debut;
}

const median = (durees) => durees.toSorted((a, b) => a - b)[Math.floor(durees.length / 2)];

/** Warm median of each, in turns. */
async function compare(measureName, toPage, peers) {
  const durees = [ours, ...peers.map((peer) => peer.draw)].map((draw) => ({ draw, temps: [] }));
  for (let n = 0; n < TOURS + ECHAUFFEMENT; n += 1) {
    const doc = toPage(n);
    for (const { draw, temps } of durees) {
      const duree = await measure(draw, doc);
      if (n >= ECHAUFFEMENT) temps.push(duree);
    }
  }
  const [nous, ...eux] = durees.map(({ temps }) => median(temps));
  return peers.map(({ name }, rang) => ({
    measure: measureName,
    ours: nous,
    unit: 'ms',
    peer: name,
    theirs: eux[rang],
    ratio: eux[rang] / nous,
    better: 'lower',
  }));
}

/** Documents a second, each with its own data: slices of work in turns. */
async function compareDebit() {
  const fait = [ours, withPdfkit].map((draw) => ({ draw, nombre: 0, temps: 0 }));
  for (let tranche = 0; tranche < 6; tranche += 1) {
    for (const mesure of fait) {
      const debut = performance.now();
      while (performance.now() - debut < 500) {
        await mesure.draw(toPageFr(1000 + mesure.nombre));
        mesure.nombre += 1;
      }
      mesure.temps += performance.now() - debut;
    }
  }
  const [nous, eux] = fait.map(({ nombre, temps }) => (nombre * 1000) / temps);
  return {
    measure: 'one page fr, varied data',
    ours: nous,
    unit: 'PDF/s',
    peer: pdfkit,
    theirs: eux,
    ratio: nous / eux,
    better: 'higher',
  };
}

const readMemoire = (mode) =>
  Number(execFileSync(process.execPath, [fileURLToPath(new URL('./memoire.mjs', import.meta.url)), mode]));

const navigateur = await openChromium();
const peers = [{ name: pdfkit, draw: withPdfkit }, ...navigateur.peers];
const rows = [
  ...(await compare('one page fr + ar, warm median', toPageFrAr, peers)),
  ...(await compare('one page fr, warm median', toPageFr, peers)),
  await compareDebit(),
];
await navigateur.close();
const [recycle, seul] = ['pool', 'seul'].map(readMemoire);
rows.push({
  measure: 'memory added by 2 000 PDFs',
  ours: recycle,
  unit: 'MB',
  peer: 'Typst compiler, nothing evicted',
  theirs: seul,
  ratio: seul / recycle,
  better: 'lower',
});
console.log(JSON.stringify({ bench: 'pdf', rows }));

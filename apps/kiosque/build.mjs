// Builds the kiosk: one HTML file a language with everything in it, the questions on one printed page, and the worker
// that keeps them for offline use.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { rendreArbre } from './src/arbre.ts';
import { toutesLesVoix } from './src/construction/voix.mjs';
import { rendrePage } from './src/page.ts';
import { LANGUES, pageDe, textesDe } from './src/textes.ts';

const JS_LIMIT = 60_000;
const here = (path) => new URL(path, import.meta.url);
const sha256 = (text) => createHash('sha256').update(text).digest('base64');

async function bundle(entry, options) {
  const result = await build({
    entryPoints: [here(entry).pathname],
    bundle: true,
    minify: true,
    write: false,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    charset: 'utf8',
    logOverride: { 'ignored-bare-import': 'silent' },
    ...options,
  });
  return result.outputFiles[0].text.trim();
}

const script = (await bundle('src/ile.ts', { format: 'iife' })).replaceAll('</script', '<\\/script');
const css = await bundle('src/styles/kiosque.css', { loader: { '.woff2': 'dataurl' } });
const csp = [
  "default-src 'none'",
  `script-src 'sha256-${sha256(script)}'`,
  `style-src 'sha256-${sha256(css)}'`,
  'font-src data:',
  'img-src data:',
  'media-src data:',
  "worker-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const langues = LANGUES.map(textesDe);
const debut = performance.now();
const voix = await toutesLesVoix(langues);
const parler = (performance.now() - debut) / 1000;

const pages = new Map(
  langues.map(({ langue }, rang) => [
    pageDe(langue),
    rendrePage(langue, { css, script, csp, voix: voix[rang].sons }),
  ]),
);
const arbreCss = await bundle('src/styles/arbre.css', { loader: { '.woff2': 'dataurl' } });
pages.set('arbre.html', rendreArbre({ css: arbreCss, empreinte: `sha256-${sha256(arbreCss)}` }));

const empreinte = createHash('sha256');
for (const page of pages.values()) empreinte.update(page);
const kept = [...pages.keys()].map((page) => (page === 'index.html' ? './' : page));
const worker = (await readFile(here('src/sw.js'), 'utf8'))
  .replace('__VERSION__', empreinte.digest('hex').slice(0, 12))
  .replace("'__PAGES__'", JSON.stringify(kept).slice(1, -1));

await rm(here('dist'), { recursive: true, force: true });
await mkdir(here('dist'));
for (const [name, page] of pages) await writeFile(here(`dist/${name}`), page);
await writeFile(here('dist/sw.js'), worker);
for (const [font, name] of [
  ['atkinson-hyperlegible-next', 'atkinson'],
  ['noto-sans', 'noto-sans'],
  ['noto-sans-arabic', 'noto-sans-arabic'],
]) {
  const folder = import.meta.resolve(`@fontsource-variable/${font}/package.json`);
  await writeFile(here(`dist/LICENCE-${name}.txt`), await readFile(new URL('LICENSE', folder)));
}

const size = gzipSync(script, { level: 9 }).length;
const total = [...pages.values()].reduce((sum, page) => sum + Buffer.byteLength(page), 0);
for (const [rang, { langue, voix: nom }] of langues.entries()) {
  const { sons, secondes, humains } = voix[rang];
  const quoi =
    nom === null && humains === 0
      ? 'pas de voix'
      : `${Object.keys(sons).length} sons, ${secondes.toFixed(0)} s, ${humains} enregistrés`;
  console.log(`kiosque: ${langue.padEnd(9)} ${quoi}`);
}
console.log(
  `kiosque: dossier ${(total / 1e6).toFixed(1)} Mo, script ${size} o (gzip), voix en ${parler.toFixed(1)} s`,
);
if (size > JS_LIMIT) throw new Error(`the script is over its budget of ${JS_LIMIT} bytes`);

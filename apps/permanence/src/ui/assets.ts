/** Where the build finds what the pages load, and under which name it is served. */

/** The public folder of every asset; nothing personal is ever served from it. */
export const ASSETS = '/assets';

/**
 * Bundled by esbuild: `from` is relative to `apps/permanence`, `to` to the public folder.
 * The style sheet names its fonts by their public address: bundle with `--external:/assets/*`.
 */
export const bundles = [
  { from: 'src/ui/app.css', to: 'app.css' },
  { from: 'src/ui/sombre.css', to: 'sombre.css' },
  { from: 'src/ui/mandat.css', to: 'mandat.css' },
  { from: 'src/islands/app.ts', to: 'app.js' },
  // Without network: the worker, and a script for each page that it keeps.
  { from: 'src/islands/hors-ligne/sw.ts', to: 'sw.js' },
  { from: 'src/islands/hors-ligne/accueil.ts', to: 'hl-accueil.js' },
  { from: 'src/islands/hors-ligne/attente.ts', to: 'hl-attente.js' },
  { from: 'src/islands/hors-ligne/demarches.ts', to: 'hl-demarches.js' },
  { from: 'src/islands/hors-ligne/diagnostic.ts', to: 'hl-diagnostic.js' },
  { from: 'src/islands/hors-ligne/feuille.ts', to: 'hl-feuille.js' },
  { from: 'src/islands/hors-ligne/journee.ts', to: 'hl-journee.js' },
  { from: 'src/islands/hors-ligne/mandat.ts', to: 'hl-mandat.js' },
  { from: 'src/islands/hors-ligne/perdu.ts', to: 'hl-perdu.js' },
] as const;

/**
 * Copied as they are: `from` is a file of ours or of an npm package, resolved from `apps/permanence`
 * (both fonts: SIL Open Font License 1.1).
 */
export const copies = [
  { from: './src/ui/icone.svg', to: 'icone.svg' },
  { from: './src/ui/plume.svg', to: 'plume.svg' },
  {
    from: '@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2',
    to: 'atkinson.woff2',
  },
  {
    from: '@fontsource-variable/newsreader/files/newsreader-latin-wght-normal.woff2',
    to: 'newsreader.woff2',
  },
] as const;

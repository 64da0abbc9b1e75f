import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export const DIST = new URL('../dist/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = { html: 'text/html; charset=utf-8', js: 'text/javascript' };

/** The built folder behind a static server of this machine. */
export async function servir(): Promise<{ server: Server; origin: string }> {
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1);
    readFile(new URL(name, DIST)).then(
      (bytes) => response.setHeader('content-type', TYPES[name.split('.').at(-1) ?? ''] ?? '').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

export async function toucher(page: Page, nom: string): Promise<void> {
  await page.getByRole('button', { name: nom, exact: true }).click();
}

export async function titre(page: Page, attendu: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(attendu);
}

/** By gesture and not by name: the same walk in every language. */
export async function geste(page: Page, selecteur: string): Promise<void> {
  await page
    .locator(`.ecran:not([hidden]) ${selecteur}, [data-pied]:not([hidden]) ${selecteur}`)
    .first()
    .click();
}

export const estA = (page: Page, ecran: string): Promise<void> =>
  expect(page.locator(`#${ecran}`)).toBeVisible();

/** From the door to the result by way of every kind of screen; `voir` looks at each. */
export async function parcourir(page: Page, voir: () => Promise<void>): Promise<void> {
  const pas = async (selecteur: string): Promise<void> => {
    await geste(page, selecteur);
    await voir();
  };
  await voir();
  for (const un of [
    '[data-geste=commencer]',
    '[data-value=no]',
    '[data-geste=continuer]',
    '[data-value="1"]',
  ]) {
    await pas(un);
  }
  for (const un of ['[data-value=yes]', '[data-value=no]']) await pas(un);
  await estA(page, 'suite');
  for (const un of [
    '[data-geste=continuer]',
    '[data-geste=passer]',
    '[data-value=unknown]',
    '[data-geste=arreter]',
  ]) {
    await pas(un);
  }
  await estA(page, 'apercu');
  await pas('[data-geste=changer][data-item=IU]');
  await pas('[data-value="4"]');
  await pas('[data-geste=continuer]');
  while (await page.locator('section[id^=frein-]:not([hidden])').isVisible())
    await pas('[data-geste=choisir]');
  await pas('[data-geste=resultat]');
  await estA(page, 'resultat');
  await page.locator('summary').click();
  await voir();
}

/** The rules that read colours. The theme moves nothing else, and a whole run costs half a second a screen. */
const COULEURS = ['color-contrast', 'link-in-text-block'];

/**
 * No rule of axe broken on the screen that is shown; the others are not there for anybody. `couleurs`: only the rules
 * that a theme can break, where the others ran in the light.
 */
export async function verifierRegles(page: Page, quoi: 'tout' | 'couleurs' = 'tout'): Promise<void> {
  // Without the blank page that gathers frames: there are none.
  const axe = new AxeBuilder({ page }).setLegacyMode().exclude('.ecran[hidden]');
  const { violations } = await (quoi === 'tout' ? axe : axe.withRules(COULEURS)).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
}

/** Nothing wider than the screen or than its button, text of 20 px, targets of 48. */
export async function verifierMesures(page: Page): Promise<void> {
  const mesures = await page.evaluate(() => {
    const visibles = [
      ...document.querySelectorAll('button, summary, a, label, legend, p, li, h1, h2, span[data-dit]'),
    ].filter((element) => element.checkVisibility() && !element.classList.contains('lu'));
    const cibles = visibles.filter((element) => element.matches('button, summary, a, label'));
    return {
      deborde: document.documentElement.scrollWidth - innerWidth,
      serre: cibles
        .filter((element) => element.scrollWidth > element.clientWidth + 1)
        .map((element) => element.textContent),
      texte: Math.min(...visibles.map((element) => parseFloat(getComputedStyle(element).fontSize))),
      cible: Math.min(
        ...cibles.flatMap((element) => {
          const { width, height } = element.getBoundingClientRect();
          return [width, height];
        }),
      ),
    };
  });
  expect(mesures.deborde).toBeLessThanOrEqual(0);
  expect(mesures.serre).toEqual([]);
  expect(mesures.texte).toBeGreaterThanOrEqual(20);
  expect(mesures.cible).toBeGreaterThanOrEqual(48);
}

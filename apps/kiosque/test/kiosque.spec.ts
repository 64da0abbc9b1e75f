import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';

const DIST = new URL('../dist/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = { html: 'text/html; charset=utf-8', js: 'text/javascript' };

let server: Server;
let origin: string;

test.beforeAll(async () => {
  server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1);
    readFile(new URL(name, DIST)).then(
      (bytes) => response.setHeader('content-type', TYPES[name.split('.').at(-1) ?? ''] ?? '').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
test.afterAll(() => server.close());

async function toucher(page: Page, nom: string): Promise<void> {
  await page.getByRole('button', { name: nom, exact: true }).click();
}

async function titre(page: Page, attendu: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(attendu);
}

/** From the door to the overview by way of every kind of screen; `voir` looks at each. */
async function parcourir(page: Page, voir: () => Promise<void>): Promise<void> {
  await voir();
  for (const nom of ['Commencer', 'Non', 'J’ai compris, je commence', 'Ces 3 derniers mois', 'Oui', 'Non']) {
    await toucher(page, nom);
    await voir();
  }
  await titre(page, 'Encore quelques questions\u00a0?');
  for (const nom of ['Oui, je continue', 'Passer', 'Je ne sais pas', 'Arrêter', 'Voir le résultat']) {
    await toucher(page, nom);
    await voir();
  }
  await titre(page, 'Nous ne savons pas encore.');
  await page.locator('summary').click();
  await voir();
}

const REGLAGES = [
  ['light', { colorScheme: 'light' }, 1280],
  ['dark', { colorScheme: 'dark' }, 1280],
  ['forced colours', { forcedColors: 'active' }, 1280],
  ['320 px', { colorScheme: 'light' }, 320],
] as const;

for (const [nom, media, width] of REGLAGES) {
  test(`every screen is accessible: ${nom}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 720 });
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await page.goto(origin);
    await parcourir(page, async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join()}`)).toEqual([]);
      const mesures = await page.evaluate(() => {
        const visibles = [...document.querySelectorAll('button, summary, p, li, h1, h2')].filter((element) =>
          element.checkVisibility(),
        );
        const cibles = visibles.filter((element) => element.matches('button, summary'));
        return {
          deborde: document.documentElement.scrollWidth - innerWidth,
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
      expect(mesures.texte).toBeGreaterThanOrEqual(20);
      expect(mesures.cible).toBeGreaterThanOrEqual(48);
    });
  });
}

test('by keyboard alone, the title of each screen takes the focus', async ({ page }) => {
  await page.goto(origin);
  const valider = async (nom: string): Promise<void> => {
    for (let pas = 0; pas < 12; pas += 1) {
      await page.keyboard.press('Tab');
      const courant = await page.evaluate(() => document.activeElement?.textContent.trim());
      if (courant === nom) break;
    }
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  };
  for (const nom of ['Commencer', 'Oui', 'J’ai compris, je commence', 'Ces 3 derniers mois', 'Oui', 'Oui']) {
    await valider(nom);
  }
  await titre(page, 'Vos réponses');
  await valider('Voir le résultat');
  await titre(page, 'Vous faites déjà plusieurs choses sur internet.');
  await expect(page.locator('[data-faits] li')).toHaveText([
    'Envoyer ou recevoir un e-mail',
    'Acheter sur internet',
  ]);
  await valider('Terminer et tout effacer');
  await titre(page, 'Internet et vous');
  await expect(page.locator('[data-faits] li, [data-regles] li, [data-reponses] li')).toHaveCount(0);
});

test('the bar at the bottom never covers what has the focus', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(origin);
  for (const nom of ['Commencer', 'Oui', 'J’ai compris, je commence']) await toucher(page, nom);
  for (let pas = 0; pas < 5; pas += 1) {
    await page.keyboard.press('Tab');
    const couvert = await page.evaluate(() => {
      const courant = document.activeElement;
      if (!courant) return 'nothing';
      const { left, top, width, height } = courant.getBoundingClientRect();
      const devant = [top + 2, top + height - 2].map((y) => document.elementFromPoint(left + width / 2, y));
      return devant.every((element) => courant.contains(element)) ? '' : courant.textContent;
    });
    expect(couvert).toBe('');
  }
});

test('nothing leaves the device and nothing is kept on it', async ({ page }) => {
  await page.goto(origin);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  const demandes: string[] = [];
  const plaintes: string[] = [];
  page.on('request', (request) => demandes.push(request.url()));
  page.on('console', (message) => plaintes.push(message.text()));
  await parcourir(page, () => Promise.resolve());
  const garde = await page.evaluate(async () => ({
    cookie: document.cookie,
    local: localStorage.length,
    session: sessionStorage.length,
    bases: (await indexedDB.databases()).length,
    url: location.pathname + location.search + location.hash,
  }));
  expect(garde).toEqual({ cookie: '', local: 0, session: 0, bases: 0, url: '/' });
  expect(demandes).toEqual([]);
  expect(plaintes).toEqual([]);
  await expect(
    page.evaluate(() =>
      fetch('/').then(
        () => 'sent',
        () => 'blocked',
      ),
    ),
  ).resolves.toBe('blocked');
});

test('opens with the network cut, and from a file', async ({ page, context }) => {
  await page.goto(origin);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await context.setOffline(true);
  await page.reload();
  await toucher(page, 'Commencer');
  await titre(page, 'Avez-vous déjà mangé une pomme\u00a0?');
  await page.goto(new URL('index.html', DIST).href);
  await toucher(page, 'Commencer');
  await titre(page, 'Avez-vous déjà mangé une pomme\u00a0?');
});

test('an abandoned screen warns, then forgets', async ({ page }) => {
  await page.clock.install();
  await page.goto(origin);
  for (const nom of ['Commencer', 'Oui', 'J’ai compris, je commence', 'Jamais']) await toucher(page, nom);
  await titre(page, 'Vos réponses');
  await page.clock.fastForward('02:31');
  const dialogue = page.getByRole('dialog');
  await expect(dialogue).toBeVisible();
  // The wait starts again at the event, which comes after the warning has disappeared.
  const ferme = dialogue.evaluate(
    (element) =>
      new Promise((resolve) => element.addEventListener('close', () => resolve(true), { once: true })),
  );
  await toucher(page, 'Oui, je continue');
  await ferme;
  await expect(dialogue).toBeHidden();
  await page.clock.fastForward('02:31');
  await page.clock.fastForward('00:31');
  await titre(page, 'Internet et vous');
});

import type { Server } from 'node:http';
import { expect, test } from '@playwright/test';
import {
  DIST,
  estA,
  geste,
  parcourir,
  servir,
  titre,
  toucher,
  verifierMesures,
  verifierRegles,
} from './borne.ts';

let server: Server;
let origin: string;

test.beforeAll(async () => {
  ({ server, origin } = await servir());
});
test.afterAll(() => server.close());

const THEMES = new Set(['dark', 'forced colours']);
/** The whole walk is looked at twice, in the light and on a small screen; elsewhere one screen of each kind. */
const PARTOUT = new Set(['light', '320 px']);
const DE_CHAQUE_GENRE = ['accueil', 'question-IU', 'question-IBUY', 'apercu', 'frein-lecture', 'resultat'];

const REGLAGES = [
  ['light', '', { colorScheme: 'light' }, 1280, 720],
  ['dark', '', { colorScheme: 'dark' }, 1280, 720],
  ['forced colours', '', { forcedColors: 'active' }, 1280, 720],
  ['320 px', '', { colorScheme: 'light' }, 320, 640],
  ['400 % zoom of a 1280 × 1024 screen', '', { colorScheme: 'light' }, 320, 256],
  ['Arabic at 320 px', 'ar.html', { colorScheme: 'light' }, 320, 640],
  ['Persian, dark', 'fa.html', { colorScheme: 'dark' }, 1280, 720],
  ['Ukrainian at 320 px', 'uk.html', { colorScheme: 'light' }, 320, 640],
] as const;

for (const [nom, fichier, media, width, height] of REGLAGES) {
  test(`every screen is accessible: ${nom}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await page.goto(origin + fichier);
    await parcourir(page, async () => {
      await verifierMesures(page);
      const id = await page.locator('.ecran:not([hidden])').getAttribute('id');
      if (PARTOUT.has(nom) || DE_CHAQUE_GENRE.includes(id ?? ''))
        await verifierRegles(page, THEMES.has(nom) ? 'couleurs' : 'tout');
    });
  });
}

test('by keyboard alone, the title of each screen takes the focus', async ({ page }) => {
  await page.goto(origin);
  const valider = async (nom: string): Promise<void> => {
    for (let pas = 0; pas < 24; pas += 1) {
      await page.keyboard.press('Tab');
      const courant = await page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim());
      if (courant === nom) break;
    }
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  };
  const noms = ['Commencer', 'Oui', 'J’ai compris, je commence', 'Ces 3 derniers mois', 'Oui', 'Oui'];
  for (const nom of [...noms, 'Non, voir mes réponses']) await valider(nom);
  await titre(page, 'Vos réponses');
  await valider('Voir le résultat');
  await titre(page, 'Vous faites déjà plusieurs choses sur internet.');
  await expect(page.locator('[data-faits] li')).toHaveText([
    'Envoyer ou recevoir un e-mail',
    'Acheter sur internet',
  ]);
  await valider('Terminer et tout effacer');
  await titre(page, 'Internet et vous');
  await expect(
    page.locator('[data-faits] li, [data-regles] li, [data-reponses] li, [data-qr] svg'),
  ).toHaveCount(0);
  await expect(page.locator('[data-code]')).toBeEmpty();
});

test('the bar at the bottom never covers what has the focus', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(origin);
  for (const nom of ['Commencer', 'Oui', 'J’ai compris, je commence']) await toucher(page, nom);
  for (let pas = 0; pas < 6; pas += 1) {
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
  // A sound is a `data:` address of the page itself: it goes nowhere.
  expect(demandes.filter((url) => !url.startsWith('data:audio/'))).toEqual([]);
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

test('opens with the network cut, in every language kept at the first load, and from a folder', async ({
  page,
  context,
}) => {
  await page.goto(origin);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await context.setOffline(true);
  await page.reload();
  await toucher(page, 'Commencer');
  await titre(page, 'Avez-vous déjà mangé une pomme\u00a0?');
  await page.reload();
  await page.getByRole('link', { name: 'العربية' }).click();
  await titre(page, 'الإنترنت وأنت');
  await page.getByRole('link', { name: 'Les questions sur une page' }).click();
  await titre(page, 'Le repérage, sur une page');
  await page.goto(new URL('index.html', DIST).href);
  await page.getByRole('link', { name: 'Türkçe' }).click();
  await toucher(page, 'Başla');
  await titre(page, 'Hiç elma yediniz mi?');
});

test('an abandoned screen warns, then forgets', async ({ page }) => {
  await page.clock.install();
  await page.goto(origin);
  for (const nom of ['Commencer', 'Oui', 'J’ai compris, je commence', 'Jamais']) await toucher(page, nom);
  await estA(page, 'gene');
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

test('the answers are gone for who comes back to the page', async ({ page }) => {
  await page.goto(origin);
  for (const nom of ['Commencer', 'Oui', 'J’ai compris, je commence', 'Jamais']) await toucher(page, nom);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')));
  await titre(page, 'Internet et vous');
  await expect(page.locator('.choisie')).toHaveCount(0);
});

test('the interview: the writer notes what was seen, and has a yes that decides shown', async ({ page }) => {
  await page.goto(`${origin}pt.html`);
  await toucher(page, 'Mener l’entretien');
  await estA(page, 'question-IU');
  const carnet = page.locator('[data-carnet]');
  await expect(carnet).toContainText('Quand avez-vous utilisé internet pour la dernière fois');
  await geste(page, '[data-value="1"]');
  await geste(page, '[data-value=yes]');
  await estA(page, 'montrer-IBUY');
  await expect(page.locator('#montrer-IBUY h1')).toHaveText('Ponha um artigo no cesto, sem pagar.');
  await expect(page.getByText('Comment le savez-vous')).toBeHidden();
  await verifierMesures(page);
  await verifierRegles(page);
  await toucher(page, 'Réussi avec un indice');
  await estA(page, 'question-IUEM');
  await page.getByLabel('Je l’ai vu faire').check();
  await verifierMesures(page);
  await verifierRegles(page);
  await geste(page, '[data-value=yes]');
  await estA(page, 'gene');
  await geste(page, '[data-geste=arreter]');
  await geste(page, '[data-geste=resultat]');
  await page.locator('summary').click();
  await expect(page.locator('[data-regles]')).toContainText(
    'La preuve la plus faible de la conclusion\u00a0: une activité vue pendant l’entretien.',
  );
  await expect(carnet).toBeHidden();
});

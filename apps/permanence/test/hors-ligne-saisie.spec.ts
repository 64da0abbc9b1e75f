// Without network: the sheet of a séance, an entry corrected or taken back, the interview in another language; every page
// of the device in six modes; a browser that forbids the worker.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { souris } from './support/main.ts';
import { cut, openPoste } from './support/poste.ts';
import { expect, test } from './support/essai.ts';
import { signIn } from './support/parcours.ts';

const choose = (page: Page, nom: string, valeur: string) =>
  page.locator('label', { has: page.locator(`input[name="${nom}"][value="${valeur}"]`) }).click();

test('without network: rows of the sheet, one corrected, one taken back, an interview in Arabic', async ({
  page,
  context,
}) => {
  await openPoste(page);
  await cut(context, true);

  await test.step('what is right is kept, what is not stays with its reasons, through a new page too', async () => {
    await page.goto('/feuille');
    await expect(page.locator('input[name="d1"]')).toBeFocused();
    for (const ligne of [
      ['1', '1', '1', '4', '15'],
      ['apl', '3', '1'],
      ['xyzzy', '1', '1'],
      ['2', '1', '1', '', '5'],
    ]) {
      for (const texte of ligne) {
        await page.keyboard.type(texte);
        await page.keyboard.press('Tab');
      }
      for (let reste = ligne.length; reste < 5; reste += 1) await page.keyboard.press('Tab');
    }
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).last().click();
    await expect(page.locator('[data-dit]')).toContainText('3 fiches gardées sur ce poste');
    await expect(page.locator('tr.fautes')).toContainText('Aucune démarche ne porte ces mots.');
    await expect(page.locator('input[name="d3"]')).toBeFocused();
    await page.goto('/feuille');
    await expect(page.locator('input[name="d1"]')).toHaveValue('xyzzy');
    await page.locator('input[name="d1"]').fill('RSA');
    await page.locator('input[name="m1"]').fill('4');
    await page.keyboard.press('Tab');
    await page.locator('input[name="p1"]').fill('1');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).last().click();
    await expect(page.locator('tr.fautes')).toContainText('Il faut d’abord un mandat');
    await page.getByRole('button', { name: /^Ouvrir en fiche/ }).click();
    await expect(page.locator('input[name="demarche"]:checked')).toHaveValue('rsa');
    await choose(page, 'mode', 'faire_avec');
    await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
    await expect(page.locator('[data-dit]')).toContainText('Gardé sur ce poste');
  });

  await test.step('the interview, in Arabic, right to left', async () => {
    await page.goto('/diagnostic');
    await page.locator('[data-langues-ici] summary').click();
    await page.locator('[data-langue="ar"]').click();
    const zone = page.locator('[data-entretien]');
    await expect(zone).toHaveAttribute('dir', 'rtl');
    await zone.locator('.bouton-premier').click();
    await expect(zone).toHaveAttribute('data-ecran', /^question:/);
    await expect(zone.locator('h2')).toContainText(/\p{Script=Arabic}/u);
    await expect(zone.locator('h2 .traduction')).toHaveAttribute('lang', 'fr');
    while (!(await page.locator('[data-fin]').isVisible()))
      await zone.locator('.reponses button, button').first().click();
    await choose(page, 'crainte', 'oui');
    // A hand that presses twice keeps one.
    await page.getByRole('button', { name: 'Garder ce résultat' }).dblclick();
    await expect(page.locator('[data-dit]')).toContainText('gardé sur ce poste');
    await expect(zone).toHaveAttribute('dir', 'ltr');
  });

  await test.step('an entry is corrected, another taken back with nothing left of it', async () => {
    await page.goto('/hors-connexion');
    await expect(page.locator('[data-op]')).toHaveCount(5);
    await page.locator('[data-op]').nth(1).getByRole('button', { name: 'Corriger' }).click();
    await expect(page.locator('[data-dit]')).toContainText('Corrigez la fiche');
    await expect(page.locator('input[name="mode"][value="faire_avec"]')).toBeChecked();
    await choose(page, 'trancheAge', '25_39');
    await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
    await expect(page.locator('[data-dit]')).toContainText('Gardé sur ce poste');
    await page.goto('/hors-connexion');
    await expect(page.locator('[data-op]')).toHaveCount(5);
    const premiere = page.locator('[data-op]').first();
    await premiere.getByRole('button', { name: 'Retirer' }).click();
    await premiere.getByRole('button', { name: /^Effacer pour toujours/ }).click();
    await expect(page.locator('[data-op]')).toHaveCount(4);
    // The entry of the interview goes with it, once the writer was told.
    const fiche = page.locator('[data-op]').nth(2);
    await fiche.getByRole('button', { name: 'Retirer' }).click();
    await expect(
      fiche.getByRole('button', { name: 'Effacer pour toujours, avec ce qui en dépend (1)' }),
    ).toBeVisible();
  });

  await test.step('back: what is left is stored, once', async () => {
    await cut(context, false);
    await page.goto('/hors-connexion');
    await expect(page.getByText('Rien n’attend')).toBeVisible({ timeout: 20_000 });
    await page.goto('/');
    await expect(page.getByRole('heading', { name: '3 fiches aujourd’hui' })).toBeVisible();
  });
});

const AXE = readFileSync(
  createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright')).resolve(
    'axe-core/axe.min.js',
  ),
  'utf8',
);

/** What axe finds on the page as it stands. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async () => {
    interface Resultat {
      violations: { id: string; nodes: { target: unknown[] }[] }[];
    }
    const { run } = (
      window as unknown as { axe: { run: (racine: Document, o: object) => Promise<Resultat> } }
    ).axe;
    const lues = await run(document, { resultTypes: ['violations'], iframes: false, preload: false });
    return lues.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`));
  });
}

/** Light, dark, forced colours, 320 px, 400 % and right to left. */
async function expectSixModes(page: Page, ecran: string): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
  const none = async (mode: string): Promise<void> =>
    expect.soft(await violations(page), `axe, ${ecran}, ${mode}`).toEqual([]);
  const fits = async (mode: string): Promise<void> =>
    expect
      .soft(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
        `${ecran} scrolls sideways, ${mode}`,
      )
      .toBeLessThanOrEqual(0);
  await none('clair');
  await page.emulateMedia({ colorScheme: 'dark' });
  await none('sombre');
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' });
  await none('couleurs forcées');
  await page.emulateMedia({ forcedColors: 'none' });
  await page.setViewportSize({ width: 320, height: 640 });
  await none('320 px');
  await fits('320 px');
  await page.setViewportSize({ width: 320, height: 225 });
  await fits('400 %');
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => (document.documentElement.dir = 'rtl'));
  await none('de droite à gauche');
  await fits('de droite à gauche');
  await page.evaluate(() => (document.documentElement.dir = 'ltr'));
}

test('no violation on any page of the device, as its script leaves it, in six modes; each weighs 15 kB at most', async ({
  page,
  context,
}) => {
  test.setTimeout(180_000);
  await openPoste(page);
  const pages = ['journee', 'accueil', 'feuille', 'demarches', 'diagnostic', 'mandat', 'attente'];
  for (const nom of pages) {
    const html = await (await page.request.get(`/hors-ligne/${nom}`)).text();
    expect.soft(Buffer.byteLength(html), `/hors-ligne/${nom}`).toBeLessThanOrEqual(15_000);
  }
  await cut(context, true);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/feuille');
  await page.locator('input[name="d1"]').fill('xyzzy');
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).last().click();
  await expect(page.locator('tr.fautes')).toBeVisible();
  await expectSixModes(page, 'feuille');
  await page.goto('/accueil');
  await expect(page.locator('#resultats label').first()).toBeVisible();
  await expectSixModes(page, 'accueil');
  await page.locator('#resultats label').first().click();
  await choose(page, 'mode', 'informer');
  await choose(page, 'issue', 'finalisee');
  await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
  await expect(page.locator('[data-dit]')).toContainText('Gardé sur ce poste');
  for (const [adresse, present] of [
    ['/', '[data-ouverte]'],
    ['/demarches', '[data-familles] details'],
    ['/hors-connexion', '[data-op]'],
    ['/personnes', 'main'],
  ] as const) {
    await page.goto(adresse);
    await expect(page.locator(present).first()).toBeVisible();
    await expectSixModes(page, adresse);
  }
  await page.goto('/diagnostic');
  await page.locator('[data-langues-ici] summary').click();
  await page.locator('[data-langue="ps"]').click();
  const zone = page.locator('[data-entretien]');
  await expect(zone).toHaveAttribute('lang', 'ps');
  await expectSixModes(page, 'diagnostic');
  await zone.locator('.bouton-premier').click();
  await expectSixModes(page, 'diagnostic, question');
  await zone.locator('[data-reponse="arreter"]').click();
  await expectSixModes(page, 'diagnostic, fin');
  await page.goto('/hors-connexion');
  await page.getByRole('button', { name: 'Verrouiller ce poste' }).click();
  await expect(page.getByRole('heading', { name: 'Ce poste est verrouillé' })).toBeVisible();
  await expectSixModes(page, 'verrou');
});

test('a hand that is quicker than the worker loses nothing', async ({ page, context }) => {
  await openPoste(page);
  await cut(context, true);
  await page.addInitScript(() => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- Called on the worker it was asked of.
    const post = ServiceWorker.prototype.postMessage;
    ServiceWorker.prototype.postMessage = function (this: ServiceWorker, ...args: unknown[]) {
      setTimeout(() => {
        Reflect.apply(post, this, args);
      }, 700);
    };
  });
  await page.goto('/feuille');
  await expect(page.locator('input[name="d1"]')).toBeFocused();
  for (const texte of ['1', '1', '1', '4', '15']) {
    await page.keyboard.type(texte);
    await page.keyboard.press('Tab');
  }
  await page.locator('input[name="t1"]').press('Control+Enter');
  await expect(page.locator('[data-dit]')).toContainText('fiche gardée sur ce poste');
  await page.goto('/accueil');
  await expect(page.locator('input[name="demarche"]').first()).toBeFocused();
  for (const touche of ['1', '3', '1', 'Enter']) await page.keyboard.press(touche);
  await expect(page.locator('[data-dit]')).toContainText('Gardé sur ce poste');
  await page.goto('/hors-connexion');
  await expect(page.locator('[data-op]')).toHaveCount(2);
});

test('a browser that forbids the worker is told so, instead of an empty page', async ({
  browser,
  application,
}) => {
  const context = await browser.newContext({ baseURL: application.origine, serviceWorkers: 'block' });
  const page = await context.newPage();
  await signIn(page, souris(page), 'pia@demo');
  await page.goto('/hors-connexion');
  await expect(page.getByRole('heading', { name: 'Ce navigateur ne garde rien' })).toBeVisible();
  await context.close();
});

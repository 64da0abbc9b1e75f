// The catalogue: from anywhere to the page of a démarche in one line of typing, and the sheet that goes home.
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris } from './support/main.ts';
import { openPermanence, signIn } from './support/parcours.ts';

const PIA = 'pia@demo';

/** Presses one key, counted. */
function touches(page: Page): { press: (touche: string) => Promise<void>; nombre: () => number } {
  let nombre = 0;
  return {
    async press(touche) {
      nombre += 1;
      await page.keyboard.press(touche);
    },
    nombre: () => nombre,
  };
}

test('au clavier seul, de l’ouverture de la session à la page, en une ligne', async ({ page }) => {
  await signIn(page, clavier(page), PIA);
  const main = touches(page);
  await main.press('ControlOrMeta+k');
  await expect(page.getByLabel('Que se passe-t-il')).toBeFocused();
  await page.keyboard.type('APL');
  await main.press('Enter');
  await expect(page).toHaveURL(/\/demarches\/aide-logement/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Aide au logement');
  expect(main.nombre(), 'shortcut, Enter').toBe(2);
});

test('au clavier seul, une histoire : la première réponse attend une seconde touche Entrée', async ({
  page,
}) => {
  const adresses: string[] = [];
  page.on('request', (request) => adresses.push(request.url()));
  await signIn(page, clavier(page), PIA);
  const main = touches(page);
  await main.press('ControlOrMeta+k');
  await expect(page.getByLabel('Que se passe-t-il')).toBeFocused();
  await page.keyboard.type('Zélie n’arrive plus à payer son loyer');
  await main.press('Enter');
  const premiere = page.locator('#reponse ol a').first();
  await expect(premiere).toBeFocused();
  const nom = (await premiere.textContent()) ?? '';
  await main.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(nom);
  expect(main.nombre(), 'shortcut, Enter, Enter').toBe(3);
  expect(adresses.map(decodeURIComponent).join(' ')).not.toContain('Zélie');
  // The Back button leads to the search, and never asks to send a form again.
  await page.goBack();
  await expect(page.getByLabel('Que se passe-t-il')).toBeVisible();
});

test('le menu mène à la recherche par Tab, et le raccourci laisse les formulaires en place', async ({
  page,
}) => {
  const main = clavier(page);
  await signIn(page, main, PIA);
  await openPermanence(page, main);
  await main.press(page.getByRole('link', { name: 'Accueillir une personne' }));
  await page.getByLabel('Que vient faire la personne').fill('un début');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page).toHaveURL(/\/accueil/);
  await page.goto('/');
  await main.press(page.getByRole('navigation').getByRole('link', { name: 'Démarches' }));
  await expect(page.getByLabel('Que se passe-t-il')).toBeFocused();
});

test('rien ne correspond : c’est dit, et le mot suivant se tape aussitôt', async ({ page }) => {
  await signIn(page, souris(page), PIA);
  await page.goto('/demarches');
  await expect(page.getByLabel('Que se passe-t-il')).toBeFocused();
  await page.keyboard.type('xyzzy');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Rien ne correspond');
  await expectAccessible(page, 'démarches, rien');
  await page.getByLabel('Que se passe-t-il').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('carte grise');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.locator('#reponse ol a').first()).toBeVisible();
});

test.describe('sans JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('la recherche répond aussi, la première réponse déjà sous la touche Entrée', async ({ page }) => {
    await signIn(page, souris(page), PIA);
    await page.goto('/demarches');
    await page.getByLabel('Que se passe-t-il').fill('payer mon loyer');
    await page.keyboard.press('Enter');
    const premiere = page.locator('#reponse ol a').first();
    await expect(premiere).toBeFocused();
    const nom = (await premiere.textContent()) ?? '';
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(nom);
  });
});

test('chaque écran du catalogue est accessible', async ({ page }) => {
  test.setTimeout(300_000);
  const main = souris(page);
  await signIn(page, main, PIA);
  await page.goto('/demarches');
  await page.getByLabel('Que se passe-t-il').fill('payer mon loyer');
  await page.keyboard.press('Enter');
  await expect(page.locator('#reponse ol a').first()).toBeFocused();
  await expectAccessible(page, 'démarches, résultats');
  await page.goto('/demarches/parcoursup?aussi=aspa.c2s');
  // What is folded is looked at too.
  for (const resume of await page.locator('main summary').all()) await resume.click();
  await expectAccessible(page, 'démarche');
  await page.goto('/demarches/rsa/a-apporter');
  await expectAccessible(page, 'feuille à apporter');
});

test('un accompagnement et un mandat partent de la page', async ({ page }) => {
  const main = souris(page);
  await signIn(page, main, PIA);
  await openPermanence(page, main);
  await page.goto('/demarches/rsa');
  await main.press(page.getByRole('link', { name: 'Commencer un accompagnement' }));
  await expect(page.locator('input[name="demarche"][value="rsa"]')).toBeChecked();
  await page.goto('/demarches/rsa');
  await main.press(page.getByRole('button', { name: 'Préparer un mandat' }));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Qui donne le mandat');
});

test('le bloc-texte compte comme le champ, et n’envoie rien', async ({ page }) => {
  await signIn(page, souris(page), PIA);
  await page.goto('/demarches/parcoursup');
  await page.getByText('Préparer ce texte').first().click();
  const envois: string[] = [];
  page.on('request', (request) => envois.push(request.url()));
  const texte = page.locator('textarea').first();
  await texte.pressSequentially('été');
  const reste = page.locator('[data-reste]').first();
  await expect(reste).toHaveText('Encore 1497 signes · 1 mot écrit');
  // Said to a screen reader once the hand stops, and never spell-checked by a distant server.
  await expect(page.locator('[data-dit]').first()).toHaveText('Encore 1497 signes');
  await expect(texte).toHaveAttribute('spellcheck', 'false');
  await texte.fill('a'.repeat(1502));
  await expect(reste).toHaveText('2 signes de trop · 1 mot écrit');
  expect(envois).toEqual([]);
  expect(
    await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])),
  ).not.toContain('aaa');
  await page.reload();
  await expect(page.locator('textarea').first()).toHaveValue('');
});

test('la feuille tient sur une page A4, en 16 points au moins, sans la page autour', async ({ page }) => {
  await signIn(page, souris(page), PIA);
  for (const id of ['titre-sejour-renouvellement', 'surendettement', 'carte-identite']) {
    await page.goto(`/demarches/${id}/a-apporter`);
    await expect(page.getByRole('button', { name: 'Imprimer' })).toBeVisible();
    const pdf = (await page.pdf({ preferCSSPageSize: true, format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g), id).toHaveLength(1);
    await page.emulateMedia({ media: 'print' });
    const tailles = await page
      .locator('.feuille')
      .evaluate((feuille) =>
        [...feuille.querySelectorAll<HTMLElement>('p, li, strong, small')]
          .filter((noeud) => !noeud.matches('.petit, .petit *'))
          .map((noeud) => Math.round(Number.parseFloat(getComputedStyle(noeud).fontSize) * 0.75)),
      );
    expect(Math.min(...tailles), id).toBeGreaterThanOrEqual(16);
    await expect(page.getByRole('button', { name: 'Imprimer' })).toBeHidden();
    await expect(page.locator('header')).toBeHidden();
    // Whose sheet it is: the header is not there to say it.
    await expect(page.getByRole('img', { name: 'Département de démonstration (Loire)' })).toBeVisible();
    await page.emulateMedia({ media: null });
  }
});

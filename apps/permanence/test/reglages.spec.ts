// How pages are shown, and those that explain: a choice follows from page to page, and everybody reads the rest.
import { expect, test } from './support/essai.ts';
import { clavier, souris } from './support/main.ts';
import { openFromMenu, openPermanence, signIn, signOut } from './support/parcours.ts';

for (const hand of [souris, clavier])
  test(`affichage, aide, plan, charte, puis l’avis dans une autre langue (${hand.name})`, async ({
    page,
  }) => {
    const main = hand(page);
    const h1 = page.getByRole('heading', { level: 1 });
    const html = page.locator('html');
    await signIn(page, main, 'pia@demo');
    await openPermanence(page, main);
    await openFromMenu(page, main, 'Affichage et langue');
    await main.choose(page.locator('input[name="taille"][value="150"]'));
    await main.choose(page.locator('input[name="theme"][value="sombre"]'));
    await main.choose(page.locator('input[name="langue"][value="ar"]'));
    const avant = await h1.evaluate((noeud) => parseFloat(getComputedStyle(noeud).fontSize));
    await main.press(page.getByRole('button', { name: 'Garder' }));
    await expect(page.getByRole('status')).toBeVisible();

    await openFromMenu(page, main, 'Aide');
    await expect(html).toHaveAttribute('data-taille', '150');
    expect(await h1.evaluate((noeud) => parseFloat(getComputedStyle(noeud).fontSize))).toBeGreaterThan(avant);
    await expect(page.locator('meta[name="color-scheme"]')).toHaveAttribute('content', 'dark');
    await expect(html).toHaveAttribute('lang', 'fr');
    await expect(page.getByRole('table')).toContainText('F9');
    await main.press(page.locator('main').getByRole('link', { name: 'Relances' }));
    await expect(h1).toHaveText('Relances');

    const pied = page.locator('footer');
    await main.press(pied.getByRole('link', { name: 'Plan' }));
    await main.press(page.locator('main').getByRole('link', { name: 'Diagnostic' }));
    await expect(h1).toHaveText('Diagnostic');
    await expect(html).toHaveAttribute('data-taille', '150');
    await page.goto('/charte');
    await expect(page.getByRole('button')).toHaveText([/Quitter/]);
    await main.press(page.locator('main').getByRole('link', { name: /Revenir/ }));
    await expect(h1).toHaveText('Votre permanence est ouverte');

    await main.press(page.getByRole('link', { name: /Demander son avis/ }));
    await expect(html).toHaveAttribute('dir', 'rtl');
    await expect(html).toHaveAttribute('data-taille', '150');
    await expect(page.locator('button[name="visage"].role')).toHaveCount(5);
    await main.press(page.locator('button[name="visage"][value="5"]'));
    await expect(page.getByRole('status')).toBeVisible();
    await main.press(page.getByRole('link', { name: 'Une autre réponse' }));
    await main.press(page.locator('button[name="visage"][value="passe"]'));
    await expect(page.getByRole('status')).toBeVisible();
    await page.goto('/');
    await signOut(page, main);
  });

test('sans compte, au clavier\u00a0: français simple, accessibilité, confidentialité', async ({ page }) => {
  const main = clavier(page);
  const h1 = page.getByRole('heading', { level: 1 });
  await page.goto('/affichage?langue=fr-simple');
  await main.choose(page.locator('input[name="taille"][value="200"]'));
  await main.press(page.locator('main .bouton-premier'));
  await expect(page.getByRole('status')).toBeVisible();
  const pied = page.locator('footer');
  await main.press(pied.getByRole('link').nth(3));
  await expect(page).toHaveURL(/\/confidentialite/);
  // The choice is this screen's, whatever the address says.
  await page.goto('/confidentialite');
  await expect(page.locator('main a[aria-current="true"]')).toHaveAttribute('href', /langue=fr-simple/);
  await expect(page.locator('html')).toHaveAttribute('data-taille', '200');
  await main.press(pied.locator('a[href="/accessibilite"]'));
  await expect(h1).toHaveText('Accessibilité');
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(14);
  const csv = await page.request.get('/accessibilite.csv');
  expect((await csv.text()).trim().split('\n').length).toBe(107);
});

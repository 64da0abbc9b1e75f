// The agenda: an absence covered, a queue received by the keyboard, a page that everybody reads.
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris } from './support/main.ts';
import { openPermanence, signIn } from './support/parcours.ts';

test('la coordination note une absence en deux gestes et fait remplacer, à la souris', async ({ page }) => {
  const main = souris(page);
  await signIn(page, main, 'marie@demo');
  await page.goto('/planning');
  await main.press(page.getByRole('link', { name: 'Semaine d’après' }));
  await expect(page.locator('.semaine')).toBeVisible();
  await expectAccessible(page, 'planning');
  const avant = main.gestes();
  await main.press(page.locator('.tenue-tenue a').first());
  await expect(page.getByRole('button', { name: /^Noter l’absence/ }).first()).toBeVisible();
  await expectAccessible(page, 'planning, jour');
  await main.press(page.getByRole('button', { name: /^Noter l’absence/ }).first());
  expect(main.gestes() - avant).toBe(2);
  await expect(page.getByText('Absence notée.')).toBeVisible();
  await page.locator('.tenue-a_remplacer a, .tenue-remplacee a').first().click();
  await page.getByLabel('Qui remplace').first().selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Changer le remplacement' }).first().click();
  await expect(page.locator('.tenue-remplacee').first()).toContainText('remplace');
  await page.goto('/planning/nouvelle');
  await expectAccessible(page, 'planning, permanence');
});

test('la file au clavier : recevoir, compter une demande refusée', async ({ page }) => {
  const main = clavier(page);
  await signIn(page, main, 'pia@demo');
  await openPermanence(page, main);
  await expect(page.getByRole('heading', { name: '3 personnes attendues' })).toBeVisible();
  await expectAccessible(page, 'ma journée, file');
  await main.press(page.getByRole('button', { name: 'Plus de place' }));
  await expect(page.getByText('Déjà une demande notée aujourd’hui.')).toBeVisible();
  await main.press(page.getByRole('button', { name: /^Recevoir/ }).first());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Accueil rapide');
  await page.goto('/');
  await expect(page.getByRole('heading', { name: '2 personnes attendues' })).toBeVisible();
});

test.describe('sans script', () => {
  test.use({ javaScriptEnabled: false });
  test('où et quand venir : la commune, le lieu, l’agenda', async ({ page }) => {
    await page.goto('/ou-venir/departement-de-demonstration-loire');
    await page.locator('a[href*="/commune/"]').first().click();
    await expect(page.locator('.venir-lieu').first()).toContainText(/de \d+\sh/);
    const href = await page.locator('a[href$=".ics"]').first().getAttribute('href');
    const ics = await page.request.get(href ?? '');
    expect(ics.headers()['content-type']).toContain('text/calendar');
  });
});

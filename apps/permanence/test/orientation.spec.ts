// From an entry to the printed sheet, in four gestures; then the workshop leader's link, without an account.
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris, type Main } from './support/main.ts';
import { openPermanence, signIn } from './support/parcours.ts';
import type { Page } from '@playwright/test';

/** A plain entry: the orientation is kept with it. */
async function recordEntry(page: Page, main: Main): Promise<void> {
  await main.press(page.getByRole('link', { name: 'Accueillir une personne' }));
  await main.choose(page.locator('input[name="demarche"]').first());
  await main.choose(page.locator('input[name="mode"][value="faire_avec"]'));
  await main.choose(page.locator('input[name="issue"][value="finalisee"]'));
  await main.press(page.getByRole('button', { name: 'Enregistrer, personne suivante' }));
}

const besoin = (page: Page, code: string) => page.locator(`input[name="besoin"][value="${code}"]`);

test('orienter\u00a0: quatre gestes jusqu’à la feuille, puis un rendez-vous et des nouvelles', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'print', { value: () => document.body.setAttribute('data-imprime', '') });
  });
  const prepare = souris(page);
  await signIn(page, prepare, 'pia@demo');
  await openPermanence(page, prepare);
  await recordEntry(page, prepare);
  await page.goto('/orientation');
  await expectAccessible(page, 'orientation');
  const main = souris(page);
  await main.choose(besoin(page, 'demarche'));
  await main.press(page.getByRole('button', { name: 'Chercher' }));
  await expectAccessible(page, 'orientation, résultats');
  await main.press(page.getByRole('button', { name: /^Elle dit oui/ }).first());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Où aller');
  await main.press(page.getByRole('button', { name: 'Imprimer' }));
  await expect(page.locator('body')).toHaveAttribute('data-imprime', '');
  expect(main.gestes()).toBeLessThanOrEqual(4);
  await expectAccessible(page, 'orientation, feuille');
  await page.getByRole('link', { name: 'Rendez-vous et suite' }).click();
  await page.getByRole('button', { name: 'Elle y est allée', exact: true }).click();
  await expect(page.getByText('Elle est venue\u00a0: c’est noté.')).toBeVisible();
  await page.getByRole('link', { name: 'Toutes celles qui attendent' }).click();
  await expectAccessible(page, 'orientations en attente');
});

test('au clavier\u00a0: un refus dit pourquoi, un atelier prend un numéro', async ({ page }) => {
  const prepare = souris(page);
  await signIn(page, prepare, 'pia@demo');
  await openPermanence(page, prepare);
  await recordEntry(page, prepare);
  await page.goto('/orientation');
  const main = clavier(page);
  await besoin(page, 'outils').focus();
  await page.keyboard.press('Space');
  await main.press(page.getByRole('button', { name: 'Chercher' }));
  await main.unfold(page.getByText('Elle dit non').first());
  await main.press(page.getByRole('button', { name: 'Horaires' }).first());
  await expect(page.getByText('Refus noté. Proposez autre chose.')).toBeVisible();
  await main.press(page.locator('button[value^="oui|atelier:"]').first());
  await expect(page.getByText(/^Votre numéro\u00a0: \d+$/)).toBeVisible();
});

test('le lien de qui anime n’ouvre qu’un atelier, sans compte', async ({ page, browser, baseURL }) => {
  await signIn(page, souris(page), 'pia@demo');
  await page.goto('/ateliers');
  await expectAccessible(page, 'ateliers');
  await page.locator('#a-venir + ul a').first().click();
  await expectAccessible(page, 'atelier');
  const lien = await page.locator('p.adresse code').innerText();
  const passant = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  await passant.goto(new URL(lien).pathname);
  await expect(passant.getByText('Numéro 1')).toBeVisible();
  await expect(passant.getByRole('navigation', { name: 'Principal' })).toHaveCount(0);
  await expectAccessible(passant, 'atelier, lien');
  await passant.context().close();
  await page.goto('/blocages');
  await expectAccessible(page, 'blocages');
});

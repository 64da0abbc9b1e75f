// Who coordinates: what was done, what blocks and the letter that says it, who holds what; by pointer, then by keyboard.
import { expect, test } from './support/essai.ts';
import { clavier, souris } from './support/main.ts';
import { openFromMenu, readTableau, signIn } from './support/parcours.ts';

for (const hand of [souris, clavier])
  test(`tableau de bord, blocages, lettre (${hand.name})`, async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'print', { value: () => document.body.setAttribute('data-imprime', '') });
    });
    const main = hand(page);
    const h1 = page.getByRole('heading', { level: 1 });
    await signIn(page, main, 'marie@demo');
    // Its first reading of the day counts everything.
    await page.goto('/tableau');
    await readTableau(page, main);
    for (const [section, attendu] of [
      ['Public', /70 ans et plus/],
      ['Résultats', /Aboutissement/],
      ['Activité', /Permanences tenues/],
    ] as const) {
      const onglet = page.getByRole('link', { name: section, exact: true });
      await main.press(onglet);
      await expect(onglet).toHaveAttribute('aria-current', /page|true/);
      await expect(page.locator('main')).toContainText(attendu);
    }

    await openFromMenu(page, main, 'Blocages');
    await expect(h1).toHaveText('Blocages');
    const table = page.getByRole('table', { name: /opérateur et téléservice/ });
    const diffuses = table.getByRole('row').filter({ hasNotText: 'non diffusé' });
    await expect(diffuses.first()).toBeVisible();
    const csv = await page.request.get(
      (await page.getByRole('link', { name: 'Télécharger (CSV)' }).getAttribute('href')) ?? '',
    );
    expect(csv.headers()['content-type']).toContain('text/csv');
    const titres = await diffuses.locator('th[scope="row"]').allInnerTexts();
    await main.press(page.getByRole('link', { name: 'À envoyer à l’opérateur' }));
    await expect(h1).toHaveText('Blocages sur vos téléservices');
    // What is not published stays out of what is sent.
    await expect(page.locator('main')).not.toContainText('non diffusé');
    for (const titre of titres.slice(0, 3)) await expect(page.locator('main')).toContainText(titre);
    await main.press(page.getByRole('button', { name: 'Imprimer' }));
    await expect(page.locator('body')).toHaveAttribute('data-imprime', '');
  });

test('planning au clavier\u00a0: une absence notée, puis retirée', async ({ page }) => {
  const main = clavier(page);
  await signIn(page, main, 'marie@demo');
  await main.press(page.getByRole('navigation').getByRole('link', { name: 'Planning' }));
  await main.press(page.getByRole('link', { name: 'Semaine d’après' }));
  const tenue = page.locator('.tenue-tenue a').first();
  const adresse = (await tenue.getAttribute('href')) ?? '';
  await main.press(tenue);
  await main.press(page.getByRole('button', { name: /^Noter l’absence/ }).first());
  await expect(page.getByText('Absence notée.')).toBeVisible();
  await page.goto(adresse);
  const presence = page.locator('button[value="present"]').first();
  await main.press(presence);
  await expect(page.getByRole('status')).toBeVisible();
  await page.goto(adresse);
  await expect(presence).toHaveCount(0);
});

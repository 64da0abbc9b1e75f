// Two files of one name: found, told apart, made one, and two again; the officer's journal by pointer; a click on the sheet.
import { expect, test } from './support/essai.ts';
import { clavier, souris, type Main } from './support/main.ts';
import { openFromMenu, openPermanence, signIn } from './support/parcours.ts';
import type { Page } from '@playwright/test';

async function search(page: Page, main: Main): Promise<void> {
  await page.goto('/personnes');
  const champ = page.getByLabel('Nom, prénom ou année de naissance');
  await expect(champ).toBeFocused();
  await main.write(champ, 'homon 1957');
  await main.press(page.getByRole('button', { name: 'Chercher' }));
}

async function add(page: Page, main: Main): Promise<void> {
  await search(page, main);
  await main.unfold(page.locator('summary', { hasText: 'Ajouter une personne' }));
  await main.write(page.getByLabel('Prénom', { exact: true }), 'Ysée');
  await main.write(page.getByLabel('Nom', { exact: true }), 'Homonymelle');
  await main.write(page.getByLabel('Année de naissance', { exact: true }), '1957');
  await main.press(page.getByRole('button', { name: 'Ajouter, puis accueillir' }));
}

for (const hand of [souris, clavier])
  test(`personnes\u00a0: chercher, réunir deux fiches, les séparer (${hand.name})`, async ({ page }) => {
    const main = hand(page);
    await signIn(page, main, 'pia@demo');
    await openPermanence(page, main);
    await add(page, main);
    await expect(page).toHaveURL(/\/accueil\?fiche=/);
    await add(page, main);
    await expect(page.getByText('Ce nom et cette année sont déjà connus')).toBeVisible();
    await main.press(page.getByRole('button', { name: 'Ce n’est pas la même personne' }));
    await expect(page).toHaveURL(/\/accueil\?fiche=/);

    await search(page, main);
    const trouvees = page.locator('section[aria-labelledby="trouvees"] li');
    await expect(trouvees).toHaveCount(2);
    const lien = trouvees.first().getByRole('link');
    const fiche = (await lien.getAttribute('href')) ?? '';
    await main.press(lien);
    await main.unfold(page.locator('summary', { hasText: 'Une seule personne' }));
    await main.press(page.getByRole('button', { name: 'Chercher les fiches proches' }));
    await main.press(page.getByRole('button', { name: /^Réunir avec/ }));
    await expect(page.getByRole('button', { name: 'Séparer de nouveau' })).toBeVisible();
    await search(page, main);
    await expect(trouvees).toHaveCount(1);
    await page.goto(fiche);
    const separer = page.getByRole('button', { name: 'Séparer de nouveau' });
    await main.press(separer);
    await expect(separer).toHaveCount(0);
    await search(page, main);
    await expect(trouvees).toHaveCount(2);
    expect(page.url()).not.toContain('homon');
  });

test('à la souris\u00a0: un clic juste après « 4 » enregistre la feuille, puis le délégué vérifie le journal', async ({
  page,
}) => {
  const main = souris(page);
  await signIn(page, main, 'pia@demo');
  await openPermanence(page, main);
  await page.goto('/feuille');
  await page.locator('input[name="d1"]').click();
  await page.keyboard.type('1');
  const enregistrer = page.getByRole('button', { name: 'Enregistrer', exact: true }).last();
  await enregistrer.scrollIntoViewIfNeeded();
  await page.locator('input[name="m1"]').click();
  await page.keyboard.type('4');
  const boite = await enregistrer.boundingBox();
  if (boite === null) throw new Error('no button');
  // A hand presses, then releases: what opens meanwhile must not take the button away.
  await page.mouse.move(boite.x + boite.width / 2, boite.y + boite.height / 2);
  await page.mouse.down();
  await page.waitForTimeout(80);
  const [reponse] = await Promise.all([
    page.waitForResponse((une) => une.request().method() === 'POST' && une.url().endsWith('/feuille')),
    page.mouse.up(),
  ]);
  expect(reponse.status()).toBe(422);
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.locator('input[name="m1"]')).toHaveValue('4');

  await page.getByRole('button', { name: 'Quitter' }).click();
  await signIn(page, main, 'dpo@demo');
  await openFromMenu(page, main, 'Journal');
  await main.press(page.getByRole('button', { name: 'Vérifier maintenant' }));
  await expect(page.getByText(/chacune suit la précédente/).first()).toBeVisible();
});

// Persons: found again and received in five gestures, the name opened on demand; the officer's desk without a name.
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris } from './support/main.ts';
import { openPermanence, signIn } from './support/parcours.ts';

test('une personne connue revient en cinq gestes, et son nom ne s’ouvre que si on le demande', async ({
  page,
}) => {
  const main = souris(page);
  await signIn(page, main, 'pia@demo');
  await openPermanence(page, main);
  await page.goto('/personnes');
  await page.getByLabel('Nom, prénom ou année de naissance').fill('1950');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 2 }).first()).toContainText(/personne/i);
  const avant = main.gestes();
  await main.press(page.getByRole('button', { name: /^Accueillir/ }).first());
  await expect(page).toHaveURL(/\/accueil\?fiche=/);
  await main.choose(page.locator('input[name="demarche"]').first());
  await main.choose(page.locator('input[name="mode"][value="informer"]'));
  await main.choose(page.locator('input[name="issue"][value="finalisee"]'));
  await main.press(page.getByRole('button', { name: 'Enregistrer, personne suivante' }));
  await expect(page.getByText(/^Enregistré/)).toBeVisible();
  expect(main.gestes() - avant).toBeLessThanOrEqual(5);

  await page.goto('/personnes');
  await expectAccessible(page, 'personnes');
  await page.getByRole('region', { name: 'Reçues aujourd’hui' }).getByRole('link').first().click();
  await expect(page.getByText('Cette lecture est notée dans le journal.')).toBeVisible();
  await main.press(page.getByRole('button', { name: 'Montrer l’identité' }));
  await expect(page.locator('.identite')).toContainText('née en 1950');
  expect(page.url()).toMatch(/\/personnes\/[0-9a-f-]+(?:\/identite)?$/);
  await expectAccessible(page, 'fiche personne');
});

test('au clavier, le DPO vérifie le journal et lit ce que les durées demandent, sans aucun nom', async ({
  page,
}) => {
  const main = clavier(page);
  await signIn(page, main, 'dpo@demo');
  await expect(page).toHaveURL(/\/conservation$/);
  await expectAccessible(page, 'conservation');
  await page.goto('/journal');
  await main.press(page.getByRole('button', { name: 'Vérifier maintenant' }));
  await expect(page.getByText(/chacune suit la précédente/).first()).toBeVisible();
  await expectAccessible(page, 'journal');
});

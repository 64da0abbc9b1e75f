// On a shared computer, without a phone nor a mouse: codes are printed once; one of them and six digits kept in mind open the account.
import { expectAccessible } from './support/axe.ts';
import { createCompteur, secondes } from './support/compteur.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris } from './support/main.ts';
import { signIn, signOut } from './support/parcours.ts';

test('un code imprimé ouvre le compte au clavier, en moins de quinze secondes', async ({ page }) => {
  const compteur = await createCompteur(page);
  const main = souris(page);
  await signIn(page, main, 'pia@demo');
  await page.goto('/acces');
  await expectAccessible(page, 'moyens d’accès');
  await main.press(page.getByRole('button', { name: 'Faire dix codes' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Votre code personnel');
  await expectAccessible(page, 'code personnel');
  const personnel = ((await page.locator('.code-personnel').textContent()) ?? '').replace(' ', '');
  await main.press(page.getByRole('link', { name: 'Je les ai retenus' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vos dix codes');
  await expectAccessible(page, 'codes imprimés');
  const code = (await page.locator('.codes-liste code').first().textContent()) ?? '';
  await signOut(page, main);
  await page.goto('/connexion');
  await expectAccessible(page, 'connexion');

  compteur.reset();
  const doigts = clavier(page);
  await doigts.write(page.getByLabel('Identifiant'), 'pia@demo');
  await doigts.write(page.getByLabel('Code', { exact: true }), code.replace('-', '').toLowerCase());
  await doigts.write(page.getByLabel('Code personnel'), personnel);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Quitter' })).toBeVisible();
  const gestes = compteur.read();
  expect(gestes.pointeur).toBe(0);
  expect(gestes.signes).toBe('pia@demo'.length + 8 + 6);
  expect(secondes(gestes)).toBeLessThanOrEqual(15);
  console.log(
    `connexion par code imprimé : ${secondes(gestes).toFixed(1)} s (KLM), ${JSON.stringify(gestes)}`,
  );
});

// Criteria of RGAA 4.1.2 that only a running application decides (docs/rgaa.csv names this file).
import { expect, test } from './support/essai.ts';
import { clavier } from './support/main.ts';
import { signIn } from './support/parcours.ts';

test('13.1 : la session qui va finir prévient, et se prolonge au clavier sans rien perdre', async ({
  page,
}) => {
  const main = clavier(page);
  await page.clock.install();
  await signIn(page, main, 'pia@demo');
  await page.goto('/personnes');
  const champ = page.getByLabel('Nom, prénom ou année de naissance');
  await main.write(champ, 'exem');
  const alerte = page.getByText('Votre session se ferme dans deux minutes.');
  await page.clock.fastForward(27 * 60_000);
  await expect(alerte).toBeHidden();
  await page.clock.fastForward(60_000);
  await expect(page.getByRole('alert').filter({ has: alerte })).toBeVisible();
  const garde = page.waitForResponse((reponse) => new URL(reponse.url()).pathname === '/sessions');
  await main.press(page.getByRole('button', { name: 'Rester' }));
  expect((await garde).status()).toBe(200);
  await expect(alerte).toBeHidden();
  await expect(champ).toHaveValue('exem');
  await page.clock.fastForward(28 * 60_000);
  await expect(alerte).toBeVisible();
});

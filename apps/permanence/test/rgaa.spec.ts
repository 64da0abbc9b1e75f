// Criteria of RGAA 4.1.2 that only a running application decides (docs/rgaa.csv names this file).
import { expect, test } from './support/essai.ts';
import { clavier } from './support/main.ts';
import { openPermanence, signIn } from './support/parcours.ts';

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

test('7.1, 12.11 : menu, question et voix ont un nom, un rôle et un état, au clavier', async ({ page }) => {
  const main = clavier(page);
  await signIn(page, main, 'pia@demo');
  const menu = page.getByRole('navigation', { name: 'Principal' });
  const plus = menu.getByText('Plus', { exact: true });
  await expect(menu.getByRole('link', { name: 'Aide' })).toBeHidden();
  await plus.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(menu.getByRole('link', { name: 'Orientation' })).toBeFocused();
  await expect(menu).toMatchAriaSnapshot(`
    - navigation "Principal":
      - list:
        - listitem:
          - link "Ma journée"
        - listitem:
          - link "Accueil rapide"
        - listitem:
          - link "Personnes"
        - listitem:
          - link "Démarches"
        - listitem:
          - link "Relances"
        - listitem:
          - group:
            - text: Plus
            - list
  `);
  await page.goto('/demarches');
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading "Trouver une démarche" [level=1]
    - searchbox "Que se passe-t-il pour la personne ?"
    - button "Chercher"
  `);
  await page.goto('/');
  await openPermanence(page, main);
  await page.goto('/accueil');
  await expect(page.getByRole('radiogroup', { name: 'Comment aidez-vous' })).toMatchAriaSnapshot(`
    - radiogroup "Comment aidez-vous ?":
      - radio "J’informe"
      - radio "La personne fait"
  `);
  for (const chiffre of ['1', '1', '1', '3']) await page.keyboard.press(chiffre);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Enregistré/)).toBeVisible();
  await page.goto('/diagnostic');
  await main.press(page.getByRole('button', { name: 'Commencer' }));
  const voix = page.getByRole('button', { name: 'Écouter la question' });
  await expect(page.getByRole('main')).toMatchAriaSnapshot(`
    - heading [level=1]
    - button "Ces 3 derniers mois"
    - button "Je ne sais pas"
    - button "Écouter la question"
    - button "Passer cette question"
    - button "Arrêter ici"
  `);
  await main.press(voix);
  await expect(voix).toHaveAttribute('aria-pressed', /true|false/);
});

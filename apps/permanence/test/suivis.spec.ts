// What is due, done in one gesture; a person sent by a service, expected in two, answered in one.
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris } from './support/main.ts';
import { signIn, signOut } from './support/parcours.ts';

const h1 = (page: Page) => page.getByRole('heading', { level: 1 });
const section = (page: Page, titre: RegExp) => page.getByRole('region', { name: titre });

for (const main of [souris, clavier])
  test(`relances\u00a0: faite, reportée, close, rouverte (${main.name})`, async ({ page }) => {
    const main1 = main(page);
    await signIn(page, main1, 'pia@demo');
    await main1.press(page.getByRole('navigation').getByRole('link', { name: 'Relances' }));
    const tard = section(page, /En retard/);
    await expect(tard).toContainText('(2)');
    if (main === souris) await expectAccessible(page, 'relances');
    await main1.press(tard.getByRole('button', { name: 'C’est fait' }).first());
    await expect(page.getByRole('status')).toHaveText('C’est fait.');
    await expect(tard).toContainText('(1)');
    // Two gestures: unfold, choose.
    await main1.press(tard.locator('summary').first());
    await main1.press(tard.getByRole('button', { name: 'un mois' }).first());
    await expect(page.getByRole('status')).toHaveText('Reporté d’un mois.');
    await expect(tard).toHaveCount(0);
    const jour = section(page, /Aujourd’hui/).first();
    await expect(jour).toContainText('(5)');
    await main1.press(jour.getByRole('button', { name: 'obtenu', exact: true }).first());
    await expect(page.getByRole('status')).toHaveText('Clos\u00a0: la personne a obtenu.');
    await expect(jour).toContainText('(4)');
  });

test('adressages\u00a0: envoyée sans nom, attendue en deux gestes, répondue en un', async ({ page }) => {
  const salima = souris(page);
  await signIn(page, salima, 'salima@demo');
  await expect(h1(page)).toHaveText('Vos adressages');
  await expectAccessible(page, 'adressages du service');
  await salima.press(page.getByRole('link', { name: 'Adresser une personne' }));
  await salima.choose(page.locator('input[name="perimetre"][value="justice"]'));
  await salima.choose(page.locator('input[name="par"][value="fiche"]'));
  await salima.choose(page.locator('input[name="urgence"]'));
  await salima.press(page.getByRole('button', { name: 'Envoyer' }));
  await expect(page.getByRole('alert')).toContainText('sans son oui');
  await expectAccessible(page, 'adresser une personne');
  await salima.choose(page.locator('input[name="accord"]'));
  await salima.press(page.getByRole('button', { name: 'Envoyer' }));
  await expect(h1(page)).toHaveText('Votre numéro');
  const numero = (await page.locator('.code-grand').textContent()) ?? '';
  expect(numero).toMatch(/^\d{4}$/);
  await expectAccessible(page, 'fiche à quatre chiffres');
  await salima.press(page.getByRole('link', { name: 'Revenir aux adressages' }));
  await signOut(page, salima);

  const pia = clavier(page);
  await signIn(page, pia, 'pia@demo');
  await page.goto('/adressages');
  await expectAccessible(page, 'boîte des adressages');
  await pia.press(page.getByRole('link', { name: /Proposer un créneau.*Justice/ }));
  await expect(page.locator('main')).toContainText(`Fiche ${numero}`);
  await expectAccessible(page, 'un adressage');
  await pia.press(page.locator('.creneaux button').first());
  await expect(page.getByRole('status')).toContainText('Créneau proposé');
  await pia.press(page.getByRole('group', { name: /Justice/ }).getByRole('button', { name: 'En cours' }));
  await expect(page.getByRole('status')).toContainText('Réponse envoyée');
});

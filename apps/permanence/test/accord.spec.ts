// The agreements that are not a signature: two witnesses, then a voice that is put in writing.
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris } from './support/main.ts';
import { explainMandat, fillEntry, openPermanence, signIn } from './support/parcours.ts';

const PIA = 'pia@demo';

test('qui ne sait pas signer a deux témoins, et le refus garde ce qui est écrit', async ({ page }) => {
  const main = souris(page);
  const regard = (ecran: string) => expectAccessible(page, ecran);
  await signIn(page, main, PIA);
  await openPermanence(page, main);
  await fillEntry(page, main, 'payer mon loyer');
  await explainMandat(page, main);
  await main.choose(page.locator('input[name="forme"][value="ne_sait_signer"]'));
  await regard('mandat, ne sait pas signer');
  await main.write(page.getByLabel('Premier témoin'), 'Rose Exemple');
  await main.choose(page.locator('input[name="voixHaute"]'));
  await main.choose(page.locator('input[name="accepte"]'));
  await main.press(page.getByRole('button', { name: 'Valider le mandat' }));
  await expect(page.getByRole('alert')).toContainText('Deux témoins sont nécessaires');
  await expect(page.getByLabel('Premier témoin')).toHaveValue('Rose Exemple');
  await regard('mandat, un témoin manque');
  await main.write(page.getByLabel('Second témoin'), 'Basile Exemple');
  await main.press(page.getByRole('button', { name: 'Valider le mandat' }));
  await expect(page.getByText('Mandat signé')).toBeVisible();
  await main.press(page.getByRole('button', { name: 'Remettre l’exemplaire' }));
  await expect(page.getByText('Remise de la copie notée.')).toBeVisible();
});

test('un accord oral en arabe, puis signé, au clavier seul', async ({ page }) => {
  const main = clavier(page);
  const regard = (ecran: string) => expectAccessible(page, ecran);
  await signIn(page, main, PIA);
  await openPermanence(page, main);
  await fillEntry(page, main, 'payer mon loyer');
  await explainMandat(page, main, async () => {
    await main.unfold(page.locator('summary', { hasText: 'Une autre langue' }));
    await page.getByLabel('Langue de la personne').selectOption('ar');
    await main.press(page.getByRole('button', { name: 'Afficher' }));
    await expect(page.locator('.lu-paire [dir="rtl"]').first()).toBeVisible();
    await main.choose(page.locator('input[name="interprete"][value="telephone"]'));
    await regard('mandat, deux langues');
  });
  await main.choose(page.locator('input[name="forme"][value="oral_a_regulariser"]'));
  await expect(page.getByText('D’ici là, nous pouvons seulement')).toBeVisible();
  await regard('mandat, accord oral');
  await main.choose(page.locator('input[name="accepte"]'));
  await main.press(page.getByRole('button', { name: 'Valider le mandat' }));
  await expect(page.getByText('Accord oral noté')).toBeVisible();
  await main.press(page.getByRole('link', { name: 'Faire signer la personne' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Signer ce qui a été dit');
  await regard('mandat, régulariser');
  await main.choose(page.locator('input[name="forme"][value="nom_ecrit"]'));
  await main.write(page.getByLabel('Écrivez votre prénom et votre nom'), 'Zélie Exemple');
  await main.press(page.getByRole('button', { name: 'Valider la signature' }));
  await expect(page.getByText('Tout le mandat est ouvert')).toBeVisible();
});

// Without JavaScript, from the sign-in: a permanence, an entry, a mandate signed on paper, a sheet; all of it stored.
import { expect, test } from './support/essai.ts';
import { souris } from './support/main.ts';
import { explainMandat, fillEntry, openPermanence, readBackAndRecord, signIn } from './support/parcours.ts';

test.use({ javaScriptEnabled: false });

test('une fiche, son mandat signé sur papier, puis une feuille de séance', async ({ page }) => {
  const main = souris(page);
  await signIn(page, main, 'pia@demo');
  await openPermanence(page, main);
  await fillEntry(page, main, 'payer mon loyer');
  await explainMandat(page, main);
  await main.choose(page.locator('input[name="forme"][value="signature_papier"]'));
  await main.write(page.getByLabel('Où la retrouver'), 'Classeur 3, n° 12');
  await main.choose(page.locator('input[name="accepte"]'));
  await main.press(page.getByRole('button', { name: 'Valider le mandat' }));
  await expect(page.getByText('Mandat signé')).toBeVisible();
  const mandat = new URL(page.url()).pathname;
  await readBackAndRecord(page, main);
  await page.goto(mandat);
  await expect(page.getByText(/[Ss]ur papier/).first()).toBeVisible();

  await page.goto('/feuille');
  for (const [cellule, texte] of [
    ['d1', 'ameli-attestation'],
    ['m1', '3'],
    ['i1', '1'],
    ['d2', 'xyzzy'],
  ] as const)
    await page.locator(`input[name="${cellule}"]`).fill(texte);
  await page.locator('input[name="i1"]').press('Enter');
  await expect(page.getByText('Une ligne est enregistrée.')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Ligne 2 : Aucune démarche ne porte ces mots.');
  await page.locator('input[name="d2"]').fill('ameli-attestation');
  await page.locator('input[name="m2"]').fill('1');
  await page.locator('input[name="i2"]').fill('terminée');
  await main.press(page.getByRole('button', { name: 'Enregistrer', exact: true }).last());
  await expect(page.locator('.avis-fait').first()).toContainText('enregistrée');
  await page.goto('/');
  await expect(page.getByRole('heading', { name: '3 fiches aujourd’hui' })).toBeVisible();
});

// A report from its preparation to its reader, and the open data that anybody takes away.
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris, type Main } from './support/main.ts';
import { signIn, signOut } from './support/parcours.ts';

const h1 = (page: Page) => page.getByRole('heading', { level: 1 });

/** From the list to the frozen report; gives its address. */
async function prepareAndFreeze(page: Page, main: Main, regarde: boolean): Promise<string> {
  const regard = async (ecran: string): Promise<void> => {
    if (regarde) await expectAccessible(page, ecran);
  };
  await main.press(page.getByRole('navigation').getByRole('link', { name: 'Rapports' }));
  await regard('rapports');
  await main.press(page.getByRole('link', { name: 'Préparer un rapport' }));
  await regard('préparer un rapport');
  await main.choose(page.locator('input[name="audience"][value="open"]'));
  await main.press(page.getByRole('button', { name: 'Voir le projet' }));
  await expect(page.getByText('C’est encore un projet')).toBeVisible();
  await expect(page.locator('figure svg').first()).toBeVisible();
  await regard('projet de rapport');
  await main.press(page.getByRole('button', { name: 'Figer le rapport' }));
  await expect(page.getByText('Rapport figé. Il ne changera plus.')).toBeVisible();
  await regard('rapport figé');
  return new URL(page.url()).pathname;
}

async function expectDownloads(page: Page, adresse: string): Promise<void> {
  await page.getByText('Télécharger ces tableaux').first().click();
  const liens = page.locator(`a[href^="${adresse}/"][download]`);
  const hrefs = await liens.evaluateAll((tous) => tous.map((un) => un.getAttribute('href') ?? ''));
  expect(hrefs.length).toBeGreaterThan(8);
  for (const href of hrefs) {
    const reponse = await page.request.get(href);
    expect([href, reponse.status()]).toEqual([href, 200]);
    expect((await reponse.body()).length).toBeGreaterThan(50);
  }
  const ods = await page.request.get(hrefs.find((href) => href.endsWith('.ods')) ?? '');
  expect((await ods.body()).subarray(0, 2).toString('latin1')).toBe('PK');
}

for (const main of [souris, clavier])
  test(`préparer, relire, figer, lire (${main.name})`, async ({ page }) => {
    test.setTimeout(180_000);
    const premiere = main === souris;
    const coordination = main(page);
    await signIn(page, coordination, 'marie@demo');
    const adresse = await prepareAndFreeze(page, coordination, premiere);
    await signOut(page, coordination);

    const financeur = main(page);
    await signIn(page, financeur, 'herve@demo');
    await expect(h1(page)).toHaveText('Rapports');
    if (premiere) await expectAccessible(page, 'rapports du financeur');
    await financeur.press(page.locator(`a[href="${adresse}"]`));
    const hash = (await page.locator('code.adresse').last().textContent()) ?? '';
    expect(hash).toMatch(/^sha256:[0-9a-f]{64}$/);
    await expectDownloads(page, adresse);
    await financeur.press(page.getByRole('link', { name: 'Vérifier ce rapport' }).first());
    await expect(page.getByText('Ce rapport n’a pas changé depuis qu’il a été figé.')).toBeVisible();
    await expect(page.locator('main')).toContainText(hash);
    if (premiere) await expectAccessible(page, 'vérification');
    await page.goto('/tableau');
    await expect(h1(page)).toHaveText('Cette page ne vous est pas ouverte');
    if (premiere) await expectAccessible(page, 'page fermée');
    await financeur.press(page.getByRole('link', { name: /Revenir à/ }));
    await expect(h1(page)).toHaveText('Rapports');
  });

test('le rapport imprimé porte son empreinte au pied de chaque page', async ({ page }) => {
  await signIn(page, souris(page), 'herve@demo');
  await page.locator('main h3 a').first().click();
  await expect(page.locator('.rapport-pied')).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  const pied = page.locator('.rapport-pied');
  await expect(pied).toBeVisible();
  await expect(pied).toContainText(/Empreinte sha256:[0-9a-f]{64}/);
  // A group of this kind is what browsers print again on every page.
  expect(await pied.evaluate((noeud) => getComputedStyle(noeud).display)).toBe('table-footer-group');
  await expect(page.locator('main .actions').first()).toBeHidden();
});

test.describe('sans compte ni JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('les données ouvertes se lisent et s’emportent', async ({ page }) => {
    await page.goto('/donnees-ouvertes');
    await expect(h1(page)).toHaveText('Données ouvertes');
    await page.getByRole('link', { name: 'Interventions' }).first().click();
    await expect(page.getByRole('table').first()).toBeVisible();
    await expect(page.getByText('npx porte-plume-statistiques verify')).toBeVisible();
    for (const nom of ['table.csv', 'certificat.json', 'spec.json']) {
      const href = (await page.locator(`a[href$="/${nom}"]`).getAttribute('href')) ?? '';
      expect((await page.request.get(href)).status()).toBe(200);
    }
    await page.goto('/connexion');
    expect((await page.request.get('/donnees-ouvertes/catalogue.jsonld')).status()).toBe(200);
  });
});

test('les données ouvertes sont accessibles', async ({ page }) => {
  await page.goto('/donnees-ouvertes');
  await expectAccessible(page, 'données ouvertes');
  await page.getByRole('link', { name: 'Interventions' }).first().click();
  await expectAccessible(page, 'jeu de données');
});

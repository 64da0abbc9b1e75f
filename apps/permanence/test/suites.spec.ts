// After the signature: stopping in two taps, stopping with the code of the copy, a third party's check, what is due.
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris, type Main } from './support/main.ts';
import { fillEntry, openPermanence, signIn, signMandat } from './support/parcours.ts';

const CODE = /[MRT][2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{5}/g;

/** A signed mandate, on its page, without what follows a signature just made. */
async function openMandat(page: Page): Promise<string> {
  const main = souris(page);
  await signIn(page, main, 'pia@demo');
  await openPermanence(page, main);
  await fillEntry(page, main, 'payer mon loyer');
  await signMandat(page, main, async () => {
    await main.choose(page.locator('input[name="forme"][value="nom_ecrit"]'));
    await main.write(page.getByLabel('Écrivez votre prénom et votre nom'), 'Zélie Exemple');
  });
  const adresse = new URL(page.url()).pathname;
  await page.goto(adresse);
  return adresse;
}

/** The codes printed on the person's copy, and the address of its QR. */
async function readCopie(page: Page, adresse: string): Promise<{ arret: string; lien: string }> {
  const html = await (await page.request.get(`${adresse}/document`)).text();
  const arret = [...html.matchAll(CODE)].map(([code]) => code).find((code) => code.startsWith('R'));
  const lien = /href="[^"]*(\/v\/M[^"]+#sha256=[0-9a-f]{64})"/.exec(html)?.[1];
  if (arret === undefined || lien === undefined) throw new Error('a copy without codes');
  return { arret, lien };
}

test('arrêter un mandat en deux gestes, à la souris puis au clavier', async ({ page }) => {
  test.setTimeout(180_000);
  await openMandat(page);
  await expectAccessible(page, 'mandat');
  const main = souris(page);
  await main.unfold(page.getByText('Arrêter ce mandat'));
  await main.press(page.getByRole('button', { name: 'Arrêter le mandat maintenant' }));
  await expect(page.getByText('Mandat arrêté.')).toBeVisible();
  expect(main.gestes()).toBe(2);
  await expectAccessible(page, 'mandat arrêté');
  const pdf = await page.request.get(
    (await page.getByRole('link', { name: 'Certificat d’arrêt' }).getAttribute('href')) ?? '',
  );
  expect((await pdf.body()).subarray(0, 5).toString('latin1')).toBe('%PDF-');
});

async function stopByCode(page: Page, main: Main, code: string): Promise<void> {
  await page.goto('/arreter');
  await main.write(page.getByLabel('Votre code d’arrêt'), code);
  await main.press(page.getByRole('button', { name: 'Continuer' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Arrêter ce mandat/);
  await main.press(page.getByRole('button', { name: 'Oui, j’arrête ce mandat' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('C’est fait');
}

test('la personne arrête son mandat avec le code de sa copie, sans compte, au clavier', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const adresse = await openMandat(page);
  const { arret } = await readCopie(page, adresse);
  const passant = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  await passant.goto('/arreter');
  await expectAccessible(passant, 'arrêter');
  await passant.getByLabel('Votre code d’arrêt').fill('R2222');
  await passant.getByRole('button', { name: 'Continuer' }).click();
  await expect(passant.getByRole('alert')).toBeFocused();
  await expect(passant.getByLabel('Votre code d’arrêt')).toHaveValue('R2222');
  await expectAccessible(passant, 'arrêter, code inconnu');
  await stopByCode(passant, clavier(passant), arret.toLowerCase().replaceAll('-', ' '));
  await expectAccessible(passant, 'arrêter, fait');
  expect(passant.url()).not.toContain('R');
  // Nothing was kept: the page where the code was typed is gone from the browser's history.
  await expect(passant.goBack()).rejects.toThrow('ERR_CACHE_MISS');
  await passant.context().close();
  await page.goto(adresse);
  await expect(page.getByText('par la personne, avec le code de sa copie')).toBeVisible();
  await page.goto('/echeances');
  await expect(page.getByRole('heading', { name: /Arrêtés par la personne/ })).toBeVisible();
  await expectAccessible(page, 'échéances');
});

test.describe('sans JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('le code de la copie arrête le mandat', async ({ page, context }) => {
    const adresse = await openMandat(page);
    const { arret, lien } = await readCopie(page, adresse);
    await context.clearCookies();
    await page.goto(lien);
    await expect(page.getByText('Texte signé')).toBeVisible();
    await expect(page.getByText('Ce papier est celui qui est enregistré')).toBeHidden();
    await stopByCode(page, souris(page), arret);
    await page.goto(lien);
    await expect(page.getByText('Arrêté', { exact: true })).toBeVisible();
  });
});

test('un organisme vérifie, la personne voit qui a regardé, le papier se reconnaît', async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000);
  const adresse = await openMandat(page);
  const { lien } = await readCopie(page, adresse);
  await page.getByText('Donner un code à un organisme').click();
  await page.getByLabel('Pour qui').selectOption('caf');
  await page.getByRole('button', { name: 'Créer le code' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Code pour un organisme');
  await expectAccessible(page, 'bulletin');
  const code = (await page.locator('main code').first().textContent()) ?? '';

  const tiers = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
  await tiers.goto('/v');
  await expectAccessible(tiers, 'vérifier');
  await tiers.getByLabel('Code à vérifier').fill(code);
  await tiers.getByRole('button', { name: 'Vérifier' }).click();
  await expect(tiers.getByText('Z. E.')).toBeVisible();
  await expectAccessible(tiers, 'vérifier, tiers');
  await tiers.goto(lien);
  await expect(tiers.getByText('Oui. Ce papier est celui qui est enregistré.')).toBeVisible();
  await expectAccessible(tiers, 'vérifier, papier');
  await tiers.goto('about:blank');
  await tiers.goto(lien.replace(/[0-9a-f]{8}$/, '00000000'));
  await expect(tiers.getByText('Ce papier n’est pas celui qui est enregistré.')).toBeVisible();
  await tiers.context().close();

  await page.getByRole('link', { name: 'Revenir au mandat' }).click();
  await page.getByText('Une consultation').click();
  await expectAccessible(page, 'mandat, code consulté');
  await page.getByRole('link', { name: 'Autre chose est arrivé' }).click();
  for (const pli of await page.locator('summary').all()) await pli.click();
  await expectAccessible(page, 'autre chose est arrivé');
});

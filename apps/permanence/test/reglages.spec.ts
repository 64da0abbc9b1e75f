// How pages are shown, and those that explain: a choice follows from page to page, and everybody reads the rest.
import { askBase } from './support/base.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris } from './support/main.ts';
import { openFromMenu, openPermanence, signIn, signOut } from './support/parcours.ts';

for (const hand of [souris, clavier])
  test(`affichage, aide, plan, charte, puis l’avis dans une autre langue (${hand.name})`, async ({
    page,
    application: { dossier },
  }) => {
    const main = hand(page);
    const h1 = page.getByRole('heading', { level: 1 });
    const html = page.locator('html');
    await signIn(page, main, 'pia@demo');
    await openPermanence(page, main);
    await openFromMenu(page, main, 'Affichage et langue');
    await main.choose(page.locator('input[name="taille"][value="150"]'));
    await main.choose(page.locator('input[name="theme"][value="sombre"]'));
    await main.choose(page.locator('input[name="langue"][value="ar"]'));
    const avant = await h1.evaluate((noeud) => parseFloat(getComputedStyle(noeud).fontSize));
    await main.press(page.getByRole('button', { name: 'Garder' }));
    await expect(page.getByRole('status')).toBeVisible();

    await openFromMenu(page, main, 'Aide');
    await expect(html).toHaveAttribute('data-taille', '150');
    expect(await h1.evaluate((noeud) => parseFloat(getComputedStyle(noeud).fontSize))).toBeGreaterThan(avant);
    await expect(page.locator('meta[name="color-scheme"]')).toHaveAttribute('content', 'dark');
    await expect(html).toHaveAttribute('lang', 'fr');
    await expect(page.getByRole('table')).toContainText('F9');
    await main.press(page.locator('main').getByRole('link', { name: 'Relances' }));
    await expect(h1).toHaveText('Relances');

    const pied = page.locator('footer');
    await main.press(pied.getByRole('link', { name: 'Plan' }));
    await main.press(page.locator('main').getByRole('link', { name: 'Diagnostic' }));
    await expect(h1).toHaveText('Diagnostic');
    await expect(html).toHaveAttribute('data-taille', '150');
    await page.goto('/charte');
    await expect(page.getByRole('button')).toHaveText([/Quitter/]);
    await main.press(page.locator('main').getByRole('link', { name: /Revenir/ }));
    await expect(h1).toHaveText('Votre permanence est ouverte');

    // A charter that changed is signed before anything else, then leads where one was going.
    await askBase(dossier, "update compte set charte_signee_le = null where identifiant = 'pia@demo'");
    await page.goto('/relances');
    await expect(h1).toHaveText('La charte');
    const signer = page.getByRole('button', { name: 'Signer' });
    await main.press(signer);
    await expect(page.getByRole('alert')).toBeFocused();
    await expect(page.getByRole('alert')).toContainText('Cochez la case pour signer la charte.');
    await main.choose(page.locator('input[name="accepte"]'));
    await main.press(signer);
    await expect(h1).toHaveText('Relances');
    const signee = "select 1 from compte where identifiant = 'pia@demo' and charte_signee_le is not null";
    expect(await askBase(dossier, signee)).toHaveLength(1);
    await page.goto('/');

    const countAvis = async (): Promise<number[]> => {
      const [lu] = await askBase<{ cinq: number; passes: number }>(
        dossier,
        'select (count(*) filter (where visage = 5))::int as cinq, (count(*) filter (where visage is null))::int as passes from avis',
      );
      return [lu?.cinq ?? 0, lu?.passes ?? 0];
    };
    const [cinq = 0, passes = 0] = await countAvis();

    await main.press(page.getByRole('link', { name: /Demander son avis/ }));
    await expect(html).toHaveAttribute('dir', 'rtl');
    await expect(html).toHaveAttribute('data-taille', '150');
    await expect(page.locator('button[name="visage"].role')).toHaveCount(5);
    await main.press(page.locator('button[name="visage"][value="5"]'));
    await expect(page.getByRole('status')).toBeVisible();
    await main.press(page.getByRole('link', { name: 'Une autre réponse' }));
    await main.press(page.locator('button[name="visage"][value="passe"]'));
    await expect(page.getByRole('status')).toBeVisible();
    expect(await countAvis()).toEqual([cinq + 1, passes + 1]);
    await page.goto('/');
    await signOut(page, main);
  });

test('sans compte, au clavier\u00a0: français simple, accessibilité, confidentialité', async ({ page }) => {
  const main = clavier(page);
  const h1 = page.getByRole('heading', { level: 1 });
  await page.goto('/affichage?langue=fr-simple');
  await main.choose(page.locator('input[name="taille"][value="200"]'));
  await main.press(page.locator('main .bouton-premier'));
  await expect(page.getByRole('status')).toBeVisible();
  const pied = page.locator('footer');
  await main.press(pied.getByRole('link').nth(3));
  await expect(page).toHaveURL(/\/confidentialite/);
  // The choice is this screen's, whatever the address says.
  await page.goto('/confidentialite');
  await expect(page.locator('main a[aria-current="true"]')).toHaveAttribute('href', /langue=fr-simple/);
  await expect(page.locator('html')).toHaveAttribute('data-taille', '200');
  await main.press(pied.locator('a[href="/accessibilite"]'));
  await expect(h1).toHaveText('Accessibilité');
  await expect(page.getByRole('table').getByRole('row')).toHaveCount(14);
  const csv = await page.request.get('/accessibilite.csv');
  expect((await csv.text()).trim().split('\n').length).toBe(107);
});

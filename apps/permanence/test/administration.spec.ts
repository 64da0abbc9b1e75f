// The administration's own work: an account invited, its link, its roles, its closing; a lieu; sessions that are closed.
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { askBase } from './support/base.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris, type Main } from './support/main.ts';
import { signIn } from './support/parcours.ts';

const COURRIEL = 'zoe.canarinelle@structure.example';
const h1 = (page: Page) => page.getByRole('heading', { level: 1 });
const fait = (page: Page) => page.getByRole('status');

/** An empty sheet says all that is missing; filled, it gives the link to hand over. */
async function invite(page: Page, main: Main): Promise<string> {
  await main.press(page.getByRole('link', { name: 'Ajouter un compte' }));
  const creer = page.getByRole('button', { name: 'Créer le compte' });
  await main.press(creer);
  const resume = page.getByRole('alert');
  await expect(resume).toBeFocused();
  await expect(resume.getByRole('listitem')).toHaveCount(3);
  await main.press(resume.getByRole('link', { name: 'Écrivez le prénom et le nom.' }));
  await main.write(page.getByLabel('Prénom et nom'), 'Zoé Canarinelle');
  await main.write(page.getByLabel('Adresse de courriel professionnelle'), COURRIEL);
  await main.choose(page.locator('input[name="roles"][value="benevole"]'));
  await main.press(creer);
  return readLien(page);
}

/** The link is in hand as the page opens: one copies it without looking for it. */
async function readLien(page: Page): Promise<string> {
  const lien = page.getByLabel('Lien d’invitation');
  await expect(lien).toBeFocused();
  const choisi = await lien.evaluate((champ: HTMLInputElement) =>
    champ.value.slice(champ.selectionStart ?? 0, champ.selectionEnd ?? 0),
  );
  expect(choisi).toMatch(/\/invitation\/[\w-]{43}$/);
  return new URL(choisi).pathname;
}

for (const main of [souris, clavier])
  test(`un compte invité, un autre lien, un rôle, un lieu qui change, un compte fermé (${main.name})`, async ({
    page,
    application: { dossier },
  }) => {
    const hand = main(page);
    const statut = async (lien: string): Promise<number> => (await page.request.get(lien)).status();
    const readCompte = () =>
      askBase(dossier, 'select roles, actif from compte where identifiant = $1', [COURRIEL]);
    await signIn(page, hand, 'admin@demo');
    await expect(h1(page)).toHaveText('Comptes');

    const premier = await invite(page, hand);
    expect(await readCompte()).toEqual([{ roles: ['benevole'], actif: true }]);
    expect(await statut(premier)).toBe(200);
    await expect(page.locator('main')).toContainText('aucune, une invitation attend');

    await hand.press(page.getByRole('button', { name: 'Faire un nouveau lien' }));
    const second = await readLien(page);
    expect([await statut(premier), await statut(second)]).toEqual([404, 200]);

    await hand.choose(page.locator('input[name="roles"][value="accueil"]'));
    await hand.press(page.getByRole('button', { name: 'Enregistrer les rôles' }));
    await expect(fait(page)).toHaveText('Les rôles sont enregistrés.');
    await expect(fait(page)).toBeFocused();
    expect(await readCompte()).toEqual([{ roles: ['benevole', 'accueil'], actif: true }]);

    await hand.press(page.getByRole('button', { name: 'Fermer le compte' }));
    await expect(h1(page)).toHaveText('Un compte fermé');
    expect(await statut(second)).toBe(404);
    expect((await readCompte())[0]).toMatchObject({ actif: false });

    await hand.press(page.getByRole('link', { name: 'Lieux', exact: true }));
    await hand.press(page.locator('main .fil a').first());
    const commune = await page.getByLabel('Code Insee de la commune').inputValue();
    await hand.write(page.getByLabel('Nom', { exact: true }), 'Maison des canaris');
    await hand.press(page.getByRole('button', { name: 'Enregistrer' }));
    await expect(fait(page)).toBeFocused();
    await expect(page.locator('main .fil')).toContainText('Maison des canaris');
    // Whoever looks for where to come reads the new name.
    const ouVenir = await page.request.get(`/ou-venir/departement-de-demonstration-loire/commune/${commune}`);
    expect(await ouVenir.text()).toContain('Maison des canaris');
    test.info().annotations.push({ type: 'gestes', description: `${hand.nom} : ${hand.gestes()}` });
  });

for (const hand of [souris, clavier])
  test(`le logo de la structure : un fichier refusé, un autre, sa page publique, puis plus rien (${hand.name})`, async ({
    page,
  }) => {
    const main = hand(page);
    const logo = page.locator('header .logo');
    const fichier = page.getByLabel('Fichier d’un autre logo');
    await signIn(page, main, 'admin@demo');
    await main.press(page.getByRole('link', { name: 'Structure', exact: true }));
    // Seen, not only asked for: the policy of the page lets it in.
    const width = () => logo.evaluate((image: HTMLImageElement) => image.naturalWidth);
    await expect.poll(width).toBe(192);

    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"/>');
    await main.join(fichier, { name: 'logo.png', mimeType: 'image/png', buffer: svg });
    await main.press(page.getByRole('button', { name: 'Changer le logo' }));
    const resume = page.getByRole('alert');
    await expect(resume).toBeFocused();
    await main.press(resume.getByRole('link', { name: /dessin SVG/ }));
    await expect(fichier).toBeFocused();
    const image = await page.screenshot({ clip: { x: 0, y: 0, width: 64, height: 48 } });
    await main.join(fichier, { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: image });
    await main.press(page.getByRole('button', { name: 'Changer le logo' }));
    await expect(fait(page)).toHaveText('Le logo de la structure est enregistré.');
    await expect.poll(width).toBe(64);
    await expect(page.getByRole('img', { name: /^Logo actuel de Département/ })).toBeVisible();
    await expectAccessible(page, 'structure, avec un logo');

    await main.choose(page.locator('input[name="theme"][value="lagune"]'));
    await main.press(page.getByRole('button', { name: 'Changer les couleurs' }));
    await expect(fait(page)).toHaveText('Les couleurs de la structure sont enregistrées.');
    await page.goto('/ou-venir');
    await main.press(page.getByRole('link', { name: /Loire/ }));
    await expect(h1(page)).toHaveText('Où et quand venir');
    await expect(page.getByRole('link', { name: /^Département de démonstration \(Loire\)/ })).toBeVisible();
    await expect.poll(width).toBe(64);
    await expect(page.locator('link[href*="/theme-lagune.css"]')).toHaveCount(1);

    await page.goto('/administration/structure');
    await main.press(page.getByRole('button', { name: 'Retirer le logo' }));
    await expect(fait(page)).toHaveText('Le logo est retiré.');
    await expect(logo).toHaveCount(0);
    await page.goto('/ou-venir');
    await main.press(page.getByRole('link', { name: /Loire/ }));
    await expect(h1(page)).toHaveText('Où et quand venir');
    // Asked five minutes ago at most, a page of everybody’s may be the one before.
    await page.reload();
    await expect(logo).toHaveCount(0);
  });

test('mes sessions : une autre se ferme au clavier, toutes les autres à la souris', async ({
  page,
  browser,
  baseURL,
  application: { dossier },
}) => {
  const elsewhere = async (): Promise<Page> => {
    const autre = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
    await signIn(autre, souris(autre), 'marc@demo');
    return autre;
  };
  const ailleurs = [await elsewhere(), await elsewhere(), await elsewhere()] as const;
  const close = page.getByRole('button', { name: /^Fermer la session/ });
  const countSessions = async (): Promise<number> =>
    (
      await askBase(
        dossier,
        "select 1 from session s join compte c on (c.org_id, c.id) = (s.org_id, s.compte_id) where c.identifiant = 'marc@demo'",
      )
    ).length;
  const keys = clavier(page);
  await signIn(page, keys, 'marc@demo');
  await keys.press(page.getByRole('link', { name: 'Marc Vialle' }));
  await expect(h1(page)).toHaveText('Mes sessions');
  await expect(close).toHaveCount(3);
  expect(await countSessions()).toBe(4);

  const avant = keys.gestes();
  await keys.press(close.first());
  await expect(fait(page)).toHaveText('La session est fermée.');
  await expect(fait(page)).toBeFocused();
  const auClavier = keys.gestes() - avant;
  await expect(close).toHaveCount(2);
  expect(await countSessions()).toBe(3);
  const ouverts = async (): Promise<number> => {
    for (const un of ailleurs) await un.goto('/sessions');
    return ailleurs.filter((un) => !un.url().endsWith('/connexion')).length;
  };
  expect(await ouverts()).toBe(2);

  const hand = souris(page);
  await hand.press(page.getByRole('button', { name: 'Fermer toutes les autres' }));
  await expect(fait(page)).toHaveText('2 sessions sont fermées.');
  await expect(close).toHaveCount(0);
  expect(await ouverts()).toBe(0);
  expect(await countSessions()).toBe(1);
  for (const un of ailleurs) await un.context().close();
  test.info().annotations.push({ type: 'gestes', description: `clavier : ${auClavier}, souris : 1` });
});

// Forms cut on their way, and a device that was locked: nothing typed is lost, nothing counts twice, nobody is confused.
import type { Page } from '@playwright/test';
import { askBase } from './support/base.ts';
import { expect, test } from './support/essai.ts';
import { CODE, cut, dumpStorage, openPoste } from './support/poste.ts';

const NOM = 'Coupurelle';
const choose = (page: Page, nom: string, valeur: string) =>
  page.locator('label', { has: page.locator(`input[name="${nom}"][value="${valeur}"]`) }).click();
const dit = (page: Page) => page.locator('[data-dit]');
const save = (page: Page) => page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();

/** The page of the device, once the worker knows that the network is cut. */
async function openShell(page: Page, adresse: string): Promise<void> {
  await expect(async () => {
    await page.goto(adresse);
    await expect(dit(page)).toBeAttached({ timeout: 1_000 });
  }).toPass();
}

async function lock(page: Page): Promise<void> {
  await page.goto('/hors-connexion');
  await page.getByRole('button', { name: 'Verrouiller ce poste' }).click();
  await expect(page.getByRole('heading', { name: 'Ce poste est verrouillé' })).toBeVisible();
}

async function giveCode(page: Page): Promise<void> {
  await page.getByLabel('Code de ce poste').fill(CODE);
  await page.getByRole('button', { name: 'Déverrouiller', exact: true }).click();
}

test('une fiche coupée garde la personne nommée ; un homonyme se tranche au retour ; un autre écran se renvoie', async ({
  page,
  context,
  application,
}) => {
  await openPoste(page);
  const nomme = async (): Promise<void> => {
    await page.goto('/accueil');
    await page.getByText('Nouvelle personne à suivre').click();
    await page.getByLabel('Prénom', { exact: true }).fill('Odilon');
    await page.getByLabel('Nom', { exact: true }).fill(NOM);
    await page.getByLabel('Année de naissance').fill('1951');
    await page.locator('#resultats label').first().click();
    await choose(page, 'mode', 'faire_avec');
    await choose(page, 'issue', 'finalisee');
  };
  const personnes = async () =>
    (
      await askBase<{ personne: string }>(
        application.dossier,
        "select donnees->'personne'->>'id' as personne from intervention where donnees->'personne'->>'nature' = 'suivie' and donnees->>'creeLe' >= $1 order by id",
        [depuis],
      )
    ).map(({ personne }) => personne);
  const depuis = new Date().toISOString();

  await test.step('twice the same name, each cut while it was sent', async () => {
    for (let rang = 0; rang < 2; rang += 1) {
      await nomme();
      await cut(context, true);
      await save(page);
      await expect(dit(page)).toContainText('Le nom de la personne part chiffré');
      await expect(page.getByLabel('Nom', { exact: true })).toHaveValue(NOM);
      await save(page);
      await expect(dit(page)).toContainText('Gardé sur ce poste');
      if (rang === 0) {
        const { ouvert, scelle } = await dumpStorage(page);
        expect((ouvert + scelle).includes(NOM), 'sealed, never in the open').toBe(false);
      }
      await cut(context, false);
      await page.goto('/hors-connexion');
      if (rang === 0) await expect(page.getByText('Rien n’attend')).toBeVisible();
    }
  });

  await test.step('the second one asks who she is; nothing is recorded until then', async () => {
    await expect(page.locator('[data-op]')).toContainText('Est-ce la même personne');
    expect(await personnes()).toHaveLength(1);
    await page.locator('[data-op] label', { hasText: 'C’est quelqu’un d’autre' }).click();
    await page.getByRole('button', { name: 'Garder ces choix' }).click();
    await expect(page.getByText('Rien n’attend')).toBeVisible();
    expect(new Set(await personnes()).size, 'two people').toBe(2);
  });

  await test.step('a form of another screen is held by its page, and sent again', async () => {
    await page.goto('/');
    await page.getByText('Clore la permanence').click();
    await cut(context, true);
    await page.getByRole('button', { name: 'Clore maintenant' }).click();
    await expect(page.getByRole('heading', { name: 'Ce que vous avez saisi est encore là' })).toBeVisible();
    await cut(context, false);
    await page.getByRole('button', { name: 'Renvoyer maintenant' }).click();
    await expect(page.getByText('Permanence close.')).toBeVisible();
  });
});

test('un poste verrouillé : ce qui vient d’être tapé gagne, ce qui attendait reste, fiche et lignes', async ({
  page,
  context,
}) => {
  await openPoste(page);
  await cut(context, true);

  await test.step('an entry begins, and waits for its mandate', async () => {
    await openShell(page, '/accueil');
    await page.getByLabel('Que vient faire la personne').fill('rsa');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await choose(page, 'demarche', 'rsa');
    await choose(page, 'mode', 'faire_a_la_place_present');
    await page
      .locator('label', { has: page.locator('input[name="motifPour"]') })
      .first()
      .click();
    await choose(page, 'issue', 'finalisee');
    await save(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mandat');
  });

  await test.step('another is typed while the device is locked: it is kept as it was typed', async () => {
    await lock(page);
    await openShell(page, '/accueil');
    await page.locator('#resultats label').first().click();
    await choose(page, 'mode', 'informer');
    await choose(page, 'issue', 'a_poursuivre');
    await save(page);
    await giveCode(page);
    await expect(dit(page)).toContainText('Gardé sur ce poste');
    await expect(dit(page)).toContainText('Ce qui était commencé attend');
    await page.getByRole('button', { name: /^Reprendre la fiche commencée/ }).click();
    await expect(page.locator('input[name="demarche"]:checked')).toHaveValue('rsa');
    await expect(page.locator('input[name="mode"][value="faire_a_la_place_present"]')).toBeChecked();
    await choose(page, 'mode', 'faire_avec');
    await save(page);
    await expect(dit(page)).toContainText('Gardé sur ce poste');
  });

  await test.step('rows that waited, and rows typed while it was locked: both are there', async () => {
    await openShell(page, '/feuille');
    await page.locator('input[name="d1"]').fill('xyzzy');
    await page.locator('input[name="m1"]').fill('1');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).last().click();
    await expect(page.locator('tr.fautes')).toBeVisible();
    await lock(page);
    await expect(page.locator('[data-commencees]')).toContainText('Une ligne de la feuille');
    await openShell(page, '/feuille');
    await page.locator('input[name="d1"]').fill('ywwxz');
    await page.locator('input[name="m1"]').fill('2');
    await page.keyboard.press('Tab');
    await giveCode(page);
    await expect(page.locator('input[name="d2"]')).toHaveValue('xyzzy');
    await expect(page.locator('input[name="d1"]')).toHaveValue('ywwxz');
    await page.locator('input[name="t1"]').fill('5');
    await page.keyboard.press('Tab');
    await openShell(page, '/feuille');
    await expect(page.locator('input[name="d2"]')).not.toHaveValue('');
    const lues = await Promise.all([1, 2].map((rang) => page.locator(`input[name="d${rang}"]`).inputValue()));
    expect(lues.sort()).toEqual(['xyzzy', 'ywwxz']);
  });

  await test.step('back: what is kept leaves; what is begun is listed, and finished with the network too', async () => {
    await cut(context, false);
    await page.goto('/hors-connexion');
    await expect(page.locator('[data-op]')).toHaveCount(0, { timeout: 20_000 });
    await expect(page.locator('[data-commencees]')).toContainText('2 lignes de la feuille');
    await page.getByRole('link', { name: 'Finir : 2 lignes de la feuille' }).click();
    await expect(page.locator('input[name="d2"]')).not.toHaveValue('');
    for (const rang of [1, 2]) {
      await page.locator(`input[name="d${rang}"]`).fill('RSA');
      await page.locator(`input[name="m${rang}"]`).fill('1');
      await page.locator(`input[name="i${rang}"]`).fill('1');
    }
    await page.getByRole('button', { name: 'Enregistrer', exact: true }).last().click();
    await expect(dit(page)).toContainText('2 fiches gardées');
    await page.goto('/hors-connexion');
    await expect(page.getByText('Rien n’attend')).toBeVisible({ timeout: 20_000 });
    await page.goto('/');
    await expect(page.getByRole('heading', { name: '4 fiches aujourd’hui' })).toBeVisible();
  });
});

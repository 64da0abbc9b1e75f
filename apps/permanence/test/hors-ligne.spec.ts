import { souris } from './support/main.ts';
import { cut, dumpStorage, prepare } from './support/poste.ts';
import { expect, test } from './support/essai.ts';
import { openPermanence, signIn } from './support/parcours.ts';

const PRENOM = 'Zéphyrine';
const NOM = 'Quatrevaux';

test('without network: the day, an entry, a mandate and a diagnostic are kept sealed, then stored once', async ({
  page,
  context,
}) => {
  await signIn(page, souris(page), 'pia@demo');
  await openPermanence(page, souris(page));
  await prepare(page);
  await cut(context, true);

  await test.step('the day, to read', async () => {
    await page.goto('/');
    await expect(page.getByText('À lire seulement')).toBeVisible();
    await expect(page.locator('[data-ouverte]')).toBeVisible();
  });

  await test.step('an entry', async () => {
    await page.getByRole('link', { name: 'Accueillir une personne' }).click();
    await page.getByLabel('Que vient faire la personne').fill('carte grise');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await expect(page.locator('#resultats label').first()).toContainText('grise');
    await page.locator('#resultats label').first().click();
    await page.locator('label', { has: page.locator('input[name="mode"][value="informer"]') }).click();
    await page.locator('label', { has: page.locator('input[name="issue"][value="finalisee"]') }).click();
    await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
    await expect(page.locator('[data-dit]')).toContainText('Gardé sur ce poste');
    await expect(page.locator('.pastille')).toContainText('Une saisie attend');
  });

  await test.step('a diagnostic of that person', async () => {
    await page.goto('/diagnostic');
    await page.getByRole('button', { name: 'Commencer' }).click();
    for (let rang = 0; rang < 3; rang += 1)
      await page.locator('[data-ecran^="question:"]:not([hidden]) button').first().click();
    while (await page.locator('[data-ecran="montrer"]').isVisible())
      await page.locator('[data-ecran="montrer"] button').first().click();
    await page.getByRole('button', { name: 'Garder ce résultat' }).click();
    await expect(page.locator('[data-dit]')).toContainText('gardé sur ce poste');
  });

  await test.step('an entry that asks for a mandate, and the mandate', async () => {
    await page.goto('/accueil');
    await page.getByLabel('Que vient faire la personne').fill('rsa');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.locator('#resultats label', { hasText: 'sensible' }).first().click();
    const choose = (nom: string, valeur: string) =>
      page.locator('label', { has: page.locator(`input[name="${nom}"][value="${valeur}"]`) }).click();
    await choose('mode', 'faire_a_la_place_present');
    await page
      .locator('label', { has: page.locator('input[name="motifPour"]') })
      .first()
      .click();
    await choose('issue', 'finalisee');
    await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mandat');
    await page.getByLabel('Prénom', { exact: true }).fill(PRENOM);
    await page.getByLabel('Nom', { exact: true }).fill(NOM);
    await page.getByLabel('Année de naissance').fill('1961');
    await choose('capacite', 'aucune_mesure');
    for (const case_ of await page.locator('[data-actes] label').all()) await case_.click();
    await choose('duree', 'mois:6');
    await page.getByRole('button', { name: 'Lire le mandat' }).click();
    await expect(page.locator('[data-texte]')).toContainText(NOM);
    await page
      .locator('label', { has: page.locator('input[name="lecture"]') })
      .first()
      .click();
    await page
      .locator('label', { has: page.locator('input[name="reformulation"]') })
      .first()
      .click();
    await page.getByRole('button', { name: 'Continuer vers la signature' }).click();
    await page.locator('canvas').scrollIntoViewIfNeeded();
    const cadre = await page.locator('canvas').boundingBox();
    if (cadre === null) throw new Error('no frame to sign in');
    await page.mouse.move(cadre.x + 30, cadre.y + 60);
    await page.mouse.down();
    await page.mouse.move(cadre.x + 200, cadre.y + 120, { steps: 8 });
    await page.mouse.up();
    await page.locator('label', { has: page.locator('input[name="accepte"]') }).click();
    await page.getByRole('button', { name: 'Valider le mandat' }).click();
    await expect(page.locator('[data-dit]')).toContainText('Mandat signé');
    await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
    await page.locator('label', { has: page.locator('input[name="accord"][value="oui"]') }).click();
    await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
    await expect(page.locator('[data-dit]')).toContainText('Gardé sur ce poste');
  });

  await test.step('the catalogue', async () => {
    await page.goto('/demarches');
    await page.getByLabel('Que se passe-t-il').fill('permis de conduire');
    await page.keyboard.press('Enter');
    const premiere = page.locator('[data-trouvees] a').first();
    const nom = (await premiere.textContent()) ?? '';
    await premiere.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(nom);
  });

  await test.step('what waits, and nothing personal anywhere', async () => {
    await page.goto('/hors-connexion');
    await expect(page.locator('[data-op]')).toHaveCount(4);
    const { ouvert, scelle } = await dumpStorage(page);
    expect(scelle).toContain('porte-plume/file');
    for (const mot of [PRENOM, NOM, 'Monteil', 'data:image/png'])
      expect((ouvert + scelle).includes(mot), mot).toBe(false);
    for (const mot of ['intervention.enregistrer', 'mandat.signer', 'rsa', 'aucune_mesure', 'payload'])
      expect(scelle.includes(mot), mot).toBe(false);
  });

  await test.step('back: everything is stored, once', async () => {
    await cut(context, false);
    await page.getByRole('button', { name: 'Envoyer maintenant' }).click();
    await expect(page.getByText('Rien n’attend')).toBeVisible({ timeout: 20_000 });
    await page.goto('/');
    await expect(page.getByRole('heading', { name: '2 fiches aujourd’hui' })).toBeVisible();
    await expect(page.locator('.fil li', { hasText: 'mandat' })).toHaveCount(1);
  });
});

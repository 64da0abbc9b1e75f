// The entry itself: how few gestures it costs, and what a wrong one answers.
import { expect, test } from './support/essai.ts';
import { souris } from './support/main.ts';
import { openPermanence, signIn } from './support/parcours.ts';

test.beforeEach(async ({ page }) => {
  await signIn(page, souris(page), 'pia@demo');
  await openPermanence(page, souris(page));
});

test('une fiche simple en six gestes de souris au plus', async ({ page }) => {
  await page.goto('/accueil');
  const main = souris(page);
  await main.choose(page.locator('input[name="demarche"]').first());
  await main.choose(page.locator('input[name="mode"][value="informer"]'));
  await main.choose(page.locator('input[name="issue"][value="finalisee"]'));
  await main.choose(page.locator('input[name="trancheAge"]').first());
  await main.press(page.getByRole('button', { name: 'Enregistrer, personne suivante' }));
  await expect(page.getByText(/^Enregistré/)).toBeVisible();
  expect(main.gestes()).toBeLessThanOrEqual(6);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Une fiche aujourd’hui' })).toBeVisible();
});

test('une fiche simple au clavier : des chiffres, puis Entrée', async ({ page }) => {
  await page.goto('/accueil');
  await expect(page.locator('input[name="demarche"]').first()).toBeFocused();
  for (const chiffre of ['1', '1', '1', '3']) await page.keyboard.press(chiffre);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Enregistré/)).toBeVisible();
});

test('une fiche incomplète garde ce qui est saisi et dit tout ce qui manque', async ({ page }) => {
  await page.goto('/accueil');
  const main = souris(page);
  await main.choose(page.locator('input[name="mode"][value="informer"]'));
  await main.press(page.getByRole('button', { name: 'Enregistrer, personne suivante' }));
  await expect(page).toHaveTitle(/^Erreur/);
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.locator('input[name="mode"][value="informer"]')).toBeChecked();
});

test('une démarche inconnue, un mandat sans démarche : une page claire, rien d’enregistré', async ({
  page,
  baseURL,
}) => {
  await page.goto('/accueil');
  const champs = await page
    .locator('form[data-ilot="accueil"] input[type="hidden"]')
    .evaluateAll((noeuds) =>
      noeuds.map((noeud) => (noeud instanceof HTMLInputElement ? [noeud.name, noeud.value] : [])),
    );
  const inconnue = await page.request.post('/accueil', {
    headers: { origin: baseURL ?? '' },
    form: {
      ...(Object.fromEntries(champs) as Record<string, string>),
      etape: 'enregistrer',
      demarche: 'demarche-qui-n-existe-pas',
      mode: 'informer',
      issue: 'finalisee',
    },
  });
  expect(inconnue.status()).toBeGreaterThanOrEqual(400);
  expect(inconnue.status()).toBeLessThan(500);
  expect(await inconnue.text()).toMatch(/démarche/i);

  const sansDemarche = await page.goto('/mandat/nouveau');
  expect(sansDemarche?.status()).toBeGreaterThanOrEqual(400);
  expect(sansDemarche?.status()).toBeLessThan(500);
  await expect(page.locator('main')).toContainText('Un mandat porte sur une démarche');

  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Personne pour l’instant' })).toBeVisible();
});

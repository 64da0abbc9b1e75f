// The interview by keyboard alone, at the pace of a desk, and the result that comes from the kiosk.
import { fromRecord, instruments, score } from '@porte-plume/diagnostic';
import { toQr } from '@porte-plume/diagnostic/qr';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris, type Main } from './support/main.ts';
import { openPermanence, signIn } from './support/parcours.ts';

/** A question read aloud, understood and answered (specification of the diagnostic, §14). */
const SECONDES_PAR_QUESTION = 12;
const NARROW = { width: 320, height: 640 };

test.beforeEach(async ({ page }) => {
  const main = souris(page);
  await signIn(page, main, 'pia@demo');
  await openPermanence(page, main);
  await page.goto('/accueil');
  for (const chiffre of ['1', '1', '1', '3']) await page.keyboard.press(chiffre);
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Enregistré/)).toBeVisible();
});

async function press(page: Page, main: Main, nom: string | RegExp): Promise<void> {
  const op = page.locator('input[name="op"]').first();
  const avant = await op.inputValue();
  await main.press(page.getByRole('button', { name: nom, exact: typeof nom === 'string' }));
  await expect(op).not.toHaveValue(avant);
}

const h1 = (page: Page) => page.getByRole('heading', { level: 1 });

test('trois questions au clavier seul, en moins de 90 secondes', async ({ page }) => {
  const main = clavier(page);
  const debut = Date.now();
  await main.press(page.getByRole('link', { name: 'Lui proposer trois questions' }));
  await press(page, main, 'Commencer');
  await expect(page.getByRole('button', { name: 'Écouter la question' })).toBeVisible();
  const sound = await page.request.get((await page.locator('audio').getAttribute('src')) ?? '');
  expect(sound.headers()['content-type']).toContain('audio/mpeg');
  await main.press(page.getByRole('button', { name: 'Écouter la question' }));
  // Enough of it was decoded to be heard.
  await expect
    .poll(() => page.locator('audio').evaluate((son: HTMLAudioElement) => son.readyState))
    .toBeGreaterThanOrEqual(2);
  const avant = main.gestes();
  let questions = 0;
  for (const reponse of ['Ces 3 derniers mois', 'Jamais', 'Non']) {
    await press(page, main, reponse);
    questions += 1;
  }
  expect(main.gestes() - avant, 'a question costs few keys').toBeLessThanOrEqual(questions * 10);
  await expect(h1(page)).toHaveText(/^Encore quelques questions/);
  for (let offre = 0; offre < 3; offre += 1) await press(page, main, 'Pas maintenant');
  await expect(h1(page)).toHaveText('Merci pour vos réponses');
  const machine = (Date.now() - debut) / 1000;
  expect(machine + questions * SECONDES_PAR_QUESTION).toBeLessThanOrEqual(90);
  await main.press(page.getByRole('button', { name: 'Garder ce résultat' }));
  await expect(page.getByText('Les réponses sont effacées.')).toBeVisible();
});

test('au clavier, à 320 px : dire qui répond, corriger, montrer, choisir ; accessible partout', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const main = clavier(page);
  await page.setViewportSize(NARROW);
  await page.goto('/diagnostic');
  await press(page, main, 'Commencer');
  await main.unfold(page.getByText('La personne répond'));
  await main.choose(page.locator('input[name="preuve"][value="proxy"]'));
  await press(page, main, 'Ces 3 derniers mois');
  await expect(page.getByText('Quelqu’un d’autre répond')).toBeVisible();
  await press(page, main, 'Jamais');
  await press(page, main, 'Revoir la réponse d’avant');
  await expect(page.getByText('Réponse à revoir')).toBeVisible();
  await press(page, main, 'Ces 3 derniers mois');
  await press(page, main, 'Oui');
  await expect(h1(page)).toHaveText(/^Me montrer/);
  await press(page, main, 'D’accord, je montre');
  await expect(h1(page)).toHaveText('Montrez-moi');
  await press(page, main, 'Réussi, avec un peu d’aide');
  await press(page, main, 'Je préfère ne pas montrer');

  await expect(h1(page)).toHaveText('Ce que vous souhaitez');
  await main.choose(page.locator('input[name="souhait"][value="etre_accompagne"]'));
  await main.choose(page.locator('input[name="niveau"][value="1"]'));
  await expectAccessible(page, 'diagnostic, souhait');
  await page.setViewportSize(NARROW);
  await press(page, main, 'Continuer');
  await main.choose(page.locator('input[name="frein"][value="I_IUNUSP"]'));
  await main.unfold(page.getByText(/lire, voir, entendre/));
  await main.choose(page.locator('input[name="lecture"][value="avec_aide"]'));
  await expectAccessible(page, 'diagnostic, freins');
  await page.setViewportSize(NARROW);
  await press(page, main, 'Continuer');

  await expect(h1(page)).toHaveText('Voici ce que vous faites déjà');
  await expect(page.getByText('(avec un peu d’aide)')).toBeVisible();
  for (const repli of ['Proposer autre chose', 'Pourquoi ce résultat', 'Les réponses, une par une'])
    await main.unfold(page.getByText(repli, { exact: true }));
  await expect(
    page.getByText('Sa parole est gardée', { exact: false }).or(page.getByText(/sa parole est gardée/)),
  ).toBeVisible();
  await expect(page.getByText('(corrigée ensuite)')).toBeVisible();
  await expectAccessible(page, 'diagnostic, résultat déplié');
  await page.setViewportSize(NARROW);
  await main.choose(page.locator('input[name="suite.0"][value="confirmee"]'));
  await main.press(page.getByRole('button', { name: 'Garder ce résultat' }));
  await expect(h1(page)).toHaveText('Diagnostic gardé');
  await expect(page.getByText('(d’accord)')).toBeVisible();
});

test('le code de la borne : refusé avec sa raison, puis lu', async ({ page }) => {
  const main = clavier(page);
  await page.goto('/diagnostic');
  await main.unfold(page.getByText('La personne a déjà répondu sur la borne'));
  await main.write(page.getByLabel('Code de la borne'), 'https://exemple.fr');
  // A scanner ends what it types with Enter.
  await page.keyboard.press('Enter');
  await expect(page).toHaveTitle(/^Erreur/);
  await expect(page.getByRole('alert')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('Ce code n’est pas un résultat de diagnostic.');
  await expectAccessible(page, 'diagnostic, code refusé');

  const instrument = instruments['insee-illectronisme@2021'];
  if (instrument === undefined) throw new Error('no edition');
  const bilan = score(instrument, fromRecord({ IU: 4 }, { evidence: 'self', le: '2026-11-22T09:00:00Z' }));
  if (!bilan.ok) throw new Error('no result');
  const texte = toQr(bilan.value, [{ code: 'I_IUNUN', evidence: 'self' }]);
  await main.write(page.getByLabel('Code de la borne'), texte);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('group', { name: 'Continuer à venir ici, aussi longtemps' })).toBeVisible();
  expect(page.url()).not.toContain('PPD1');
  await main.press(page.getByRole('button', { name: 'Garder ce résultat' }));
  await expect(page.getByText(/n’utilise pas internet/)).toBeVisible();
});

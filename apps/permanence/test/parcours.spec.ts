// The main job whole, on the real database: from the door to the funder's table.
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { askBase } from './support/base.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris, type Main } from './support/main.ts';
import {
  fillEntry,
  openPermanence,
  readBackAndRecord,
  readTableau,
  RECEPISSE,
  type Regard,
  runDiagnostic,
  signIn,
  signMandat,
  signOut,
} from './support/parcours.ts';

const PIA = 'pia@demo';
const MARIE = 'marie@demo';

async function draw(page: Page): Promise<void> {
  const cadre = page.locator('canvas.signature');
  await cadre.scrollIntoViewIfNeeded();
  const boite = await cadre.boundingBox();
  if (boite === null) throw new Error('no frame to sign in');
  const at = (x: number, y: number): [number, number] => [
    boite.x + x * boite.width,
    boite.y + y * boite.height,
  ];
  await page.mouse.move(...at(0.2, 0.6));
  await page.mouse.down();
  for (const [x, y] of [
    [0.3, 0.3],
    [0.4, 0.7],
    [0.5, 0.3],
    [0.7, 0.6],
  ] as const)
    await page.mouse.move(...at(x, y), { steps: 4 });
  await page.mouse.up();
}

const writeName = (page: Page, main: Main) => async (): Promise<void> => {
  await main.choose(page.locator('input[name="forme"][value="nom_ecrit"]'));
  await main.write(page.getByLabel('Écrivez votre prénom et votre nom'), 'Zélie Exemple');
};

/** The read-back is kept with its receipt: the four last signs, and no more. */
async function expectRecepisse(dossier: string): Promise<void> {
  const acte = [{ relecture: { accord: 'oui', recepisse: 'oui', recepisse4: RECEPISSE } }];
  const lues = await askBase(
    dossier,
    "select 1 from intervention where (donnees->'actes')::jsonb @> $1::jsonb",
    [JSON.stringify(acte)],
  );
  expect(lues).toHaveLength(1);
}

async function wholeJob(
  page: Page,
  main: Main,
  { dossier }: { dossier: string },
  sign: () => Promise<void>,
  regard?: Regard,
): Promise<void> {
  await signIn(page, main, PIA, regard);
  await openPermanence(page, main, regard);
  await fillEntry(page, main, 'payer mon loyer', regard);
  await signMandat(page, main, sign, regard);
  await readBackAndRecord(page, main, regard);
  await expectRecepisse(dossier);
  const { questions, gestesMontres } = await runDiagnostic(page, main, regard);
  expect(questions).toBeGreaterThanOrEqual(3);
  expect(gestesMontres, 'what decides is shown').toBeGreaterThanOrEqual(1);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Une fiche aujourd’hui' })).toBeVisible();
  await regard?.('ma journée, une fiche');
  await signOut(page, main);
  await signIn(page, main, MARIE);
  await readTableau(page, main, regard);
}

test('tout le travail à la souris, accessible à chaque écran', async ({ page, application }) => {
  test.setTimeout(300_000);
  await wholeJob(
    page,
    souris(page),
    application,
    () => draw(page),
    (ecran) => expectAccessible(page, ecran),
  );
});

test('tout le travail au clavier seul', async ({ page, application }) => {
  test.setTimeout(180_000);
  const main = clavier(page);
  await wholeJob(page, main, application, writeName(page, main));
});

test.describe('sans JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('jusqu’à l’intervention enregistrée', async ({ page }) => {
    const main = souris(page);
    await signIn(page, main, PIA);
    await openPermanence(page, main);
    await fillEntry(page, main, 'payer mon loyer');
    await signMandat(page, main, writeName(page, main));
    await readBackAndRecord(page, main);
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Une fiche aujourd’hui' })).toBeVisible();
  });
});

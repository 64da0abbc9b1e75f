import { expect, type Locator, type Page } from '@playwright/test';
import type { Main } from './main.ts';

/** Called on every screen that the journey meets; `ecran` names it in the report. */
export type Regard = (ecran: string) => Promise<void>;

const titre = async (page: Page, attendu: string): Promise<void> =>
  expect(page.getByRole('heading', { level: 1 })).toContainText(attendu);

const RIEN: Regard = async () => Promise.resolve();

export async function signIn(page: Page, main: Main, compte: string, regard: Regard = RIEN): Promise<void> {
  await page.goto('/connexion');
  await regard('connexion');
  await main.press(page.locator(`button[name="compte"][value="${compte}"]`));
  await expect(page.getByRole('button', { name: 'Quitter' })).toBeVisible();
}

export async function signOut(page: Page, main: Main): Promise<void> {
  await main.press(page.getByRole('button', { name: 'Quitter' }));
  await expect(page).toHaveURL(/\/connexion$/);
  // What is pressed there next needs the script of the page.
  await page.waitForLoadState();
}

/** A screen of the menu, under « Plus » or not. */
export async function openFromMenu(page: Page, main: Main, nom: string): Promise<void> {
  const menu = page.getByRole('navigation', { name: 'Principal' });
  const lien = menu.getByRole('link', { name: nom, exact: true });
  if (!(await lien.isVisible())) await main.unfold(menu.locator('summary'));
  await main.press(lien);
}

/** From the door of the day to the open permanence. */
export async function openPermanence(page: Page, main: Main, regard: Regard = RIEN): Promise<void> {
  await regard('ma journée, fermée');
  await main.press(page.getByRole('button', { name: /^Ouvrir la permanence/ }).first());
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Votre permanence est ouverte');
  await regard('ma journée, ouverte');
}

/** Plain words → a sensitive démarche done in the person's place: the entry that needs a mandate. */
export async function fillEntry(page: Page, main: Main, mots: string, regard: Regard = RIEN): Promise<void> {
  await main.press(page.getByRole('link', { name: 'Accueillir une personne' }));
  await titre(page, 'Accueil rapide');
  await regard('accueil rapide');
  await main.write(page.getByLabel('Que vient faire la personne'), mots);
  await main.press(page.getByRole('button', { name: 'Chercher' }));
  await expect(page.locator('#resultats')).toContainText('trouvée');
  await main.choose(page.locator('#resultats label', { hasText: 'sensible' }).first().locator('input'));
  await main.choose(page.locator('input[name="mode"][value="faire_a_la_place_present"]'));
  await main.choose(page.locator('input[name="motifPour"]').first());
  await main.choose(page.locator('input[name="issue"][value="finalisee"]'));
  await regard('accueil rapide, remplie');
  await save(page, main);
}

const save = async (page: Page, main: Main): Promise<void> =>
  main.press(page.getByRole('button', { name: 'Enregistrer, personne suivante' }));

/** Prepare, explain, sign, look at the copies. The person is invented. */
export async function signMandat(
  page: Page,
  main: Main,
  sign: () => Promise<void>,
  regard: Regard = RIEN,
): Promise<void> {
  await explainMandat(page, main, async () => Promise.resolve(), regard);
  await sign();
  await main.choose(page.locator('input[name="accepte"]'));
  await main.press(page.getByRole('button', { name: 'Valider le mandat' }));
  await expect(page.getByText('Mandat signé')).toBeVisible();
  await regard('mandat signé');
  await expectCopies(page);
}

/** From the entry to the screen of the signature; `translate` acts on the text before it is read. */
export async function explainMandat(
  page: Page,
  main: Main,
  translate: () => Promise<void> = async () => Promise.resolve(),
  regard: Regard = RIEN,
): Promise<void> {
  await expect(page.getByRole('heading', { name: /mandat/ })).toBeVisible();
  await regard('accueil rapide, mandat demandé');
  await main.press(page.getByRole('button', { name: 'Préparer le mandat' }));
  await titre(page, 'Qui donne le mandat');
  await regard('mandat, qui');
  await main.write(page.getByLabel('Prénom', { exact: true }), 'Zélie');
  await main.write(page.getByLabel('Nom', { exact: true }), 'Exemple');
  await main.write(page.getByLabel('Année de naissance'), '1961');
  await main.choose(page.locator('input[name="capacite"][value="aucune_mesure"]'));
  await main.press(page.getByRole('button', { name: 'Continuer' }));
  await titre(page, 'Pour faire quoi');
  await regard('mandat, quoi');
  await main.press(page.getByRole('button', { name: 'Continuer' }));
  await titre(page, 'Jusqu’à quand');
  await regard('mandat, durée');
  await main.press(page.getByRole('button', { name: 'Continuer' }));
  await titre(page, 'Ce mandat, en clair');
  await regard('mandat, en clair');
  await translate();
  await main.choose(page.locator('input[name="lecture"]').first());
  await main.choose(page.locator('input[name="reformulation"]').first());
  await main.press(page.getByRole('button', { name: 'Continuer vers la signature' }));
  await titre(page, 'Signer');
  await regard('mandat, signer');
}

/** The copies that the person takes home: a tagged PDF and a page. */
async function expectCopies(page: Page): Promise<void> {
  const hrefOf = async (name: RegExp): Promise<string> => {
    const href = await page.getByRole('link', { name }).getAttribute('href');
    expect(href).not.toBeNull();
    return href ?? '';
  };
  const pdf = await page.request.get(await hrefOf(/PDF/));
  expect(pdf.headers()['content-type']).toContain('application/pdf');
  const octets = await pdf.body();
  expect(octets.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(octets.toString('latin1')).toContain('/MarkInfo');
  const html = await page.request.get(await hrefOf(/à l’écran/));
  expect(html.status()).toBe(200);
  expect(await html.text()).toContain('lang="fr"');
}

/** The end of the receipt of the site, as the person keeps it. */
export const RECEPISSE = 'K7P2';

/** Back to the entry: read back with the receipt of the site, then recorded. */
export async function readBackAndRecord(page: Page, main: Main, regard: Regard = RIEN): Promise<void> {
  await main.press(page.getByRole('link', { name: 'Reprendre la fiche' }));
  await expect(page.getByText('Mandat signé')).toBeVisible();
  await save(page, main);
  await expect(page.getByRole('heading', { name: 'Relisons avant d’envoyer' })).toBeVisible();
  await regard('accueil rapide, relecture demandée');
  await main.press(page.getByRole('button', { name: 'Relire avec la personne' }));
  await titre(page, 'Relisons ensemble');
  await regard('relecture');
  await main.choose(page.locator('input[name="accord"][value="oui"]'));
  await main.choose(page.locator('input[name="recepisse"][value="oui"]'));
  await main.write(page.getByLabel('Les 4 derniers signes'), RECEPISSE);
  await main.press(page.getByRole('button', { name: 'Noter la relecture' }));
  await save(page, main);
  await expect(page.getByText(/^Enregistré/)).toBeVisible();
}

/** Every page that posts carries its own operation id: a new one means that the next page is there. */
async function pressOn(page: Page, main: Main, cible: Locator): Promise<void> {
  const op = page.locator('input[name="op"]').first();
  const avant = await op.inputValue();
  await main.press(cible);
  await expect(op).not.toHaveValue(avant);
}

/**
 * The whole interview: the quick start, the rest of the tree, every « oui » that decides shown, nothing said apart.
 * @returns how many questions and how many demonstrations the person met
 */
export async function runDiagnostic(
  page: Page,
  main: Main,
  regard: Regard = RIEN,
): Promise<{ questions: number; gestesMontres: number }> {
  const menu = page.getByRole('navigation');
  await main.unfold(menu.getByText('Plus', { exact: true }));
  await main.press(menu.getByRole('link', { name: 'Diagnostic' }));
  const commencer = page.getByRole('button', { name: 'Commencer' });
  await expect(commencer).toBeVisible();
  await regard('diagnostic, accueil');
  await pressOn(page, main, commencer);
  const garder = page.getByRole('button', { name: 'Garder ce résultat' });
  const vus = new Set<string>();
  const once = async (ecran: string): Promise<void> => {
    if (!vus.has(ecran)) await regard(`diagnostic, ${ecran}`);
    vus.add(ecran);
  };
  let questions = 0;
  let gestesMontres = 0;
  while ((await garder.count()) === 0) {
    const titre = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    expect(questions, 'the interview ends').toBeLessThan(14);
    if (titre === 'Montrez-moi') {
      gestesMontres += 1;
      await once('montrez-moi');
      await pressOn(page, main, page.getByRole('button', { name: 'Réussi, sans aide' }));
    } else if (/^(?:Encore quelques questions|Me montrer)/.test(titre)) {
      await once('encore');
      await pressOn(page, main, page.locator('button[value="continuer"]'));
    } else if (/^Ce (?:que vous souhaitez|qui vous gêne)/.test(titre)) {
      await once(titre);
      await pressOn(page, main, page.getByRole('button', { name: 'Pas maintenant' }));
    } else {
      questions += 1;
      await once('question');
      await pressOn(page, main, page.locator('button[name="valeur"]').first());
    }
  }
  await regard('diagnostic, résultat');
  await main.press(garder);
  await titre(page, 'Diagnostic gardé');
  await regard('diagnostic, gardé');
  return { questions, gestesMontres };
}

/** The coordinator's page: figures, the protected table, its chart and its CSV. */
export async function readTableau(page: Page, main: Main, regard: Regard = RIEN): Promise<void> {
  await main.press(page.getByRole('navigation').getByRole('link', { name: 'Tableau de bord' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tableau de bord');
  await regard('tableau de bord');
  await main.press(page.getByRole('link', { name: 'Pratiques', exact: true }));
  await regard('tableau de bord, pratiques');
  await expect(page.locator('figure svg').first()).toBeVisible();
  await expect(page.getByRole('table').filter({ hasText: 'non diffusé' }).first()).toBeVisible();
  const href = await page.getByRole('link', { name: /CSV/ }).getAttribute('href');
  const csv = await page.request.get(href ?? '');
  expect(csv.headers()['content-type']).toContain('text/csv');
  const lignes = (await csv.text()).trim().split('\n');
  expect(lignes.length).toBeGreaterThan(4);
}

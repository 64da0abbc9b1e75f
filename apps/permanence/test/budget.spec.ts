// Interaction budgets (application §5): each scenario with the pointer, then keyboard only, counted in the page, stored.
import type { Page } from '@playwright/test';
import { createCompteur, evenements, secondes, type Gestes } from './support/compteur.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris, type Main } from './support/main.ts';
import { explainMandat, fillEntry, openPermanence, signIn } from './support/parcours.ts';

interface Budget {
  scenario: string;
  /** Counted from its source @46aa33b, not timed with users. */
  coop: string;
  gestes: number | null;
  signes?: number;
  secondes: number | null;
}

const BUDGETS = {
  minimal: { scenario: 'passage, le minimum', coop: '7 clics, ≈ 19 s', gestes: 4, secondes: 10 },
  standard: { scenario: 'fiche courante', coop: '9 clics + ~20 signes, ≈ 30 s', gestes: 6, secondes: 20 },
  financeur: {
    scenario: 'complète, anonyme',
    coop: '≈ 20 clics + 25 signes, ≈ 68 s',
    gestes: 9,
    signes: 6,
    secondes: 25,
  },
  nouvelle: {
    scenario: 'nouvelle personne nommée',
    coop: '12+ et une deuxième page, 60–80 s',
    gestes: 9,
    secondes: 35,
  },
  connue: { scenario: 'personne connue', coop: '9 + 4 signes, ≈ 25 s', gestes: 5, secondes: 15 },
  dix: { scenario: 'dix fiches en fin de séance', coop: '≥ 70', gestes: null, secondes: 180 },
  mandat: { scenario: 'mandat signé', coop: '–', gestes: null, secondes: 120 },
  arret: { scenario: 'mandat arrêté', coop: '–', gestes: 2, secondes: null },
} as const satisfies Record<string, Budget>;
type Scenario = keyof typeof BUDGETS;

const mesures = new Map<Scenario, Partial<Record<Main['nom'], Gestes>>>();

function check(scenario: Scenario, main: Main['nom'], gestes: Gestes): void {
  mesures.set(scenario, { ...mesures.get(scenario), [main]: gestes });
  const budget: Budget = BUDGETS[scenario];
  const dit = `${budget.scenario}, ${main}`;
  if (budget.gestes !== null) expect(evenements(gestes), dit).toBeLessThanOrEqual(budget.gestes);
  if (budget.signes !== undefined) expect(gestes.signes, `${dit}, signs`).toBeLessThanOrEqual(budget.signes);
  if (budget.secondes !== null) expect(secondes(gestes), `${dit}, KLM`).toBeLessThanOrEqual(budget.secondes);
}

test.afterAll(() => {
  const dire = (gestes: Gestes | undefined): string =>
    gestes === undefined
      ? '–'
      : `${String(evenements(gestes))} + ${String(gestes.signes)} signes, ${secondes(gestes).toFixed(1)} s`;
  const lignes = [...mesures].map(([scenario, { souris: s, clavier: c }]) => {
    const budget: Budget = BUDGETS[scenario];
    const plafond = [
      budget.gestes === null ? '' : `≤ ${String(budget.gestes)}`,
      budget.secondes === null ? '' : `≤ ${String(budget.secondes)} s`,
    ];
    return [budget.scenario, budget.coop, plafond.filter(Boolean).join(', '), dire(s), dire(c)];
  });
  const table = [
    ['scénario', 'La Coop (lu dans sa source, non chronométré)', 'budget', 'souris', 'clavier'],
    ...lignes,
  ];
  const largeurs = table[0]?.map((_, place) => Math.max(...table.map((ligne) => ligne[place]?.length ?? 0)));
  const texte = table.map((ligne) =>
    ligne.map((une, place) => une.padEnd(largeurs?.[place] ?? 0)).join(' │ '),
  );
  console.log(
    `\nGestes comptés dans la page ; secondes estimées (KLM), hors attente et hors parole\n${texte.join('\n')}\n`,
  );
});

const SAUVER = 'Enregistrer, personne suivante';

/** Opens a sheet, does a scenario, checks that one more line is in the day, and how the last one reads. */
async function runEntree(
  page: Page,
  compteur: Awaited<ReturnType<typeof createCompteur>>,
  [scenario, main]: [Scenario, Main['nom']],
  faire: () => Promise<void>,
  lu: RegExp,
): Promise<void> {
  const lignes = page.locator('section[aria-labelledby="jour"] ol.fil > li');
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Votre permanence');
  const avant = await lignes.count();
  await page.goto('/accueil');
  await expect(page.locator('input[name="demarche"]').first()).toBeFocused();
  compteur.reset();
  await faire();
  await expect(page.getByText(/^Enregistré/)).toBeVisible();
  const gestes = compteur.read();
  await page.goto('/');
  await expect(lignes).toHaveCount(avant + 1);
  await expect(lignes.first()).toHaveText(lu);
  check(scenario, main, gestes);
}

const radio = (page: Page, nom: string, code?: string) =>
  page.locator(code === undefined ? `input[name="${nom}"]` : `input[name="${nom}"][value="${code}"]`).first();

/** Ten visits, as a writer keys them from paper: numbers, a few letters, minutes. */
const FEUILLE = [
  ['1', '3', '1', '4', '15'],
  ['2', '1', '1', '3', '5'],
  ['apl', '3', '1', '6', '40'],
  ['3', '2', '1', '2', '20'],
  ['1', '3', '2', '5', '25'],
  ['4', '1', '1', '7', '10'],
  ['rsa', '3', '3', '4', '45'],
  ['2', '3', '1', '4', '30'],
  ['5', '2', '1', '3', '15'],
  ['1', '1', '5', '9', '5'],
];

test('à la souris', async ({ page }) => {
  const main = souris(page);
  await signIn(page, main, 'pia@demo');
  await openPermanence(page, main);
  const compteur = await createCompteur(page);
  const save = () => page.getByRole('button', { name: SAUVER }).click();
  const courante = async () => {
    await main.choose(radio(page, 'demarche'));
    await main.choose(radio(page, 'mode', 'faire_avec'));
    await main.choose(radio(page, 'issue', 'finalisee'));
  };
  await runEntree(
    page,
    compteur,
    ['minimal', 'souris'],
    async () => {
      await courante();
      await save();
    },
    /Nous faisons ensemble.*Terminée/s,
  );
  await runEntree(
    page,
    compteur,
    ['standard', 'souris'],
    async () => {
      await courante();
      await main.choose(radio(page, 'trancheAge', '40_59'));
      // The timer has filled the duration.
      await expect(page.locator('[data-chrono]')).toHaveValue('1');
      await save();
    },
    /Nous faisons ensemble · 1\u00a0min.*Terminée/s,
  );
  await runEntree(
    page,
    compteur,
    ['financeur', 'souris'],
    async () => {
      await courante();
      await main.choose(radio(page, 'trancheAge', '40_59'));
      await page.locator('[data-chrono]').click();
      await page.keyboard.type('35');
      await page.getByText('Préciser').click();
      await main.choose(radio(page, 'genre', 'feminin'));
      await main.choose(radio(page, 'statut', 'retraite'));
      await save();
    },
    /35\u00a0min/,
  );
  await runEntree(
    page,
    compteur,
    ['nouvelle', 'souris'],
    async () => {
      await page.getByText('Nouvelle personne à suivre').click();
      for (const [champ, texte] of [
        ['prenom', 'zelie'],
        ['nom', 'exemple'],
        ['anneeNaissance', '1961'],
      ] as const) {
        await page.locator(`#${champ}`).click();
        await page.keyboard.type(texte);
      }
      await main.choose(radio(page, 'demarche'));
      await main.choose(radio(page, 'mode', 'faire_avec'));
      await main.choose(radio(page, 'issue', 'a_poursuivre'));
      await save();
    },
    /À poursuivre/,
  );
  await runEntree(
    page,
    compteur,
    ['connue', 'souris'],
    async () => {
      await page.locator('#personne').click();
      await page.keyboard.type('exem');
      await page.keyboard.press('Enter');
      await page
        .getByRole('button', { name: /^Accueillir/ })
        .first()
        .click();
      await expect(page.getByText('la personne suivie')).toBeVisible();
      await main.choose(radio(page, 'issue', 'finalisee'));
      await save();
    },
    /Terminée/,
  );
  await fillEntry(page, main, 'payer mon loyer');
  compteur.reset();
  await explainMandat(page, main);
  await main.choose(page.locator('input[name="forme"][value="nom_ecrit"]'));
  await main.write(page.getByLabel('Écrivez votre prénom et votre nom'), 'zelie exemple');
  await main.choose(page.locator('input[name="accepte"]'));
  await main.press(page.getByRole('button', { name: 'Valider le mandat' }));
  await expect(page.getByText('Mandat signé')).toBeVisible();
  check('mandat', 'souris', compteur.read());
  await page.goto(new URL(page.url()).pathname);
  compteur.reset();
  await main.unfold(page.getByText('Arrêter ce mandat'));
  await main.press(page.getByRole('button', { name: 'Arrêter le mandat maintenant' }));
  await expect(page.getByText('Mandat arrêté.')).toBeVisible();
  check('arret', 'souris', compteur.read());
});

test('au clavier seul', async ({ page }) => {
  const main = clavier(page);
  await signIn(page, main, 'pia@demo');
  await openPermanence(page, main);
  const compteur = await createCompteur(page);
  const press = async (...touches: string[]) => {
    for (const touche of touches) await page.keyboard.press(touche);
  };
  await runEntree(
    page,
    compteur,
    ['minimal', 'clavier'],
    () => press('1', '3', '1', 'Enter'),
    /Nous faisons ensemble.*Terminée/s,
  );
  await runEntree(
    page,
    compteur,
    ['standard', 'clavier'],
    () => press('1', '3', '1', '4', 'Enter'),
    /Nous faisons ensemble · 1\u00a0min.*Terminée/s,
  );
  await runEntree(
    page,
    compteur,
    ['financeur', 'clavier'],
    async () => {
      await press('1', '3', '1', '4');
      await page.keyboard.type('35');
      await press('Tab', 'Enter');
      // The fold opens, then takes the keyboard in: quicker than a hand, not than a script.
      await expect(page.locator('[data-precision] input:focus')).toHaveCount(1);
      await press('1', '4', 'Enter');
    },
    /35\u00a0min/,
  );
  await runEntree(
    page,
    compteur,
    ['nouvelle', 'clavier'],
    async () => {
      await press('F8');
      await page.keyboard.type('zelie');
      await press('Tab');
      await page.keyboard.type('exemple');
      await press('Tab');
      await page.keyboard.type('1961');
      await press('Enter', '1', '3', '2', 'Enter');
    },
    /À poursuivre/,
  );
  await runEntree(
    page,
    compteur,
    ['connue', 'clavier'],
    async () => {
      await press('F2');
      await page.keyboard.type('exem');
      await press('Enter');
      await expect(page.getByRole('button', { name: /^Accueillir/ }).first()).toBeFocused();
      await press('Enter');
      // What the person came for is known: the first question that waits has the keyboard.
      await expect(radio(page, 'issue')).toBeFocused();
      await press('1', 'Enter');
    },
    /Terminée/,
  );

  await page.goto('/feuille');
  await expect(page.locator('input[name="d1"]')).toBeFocused();
  compteur.reset();
  for (const ligne of FEUILLE) {
    for (const [place, texte] of ligne.entries()) {
      await page.keyboard.type(texte);
      await press(place === ligne.length - 1 ? 'Enter' : 'Tab');
    }
  }
  await expect(page.getByRole('button', { name: 'Enregistrer', exact: true }).last()).toBeFocused();
  await press('Enter');
  await expect(page.getByText('10 fiches sont enregistrées.')).toBeVisible();
  const dix = compteur.read();
  expect(dix.pointeur, 'keyboard only').toBe(0);
  check('dix', 'clavier', dix);
  await page.goto('/');
  await expect(page.locator('section[aria-labelledby="jour"] ol.fil > li')).toHaveCount(15);

  await fillEntry(page, main, 'payer mon loyer');
  compteur.reset();
  await explainMandat(page, main);
  await main.choose(page.locator('input[name="forme"][value="nom_ecrit"]'));
  await main.write(page.getByLabel('Écrivez votre prénom et votre nom'), 'zelie exemple');
  await main.choose(page.locator('input[name="accepte"]'));
  await main.press(page.getByRole('button', { name: 'Valider le mandat' }));
  await expect(page.getByText('Mandat signé')).toBeVisible();
  check('mandat', 'clavier', compteur.read());
});

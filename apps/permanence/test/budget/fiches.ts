// The entry and the sheet: what a writer does ten times a day.
import { expect } from '@playwright/test';
import { count, press, radio, SAUVER, type Faire, type Poste } from './mains.ts';
import type { Scenario } from './bilan.ts';

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
] as const;

/** The three answers that make an entry, and its save. */
export function minimal(poste: Poste): Faire {
  return {
    souris: async () => {
      await answer(poste);
      await save(poste);
    },
    clavier: () => press(poste, '1', '3', '1', 'Enter'),
  };
}

/** One more: the age; the timer has filled the duration. */
export function standard(poste: Poste): Faire {
  const { page, main } = poste;
  return {
    souris: async () => {
      await answer(poste);
      await main.choose(radio(page, 'trancheAge', '40_59'));
      await expect(page.locator('[data-chrono]')).toHaveValue(/^\d+$/);
      await save(poste);
    },
    clavier: () => press(poste, '1', '3', '1', '4', 'Enter'),
  };
}

const save = ({ page }: Poste): Promise<void> => page.getByRole('button', { name: SAUVER }).click();

async function answer({ page, main }: Poste): Promise<void> {
  await main.choose(radio(page, 'demarche'));
  await main.choose(radio(page, 'mode', 'faire_avec'));
  await main.choose(radio(page, 'issue', 'finalisee'));
}

function financeur(poste: Poste): Faire {
  const { page, main } = poste;
  return {
    souris: async () => {
      await answer(poste);
      await main.choose(radio(page, 'trancheAge', '40_59'));
      await page.locator('[data-chrono]').click();
      await page.keyboard.type('35');
      await page.getByText('Préciser').click();
      await main.choose(radio(page, 'genre', 'feminin'));
      await main.choose(radio(page, 'statut', 'retraite'));
      await save(poste);
    },
    clavier: async () => {
      await press(poste, '1', '3', '1', '4');
      await page.keyboard.type('35');
      await press(poste, 'Tab', 'Enter');
      // The fold opens, then takes the keyboard in: quicker than a hand, not than a script.
      await expect(page.locator('[data-precision] input:focus')).toHaveCount(1);
      await press(poste, '1', '4', 'Enter');
    },
  };
}

function nouvelle(poste: Poste): Faire {
  const { page, main } = poste;
  return {
    souris: async () => {
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
      await save(poste);
    },
    clavier: async () => {
      await press(poste, 'F8');
      await page.keyboard.type('zelie');
      await press(poste, 'Tab');
      await page.keyboard.type('exemple');
      await press(poste, 'Tab');
      await page.keyboard.type('1961');
      await press(poste, 'Enter', '1', '3', '2', 'Enter');
    },
  };
}

function connue(poste: Poste): Faire {
  const { page, main } = poste;
  const accueillir = page.getByRole('button', { name: /^Accueillir/ }).first();
  return {
    souris: async () => {
      await page.locator('#personne').click();
      await page.keyboard.type('exem');
      await page.keyboard.press('Enter');
      await accueillir.click();
      await expect(page.getByText('la personne suivie')).toBeVisible();
      await main.choose(radio(page, 'issue', 'finalisee'));
      await save(poste);
    },
    clavier: async () => {
      await press(poste, 'F2');
      await page.keyboard.type('exem');
      await press(poste, 'Enter');
      await expect(accueillir).toBeFocused();
      await press(poste, 'Enter');
      // What the person came for is known: the first question that waits has the keyboard.
      await expect(radio(page, 'issue')).toBeFocused();
      await press(poste, '1', 'Enter');
    },
  };
}

/** Every kind of entry, each seen in the day once it is stored. */
export async function countEntries(poste: Poste): Promise<void> {
  const { page } = poste;
  const lignes = page.locator('section[aria-labelledby="jour"] ol.fil > li');
  const ENTREES: readonly (readonly [Scenario, (poste: Poste) => Faire, RegExp])[] = [
    ['minimal', minimal, /Nous faisons ensemble.*Terminée/s],
    ['standard', standard, /Nous faisons ensemble · 1\u00a0min.*Terminée/s],
    ['financeur', financeur, /35\u00a0min/],
    ['nouvelle', nouvelle, /À poursuivre/],
    ['connue', connue, /Terminée/],
  ];
  for (const [rang, [scenario, faire, lu]] of ENTREES.entries()) {
    await page.goto('/accueil');
    await expect(radio(page, 'demarche')).toBeFocused();
    await count(poste, scenario, faire(poste), () => expect(page.getByText(/^Enregistré/)).toBeVisible());
    await page.goto('/');
    await expect(lignes).toHaveCount(rang + 1);
    await expect(lignes.first()).toHaveText(lu);
  }
}

/** Ten rows of paper, keyboard only. */
export async function countFeuille(poste: Poste, dejaLa: number): Promise<void> {
  const { page } = poste;
  await page.goto('/feuille');
  await expect(page.locator('input[name="d1"]')).toBeFocused();
  const clavier = async (): Promise<void> => {
    for (const ligne of FEUILLE) await typeRow(poste, ligne);
    await expect(page.getByRole('button', { name: 'Enregistrer', exact: true }).last()).toBeFocused();
    await press(poste, 'Enter');
  };
  await count(poste, 'dix', { souris: clavier, clavier }, () =>
    expect(page.getByText('10 fiches sont enregistrées.')).toBeVisible(),
  );
  await page.goto('/');
  await expect(page.locator('section[aria-labelledby="jour"] ol.fil > li')).toHaveCount(dejaLa + 10);
}

/** A row of the sheet; Enter goes to the next one. */
export async function typeRow(poste: Poste, ligne: readonly string[]): Promise<void> {
  for (const [place, texte] of ligne.entries()) {
    await poste.page.keyboard.type(texte);
    await press(poste, place === ligne.length - 1 ? 'Enter' : 'Tab');
  }
}

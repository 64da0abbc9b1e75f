import { expect, type Locator, type Page } from '@playwright/test';
import type { createCompteur } from '../support/compteur.ts';
import type { Main } from '../support/main.ts';
import { check, type Scenario } from './bilan.ts';

/** A pair of hands in front of a page that counts what it receives. */
export interface Poste {
  page: Page;
  main: Main;
  compteur: Awaited<ReturnType<typeof createCompteur>>;
}

/** What each pair of hands does for the same end. */
export type Faire = Record<Main['nom'], () => Promise<void>>;

export const SAUVER = 'Enregistrer, personne suivante';

export const radio = (page: Page, nom: string, code?: string): Locator =>
  page.locator(code === undefined ? `input[name="${nom}"]` : `input[name="${nom}"][value="${code}"]`).first();

export async function press({ page }: Poste, ...touches: readonly string[]): Promise<void> {
  for (const touche of touches) await page.keyboard.press(touche);
}

/** Counts from here to what shows that it is done. */
export async function count(
  poste: Poste,
  scenario: Scenario,
  faire: Faire,
  fini: () => Promise<void>,
): Promise<void> {
  const { main, compteur } = poste;
  compteur.reset();
  await faire[main.nom]();
  await fini();
  check(scenario, main.nom, compteur.read());
}

/** F9 leads to what the page is opened for. */
export async function reachByKey({ page }: Poste, cible: Locator, touche = 'F9'): Promise<void> {
  await expect(cible).toBeVisible();
  // Visible before its script is there: a hand is slower.
  await page.waitForLoadState();
  await page.keyboard.press(touche);
  await expect(cible).toBeFocused();
}

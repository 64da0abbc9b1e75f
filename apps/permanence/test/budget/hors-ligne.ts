// The same budgets with the network cut: what is counted is kept on the device, then stored once.
import { expect } from '@playwright/test';
import { cut, prepare } from '../support/poste.ts';
import { minimal, standard, typeRow } from './fiches.ts';
import { count, press, radio, type Poste } from './mains.ts';

export async function countHorsLigne(poste: Poste, dejaLa: number): Promise<void> {
  const { page } = poste;
  const context = page.context();
  await prepare(page);
  await cut(context, true);
  const gardee = () => expect(page.locator('[data-dit]')).toContainText('Gardé sur ce poste');
  for (const [scenario, faire] of [
    ['horsLigneMinimal', minimal],
    ['horsLigneStandard', standard],
  ] as const) {
    await page.goto('/accueil');
    await expect(radio(page, 'demarche')).toBeFocused();
    await count(poste, scenario, faire(poste), gardee);
  }
  await page.goto('/feuille');
  await expect(page.locator('input[name="d1"]')).toBeFocused();
  const ligne = async (save: () => Promise<void>): Promise<void> => {
    await typeRow(poste, ['1', '1', '1', '4', '15']);
    await save();
  };
  await count(
    poste,
    'horsLigneFeuille',
    {
      souris: () =>
        ligne(() => page.getByRole('button', { name: 'Enregistrer', exact: true }).last().click()),
      clavier: () => ligne(() => press(poste, 'Control+Enter')),
    },
    () => expect(page.locator('[data-dit]')).toContainText('fiche gardée sur ce poste'),
  );
  await page.goto('/hors-connexion');
  await expect(page.locator('[data-op]')).toHaveCount(3);
  await cut(context, false);
  await page.goto('/hors-connexion');
  await expect(page.getByText('Rien n’attend')).toBeVisible({ timeout: 20_000 });
  await page.goto('/');
  await expect(page.locator('section[aria-labelledby="jour"] ol.fil > li')).toHaveCount(dejaLa + 3);
}

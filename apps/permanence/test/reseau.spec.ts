// A réseau of three structures: one takes its yes back, the common figures stop; it says yes again, and they come back.
import type { Page } from '@playwright/test';
import { askBase } from './support/base.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris, type Main } from './support/main.ts';
import { signIn, signOut } from './support/parcours.ts';

const fait = (page: Page) => page.getByRole('status');

async function openAs(page: Page, main: Main, compte: string): Promise<void> {
  await signIn(page, main, compte);
  await page.goto('/reseau');
}

for (const main of [souris, clavier])
  test(`un accord retiré, redonné, et le rapport commun (${main.name})`, async ({
    page,
    application: { dossier },
  }) => {
    const hand = main(page);
    const enVigueur = async (): Promise<number> =>
      (await askBase(dossier, 'select 1 from reseau_membre where revoque_le is null')).length;
    expect(await enVigueur()).toBe(2);

    await openAs(page, hand, 'lucien@demo');
    const debut = hand.gestes();
    await hand.press(page.getByRole('button', { name: 'Retirer l’accord' }));
    await expect(fait(page)).toContainText('Plus rien de votre structure n’est compté');
    await expect(fait(page)).toBeFocused();
    const retrait = hand.gestes() - debut;
    expect(await enVigueur()).toBe(1);
    await signOut(page, hand);

    await openAs(page, hand, 'admin@demo');
    await expect(page.locator('main')).toContainText('Il faut trois structures.');
    const code = (await page.locator('main code.code-reseau').textContent()) ?? '';
    await signOut(page, hand);

    await openAs(page, hand, 'lucien@demo');
    const champ = page.getByLabel('Code du réseau');
    await hand.write(champ, 'zzzz');
    await hand.press(page.getByRole('button', { name: 'Voir ce réseau' }));
    await expect(page.getByRole('alert')).toBeFocused();
    await expect(champ).toHaveValue('zzzz');
    const reprise = hand.gestes();
    await hand.write(champ, code.toLowerCase());
    await hand.press(page.getByRole('button', { name: 'Voir ce réseau' }));
    await expect(page.locator('main')).toContainText(
      'Dire oui au réseau « Réseau de démonstration de l’écrit »',
    );
    expect(await enVigueur()).toBe(1);
    await hand.press(page.getByRole('button', { name: 'Oui, pour ma structure' }));
    await expect(fait(page)).toContainText('C’est oui.');
    await expect(fait(page)).toBeFocused();
    const accord = hand.gestes() - reprise;
    expect(await enVigueur()).toBe(2);
    await signOut(page, hand);

    await openAs(page, hand, 'marie@demo');
    await expect(page.locator('main .fil li')).toHaveCount(3);
    const depart = hand.gestes();
    await hand.press(page.getByRole('link', { name: 'Préparer le rapport commun' }));
    await expect(page.locator('input[name="perimetre"][value="reseau"]')).toBeChecked();
    await hand.press(page.getByRole('button', { name: 'Voir le projet' }));
    await expect(page.getByText('C’est encore un projet')).toBeVisible();
    await expect(page.locator('main')).toContainText('Doublons possibles');
    await expect(page.getByRole('table').first()).toBeVisible();
    const [projet] = await askBase<{ commun: boolean }>(
      dossier,
      'select commun from rapport where commun order by id desc limit 1',
    );
    expect(projet).toEqual({ commun: true });
    test.info().annotations.push({
      type: 'gestes',
      description: `${hand.nom} : retirer ${retrait}, dire oui ${accord}, rapport commun ${hand.gestes() - depart}`,
    });
  });

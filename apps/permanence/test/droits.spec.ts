// The rights of a person: a copy in two gestures, an erasure asked by the writer and done in two by the officer.
import type { Page } from '@playwright/test';
import { askBase } from './support/base.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris, type Main } from './support/main.ts';
import { signIn, signOut } from './support/parcours.ts';

const h1 = (page: Page) => page.getByRole('heading', { level: 1 });
const fait = (page: Page) => page.getByRole('status');

/** Pointer: one gesture a control. Keyboard: what is reached from where the hand stands. */
const countOf = async (main: Main, gestes: () => Promise<void>): Promise<number> => {
  const avant = main.gestes();
  await gestes();
  return main.gestes() - avant;
};

for (const main of [souris, clavier])
  test(`sa copie, sa demande, puis l’effacement et un gel par le délégué (${main.name})`, async ({
    page,
    application: { dossier },
  }) => {
    const hand = main(page);
    await signIn(page, hand, 'pia@demo');
    await hand.press(page.getByRole('navigation').getByRole('link', { name: 'Personnes' }));
    await hand.write(page.getByLabel('Nom, prénom ou année de naissance'), '1950');
    await hand.press(page.getByRole('button', { name: 'Chercher' }));
    await hand.press(
      page
        .getByRole('region', { name: /personne/i })
        .getByRole('link')
        .first(),
    );
    await expect(h1(page)).toHaveText('Fiche personne');
    const fiche = new URL(page.url()).pathname;
    const numero = fiche.split('/').at(-1) ?? '';
    const held = () =>
      askBase(
        dossier,
        'select (select count(*)::int from coffre where personne_id = $1) as boites, (select count(*)::int from cle_personne where personne_id = $1) as cles',
        [numero],
      );
    expect(await held()).toMatchObject([{ cles: 1 }]);

    const droits = page.getByText('Ses droits', { exact: true });
    const copie = await countOf(hand, async () => {
      await hand.unfold(droits);
      await hand.press(page.getByRole('button', { name: 'Copie de ses données' }));
    });
    await expect(h1(page)).toHaveText('Copie de vos données');
    await expect(page.locator('main')).toContainText('1950');
    await hand.press(page.getByRole('link', { name: 'Revenir' }));
    const demande = await countOf(hand, async () => {
      await hand.unfold(droits);
      await hand.press(page.getByRole('button', { name: 'Transmettre sa demande d’effacement' }));
    });
    await expect(page.getByText('Demande transmise au délégué')).toBeVisible();
    await signOut(page, hand);

    await signIn(page, hand, 'dpo@demo');
    await expect(h1(page)).toHaveText('Droits et conservation');
    // Two are asked in the demo: this one came last.
    const demandes = page.getByRole('region', { name: 'Demandes des personnes' });
    const effacement = await countOf(hand, async () => {
      await hand.press(demandes.getByRole('link', { name: 'Effacement' }).first());
      await expect(page.locator('main')).toContainText(numero);
      await hand.press(page.getByRole('button', { name: 'Effacer maintenant' }));
    });
    await expect(fait(page)).toContainText('Identité effacée.');
    await expect(fait(page)).toBeFocused();
    expect(await held()).toEqual([{ boites: 0, cles: 0 }]);
    await hand.press(page.getByRole('region', { name: 'Certificats' }).getByRole('link').first());
    await expect(h1(page)).toHaveText('Certificat d’effacement');
    await expect(page.locator('main')).not.toContainText('1950');
    await hand.press(page.getByRole('link', { name: 'Revenir' }));

    // A hold keeps what a rule would end.
    const gels = page.getByRole('region', { name: 'Gels' });
    const regle = page
      .getByRole('region', { name: /^Ce que les durées demandent/ })
      .locator('details')
      .first();
    await hand.unfold(regle.locator('summary'));
    const gel = await countOf(hand, async () => {
      await hand.press(regle.getByRole('button', { name: /^Geler/ }).first());
    });
    await expect(fait(page)).toContainText('Gel posé');
    await expect(gels.getByRole('listitem')).toHaveCount(1);
    await hand.unfold(regle.locator('summary'));
    await expect(regle.getByText('gardé par un gel').first()).toBeVisible();
    await hand.press(gels.getByRole('button', { name: /^Lever/ }));
    await expect(fait(page)).toContainText('Gel levé');
    await expect(gels.getByRole('listitem')).toHaveCount(0);
    await signOut(page, hand);

    // The writer who opens the file again reads no name there.
    await signIn(page, souris(page), 'pia@demo');
    await page.goto(fiche);
    await expect(page.getByRole('heading', { name: 'Identité effacée' })).toBeVisible();
    test.info().annotations.push({
      type: 'gestes',
      description: `${hand.nom} : copie ${copie}, demande ${demande}, effacement ${effacement}, gel ${gel}`,
    });
    if (main === souris) expect([copie, demande, effacement, gel]).toEqual([2, 2, 2, 1]);
  });

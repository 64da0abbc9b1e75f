// Passkeys from the invitation to the loss of one, in a real Chromium with authenticators that it simulates itself.
import type { CDPSession, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { askBase } from './support/base.ts';
import { expect, test } from './support/essai.ts';
import { souris } from './support/main.ts';
import { signIn, signOut } from './support/parcours.ts';
import { dumpStorage, waitForWorker } from './support/poste.ts';

const COURRIEL = 'zoe.canarinelle@structure.example';

/** A key that answers by itself: held in the device, or plugged in. */
async function plug(cdp: CDPSession, transport: 'internal' | 'usb'): Promise<string> {
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      hasPrf: true,
      automaticPresenceSimulation: true,
    },
  });
  return authenticatorId;
}

/** The proof that opened the session grows old: six minutes ago instead of now. */
async function age(dossier: string): Promise<void> {
  await askBase(dossier, "update session set ouverte_le = ouverte_le - interval '6 minutes'");
}

/** Who administers makes an account, and gets the link to hand over. */
async function invite(page: Page): Promise<string> {
  const main = souris(page);
  await signIn(page, main, 'admin@demo');
  await page.goto('/administration/comptes/nouveau');
  await page.getByLabel('Prénom et nom').fill('Zoé Canarinelle');
  await page.getByLabel('Adresse de courriel professionnelle').fill(COURRIEL);
  await page.locator('label', { has: page.locator('input[name="roles"][value="ecrivain"]') }).click();
  await main.press(page.getByRole('button', { name: 'Créer le compte' }));
  const lien = await page.getByLabel('Lien d’invitation').inputValue();
  await signOut(page, main);
  return new URL(lien).pathname;
}

test('une invitation, une clé, une seconde, une preuve redemandée, un poste scellé, une clé perdue', async ({
  page,
  context,
  application,
}) => {
  const main = souris(page);
  const lien = await invite(page);
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const appareil = await plug(cdp, 'internal');
  let usb = '';
  const quitter = page.getByRole('button', { name: 'Quitter' });
  const cles = page.locator('form[action="/acces/cles/retirer"] li');

  await test.step('invitation: the first key opens the account, once', async () => {
    await page.goto(lien);
    await expectAccessible(page, 'invitation');
    await page.getByRole('button', { name: 'Créer ma clé' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('La charte');
    await page.locator('label', { has: page.locator('input[name="accepte"]') }).click();
    await main.press(page.getByRole('button', { name: 'Signer' }));
    await expect(quitter).toBeVisible();
    expect((await page.request.get(lien)).status()).toBe(404);
  });

  await test.step('sign-in by that key, in one gesture', async () => {
    await signOut(page, main);
    await page.getByRole('button', { name: 'Se connecter avec ma clé' }).click();
    await expect(quitter).toBeVisible();
  });

  await test.step('the only key can’t be taken away', async () => {
    await page.goto('/acces');
    await expect(cles).toHaveCount(1);
    await main.press(cles.getByRole('button', { name: /^Retirer/ }));
    await expect(page.locator('main')).toContainText('C’est votre seul moyen d’entrer');
    await expect(cles).toHaveCount(1);
  });

  await test.step('a second key, after a proof that is recent again', async () => {
    await age(application.dossier);
    await page.goto('/acces');
    await page.getByText('Ajouter une clé d’accès à cet appareil').click();
    await page.getByRole('button', { name: 'Ajouter la clé' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirmez que c’est vous');
    await page.getByRole('button', { name: 'Confirmer avec ma clé' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mes moyens d’accès');
    usb = await plug(cdp, 'usb');
    await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: appareil, enabled: false });
    await page.getByText('Ajouter une clé d’accès à cet appareil').click();
    await page.getByRole('button', { name: 'Ajouter la clé' }).click();
    await expect(page.locator('[data-etat]')).toContainText('Clé enregistrée');
    await page.goto('/acces');
    await expect(cles).toHaveCount(2);
    await expect(cles).toContainText(['Clé d’un appareil', 'Clé à brancher']);
    await expectAccessible(page, 'deux clés');
  });

  await test.step('a form that needs a proof goes on by itself once it is given', async () => {
    await age(application.dossier);
    await page.goto('/acces');
    await main.press(page.getByRole('button', { name: 'Faire dix codes' }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirmez que c’est vous');
    await page.getByRole('button', { name: 'Confirmer avec ma clé' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Votre code personnel');
    await expectAccessible(page, 'code personnel');
    await main.press(page.getByRole('link', { name: 'Je les ai retenus' }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vos dix codes');
  });

  await test.step('the key seals the device (PRF), and opens it again', async () => {
    await page.goto('/hors-connexion');
    await waitForWorker(page);
    await page.goto('/hors-connexion');
    await page.getByRole('button', { name: 'Utiliser ma clé d’accès' }).click();
    await expect(page.getByText('Rien n’attend')).toBeVisible();
    expect((await dumpStorage(page)).scelle).toContain('"prf"');
    // The worker forgets the key with its memory.
    const travailleur = await context.newCDPSession(page);
    await travailleur.send('ServiceWorker.enable');
    await travailleur.send('ServiceWorker.stopAllWorkers');
    await page.goto('/hors-connexion');
    await page.getByRole('button', { name: 'Déverrouiller avec ma clé d’accès' }).click();
    await expect(page.getByText('Rien n’attend')).toBeVisible();
  });

  await test.step('signing out leaves nothing on the device', async () => {
    const depart = page.waitForResponse((reponse) => reponse.url().endsWith('/deconnexion'));
    await signOut(page, main);
    expect((await (await depart).allHeaders())['clear-site-data']).toBe('"storage"');
    const { ouvert, scelle } = await dumpStorage(page);
    expect(scelle).not.toContain('"prf"');
    for (const trace of [COURRIEL, 'Canarinelle']) expect(ouvert + scelle).not.toContain(trace);
    await page.goBack();
    await expect(page).toHaveURL(/\/connexion$/);
  });

  await test.step('the lost device is taken away, and opens nothing any more', async () => {
    await page.goto('/connexion');
    await page.getByRole('button', { name: 'Se connecter avec ma clé' }).click();
    await expect(quitter).toBeVisible();
    await page.goto('/acces');
    await main.press(cles.filter({ hasText: 'Clé d’un appareil' }).getByRole('button', { name: /^Retirer/ }));
    await expect(page.locator('main')).toContainText('Cette clé n’ouvre plus votre compte');
    await signOut(page, main);
    // A key whose holder was not verified opens nothing either.
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: usb, isUserVerified: false });
    await page.getByRole('button', { name: 'Se connecter avec ma clé' }).click();
    await expect(page.locator('[data-etat]')).toContainText('n’a pas été lue');
    // The finder's hands: the same key, in a device that answers.
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: appareil });
    const [perdue] = credentials;
    if (perdue === undefined) throw new Error('no key in the lost device');
    for (const authenticatorId of [usb, appareil])
      await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
    const trouve = await plug(cdp, 'internal');
    await cdp.send('WebAuthn.addCredential', { authenticatorId: trouve, credential: perdue });
    await page.goto('/connexion');
    await page.getByRole('button', { name: 'Se connecter avec ma clé' }).click();
    await expect(page.locator('[data-etat]')).toContainText('n’ouvre aucun compte ici');
  });
});

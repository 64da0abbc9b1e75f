// What follows an entry: a sheet to go elsewhere, a mandate, what is due, the rights of a person.
import { expect } from '@playwright/test';
import { explainMandat, fillEntry, signIn, signOut } from '../support/parcours.ts';
import { count, press, reachByKey, type Poste } from './mains.ts';

export async function countSeance(poste: Poste): Promise<void> {
  const { page } = poste;
  await page.goto('/');
  const ouvrir = page.getByRole('button', { name: /^Ouvrir la permanence/ }).first();
  const ouverte = page.getByRole('heading', { level: 1, name: 'Votre permanence est ouverte' });
  await count(
    poste,
    'seance',
    {
      souris: () => ouvrir.click(),
      clavier: async () => {
        await reachByKey(poste, ouvrir);
        await press(poste, 'Enter');
      },
    },
    () => expect(ouverte).toBeVisible(),
  );
  await page.goto('/');
  await expect(ouverte).toBeVisible();
}

export async function countOrientation(poste: Poste): Promise<void> {
  const { page, main } = poste;
  await page.goto('/orientation');
  const besoin = page.locator('input[name="besoin"]').first();
  const oui = page.getByRole('button', { name: /^Elle dit oui/ }).first();
  await count(
    poste,
    'orientation',
    {
      souris: async () => {
        await main.choose(besoin);
        await page.getByRole('button', { name: 'Chercher' }).click();
        await oui.click();
      },
      clavier: async () => {
        await expect(besoin).toBeFocused();
        await press(poste, 'Space', 'Enter');
        await reachByKey(poste, oui);
        await press(poste, 'Enter');
      },
    },
    () => expect(page.locator('.feuille-orientation')).toBeVisible(),
  );
  await page.getByRole('link', { name: 'Rendez-vous et suite' }).click();
  await expect(page.getByRole('button', { name: 'Elle y est allée', exact: true })).toBeVisible();
}

/** Signed, then stopped; the second gesture is never the first one pressed twice. */
export async function countMandat(poste: Poste): Promise<void> {
  const { page, main } = poste;
  await page.goto('/');
  await fillEntry(page, main, 'payer mon loyer');
  const signer = async (): Promise<void> => {
    await explainMandat(page, main);
    await main.choose(page.locator('input[name="forme"][value="nom_ecrit"]'));
    await main.write(page.getByLabel('Écrivez votre prénom et votre nom'), 'zelie exemple');
    await main.choose(page.locator('input[name="accepte"]'));
    await main.press(page.getByRole('button', { name: 'Valider le mandat' }));
  };
  await count(poste, 'mandat', { souris: signer, clavier: signer }, () =>
    expect(page.getByText('Mandat signé')).toBeVisible(),
  );
  await page.goto(new URL(page.url()).pathname);
  const arreter = page.getByRole('button', { name: 'Arrêter le mandat maintenant' });
  await count(
    poste,
    'arret',
    {
      souris: async () => {
        await page.getByText('Arrêter ce mandat').click();
        await arreter.click();
      },
      clavier: async () => {
        await page.keyboard.press('F9');
        await expect(arreter).toBeFocused();
        await press(poste, 'Enter');
      },
    },
    () => expect(page.getByText('Mandat arrêté.')).toBeVisible(),
  );
  await page.reload();
  await expect(page.getByRole('link', { name: 'Certificat d’arrêt' })).toBeVisible();
}

export async function countRelance(poste: Poste): Promise<void> {
  const { page } = poste;
  await page.goto('/relances');
  const tard = page.getByRole('region', { name: /En retard/ });
  const faire = tard.getByRole('button', { name: 'C’est fait' });
  const fait = faire.first();
  await expect(fait).toBeVisible();
  const avant = await faire.count();
  await count(
    poste,
    'relance',
    {
      souris: () => fait.click(),
      clavier: async () => {
        await reachByKey(poste, fait);
        await press(poste, 'Enter');
      },
    },
    () => expect(page.getByRole('status')).toHaveText('C’est fait.'),
  );
  await page.goto('/relances');
  await expect(faire).toHaveCount(avant - 1);
}

export async function countAdressage(poste: Poste): Promise<void> {
  const { page } = poste;
  await page.goto('/adressages');
  const proposer = page.getByRole('link', { name: /^Proposer un créneau/ }).first();
  const creneau = page.locator('.creneaux button').first();
  const attendues = page.getByRole('region', { name: /attendues/i }).getByRole('listitem');
  const avant = await attendues.count();
  await count(
    poste,
    'creneau',
    {
      souris: async () => {
        await proposer.click();
        await creneau.click();
      },
      clavier: async () => {
        await reachByKey(poste, proposer);
        await press(poste, 'Enter');
        await reachByKey(poste, creneau);
        await press(poste, 'Enter');
      },
    },
    () => expect(page.getByRole('status')).toContainText('Créneau proposé'),
  );
  await page.goto('/adressages');
  await expect(attendues).toHaveCount(avant + 1);
  await countReponse(poste);
}

/** One of the three codes, to the service that sent somebody expected. */
async function countReponse(poste: Poste): Promise<void> {
  const { page } = poste;
  const repondre = page.getByRole('region', { name: /attendues/i }).getByRole('group');
  const avant = await repondre.count();
  const code = repondre.first().getByRole('button').first();
  await count(
    poste,
    'reponse',
    {
      souris: () => code.click(),
      clavier: async () => {
        await reachByKey(poste, code, 'F8');
        await press(poste, 'Enter');
      },
    },
    () => expect(page.getByRole('status')).toContainText('Réponse envoyée'),
  );
  await page.goto('/adressages');
  await expect(repondre).toHaveCount(avant - 1);
}

/** The file of the person of the entries: her suivi, her copy, and her erasure, done by the officer. */
export async function countPersonne(poste: Poste): Promise<void> {
  const { page, main } = poste;
  await page.goto('/personnes');
  await page.getByRole('region', { name: 'Reçues aujourd’hui' }).getByRole('link').first().click();
  const fiche = new URL(page.url()).pathname;
  const clos = page.getByRole('button', { name: /^C’est obtenu/ }).first();
  const attentes = page.getByRole('button', { name: /^C’est obtenu/ });
  await expect(clos).toBeVisible();
  const avant = await attentes.count();
  await count(
    poste,
    'suivi',
    {
      souris: () => clos.click(),
      clavier: async () => {
        await reachByKey(poste, clos);
        await press(poste, 'Enter');
      },
    },
    () => expect(attentes).toHaveCount(avant - 1),
  );
  const copie = page.getByRole('button', { name: 'Copie de ses données' });
  await count(
    poste,
    'copie',
    {
      souris: async () => {
        await page.getByText('Ses droits').click();
        await copie.click();
      },
      clavier: async () => {
        await page.waitForLoadState();
        await page.keyboard.press('F8');
        await expect(copie).toBeFocused();
        await press(poste, 'Enter');
      },
    },
    () => expect(page.getByRole('heading', { level: 1 })).toHaveText('Copie de vos données'),
  );
  await page.goto(fiche);
  await page.getByText('Ses droits').click();
  await page.getByRole('button', { name: 'Transmettre sa demande d’effacement' }).click();
  await expect(page).toHaveURL(new RegExp(fiche));
  await signOut(page, main);
  await signIn(page, main, 'dpo@demo');
  await countEffacement(poste);
}

async function countEffacement(poste: Poste): Promise<void> {
  const { page } = poste;
  const demandes = page.getByRole('region', { name: 'Demandes des personnes' });
  const demande = demandes.getByRole('link', { name: /ffacement/ }).first();
  // Printed for her a moment ago: it is in the register by itself.
  await expect(demandes).toContainText(/[Cc]opie/);
  const effacer = page.getByRole('button', { name: 'Effacer maintenant' });
  await count(
    poste,
    'effacement',
    {
      souris: async () => {
        await demande.click();
        await effacer.click();
      },
      clavier: async () => {
        await reachByKey(poste, demande);
        await press(poste, 'Enter');
        await reachByKey(poste, effacer);
        await press(poste, 'Enter');
      },
    },
    () => expect(page.getByRole('status')).toContainText('Identité effacée'),
  );
  await page.goto('/conservation');
  await expect(page.getByRole('region', { name: 'Certificats' }).getByRole('link').first()).toBeVisible();
}

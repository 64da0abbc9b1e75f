import { chromium, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeDossier } from './support/application.ts';
import { souris } from './support/main.ts';
import { CODE, cut, dumpStorage, openPoste, waitForWorker } from './support/poste.ts';
import { expect, test } from './support/essai.ts';
import { signIn } from './support/parcours.ts';

const PRENOM = 'Zéphyrine';
const NOM = 'Quatrevaux';

test('without network: the day, an entry, a mandate and a diagnostic are kept sealed, then stored once', async ({
  page,
  context,
}) => {
  await openPoste(page);
  await cut(context, true);

  await test.step('the day, to read', async () => {
    await page.goto('/');
    await expect(page.getByText('À lire seulement')).toBeVisible();
    await expect(page.locator('[data-ouverte]')).toBeVisible();
  });

  await test.step('an entry', async () => {
    await page.getByRole('link', { name: 'Accueillir une personne' }).click();
    await page.getByLabel('Que vient faire la personne').fill('carte grise');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await expect(page.locator('#resultats label').first()).toContainText('grise');
    await page.locator('#resultats label').first().click();
    await page.locator('label', { has: page.locator('input[name="mode"][value="informer"]') }).click();
    await page.locator('label', { has: page.locator('input[name="issue"][value="finalisee"]') }).click();
    await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
    await expect(page.locator('[data-dit]')).toContainText('Gardé sur ce poste');
    await expect(page.locator('.pastille')).toContainText('Une saisie attend');
  });

  await test.step('a diagnostic of that person', async () => {
    await page.goto('/diagnostic');
    await page.getByRole('button', { name: 'Commencer' }).click();
    for (let rang = 0; rang < 3; rang += 1)
      await page.locator('[data-ecran^="question:"]:not([hidden]) button').first().click();
    while (await page.locator('[data-ecran="montrer"]').isVisible())
      await page.locator('[data-ecran="montrer"] button').first().click();
    await page.getByRole('button', { name: 'Garder ce résultat' }).click();
    await expect(page.locator('[data-dit]')).toContainText('gardé sur ce poste');
  });

  await test.step('an entry that asks for a mandate, and the mandate', async () => {
    await page.goto('/accueil');
    await page.getByLabel('Que vient faire la personne').fill('rsa');
    await page.getByRole('button', { name: 'Chercher' }).click();
    await page.locator('#resultats label', { hasText: 'sensible' }).first().click();
    const choose = (nom: string, valeur: string) =>
      page.locator('label', { has: page.locator(`input[name="${nom}"][value="${valeur}"]`) }).click();
    await choose('mode', 'faire_a_la_place_present');
    await page
      .locator('label', { has: page.locator('input[name="motifPour"]') })
      .first()
      .click();
    await choose('issue', 'finalisee');
    await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mandat');
    await page.getByLabel('Prénom', { exact: true }).fill(PRENOM);
    await page.getByLabel('Nom', { exact: true }).fill(NOM);
    await page.getByLabel('Année de naissance').fill('1961');
    await choose('capacite', 'aucune_mesure');
    for (const case_ of await page.locator('[data-actes] label').all()) await case_.click();
    await choose('duree', 'mois:6');
    await page.getByRole('button', { name: 'Lire le mandat' }).click();
    await expect(page.locator('[data-texte]')).toContainText(NOM);
    await page
      .locator('label', { has: page.locator('input[name="lecture"]') })
      .first()
      .click();
    await page
      .locator('label', { has: page.locator('input[name="reformulation"]') })
      .first()
      .click();
    await page.getByRole('button', { name: 'Continuer vers la signature' }).click();
    await page.locator('canvas').scrollIntoViewIfNeeded();
    const cadre = await page.locator('canvas').boundingBox();
    if (cadre === null) throw new Error('no frame to sign in');
    await page.mouse.move(cadre.x + 30, cadre.y + 60);
    await page.mouse.down();
    await page.mouse.move(cadre.x + 200, cadre.y + 120, { steps: 8 });
    await page.mouse.up();
    await page.locator('label', { has: page.locator('input[name="accepte"]') }).click();
    // A hand that presses twice signs once.
    await page.getByRole('button', { name: 'Valider le mandat' }).dblclick();
    await expect(page.locator('[data-dit]')).toContainText('Mandat signé');
    await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
    await page.locator('label', { has: page.locator('input[name="accord"][value="oui"]') }).click();
    await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
    await expect(page.locator('[data-dit]')).toContainText('Gardé sur ce poste');
  });

  await test.step('the catalogue', async () => {
    await page.goto('/demarches');
    await page.getByLabel('Que se passe-t-il').fill('permis de conduire');
    await page.keyboard.press('Enter');
    const premiere = page.locator('[data-trouvees] a').first();
    const nom = (await premiere.textContent()) ?? '';
    await premiere.click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(nom);
  });

  await test.step('what waits, and nothing personal anywhere', async () => {
    await page.goto('/hors-connexion');
    await expect(page.locator('[data-op]')).toHaveCount(4);
    const { ouvert, scelle } = await dumpStorage(page);
    expect(scelle).toContain('porte-plume/file');
    for (const mot of [PRENOM, NOM, 'Monteil', 'data:image/png'])
      expect((ouvert + scelle).includes(mot), mot).toBe(false);
    for (const mot of ['intervention.enregistrer', 'mandat.signer', 'rsa', 'aucune_mesure', 'payload'])
      expect(scelle.includes(mot), mot).toBe(false);
  });

  await test.step('back: everything is stored, once', async () => {
    await cut(context, false);
    await page.getByRole('button', { name: 'Envoyer maintenant' }).click();
    await expect(page.getByText('Rien n’attend')).toBeVisible({ timeout: 20_000 });
    await page.goto('/');
    await expect(page.getByRole('heading', { name: '2 fiches aujourd’hui' })).toBeVisible();
    await expect(page.locator('.fil li', { hasText: 'mandat' })).toHaveCount(1);
  });
});

/** One entry that needs nothing more, on the page of the device. */
async function enterOne(page: Page): Promise<void> {
  await page.goto('/accueil');
  await page.locator('#resultats label').first().click();
  await page.locator('label', { has: page.locator('input[name="mode"][value="informer"]') }).click();
  await page.locator('label', { has: page.locator('input[name="issue"][value="finalisee"]') }).click();
  await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
  await expect(page.locator('[data-dit]')).toContainText('Gardé sur ce poste');
}

test('a form cut on its way, a permanence closed meanwhile, a way out that warns, ten wrong codes', async ({
  page,
  context,
  browser,
  application,
}) => {
  await openPoste(page);

  await test.step('the network goes while the form is filled: nothing typed is lost', async () => {
    await page.goto('/accueil');
    await page.locator('#resultats label').first().click();
    await page.locator('label', { has: page.locator('input[name="mode"][value="faire_avec"]') }).click();
    await page.locator('label', { has: page.locator('input[name="issue"][value="finalisee"]') }).click();
    await page.getByLabel('Durée, en minutes').fill('17');
    await cut(context, true);
    await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
    await expect(page.locator('[data-dit]')).toContainText('Le réseau s’est coupé');
    await expect(page.locator('input[name="mode"][value="faire_avec"]')).toBeChecked();
    await expect(page.getByLabel('Durée, en minutes')).toHaveValue('17');
    await page.getByRole('button', { name: 'Enregistrer, personne suivante' }).click();
    await expect(page.locator('[data-dit]')).toContainText('Gardé sur ce poste');
  });

  await test.step('another computer closes the permanence: the writer says where the entry goes', async () => {
    const ailleurs = await browser.newContext({ baseURL: application.origine });
    const autre = await ailleurs.newPage();
    await signIn(autre, souris(autre), 'pia@demo');
    await autre.getByText('Clore la permanence').click();
    await autre.getByRole('button', { name: 'Clore maintenant' }).click();
    await expect(autre.getByText('Permanence close.')).toBeVisible();
    await ailleurs.close();
    await cut(context, false);
    await page.goto('/hors-connexion');
    await expect(page.locator('[data-op]')).toContainText('à choisir');
    await expect(page.locator('[data-op]')).toContainText('Fermée à');
  });

  await test.step('leaving warns first', async () => {
    await page.getByRole('button', { name: 'Quitter' }).click();
    await expect(page.getByRole('heading', { name: 'Avant de quitter' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Imprimer la liste' })).toBeVisible();
    await page.goto('/hors-connexion');
    await page.locator('label', { hasText: 'Ouvrir une autre permanence' }).click();
    await page.getByRole('button', { name: 'Garder ces choix' }).click();
    await expect(page.getByText('Rien n’attend')).toBeVisible();
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Une fiche aujourd’hui' })).toBeVisible();
  });

  await test.step('locked, the list says nothing; the tenth wrong code erases', async () => {
    await cut(context, true);
    await enterOne(page);
    await page.goto('/hors-connexion');
    await page.getByRole('button', { name: 'Verrouiller ce poste' }).click();
    await expect(page.getByRole('heading', { name: 'Ce poste est verrouillé' })).toBeVisible();
    await expect(page.locator('[data-op]')).toHaveCount(0);
    for (let rang = 1; rang <= 10; rang += 1) {
      await page.getByLabel('Code de ce poste').fill('000000');
      await page.getByRole('button', { name: 'Déverrouiller', exact: true }).click();
      await expect(page.locator('[data-verrou-phrase]')).toContainText(
        rang < 10 ? `Encore ${10 - rang} essai` : 'Trop d’essais',
      );
    }
    await expect(page.getByRole('heading', { name: 'Préparer ce poste' })).toBeVisible();
    expect((await dumpStorage(page)).scelle).not.toContain('"op"');
    await cut(context, false);
  });

  await test.step('a passkey keeps the secret instead of a code, without network too', async () => {
    const cdp = await context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
        hasPrf: true,
      },
    });
    await page.goto('/');
    await page.getByText('Ajouter une clé d’accès à cet appareil').click();
    await page.getByRole('button', { name: 'Ajouter la clé' }).click();
    await expect(page.getByText('Clé enregistrée')).toBeVisible();
    await page.goto('/hors-connexion');
    await page.getByRole('button', { name: 'Utiliser ma clé d’accès' }).click();
    await expect(page.getByRole('button', { name: 'Verrouiller ce poste' })).toBeVisible();
    await cut(context, true);
    await page.getByRole('button', { name: 'Verrouiller ce poste' }).click();
    await page.getByRole('button', { name: 'Déverrouiller avec ma clé d’accès' }).click();
    await expect(page.getByRole('button', { name: 'Verrouiller ce poste' })).toBeVisible();
    await cut(context, false);
  });

  await test.step('leaving erases the device', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Quitter' }).click();
    await expect(page).toHaveURL(/\/connexion$/);
    expect(
      await page.evaluate(async () => [(await indexedDB.databases()).length, (await caches.keys()).length]),
    ).toEqual([0, 0]);
  });
});

const CANARIS = Array.from({ length: 20 }, (_, rang) => `Zyrtaquelle${rang}Obrecampion`);

/** The browser process that was started on a folder: the one that is nobody's child in it. */
function pidOf(dossier: string): number {
  const lignes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  const sienne = lignes.find(
    (ligne) => ligne.includes(`--user-data-dir=${dossier}`) && !ligne.includes('--type='),
  );
  const pid = Number(/^\s*(\d+) /.exec(sienne ?? '')?.[1]);
  if (Number.isNaN(pid)) throw new Error('the browser is not running');
  return pid;
}

test('a stolen laptop: the folder of the browser, killed at work, holds none of twenty names', async ({
  application,
  launchOptions,
}) => {
  const dossier = makeDossier();
  const context = await chromium.launchPersistentContext(dossier, { ...launchOptions, locale: 'fr-FR' });
  const page = await context.newPage();
  await page.goto(`${application.origine}/connexion`);
  await page.locator('button[name="compte"][value="pia@demo"]').click();
  await page
    .getByRole('button', { name: /^Ouvrir la permanence/ })
    .first()
    .click();
  await waitForWorker(page);
  await page.goto(`${application.origine}/hors-connexion`);
  await page.getByLabel('Nouveau code').fill(CODE);
  await page.getByRole('button', { name: 'Choisir ce code' }).click();
  await expect(page.getByText('Rien n’attend')).toBeVisible();
  await page.goto(`${application.origine}/`);
  await cut(context, true);
  await page.goto(`${application.origine}/mandat/nouveau`);
  const op = await page.evaluate(async (noms) => {
    const { active } = await navigator.serviceWorker.ready;
    const ids: string[] = [];
    for (const nom of noms) {
      const { port1, port2 } = new MessageChannel();
      const fait = new Promise((resolve) => (port1.onmessage = resolve));
      const une = {
        op: crypto.randomUUID(),
        type: 'mandat.signer',
        at: new Date().toISOString(),
        compte: '',
      };
      active?.postMessage({ quoi: 'deposer', args: [{ ...une, libelle: 'Mandat', payload: { nom } }] }, [
        port2,
      ]);
      await fait;
      ids.push(une.op);
    }
    return ids[0] ?? '';
  }, CANARIS);
  // The names also pass through the form that the person sees, and through the Back button.
  await page.getByLabel('Prénom', { exact: true }).fill(CANARIS[0] ?? '');
  await page.getByLabel('Nom', { exact: true }).fill(CANARIS[1] ?? '');
  await page.goto(`${application.origine}/hors-connexion`);
  await expect(page.locator('[data-op]')).toHaveCount(CANARIS.length);
  process.kill(pidOf(dossier), 'SIGKILL');
  await context.close().catch(() => undefined);
  let temoin = false;
  for (const fichier of readdirSync(dossier, { recursive: true, withFileTypes: true })) {
    if (!fichier.isFile()) continue;
    const octets = readFileSync(join(fichier.parentPath, fichier.name));
    temoin ||= octets.includes(op) || octets.includes(Buffer.from(op, 'utf16le'));
    for (const nom of CANARIS)
      for (const codage of ['utf8', 'utf16le'] as const)
        expect(octets.includes(Buffer.from(nom, codage)), `${nom} in ${fichier.name}`).toBe(false);
  }
  expect(temoin, 'the search finds what is there in clear').toBe(true);
  rmSync(dossier, { recursive: true, force: true });
});

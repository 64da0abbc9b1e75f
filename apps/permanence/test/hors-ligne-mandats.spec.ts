// Mandates of those who do not sign alone in French, without network: represented, minor, witnessed, spoken, in two
// languages; corrected and withdrawn before sending. Then the network, and what the server keeps.
import { etatA, type Evenement } from '@porte-plume/mandat';
import { verifyChain, type Link } from '@porte-plume/mandat/ledger';
import type { BrowserContext, Page } from '@playwright/test';
import { askBase } from './support/base.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris, type Main } from './support/main.ts';
import { cut, openPoste } from './support/poste.ts';

const input = (page: Page, nom: string, valeur: string) =>
  page.locator(`input[name="${nom}"][value="${valeur}"]`);
const dit = (page: Page) => page.locator('[data-dit]');

interface Personne {
  prenom: string;
  nom: string;
  annee: string;
  naissance?: string;
  capacite?: string;
  /** Who signs for her, and how that person is called. */
  signe?: { kind: string; nom: string };
  langue?: string;
}

/** From the words of the person to the text of the mandate, read and said again. */
async function readMandat(page: Page, main: Main, issue: string, qui: Personne): Promise<void> {
  await page.goto('/accueil');
  await main.write(page.getByLabel('Que vient faire la personne'), 'rsa');
  await main.press(page.getByRole('button', { name: 'Chercher' }));
  await main.choose(input(page, 'demarche', 'rsa'));
  await main.choose(input(page, 'mode', 'faire_a_la_place_present'));
  await main.choose(page.locator('input[name="motifPour"]').first());
  await main.choose(input(page, 'issue', issue));
  await main.press(page.getByRole('button', { name: 'Enregistrer, personne suivante' }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mandat');
  await main.write(page.getByLabel('Prénom', { exact: true }), qui.prenom);
  await main.write(page.getByLabel('Nom', { exact: true }), qui.nom);
  await main.write(page.getByLabel('Année de naissance'), qui.annee);
  if (qui.naissance !== undefined) await page.getByLabel('Date de naissance').fill(qui.naissance);
  await main.choose(input(page, 'capacite', qui.capacite ?? 'aucune_mesure'));
  if (qui.signe !== undefined) {
    if (qui.capacite === undefined) await main.choose(input(page, 'signataire', 'autre'));
    await main.choose(input(page, 'constituant', qui.signe.kind));
    await main.write(page.getByLabel('Son prénom et son nom'), qui.signe.nom);
  }
  for (const acte of ['consulter', 'saisir', 'deposer'])
    await main.choose(page.locator(`[data-actes] input[value="${acte}"]`));
  await main.choose(input(page, 'duree', 'mois:6'));
  if (qui.langue !== undefined) await main.pick(page.getByLabel('Langue de la personne'), qui.langue);
  await main.press(page.getByRole('button', { name: 'Lire le mandat' }));
  await expect(page.locator('[data-texte]')).toContainText(qui.nom);
  if (qui.langue !== undefined) await main.choose(input(page, 'interprete', 'telephone'));
  await main.choose(page.locator('input[name="lecture"]').first());
  await main.choose(page.locator('input[name="reformulation"]').first());
  await main.press(page.getByRole('button', { name: 'Continuer vers la signature' }));
  await main.choose(input(page, 'accepte', 'oui'));
}

const sign = (page: Page, main: Main): Promise<void> =>
  main.press(page.getByRole('button', { name: 'Valider le mandat' }));

async function writeName(page: Page, main: Main, nom: string): Promise<void> {
  await main.choose(input(page, 'forme', 'nom_ecrit'));
  await main.write(page.getByLabel('Écrivez votre prénom et votre nom'), nom);
  await sign(page, main);
}

/** The entry that the mandate was for, read back when what was done asks for it. */
async function keepFiche(page: Page, main: Main, relue = true): Promise<void> {
  await expect(dit(page)).toContainText('Mandat signé');
  await main.press(page.getByRole('button', { name: 'Enregistrer, personne suivante' }));
  if (relue) {
    await main.choose(input(page, 'accord', 'oui'));
    await main.press(page.getByRole('button', { name: 'Enregistrer, personne suivante' }));
  }
  await expect(dit(page)).toContainText('Gardé sur ce poste');
}

interface Poste {
  page: Page;
  context: BrowserContext;
  application: { dossier: string };
}

/** The network is back: what waited leaves, in order. */
async function drain({ page, context }: Poste): Promise<void> {
  await cut(context, false);
  await page.goto('/hors-connexion');
  await expect(page.getByText('Rien n’attend')).toBeVisible({ timeout: 20_000 });
}

interface Garde {
  id: string;
  personne: string;
  evenements: Link<Evenement>[];
}

/** What the server holds of the mandates signed since then: the chain holds, and each has its events. */
async function readGardes({ application: { dossier } }: Poste, depuis: string): Promise<Garde[]> {
  const lignes = await askBase<{
    mandat: string;
    personne: string;
    org: string;
    nouveau: boolean;
    lien: Link<Evenement>;
  }>(
    dossier,
    `select m.id as mandat, m.personne_id as personne, m.org_id as org, m.cree_le >= $1 as nouveau,
            json_build_object('prevHash', e.prev_hash, 'hash', e.hash, 'evenement', e.donnees) as lien
       from mandat m join mandat_evenement e on e.org_id = m.org_id and e.mandat_id = m.id
      order by m.org_id, e.rang`,
    [depuis],
  );
  const nouveaux = [...new Set(lignes.filter(({ nouveau }) => nouveau).map(({ mandat }) => mandat))];
  const [org] = lignes.filter(({ nouveau }) => nouveau).map((une) => une.org);
  expect(verifyChain(lignes.filter((une) => une.org === org).map(({ lien }) => lien)).ok).toBe(true);
  return nouveaux.map((id) => {
    const siennes = lignes.filter(({ mandat }) => mandat === id);
    return { personne: siennes[0]?.personne ?? '', id, evenements: siennes.map(({ lien }) => lien) };
  });
}

/** The file of each person shows the mandate; its copy for her is a tagged PDF in her languages. */
async function expectShown({ page }: Poste, gardes: readonly Garde[]): Promise<void> {
  for (const garde of gardes) {
    const { id, personne } = garde;
    await page.goto(`/personnes/${personne}`);
    await expect(page.locator(`a[href^="/mandat/${id}"]`).first()).toBeVisible();
    const langue = vueOf(garde)?.recueil?.langue ?? '';
    const pdf = await page.request.get(`/mandat/${id}/document.pdf?langue=${langue}`);
    expect(pdf.headers()['content-type']).toContain('application/pdf');
    const octets = (await pdf.body()).toString('latin1');
    expect([octets.slice(0, 5), octets.includes('/MarkInfo')]).toEqual(['%PDF-', true]);
  }
}

const vueOf = ({ evenements }: Garde) =>
  etatA(
    evenements.map(({ evenement }) => evenement),
    new Date().toISOString(),
  );

test('sans réseau : tutelle, mineure, deux témoins ; une fiche corrigée, un mandat retiré ; puis tout est gardé', async ({
  page,
  context,
  application,
}) => {
  const main = souris(page);
  const poste = { page, context, application };
  const depuis = new Date().toISOString();
  await openPoste(page, main);
  await cut(context, true);

  await test.step('a guardian signs for her', async () => {
    await readMandat(page, main, 'finalisee', {
      prenom: 'Odile',
      nom: 'Protégée',
      annee: '1948',
      capacite: 'tutelle',
      signe: { kind: 'tuteur', nom: 'Tom Tuteur' },
    });
    await writeName(page, main, 'Tom Tuteur');
    await keepFiche(page, main);
  });

  await test.step('her mother signs for a minor, and the entry is corrected before it leaves', async () => {
    const annee = new Date().getFullYear() - 14;
    await readMandat(page, main, 'finalisee', {
      prenom: 'Mina',
      nom: 'Mineure',
      annee: String(annee),
      naissance: `${annee}-02-03`,
      signe: { kind: 'parent', nom: 'Mara Mineure' },
    });
    await writeName(page, main, 'Mara Mineure');
    await keepFiche(page, main);
    await page.goto('/hors-connexion');
    await expect(page.locator('[data-op]')).toHaveCount(4);
    await main.press(page.locator('[data-op]').nth(3).getByRole('button', { name: 'Corriger' }));
    await expect(dit(page)).toContainText('Corrigez la fiche');
    await main.write(page.getByLabel('Durée, en minutes'), '37');
    await main.press(page.getByRole('button', { name: 'Enregistrer, personne suivante' }));
    await expect(dit(page)).toContainText('Gardé sur ce poste');
  });

  await test.step('a writer is no witness; two others are', async () => {
    await readMandat(page, main, 'finalisee', { prenom: 'Ali', nom: 'Témoigné', annee: '1950' });
    await main.choose(input(page, 'forme', 'ne_sait_signer'));
    await main.choose(input(page, 'voixHaute', 'oui'));
    await main.write(page.getByLabel('Premier témoin'), 'Rose Exemple');
    await sign(page, main);
    await expect(dit(page)).toContainText('témoins');
    await main.write(page.getByLabel('Second témoin'), 'Basile Exemple');
    await sign(page, main);
    await keepFiche(page, main);
  });

  await test.step('a mandate withdrawn before it leaves: its entry asks for another one', async () => {
    await readMandat(page, main, 'finalisee', { prenom: 'Rita', nom: 'Retirée', annee: '1970' });
    await writeName(page, main, 'Rita Retirée');
    await expect(dit(page)).toContainText('Mandat signé');
    await page.goto('/hors-connexion');
    await expect(page.locator('[data-op]')).toHaveCount(7);
    const mandat = page.locator('[data-op]').last();
    await main.press(mandat.getByRole('button', { name: 'Retirer' }));
    await main.press(mandat.getByRole('button', { name: /^Effacer pour toujours/ }));
    await expect(page.locator('[data-op]')).toHaveCount(6);
    await page.goto('/accueil');
    await expect(input(page, 'demarche', 'rsa')).toBeChecked();
    await main.press(page.getByRole('button', { name: 'Enregistrer, personne suivante' }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mandat');
  });

  await test.step('what is begun is listed, and given up by hand', async () => {
    await page.goto('/hors-connexion');
    const commencees = page.locator('[data-commencees]');
    await main.press(commencees.getByRole('button', { name: 'Effacer' }));
    await main.press(commencees.getByRole('button', { name: /^Effacer pour toujours/ }));
    await expect(commencees).toBeHidden();
  });

  await test.step('back: three mandates, once each, and what they say', async () => {
    await drain(poste);
    const gardes = await readGardes(poste, depuis);
    const vues = gardes.map(vueOf);
    expect(vues.map((vue) => [vue?.statut, vue?.constituant.kind, vue?.recueil?.forme])).toEqual([
      ['actif', 'tuteur', 'nom_ecrit'],
      ['actif', 'parent', 'nom_ecrit'],
      ['actif', 'mandant', 'ne_sait_signer'],
    ]);
    expect(vues[2]?.recueil?.temoins).toHaveLength(2);
    await expectShown(poste, gardes);
    const fiches = await askBase<{ duree: unknown }>(
      application.dossier,
      "select donnees->'dureeMin' as duree from intervention where donnees->>'creeLe' >= $1 order by id",
      [depuis],
    );
    expect([fiches.length, fiches[1]?.duree], 'the correction is what was sent').toEqual([3, 37]);
    await page.goto('/personnes');
    await page.getByLabel('Nom, prénom ou année de naissance').fill('mineure');
    await page.keyboard.press('Enter');
    await expect(page.locator(`a[href="/personnes/${gardes[1]?.personne ?? ''}"]`).first()).toBeVisible();
  });
});

test('sans réseau, au clavier seul : un oui de vive voix, puis un mandat en arabe', async ({
  page,
  context,
  application,
}) => {
  const main = clavier(page);
  const poste = { page, context, application };
  const depuis = new Date().toISOString();
  await openPoste(page, main);
  await cut(context, true);

  await test.step('she says yes: to look and to fill in, not to send', async () => {
    await readMandat(page, main, 'a_poursuivre', { prenom: 'Ora', nom: 'Parlée', annee: '1960' });
    await main.choose(input(page, 'forme', 'oral_a_regulariser'));
    await expect(page.getByText('Il faudra signer ensuite')).toBeVisible();
    await sign(page, main);
    await keepFiche(page, main, false);
  });

  await test.step('beside the French text, the same in Arabic, right to left', async () => {
    await readMandat(page, main, 'finalisee', {
      prenom: 'Zayd',
      nom: 'Lecteur',
      annee: '1980',
      langue: 'Arabe (traduction non relue)',
    });
    await writeName(page, main, 'Zayd Lecteur');
    await keepFiche(page, main);
  });

  await test.step('back: both are kept, in the words that were read', async () => {
    await drain(poste);
    const gardes = await readGardes(poste, depuis);
    const vues = gardes.map(vueOf);
    expect(vues.map((vue) => [vue?.statut, vue?.recueil?.forme, vue?.recueil?.langue])).toEqual([
      ['actif', 'oral_a_regulariser', 'fr'],
      ['actif', 'nom_ecrit', 'ar'],
    ]);
    await expectShown(poste, gardes);
    const copie = await page.request.get(`/mandat/${gardes[1]?.id ?? ''}/document?langue=ar`);
    expect(await copie.text()).toMatch(/lang="ar"[^>]*dir="rtl"|dir="rtl"[^>]*lang="ar"/);
  });
});

// What comes in and what goes out by files: past activity from a spreadsheet, exports, the open data of places.
import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from '@playwright/test';
import { askBase } from './support/base.ts';
import { expect, test } from './support/essai.ts';
import { clavier, souris, type Main } from './support/main.ts';
import { signIn } from './support/parcours.ts';

const h1 = (page: Page) => page.getByRole('heading', { level: 1 });
const fait = (page: Page) => page.getByRole('status');
const csv = (name: string, lignes: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`${lignes.join('\n')}\n`),
});

const EN_TETE = 'Date;Nom;Durée;Thème;Lieu';
/** A day of these weeks, as one writes it in a spreadsheet. */
const day = (recul: number): string => {
  const [annee = '', mois = '', jour = ''] = new Date(Date.now() - recul * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .split('-');
  return `${jour}/${mois}/${annee}`;
};
const DEFAUTS = csv('suivi.csv', [
  EN_TETE,
  `${day(20)};CANARINETTE Zénobie;30;Courriel;`,
  '31/02/2026;PETIT;30;Courriel;',
  `${day(19)};GRAND;900;Courriel;`,
  `${day(18)};LONG;30;Macramé;`,
  `${day(17)};COURT;30;Courriel;Nulle-Part`,
  `${day(20)};CANARINETTE Zénobie;30;Courriel;`,
]);
const SAIN = csv('suivi.csv', [
  EN_TETE,
  `${day(16)};CANARINETTE Zénobie;30;Courriel;`,
  `${day(16)};PETIT;45;Courriel;`,
  `${day(15)};GRAND;1h15;Courriel;`,
]);

/** From the file to what it would bring, through its columns: as they are understood, without a correction. */
async function preview(page: Page, main: Main, fichier: typeof SAIN): Promise<void> {
  await main.join(page.getByLabel('Le fichier'), fichier);
  const lieux = page.getByLabel('Lieu des lignes qui n’en disent pas');
  await main.pick(lieux, (await lieux.locator('option').nth(1).textContent()) ?? '');
  await main.press(page.getByRole('button', { name: 'Lire le fichier' }));
  await expect(h1(page)).toHaveText('Les colonnes du fichier');
  await main.press(page.getByRole('button', { name: 'Voir l’aperçu' }));
  await settle(page, main, 'L’aperçu');
}

/** Work goes on beside the page: one asks where it is until it is over. */
async function settle(page: Page, main: Main, titre: string): Promise<void> {
  const encore = page.getByRole('link', { name: 'Voir où cela en est' });
  await expect(async () => {
    if ((await encore.count()) > 0) await main.press(encore);
    expect(await encore.count()).toBe(0);
  }).toPass();
  await expect(h1(page)).toHaveText(titre);
}

async function download(page: Page, main: Main, lien: Locator): Promise<string> {
  const attendu = page.waitForEvent('download');
  await main.press(lien);
  const recu: Download = await attendu;
  return readFileSync(await recu.path(), 'utf8');
}

for (const main of [souris, clavier])
  test(`reprendre un fichier : tous ses défauts, rien avant le bouton, annulé ; un fichier sain, exporté (${main.name})`, async ({
    page,
    application: { dossier },
  }) => {
    const hand = main(page);
    const count = async (): Promise<{ tout: number; annulees: number }> => {
      const [un] = await askBase<{ tout: number; annulees: number }>(
        dossier,
        "select count(*)::int as tout, (select count(*)::int from seance_evenement where donnees->>'type' = 'InterventionAnnulee') as annulees from intervention",
      );
      return un ?? { tout: 0, annulees: 0 };
    };
    await signIn(page, hand, 'pia@demo');
    const menu = page.getByRole('navigation', { name: 'Principal' });
    await hand.unfold(menu.getByText('Plus', { exact: true }));
    await hand.press(menu.getByRole('link', { name: 'Imports' }));
    const avant = await count();

    await preview(page, hand, DEFAUTS);
    const rangs = page.locator('main tbody tr');
    for (const [ligne, code] of [
      ['3', 'date_invalide'],
      ['4', 'duree_invalide'],
      ['5', 'code_inconnu'],
      ['6', 'lieu_inconnu'],
      ['7', 'ligne_en_double'],
    ] as const)
      await expect(
        rangs
          .filter({ has: page.getByRole('rowheader', { name: ligne, exact: true }) })
          .filter({ hasText: code }),
      ).toHaveCount(1);
    await expect(page.locator('main')).not.toContainText(/CANARINETTE|Macramé|Nulle-Part/);
    await expect(page.locator('main .faits')).toContainText('Interventions à enregistrer1');
    expect(await count()).toEqual(avant);

    await hand.press(page.getByRole('button', { name: 'Enregistrer ce qui est prêt' }));
    await settle(page, hand, 'Une reprise');
    await expect(page.locator('main')).toContainText('Elle s’annule pendant un jour.');
    expect(await count()).toEqual({ ...avant, tout: avant.tout + 1 });
    await hand.press(page.getByRole('button', { name: 'Annuler cette reprise' }));
    await settle(page, hand, 'Une reprise');
    await expect(page.locator('main')).toContainText('ce qu’elle avait apporté ne compte plus');
    expect(await count()).toEqual({ tout: avant.tout + 1, annulees: avant.annulees + 1 });

    await hand.press(page.getByRole('link', { name: 'Revenir aux reprises' }));
    await expect(page.locator('main .fil li').first()).toContainText('annulée');
    await preview(page, hand, SAIN);
    await expect(page.locator('main tbody tr')).toHaveCount(0);
    await hand.press(page.getByRole('button', { name: 'Enregistrer ce qui est prêt' }));
    await settle(page, hand, 'Une reprise');
    expect((await count()).tout).toBe(avant.tout + 4);

    await page.goto('/imports');
    await hand.press(page.getByRole('link', { name: 'exporter vos données' }));
    const fichier = await download(
      page,
      hand,
      page.getByRole('link', { name: /^CSV\s*, Mes interventions/ }),
    );
    expect(fichier).not.toMatch(/CANARINETTE|Zénobie/);
    const [siennes] = await askBase<{ nombre: number }>(
      dossier,
      "select count(*)::int as nombre from intervention i join compte c on (c.org_id, c.id) = (i.org_id, i.agent_id) where c.identifiant = 'pia@demo'",
    );
    // The one that was taken back stays in the base, and leaves no row in the file; the first row names the columns.
    const lignes = fichier.trim().split('\r\n').length - 1;
    expect(lignes).toBe((siennes?.nombre ?? 0) - 1);
    const agenda = await download(page, hand, page.getByRole('link', { name: /^iCalendar/ }));
    expect(agenda).toContain('BEGIN:VCALENDAR');
    const exportees = await askBase<{ lignes: string }>(
      dossier,
      "select donnees->>'lignes' as lignes from journal where donnees->>'type' = 'InterventionsExportees'",
    );
    expect(exportees).toEqual([{ lignes: String(lignes) }]);
    test.info().annotations.push({ type: 'gestes', description: `${hand.nom} : ${hand.gestes()}` });
  });

const LIEUX = 'id,nom,commune,code_postal,adresse,latitude,longitude,date_maj,services';
const AIDE = 'Aide aux démarches administratives';
const BONS = [
  `lieu-1,Maison des canaris,Roanne,42300,1 rue Inventée,46.03,4.07,27/07/2023,${AIDE}`,
  `lieu-2,Atelier des serins,Roanne,42300,2 rue Inventée,46.03,4.07,2026-10-01,${AIDE}`,
];

test('des lieux importés d’un fichier à la souris ; l’un retiré au clavier : l’orientation suit', async ({
  page,
  application: { dossier },
}) => {
  const enVigueur = async (): Promise<string[]> =>
    (
      await askBase<{ nom: string }>(
        dossier,
        "select l.donnees->>'nom' as nom from lieu_public l join compte c on c.org_id = l.org_id where c.identifiant = 'marie@demo' and l.retire_le is null order by 1",
      )
    ).map(({ nom }) => nom);
  const import_ = async (hand: Main, lignes: readonly string[], bouton: string): Promise<void> => {
    await hand.join(page.getByLabel('Fichier de lieux'), csv('lieux.csv', [LIEUX, ...lignes]));
    await hand.press(page.getByRole('button', { name: 'Voir ce que ce fichier apporterait' }));
    const avant = await enVigueur();
    await expect(page.getByRole('heading', { level: 2 }).first()).toHaveText('Ce que ce fichier apporterait');
    expect(await enVigueur()).toEqual(avant);
    await hand.press(page.getByRole('button', { name: bouton }));
    await expect(fait(page)).toBeFocused();
  };
  const mouse = souris(page);
  await signIn(page, mouse, 'marie@demo');
  await page.goto('/lieux-publics');
  await mouse.press(page.getByRole('button', { name: 'Voir ce que ce fichier apporterait' }));
  await expect(page.getByRole('alert')).toBeFocused();
  const debut = mouse.gestes();
  await import_(
    mouse,
    [...BONS, `lieu-3,Lieu sans code,Roanne,5110,3 rue Inventée,46.03,4.07,2026-10-01,${AIDE}`],
    'Importer 2 lieux',
  );
  expect(await enVigueur()).toEqual(['Atelier des serins', 'Maison des canaris']);

  const keys = clavier(page);
  await import_(keys, BONS.slice(1), 'Importer 1 lieu');
  await expect(fait(page)).toContainText('1 retiré');
  expect(await enVigueur()).toEqual(['Atelier des serins']);
  test.info().annotations.push({
    type: 'gestes',
    description: `souris : ${mouse.gestes() - debut}, clavier : ${keys.gestes()}`,
  });
});

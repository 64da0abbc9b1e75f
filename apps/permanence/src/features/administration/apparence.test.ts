/** The theme that a structure chooses: who chooses it, who sees it, and what is kept of it. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { apparence } from '../../db/schema-apparence.ts';
import { journal } from '../../db/schema.ts';
import { Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { THEMES_STRUCTURE } from '../../ui/themes.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';

const PAGE = '/administration/structure';
const ACTION = `${PAGE}/apparence`;

let monde: Monde;
let admin: Navigateur;
beforeAll(async () => {
  monde = await openMonde('demo');
  admin = new Navigateur(monde.essai.app);
  await admin.connecte('admin@demo');
}, 90_000);
afterAll(() => monde.essai.close());

const inOrg = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);
const lignes = () => inOrg((tx) => tx.select().from(apparence));
const faits = () =>
  inOrg((tx) =>
    tx
      .select({ donnees: journal.donnees })
      .from(journal)
      .where(sql`${journal.donnees}->>'type' = 'ThemeChoisi'`),
  );

/** Sheets that a page loads, in their order, with the media of each. */
const feuillesOf = ({ texte }: Reponse): string[] =>
  [...texte.matchAll(/<link rel="stylesheet" href="\/assets\/([^"?]+)[^"]*"(?: media="([^"]+)")?/g)].map(
    ([, nom = '', media]) => (media === undefined ? nom : `${nom} ${media}`),
  );
const SOMBRE = 'screen and (prefers-color-scheme: dark)';
const ORIGINE = ['app.css', `sombre.css ${SOMBRE}`];

/** The form of the theme, as the page gives it. */
async function form(): Promise<{ op: string; choisi: string | undefined }> {
  const { texte } = await admin.get(PAGE);
  const [formulaire = ''] = texte.split(`action="${ACTION}"`).slice(1);
  const coche = /<input[^>]*checked=""[^>]*>/.exec(formulaire)?.[0] ?? '';
  return {
    op: /value="([0-9a-f-]{36})"/.exec(formulaire)?.[1] ?? '',
    choisi: /value="([^"]+)"/.exec(coche)?.[1],
  };
}

describe('the theme of a structure', () => {
  it('is that of the application until it chooses, and its pages load nothing more', async () => {
    expect(feuillesOf(await admin.get(PAGE))).toEqual(ORIGINE);
    expect((await form()).choisi).toBe('violet');
    // The demo has a logo there, and the first theme with it.
    expect((await lignes()).map(({ theme }) => theme)).toEqual(['violet']);
  });

  it('is chosen once by the administration, said, told in the audit log, and seen by all its accounts', async () => {
    const { op } = await form();
    const suite = await admin.post(ACTION, { op, theme: 'lagune' });
    expect(suite.statut).toBe(303);
    expect((await admin.post(ACTION, { op, theme: 'lagune' })).vers).toBe(suite.vers);
    const page = await admin.suit(suite);
    expect(page.lisible).toContain('Les couleurs de la structure sont enregistrées.');
    const vues = ['app.css', 'theme-lagune.css', `sombre.css ${SOMBRE}`, `theme-lagune-sombre.css ${SOMBRE}`];
    expect(feuillesOf(page)).toEqual(vues);
    expect((await form()).choisi).toBe('lagune');
    const pia = new Navigateur(monde.essai.app);
    await pia.connecte('pia@demo');
    expect(feuillesOf(await pia.get('/'))).toEqual(vues);
    expect((await lignes()).map(({ theme }) => theme)).toEqual(['lagune']);
    expect((await faits()).map(({ donnees }) => donnees)).toEqual([
      expect.objectContaining({ type: 'ThemeChoisi', theme: 'lagune' }),
    ]);
  });

  it('leaves each account its light or its dark', async () => {
    const { op } = await admin.get('/affichage');
    for (const [theme, attendues] of [
      ['clair', ['app.css', 'theme-lagune.css']],
      ['sombre', ['app.css', 'theme-lagune.css', 'sombre.css screen', 'theme-lagune-sombre.css screen']],
    ] as const) {
      const { op: autre } = theme === 'clair' ? { op } : await admin.get('/affichage');
      await admin.post('/affichage', { op: autre, taille: '100', theme, langue: 'fr' });
      expect(feuillesOf(await admin.get(PAGE))).toEqual(attendues);
    }
    const { op: fin } = await admin.get('/affichage');
    await admin.post('/affichage', { op: fin, taille: '100', theme: 'appareil', langue: 'fr' });
  });

  it('stays in its structure, and dresses the page that it opened to everybody', async () => {
    const ailleurs = new Navigateur(monde.essai.app);
    await ailleurs.connecte('lucien@demo');
    expect(feuillesOf(await ailleurs.get('/affichage'))).toEqual(ORIGINE);
    const passant = new Navigateur(monde.essai.app);
    for (const nav of [passant, admin]) {
      const liste = await nav.get('/ou-venir');
      expect(feuillesOf(liste)).toEqual(ORIGINE);
      const slugs = [...liste.texte.matchAll(/href="(\/ou-venir\/[a-z0-9-]+)"/g)].map(
        ([, lien = '']) => lien,
      );
      expect(slugs).toHaveLength(2);
      const vues = await Promise.all(slugs.map(async (slug) => feuillesOf(await nav.get(slug))));
      // One of the two structures chose; the other page is as it was.
      expect(vues.filter((une) => une.includes('theme-lagune.css'))).toHaveLength(1);
      expect(vues).toContainEqual(ORIGINE);
    }
  });

  it('is one of the list: another word is refused with a sentence, and changes nothing', async () => {
    for (const theme of ['', 'fuchsia', '../app', 'VIOLET', 'local']) {
      const { op } = await form();
      const refus = await admin.post(ACTION, { op, theme });
      expect([refus.statut, refus.lisible.includes('Choisissez un des thèmes proposés.')]).toEqual([
        422,
        true,
      ]);
      expect(feuillesOf(refus)).toContain('theme-lagune.css');
    }
    expect((await lignes()).map(({ theme }) => theme)).toEqual(['lagune']);
    const marie = new Navigateur(monde.essai.app);
    await marie.connecte('marie@demo');
    const { op } = await form();
    expect((await marie.post(ACTION, { op, theme: 'bleu' })).statut).toBe(403);
    expect(await faits()).toHaveLength(1);
  });

  it('may be any of the list, and the first one takes its sheets away', async () => {
    for (const theme of THEMES_STRUCTURE.map(({ nom }) => nom).reverse()) {
      const { op } = await form();
      expect((await admin.post(ACTION, { op, theme })).statut).toBe(303);
      expect((await form()).choisi).toBe(theme);
    }
    expect(feuillesOf(await admin.get(PAGE))).toEqual(ORIGINE);
  });

  it('that a later version no longer has is that of the application', async () => {
    await inOrg((tx) =>
      tx.update(apparence).set({ theme: 'disparu' }).where(eq(apparence.orgId, monde.orgId)),
    );
    expect(feuillesOf(await admin.get(PAGE))).toEqual(ORIGINE);
    expect((await form()).choisi).toBe('violet');
  });
});

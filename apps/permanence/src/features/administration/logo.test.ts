/** The logo of a structure: who gives it, who sees it, at which address, and what a hostile file meets. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { LOGO_DEMO } from '../../db/seed-apparence.ts';
import { apparence } from '../../db/schema-apparence.ts';
import { pagePublique } from '../../db/schema-agenda.ts';
import { journal } from '../../db/schema.ts';
import { Navigateur, ORIGINE, type Reponse } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';

const PAGE = '/administration/structure';
const ACTION = `${PAGE}/logo`;
const RETRAIT = `${PAGE}/logo/retirer`;
const NOM = 'Département de démonstration (Loire)';
const DEMO = Buffer.from(LOGO_DEMO, 'base64');
/** The smallest change that makes another image of it: a part of the norm that says how light it is. */
const AUTRE = Buffer.concat([
  DEMO.subarray(0, 33),
  Buffer.from('0000000467414d410000b18f0bfc6105', 'hex'),
  DEMO.subarray(33),
]);

let monde: Monde;
let admin: Navigateur;
let slug: string;
beforeAll(async () => {
  monde = await openMonde('demo');
  admin = new Navigateur(monde.essai.app);
  await admin.connecte('admin@demo');
  const [page] = await inOrg((tx) =>
    tx.select().from(pagePublique).where(eq(pagePublique.orgId, monde.orgId)),
  );
  slug = page?.slug ?? '';
}, 90_000);
afterAll(() => monde.essai.close());

const inOrg = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);
const faits = (type: string) =>
  inOrg((tx) =>
    tx
      .select({ donnees: journal.donnees })
      .from(journal)
      .where(sql`${journal.donnees}->>'type' = ${type}`),
  );
const adresseOf = ({ texte }: Reponse): string | undefined =>
  /<img class="logo" src="([^"]+)"/.exec(texte)?.[1];
/** Operation of one of the forms of the page. */
async function opOf(action: string): Promise<string> {
  const { texte } = await admin.get(PAGE);
  const [, suite = ''] = texte.split(`action="${action}"`);
  return /value="([0-9a-f-]{36})"/.exec(suite)?.[1] ?? '';
}
async function ask(nav: Navigateur | null, chemin: string): Promise<Response> {
  return monde.essai.app.request(`${ORIGINE}${chemin}`, {
    headers: nav === null ? {} : { cookie: nav.cookie },
  });
}

describe('the logo of a structure', () => {
  it('is given as a file by the administration, said, told in the audit log, and seen by all its accounts', async () => {
    const avant = adresseOf(await admin.get(PAGE)) ?? '';
    const op = await opOf(ACTION);
    const suite = await admin.postFichier(ACTION, { op }, 'logo', AUTRE);
    expect(suite.statut).toBe(303);
    expect((await admin.postFichier(ACTION, { op }, 'logo', AUTRE)).vers).toBe(suite.vers);
    const page = await admin.suit(suite);
    expect(page.lisible).toContain('Le logo de la structure est enregistré.');
    const adresse = adresseOf(page) ?? '';
    expect(adresse).toMatch(/^\/logo\/[0-9a-f]{64}$/);
    expect(adresse).not.toBe(avant);
    expect(adresseOf(await monde.nav.get('/'))).toBe(adresse);
    expect(page.texte).toContain(`alt="Logo actuel de ${NOM}"`);
    expect((await faits('LogoChoisi')).map(({ donnees }) => donnees)).toEqual([
      expect.objectContaining({ empreinte: adresse.slice(6) }),
    ]);
    // The colours are another choice.
    expect((await inOrg((tx) => tx.select().from(apparence))).map(({ theme }) => theme)).toEqual(['violet']);
  });

  it('is at an address made of its bytes, kept by the browser, an image and nothing else', async () => {
    const adresse = adresseOf(await admin.get(PAGE)) ?? '';
    const reponse = await ask(admin, adresse);
    const entetes = ['content-type', 'content-disposition', 'cache-control', 'x-content-type-options'];
    expect([reponse.status, ...entetes.map((nom) => reponse.headers.get(nom))]).toEqual([
      200,
      'image/png',
      'attachment; filename="logo.png"',
      'private, max-age=31536000, immutable',
      'nosniff',
    ]);
    expect(reponse.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
    expect(Buffer.from(await reponse.arrayBuffer()).equals(AUTRE)).toBe(true);
  });

  it('is of its structure, and of the page that it opened: for anybody else its address is no address', async () => {
    const adresse = adresseOf(await admin.get(PAGE)) ?? '';
    const lucien = new Navigateur(monde.essai.app);
    await lucien.connecte('lucien@demo');
    expect([(await ask(lucien, adresse)).status, adresseOf(await lucien.get('/affichage'))]).toEqual([
      404,
      undefined,
    ]);
    expect((await ask(null, adresse)).headers.get('location')).toBe('/connexion');
    const passant = new Navigateur(monde.essai.app);
    const page = await passant.get(`/ou-venir/${slug}`);
    const publique = `/ou-venir/${slug}${adresse}`;
    expect(adresseOf(page)).toBe(publique);
    // Nothing else there says whose page it is to who does not see the image.
    expect(page.texte).toContain(`src="${publique}" alt="${NOM}"`);
    const reponse = await ask(null, publique);
    expect([reponse.status, reponse.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    const { vers } = await passant.get('/ou-venir');
    expect(vers).toBeNull();
    const autre = /href="\/ou-venir\/([a-z0-9-]+)"/g;
    const slugs = [...(await passant.get('/ou-venir')).texte.matchAll(autre)].map(([, un = '']) => un);
    for (const un of slugs.filter((nom) => nom !== slug))
      expect([un, (await ask(null, `/ou-venir/${un}${adresse}`)).status]).toEqual([un, 404]);
    for (const faux of ['*', 'nulle-part', slug.toUpperCase()])
      expect([faux, (await ask(null, `/ou-venir/${faux}${adresse}`)).status]).toEqual([faux, 404]);
    for (const faux of ['0'.repeat(64), '..%2f', "'--"])
      expect([faux, (await ask(null, `/ou-venir/${slug}/logo/${faux}`)).status]).toEqual([faux, 404]);
    // A page that is closed shows its logo no more than its hours.
    const open = (ouverte: boolean) =>
      inOrg((tx) => tx.update(pagePublique).set({ ouverte }).where(eq(pagePublique.orgId, monde.orgId)));
    await open(false);
    expect((await ask(null, publique)).status).toBe(404);
    await open(true);
    expect((await ask(null, publique)).status).toBe(200);
  });

  it('signs the sheet that the person takes home, by the name of the structure', async () => {
    const { texte } = await monde.nav.get('/demarches/ameli-attestation/a-apporter');
    expect(texte).toMatch(
      new RegExp(
        `<img class="logo logo-papier" src="/logo/[0-9a-f]{64}" alt="${NOM.replaceAll(/[()]/g, '\\$&')}"`,
      ),
    );
  });

  it('that is none of that is refused with its reason, and the one before stays', async () => {
    const avant = adresseOf(await admin.get(PAGE));
    for (const [fichier, phrase] of [
      ['', 'Choisissez le fichier du logo.'],
      ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'Ce fichier est un dessin SVG'],
      ['<html><script>alert(1)</script>', 'Ce fichier n’est ni un PNG ni un JPEG.'],
      [Buffer.concat([DEMO, Buffer.from('<script>')]), 'Ce fichier contient autre chose après l’image.'],
      [Buffer.alloc(2_000_000, DEMO), 'Ce fichier pèse 1\u202f954\u00a0ko'],
    ] as const) {
      const refus = await admin.postFichier(ACTION, { op: await opOf(ACTION) }, 'logo', Buffer.from(fichier));
      expect([phrase, refus.statut, refus.texte.includes(phrase)]).toEqual([phrase, 422, true]);
      expect(adresseOf(refus)).toBe(avant);
    }
    // Too big to be read at all.
    const enorme = await admin.postFichier(ACTION, { op: '' }, 'logo', Buffer.alloc(6 * 1024 * 1024));
    expect(enorme.statut).toBe(413);
    const marie = new Navigateur(monde.essai.app);
    await marie.connecte('marie@demo');
    const op = await opOf(ACTION);
    expect((await marie.postFichier(ACTION, { op }, 'logo', DEMO)).statut).toBe(403);
    expect((await marie.post(RETRAIT, { op })).statut).toBe(403);
    expect(adresseOf(await admin.get(PAGE))).toBe(avant);
    expect(await faits('LogoChoisi')).toHaveLength(1);
  });

  it('is taken away in one gesture, and its address with it', async () => {
    const adresse = adresseOf(await admin.get(PAGE)) ?? '';
    const page = await admin.suit(await admin.post(RETRAIT, { op: await opOf(RETRAIT) }));
    expect(page.lisible).toContain('Le logo est retiré.');
    expect([adresseOf(page), page.texte.includes(`action="${RETRAIT}"`)]).toEqual([undefined, false]);
    expect((await ask(admin, adresse)).status).toBe(404);
    expect((await ask(null, `/ou-venir/${slug}${adresse}`)).status).toBe(404);
    expect(adresseOf(await new Navigateur(monde.essai.app).get(`/ou-venir/${slug}`))).toBeUndefined();
    const [row] = await inOrg((tx) => tx.select().from(apparence));
    expect([row?.logo, row?.logoEmpreinte, row?.theme]).toEqual([null, null, 'violet']);
    const vide = await admin.suit(await admin.post(RETRAIT, { op: await opOf(ACTION) }));
    expect(vide.lisible).toContain('Il n’y avait plus de logo.');
    expect(await faits('LogoRetire')).toHaveLength(1);
  });
});

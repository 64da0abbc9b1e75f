/** « Où et quand venir »: everybody reads it, and reads nothing else. */
import { readIcal } from '@porte-plume/accompagnement/permanence';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAnyone, asOrg } from '../../db/asOrg.ts';
import { absence, lieuAcces, pagePublique, passage } from '../../db/schema-agenda.ts';
import { compte, lieu, permanence } from '../../db/schema.ts';
import { listJours, readPlanning } from '../../domain/planning.ts';
import { readOuVenir } from '../../domain/ou-venir.ts';
import { noteAbsence, savePermanence } from '../../domain/planning-ecriture.ts';
import { civilDate } from '../../server/contexte.ts';
import { Navigateur } from '../../server/essai.fixture.ts';
import { addDays } from '../../server/heure.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';
import { FRANCAIS, messagesOf } from '../../messages/messages.ts';
import { heureDite, jourDans, jourDit, numeroDit } from './textes.ts';

const LOIRE = '/ou-venir/departement-de-demonstration-loire';
let monde: Monde;
let passant: Navigateur;
beforeAll(async () => {
  monde = await openMonde();
  passant = new Navigateur(monde.essai.app);
}, 60_000);
afterAll(() => monde.essai.close());

/** The first town of the page. */
async function readPremiere(): Promise<string> {
  const href = /href="([^"]+\/commune\/[^"]+)"/.exec((await passant.get(LOIRE)).texte)?.[1] ?? '';
  return (await passant.get(href)).texte;
}

/** Every town of the page, one after the other. */
async function readCommunes(): Promise<string> {
  const { texte } = await passant.get(LOIRE);
  const pages = [];
  for (const [, href = ''] of texte.matchAll(/href="([^"]+\/commune\/[^"]+)"/g))
    pages.push(await passant.get(href));
  expect(pages.length).toBeGreaterThan(5);
  for (const page of pages) expect([page.statut, page.texte.length < 15_000]).toEqual([200, true]);
  return pages.map((page) => page.texte).join('\n');
}

const inOrg = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);
const today = () => civilDate(monde.essai.services.clock(), 'Europe/Paris');

describe('the page of a structure', () => {
  it('tells where, when, what to bring and whom to call, without an account', async () => {
    const page = await passant.get(LOIRE);
    expect(page.statut).toBe(200);
    expect(passant.cookie).toBe('');
    for (const texte of ['Saint-Étienne', 'Apportez vos papiers', '04 65 71 00 42', 'Prochain jour'])
      expect(page.lisible.replaceAll('\u00a0', ' ')).toContain(texte);
    expect(page.texte.length).toBeLessThan(15_000);
    const communes = (await readCommunes()).replaceAll('\u00a0', ' ');
    expect(communes).toContain('de 9 h à 12 h');
    expect(communes).toContain('rue de l’Encrier');
    expect(page.texte + communes).not.toMatch(/Monteil|Ravel|Quintefeuil|Haltebruyne|agentId/);
  });

  it('is kept a few minutes, and not sent twice', async () => {
    const page = await passant.get(LOIRE);
    expect(page.entetes.get('cache-control')).toBe('public, max-age=300');
    const empreinte = page.entetes.get('etag') ?? '';
    const encore = await monde.essai.app.request(`http://localhost:3000${LOIRE}`, {
      headers: { 'if-none-match': empreinte },
    });
    expect([encore.status, await encore.text()]).toEqual([304, '']);
  });

  it('shows the same days as the planning, four weeks on', async () => {
    const du = today();
    const attendus = await inOrg(async (tx) =>
      listJours(await readPlanning(tx, monde.orgId), { du, au: addDays(du, 27) }).filter(
        ({ ferme, permanence: une }) => !ferme && une.publique,
      ),
    );
    const texte = await readCommunes();
    const jours = new Set(attendus.map(({ lieu: l, date, debut }) => `${l.id} ${date} ${debut}`));
    expect(texte.match(/<li class="insecable">/g)).toHaveLength(jours.size);
    for (const nom of new Set(attendus.map(({ lieu: l }) => l.nom))) expect(texte).toContain(nom);
  });

  it('forgets a day on which nobody comes, and keeps it when a colleague does', async () => {
    const du = today();
    const [tenu] = await inOrg(async (tx) =>
      listJours(await readPlanning(tx, monde.orgId), { du: addDays(du, 1), au: addDays(du, 27) }).filter(
        ({ permanence: une, absents }) => une.publique && une.agentIds.length === 1 && absents.length === 0,
      ),
    );
    if (tenu === undefined) throw new Error('the demo has no public permanence to come');
    const compte1 = await lignes();
    const cible = {
      permanenceId: tenu.permanence.id,
      date: tenu.date,
      agentId: tenu.permanence.agentIds[0] ?? '',
    };
    const quand = { maintenant: `${du}T08:00:00.000Z`, aujourdhui: du };
    await inOrg((tx) => noteAbsence(tx, monde.orgId, { ...cible, remplacantId: null }, quand));
    expect(await lignes()).toBe(compte1 - 1);
    const [denise] = await inOrg((tx) =>
      tx.select().from(compte).where(eq(compte.identifiant, 'denise@demo')),
    );
    await inOrg((tx) => noteAbsence(tx, monde.orgId, { ...cible, remplacantId: denise?.id ?? '' }, quand));
    expect(await lignes()).toBe(compte1);
  });
  const lignes = async (): Promise<number> => {
    const page = await readOuVenir(monde.essai.services, LOIRE.slice(10));
    const lieux = page?.communes.flatMap((commune) => commune.lieux) ?? [];
    return lieux.flatMap(({ creneaux }) => creneaux.flatMap(({ dates }) => dates)).length;
  };

  it('gives a calendar of each permanence, without who holds it', async () => {
    const href = /href="([^"]+\.ics)"/.exec(await readPremiere())?.[1] ?? '';
    const ics = await passant.get(href);
    expect(ics.entetes.get('content-type')).toContain('text/calendar');
    expect(ics.texte).not.toContain('X-PORTE-PLUME-AGENTS');
    expect(ics.texte.replaceAll('\r\n ', '')).toMatch(/LOCATION:.+Saint|LOCATION:.+/);
    const lues = readIcal(ics.texte, { agentIds: ['moi'] });
    expect(lues.ok && lues.value.length).toBe(1);
    const arabe = (await passant.get(`${href}?langue=ar`)).texte.replaceAll('\r\n ', '');
    expect(arabe).toMatch(/SUMMARY:مكتب المساعدة، .+/);
    const autre = await passant.get(`${LOIRE}/nulle-part.ics`);
    expect(autre.statut).toBe(404);
  });

  it('has a poster, of all lieux or of one', async () => {
    const href = /href="([^"]+\/affiche\/[^"]+)"/.exec(await readPremiere())?.[1] ?? '';
    const une = await passant.get(href);
    expect(une.statut).toBe(200);
    expect(une.texte.match(/affiche-lieu/g)).toHaveLength(1);
    const toutes = await passant.get(`${LOIRE}/affiche`);
    expect((toutes.texte.match(/affiche-lieu/g) ?? []).length).toBeGreaterThan(1);
    expect((await passant.get(`${LOIRE}/affiche/ailleurs`)).statut).toBe(404);
  });
});

describe('several structures', () => {
  it('are listed, each with its address; a single one is gone to', async () => {
    const liste = await passant.get('/ou-venir');
    expect(liste.texte).toContain(`href="${LOIRE}"`);
    expect(liste.texte.match(/href="\/ou-venir\//g)).toHaveLength(2);
    const marie = new Navigateur(monde.essai.app);
    await marie.connecte('marie@demo');
    const page = await marie.get('/planning/page-publique');
    const valeurs = { nom: 'Écrivains de la Loire', telephone: '04 65 71 00 42' };
    const pris = await marie.post('/planning/page-publique', {
      ...{ op: page.op, ...valeurs, ouverte: 'oui', slug: 'reseau-de-demonstration-reims' },
    });
    expect([pris.statut, pris.lisible.includes('déjà prise')]).toEqual([422, true]);
    const faux = await marie.post('/planning/page-publique', {
      ...{ op: pris.op, slug: 'Où ?', nom: '', telephone: 'aucun' },
    });
    expect(faux.lisible).toMatch(/lettres sans accent.*nom de la structure.*numéro en chiffres/);
    await marie.post('/planning/page-publique', { op: faux.op, ...valeurs, slug: 'ecrivains-loire' });
    expect((await passant.get(LOIRE)).statut).toBe(404);
    expect((await passant.get('/ou-venir/ecrivains-loire')).statut).toBe(404);
    const seule = await passant.get('/ou-venir');
    expect([seule.statut, seule.vers]).toEqual([302, '/ou-venir/reseau-de-demonstration-reims']);
    const { op } = await marie.get('/planning/page-publique');
    await marie.post('/planning/page-publique', { op, ...valeurs, ouverte: 'oui', slug: LOIRE.slice(10) });
    expect((await passant.get(LOIRE)).lisible).toContain('Écrivains de la Loire');
  });

  it('say nothing of an address that does not exist', async () => {
    for (const slug of ['inconnue', 'X', '..%2Fetc', 'a'.repeat(60), '*', '%00'])
      expect([slug, (await passant.get(`/ou-venir/${slug}`)).statut]).toEqual([slug, 404]);
  });
});

describe('what the database opens to everybody', () => {
  const open = (slug: string) =>
    asAnyone(monde.essai.services.client.db, { ou_venir: slug }, 'essai', async (tx) => ({
      pages: await tx.select({ slug: pagePublique.slug }).from(pagePublique),
      permanences: await tx.select({ org: permanence.orgId, donnees: permanence.donnees }).from(permanence),
      lieux: await tx.select({ org: lieu.orgId, id: lieu.id }).from(lieu),
      acces: await tx.select({ org: lieuAcces.orgId }).from(lieuAcces),
      passages: await tx.select().from(passage),
      absences: await tx.select().from(absence),
      comptes: await tx.select().from(compte),
    }));

  it('is the public permanences of one structure and their lieux, and nothing more', async () => {
    await inOrg(async (tx) => {
      const [une] = (await readPlanning(tx, monde.orgId)).permanences;
      if (une !== undefined) await savePermanence(tx, monde.orgId, { ...une, publique: false }, today());
    });
    const vu = await open(LOIRE.slice(10));
    expect(vu.pages).toHaveLength(1);
    expect(vu.permanences.length).toBeGreaterThan(10);
    expect(vu.permanences.every(({ donnees }) => (donnees as { publique: boolean }).publique)).toBe(true);
    const lieuxPublics = new Set(vu.permanences.map(({ donnees }) => (donnees as { lieuId: string }).lieuId));
    expect(vu.lieux.every(({ org, id }) => org === monde.orgId && lieuxPublics.has(id))).toBe(true);
    expect([vu.passages, vu.absences, vu.comptes]).toEqual([[], [], []]);
    expect(new Set([...vu.permanences, ...vu.lieux, ...vu.acces].map(({ org }) => org))).toEqual(
      new Set([monde.orgId]),
    );
  });

  it('is nothing for an unknown address, nor without one', async () => {
    for (const slug of ['inconnue', ''])
      expect(Object.values(await open(slug)).map((rows) => rows.length)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('is closed with the page', async () => {
    await inOrg((tx) => tx.update(pagePublique).set({ ouverte: false }));
    const vu = await open('*');
    expect(vu.pages.map(({ slug }) => slug)).toEqual(['reseau-de-demonstration-reims']);
    expect(vu.permanences.some(({ org }) => org === monde.orgId)).toBe(false);
    await inOrg((tx) =>
      tx
        .update(pagePublique)
        .set({ ouverte: true })
        .where(sql`true`),
    );
  });
});

describe('the sentences', () => {
  it('say days, hours and numbers as one reads them', () => {
    expect([heureDite(FRANCAIS, '09:00'), heureDite(FRANCAIS, '13:30')]).toEqual([
      '9\u00a0h',
      '13\u00a0h\u00a030',
    ]);
    expect(numeroDit('+33465710042')).toBe('04\u00a065\u00a071\u00a000\u00a042');
    expect([jourDit(FRANCAIS, 0), jourDit(messagesOf('en'), 6), jourDit(messagesOf('tr'), 2)]).toEqual([
      'Lundi',
      'Sunday',
      'Çarşamba',
    ]);
    expect(jourDans(messagesOf('fa'), '2026-12-01')).toMatch(/^1 /);
  });

  it('are those of the language of the reader, kept from page to page by the address alone', async () => {
    const page = await new Navigateur(monde.essai.app).get('/ou-venir?langue=ar');
    expect(page.texte).toContain('<html lang="ar" dir="rtl"');
    expect(page.lisible).toContain(messagesOf('ar').dit('venir.structures'));
    const [, suite = ''] = /href="(\/ou-venir\/[a-z0-9-]+\?langue=ar)"/.exec(page.texte) ?? [];
    const structure = await new Navigateur(monde.essai.app).get(suite);
    expect(structure.lisible).toContain(messagesOf('ar').dit('venir.intro'));
    expect(structure.entetes.get('set-cookie')).toBeNull();
  });
});

/** What leaves: no name, nothing that a spreadsheet would run, counted, asked again, written in the log. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { parseLieux } from '@porte-plume/accompagnement/lieux';
import { lieuAcces } from '../../db/schema-agenda.ts';
import { intervention, journal, lieu } from '../../db/schema.ts';
import { splitAdresse } from './route.tsx';
import { Navigateur } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';

let monde: Monde;
let marie: Navigateur;
beforeAll(async () => {
  monde = await openMonde('demo');
  marie = new Navigateur(monde.essai.app);
  await marie.connecte('marie@demo');
}, 60_000);
afterAll(() => monde.essai.close());

const inOrg = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

describe('an address', () => {
  it.each([
    ['1 rue Inventée, 42300 Roanne', '1 rue Inventée', '42300'],
    ['12345 chemin Long 42100 Saint-Étienne', '12345 chemin Long', '42100'],
    ['Place de la Mairie', 'Place de la Mairie', null],
    ['', '', null],
  ])('« %s » is a street and a postcode', (texte, rue, codePostal) => {
    expect(splitAdresse(texte)).toEqual({ rue, codePostal });
  });
});

describe('exports', { timeout: 30_000 }, () => {
  it('give the coordination every row and a writer her own, without a name or a pseudonym', async () => {
    const tous = await inOrg((tx) => tx.select().from(intervention));
    const csv = await marie.get('/exports/interventions/interventions.csv');
    expect(csv.entetes.get('content-disposition')).toContain('interventions.csv');
    expect(csv.texte.trim().split('\r\n').length - 1).toBe(tous.length);
    const pseudonymes = tous.flatMap(({ donnees }) => {
      const { personne } = donnees as { personne: { pseudonyme?: string } };
      return personne.pseudonyme ?? [];
    });
    expect(pseudonymes.length).toBeGreaterThan(50);
    expect(pseudonymes.filter((un) => csv.texte.includes(un))).toEqual([]);
    const siens = await monde.nav.get('/exports/interventions/interventions.csv');
    const nombre = siens.texte.trim().split('\r\n').length - 1;
    expect(nombre).toBeGreaterThan(0);
    expect(nombre).toBeLessThan(tous.length);
    const faits = await inOrg((tx) =>
      tx
        .select()
        .from(journal)
        .where(sql`${journal.donnees}->>'type' = 'InterventionsExportees'`),
    );
    expect(faits.length).toBe(2);
    expect((await monde.nav.get('/exports/lieux.json')).statut).toBe(403);
    await inOrg(async (tx) => {
      const [premier] = await tx.select().from(lieuAcces);
      await tx
        .update(lieuAcces)
        .set({ adresse: '1 rue Inventée, 42300 Roanne' })
        .where(eq(lieuAcces.lieuId, premier?.lieuId ?? ''));
    });
    const dinc = JSON.parse((await marie.get('/exports/lieux.json')).texte) as {
      structures: { adresse: string | null; code_postal: string | null }[];
    };
    expect(dinc.structures.length).toBeGreaterThan(20);
    const acces = await inOrg((tx) => tx.select().from(lieuAcces));
    const connus = dinc.structures.filter(({ adresse }) => adresse !== null);
    expect(connus.length).toBe(acces.filter(({ adresse }) => adresse !== '').length);
    expect(connus.length).toBeGreaterThan(0);
    expect(JSON.stringify(dinc)).not.toMatch(/préciser|00000/);
    const standard = parseLieux((await marie.get('/exports/lieux.csv')).texte);
    expect(standard.issues.filter(({ niveau }) => niveau === 'erreur')).toEqual([]);
    expect(standard.lieux.map((un) => [un.adresse, un.code_postal])).toEqual([['1 rue Inventée', '42300']]);
    expect((await marie.get('/exports/permanences.ics')).texte).toMatch(/^BEGIN:VCALENDAR/);
    expect((await marie.get('/exports/interventions/x.csv')).statut).toBe(404);
  });

  it('hold formulas as plain text', async () => {
    await inOrg((tx) => tx.update(lieu).set({ nom: '=HYPERLINK("http://evil.example")' }));
    const csv = await marie.get('/exports/interventions/interventions.csv');
    expect(csv.texte).toContain(`'=HYPERLINK`);
    expect(csv.texte).not.toMatch(/(?:^|;|")=HYPERLINK/m);
  });

  it('ask again after five minutes, and stop at ten an hour', async () => {
    monde.essai.avance(6 * 60_000);
    const detour = await marie.get('/exports/interventions/interventions.csv');
    expect(detour.vers).toBe('/confirmation?suite=/exports/interventions/interventions.csv');
    await marie.connecte('marie@demo');
    let dernier = 200;
    for (let rang = 0; rang < 10 && dernier === 200; rang += 1)
      dernier = (await marie.get('/exports/permanences.ics')).statut;
    expect(dernier).toBe(429);
    const trop = await marie.get('/exports/permanences.ics');
    expect(Number(trop.entetes.get('retry-after'))).toBeGreaterThan(60);
    expect((await monde.nav.get('/exports')).statut).toBe(200);
    monde.essai.avance(3_600_000);
    await marie.connecte('marie@demo');
    expect((await marie.get('/exports/permanences.ics')).statut).toBe(200);
  });
});

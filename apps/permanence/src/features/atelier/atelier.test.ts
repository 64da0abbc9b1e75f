/** Workshops: announced, led by a signed link without an account, counted as totals only. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { atelier, orientation } from '../../db/schema-orientations.ts';
import { Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';

const JOUR = 86_400_000;
let monde: Monde;
let id: string;
let lien: string;
const passant = (): Navigateur => new Navigateur(monde.essai.app);

beforeAll(async () => {
  monde = await openMonde('demo');
  const [row] = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) =>
    tx
      .select({ id: atelier.id })
      .from(atelier)
      .where(sql`lien = 1`),
  );
  id = row?.id ?? '';
}, 60_000);
afterAll(() => monde.essai.close());

const lienOf = (page: Reponse): string => /\/atelier\/[\w-]+/.exec(page.texte)?.[0] ?? '';

describe('announcing', () => {
  it('says all that is missing, then lists it, and orientation may propose it', async () => {
    const page = await monde.nav.get('/ateliers');
    const mal = await monde.nav.post('/ateliers', {
      op: page.op,
      date: '2020-01-01',
      debut: '25:00',
      places: '0',
    });
    expect(mal.statut).toBe(422);
    for (const phrase of [
      'Ce jour est passé.',
      'Donnez l’heure de début.',
      'Choisissez un thème de la liste.',
      'Choisissez un lieu de la liste.',
      'Le nombre de places va de 1 à 500.',
    ])
      expect(mal.lisible).toContain(phrase);
    const lieuId = /name="lieuId".*?<option value="([\w-]{10,})"/s.exec(page.texte)?.[1] ?? '';
    const envoi = { op: page.op, date: '2090-05-04', debut: '09:30', dureeMin: '90', theme: 'bureautique' };
    const reponses = await Promise.all(
      [1, 2, 3].map(() => monde.nav.post('/ateliers', { ...envoi, niveau: 'avance', lieuId, places: '6' })),
    );
    expect(reponses.map(({ statut }) => statut)).toEqual([303, 303, 303]);
    const suite = await monde.nav.get(reponses[0]?.vers ?? '');
    expect(suite.lisible.match(/4 mai 2090 à 9 h 30/g)).toHaveLength(1);
    expect(suite.lisible).toContain('0 inscrite sur 6');
  });
});

describe('the link of who leads', () => {
  it('opens one workshop without an account: numbers, no name, no menu; attendance waits for the day', async () => {
    lien = lienOf(await monde.nav.get(`/ateliers/${id}`));
    const page = await passant().get(lien);
    expect(page.statut).toBe(200);
    expect(page.lisible).toContain('Numéro 1');
    expect(page.lisible).not.toContain('Accueil rapide');
    expect(page.texte).not.toContain('value="venue|');
    expect(page.entetes.get('x-robots-tag')).toBe('noindex');
    expect(page.texte.length).toBeLessThan(16_384);
    expect(monde.essai.lignes.join('\n')).not.toContain(lien.slice(9, 40));
  });

  it('is shut when forged, one sign changed, or made for another', async () => {
    for (const faux of [
      '/atelier/x',
      `${lien}A`,
      `${lien.slice(0, -6)}AAAAAA`,
      lien.replace(/.{4}$/, '____'),
    ]) {
      const page = await passant().get(faux);
      expect([faux === lien, page.statut]).toEqual([false, 404]);
    }
  });

  it('on the day, notes each number once, and nothing of another workshop', async () => {
    monde.essai.avance(2 * JOUR);
    const aicha = passant();
    const page = await aicha.get(lien);
    const [, premier = ''] = /value="venue\|([^"]+)"/.exec(page.texte) ?? [];
    const envoi = { op: page.op, presence: `venue|${premier}` };
    const reponses = await Promise.all([1, 2, 3].map(() => aicha.post(lien, envoi)));
    for (const { lisible } of reponses) expect(lisible).toContain('Numéro 1 : venue, c’est noté.');
    const autre = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) =>
      tx
        .select({ id: orientation.id })
        .from(orientation)
        .where(sql`atelier_id is null`)
        .limit(1),
    );
    const ailleurs = await aicha.post(lien, {
      op: (await aicha.get(lien)).op,
      presence: `venue|${autre[0]?.id ?? ''}`,
    });
    expect(ailleurs.statut).toBe(422);
  });

  it('takes totals, refuses those that do not add up, keeps what was typed', async () => {
    const aicha = passant();
    const { op } = await aicha.get(lien);
    const marges = { participants: '8', 'genre.feminin': '5', 'genre.masculin': '2' };
    const mal = await aicha.post(lien, { op, etape: 'marges', ...marges });
    expect(mal.statut).toBe(422);
    expect(mal.lisible).toContain('Le total de cette répartition n’est pas le nombre de participants.');
    expect(mal.texte).toMatch(/name="genre.feminin"[^>]*value="5"/);
    const bien = await aicha.post(lien, {
      op: mal.op,
      etape: 'marges',
      ...marges,
      'genre.non_communique': '1',
    });
    expect(bien.lisible).toContain('Totaux enregistrés.');
    monde.nav = passant();
    await monde.nav.connecte('pia@demo');
    expect((await monde.nav.get('/ateliers')).statut).toBe(200);
    const [row] = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) =>
      tx
        .select({ donnees: atelier.donnees })
        .from(atelier)
        .where(sql`id = ${id}`),
    );
    expect(row?.donnees).toMatchObject({
      participants: 8,
      marges: { genre: { feminin: 5, masculin: 2, non_communique: 1 }, statut: { non_demande: 8 } },
    });
  });

  it('dies when replaced or taken back, for ever, and after the day that follows', async () => {
    const page = await monde.nav.get(`/ateliers/${id}`);
    const neuf = lienOf(
      await monde.nav.suit(await monde.nav.post(`/ateliers/${id}`, { op: page.op, etape: 'lien' })),
    );
    expect([(await passant().get(lien)).statut, (await passant().get(neuf)).statut]).toEqual([404, 200]);
    const ici = await monde.nav.get(`/ateliers/${id}`);
    await monde.nav.post(`/ateliers/${id}`, { op: ici.op, etape: 'retirer' });
    expect((await passant().get(neuf)).statut).toBe(404);
    const encore = await monde.nav.get(`/ateliers/${id}`);
    const dernier = lienOf(
      await monde.nav.suit(await monde.nav.post(`/ateliers/${id}`, { op: encore.op, etape: 'lien' })),
    );
    expect([(await passant().get(neuf)).statut, (await passant().get(dernier)).statut]).toEqual([404, 200]);
    monde.essai.avance(JOUR);
    expect((await passant().get(dernier)).statut).toBe(200);
    monde.essai.avance(JOUR);
    expect((await passant().get(dernier)).statut).toBe(404);
    expect(
      (await passant().post(dernier, { op: encore.op, etape: 'marges', participants: '1' })).statut,
    ).toBe(404);
  });
});

describe('who may', () => {
  it('another organisation finds nothing; coordination announces but notes nobody’s attendance', async () => {
    const claire = passant();
    await claire.connecte('claire@demo');
    expect([403, 404]).toContain((await claire.get(`/ateliers/${id}`)).statut);
    const marie = passant();
    await marie.connecte('marie@demo');
    const page = await marie.get(`/ateliers/${id}`);
    expect(page.statut).toBe(200);
    const [, une = ''] = /value="venue\|([^"]+)"/.exec(page.texte) ?? [];
    expect((await marie.post(`/ateliers/${id}`, { op: page.op, presence: `venue|${une}` })).statut).toBe(403);
  });
});

describe('coordination', () => {
  it('comes to the workshops by the menu, and from there to the open data of places', async () => {
    const marie = passant();
    await marie.connecte('marie@demo');
    const page = await marie.suit(await marie.get('/orientation'));
    expect(page.texte).toContain('href="/lieux-publics"');
  });
});

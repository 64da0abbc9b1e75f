/** Finding a person, her file, and what nobody else learns of it. */
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import type { Tx } from '../../db/client.ts';
import { indexPersonne } from '../../db/schema-personnes.ts';
import { coffre, intervention, journal, mandat, personne } from '../../db/schema.ts';
import { isId } from '../../domain/identifiant.ts';
import { cache, Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { A_LA_PLACE, openMonde, ouvre, signe, type Monde } from '../gestes.fixture.ts';
import { agit } from '../mandat/apres.fixture.ts';

const CANARI = /Canarinette|Zénobie|CANARINETTE|ZENOBIE/;
const ELLE = { prenom: 'Zénobie', nom: 'Canarinette-Dû', anneeNaissance: '1951' };

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('vide');
  await ouvre(monde);
}, 60_000);
afterAll(() => monde.essai.close());

const read = <T>(travail: (tx: Tx) => Promise<T>): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);
const lectures = (pourquoi: string) =>
  read((tx) =>
    tx
      .select()
      .from(journal)
      .where(sql`${journal.donnees}->>'pourquoi' = ${pourquoi}`),
  );

/** Searches, and gives the ids of who is found. */
async function cherche(q: string, nav = monde.nav): Promise<{ page: Reponse; ids: string[] }> {
  const { op } = await nav.get('/personnes');
  const page = await nav.post('/personnes', { op, q });
  const liste = /aria-labelledby="trouvees".*?<\/section>/s.exec(page.texte)?.[0] ?? '';
  return { page, ids: [...liste.matchAll(/href="\/personnes\/([^"]+)"/g)].map(([, id]) => id ?? '') };
}

async function ajoute(qui: Record<string, string>, etape = 'ajouter'): Promise<Reponse> {
  const { op } = await monde.nav.get('/personnes');
  return monde.nav.post('/personnes/ajouter', { op, etape, ...qui });
}

/** One visit of the person of an open entry. */
async function visite(fiche: string, plus: Record<string, string> = {}): Promise<Reponse> {
  const op = new URLSearchParams(fiche.split('?')[1]).get('fiche') ?? '';
  return monde.nav.post('/accueil', {
    op,
    demarche: 'ameli-attestation',
    mode: 'faire_avec',
    issue: 'finalisee',
    trancheAge: '75_plus',
    dureeMin: '20',
    etape: 'enregistrer',
    ...plus,
  });
}

const geste = async (id: string, quoi: string, champs: Record<string, string> = {}): Promise<Reponse> => {
  const { op } = await monde.nav.get(`/personnes/${id}`);
  return monde.nav.post(`/personnes/${id}/${quoi}`, { op, ...champs });
};

describe('a first visit', () => {
  let id: string;
  beforeAll(async () => {
    const ajout = await ajoute(ELLE);
    expect([ajout.statut, ajout.vers?.startsWith('/accueil?fiche=')]).toEqual([303, true]);
    expect((await visite(ajout.vers ?? '')).statut).toBe(303);
    id = (await cherche('canar')).ids[0] ?? '';
    expect(isId(id)).toBe(true);
  });

  it('is recorded under the person, whose name is in no row', async () => {
    const rows = await read((tx) => tx.select().from(intervention));
    expect(rows.map(({ donnees }) => (donnees as { personne: { id?: string } }).personne.id)).toEqual([id]);
    expect(JSON.stringify(rows)).not.toMatch(CANARI);
  });

  it.each([
    'ca',
    'CANARI',
    'canarinettedu',
    'canarinette-du',
    'zenobie can',
    'Zéno 1951',
    '1951',
    'dû zénobie',
  ])('is found by « %s »', async (q) => {
    const { page, ids } = await cherche(q);
    expect([page.statut, ids]).toEqual([200, [id]]);
    expect(page.lisible).toContain('Z. C.');
    expect(page.texte.replace(/value="[^"]*"/g, '')).not.toMatch(CANARI);
  });

  it.each(['canarinettx', 'zenobie 1952', 'nobie', 'xx'])('is not found by « %s »', async (q) => {
    expect((await cherche(q)).ids).toEqual([]);
  });

  it('leaves the search out of every address, and writes each read in the audit log', async () => {
    expect((await cherche('z')).page.statut).toBe(422);
    expect(monde.nav.adresses.join(' ')).not.toMatch(/canar|zeno/i);
    expect((await lectures('recherche')).length).toBeGreaterThan(3);
    expect(monde.essai.lignes.join('\n')).not.toMatch(CANARI);
  });

  it('leaves keyed tags only: no name in the index, none without the key of the organisation', async () => {
    const rows = await read((tx) => tx.select().from(indexPersonne).where(eq(indexPersonne.personneId, id)));
    expect(rows.length).toBeGreaterThan(12);
    expect(rows.every(({ tag }) => /^[0-9a-f]{24}$/.test(tag))).toBe(true);
  });

  it('opens a file that names nobody until it is asked, once, and logged', async () => {
    const fiche = await monde.nav.get(`/personnes/${id}`);
    expect(fiche.statut).toBe(200);
    expect(fiche.lisible).toContain('Montrer l’identité');
    expect(fiche.texte).not.toMatch(CANARI);
    const avant = (await lectures('fiche')).length;
    const ouverte = await geste(id, 'identite');
    expect(ouverte.lisible).toContain('Zénobie Canarinette-Dû');
    expect((await lectures('fiche')).length).toBe(avant + 1);
    expect((await monde.nav.get(`/personnes/${id}`)).texte).not.toMatch(CANARI);
  });

  it('is received again in four gestures: the profile and the way to help are there already', async () => {
    const suite = await geste(id, 'accueillir');
    const entree = await monde.nav.suit(suite);
    for (const [nom, valeur] of [
      ['mode', 'faire_avec'],
      ['trancheAge', '75_plus'],
    ])
      expect(entree.texte).toMatch(
        new RegExp(`name="${nom}"[^>]*(?:value="${valeur}"[^>]*checked|checked=""[^>]*value="${valeur}")`),
      );
    const faite = await visite(suite.vers ?? '', {
      issue: 'a_poursuivre',
      demarche: 'rsa',
      mode: 'faire_avec',
    });
    expect(faite.statut).toBe(303);
    const fiche = await monde.nav.get(`/personnes/${id}`);
    expect(fiche.lisible).toContain('En attente');
    expect(fiche.lisible).toContain('C’est obtenu');
    const reprise = await monde.nav.suit(await geste(id, 'accueillir'));
    expect(reprise.texte).toMatch(
      /name="demarche"[^>]*(?:value="rsa"[^>]*checked|checked=""[^>]*value="rsa")/,
    );
  });

  it('ends a suivi in one gesture, once', async () => {
    const fiche = await monde.nav.get(`/personnes/${id}`);
    const suivi = /name="suivi" value="([^"]+)"/.exec(fiche.texte)?.[1] ?? '';
    const envoi = { op: fiche.op, suivi };
    const [une, deux] = [
      await monde.nav.post(`/personnes/${id}/clore`, envoi),
      await monde.nav.post(`/personnes/${id}/clore`, envoi),
    ];
    expect([une.statut, deux.statut]).toEqual([303, 303]);
    expect((await monde.nav.suit(une)).lisible).toContain('Rien n’attend pour cette personne');
  });

  it('keeps a note of thirty days, sealed; a number of the State is refused', async () => {
    const refus = await geste(id, 'note', { note: 'son numéro 2 51 05 42 218 001 88' });
    expect(refus.statut).toBe(422);
    const gardee = await geste(id, 'note', { note: 'Apportera Canarinette samedi' });
    expect((await monde.nav.suit(gardee)).texte).toContain('Apportera Canarinette samedi');
    const rows = await read((tx) => tx.select().from(coffre).where(eq(coffre.nature, 'note')));
    expect(rows.length).toBe(1);
    expect(Buffer.from(rows[0]?.boite ?? '').toString('latin1')).not.toMatch(CANARI);
    monde.essai.avance(31 * 86_400_000);
    await monde.nav.connecte('pia@demo');
    expect((await monde.nav.get(`/personnes/${id}`)).texte).not.toContain('samedi');
    await ouvre(monde);
  });

  it('prints everything held about the person in two clicks, and writes it in the register', async () => {
    const copie = await geste(id, 'copie');
    expect(copie.statut).toBe(200);
    for (const mot of [
      'Zénobie Canarinette-Dû',
      '1951',
      'Vos visites',
      'Qui a lu votre nom',
      'ouverture de la fiche',
    ])
      expect(copie.lisible).toContain(mot);
    expect(copie.texte).toContain('data-imprimer');
    expect(copie.texte).not.toContain(id.slice(0, 18) + '</');
  });
});

describe('two persons of one name and one year', () => {
  it('are told apart by the writer, each with her own file', async () => {
    const deja = await ajoute(ELLE);
    expect(deja.statut).toBe(422);
    expect(deja.lisible).toContain('déjà connus');
    expect((await ajoute(ELLE, 'autre')).statut).toBe(303);
    expect((await cherche('canar 1951')).ids.length).toBe(2);
    const rows = await read((tx) => tx.select().from(personne));
    expect(new Set(rows.map(({ pseudonyme }) => pseudonyme)).size).toBe(2);
  });

  it('are one again when the writer says so, count once, and come back whole when it is undone', async () => {
    const [une = '', autre = ''] = (await cherche('canar 1951')).ids;
    await visite((await geste(une, 'accueillir')).vers ?? '');
    await visite((await geste(autre, 'accueillir')).vers ?? '');
    const proches = await geste(une, 'doublons');
    expect(proches.texte).toContain(`value="${autre}"`);
    expect((await geste(une, 'reunir', { autre })).statut).toBe(303);
    const fil = (await monde.nav.get(`/personnes/${une}`)).texte;
    expect((await monde.nav.get(`/personnes/${autre}`)).texte.match(/class="fil fil-court"/g)?.length).toBe(
      1,
    );
    expect((await cherche('canar')).ids.length).toBe(1);
    const [, de = '', vers = ''] = /name="de" value="([^"]+)".*?name="vers" value="([^"]+)"/s.exec(fil) ?? [];
    expect([de, vers].sort()).toEqual([une, autre].sort());
    expect((await geste(une, 'separer', { de, vers })).statut).toBe(303);
    expect((await cherche('canar')).ids.length).toBe(2);
    expect((await geste(une, 'separer', { de, vers })).statut).toBe(404);
    expect((await geste(une, 'distinguer', { autre })).statut).toBe(303);
    expect((await geste(une, 'doublons')).lisible).toContain('Aucune fiche proche');
  });
});

describe('who else', () => {
  it('finds nobody: a coordinator, a funder, another network, an unknown id get nothing', async () => {
    const [id = ''] = (await cherche('canar')).ids;
    for (const compte of ['marie@demo', 'herve@demo', 'claire@demo']) {
      const nav = new Navigateur(monde.essai.app);
      await nav.connecte(compte);
      expect([403, 404]).toContain((await nav.get('/personnes')).statut);
      expect([403, 404]).toContain((await nav.get(`/personnes/${id}`)).statut);
      for (const quoi of ['identite', 'copie', 'accueillir', 'reunir', 'effacement'])
        expect([403, 404]).toContain((await nav.post(`/personnes/${id}/${quoi}`, { op: id })).statut);
    }
    const inconnue = `${id.slice(0, -4)}0000`;
    expect((await monde.nav.get(`/personnes/${inconnue}`)).statut).toBe(404);
    expect((await monde.nav.get('/personnes/pas-un-id')).statut).toBe(404);
  });

  it('meets only her own day, as a volunteer', async () => {
    const denise = new Navigateur(monde.essai.app);
    await denise.connecte('denise@demo');
    const [id = ''] = (await cherche('canar')).ids;
    expect((await cherche('canar', denise)).ids).toEqual([]);
    expect((await denise.get(`/personnes/${id}`)).statut).toBe(404);
    expect((await denise.get('/personnes')).lisible).toContain('votre séance d’aujourd’hui');
  });
});

describe('a person with a mandate', () => {
  it('has it in her thread, with its acts', async () => {
    const mandatId = await agit(monde, { forme: 'signature_papier' });
    const [id = ''] = (await cherche('zenobie canarinette')).ids.filter(isId);
    const pages = await Promise.all(
      (await cherche('zenobie canarinette')).ids.map((un) => monde.nav.get(`/personnes/${un}`)),
    );
    expect(pages.some(({ texte }) => texte.includes(`/mandat/${mandatId}`))).toBe(true);
    expect(id).not.toBe('');
    const rows = await read((tx) =>
      tx
        .select()
        .from(journal)
        .where(and(sql`${journal.donnees}->>'type' = 'IdentiteLue'`)),
    );
    expect(JSON.stringify(rows)).not.toMatch(CANARI);
  });

  const ownerOf = (mandatId: string) =>
    read(async (tx) => (await tx.select().from(mandat).where(eq(mandat.id, mandatId)))[0]?.personneId ?? '');

  it('keeps it in her own file when somebody else bears her name, and so does its renewal', async () => {
    const autre = await ajoute({ prenom: 'Zénobie', nom: 'Canarinette', anneeNaissance: '1951' }, 'autre');
    const page = await monde.nav.suit(autre);
    const sienne = /href="\/personnes\/([^"]+)"/.exec(page.texte)?.[1] ?? '';
    const { mandatId } = await signe(monde, page, { forme: 'signature_papier' });
    expect(await ownerOf(mandatId)).toBe(sienne);
    const qui = await monde.nav.get(`/mandat/nouveau?renouvelle=${mandatId}`);
    const nouveau = cache(qui, 'mandat');
    const suit = async (op: string, champs: Record<string, string | string[]>) =>
      monde.nav.suit(await monde.nav.post('/mandat', { op, mandat: nouveau, ...champs }));
    const quoi = await suit(qui.op, { etape: 'qui', capacite: 'aucune_mesure' });
    const duree = await suit(quoi.op, { etape: 'quoi', 'actes.rsa': ['consulter', 'saisir'] });
    await suit(duree.op, { etape: 'duree', duree: 'mois:6' });
    expect(await ownerOf(nouveau)).toBe(sienne);
  });

  it('acts under it from the file that hers was merged into', async () => {
    const mandatId = await agit(monde, { forme: 'signature_papier' });
    const sienne = await ownerOf(mandatId);
    await ajoute({ prenom: 'Zénobie', nom: 'Canarinette', anneeNaissance: '1951' }, 'autre');
    const agir = async (id: string) =>
      visite((await geste(id, 'accueillir')).vers ?? '', { ...A_LA_PLACE, etape: 'enregistrer' });
    const ids = (await cherche('zenobie canarinette')).ids.filter((un) => un !== sienne);
    const refus = await Promise.all(ids.map(async (un) => [un, (await agir(un)).lisible] as const));
    const [cible = ''] = refus.find(([, page]) => page.includes('elle doit l’avoir demandé')) ?? [];
    expect(isId(cible)).toBe(true);
    expect((await geste(cible, 'reunir', { autre: sienne })).statut).toBe(303);
    const relecture = await agir(cible);
    expect(relecture.lisible).toContain('Lisez le résumé à voix haute.');
    expect(relecture.lisible).not.toContain('elle doit l’avoir demandé');
  });
});

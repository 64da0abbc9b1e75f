/** The queue of the day: who comes, who does not, who walks in; names only when somebody asks. */
import { eq, isNull, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { passage } from '../../db/schema-agenda.ts';
import { adressage } from '../../db/schema-suivis.ts';
import { intervention, journal, lieu, seance } from '../../db/schema.ts';
import { findAdressage } from '../../domain/adressages.ts';
import { addPassage, dropOldPassages, listPassages, type Passage } from '../../domain/passages.ts';
import { proposeRetour } from '../../domain/retours.ts';
import { listPrevues, readEtatSeance } from '../../domain/seances.ts';
import { cache, Navigateur, type Reponse, type Valeurs } from '../../server/essai.fixture.ts';
import type { Visiteur } from '../../server/contexte.ts';
import { addDays } from '../../server/heure.ts';
import { openMonde, ouvre, SIMPLE, type Monde } from '../gestes.fixture.ts';
import type { EtatSeance, Intervention } from '@porte-plume/accompagnement';

let monde: Monde;
let ines: Navigateur;
const nav = () => monde.nav;
const inOrg = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);
const today = () => monde.essai.services.clock().toLocaleDateString('fr-CA', { timeZone: 'Europe/Paris' });

beforeAll(async () => {
  monde = await openMonde();
  ines = new Navigateur(monde.essai.app);
  await ines.connecte('ines@demo');
}, 60_000);
afterAll(() => monde.essai.close());

/** The queue of the lieu where three are expected. */
async function queue(): Promise<Passage[]> {
  return inOrg(async (tx) => {
    const tous = await listPassages(tx, monde.orgId, { date: today() });
    const lieuId = tous.find(({ adressageId, heure }) => adressageId === null && heure === '09:15')?.lieuId;
    return tous.filter((un) => un.lieuId === lieuId);
  });
}
/** The séance of that lieu. */
async function etat(): Promise<EtatSeance | null> {
  const [un] = await queue();
  return inOrg(async (tx) => {
    const rows = await tx
      .select({ id: seance.id })
      .from(seance)
      .where(sql`${seance.lieuId} = ${un?.lieuId ?? ''} and ${seance.date} = ${today()}`);
    return readEtatSeance(tx, monde.orgId, rows[0]?.id ?? '');
  });
}
async function tap(valeurs: Valeurs, qui: Navigateur = nav()): Promise<Reponse> {
  const { op } = await qui.get('/');
  return qui.post('/file', { op, ...valeurs });
}
const readings = () =>
  inOrg((tx) =>
    tx
      .select()
      .from(journal)
      .where(sql`${journal.donnees}->>'type' = 'PrenomLu'`),
  );

describe('before the séance', () => {
  it('shows who is expected, in order, without a name nor a button to receive', async () => {
    const page = await nav().get('/');
    expect(page.lisible).toMatch(/3 personnes attendues.*9.h.15.*10.h.*10.h.45/);
    expect(page.lisible).toContain('arabe · interprète à prévoir');
    expect(page.texte).not.toMatch(/Yamina|Gaspard|Olena|name="recevoir"/);
    expect(page.lisible).toContain('À faire ici aujourd’hui');
    expect(await readings()).toHaveLength(0);
  });

  it('shows the first names on demand, and writes down who asked', async () => {
    const page = await nav().get('/?prenoms=oui');
    expect(page.lisible).toMatch(/9.h.15 Yamina.*10.h Gaspard.*10.h.45 Olena/);
    expect(await readings()).toHaveLength(3);
    expect(JSON.stringify(await readings())).not.toMatch(/Yamina|Gaspard/);
  });

  it('never shows them to the reception, which sees the queue of every lieu', async () => {
    const page = await ines.get('/?prenoms=oui');
    expect(page.lisible).toContain('Bonjour Inès');
    expect(page.lisible).toContain('La permanence n’est pas encore ouverte.');
    expect(page.texte).not.toMatch(/Yamina|Montrer les prénoms|name="recevoir"|name="absent"/);
    const [un] = await queue();
    const refus = await tap({ motif: 'plus_de_place', lieuId: un?.lieuId ?? '' }, ines);
    expect([refus.statut, refus.lisible.includes('Aucune permanence n’est ouverte')]).toEqual([422, true]);
    const absent = await tap({ absent: un?.id ?? '' }, ines);
    expect(absent.statut).toBe(422);
    expect((await ines.get('/accueil')).statut).toBe(403);
  });
});

describe('the reception', () => {
  it('asks what is known of a person for one lieu at a time, open when it is asked for', async () => {
    const page = await ines.get('/?ajout=0');
    expect([...page.texte.matchAll(/name="langue-(\d+)"/g)].map(([, rang]) => rang)).toEqual(['0']);
    expect(page.texte).toMatch(/<details open="" id="ajout-0">/);
    expect((await ines.get('/?ajout=abc')).statut).toBe(200);
  });
});

describe('during the séance', () => {
  beforeAll(async () => {
    const { lieuId = '' } = (await queue())[0] ?? {};
    const { op } = await nav().get('/');
    await nav().post('/seance', { op, etape: 'ouvrir_lieu', lieuId });
    expect((await nav().get('/')).lisible).toContain('Votre permanence est ouverte');
  });

  it('receives in one tap, on the quick record', async () => {
    const [un] = await queue();
    const reponse = await tap({ recevoir: un?.id ?? '' });
    expect(reponse.vers).toBe(`/accueil?passage=${un?.id ?? ''}`);
    expect((await nav().suit(reponse)).lisible).toContain('Accueil rapide');
    expect((await queue()).map(({ etat: e }) => e)).toEqual(['recu', 'attendu', 'attendu']);
    expect((await nav().get('/')).lisible).toMatch(/2 personnes attendues.*Une déjà vue.*Reçue/);
  });

  it('carries what the queue knows to the record, and the referral behind gets its answer', async () => {
    const { lieuId = '' } = (await queue())[0] ?? {};
    const { services } = monde.essai;
    const { adressageId, id } = await inOrg(async (tx) => {
      const [un] = await tx.select().from(adressage).where(isNull(adressage.interventionId)).limit(1);
      const passageId = await addPassage(tx, services, monde, {
        ...{ lieuId, date: today(), heure: '08:30', langue: 'ar', interprete: true, prenom: 'Canarinette' },
        adressageId: un?.id ?? '',
      });
      return { adressageId: un?.id ?? '', id: passageId };
    });
    const fiche = await nav().suit(await tap({ recevoir: id }));
    expect(fiche.lisible).toContain('Rendez-vous de 8 h 30 · parle : arabe · interprète à prévoir');
    expect(fiche.texte).toContain(`href="/adressages/${adressageId}"`);
    expect(fiche.texte).not.toContain('Canarinette');
    // Looked for among the persons, or sent back to be mended, the entry remains hers.
    const cherche = await nav().post('/personnes', { op: fiche.op, passage: id, q: '1951' });
    expect(cache(cherche, 'passage')).toBe(id);
    const refus = await nav().post('/accueil', { op: fiche.op, ...SIMPLE, mode: '', passage: id });
    expect([refus.statut, cache(refus, 'passage')]).toEqual([422, id]);
    expect((await nav().post('/accueil', { op: fiche.op, ...SIMPLE, passage: id })).statut).toBe(303);
    const [fait] = await inOrg((tx) => tx.select().from(intervention).where(eq(intervention.id, fiche.op)));
    expect((fait?.donnees as Intervention).personne.profil).toMatchObject({
      langueLecture: 'autre_langue',
      adressage: 'travailleur_social',
    });
    const lu = await inOrg((tx) =>
      findAdressage(tx, services, { orgId: monde.orgId, zone: 'Europe/Paris' }, adressageId),
    );
    expect(lu?.interventionId).toBe(fiche.op);
    if (lu !== null)
      expect(await inOrg((tx) => proposeRetour(tx, { orgId: monde.orgId, zone: 'Europe/Paris' }, lu))).toBe(
        'fait',
      );
    expect((await nav().get('/accueil?passage=0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee')).statut).toBe(404);
    await inOrg((tx) => tx.delete(passage).where(eq(passage.id, id)));
  });

  it('counts an appointment not kept, once, whoever taps', async () => {
    const [, un] = await queue();
    const { op } = await ines.get('/');
    for (let fois = 0; fois < 2; fois += 1) await ines.post('/file', { op, absent: un?.id ?? '' });
    expect((await etat())?.seance.rdvNonHonores).toBe(1);
    const encore = await tap({ absent: un?.id ?? '' });
    expect([encore.statut, encore.lisible.includes('n’est plus dans la file')]).toEqual([422, true]);
    const venue = await tap({ remettre: un?.id ?? '' });
    expect((await nav().suit(venue)).lisible).toContain('reste compté comme non honoré');
  });

  it('adds who walks in with one tap, and who leaves is not a missed appointment', async () => {
    const { lieuId = '' } = (await queue())[0] ?? {};
    expect((await tap({ lieuId, rang: '0', etape: 'ajouter' }, ines)).statut).toBe(303);
    const dernier = (await queue()).at(-1);
    expect(dernier).toMatchObject({ heure: null, etat: 'attendu', aPrenom: false });
    await tap({ absent: dernier?.id ?? '' });
    expect((await queue()).at(-1)?.etat).toBe('annule');
    expect((await etat())?.seance.rdvNonHonores).toBe(1);
  });

  it('keeps a first name sealed, and refuses what is not one', async () => {
    const { lieuId = '' } = (await queue())[0] ?? {};
    const saisie = { lieuId, rang: '0', etape: 'ajouter', 'langue-0': 'tr', 'interprete-0': 'oui' };
    const refus = await tap({ ...saisie, 'prenom-0': '06 12 34 56 78', 'heure-0': '25h' });
    expect(refus.statut).toBe(422);
    expect(refus.lisible).toMatch(/Écrivez l’heure comme 09:30.*Un prénom seul/);
    expect(refus.texte).toContain('<details open="" id="ajout-0">');
    await tap({ ...saisie, 'prenom-0': 'Canarinette', 'heure-0': '11:30' });
    const rows = await inOrg((tx) => tx.select().from(passage).where(eq(passage.heure, '11:30')));
    expect(rows[0]).toMatchObject({ langue: 'tr', interprete: true });
    expect(Buffer.from(rows[0]?.boite ?? '').toString('latin1')).not.toContain('Canarinette');
    expect((await nav().get('/?prenoms=oui')).lisible).toContain('Canarinette');
    expect(monde.essai.lignes.join('')).not.toContain('Canarinette');
  });

  it('counts a refused request in one tap, by the writer and by the reception', async () => {
    const page = await nav().get('/');
    expect(page.texte).toMatch(/<button[^>]*(?=[^>]*value="plus_de_place")[^>]*name="motif"/);
    await nav().post('/seance', { op: page.op, etape: 'demande', motif: 'plus_de_place' });
    const { lieuId = '' } = (await queue())[0] ?? {};
    await tap({ lieuId, motif: 'hors_champ' }, ines);
    expect((await etat())?.seance.demandesNonSatisfaites.map(({ motif }) => motif)).toEqual([
      ...['plus_de_place', 'hors_champ'],
    ]);
    expect((await nav().get('/')).lisible).toContain('Déjà 2 demandes notées aujourd’hui.');
    expect((await tap({ lieuId, motif: 'inconnu' }, ines)).statut).toBe(422);
  });

  it('says the same of a passage of yesterday, of elsewhere, and of none', async () => {
    const { lieuId = '' } = (await queue())[0] ?? {};
    const hier = await inOrg((tx) =>
      addPassage(tx, monde.essai.services, monde, { lieuId, date: addDays(today(), -1) }),
    );
    for (const id of [hier, '0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee', 'x'])
      expect([id, (await tap({ recevoir: id })).statut]).toEqual([id, 404]);
    expect((await tap({ lieuId: 'ailleurs', rang: '0', etape: 'ajouter' })).statut).toBe(404);
    const claire = new Navigateur(monde.essai.app);
    await claire.connecte('claire@demo');
    const { op } = await nav().get('/');
    expect((await claire.post('/file', { op, recevoir: hier })).statut).toBe(403);
    const [un] = await queue();
    expect((await tap({ recevoir: un?.id ?? '' }, ines)).statut).toBe(403);
  });
});

describe('retention', () => {
  it('forgets a queue thirty days after its séance, never sooner', async () => {
    const { lieuId = '' } = (await queue())[0] ?? {};
    const { services } = monde.essai;
    const add = (jours: number) =>
      inOrg((tx) =>
        addPassage(tx, services, monde, { lieuId, date: addDays(today(), -jours), prenom: 'Ada' }),
      );
    const ids = [await add(30), await add(31), await add(90)];
    const visiteur = { orgId: monde.orgId, zone: 'Europe/Paris' };
    expect(await inOrg((tx) => dropOldPassages(tx, services, visiteur))).toBe(2);
    const restent = await inOrg((tx) => tx.select({ id: passage.id }).from(passage));
    expect(ids.map((id) => restent.some((un) => un.id === id))).toEqual([true, false, false]);
    expect(await inOrg((tx) => dropOldPassages(tx, services, visiteur))).toBe(0);
  });
});

describe('a lieu that was closed', () => {
  it('is no longer expected to be held', async () => {
    const { services } = monde.essai;
    const [tenue] = await inOrg((tx) => tx.select().from(seance).where(eq(seance.date, today())));
    const pia = { orgId: monde.orgId, zone: 'Europe/Paris', compteId: tenue?.agentId ?? '' } as Visiteur;
    const prevues = () => inOrg((tx) => listPrevues(tx, services, pia));
    const avant = await prevues();
    expect(avant.length).toBeGreaterThan(0);
    const [une] = avant;
    const ferme = async (fermeLe: string | null) =>
      inOrg((tx) =>
        tx
          .update(lieu)
          .set({ fermeLe })
          .where(eq(lieu.id, une?.permanence.lieuId ?? '')),
      );
    await ferme(addDays(today(), -1));
    expect((await prevues()).map(({ permanence: { id } }) => id)).not.toContain(une?.permanence.id);
    await ferme(null);
  });
});

describe('a demo without a queue', () => {
  it('opens with nobody expected, and one button to add somebody', async () => {
    const vide = await openMonde('vide');
    await ouvre(vide);
    const page = await vide.nav.get('/');
    expect(page.lisible).toContain('Personne n’est attendu');
    expect(page.lisible).toContain('Une personne de plus');
    expect(cache(page, 'lieuId')).not.toBe('');
    await vide.essai.close();
  }, 60_000);
});

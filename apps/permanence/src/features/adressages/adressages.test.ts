/** From the service that sends a person to its three-code answer: what each role may do, and what nobody else may read. */
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { passage } from '../../db/schema-agenda.ts';
import { adressage } from '../../db/schema-suivis.ts';
import { compte, journal, operation } from '../../db/schema.ts';
import { dropOldAdressages } from '../../domain/adressages.ts';
import { cache, Navigateur, type Reponse, type Valeurs } from '../../server/essai.fixture.ts';
import { openMonde, ouvre, SIMPLE, type Monde } from '../gestes.fixture.ts';

const JOUR = 86_400_000;
let monde: Monde;
let salima: Navigateur;
const CANARI = {
  perimetre: 'logement',
  par: 'telephone',
  prenom: 'Canarinette',
  telephone: '06 39 98 00 99',
  langue: 'ar',
  note: 'Canaripost, renouvellement à faire.',
  accord: 'oui',
};

beforeAll(async () => {
  monde = await openMonde('demo');
  await base((tx) => tx.delete(adressage).where(eq(adressage.orgId, monde.orgId)));
  salima = await comme('salima@demo');
}, 90_000);
afterAll(() => monde.essai.close());

const base = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

async function comme(qui: string): Promise<Navigateur> {
  const nav = new Navigateur(monde.essai.app);
  await nav.connecte(qui);
  return nav;
}

async function envoie(
  nav: Navigateur,
  valeurs: Valeurs,
  op?: string,
): Promise<{ op: string; reponse: Reponse }> {
  const cle = op ?? (await nav.get('/adressages/nouveau')).op;
  return { op: cle, reponse: await nav.post('/adressages/nouveau', { op: cle, ...valeurs }) };
}

const lignes = () => base((tx) => tx.select().from(adressage).orderBy(adressage.recuLe));
const ouvert = (page: Reponse): string => cache(page, 'op');

describe('a prescriber', () => {
  it('comes first to the referrals of her service', async () => {
    expect((await salima.get('/')).vers).toBe('/adressages');
    expect((await salima.get('/adressages')).lisible).toContain('Personne n’est encore adressé');
  });

  it('is told all that is missing at once, with what she typed', async () => {
    const { reponse } = await envoie(salima, {
      par: 'telephone',
      prenom: '',
      telephone: '12',
      note: 'Canaripost',
    });
    expect(reponse.statut).toBe(422);
    for (const phrase of [
      'De quoi',
      'Dites de quel sujet',
      'Écrivez un prénom',
      'numéro complet',
      'sans son oui',
    ])
      expect(reponse.lisible).toContain(phrase);
    expect(reponse.texte).toContain('value="Canaripost"');
    expect(await lignes()).toEqual([]);
  });

  it('sends one, once, however many times the form is posted', async () => {
    const { op } = await salima.get('/adressages/nouveau');
    const reponses = await Promise.all(
      Array.from({ length: 5 }, async () => (await envoie(salima, CANARI, op)).reponse.statut),
    );
    expect(reponses).toEqual([303, 303, 303, 303, 303]);
    expect((await lignes()).map(({ id }) => id)).toEqual([op]);
    const page = await salima.get(`/adressages?fait=${op}`);
    expect(page.lisible).toContain('Envoyé. La réponse viendra ici.');
    expect(page.lisible).toContain('Logement · Canarinette');
    expect(page.lisible).toContain('Pas encore de réponse.');
    expect(page.lisible).not.toContain('06 39 98');
  });

  it('35. a note with a word of health is warned about, then passes; a NIR never does', async () => {
    const sante = { ...CANARI, note: 'il est diabétique, voir avec elle' };
    const { op, reponse } = await envoie(salima, sante);
    expect([reponse.statut, reponse.lisible.includes('À relire avant d’envoyer')]).toEqual([422, true]);
    expect(reponse.texte).toContain('name="vu" value="oui"');
    const encore = await envoie(salima, { ...sante, vu: 'oui' }, op);
    expect(encore.reponse.statut).toBe(303);
    // 1 85 05 78 006 084 has the key 91.
    const nir = await envoie(salima, { ...CANARI, note: 'nir 1 85 05 78 006 084 91', vu: 'oui' });
    expect(nir.reponse.statut).toBe(422);
    expect(nir.reponse.lisible).toMatch(/sécurité sociale/);
    const faux = await envoie(salima, { ...CANARI, note: 'nir 1 85 05 78 006 084 92' });
    expect(faux.reponse.texte).toContain('name="vu" value="oui"');
    for (const note of [
      'FR76 3000 6000 0112 3456 7890 189',
      '4242 4242 4242 4242',
      'mot de passe: Tartine42!',
      'x'.repeat(141),
    ])
      expect([
        note.slice(0, 9),
        (await envoie(salima, { ...CANARI, note, vu: 'oui' })).reponse.statut,
      ]).toEqual([note.slice(0, 9), 422]);
    await base((tx) => tx.delete(adressage).where(eq(adressage.id, op)));
  });

  it('gives a slip of four figures instead of a name, and prints it', async () => {
    const { op, reponse } = await envoie(salima, { ...CANARI, par: 'fiche', prenom: '', telephone: '' });
    expect(reponse.vers).toBe(`/adressages/${op}/fiche`);
    const fiche = await salima.suit(reponse);
    const numero = /<strong>(\d{4})<\/strong>/.exec(fiche.texte)?.[1];
    expect(numero).toBeDefined();
    expect(fiche.lisible).toContain('Montrez-lui ce numéro.');
    expect(fiche.texte).not.toContain('Canari');
    expect((await salima.get('/adressages')).lisible).toContain(`Fiche ${numero ?? '?'}`);
  });

  it('is found by the number of her slip, which no address ever shows; a wrong number is told', async () => {
    const [une] = (await lignes()).slice(-1);
    const fiche = await salima.get(`/adressages/${une?.id ?? ''}/fiche`);
    const numero = /<strong>(\d{4})<\/strong>/.exec(fiche.texte)?.[1] ?? '';
    const boite = await monde.nav.get('/adressages');
    const cherche = (valeur: string) => monde.nav.post('/adressages/fiche', { op: boite.op, numero: valeur });
    expect((await cherche(`${numero.slice(0, 2)} ${numero.slice(2)}`)).vers).toBe(
      `/adressages/${une?.id ?? ''}`,
    );
    const autre = String((Number(numero) + 1) % 10_000).padStart(4, '0');
    expect((await cherche(autre)).lisible).toContain('Aucune fiche gardée ne porte ce numéro.');
    const faux = await cherche('12');
    expect([faux.statut, faux.lisible.includes('a quatre chiffres.')]).toEqual([422, true]);
    expect((await salima.post('/adressages/fiche', { op: boite.op, numero })).statut).toBe(403);
  });

  it('never reads the inbox, a referral, nor what is sent by another service', async () => {
    const [mien] = await lignes();
    expect((await salima.get(`/adressages/${mien?.id ?? ''}`)).statut).toBe(403);
    const pia = monde.nav;
    const page = await pia.get('/adressages/nouveau');
    const autre = /<option value="([^"]+)">CCAS/.exec(page.texte)?.[1] ?? '';
    const { op, reponse } = await envoie(pia, { ...CANARI, prenom: 'Autrui', service: autre });
    expect(reponse.statut).toBe(303);
    expect((await salima.get('/adressages')).lisible).not.toContain('Autrui');
    expect((await salima.get(`/adressages/${op}/fiche`)).statut).toBe(404);
    expect((await salima.post(`/adressages/${op}/retour`, { op: page.op, code: 'fait' })).statut).toBe(403);
    // Another service is not hers to send for, whatever the form says.
    const pour = await envoie(salima, { ...CANARI, service: autre });
    const [ligne] = await base((tx) => tx.select().from(adressage).where(eq(adressage.id, pour.op)));
    expect(ligne?.serviceId).not.toBe(autre);
    await base((tx) => tx.delete(adressage).where(eq(adressage.id, pour.op)));
  });

  it('of the same service reads no name that a colleague wrote', async () => {
    const [moi] = await base((tx) => tx.select().from(compte).where(eq(compte.identifiant, 'salima@demo')));
    await base((tx) =>
      tx
        .update(compte)
        .set({ roles: ['prescripteur'], serviceId: moi?.serviceId ?? null })
        .where(eq(compte.identifiant, 'denise@demo')),
    );
    const collegue = await comme('denise@demo');
    const page = await collegue.get('/adressages');
    expect(page.lisible).toContain('Logement');
    expect(page.texte).not.toMatch(/Canarinette|Fiche \d{4}/);
    const [une] = (await lignes()).filter(({ serviceId }) => serviceId === moi?.serviceId);
    expect((await collegue.get(`/adressages/${une?.id ?? ''}/fiche`)).statut).toBe(404);
    await base((tx) =>
      tx
        .update(compte)
        .set({ roles: ['benevole'], serviceId: null })
        .where(eq(compte.identifiant, 'denise@demo')),
    );
  });
});

describe('the inbox', () => {
  it('puts what is urgent first, and names nobody', async () => {
    await envoie(salima, { ...CANARI, perimetre: 'justice', urgence: 'oui' });
    const boite = await monde.nav.get('/adressages');
    expect(boite.texte.indexOf('Justice')).toBeLessThan(boite.texte.indexOf('Logement'));
    expect(boite.texte).not.toMatch(/Canari|06 39 98|Fiche \d{4}/);
    const seule = await monde.nav.get('/adressages?liste=repondus');
    expect([seule.statut, seule.texte.includes('Justice')]).toEqual([200, false]);
    expect((await monde.nav.get('/adressages?liste=a_prendre')).texte).toContain('Justice');
  });

  it('leads to an expected person in two gestures, and again to another slot without doubling', async () => {
    const [premiere] = (await lignes()).filter(({ perimetre }) => perimetre === 'justice');
    const id = premiere?.id ?? '';
    const page = await monde.nav.get(`/adressages/${id}`);
    expect(page.lisible).toContain('Canarinette');
    expect(page.lisible).toContain('06 39 98 00 99');
    const creneaux = [...page.texte.matchAll(/value="([^"]+)" name="creneau"/g)].map(
      ([, valeur]) => valeur ?? '',
    );
    expect(creneaux.length).toBeGreaterThan(2);
    const fait = await monde.nav.suit(
      await monde.nav.post(`/adressages/${id}/creneau`, { op: ouvert(page), creneau: creneaux[1] ?? '' }),
    );
    expect(fait.lisible).toContain('Créneau proposé');
    expect(fait.lisible).toContain('Attendue ');
    const file = () =>
      base((tx) => tx.select().from(passage).where(eq(passage.adressageId, id)).orderBy(passage.creeLe));
    expect((await file()).map(({ etat, langue }) => [etat, langue])).toEqual([['attendu', 'ar']]);
    const encore = await monde.nav.get(`/adressages/${id}`);
    await monde.nav.post(`/adressages/${id}/creneau`, {
      op: ouvert(encore),
      creneau: creneaux[2] ?? '',
      heure: '09:30',
    });
    expect((await file()).map(({ etat, heure }) => [etat, heure])).toEqual([
      ['annule', null],
      ['attendu', '09:30'],
    ]);
    const parti = await monde.nav.post(`/adressages/${id}/creneau`, {
      op: crypto.randomUUID(),
      creneau: 'x.2020-01-01',
    });
    expect([parti.statut, parti.lisible.includes('n’existe plus')]).toEqual([422, true]);
    const tard = await monde.nav.post(`/adressages/${id}/creneau`, {
      op: crypto.randomUUID(),
      creneau: creneaux[1] ?? '',
      heure: '23:00',
    });
    expect([tard.statut, tard.lisible.includes('n’est pas dans la permanence')]).toEqual([422, true]);
  });

  it('may be taken without a slot', async () => {
    const libre = (await lignes()).find(({ accepteLe }) => accepteLe === null);
    const page = await monde.nav.get(`/adressages/${libre?.id ?? ''}`);
    const reponse = await monde.nav.post(`/adressages/${libre?.id ?? ''}/creneau`, {
      op: ouvert(page),
      creneau: 'plus_tard',
    });
    expect((await monde.nav.suit(reponse)).lisible).toContain('prise, sans créneau');
  });

  it('answers in one tap, in three codes and no other, as the suivis call for', async () => {
    const attendue = (await lignes()).find(({ creneauLe }) => creneauLe !== null);
    const id = attendue?.id ?? '';
    await ouvre(monde);
    const accueillir = await monde.nav.post(`/adressages/${id}/accueillir`, { op: crypto.randomUUID() });
    const fiche = await monde.nav.suit(accueillir);
    const enregistre = await monde.nav.post('/accueil', { op: fiche.op, ...SIMPLE });
    expect(enregistre.statut).toBe(303);
    const [apres] = await base((tx) => tx.select().from(adressage).where(eq(adressage.id, id)));
    expect(apres?.interventionId).toBe(fiche.op);
    const boite = await monde.nav.get('/adressages');
    expect(boite.lisible).toContain('Reçue, attendue');
    const form = new RegExp(`action="/adressages/${id}/retour".*?</form>`, 's').exec(boite.texte)?.[0] ?? '';
    expect([...form.matchAll(/value="(\w+)" name="code"/g)].map(([, code]) => code)[0]).toBe('fait');
    const op = /name="op" value="([^"]+)"/.exec(form)?.[1] ?? '';
    const inconnu = await monde.nav.post(`/adressages/${id}/retour`, { op, code: 'elle va mieux' });
    expect(inconnu.statut).toBe(422);
    const dit = await monde.nav.suit(await monde.nav.post(`/adressages/${id}/retour`, { op, code: 'fait' }));
    expect(dit.lisible).toContain('Réponse envoyée');
    // The writers know who answered; the service reads the code and the day.
    const [pia] = await base((tx) => tx.select().from(compte).where(eq(compte.identifiant, 'pia@demo')));
    expect((await lignes()).find((un) => un.id === id)?.retourParId).toBe(pia?.id);
    expect((await monde.nav.get(`/adressages/${id}`)).lisible).toContain(`, par ${pia?.nom ?? '?'}`);
    const chezElle = await salima.get('/adressages');
    expect(chezElle.lisible).toContain('Fait le');
    expect(chezElle.texte).not.toContain(pia?.nom ?? '?');
    expect(chezElle.texte).not.toContain('Attendue');
  });
});

describe('who else', () => {
  it('coordination reads numbers only, the desk sends, the others find the door closed', async () => {
    const [une] = await lignes();
    const id = une?.id ?? '';
    const marie = await comme('marie@demo');
    const compteur = await marie.get('/adressages');
    expect(compteur.lisible).toMatch(/À prendre\s+\d/);
    expect(compteur.texte).not.toMatch(/Canari|Logement|Maison des solidarités/);
    const ines = await comme('ines@demo');
    const service = /<option value="([^"]+)">Maison/.exec((await ines.get('/adressages/nouveau')).texte)?.[1];
    expect((await envoie(ines, { ...CANARI, service: service ?? '' })).reponse.statut).toBe(303);
    const sans = await envoie(ines, CANARI);
    expect([sans.reponse.statut, sans.reponse.lisible.includes('Choisissez un service')]).toEqual([
      422,
      true,
    ]);
    for (const qui of ['denise@demo', 'herve@demo', 'claire@demo']) {
      const nav = await comme(qui);
      const statuts = [
        (await nav.get('/adressages')).statut,
        (await nav.get('/adressages/nouveau')).statut,
        (await nav.post('/adressages/nouveau', { op: crypto.randomUUID(), ...CANARI })).statut,
        (await nav.get(`/adressages/${id}`)).statut,
      ];
      expect([qui, ...statuts]).toEqual([qui, 403, 403, 403, 403]);
    }
    for (const nav of [marie, ines])
      for (const suite of ['creneau', 'retour', 'accueillir'])
        expect((await nav.post(`/adressages/${id}/${suite}`, { op: crypto.randomUUID() })).statut).toBe(403);
  });

  it('an unknown id, and that of another organisation, are the same page', async () => {
    const inconnu = await monde.nav.get(`/adressages/${crypto.randomUUID()}`);
    expect(inconnu.statut).toBe(404);
    const autre = await comme('marc@demo');
    expect((await autre.get('/adressages/Canarinette')).statut).toBe(404);
    expect((await monde.nav.get('/adressages/pas-un-id')).texte).toBe(inconnu.texte);
    const reponses = await Promise.all(
      ['creneau', 'retour', 'accueillir'].map((suite) =>
        monde.nav.post(`/adressages/${crypto.randomUUID()}/${suite}`, {
          op: crypto.randomUUID(),
          code: 'fait',
          creneau: 'plus_tard',
        }),
      ),
    );
    expect(reponses.map(({ statut }) => statut)).toEqual([404, 404, 404]);
  });
});

describe('what is kept', () => {
  it('names nobody outside the sealed box: nor operation, log, address, nor the row itself', async () => {
    const lu = await base(async (tx) => [
      await tx.select().from(operation),
      await tx.select().from(journal),
      (await tx.select().from(adressage)).map(({ boite, ...reste }) => [reste, boite.toString('latin1')]),
    ]);
    const dit = JSON.stringify([lu, monde.nav.adresses, salima.adresses, monde.essai.lignes]);
    expect(dit).not.toMatch(/Canari|39 98 00 99/);
    const lectures = await base((tx) =>
      tx
        .select()
        .from(journal)
        .where(sql`${journal.donnees}->>'type' = 'AdressageLu'`),
    );
    expect(lectures.length).toBeGreaterThan(3);
  });

  it('is forgotten ninety days after its last move, that day included', async () => {
    const drop = () =>
      base((tx) => dropOldAdressages(tx, monde.essai.services, { orgId: monde.orgId, zone: 'Europe/Paris' }));
    const nombre = (await lignes()).length;
    const attendu = (await lignes()).filter(({ creneauLe }) => creneauLe !== null).length;
    monde.essai.avance(90 * JOUR);
    await monde.nav.connecte('pia@demo');
    expect(await drop()).toBe(0);
    monde.essai.avance(JOUR);
    await monde.nav.connecte('pia@demo');
    const [une] = (await lignes()).filter(({ creneauLe }) => creneauLe === null);
    // Gone from the screens even before the job has run.
    expect((await monde.nav.get(`/adressages/${une?.id ?? ''}`)).statut).toBe(404);
    expect(await drop()).toBe(nombre - attendu);
    expect((await lignes()).length).toBe(attendu);
  });
});

/** Orientation: found, chosen by the person, printed, and what became of it. The name is a canary. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { operation } from '../../db/schema.ts';
import { orientation } from '../../db/schema-orientations.ts';
import { expireOrientations, listOrientationsOfEntree } from '../../domain/orientations.ts';
import { cache, Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { openMonde, ouvre, SIMPLE, type Monde } from '../gestes.fixture.ts';

const DEMANDE = { besoin: 'demarche', commune: 'saint etienne', deplacement: 'transport' };

let monde: Monde;
let entree: string;
beforeAll(async () => {
  monde = await openMonde('demo');
  await ouvre(monde);
  const fiche = await monde.nav.get('/accueil');
  await monde.nav.post('/accueil', { op: fiche.op, ...SIMPLE });
  entree = fiche.op;
}, 60_000);
afterAll(() => monde.essai.close());

const org = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);
const kept = () => org((tx) => listOrientationsOfEntree(tx, monde.orgId, entree));

async function cherche(plus: Record<string, string | string[]> = {}): Promise<Reponse> {
  const page = await monde.nav.get('/orientation');
  return monde.nav.post('/orientation', {
    op: page.op,
    entree: cache(page, 'entree'),
    ...DEMANDE,
    etape: 'chercher',
    ...plus,
  });
}
const choixOf = (page: Reponse, debut: string): string =>
  new RegExp(`value="(${debut.replace('|', '\\|')}[^"]*)"`).exec(page.texte)?.[1] ?? '';
const choisit = (page: Reponse, choix: string, plus: Record<string, string> = {}): Promise<Reponse> =>
  monde.nav.post('/orientation', {
    op: page.op,
    entree: cache(page, 'entree'),
    ...DEMANDE,
    ...plus,
    choix,
  });

describe('the search', () => {
  it('opens with the commune of the séance, the last entry of the day and needs in words', async () => {
    const page = await monde.nav.get('/orientation');
    expect(page.lisible).toContain('Faire une démarche en ligne');
    expect(page.texte).toContain('<option value="saint etienne" selected="">');
    expect(cache(page, 'entree')).toBe(entree);
    expect(page.texte.length).toBeLessThan(16_384);
  });

  it('gives three places with reasons, the parts of the score on demand, and near misses with what fails', async () => {
    const page = await cherche();
    expect(page.statut).toBe(200);
    expect(page.texte.match(/value="oui\|lieu:/g)?.length).toBeGreaterThanOrEqual(3);
    expect(page.lisible).toContain('Ce lieu propose : aide aux démarches administratives.');
    expect(page.lisible).toMatch(/La distance : [\d,]+ sur 20/);
    expect(page.lisible).toContain('Presque : une seule chose manque');
    expect(page.texte.length).toBeLessThan(16_384);
  });

  it('warns where the information is old', async () => {
    const page = await cherche({ besoin: ['materiel', 'travail'] });
    expect(page.lisible).toMatch(/Information ancienne\. (Téléphonez|Vérifiez) avant de vous déplacer\./);
  });

  it('says all that is missing, and keeps what was typed', async () => {
    const page = await cherche({ besoin: [], commune: 'atlantis', deplacement: 'fusee', jour: '1' });
    expect(page.statut).toBe(422);
    for (const phrase of [
      'Choisissez au moins un besoin.',
      'Choisissez la commune d’où part la personne.',
      'Dites comment la personne se déplace.',
      'Un créneau a un jour et un moment.',
    ])
      expect(page.lisible).toContain(phrase);
  });

  it('says what to do when nothing fits', async () => {
    const page = await cherche({ besoin: 'enfants', deplacement: 'marche' });
    expect(page.lisible).toContain('Aucun lieu ne convient');
    expect(page.lisible).toContain('Changez la demande');
  });

  it('proposes workshops beside places, with their date and level', async () => {
    const page = await cherche({ besoin: 'outils', deplacement: 'voiture', niveau: 'debutant' });
    expect(page.texte).toContain('value="oui|atelier:');
    expect(page.texte.length).toBeLessThan(20_000);
    expect(page.lisible).toMatch(/C’est dans \d+ jours/);
  });
});

describe('the answer of the person', () => {
  it('« oui » keeps it, once, and gives a sheet that names nobody', async () => {
    const page = await cherche();
    const choix = choixOf(page, 'oui|lieu:');
    const reponses = await Promise.all(Array.from({ length: 4 }, () => choisit(page, choix)));
    expect(reponses.map(({ statut }) => statut)).toEqual([303, 303, 303, 303]);
    expect(new Set(reponses.map(({ vers }) => vers)).size).toBe(1);
    expect((await kept()).map(({ orientation: o }) => o.statut)).toEqual(['acceptee']);
    const feuille = await monde.nav.get(reponses[0]?.vers ?? '');
    for (const mot of ['Où aller', 'En arrivant, dites', 'Bonjour, je voudrais de l’aide pour une démarche'])
      expect(feuille.lisible).toContain(mot);
    expect(feuille.texte).toMatch(/<svg width="\d+" viewBox="0 0 \d+ \d+" role="img"/);
    expect(feuille.texte).not.toMatch(/Canarinette|Zénobie/);
    expect(feuille.texte.length).toBeLessThan(16_384);
  });

  it('« non » keeps the reason, takes the place off the list, and asks for another', async () => {
    const page = await cherche();
    const choix = choixOf(page, 'non|lieu:');
    const suite = await choisit(page, choix.replace(/\|[^|]*$/, '|horaire'));
    expect(suite.statut).toBe(200);
    expect(suite.lisible).toContain('Refus noté.');
    expect(suite.texte).not.toContain(choix.split('|')[1]);
    const derniere = (await kept()).at(-1)?.orientation;
    expect([derniere?.statut, derniere?.motifRefus]).toEqual(['refusee', 'horaire']);
  });

  it('an address made by hand chooses nothing', async () => {
    const page = await cherche();
    const avant = (await kept()).length;
    expect((await choisit(page, 'oui|lieu:demo-marne-0-0')).statut).toBe(422);
    expect((await kept()).length).toBe(avant);
  });

  it('a workshop gives a number and its hour, never more than its places', async () => {
    const plus = { besoin: 'securite', deplacement: 'voiture' };
    const statuts: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      const page = await cherche(plus);
      const choix = choixOf(page, 'oui|atelier:');
      if (choix === '') break;
      statuts.push((await choisit(page, choix, plus)).statut);
    }
    const aux = (await kept()).filter(({ orientation: o }) => o.cible.nature === 'atelier');
    expect(aux.map(({ fiche }) => fiche)).toEqual([1, 2]);
    expect(aux.map(({ orientation: o }) => [o.statut, o.rdvLe !== undefined])).toEqual([
      ['rdv_pris', true],
      ['rdv_pris', true],
    ]);
    const complet = await cherche(plus);
    expect(complet.lisible).toContain('Cet atelier est complet.');
    const ics = await monde.nav.get(`/orientation/${aux[0]?.orientation.id ?? ''}/rendez-vous.ics`);
    expect(ics.texte).toMatch(/BEGIN:VEVENT\r\n.*DTSTART:\d{8}T\d{6}Z\r\nDURATION:PT120M/s);
    const arabe = await monde.nav.get(
      `/orientation/${aux[0]?.orientation.id ?? ''}/rendez-vous.ics?langue=ar`,
    );
    expect(arabe.texte.replaceAll('\r\n ', '')).toMatch(/SUMMARY:موعد: .+/);
    const feuille = await monde.nav.get(`/orientation/${aux[1]?.orientation.id ?? ''}/feuille`);
    expect(feuille.lisible).toContain('Votre numéro : 2');
  });
});

describe('what became of it', () => {
  it('an appointment, then « elle y est allée », one gesture each; what cannot follow is refused', async () => {
    const [lue] = await kept();
    const chemin = lue?.href ?? '';
    const page = await monde.nav.get(chemin);
    const vide = await monde.nav.post(chemin, { op: page.op, geste: 'rdv_pris', date: '', heure: '' });
    expect([vide.statut, vide.lisible.includes('Donnez le jour et l’heure')]).toEqual([422, true]);
    const rdv = { geste: 'rdv_pris', date: '2030-01-08', heure: '10:30' };
    const suite = await monde.nav.suit(await monde.nav.post(chemin, { op: vide.op, ...rdv }));
    expect(suite.lisible).toContain('rendez-vous le mardi 8 janvier 2030 à 10 h 30');
    const feuille = await monde.nav.get(`${chemin}/feuille`);
    expect(feuille.lisible).toContain('Vous avez rendez-vous : mardi 8 janvier 2030 à 10 h 30.');
    const venue = await monde.nav.suit(await monde.nav.post(chemin, { op: suite.op, geste: 'venue' }));
    expect(venue.lisible).toContain('Cette orientation est close.');
    const { op } = await monde.nav.get('/orientation');
    const encore = await monde.nav.post(chemin, { op, geste: 'non_venue' });
    expect(encore.statut).toBe(422);
  });

  it('is listed until known, those to chase first, and closes without news after its last day', async () => {
    const avant = await monde.nav.get('/orientation/suivi');
    expect(avant.lisible).toContain('à relancer');
    expect(avant.texte.length).toBeLessThan(16_384);
    await org((tx) =>
      tx.update(orientation).set({ expireLe: '2020-01-01' }).where(eq(orientation.orgId, monde.orgId)),
    );
    await org((tx) =>
      expireOrientations(tx, monde.essai.services, { orgId: monde.orgId, zone: 'Europe/Paris' }),
    );
    expect((await monde.nav.get('/orientation/suivi')).lisible).toContain('Rien n’attend');
  });

  it('is foreign to another organisation and closed to who coordinates', async () => {
    const [lue] = await kept();
    const marie = new Navigateur(monde.essai.app);
    await marie.connecte('marie@demo');
    expect((await marie.get(lue?.href ?? '')).statut).toBe(403);
    const inconnu = await monde.nav.get('/orientation/01890000-0000-7000-8000-000000000000');
    const mal = await monde.nav.get('/orientation/rien');
    expect([inconnu.statut, mal.statut]).toEqual([404, 404]);
    expect(inconnu.texte).toBe(mal.texte);
  });

  it('leaves nothing of the request in addresses, operations or logs', async () => {
    await cherche({ prise: '6', public: '3' });
    expect(monde.nav.adresses.join(' ')).not.toMatch(/saint|besoin|prise/);
    const rows = await org((tx) => tx.select().from(operation));
    expect(JSON.stringify(rows)).not.toMatch(/Déficience|saint etienne/);
    expect(monde.essai.lignes.join('\n')).not.toMatch(/saint etienne|Déficience/);
  });

  it('after a confirmed proposal of the diagnostic, needs are already ticked', async () => {
    const debut = await monde.nav.get(`/diagnostic/${entree}`);
    let page = await monde.nav.suit(
      await monde.nav.post(`/diagnostic/${entree}`, { op: debut.op, etape: 'commencer' }),
    );
    for (let i = 0; i < 12 && !page.texte.includes('value="noter"'); i += 1) {
      const item = cache(page, 'item');
      const etape = /name="etape" value="([^"]+)"/.exec(page.texte)?.[1] ?? '';
      const envoi = item === '' ? { etape } : { item, reponse: 'no', etape: 'repondre' };
      const boutons = [...page.texte.matchAll(/name="([a-z]+)" value="([a-z_]+)"/g)].map(
        (m) => `${m[1]}=${m[2]}`,
      );
      const non = boutons.find((un) => /=(no|1)$/.test(un));
      const [nom = '', valeur = ''] = (non ?? '').split('=');
      page = await monde.nav.suit(
        await monde.nav.post(`/diagnostic/${entree}`, {
          op: page.op,
          ...envoi,
          ...(nom === '' ? {} : { [nom]: valeur }),
        }),
      );
    }
    await monde.nav.post(`/diagnostic/${entree}`, {
      op: page.op,
      etape: 'noter',
      'suite.0': 'confirmee',
      autre: 'atelier-debutant',
    });
    const histoire = await monde.nav.get(`/diagnostic/${entree}`);
    expect(histoire.texte).toContain(`/orientation?entree=${entree}`);
    const prete = await monde.nav.get(`/orientation?entree=${entree}`);
    expect(prete.lisible).toContain('Choisi avec la personne, après le diagnostic');
    expect(prete.texte).toMatch(/name="besoin" checked="" value="outils"/);
  });
});

describe('elsewhere', () => {
  const post = (page: Reponse, plus: Record<string, string>) =>
    monde.nav.post('/orientation/ailleurs', { op: page.op, entree: cache(page, 'entree'), ...plus });

  it('keeps an office or a relative in one form, and leads back to the work', async () => {
    const { op } = await monde.nav.get('/accueil');
    await monde.nav.post('/accueil', { op, ...SIMPLE });
    const page = await monde.nav.get('/orientation');
    const refus = await post(page, { nature: 'organisme', organisme: ' ' });
    expect(refus.statut).toBe(422);
    expect(refus.lisible).toMatch(/Écrivez le nom de l’organisme\..*Dites pour quel besoin\./);
    const dite = { nature: 'organisme', organisme: 'CAF de Saint-Étienne', besoinAilleurs: 'demarche' };
    const notee = await monde.nav.suit(await post(page, dite));
    expect(notee.lisible).toMatch(/CAF de Saint-Étienne.*Orientation notée\..*Personne suivante/);
    expect((await post(page, dite)).vers).toMatch(/^\/orientation\//);
    const autre = await monde.nav.get('/orientation');
    await post(autre, { nature: 'aidant_familial', besoinAilleurs: 'outils' });
    const cibles = (await org((tx) => listOrientationsOfEntree(tx, monde.orgId, op))).map(
      ({ orientation: { cible, statut } }) => [cible.nature, statut],
    );
    expect(cibles.sort()).toEqual([
      ['aidant_familial', 'acceptee'],
      ['organisme', 'acceptee'],
    ]);
    const seule = await monde.nav.post('/orientation/ailleurs', { op: page.op, nature: 'voisin' });
    expect(seule.statut).toBe(422);
  });
});

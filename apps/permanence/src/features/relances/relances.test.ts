/** The due list: one gesture to say that it is done, two to put it off, one to close; each role sees what it may. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { suivi, suiviGeste } from '../../db/schema-suivis.ts';
import { journal, operation } from '../../db/schema.ts';
import { civilDate } from '../../server/contexte.ts';
import { Navigateur, type Reponse, type Valeurs } from '../../server/essai.fixture.ts';
import { addDays } from '../../server/heure.ts';
import { openMonde, ouvre, SIMPLE, type Monde } from '../gestes.fixture.ts';
import { agit } from '../mandat/apres.fixture.ts';

const JOUR = 86_400_000;
let monde: Monde;
/** Thread of the followed person, and of a visit without a name. */
let suivie: { suivi: string; relance: string };
let anonyme: { suivi: string; relance: string };

beforeAll(async () => {
  monde = await openMonde('vide');
  await ouvre(monde);
  const { op } = await monde.nav.get('/accueil');
  await monde.nav.post('/accueil', { op, ...SIMPLE, issue: 'a_poursuivre', relanceLe: dans(3) });
  await agit(monde, { forme: 'signature_papier' });
  const lignes = await base((tx) => tx.select().from(suivi));
  const cle = (une: (typeof lignes)[number] | undefined) => ({
    suivi: une?.id ?? '',
    relance: (une?.donnees as { relances: { id: string }[] }).relances[0]?.id ?? '',
  });
  suivie = cle(lignes.find(({ personneId }) => personneId !== null));
  anonyme = cle(lignes.find(({ personneId }) => personneId === null));
}, 60_000);
afterAll(() => monde.essai.close());

const base = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

/** Civil day, so many days from now. */
function dans(jours: number): string {
  return addDays(civilDate(monde.essai.services.clock(), 'Europe/Paris'), jours);
}

const section = (page: Reponse, code: string): string =>
  new RegExp(`aria-labelledby="${code}".*?</section>`, 's').exec(page.texte)?.[0] ?? '';

async function geste(valeurs: Valeurs, nav = monde.nav): Promise<Reponse> {
  const { op } = await monde.nav.get('/relances?equipe=oui');
  return nav.post('/relances?equipe=oui', { op: op === '' ? crypto.randomUUID() : op, ...valeurs });
}

async function comme(compte: string): Promise<Navigateur> {
  const nav = new Navigateur(monde.essai.app);
  await nav.connecte(compte);
  return nav;
}

describe('the due list', () => {
  it('shows what comes within seven days, then what is due, then what is late', async () => {
    const page = await monde.nav.get('/relances');
    expect(section(page, 'venir')).toContain('Attestation de droits');
    expect(section(page, 'venir')).toContain('passage sans nom');
    expect(section(page, 'retard')).toBe('');
    monde.essai.avance(3 * JOUR);
    await monde.nav.connecte('pia@demo');
    expect(section(await monde.nav.get('/relances'), 'jour')).toContain('passage sans nom');
    monde.essai.avance(12 * JOUR);
    await monde.nav.connecte('pia@demo');
    const tard = section(await monde.nav.get('/relances'), 'retard');
    expect(tard).toContain('passage sans nom');
    expect(tard).toContain('Z. C.');
    expect(tard.indexOf('passage sans nom')).toBeLessThan(tard.indexOf('Z. C.'));
  });

  it('names nobody: initials only, and the log says who read them', async () => {
    const page = await monde.nav.get('/relances');
    expect(page.texte).not.toMatch(/Canarinette|Zénobie/);
    const lectures = await base((tx) =>
      tx
        .select()
        .from(journal)
        .where(sql`${journal.donnees}->>'pourquoi' = 'relances'`),
    );
    expect(lectures.length).toBeGreaterThan(0);
  });

  it('narrows to a lieu, and a lieu of somebody else narrows nothing', async () => {
    const page = await monde.nav.get('/relances');
    const options = [...page.texte.matchAll(/<option value="([^"]+)"/g)].map(([, id]) => id ?? '');
    const vues = await Promise.all(options.map((id) => monde.nav.get(`/relances?lieu=${id}`)));
    expect(vues.filter((vue) => vue.texte.includes('Z. C.')).length).toBe(1);
    expect((await monde.nav.get('/relances?lieu=ailleurs&rang=x')).texte).toContain('Z. C.');
  });
});

describe('who sees it', () => {
  it('is the covering colleague, when she asks for the team', async () => {
    const marc = await comme('marc@demo').catch(() => null);
    if (marc === null) return;
    expect(section(await marc.get('/relances'), 'retard')).toBe('');
    expect(section(await marc.get('/relances?equipe=oui'), 'retard')).toContain('Z. C.');
  });

  it('is coordination, without identity and without gestures', async () => {
    const marie = await comme('marie@demo');
    const page = await marie.get('/relances');
    expect(section(page, 'retard')).toContain('passage sans nom');
    expect(page.texte).not.toMatch(/Z\. C\.|name="geste"/);
    expect((await geste({ ...suivie, geste: 'faite' }, marie)).statut).toBe(403);
  });

  it('is a volunteer for her own threads only: those of others do not exist for her', async () => {
    const denise = await comme('denise@demo');
    expect((await denise.get('/relances?equipe=oui')).lisible).toContain('Rien à relancer');
    const inconnu = await geste({ suivi: crypto.randomUUID(), relance: 'x', geste: 'faite' }, denise);
    const interdit = await geste({ ...suivie, geste: 'faite' }, denise);
    expect([interdit.statut, inconnu.statut]).toEqual([404, 404]);
    expect(interdit.texte).toBe(inconnu.texte);
  });

  it('is nobody who pays, and nobody of another organisation', async () => {
    const herve = await comme('herve@demo');
    const claire = await comme('claire@demo');
    expect((await herve.get('/relances')).statut).toBe(403);
    expect((await geste({ ...suivie, geste: 'obtenu' }, claire)).statut).toBe(403);
    expect((await claire.post('/relances/accueillir', { ...suivie, op: crypto.randomUUID() })).statut).toBe(
      403,
    );
  });
});

describe('a line', () => {
  it('leads to the quick entry of that person, by an opaque id', async () => {
    await ouvre(monde);
    const { op } = await monde.nav.get('/relances');
    const reponse = await monde.nav.post('/relances/accueillir', { op, suivi: suivie.suivi });
    expect(reponse.vers).toBe(`/accueil?fiche=${op}`);
    const fiche = await monde.nav.suit(reponse);
    expect(fiche.texte).toMatch(/value="rsa"[^>]*checked|checked[^>]*value="rsa"/);
    const sansNom = await monde.nav.post('/relances/accueillir', { op, suivi: anonyme.suivi });
    expect(sansNom.statut).toBe(404);
  });

  it('is put off in two gestures, by a default or to a day; a past day is refused with what was typed', async () => {
    const passe = await geste({ ...suivie, geste: 'date', le: '2020-01-01' });
    expect(passe.statut).toBe(422);
    expect(passe.lisible).toContain('La relance est dans le passé.');
    expect((await geste({ ...suivie, geste: 'date', le: '' })).statut).toBe(422);
    const mieux = await monde.nav.suit(await geste({ ...suivie, geste: 'semaine' }));
    expect(mieux.lisible).toContain('Reporté d’une semaine.');
    expect(section(mieux, 'venir')).toContain('Z. C.');
    expect((await geste({ ...suivie, geste: 'date', le: dans(0) })).statut).toBe(303);
    expect(section(await monde.nav.get('/relances'), 'jour')).toContain('Z. C.');
  });

  it('is done in one gesture, once, however many times it is sent', async () => {
    const avant = await base((tx) => tx.select().from(suiviGeste));
    const { op } = await monde.nav.get('/relances');
    const envoi = { op, ...anonyme, geste: 'faite' };
    const reponses = await Promise.all(Array.from({ length: 5 }, () => monde.nav.post('/relances', envoi)));
    expect(new Set(reponses.map(({ statut }) => statut))).toEqual(new Set([303]));
    const apres = await base((tx) => tx.select().from(suiviGeste));
    // Done, and closed: a visit without a name has nothing after it.
    expect(apres.length - avant.length).toBe(2);
    expect(section(await monde.nav.get('/relances'), 'retard')).toBe('');
  });

  it('is closed in one gesture, and reopened when it was a mistake', async () => {
    const clos = await monde.nav.suit(await geste({ ...suivie, geste: 'obtenu' }));
    expect(clos.lisible).toContain('Clos : la personne a obtenu.');
    expect(section(clos, 'jour')).toBe('');
    expect(section(clos, 'clos')).toContain('obtenu');
    expect((await geste({ ...suivie, geste: 'refuse' })).statut).toBe(422);
    const rouvert = await monde.nav.suit(await geste({ ...suivie, geste: 'rouvrir' }));
    expect(rouvert.lisible).toContain('Rouvert.');
  });

  it('comes back after three months with nothing planned, to be closed or planned again', async () => {
    monde.essai.avance(95 * JOUR);
    await monde.nav.connecte('pia@demo');
    expect(section(await monde.nav.get('/relances'), 'oublies')).toContain('Z. C.');
    const prevu = await monde.nav.suit(await geste({ suivi: suivie.suivi, geste: 'semaine' }));
    expect(section(prevu, 'venir')).toContain('Appeler la personne.');
  });

  it('refuses a button that does not exist, and an id that is none', async () => {
    const inconnu = await geste({ ...suivie, geste: 'brûler' });
    expect([inconnu.statut, inconnu.lisible.includes('n’existe plus')]).toEqual([422, true]);
    expect((await geste({ suivi: 'Canarinette', relance: 'x', geste: 'faite' })).statut).toBe(404);
    expect((await monde.nav.post('/relances', { ...suivie, geste: 'faite' })).statut).toBe(400);
  });
});

describe('what is kept', () => {
  it('names nobody: no canary in operations, events, log, nor any address', async () => {
    const lu = await base(async (tx) => [
      await tx.select().from(operation),
      await tx.select().from(suiviGeste),
      await tx.select().from(suivi),
      await tx.select().from(journal),
    ]);
    expect(JSON.stringify(lu)).not.toMatch(/Canarinette|Zénobie/);
    expect(JSON.stringify([monde.nav.adresses, monde.essai.lignes])).not.toMatch(/Canarinette|Z%C3%A9nobie/);
  });
});

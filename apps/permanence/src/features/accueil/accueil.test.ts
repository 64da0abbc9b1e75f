/** The quick entry by its forms alone, as a browser without JavaScript sends them. */
import { catalogue } from '@porte-plume/demarches';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { intervention } from '../../db/schema.ts';
import { readEtatSeance } from '../../domain/seances.ts';
import { cache } from '../../server/essai.fixture.ts';
import { A_LA_PLACE, count, openMonde, ouvre, SIMPLE, type Monde } from '../gestes.fixture.ts';
import { LISTES_ACCUEIL, listFavoris } from './listes.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde();
}, 60_000);
afterAll(() => monde.essai.close());

describe('today’s permanence', () => {
  it('offers one to open, whatever the day', async () => {
    const journee = await monde.nav.get('/');
    expect(journee.lisible).toContain('Bonjour Pia');
    expect(cache(journee, 'permanenceId')).not.toBe('');
  });

  it('refuses a lieu that is not of the organisation, with a sentence', async () => {
    const journee = await monde.nav.get('/');
    const refus = await monde.nav.post('/seance', {
      op: journee.op,
      lieuId: 'ailleurs',
      etape: 'ouvrir_lieu',
    });
    expect(refus.statut).toBe(422);
    expect(refus.lisible).toContain('Choisissez un lieu de la liste.');
  });

  it('opens once, even when the button is pressed twice', async () => {
    const journee = await monde.nav.get('/');
    const envoi = { op: journee.op, permanenceId: cache(journee, 'permanenceId'), etape: 'ouvrir' };
    const reponses = await Promise.all([monde.nav.post('/seance', envoi), monde.nav.post('/seance', envoi)]);
    expect(reponses.map(({ statut, vers }) => [statut, vers])).toEqual([
      [303, `/?fait=${journee.op}`],
      [303, `/?fait=${journee.op}`],
    ]);
    const suite = await monde.nav.get(`/?fait=${journee.op}`);
    expect(suite.lisible).toContain('Votre permanence est ouverte');
  });
});

describe('quick entry', () => {
  beforeAll(() => ouvre(monde));

  it('finds a démarche by plain words, which enter no address', async () => {
    const fiche = await monde.nav.get('/accueil');
    const resultats = await monde.nav.post('/accueil', { op: fiche.op, etape: 'chercher', q: 'mon loyer' });
    expect(resultats.texte).toContain('value="aide-logement"');
    expect(resultats.texte).toContain('value="mon loyer"');
  });

  it('records one row for fifty identical posts in parallel, and gives the same answer to all', async () => {
    const { op } = await monde.nav.get('/accueil');
    const reponses = await Promise.all(
      Array.from({ length: 50 }, () => monde.nav.post('/accueil', { op, ...SIMPLE })),
    );
    expect(new Set(reponses.map(({ statut, vers }) => `${statut} ${vers ?? ''}`))).toEqual(
      new Set([`303 /accueil?fait=${op}`]),
    );
    expect(await count(monde, op)).toEqual({ interventions: 1, operations: 1 });
  });

  it('says in one line what may follow, on the form of the next person', async () => {
    const { op } = await monde.nav.get('/accueil');
    const suite = await monde.nav.suit(await monde.nav.post('/accueil', { op, ...SIMPLE }));
    expect(suite.lisible).toMatch(/Enregistré.*Lui proposer trois questions.*l’orienter.*voir qui attend/);
    const orienter = await monde.nav.get(`/orientation?entree=${op}`);
    expect([suite.texte.includes(`href="/orientation?entree=${op}"`), cache(orienter, 'entree')]).toEqual([
      true,
      op,
    ]);
  });

  it('inherits lieu, date and writer from the séance', async () => {
    const { op } = await monde.nav.get('/accueil');
    await monde.nav.post('/accueil', { op, ...SIMPLE });
    const faite = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => {
      const [row] = await tx.select().from(intervention).where(eq(intervention.id, op));
      const etat = await readEtatSeance(tx, monde.orgId, row?.seanceId ?? '');
      return { row, etat };
    });
    expect(faite.row?.date).toBe(faite.etat?.seance.date);
    expect(faite.row?.agentId).toBe(faite.etat?.seance.agentId);
    expect(faite.etat?.interventions[op]?.dureeMin).toBe(25);
  });

  it('says all that is missing at once, and keeps what was typed', async () => {
    const { op } = await monde.nav.get('/accueil');
    const refus = await monde.nav.post('/accueil', {
      op,
      etape: 'enregistrer',
      dureeMin: 'beaucoup',
      trancheAge: '70_74',
      genre: 'feminin',
    });
    expect(refus.statut).toBe(422);
    expect(refus.texte).toContain('<title>Erreur');
    for (const phrase of [
      'Choisissez une démarche.',
      'Dites comment vous avez aidé.',
      'Dites où en est la démarche.',
      'Écrivez la durée en minutes, en chiffres.',
    ]) {
      expect(refus.lisible).toContain(phrase);
    }
    expect(refus.texte).toContain('value="beaucoup"');
    expect(refus.texte).toMatch(/value="70_74"[^>]*checked|checked=""[^>]*value="70_74"/);
    expect(await count(monde, op)).toEqual({ interventions: 0, operations: 0 });
  });

  it('answers an unknown démarche with a page that says so, and records nothing', async () => {
    const { op } = await monde.nav.get('/accueil');
    const refus = await monde.nav.post('/accueil', { op, ...SIMPLE, demarche: 'voyage-sur-la-lune' });
    expect(refus.statut).toBe(422);
    expect(refus.lisible).toContain('Cette démarche n’existe pas dans le catalogue.');
    expect(await count(monde, op)).toEqual({ interventions: 0, operations: 0 });
  });

  it('lets the corrected form through with the same operation', async () => {
    const { op } = await monde.nav.get('/accueil');
    expect(
      (await monde.nav.post('/accueil', { op, ...SIMPLE, mode: 'faire_a_la_place_present' })).statut,
    ).toBe(422);
    expect((await monde.nav.post('/accueil', { op, ...SIMPLE })).statut).toBe(303);
  });

  it('offers choices of the catalogue and of the nomenclature only', () => {
    const ids = new Set(catalogue.demarches.map(({ id }) => id));
    const favoris = listFavoris([], undefined);
    expect(favoris).toHaveLength(9);
    expect(favoris.every(({ code }) => ids.has(code))).toBe(true);
    expect(LISTES_ACCUEIL.issues.map(({ code }) => code)).not.toContain('orientee');
  });

  it.each([
    ['no operation id', { ...SIMPLE }],
    ['an operation id of another form', { ...SIMPLE, op: 'x' }],
  ])('answers 400 to a form with %s', async (_cas, valeurs) => {
    expect((await monde.nav.post('/accueil', valeurs)).statut).toBe(400);
  });
});

describe('a person in the entry', () => {
  beforeAll(() => ouvre(monde));
  const NOUVELLE = { prenom: 'Zénobie', nom: 'Canarinette', anneeNaissance: '1951' };
  const SANS_AGE = { ...SIMPLE, trancheAge: '' };

  const personneOf = (op: string) =>
    asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => {
      const [row] = await tx.select().from(intervention).where(eq(intervention.id, op));
      return (row?.donnees as { personne?: unknown } | undefined)?.personne;
    });

  it('is created with it, once, and gives her age band by her year', async () => {
    const { op } = await monde.nav.get('/accueil');
    const envoi = { op, ...SANS_AGE, ...NOUVELLE };
    const reponses = await Promise.all([1, 2, 3].map(() => monde.nav.post('/accueil', envoi)));
    expect(reponses.map(({ vers }) => vers)).toEqual(Array.from({ length: 3 }, () => `/accueil?fait=${op}`));
    expect(await personneOf(op)).toMatchObject({ nature: 'suivie', profil: { trancheAge: '75_plus' } });
  });

  it('is told apart from who bears her name already: the same, or somebody else', async () => {
    const { op } = await monde.nav.get('/accueil');
    const envoi = { op, ...SIMPLE, ...NOUVELLE };
    const refus = await monde.nav.post('/accueil', envoi);
    expect(refus.statut).toBe(422);
    expect(refus.lisible).toContain('Dites si c’est la même personne.');
    expect(refus.texte).toContain('value="Canarinette"');
    expect(await count(monde, op)).toEqual({ interventions: 0, operations: 0 });
    const connue = /name="quiEst" value="([0-9a-f-]{36})"/.exec(refus.texte)?.[1] ?? '';
    expect((await monde.nav.post('/accueil', { ...envoi, quiEst: connue })).statut).toBe(303);
    const autre = await monde.nav.get('/accueil');
    await monde.nav.post('/accueil', { ...envoi, op: autre.op, quiEst: 'autre' });
    const ids = [await personneOf(op), await personneOf(autre.op)].map((une) => (une as { id: string }).id);
    expect(ids[0]).toBe(connue);
    expect(ids[1]).not.toBe(connue);
  });

  it('is named whole or not at all, and what was typed stays', async () => {
    const { op } = await monde.nav.get('/accueil');
    const refus = await monde.nav.post('/accueil', {
      op,
      ...SIMPLE,
      nom: 'Canarinette',
      anneeNaissance: '51',
    });
    expect(refus.statut).toBe(422);
    for (const phrase of ['Écrivez le prénom.', 'Écrivez l’année de naissance en quatre chiffres.'])
      expect(refus.lisible).toContain(phrase);
    expect(refus.texte).toContain('value="Canarinette"');
  });

  it('answers 404 to a person of nowhere, and leaves no name in addresses or logs', async () => {
    const { op } = await monde.nav.get('/accueil');
    const ailleurs = { op, ...SIMPLE, ...NOUVELLE, quiEst: '01890000-0000-7000-8000-000000000000' };
    expect((await monde.nav.post('/accueil', ailleurs)).statut).toBe(404);
    expect(await count(monde, op)).toEqual({ interventions: 0, operations: 0 });
    expect([...monde.nav.adresses, ...monde.essai.lignes].join('\n')).not.toContain('Canarinette');
  });

  it('is not asked again by the mandate that the entry needs', async () => {
    const { op } = await monde.nav.get('/accueil');
    const qui = await monde.nav.suit(
      await monde.nav.post('/accueil', {
        op,
        ...A_LA_PLACE,
        prenom: 'Zoé',
        nom: 'Canarinette',
        anneeNaissance: '1960',
        etape: 'mandat',
      }),
    );
    expect(qui.texte).not.toContain('name="prenom"');
    expect((await monde.nav.get(`/accueil?fiche=${op}`)).texte).not.toContain('Canarinette');
  });
});

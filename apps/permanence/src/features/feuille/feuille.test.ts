/** The sheet keyed at the end of a séance, by its form alone, as a browser without JavaScript sends it. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { brouillon, intervention, seance } from '../../db/schema.ts';
import { cache, Navigateur, type Reponse } from '../../server/essai.fixture.ts';
import { count, openMonde, ouvre, type Monde } from '../gestes.fixture.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('vide');
}, 60_000);
afterAll(() => monde.essai.close());

const opOf = (feuille: Reponse, rang: number): string => cache(feuille, `op${rang}`);

/** Rows by their text, in the order of the columns: démarche, aide, issue, âge, minutes, pourquoi, blocage, genre, situation. */
function remplis(feuille: Reponse, ...lignes: readonly string[][]): Record<string, string> {
  const valeurs: Record<string, string> = {
    op: feuille.op,
    seance: cache(feuille, 'seance'),
    etape: 'enregistrer',
  };
  for (let rang = 1; rang <= 10; rang += 1) {
    valeurs[`op${rang}`] = opOf(feuille, rang);
    for (const [place, lettre] of ['d', 'm', 'i', 'a', 't', 'p', 'b', 'g', 's'].entries())
      valeurs[`${lettre}${rang}`] = lignes[rang - 1]?.[place] ?? '';
  }
  return valeurs;
}

const read = (op: string) =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', async (tx) => {
    const [row] = await tx.select().from(intervention).where(eq(intervention.id, op));
    return row?.donnees;
  });

it('sends to the day when no permanence is open', async () => {
  expect((await monde.nav.get('/feuille')).vers).toBe('/');
});

describe('the sheet', () => {
  beforeAll(() => ouvre(monde));

  it('has ten rows, each with a key of its own', async () => {
    const feuille = await monde.nav.get('/feuille');
    const ops = Array.from({ length: 10 }, (_, rang) => opOf(feuille, rang + 1));
    expect(new Set([feuille.op, ...ops]).size).toBe(11);
    expect(feuille.texte.length).toBeLessThan(16_384);
  });

  it('records what numbers, words and labels say, and ignores the empty rows', async () => {
    const feuille = await monde.nav.get('/feuille');
    const envoi = remplis(
      feuille,
      ['1', '1', '1', '4', '15'],
      ['APL', 'nous', 'terminée', '72', '40', '', '', 'fém', 'retr'],
      [],
      ['ameli-attestation', '3', '4', '', '', '', 'panne'],
      ['impots-declaration', '2', 'À poursuivre', 'non demandé', '5'],
    );
    const reponse = await monde.nav.post('/feuille', envoi);
    expect([reponse.statut, reponse.lisible.slice(0, 2_000)]).toEqual([303, '']);
    expect((await monde.nav.suit(reponse)).lisible).toContain('4 fiches sont enregistrées.');
    expect(await read(opOf(feuille, 1))).toMatchObject({
      dureeMin: 15,
      actes: [{ mode: 'informer', issue: { code: 'finalisee' } }],
      personne: { nature: 'anonyme', profil: { trancheAge: '40_59' } },
    });
    expect(await read(opOf(feuille, 2))).toMatchObject({
      actes: [{ objet: { demarcheId: 'aide-logement' }, mode: 'faire_avec' }],
      personne: { profil: { trancheAge: '70_74', genre: 'feminin', statut: 'retraite' } },
    });
    expect(await read(opOf(feuille, 3))).toBeUndefined();
    expect(await read(opOf(feuille, 4))).toMatchObject({
      dureeMin: 'non_demande',
      actes: [{ issue: { code: 'bloquee' }, blocage: { blocage: { code: 'panne' } } }],
    });
    expect(await read(opOf(feuille, 5))).toMatchObject({
      actes: [
        {
          mode: 'faire_faire',
          appui: 'guide',
          issue: { code: 'a_poursuivre', relance: { etat: 'a_faire' } },
        },
      ],
    });
  });

  it('records each row once when the sheet is sent twice, even in parallel', async () => {
    const feuille = await monde.nav.get('/feuille');
    const envoi = remplis(feuille, ['1', '1', '1'], ['2', '1', '1']);
    const reponses = await Promise.all([1, 2, 3].map(() => monde.nav.post('/feuille', envoi)));
    expect(new Set(reponses.map(({ statut, vers }) => `${statut} ${vers ?? ''}`))).toEqual(
      new Set([`303 /feuille?seance=${cache(feuille, 'seance')}&fait=${feuille.op}`]),
    );
    for (const rang of [1, 2])
      expect(await count(monde, opOf(feuille, rang))).toEqual({ interventions: 1, operations: 1 });
  });

  it('records what is right, and keeps the others with every reason at its cell', async () => {
    const feuille = await monde.nav.get('/feuille');
    const envoi = remplis(
      feuille,
      ['1', '1', '1'],
      ['xyzzy', '8', '', '', 'long'],
      ['ameli-attestation', '4', '1', '', '10'],
      ['1', '1', '1', '', '999'],
    );
    const refus = await monde.nav.post('/feuille', envoi);
    expect(refus.statut).toBe(422);
    expect(refus.texte).toContain('<title>Erreur');
    for (const phrase of [
      'Une ligne est enregistrée.',
      'Ligne 2\u00a0: Aucune démarche ne porte ces mots.',
      'Ligne 2\u00a0: Aide\u00a0: réponse inconnue.',
      'Ligne 2\u00a0: Dites où en est la démarche.',
      'Ligne 2\u00a0: Écrivez la durée en minutes, en chiffres.',
      'Ligne 3\u00a0: Dites pourquoi vous faites à la place de la personne.',
      'Ligne 4\u00a0: La durée va de 1 à 720 minutes.',
    ]) {
      expect(refus.lisible).toContain(phrase.replaceAll('\u00a0', ' '));
    }
    for (const cellule of ['d2', 'm2', 'i2', 't2', 'p3', 't4'])
      expect(refus.texte).toMatch(new RegExp(`<input[^>]*id="${cellule}"[^>]*aria-invalid="true"`));
    expect(refus.texte).toContain('value="xyzzy"');
    expect(await count(monde, opOf(feuille, 1))).toEqual({ interventions: 1, operations: 1 });
    for (const rang of [2, 3, 4])
      expect(await count(monde, opOf(feuille, rang))).toEqual({ interventions: 0, operations: 0 });

    // Left and opened again: the rows to mend are still there, under the same keys, sealed meanwhile.
    const plusTard = await monde.nav.get('/feuille');
    expect(plusTard.lisible).toContain('Vos lignes à revoir sont restées ici.');
    expect([1, 2, 3].map((rang) => opOf(plusTard, rang))).toEqual(
      [2, 3, 4].map((rang) => opOf(feuille, rang)),
    );
    const boites = await asOrg(monde.essai.services.client.db, monde.orgId, 'essai', (tx) =>
      tx.select().from(brouillon),
    );
    expect(boites.every(({ boite }) => !Buffer.from(boite).toString('latin1').includes('xyzzy'))).toBe(true);

    const mendee = await monde.nav.post(
      '/feuille',
      remplis(
        plusTard,
        ['1', '1', '1'],
        ['ameli-attestation', '4', '2', '', '10', '3'],
        ['1', '1', '1', '', '90'],
      ),
    );
    expect((await monde.nav.suit(mendee)).lisible).toContain('3 fiches sont enregistrées.');
    expect((await monde.nav.get('/feuille')).lisible).not.toContain('Vos lignes à revoir');
  });

  it('says what to do when a row needs a mandate, and opens it as an entry that leads there', async () => {
    const feuille = await monde.nav.get('/feuille');
    const envoi = remplis(feuille, ['2', '1', '1'], ['RSA', '4', '3', '72', '40', '2'], ['xyzzy', '1', '1']);
    const refus = await monde.nav.post('/feuille', envoi);
    expect(refus.statut).toBe(422);
    expect(refus.lisible).toContain('Ouvrez la ligne en fiche');
    expect(refus.texte).toContain('value="fiche:2"');
    expect(await count(monde, opOf(feuille, 1))).toEqual({ interventions: 1, operations: 1 });

    const fiche = await monde.nav.suit(
      await monde.nav.post('/feuille', { ...envoi, d1: '', m1: '', i1: '', etape: 'fiche:2' }),
    );
    expect(fiche.op).toBe(opOf(feuille, 2));
    expect(fiche.texte).toMatch(/value="rsa"[^>]*checked|checked=""[^>]*value="rsa"/);
    const pas = await monde.nav.post('/accueil', {
      op: fiche.op,
      etape: 'enregistrer',
      demarche: 'rsa',
      mode: 'faire_a_la_place_present',
      motifPour: 'incapacite',
      issue: 'en_attente_reponse',
    });
    expect(pas.lisible).toContain('Il faut d’abord un mandat');
    // The row that was left to mend still waits in the sheet; the opened one no longer does.
    const reste = await monde.nav.get('/feuille');
    expect(opOf(reste, 1)).toBe(opOf(feuille, 3));
    expect(reste.texte).not.toContain(opOf(feuille, 2));
  });

  it('asks for one row at least', async () => {
    const feuille = await monde.nav.get('/feuille');
    const refus = await monde.nav.post('/feuille', remplis(feuille));
    expect([refus.statut, refus.lisible.includes('Remplissez au moins une ligne.')]).toEqual([422, true]);
  });

  it.each([
    ['a key of another form', (op: string) => ({ op1: 'x', op })],
    ['twice the same key', (op: string) => ({ op1: op, op2: op, op })],
    ['no key for the sheet', () => ({ op: '' })],
  ])('answers 400 to %s', async (_cas, faux) => {
    const feuille = await monde.nav.get('/feuille');
    const envoi = remplis(feuille, ['1', '1', '1'], ['1', '1', '1']);
    expect((await monde.nav.post('/feuille', { ...envoi, ...faux(feuille.op) })).statut).toBe(400);
  });

  it('is refused to an account that records nothing, and takes no row of another séance', async () => {
    const { nav } = monde;
    await nav.post('/deconnexion', {});
    await nav.connecte('claire@demo');
    expect((await nav.get('/feuille')).statut).toBe(403);
    await nav.post('/deconnexion', {});
    await nav.connecte('denise@demo');
    expect((await nav.get('/feuille')).vers).toBe('/');
  });
});

describe('the morning after', () => {
  const JOUR = 24 * 3_600_000;
  let hier = '';

  beforeAll(async () => {
    const { nav, essai } = monde;
    await nav.post('/deconnexion', {});
    await nav.connecte('pia@demo');
    hier = cache(await nav.get('/feuille'), 'seance');
    essai.avance(JOUR);
    await nav.connecte('pia@demo');
  });

  it('types the sheets of the day before into their own séance, a row opened as an entry too', async () => {
    const { nav } = monde;
    const feuille = await nav.get('/feuille');
    expect(cache(feuille, 'seance')).toBe(hier);
    expect(feuille.lisible).toContain('Ces lignes vont à la permanence du');
    const [laPremiere = '', laSeconde = ''] = [1, 2].map((rang) => opOf(feuille, rang));
    const envoi = remplis(feuille, ['1', '1', '1'], ['RSA', '4', '3', '72', '40', '2']);
    const refus = await nav.post('/feuille', envoi);
    expect([refus.statut, refus.texte.includes('value="fiche:2"')]).toEqual([422, true]);
    const fiche = await nav.suit(
      await nav.post('/feuille', { ...envoi, d1: '', m1: '', i1: '', etape: 'fiche:2' }),
    );
    const faite = await nav.post('/accueil', {
      op: fiche.op,
      demarche: 'rsa',
      mode: 'faire_avec',
      issue: 'finalisee',
      etape: 'enregistrer',
    });
    expect(faite.vers).toBe(`/feuille?seance=${hier}&fait=${laSeconde}`);
    expect((await nav.suit(faite)).lisible).toContain('Enregistré');
    const premiere = await read(laPremiere);
    expect(premiere).toMatchObject({ seanceId: hier });
    expect(await read(laSeconde)).toMatchObject({
      seanceId: hier,
      date: (premiere as { date: string }).date,
    });
  });

  it('goes to the séance of today once it is open; the other one is a link away', async () => {
    const { nav } = monde;
    await ouvre(monde);
    const feuille = await nav.get('/feuille');
    expect(cache(feuille, 'seance')).not.toBe(hier);
    expect(feuille.lisible).not.toContain('Ces lignes vont à la permanence du');
    expect(feuille.texte).toContain(`href="/feuille?seance=${hier}"`);
    expect(cache(await nav.get(`/feuille?seance=${hier}`), 'seance')).toBe(hier);
  });

  it('takes no row for a closed séance, for that of somebody else, nor after thirty days', async () => {
    const { nav, essai } = monde;
    const feuille = await nav.get('/feuille');
    const sienne = cache(feuille, 'seance');
    await nav.post('/deconnexion', {});
    await nav.connecte('marc@demo');
    await ouvre(monde);
    expect((await nav.get(`/feuille?seance=${hier}`)).statut).toBe(404);
    expect((await nav.post('/feuille', remplis(feuille, ['1', '1', '1']))).statut).toBe(409);
    await nav.post('/deconnexion', {});
    await nav.connecte('pia@demo');
    const clos = await nav.post('/seance', { op: (await nav.get('/')).op, etape: 'clore' });
    expect(clos.statut).toBe(303);
    const refus = await nav.post('/feuille', remplis(feuille, ['1', '1', '1']));
    expect([refus.statut, refus.lisible.includes('Cette permanence est close')]).toEqual([409, true]);
    expect(await count(monde, opOf(feuille, 1))).toEqual({ interventions: 0, operations: 0 });
    expect((await nav.get(`/feuille?seance=${sienne}`)).statut).toBe(404);
    expect(cache(await nav.get('/feuille'), 'seance')).toBe(hier);
    essai.avance(30 * JOUR);
    await nav.connecte('pia@demo');
    expect((await nav.get('/feuille')).vers).toBe('/');
    expect((await nav.get(`/feuille?seance=${hier}`)).statut).toBe(404);
  });

  it('is closed from the day, in one gesture, at the hour it ended; by nobody else', async () => {
    const { nav } = monde;
    const jour = await nav.get('/');
    expect(jour.lisible).toMatch(/La permanence du [^.]+ est restée ouverte\. La clore à \d/);
    expect(jour.texte).not.toContain('href="/feuille?seance=');
    const clore = { etape: 'clore', seanceId: hier };
    const marc = new Navigateur(monde.essai.app);
    await marc.connecte('marc@demo');
    expect((await marc.post('/seance', { op: (await marc.get('/')).op, ...clore })).statut).toBe(404);
    const close = await nav.suit(await nav.post('/seance', { op: jour.op, ...clore }));
    expect(close.lisible).toMatch(/Permanence du [^.]+ close\./);
    expect(close.lisible).not.toContain('est restée ouverte');
    expect((await nav.post('/seance', { op: close.op, ...clore })).statut).toBe(404);
    const { services } = monde.essai;
    const [faite] = await asOrg(services.client.db, monde.orgId, 'essai', (tx) =>
      tx.select().from(seance).where(eq(seance.id, hier)),
    );
    const le = new Date(faite?.closeA ?? 0).toLocaleDateString('fr-CA', { timeZone: 'Europe/Paris' });
    expect(le).toBe(faite?.date);
  });
});

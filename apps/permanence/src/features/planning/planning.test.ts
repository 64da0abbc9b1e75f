/** The planning: who writes it, what an absence changes, what a calendar brings and takes. */
import { readIcal } from '@porte-plume/accompagnement/permanence';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { compte, lieu, permanence } from '../../db/schema.ts';
import { listJours, readPlanning } from '../../domain/planning.ts';
import { cache, Navigateur, type Reponse, type Valeurs } from '../../server/essai.fixture.ts';
import { addDays } from '../../server/heure.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';

let monde: Monde;
let marie: Navigateur;
let lieux: { id: string; nom: string }[];
let agents: Record<string, string>;

beforeAll(async () => {
  monde = await openMonde('vide');
  // The days of the vectors are to come: holidays are closed from today on.
  monde.essai.avance(Date.parse('2026-11-23T09:00:00.000Z') - Date.now());
  await monde.nav.connecte('pia@demo');
  marie = await signIn('marie@demo');
  const { essai, orgId } = monde;
  await asOrg(essai.services.client.db, orgId, 'essai', async (tx) => {
    lieux = await tx.select({ id: lieu.id, nom: lieu.nom }).from(lieu).where(eq(lieu.orgId, orgId)).limit(3);
    const rows = await tx.select().from(compte).where(eq(compte.orgId, orgId));
    agents = Object.fromEntries(rows.map(({ identifiant, id }) => [identifiant, id]));
  });
}, 60_000);
afterAll(() => monde.essai.close());

async function signIn(identifiant: string): Promise<Navigateur> {
  const nav = new Navigateur(monde.essai.app);
  await nav.connecte(identifiant);
  return nav;
}

/** A form filled as a coordinator would. */
function form(over: Valeurs = {}): Valeurs {
  return {
    lieuId: lieux[0]?.id ?? '',
    cadence: 'semaine',
    jours: ['0'],
    premierJour: '2026-10-19',
    debut: '09:00',
    fin: '12:00',
    accueil: 'sans_rdv',
    publique: 'oui',
    agents: [agents['pia@demo'] ?? ''],
    ...over,
  };
}

async function add(over: Valeurs = {}): Promise<string> {
  const { op } = await marie.get('/planning/nouvelle');
  const reponse = await marie.post('/planning/nouvelle', { op, ...form(over) });
  expect([reponse.statut, reponse.lisible.slice(0, 300)]).toEqual([303, '']);
  return op;
}

/** Days of a permanence, as the planning knows them. */
async function daysOf(id: string, du: string, au: string): Promise<string[]> {
  const { essai, orgId } = monde;
  return asOrg(essai.services.client.db, orgId, 'essai', async (tx) =>
    listJours(await readPlanning(tx, orgId), { du, au })
      .filter((jour) => jour.permanence.id === id && !jour.ferme)
      .map(({ date }) => date),
  );
}

async function stored(id: string): Promise<unknown> {
  const { essai, orgId } = monde;
  const [row] = await asOrg(essai.services.client.db, orgId, 'essai', (tx) =>
    tx.select().from(permanence).where(eq(permanence.id, id)),
  );
  return row?.donnees;
}

const week = (nav: Navigateur, du: string): Promise<Reponse> => nav.get(`/planning?du=${du}`);

describe('a permanence of the form', () => {
  it('vector 4: keeps its local hours across the change of clock', async () => {
    const id = await add();
    expect(await daysOf(id, '2026-10-19', '2026-11-02')).toEqual(['2026-10-19', '2026-10-26', '2026-11-02']);
    for (const du of ['2026-10-19', '2026-10-26'])
      expect((await week(marie, du)).lisible).toContain('9 h – 12 h');
  });

  it('vector 5: the first Tuesday of the month', async () => {
    const id = await add({ cadence: 'mois', rang: '1', jours: ['1'], premierJour: '2026-12-01' });
    expect(await daysOf(id, '2026-12-01', '2027-03-31')).toEqual([
      ...['2026-12-01', '2027-01-05', '2027-02-02', '2027-03-02'],
    ]);
  });

  it('vector 6: the last Friday, but for Christmas, which is a holiday', async () => {
    const id = await add({
      cadence: 'mois',
      rang: '-1',
      jours: ['4'],
      premierJour: '2026-11-27',
      feries: 'oui',
    });
    expect(await daysOf(id, '2026-11-27', '2027-01-31')).toEqual(['2026-11-27', '2027-01-29']);
    expect(await stored(id)).toMatchObject({ rrule: 'FREQ=MONTHLY;BYDAY=-1FR', exdates: ['2026-12-25'] });
  });

  it('vector 7: every other Wednesday', async () => {
    const id = await add({ cadence: 'quinzaine', jours: ['2'], premierJour: '2026-11-25' });
    expect(await daysOf(id, '2026-11-25', '2027-01-06')).toEqual([
      ...['2026-11-25', '2026-12-09', '2026-12-23', '2027-01-06'],
    ]);
  });

  it('vector 8: an hour that does not exist moves forward, and the screen says the hour of the clock', async () => {
    const horaire = { cadence: 'une_fois', debut: '02:30', fin: '04:00' };
    await add({ ...horaire, premierJour: '2027-03-28' });
    expect((await week(marie, '2027-03-28')).lisible).toContain('3 h 30 – 4 h');
    await add({ ...horaire, premierJour: '2026-10-25' });
    expect((await week(marie, '2026-10-25')).lisible).toContain('2 h 30 – 4 h');
  });

  it('says everything that is wrong at once, and keeps what was typed', async () => {
    const { op } = await marie.get('/planning/nouvelle');
    const refus = await marie.post('/planning/nouvelle', {
      ...{ op, cadence: 'mois', jours: ['1', '2'], rang: '7', debut: '12:00', fin: '9', capacite: 'trois' },
      ...{ premierJour: '2026-02-30', auInclus: 'demain', adresse: '1 place d’Armes' },
    });
    expect(refus.statut).toBe(422);
    for (const phrase of [
      ...[
        'un lieu de la liste',
        'un seul jour',
        'lequel du mois',
        'Donnez le premier jour',
        'qui tient la permanence',
      ],
      ...[
        'avec ou sans rendez-vous',
        'un nombre de 1 à 200',
        'l’heure de fin',
        'dernier jour n’est pas une date',
      ],
    ])
      expect(refus.lisible).toContain(phrase);
    expect(refus.texte).toContain('value="1 place d’Armes"');
    const inverse = await marie.post('/planning/nouvelle', { op, ...form({ debut: '12:00', fin: '09:00' }) });
    expect([inverse.statut, inverse.lisible.includes('La fin doit venir après le début')]).toEqual([
      422,
      true,
    ]);
  });

  it('comes back in its form, changes, and stops on a last day', async () => {
    const id = await add({ jours: ['3', '1'], premierJour: '2026-11-24' });
    const ouverte = await marie.get(`/planning/${id}`);
    expect(
      ouverte.texte.match(/name="jours"[^>]*checked=""[^>]*value="[13]"|value="[13]"[^>]*checked=""/g),
    ).not.toBeNull();
    const { op } = ouverte;
    await marie.post(`/planning/${id}`, {
      op,
      ...form({ jours: ['3'], premierJour: '2026-11-24', auInclus: '2026-12-10' }),
    });
    expect(await daysOf(id, '2026-11-23', '2027-01-31')).toEqual(['2026-11-26', '2026-12-03', '2026-12-10']);
    expect((await marie.get(`/planning/${id}/2026-12-03`)).lisible).toContain(
      'tous les jeudis, jusqu’au jeudi 10 décembre 2026',
    );
  });
});

describe('an absence', () => {
  const jour = '2027-02-01';
  let id: string;
  beforeAll(async () => {
    id = await add({ lieuId: lieux[2]?.id ?? '', premierJour: '2027-01-04', jours: ['0'] });
  });
  const day = (nav: Navigateur) => nav.get(`/planning/${id}/${jour}`);

  it('is noted by the writer in two gestures: the day, then the button', async () => {
    const page = await day(monde.nav);
    expect(page.lisible).toContain('Je suis absent·e ce jour-là');
    const reponse = await monde.nav.post(`/planning/${id}/${jour}`, {
      ...{ op: page.op, agentId: cache(page, 'agentId'), etape: 'absent' },
    });
    expect(reponse.statut).toBe(303);
    expect(await daysOf(id, '2027-01-25', '2027-02-14')).toEqual(['2027-01-25', '2027-02-08']);
    expect((await monde.nav.suit(reponse)).lisible).toContain('Absence notée.');
    expect((await week(marie, jour)).lisible).toContain('À remplacer : Pia Monteil.');
    expect((await week(marie, jour)).lisible).toContain('Une permanence attend quelqu’un cette semaine.');
  });

  it('is covered by the coordination: the colleague has the permanence in her day, and nobody counts it twice', async () => {
    const { op } = await day(marie);
    const agentId = agents['pia@demo'] ?? '';
    await marie.post(`/planning/${id}/${jour}`, {
      ...{ op, agentId, etape: 'absent', [`remplacantId-${agentId}`]: agents['denise@demo'] ?? '' },
    });
    const semaine = await week(marie, jour);
    expect(semaine.lisible).toContain('Denise Ravel remplace Pia Monteil.');
    expect(semaine.texte.split(lieux[2]?.nom ?? '')).toHaveLength(2);
    const denise = await signIn('denise@demo');
    const ics = await denise.get('/planning/calendrier.ics?qui=moi');
    const lues = readIcal(ics.texte);
    expect(lues.ok && lues.value.map(({ premierJour, agentIds }) => [premierJour, agentIds])).toEqual([
      [jour, [agents['denise@demo']]],
    ]);
  });

  it('follows a change of hours, and goes with a day that is no longer one', async () => {
    const { op } = await marie.get(`/planning/${id}`);
    await marie.post(`/planning/${id}`, {
      op,
      ...form({ lieuId: lieux[2]?.id ?? '', premierJour: '2027-01-04', debut: '14:00', fin: '17:00' }),
    });
    expect((await week(marie, jour)).lisible).toContain('14 h – 17 h');
    const suite = await marie.get(`/planning/${id}`);
    await marie.post(`/planning/${id}`, {
      op: suite.op,
      ...form({ lieuId: lieux[2]?.id ?? '', premierJour: '2027-01-04', jours: ['1'] }),
    });
    const semaine = (await week(marie, jour)).lisible;
    expect(semaine).not.toContain('remplace');
    expect(await daysOf(id, jour, addDays(jour, 6))).toEqual(['2027-02-02']);
    const retour = await marie.get(`/planning/${id}`);
    await marie.post(`/planning/${id}`, {
      op: retour.op,
      ...form({ lieuId: lieux[2]?.id ?? '', premierJour: '2027-01-04' }),
    });
    expect(await daysOf(id, jour, addDays(jour, 6))).toEqual([jour]);
  });

  it('is withdrawn, whoever noted it', async () => {
    const absent = await day(monde.nav);
    const agentId = agents['pia@demo'] ?? '';
    await monde.nav.post(`/planning/${id}/${jour}`, { op: absent.op, agentId, etape: 'absent' });
    const { op } = await day(marie);
    await marie.post(`/planning/${id}/${jour}`, { op, agentId, etape: 'present' });
    expect(await daysOf(id, jour, jour)).toEqual([jour]);
    expect(await stored(id)).toMatchObject({ exdates: [] });
  });

  it('is nobody else’s to note, and never of the past', async () => {
    const denise = await signIn('denise@demo');
    expect((await denise.get(`/planning/${id}/${jour}`)).lisible).not.toContain('absent·e');
    const { op } = await marie.get(`/planning/${id}/${jour}`);
    const agentId = agents['pia@demo'] ?? '';
    expect((await denise.post(`/planning/${id}/${jour}`, { op, agentId, etape: 'absent' })).statut).toBe(403);
    const passe = await add({ cadence: 'une_fois', premierJour: '2026-01-05' });
    const page = await marie.get(`/planning/${passe}/2026-01-05`);
    expect(page.lisible).toContain('Ce jour est passé');
    const refus = await marie.post(`/planning/${passe}/2026-01-05`, {
      op: page.op || op,
      agentId,
      etape: 'absent',
    });
    expect([refus.statut, refus.lisible.includes('il ne change plus')]).toEqual([422, true]);
  });
});

describe('who writes', () => {
  it('the coordination, and nobody else; who has no planning sees none', async () => {
    const id = await add({ cadence: 'une_fois', premierJour: '2027-05-03' });
    const ines = await signIn('ines@demo');
    const denise = await signIn('denise@demo');
    for (const nav of [monde.nav, denise, ines]) {
      expect((await week(nav, '2027-05-03')).lisible).toContain(lieux[0]?.nom);
      const { op } = await nav.get(`/planning/${id}/2027-05-03`);
      for (const chemin of [
        '/planning/nouvelle',
        `/planning/${id}`,
        '/planning/importer',
        '/planning/page-publique',
      ]) {
        expect([chemin, (await nav.get(chemin)).statut]).toEqual([chemin, 403]);
        expect([chemin, (await nav.post(chemin, { op: op || marie.cookie, ...form() })).statut]).toEqual([
          chemin,
          403,
        ]);
      }
    }
    const claire = await signIn('claire@demo');
    expect((await claire.get('/planning')).statut).toBe(403);
    expect((await marie.get('/planning/inconnue')).statut).toBe(404);
    for (const chemin of [`/planning/${id}/2027-05-04`, `/planning/${id}/demain`, '/planning/x/2027-05-03'])
      expect([chemin, (await marie.get(chemin)).statut]).toEqual([chemin, 404]);
  });
});

describe('a calendar', () => {
  const ics = (...lignes: string[]): Uint8Array =>
    new TextEncoder().encode(['BEGIN:VCALENDAR', ...lignes, 'END:VCALENDAR'].join('\r\n'));
  const event = (uid: string, ...lignes: string[]): string[] => [
    ...['BEGIN:VEVENT', `UID:${uid}`, 'DTSTART;TZID=Europe/Paris:20270607T090000'],
    ...['DTEND;TZID=Europe/Paris:20270607T120000', ...lignes, 'END:VEVENT'],
  ];
  const send = async (fichier: Uint8Array, over: Valeurs = {}): Promise<Reponse> => {
    const { op } = await marie.get('/planning/importer');
    const cible = { lieuId: lieux[1]?.id ?? '', agentId: agents['denise@demo'] ?? '' };
    return marie.postFichier('/planning/importer', { op, ...cible, ...over }, 'fichier', fichier);
  };

  it('is shown whole before anything changes, then comes in once', async () => {
    const fichier = ics(...event('1a@google.com', 'RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20270630T215959Z'));
    const apercu = await send(fichier);
    expect(apercu.statut).toBe(200);
    expect(apercu.lisible).toContain('Une permanence change. Rien n’est encore enregistré.');
    expect(apercu.lisible).toContain(
      'tous les lundis, jusqu’au mercredi 30 juin 2027, de 9 h à 12 h · Denise Ravel',
    );
    expect(await stored('1a-google.com')).toBeUndefined();
    const { op } = apercu;
    const confirme = { op, brouillon: cache(apercu, 'brouillon') };
    expect((await marie.post('/planning/importer/confirmer', confirme)).statut).toBe(303);
    expect(await daysOf('1a-google.com', '2027-06-01', '2027-07-31')).toEqual([
      ...['2027-06-07', '2027-06-14', '2027-06-21', '2027-06-28'],
    ]);
    expect((await marie.post('/planning/importer/confirmer', confirme)).statut).toBe(303);
    expect((await send(fichier)).lisible).toContain('Tout est déjà dans le planning');
    expect((await marie.get('/planning/1a-google.com')).statut).toBe(200);
  });

  it('keeps a rule that the form cannot say, until another is chosen', async () => {
    const apercu = await send(ics(...event('rare', 'RRULE:FREQ=MONTHLY;BYMONTHDAY=7')));
    await marie.post('/planning/importer/confirmer', {
      op: apercu.op,
      brouillon: cache(apercu, 'brouillon'),
    });
    const page = await marie.get('/planning/rare');
    expect(page.lisible).toContain('Comme dans le calendrier importé');
    await marie.post('/planning/rare', {
      op: page.op,
      ...form({ cadence: 'garder', premierJour: '2027-06-07' }),
    });
    expect(await stored('rare')).toMatchObject({
      rrule: 'FREQ=MONTHLY;BYMONTHDAY=7',
      agentIds: [agents['pia@demo']],
    });
  });

  it('goes out and comes back the same, without a name', async () => {
    const sortie = await marie.get('/planning/calendrier.ics');
    expect(sortie.entetes.get('content-type')).toContain('text/calendar');
    expect(sortie.texte).not.toMatch(/Monteil|Ravel/);
    const retour = await send(new TextEncoder().encode(sortie.texte));
    expect(retour.lisible).toContain('Tout est déjà dans le planning. Rien ne changera.');
  });

  it('that cannot be read is refused with its reasons, and changes nothing', async () => {
    const faux = await send(ics(...event('a', 'RRULE:FREQ=YEARLY'), ...event('b', 'DTEND:x')));
    expect(faux.statut).toBe(422);
    expect(faux.lisible).toContain('Évènement 1 : Cette règle de répétition n’est pas prise en charge.');
    expect((await send(new TextEncoder().encode('%PDF-1.7'))).lisible).toContain(
      'n’est pas un calendrier lisible',
    );
    const rien = await send(new Uint8Array(), { lieuId: 'ailleurs', agentId: '' });
    for (const phrase of ['Choisissez un fichier', 'Choisissez un lieu', 'Choisissez qui tient'])
      expect(rien.lisible).toContain(phrase);
    const { op } = await marie.get('/planning/importer');
    const perdu = await marie.post('/planning/importer/confirmer', { op, brouillon: op });
    expect([perdu.statut, perdu.lisible.includes('Cet aperçu n’est plus là')]).toEqual([422, true]);
  });
});

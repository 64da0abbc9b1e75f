/** Files of past activity: everything that is wrong, nothing changed before the button, counted once, undone within a day. */
import { crc32, deflateRawSync } from 'node:zlib';
import { utils, write } from '@e965/xlsx';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { importation, importationFichier } from '../../db/schema-administration.ts';
import { compte, intervention, lieu, seance, seanceEvenement } from '../../db/schema.ts';
import { readFaits } from '../../domain/faits.ts';
import { Navigateur, ORIGINE, type Reponse } from '../../server/essai.fixture.ts';
import { openMonde, type Monde } from '../gestes.fixture.ts';

const octets = (texte: string): Uint8Array => new TextEncoder().encode(texte);
const SUIVI = 'Date;Nom;Durée;Thème;Lieu\n';

let monde: Monde;
let lieuId: string;
let nomLieu: string;
beforeAll(async () => {
  monde = await openMonde('vide');
  const [un] = await inOrg((tx) => tx.select().from(lieu));
  lieuId = un?.id ?? '';
  nomLieu = un?.nom ?? '';
}, 60_000);
afterAll(() => monde.essai.close());

const inOrg = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

const compteRangs = () =>
  inOrg(async (tx) => ({
    interventions: (await tx.select().from(intervention)).length,
    seances: (await tx.select().from(seance)).length,
    evenements: (await tx.select().from(seanceEvenement)).length,
  }));

const opOf = (page: Reponse, geste: string): string =>
  [...page.texte.matchAll(/<form[^>]*>.*?<\/form>/gs)]
    .filter(([formulaire]) => formulaire.includes(`/${geste}"`))
    .map(
      ([formulaire]) =>
        /[0-9a-f]{8}-[0-9a-f-]{27}(?=")/.exec(formulaire.slice(formulaire.indexOf('name="op"')))?.[0] ?? '',
    )[0] ?? '';

async function depose(
  fichier: Uint8Array,
  valeurs: Record<string, string> = {},
  nav = monde.nav,
): Promise<Reponse> {
  const { op } = await nav.get('/imports');
  return nav.postFichier('/imports', { op, nature: 'tableur', lieu: lieuId, ...valeurs }, 'fichier', fichier);
}

const COLONNES = { 'col-0': 'date', 'col-1': '', 'col-2': 'dureeMin', 'col-3': 'theme', 'col-4': 'lieu' };

/** From the file to its preview, waiting for the thread. */
async function apercu(
  fichier: Uint8Array,
  colonnes: Record<string, string> = COLONNES,
): Promise<Reponse & { id: string }> {
  const depot = await depose(fichier);
  const id = /imports\/([0-9a-f-]{36})/.exec(depot.vers ?? '')?.[1] ?? '';
  if (id === '') throw new Error(`refused: ${depot.statut} ${depot.lisible.slice(0, 300)}`);
  const page = await monde.nav.suit(depot);
  await monde.nav.post(`/imports/${id}/colonnes`, { op: page.op, ...colonnes });
  return { ...(await attend(id)), id };
}

async function attend(id: string): Promise<Reponse> {
  for (;;) {
    const page = await monde.nav.get(`/imports/${id}`);
    if (!page.lisible.includes('en train d’être')) return page;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function geste(id: string, nom: string): Promise<Reponse> {
  const page = await monde.nav.get(`/imports/${id}`);
  const reponse = await monde.nav.post(`/imports/${id}/${nom}`, { op: opOf(page, nom) });
  return reponse.statut === 303 ? attend(id) : reponse;
}

const BON = octets(
  `${SUIVI}03/11/2026;CANARINETTE Zénobie;30;Courriel;\n03/11/2026;PETIT;45;Courriel;\n04/11/2026;GRAND;1h15;Courriel;\n`,
);

describe('a sound file', { timeout: 30_000 }, () => {
  let id: string;

  it('is previewed, and changes nothing until it is confirmed', async () => {
    const avant = await compteRangs();
    const page = await apercu(BON);
    ({ id } = page);
    expect(page.lisible).toContain('Interventions à enregistrer 3');
    expect(page.lisible).toContain('Séances du passé 2, une par lieu et par jour');
    expect(await compteRangs()).toEqual(avant);
    expect(page.texte).not.toMatch(/CANARINETTE|Zénobie/);
  });

  it('is recorded once, however often the button is pressed, and counted once', async () => {
    const page = await monde.nav.get(`/imports/${id}`);
    const op = opOf(page, 'confirmer');
    const reponses = await Promise.all(
      Array.from({ length: 4 }, () => monde.nav.post(`/imports/${id}/confirmer`, { op })),
    );
    expect(new Set(reponses.map(({ statut }) => statut))).toEqual(new Set([303]));
    expect((await attend(id)).lisible).toContain('Elle s’annule pendant un jour.');
    expect(await compteRangs()).toEqual({ interventions: 3, seances: 2, evenements: 7 });
    const faits = await inOrg((tx) => readFaits(tx, monde.orgId));
    expect(faits.interventions.filter(({ annulee }) => annulee === null)).toHaveLength(3);
    const restes = await inOrg(async (tx) => ({
      fichiers: await tx.select().from(importationFichier),
      rapports: await tx.select().from(importation),
    }));
    expect(restes.fichiers).toEqual([]);
    expect(JSON.stringify(restes.rapports)).not.toMatch(/CANARINETTE|PETIT/);
  });

  it('brought again, adds nothing; its columns are remembered', async () => {
    const depot = await monde.nav.suit(await depose(BON));
    expect(depot.lisible).toContain('vos choix sont revenus');
    const page = await apercu(BON);
    expect(page.lisible).toContain('Aucune ligne de ce fichier ne peut être reprise');
    expect(page.lisible).toContain('Déjà reprises 3');
  });

  it('is undone within a day, may then be taken up again, and not undone a day later', async () => {
    const annulee = await geste(id, 'annuler');
    expect(annulee.lisible).toContain('Annulée');
    const faits = await inOrg((tx) => readFaits(tx, monde.orgId));
    expect(faits.interventions.filter(({ annulee: a }) => a === null)).toHaveLength(0);
    expect(faits.interventions.map(({ annulee: a }) => a?.motif)).toEqual(Array(3).fill('erreur_saisie'));
    const page = await apercu(BON);
    expect(page.lisible).toContain('Interventions à enregistrer 3');
    await geste(page.id, 'confirmer');
    const apres = await inOrg((tx) => readFaits(tx, monde.orgId));
    expect(apres.interventions.filter(({ annulee: a }) => a === null)).toHaveLength(3);
    monde.essai.avance(25 * 3_600_000);
    await monde.nav.connecte('pia@demo');
    const tard = await monde.nav.post(`/imports/${page.id}/annuler`, { op: page.op });
    expect([tard.statut, tard.lisible.includes('Un jour a passé')]).toEqual([422, true]);
  });

  it('is somebody’s: another writer, role or organisation meets the same 404 as an unknown id', async () => {
    const inconnu = await monde.nav.get('/imports/01900000-0000-7000-8000-000000000000');
    expect(inconnu.statut).toBe(404);
    const denise = new Navigateur(monde.essai.app);
    await denise.connecte('denise@demo');
    expect((await denise.get('/imports')).statut).toBe(403);
    const marie = new Navigateur(monde.essai.app);
    await marie.connecte('marie@demo');
    expect((await marie.get(`/imports/${id}`)).statut).toBe(200);
    await inOrg((tx) =>
      tx
        .update(compte)
        .set({ roles: ['ecrivain'] })
        .where(eq(compte.identifiant, 'denise@demo')),
    );
    const autre = await denise.get(`/imports/${id}`);
    expect(autre.statut).toBe(404);
    await inOrg((tx) =>
      tx
        .update(compte)
        .set({ roles: ['benevole'] })
        .where(eq(compte.identifiant, 'denise@demo')),
    );
  });
});

/** A workbook whose sheet inflates a thousand times: forty megabytes in forty kilobytes. */
function bombe(): Uint8Array {
  const clair = Buffer.alloc(40 * 1024 * 1024, 'y');
  const serre = deflateRawSync(clair, { level: 9 });
  const nom = Buffer.from('xl/worksheets/sheet1.xml');
  const commun = Buffer.alloc(26);
  commun.writeUInt16LE(20, 0);
  commun.writeUInt16LE(8, 4);
  commun.writeUInt32LE(crc32(clair), 10);
  commun.writeUInt32LE(serre.length, 14);
  commun.writeUInt32LE(clair.length, 18);
  commun.writeUInt16LE(nom.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), commun, nom, serre]);
  const central = Buffer.concat([
    Buffer.from('PK\u0001\u0002'),
    Buffer.from([20, 0]),
    commun,
    Buffer.alloc(14),
    nom,
  ]);
  const fin = Buffer.alloc(18);
  fin.writeUInt16LE(1, 4);
  fin.writeUInt16LE(1, 6);
  fin.writeUInt32LE(central.length, 8);
  fin.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\u0005\u0006'), fin]);
}

describe('defects', { timeout: 30_000 }, () => {
  const classeur = (rows: unknown[][], nom = 'Suivi'): Uint8Array => {
    const livre = utils.book_new();
    utils.book_append_sheet(livre, utils.aoa_to_sheet(rows), nom);
    return new Uint8Array(write(livre, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  };
  const TROIS = { 'col-0': 'date', 'col-1': 'dureeMin', 'col-2': 'theme' };

  it('of rows are all told with row and column, never a value', async () => {
    const page = await apercu(
      octets(
        `${SUIVI}31/02/2026;A;30;Courriel;\n2026-11-04;B;900;Courriel;\n45967;C;30;Macramé;\n05/11/2026;D;30;Courriel;${nomLieu}\n05/11/2026;D;30;Courriel;${nomLieu}\n06/11/2026;E;30;Courriel;Nulle-Part\n`,
      ),
    );
    expect(page.lisible).toContain('Interventions à enregistrer 1');
    for (const code of [
      'date_invalide',
      'duree_invalide',
      'code_inconnu',
      'ligne_en_double',
      'lieu_inconnu',
      'date_serie',
    ])
      expect(page.texte).toContain(code);
    expect(page.texte).not.toMatch(/Macramé|Nulle-Part/);
    const csv = await monde.nav.get(`/imports/${page.id}/defauts.csv`);
    expect(csv.texte).toContain('7;E;lieu;erreur;lieu_inconnu');
  });

  it('of encodings, formulas and sheets are told too', async () => {
    const latin = Uint8Array.from(
      Buffer.from('Date;Nom;Durée;Thème;Lieu\n03/11/2026;Zoé;30;Courriel;\n', 'latin1'),
    );
    expect((await apercu(latin)).texte).toContain('encodage_windows_1252');
    const feuille = utils.aoa_to_sheet([
      ['Date', 'Durée', 'Thème'],
      ['07/11/2026', 30, 'Courriel'],
    ]);
    feuille.B2 = { t: 'n', f: '15*2', v: 30 };
    const livre = utils.book_new();
    utils.book_append_sheet(livre, feuille, 'Suivi');
    const formule = new Uint8Array(write(livre, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
    expect((await apercu(formule, TROIS)).texte).toContain('>formule<');
    const coop = await depose(classeur([['Rien'], ['du tout']]), { nature: 'coop' });
    const page = await attend(/imports\/([0-9a-f-]{36})/.exec(coop.vers ?? '')?.[1] ?? '');
    expect([page.texte.includes('entete_absente'), page.lisible.includes('Rien n’a changé')]).toEqual([
      true,
      true,
    ]);
  });

  it('of the file itself are refused clearly: empty, no spreadsheet, a bomb, too big', async () => {
    const vide = await depose(new Uint8Array());
    expect([vide.statut, vide.lisible.includes('Choisissez un fichier')]).toEqual([422, true]);
    const image = await depose(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0]));
    expect([image.statut, image.lisible.includes('n’est pas un tableur lisible')]).toEqual([422, true]);
    const eclate = await depose(bombe());
    expect([eclate.statut, eclate.lisible.includes('n’est pas un tableur lisible')]).toEqual([422, true]);
    const gros = await monde.essai.app.request(`${ORIGINE}/imports`, {
      method: 'POST',
      headers: {
        origin: ORIGINE,
        cookie: monde.nav.cookie,
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': String(30 * 1024 * 1024),
      },
      body: 'x',
    });
    expect([gros.status, (await gros.text()).includes('dépasse 20')]).toEqual([413, true]);
  });

  it('of the mapping are told on their column, choices kept', async () => {
    const page = await monde.nav.suit(await depose(BON));
    const chemin = `/imports/${/imports\/([0-9a-f-]{36})/.exec(page.texte)?.[1] ?? ''}/colonnes`;
    const sans = await monde.nav.post(chemin, { op: page.op, 'col-0': 'theme', 'col-3': 'theme' });
    expect(sans.statut).toBe(422);
    expect(sans.lisible).toContain('Aucune colonne ne donne la date.');
    expect(sans.lisible).toContain('Deux colonnes remplissent la même information.');
    expect(sans.lisible).toContain('semblent nommer quelqu’un');
  });
});

describe('a hundred thousand rows', () => {
  it('are read beside the server, which answers meanwhile', { timeout: 120_000 }, async () => {
    const lignes = Array.from(
      { length: 100_000 },
      (_, rang) =>
        `${String((rang % 28) + 1).padStart(2, '0')}/10/2026;N;${(rang % 90) + 1};${rang % 10 === 0 ? 'Inconnu' : 'Courriel'};`,
    );
    const livre = utils.book_new();
    utils.book_append_sheet(
      livre,
      utils.aoa_to_sheet([SUIVI.trim().split(';'), ...lignes.map((ligne) => ligne.split(';'))], {
        dense: true,
      }),
      'Suivi',
    );
    const fichier = new Uint8Array(
      write(livre, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer,
    );
    const debut = performance.now();
    let pire = 0;
    let reponses = 0;
    const etat = { fini: false };
    const sonde = (async () => {
      while (!etat.fini) {
        const avant = performance.now();
        const sante = await monde.essai.app.request(`${ORIGINE}/sante`);
        if (sante.status !== 200) throw new Error('not alive');
        await new Promise((resolve) => setTimeout(resolve, 20));
        pire = Math.max(pire, performance.now() - avant - 20);
        reponses += 1;
      }
    })();
    const page = await apercu(fichier);
    etat.fini = true;
    await sonde;
    const duree = performance.now() - debut;
    expect(page.lisible).toContain('Lignes du fichier 100 000');
    expect(page.lisible).toContain('Lignes refusées 10 000');
    expect(page.texte.length).toBeLessThan(32_768);
    expect(reponses).toBeGreaterThan(20);
    // The longest silence is a small part of the work: the thread had it.
    expect(pire).toBeLessThan(duree / 3);
  });
});

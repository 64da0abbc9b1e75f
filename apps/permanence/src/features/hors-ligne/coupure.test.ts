/** An entry whose sending was cut: the server knows of it what the device cannot, and takes it as the form would have been. */
import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { compte, intervention, seance } from '../../db/schema.ts';
import { dropBrouillon, keepBrouillon } from '../../domain/brouillons.ts';
import { addPassage, findPassage } from '../../domain/passages.ts';
import { civilDate, newOp, type Visiteur } from '../../server/contexte.ts';
import { cache, Navigateur, ORIGINE } from '../../server/essai.fixture.ts';
import { FICHE } from '../accueil/fiche.ts';
import { A_LA_PLACE, openMonde, ouvre, signe, SIMPLE, type Monde } from '../gestes.fixture.ts';

let monde: Monde;
let compteId: string;
let seanceId: string;
const NOUVELLE = { prenom: 'Zénobie', nom: 'Coupurette', anneeNaissance: '1951' };

beforeAll(async () => {
  monde = await openMonde('vide');
  await ouvre(monde);
  const trousse = JSON.parse((await monde.nav.get('/hors-connexion/trousse')).texte) as {
    compte: { id: string };
    seance: { id: string };
  };
  compteId = trousse.compte.id;
  seanceId = trousse.seance.id;
}, 120_000);
afterAll(() => monde.essai.close());

const inOrg = <T>(travail: Parameters<typeof asOrg<T>>[3]): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

interface Reponse {
  statut: number;
  corps: {
    etat: string;
    phrase?: string;
    motifs?: { code: string; phrase: string }[];
    champs?: { champ: string; ici: string; choix: { code: string; libelle: string }[] }[];
  };
}

/** Sends an entry as a device does, in the name of who typed it. */
async function send(
  op: string,
  payload: Record<string, string | string[]>,
  plus: { choix?: Record<string, string>; nav?: Navigateur; compte?: string } = {},
): Promise<Reponse> {
  const { nav = monde.nav, compte: sien = compteId, choix } = plus;
  const reponse = await monde.essai.app.request(`${ORIGINE}/api/operations`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: ORIGINE,
      'sec-fetch-site': 'same-origin',
      cookie: nav.cookie,
    },
    body: JSON.stringify({
      op,
      type: 'intervention.enregistrer',
      at: monde.essai.services.clock().toISOString(),
      seq: 1,
      compte: sien,
      payload,
      ...(choix === undefined ? {} : { resolution: { choix } }),
    }),
  });
  return { statut: reponse.status, corps: (await reponse.json()) as Reponse['corps'] };
}

const rowOf = async (op: string) => {
  const [row] = await inOrg((tx) => tx.select().from(intervention).where(eq(intervention.id, op)));
  return {
    seanceId: row?.seanceId,
    donnees: row?.donnees as
      | {
          personne: { nature: string; id?: string; profil: Record<string, string> };
          actes: { mandatId?: string; relecture?: { accord: string } }[];
        }
      | undefined,
  };
};
const freshOp = async (): Promise<string> => (await monde.nav.get('/accueil')).op;

/** What the page of a draft says of it to the device: ids, nothing of anybody. */
const horsPage = async (op: string): Promise<Record<string, string>> => {
  const page = await monde.nav.get(`/accueil?fiche=${op}`);
  return Object.fromEntries(
    ['gardee', 'seance', 'couvertes', 'relue']
      .map((nom) => [nom, cache(page, nom)])
      .filter(([, lu]) => lu !== ''),
  ) as Record<string, string>;
};

describe('an entry of which the server keeps the draft', () => {
  it('keeps her file, her mandate and what was read back, though the device sends its answers alone', async () => {
    const page = await monde.nav.get('/accueil');
    const { mandatId, signature } = await signe(monde, page, {
      forme: 'nom_ecrit',
      nomEcrit: 'Zénobie Canarinette',
    });
    expect(signature.statut).toBe(303);
    const relecture = await monde.nav.suit(
      await monde.nav.post('/accueil', { op: page.op, ...A_LA_PLACE, etape: 'relecture' }),
    );
    const notee = await monde.nav.post(`/relecture/${page.op}`, {
      op: relecture.op,
      etape: 'relire',
      accord: 'oui',
      moyen: 'voix_haute',
      recepisse: 'non',
    });
    expect(notee.statut).toBe(303);
    const dit = await horsPage(page.op);
    expect(dit).toMatchObject({ gardee: 'oui', relue: 'rsa' });
    expect(dit.couvertes).toBe('rsa:consulter:saisir:deposer');
    expect((await send(page.op, { ...A_LA_PLACE, ...dit })).statut).toBe(200);
    const { donnees } = await rowOf(page.op);
    expect(donnees?.personne.nature).toBe('suivie');
    expect(donnees?.actes[0]).toMatchObject({ mandatId, relecture: { accord: 'oui' } });
    // The very same one again, and the form itself, whose answer was lost: nothing more.
    expect((await send(page.op, { ...A_LA_PLACE, ...dit })).statut).toBe(200);
  });

  it('asks, when the draft is gone, rather than losing whose entry it is', async () => {
    const page = await monde.nav.get('/accueil');
    await signe(monde, page, { forme: 'nom_ecrit', nomEcrit: 'Zénobie Canarinette' });
    await inOrg((tx) => dropBrouillon(tx, { orgId: monde.orgId, compteId } as Visiteur, page.op));
    const envoi = { ...SIMPLE, gardee: 'oui', seance: seanceId };
    const { statut, corps } = await send(page.op, envoi);
    expect([statut, corps.etat]).toEqual([409, 'conflit']);
    expect(corps.champs).toMatchObject([{ champ: 'dossier', choix: [{ code: 'sans' }] }]);
    expect((await rowOf(page.op)).donnees).toBeUndefined();
    expect((await send(page.op, envoi, { choix: { dossier: 'sans' } })).statut).toBe(200);
    expect((await rowOf(page.op)).donnees?.personne.nature).toBe('anonyme');
  });
});

describe('a person named in an entry that was cut', () => {
  it('is created with it, once, and what the form recorded before its answer was lost is no conflict', async () => {
    const op = await freshOp();
    const envoi = { ...SIMPLE, trancheAge: '', seance: seanceId, ...NOUVELLE };
    const reponses = await Promise.all([1, 2, 3].map(() => send(op, envoi)));
    expect(reponses.map(({ statut }) => statut)).toEqual([200, 200, 200]);
    const { donnees } = await rowOf(op);
    expect(donnees?.personne).toMatchObject({ nature: 'suivie', profil: { trancheAge: '75_plus' } });
    const enLigne = await freshOp();
    const forme = { op: enLigne, ...SIMPLE, trancheAge: '', ...NOUVELLE, quiEst: donnees?.personne.id ?? '' };
    expect((await monde.nav.post('/accueil', forme)).statut).toBe(303);
    expect((await send(enLigne, { ...envoi, quiEst: forme.quiEst })).corps.etat).toBe('enregistree');
  });

  it('is told apart from who bears her name: the writer says which, on the device', async () => {
    const [meme, autre] = [await freshOp(), await freshOp()];
    const envoi = { ...SIMPLE, seance: seanceId, ...NOUVELLE };
    const { statut, corps } = await send(meme, envoi);
    expect(statut).toBe(409);
    const [champ] = corps.champs ?? [];
    expect(champ?.champ).toBe('quiEst');
    expect(champ?.choix.map(({ code }) => code).at(-1)).toBe('autre');
    expect(JSON.stringify(corps)).not.toContain('Coupurette');
    expect((await rowOf(meme)).donnees).toBeUndefined();
    const connue = champ?.choix[0]?.code ?? '';
    expect((await send(meme, envoi, { choix: { quiEst: connue } })).statut).toBe(200);
    expect((await send(autre, envoi, { choix: { quiEst: 'autre' } })).statut).toBe(200);
    expect((await rowOf(meme)).donnees?.personne.id).toBe(connue);
    expect((await rowOf(autre)).donnees?.personne.id).not.toBe(connue);
  });

  it('is named whole or not at all, and by who may: the reason comes back, never the name', async () => {
    const op = await freshOp();
    const refus = await send(op, { ...SIMPLE, seance: seanceId, nom: 'Coupurette' });
    expect(refus.statut).toBe(422);
    expect(refus.corps.motifs?.map(({ phrase }) => phrase)).toContain('Écrivez le prénom.');
    const denise = new Navigateur(monde.essai.app);
    await denise.connecte('denise@demo');
    const [row] = await inOrg((tx) =>
      tx
        .select()
        .from(compte)
        .where(and(eq(compte.orgId, monde.orgId), eq(compte.identifiant, 'denise@demo'))),
    );
    const interdit = await send(
      await freshOp(),
      { ...SIMPLE, seance: '', ...NOUVELLE },
      {
        nav: denise,
        compte: row?.id ?? '',
      },
    );
    expect([interdit.statut, interdit.corps.motifs?.[0]?.code]).toEqual([422, 'personne_interdite']);
    expect(JSON.stringify([refus, interdit]) + monde.essai.lignes.join('\n')).not.toContain('Coupurette');
  });
});

describe('the day after', () => {
  it('receives whom the queue announced, and never stops for who left the queue', async () => {
    const { services } = monde.essai;
    const [ici] = await inOrg((tx) => tx.select().from(seance).where(eq(seance.id, seanceId)));
    const { lieuId = '', date = '' } = ici ?? {};
    const passage = await inOrg((tx) => addPassage(tx, services, monde, { lieuId, date, langue: 'ar' }));
    monde.essai.avance(24 * 3_600_000);
    await monde.nav.connecte('pia@demo');
    expect(civilDate(services.clock(), 'Europe/Paris')).not.toBe(date);
    const op = newOp(services);
    expect((await send(op, { ...SIMPLE, seance: seanceId, passage })).statut).toBe(200);
    expect((await rowOf(op)).donnees?.personne.profil.langueLecture).toBe('autre_langue');
    expect(await inOrg(async (tx) => (await findPassage(tx, monde.orgId, passage))?.etat)).toBe('recu');
    const perdu = '01890000-0000-7000-8000-000000000000';
    expect((await send(newOp(services), { ...SIMPLE, seance: seanceId, passage: perdu })).statut).toBe(200);
  });

  it('takes a row of the paper of the day before to its séance, not to that of today', async () => {
    await ouvre(monde);
    const op = newOp(monde.essai.services);
    const contenu = { valeurs: {}, seanceId };
    await inOrg((tx) =>
      keepBrouillon(
        tx,
        monde.essai.services,
        { orgId: monde.orgId, compteId },
        { id: op, nature: FICHE, contenu },
      ),
    );
    expect((await horsPage(op)).seance).toBe(seanceId);
    const ouverte = cache(await monde.nav.get('/feuille'), 'seance');
    expect([ouverte === '', ouverte === seanceId]).toEqual([false, false]);
    expect((await send(op, { ...SIMPLE, gardee: 'oui', seance: ouverte })).statut).toBe(200);
    expect((await rowOf(op)).seanceId).toBe(seanceId);
  });
});

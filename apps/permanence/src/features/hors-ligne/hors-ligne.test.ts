import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../../db/asOrg.ts';
import { compte, intervention, operation, seance } from '../../db/schema.ts';
import { reception } from '../../db/schema-hors-ligne.ts';
import { newOp } from '../../server/contexte.ts';
import { openMonde, ouvre } from '../gestes.fixture.ts';
import { Navigateur, ORIGINE, type Essai } from '../../server/essai.fixture.ts';

let essai: Essai;
let pia: Navigateur;
let ici: { orgId: string; compteId: string; seanceId: string };

const SANS_RESEAU = { demarche: 'carte-grise-changement-adresse', mode: 'informer', issue: 'finalisee' };

beforeAll(async () => {
  const monde = await openMonde();
  ({ essai, nav: pia } = monde);
  await ouvre(monde);
  const trousse = JSON.parse((await pia.get('/hors-connexion/trousse')).texte) as {
    compte: { id: string };
    structure: { id: string };
    seance: { id: string };
    favoris: string[];
  };
  ici = { orgId: trousse.structure.id, compteId: trousse.compte.id, seanceId: trousse.seance.id };
  SANS_RESEAU.demarche = trousse.favoris[0] ?? '';
}, 120_000);
afterAll(() => essai.close());

type Envoi = Partial<{
  op: string;
  at: string;
  compte: string;
  type: string;
  payload: object;
  resolution: object;
}>;

/** Sends one operation as a device does. */
async function send(
  envoi: Envoi = {},
  navigateur = pia,
): Promise<{ statut: number; corps: Record<string, unknown> }> {
  const { payload, ...reste } = envoi;
  const reponse = await essai.app.request(`${ORIGINE}/api/operations`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: ORIGINE,
      'sec-fetch-site': 'same-origin',
      cookie: navigateur.cookie,
    },
    body: JSON.stringify({
      op: newOp(essai.services),
      type: 'intervention.enregistrer',
      at: essai.services.clock().toISOString(),
      seq: 1,
      compte: ici.compteId,
      payload: { seance: ici.seanceId, ...SANS_RESEAU, ...payload },
      ...reste,
    }),
  });
  return { statut: reponse.status, corps: (await reponse.json()) as Record<string, unknown> };
}

const rowsOf = (op: string) =>
  asOrg(essai.services.client.db, ici.orgId, 'essai', (tx) =>
    tx
      .select()
      .from(intervention)
      .where(and(eq(intervention.orgId, ici.orgId), eq(intervention.id, op))),
  );

interface Conflit {
  version: number;
  champs: { champ: string; ici: string; serveur: string; choix: { code: string }[] }[];
}

describe('an operation that waited', () => {
  it('is recorded once out of fifty identical sendings at the same time, and answered the same to all', async () => {
    const op = newOp(essai.services);
    const at = essai.services.clock().toISOString();
    const reponses = await Promise.all(Array.from({ length: 50 }, () => send({ op, at })));
    expect(new Set(reponses.map(({ statut }) => statut))).toEqual(new Set([200]));
    expect(new Set(reponses.map(({ corps }) => corps.etat))).toEqual(new Set(['enregistree']));
    expect(await rowsOf(op)).toHaveLength(1);
    const recues = await asOrg(essai.services.client.db, ici.orgId, 'essai', (tx) =>
      tx.select().from(reception).where(eq(reception.op, op)),
    );
    expect(recues.map(({ faiteLe }) => new Date(faiteLe).toISOString())).toEqual([at]);
  });

  it('is kept by the device until its account signs in', async () => {
    expect(await send({}, new Navigateur(essai.app))).toEqual({ statut: 401, corps: { etat: 'connexion' } });
    const marc = new Navigateur(essai.app);
    await marc.connecte('marc@demo');
    expect(await send({}, marc)).toEqual({ statut: 403, corps: { etat: 'autre_compte' } });
  });

  it('is refused with its reasons, never with a 500, and may be sent again once mended', async () => {
    const op = newOp(essai.services);
    const refus = await send({ op, payload: { mode: 'n’importe' } });
    expect(refus.statut).toBe(422);
    expect(refus.corps.motifs).not.toEqual([]);
    for (const abime of [
      { type: 'autre' },
      { op: 'x' },
      { at: 'hier' },
      { payload: { a: 'x'.repeat(100_000) } },
    ])
      expect((await send(abime)).statut).toBe(422);
    expect((await send({ op })).statut).toBe(200);
  });

  it('tells a clock that is wrong by more than five minutes, and records all the same', async () => {
    const loin = new Date(essai.services.clock().getTime() + 3_600_000).toISOString();
    expect((await send({ at: loin })).corps).toMatchObject({ etat: 'enregistree', ecartMin: 60 });
  });

  it('of a mandate signed « tomorrow » names the clock of the device, and writes nothing', async () => {
    const mandat = {
      type: 'mandat.signer',
      payload: {
        ...{ demarche: 'rsa', 'actes.rsa': ['consulter'], duree: 'mois:6', capacite: 'aucune_mesure' },
        ...{ prenom: 'Zénobie', nom: 'Canarinette', anneeNaissance: '1951', langue: 'fr' },
        texte: 'les dates d’un autre jour',
      },
    };
    const op = newOp(essai.services);
    const demain = new Date(essai.services.clock().getTime() + 86_400_000).toISOString();
    expect(await send({ ...mandat, op, at: demain })).toMatchObject({
      statut: 422,
      corps: { motifs: [{ code: 'horloge_en_avance' }] },
    });
    expect(await send({ ...mandat, op })).toMatchObject({
      statut: 422,
      corps: { motifs: [{ code: 'texte_different' }] },
    });
    const operations = await asOrg(essai.services.client.db, ici.orgId, 'essai', (tx) =>
      tx.select().from(operation).where(eq(operation.op, op)),
    );
    expect(operations).toEqual([]);
  });

  it('counts somebody who could not be received', async () => {
    const op = newOp(essai.services);
    const demande = { op, type: 'demande.noter', payload: { motif: 'inconnu' } };
    expect(await send(demande)).toMatchObject({ statut: 422, corps: { motifs: [{ code: 'code_inconnu' }] } });
    const motif = LISTES.motifRefus[0].code;
    const bonne = { ...demande, op: newOp(essai.services), payload: { motif } };
    expect((await send(bonne)).statut).toBe(200);
    expect((await send(bonne)).statut).toBe(200);
  });
});

describe('a conflict', () => {
  it('of two contents is shown field by field, and each field is settled as the writer says', async () => {
    const op = newOp(essai.services);
    expect((await send({ op, payload: { trancheAge: '25_39', dureeMin: '10' } })).statut).toBe(200);
    const autre = { op, payload: { mode: 'faire_avec', dureeMin: '25', trancheAge: '25_39' } };
    const { statut, corps } = await send(autre);
    expect(statut).toBe(409);
    const { champs, version } = corps as unknown as Conflit;
    expect(champs.map(({ champ }) => champ)).toEqual(['mode', 'dureeMin']);
    expect(champs[1]).toMatchObject({ ici: '25\u00a0min', serveur: '10\u00a0min' });
    // Half an answer is no answer.
    expect((await send({ ...autre, resolution: { version, choix: { mode: 'ici' } } })).statut).toBe(409);
    const choix = { mode: 'serveur', dureeMin: 'ici' };
    expect((await send({ ...autre, resolution: { version, choix } })).statut).toBe(200);
    const [row] = await rowsOf(op);
    expect(row?.donnees).toMatchObject({ version: 2, dureeMin: 25, actes: [{ mode: 'informer' }] });
    // Chosen on an older version: asked again.
    expect(
      (await send({ ...autre, resolution: { version, choix: { mode: 'ici', dureeMin: 'ici' } } })).statut,
    ).toBe(409);
  });

  it('of a closed permanence asks where the entry goes, and may open another one there', async () => {
    const jour = await pia.get('/');
    await pia.post('/seance', { op: jour.op, etape: 'clore' });
    const op = newOp(essai.services);
    const { statut, corps } = await send({ op });
    expect(statut).toBe(409);
    const { champs } = corps as unknown as Conflit;
    expect(champs).toMatchObject([{ champ: 'seance', choix: [{ code: 'nouvelle' }] }]);
    expect(champs[0]?.serveur).toMatch(/^Fermée à/);
    const resolution = { choix: { seance: 'nouvelle' } };
    const faites = await Promise.all([send({ op, resolution }), send({ op, resolution })]);
    expect(faites.some(({ statut: fait }) => fait === 200)).toBe(true);
    expect((await send({ op, resolution })).statut).toBe(200);
    expect(await rowsOf(op)).toHaveLength(1);
    const ouvertes = await asOrg(essai.services.client.db, ici.orgId, 'essai', (tx) =>
      tx
        .select()
        .from(seance)
        .where(and(eq(seance.orgId, ici.orgId), eq(seance.agentId, ici.compteId), sql`close_a is null`)),
    );
    expect(ouvertes).toHaveLength(1);
  });
});

describe('what a device may keep', () => {
  it('is public and nobody’s: no account, no structure, no key of an operation', async () => {
    const manifeste = JSON.parse((await pia.get('/hors-ligne/manifeste.json')).texte) as {
      adresses: string[];
    };
    const noms = await asOrg(essai.services.client.db, ici.orgId, 'essai', (tx) => tx.select().from(compte));
    const pages = manifeste.adresses.filter((adresse) => adresse.startsWith('/hors-ligne'));
    expect(pages.length).toBeGreaterThan(20);
    for (const adresse of pages) {
      const { statut, texte, entetes } = await pia.get(adresse);
      expect(statut, adresse).toBe(200);
      expect(entetes.get('cache-control'), adresse).not.toContain('no-store');
      for (const { nom, id } of noms) {
        expect(texte.includes(nom), adresse).toBe(false);
        expect(texte.includes(id), adresse).toBe(false);
      }
    }
  }, 60_000);

  it('is asked for only by who works: the kit and the pages of an account are never kept', async () => {
    for (const adresse of ['/hors-connexion', '/hors-connexion/trousse']) {
      expect((await pia.get(adresse)).entetes.get('cache-control')).toBe('no-store');
      expect((await new Navigateur(essai.app).get(adresse)).statut).toBe(303);
    }
  });

  it('leaves the operation where it was first sent: the same id never serves another type', async () => {
    const op = newOp(essai.services);
    expect((await send({ op, payload: { seance: '' } })).statut).toBe(200);
    expect((await send({ op, type: 'demande.noter', payload: { seance: '', motif: 'x' } })).statut).toBe(422);
    const rows = await asOrg(essai.services.client.db, ici.orgId, 'essai', (tx) =>
      tx.select().from(operation).where(eq(operation.op, op)),
    );
    expect(rows).toHaveLength(1);
  });
});

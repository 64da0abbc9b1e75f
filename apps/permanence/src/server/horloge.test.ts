/** The clock of the server jumps by a day or a year: what ends, what goes on, what is refused, in which words. */
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asOrg } from '../db/asOrg.ts';
import { certificat } from '../db/schema-personnes.ts';
import { mandat } from '../db/schema.ts';
import { REGISTRES, verifyRegistre } from '../domain/audit.ts';
import { count, openMonde, ouvre, signe, SIMPLE, type Monde } from '../features/gestes.fixture.ts';
import { findCommande } from './commandes.ts';
import { civilDate, newOp } from './contexte.ts';
import { Navigateur } from './essai.fixture.ts';
import { isWithin } from './horloge.ts';

const JOUR = 86_400_000;
let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('demo');
  await ouvre(monde);
}, 60_000);
afterAll(() => monde.essai.close());

const verify = ({ essai, orgId }: Monde = monde) =>
  asOrg(essai.services.client.db, orgId, 'essai', async (tx) => {
    const rangs: (number | null)[] = [];
    for (const un of REGISTRES)
      rangs.push((await verifyRegistre(tx, essai.services, { orgId, zone: 'Europe/Paris' }, un, null)).rang);
    return rangs;
  });
const run = async (...argv: string[]): Promise<string> => {
  const trouvee = findCommande(argv);
  if (trouvee === null) throw new Error('no such command');
  return (await trouvee.commande.run(monde.essai.services, trouvee.args)).join('\n');
};
const certificats = () =>
  asOrg(
    monde.essai.services.client.db,
    monde.orgId,
    'essai',
    async (tx) => (await tx.select().from(certificat).where(eq(certificat.orgId, monde.orgId))).length,
  );

describe('isWithin', () => {
  it.each([
    [0, true],
    [1000, true],
    [1001, false],
    [-300_000, true],
    [-300_001, false],
  ])('after %i ms of 1 000: %s', (age, dedans) => {
    expect(isWithin(Date.parse('2026-11-23T09:00:00.000Z') + age, '2026-11-23T09:00:00.000Z', 1000)).toBe(
      dedans,
    );
  });
});

describe('a day ahead, then put right', () => {
  it('ends the sessions and keeps the form; put right, they go on; an operation still acts once', async () => {
    const { essai, nav } = monde;
    const fiche = await nav.get('/accueil');
    const envoi = { op: fiche.op, ...SIMPLE };
    const cookie = nav.cookie;
    essai.avance(JOUR);
    const dehors = await nav.post('/accueil', envoi);
    expect(dehors.statut).toBe(401);
    expect(dehors.lisible).toContain('vos réponses sont gardées');
    expect((await count(monde, fiche.op)).interventions, 'nothing half-written').toBe(0);
    essai.avance(-JOUR);
    nav.cookie = cookie;
    expect((await nav.post('/accueil', envoi)).statut).toBe(303);
    expect((await nav.post('/accueil', envoi)).statut).toBe(303);
    expect(await count(monde, fiche.op)).toEqual({ interventions: 1, operations: 1 });
    expect(await verify()).toEqual([null, null]);
  });
});

describe('a day back', () => {
  it('keeps no session alive for a day more: it asks to sign in again', async () => {
    const { essai, nav } = monde;
    essai.avance(-JOUR);
    expect((await nav.get('/')).vers).toBe('/connexion');
    const frais = new Navigateur(essai.app);
    await frais.connecte('pia@demo');
    expect((await frais.get('/')).statut).toBe(200);
    essai.avance(JOUR);
  });

  it('tolerates the minutes by which two machines differ', async () => {
    const { essai } = monde;
    const admin = new Navigateur(essai.app);
    essai.avance(4 * 60_000);
    await admin.connecte('admin@demo');
    essai.avance(-4 * 60_000);
    // Within the tolerance between two machines, the session is known and fresh.
    expect((await admin.get('/administration')).statut).toBe(200);
  });
});

/** What a server whose clock is behind a mandate says of it: it is kept, and read once the hour is right. */
const EN_RETARD = 'L’horloge du serveur est en retard sur ce mandat';

describe.each([1, -1, 365, -365])('a mandate, the clock off by %i days', (jours) => {
  let ici: Monde;
  beforeEach(async () => {
    ici = await openMonde('vide');
  });
  afterEach(() => ici.essai.close());
  const enter = async (): Promise<void> => {
    await ici.nav.connecte('pia@demo');
    await ouvre(ici);
  };
  const signeUn = async (): Promise<string> => {
    const { mandatId, signature } = await signe(ici, await ici.nav.get('/accueil'), {
      forme: 'signature_papier',
    });
    expect(signature.statut).toBe(303);
    return mandatId;
  };
  const stop = async (mandatId: string): Promise<[number, boolean]> => {
    const page = await ici.nav.get(`/mandat/${mandatId}`);
    const reponse = await ici.nav.post(`/mandat/${mandatId}/revoquer`, {
      op: page.op === '' ? newOp(ici.essai.services) : page.op,
      demandePar: 'mandant',
      canal: 'presence',
    });
    return [reponse.statut, reponse.lisible.includes(EN_RETARD)];
  };
  const mandats = () =>
    asOrg(
      ici.essai.services.client.db,
      ici.orgId,
      'essai',
      async (tx) => (await tx.select().from(mandat)).length,
    );
  const hold = async () => {
    expect(await verify(ici)).toEqual([null, null]);
    expect(ici.essai.lignes.filter((ligne) => ligne.includes('"level":"error"'))).toEqual([]);
  };

  it('signed at the right hour: stopped at a later one; at an earlier one, said to be kept, and stopped once the hour is right', async () => {
    await enter();
    const mandatId = await signeUn();
    ici.essai.avance(jours * JOUR);
    await enter();
    const stopped = await stop(mandatId);
    // After its six months there is nothing left to stop.
    expect(stopped).toEqual(
      { '1': [303, false], '-1': [409, true], '365': [422, false], '-365': [409, true] }[jours],
    );
    ici.essai.avance(-jours * JOUR);
    await enter();
    if (stopped[0] === 409) expect(await stop(mandatId)).toEqual([303, false]);
    await hold();
  });

  it('signed at the wrong hour: once the clock is right, read and stopped, or said to be kept', async () => {
    ici.essai.avance(jours * JOUR);
    await enter();
    if (jours === -365) {
      // Before the charter of the account: it is told at the first step, and nothing is prepared.
      const refus = signeUn();
      await expect(refus).rejects.toThrow('no redirection: 422');
      await expect(refus).rejects.toThrow('Qui donne le mandat');
      expect(await mandats()).toBe(0);
      ici.essai.avance(-jours * JOUR);
      return;
    }
    const mandatId = await signeUn();
    ici.essai.avance(-jours * JOUR);
    await enter();
    expect(await stop(mandatId)).toEqual({ '1': [409, true], '-1': [303, false], '365': [409, true] }[jours]);
    await hold();
  });
});

describe('what watches', () => {
  it('says on /sante how far the clock is from that of the database, and nothing when it is right', async () => {
    const { essai } = monde;
    const read = async (): Promise<unknown> => (await essai.app.request('/sante')).json();
    expect(await read()).toEqual({ etat: 'ok' });
    essai.avance(JOUR);
    expect(await read()).toMatchObject({ etat: 'ok', horloge: 'a_regler' });
    essai.avance(-2 * JOUR);
    expect(((await read()) as { ecart: number }).ecart).toBeLessThan(-86_000);
    essai.avance(JOUR);
  });

  it.each([365, 1, -1])(
    'ends nothing by the rules of retention with a clock off by %i days, and says why',
    async (jours) => {
      const { essai, orgId } = monde;
      essai.avance(jours * JOUR);
      await expect(run('conservation', '--structure', orgId, '--executer')).rejects.toThrow(
        /horloge du serveur.*Rien n’a été effacé/s,
      );
      await expect(
        run('conservation', '--structure', orgId, '--executer', '--date', '2020-01-01'),
      ).rejects.toThrow('Rien n’a été effacé');
      expect(await run('conservation', '--structure', orgId), 'a dry run is harmless').toContain(
        'Essai à blanc',
      );
      expect(await certificats()).toBe(0);
      essai.avance(-jours * JOUR);
    },
  );

  it('ends what must end with a clock that is right, or once somebody says the day', async () => {
    const { essai, orgId } = monde;
    essai.avance(JOUR);
    const jour = civilDate(essai.services.clock(), 'Europe/Paris');
    expect(await run('conservation', '--structure', orgId, '--executer', '--date', jour)).toContain(
      'Certificat',
    );
    essai.avance(-JOUR);
  });
});

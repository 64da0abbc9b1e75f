/** The suivis that the screens read: made with the interventions, and made again from the events alone. */
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { suivi } from '../db/schema-suivis.ts';
import { intervention } from '../db/schema.ts';
import { openMonde, ouvre, SIMPLE, type Monde } from '../features/gestes.fixture.ts';
import { agit } from '../features/mandat/apres.fixture.ts';
import type { Visiteur } from '../server/contexte.ts';
import { rebuildSuivis } from './projection-suivis.ts';
import {
  countRelances,
  findFil,
  listOublies,
  listRelancesDues,
  listSuivisOf,
  recordGeste,
} from './suivis.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('vide');
  await ouvre(monde);
}, 60_000);
afterAll(() => monde.essai.close());

const inBase = <T>(travail: (tx: Tx) => Promise<T>): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);
const toutes = () => inBase((tx) => tx.select().from(suivi).orderBy(asc(suivi.id)));
const pia = (): Visiteur =>
  ({
    orgId: monde.orgId,
    zone: 'Europe/Paris',
    compteId: 'agent-essai',
    roles: ['ecrivain'],
  }) as unknown as Visiteur;

async function enregistre(valeurs: Record<string, string>): Promise<string> {
  const { op } = await monde.nav.get('/accueil');
  const reponse = await monde.nav.post('/accueil', { op, ...SIMPLE, ...valeurs });
  expect(reponse.statut).toBe(303);
  return op;
}

describe('a visit without a name', () => {
  it('leaves its next step on the due list, and nothing when there is none', async () => {
    await enregistre({ issue: 'finalisee' });
    expect(await toutes()).toEqual([]);
    const op = await enregistre({ issue: 'en_attente_reponse', relanceLe: '2031-01-15' });
    const [une] = await toutes();
    expect(une).toMatchObject({
      personneId: null,
      demarcheId: 'ameli-attestation',
      prochaineLe: '2031-01-15',
    });
    expect(une?.donnees).toMatchObject({ personne: op, interventionIds: [op] });
  });

  it('is closed with its last relance: nobody can be called back', async () => {
    const fil = await inBase(async (tx) => {
      const [une] = await tx.select().from(suivi);
      const avant = await findFil(tx, monde.orgId, une?.id ?? '');
      if (avant === null) throw new Error('no suivi');
      const relanceId = avant.suivi.relances[0]?.id ?? '';
      return recordGeste(tx, monde.essai.services, pia(), avant, {
        type: 'RelanceTraitee',
        donnees: { relanceId, etat: 'faite' },
      });
    });
    expect(fil.suivi).toMatchObject({ aboutissement: 'inconnu', relances: [{ etat: 'faite' }] });
    expect(fil.suivi.closLe).not.toBeNull();
  });
});

describe('a followed person', () => {
  it('has one suivi a démarche, kept in the event, read by her dossier', async () => {
    await agit(monde, { forme: 'signature_papier' });
    const [une] = (await toutes()).filter(({ personneId }) => personneId !== null);
    expect(une).toMatchObject({ demarcheId: 'rsa', closLe: null });
    const faits = await inBase((tx) => tx.select().from(intervention));
    const actes = faits.flatMap(({ donnees }) => (donnees as { actes: { suiviId?: string }[] }).actes);
    expect(actes.map(({ suiviId }) => suiviId)).toContain(une?.id);
    const suivis = await inBase((tx) => listSuivisOf(tx, monde.orgId, une?.personneId ?? ''));
    expect(suivis.map(({ id }) => id)).toEqual([une?.id]);
    expect(await inBase((tx) => listSuivisOf(tx, monde.orgId, []))).toEqual([]);
  });

  it('is on the list of the lieu from the day, for the whole team', async () => {
    const lecture = await inBase(async (tx) => {
      const jusquAu = '2031-12-31';
      const dues = await listRelancesDues(tx, pia(), { jusquAu });
      const lieuId = dues[0]?.relance.lieuId ?? '';
      return {
        lieu: await countRelances(tx, monde.essai.services, pia(), { jusquAu, lieuId }),
        ailleurs: await countRelances(tx, monde.essai.services, pia(), { jusquAu, lieuId: 'ailleurs' }),
        tot: await countRelances(tx, monde.essai.services, pia(), { jusquAu: '2020-01-01' }),
        miennes: await countRelances(tx, monde.essai.services, pia(), { jusquAu, agentId: 'agent-essai' }),
        benevole: await countRelances(
          tx,
          monde.essai.services,
          { ...pia(), roles: ['benevole'] },
          { jusquAu },
        ),
        prescripteur: await countRelances(
          tx,
          monde.essai.services,
          { ...pia(), roles: ['prescripteur'] },
          { jusquAu },
        ),
      };
    });
    expect(lecture).toEqual({ lieu: 1, ailleurs: 0, tot: 0, miennes: 0, benevole: 0, prescripteur: 0 });
  });

  it('comes back to light after ninety days with nothing planned', async () => {
    await inBase(async (tx) => {
      const [due] = await listRelancesDues(tx, pia(), { jusquAu: '2031-12-31' });
      if (due === undefined) throw new Error('nothing due');
      await recordGeste(tx, monde.essai.services, pia(), due.fil, {
        type: 'RelanceTraitee',
        donnees: { relanceId: due.relance.id, etat: 'faite' },
      });
    });
    const oublies = (le: string) => inBase((tx) => listOublies(tx, pia(), { le }));
    const ouvertLe = (await toutes()).find(({ personneId }) => personneId !== null)?.ouvertLe ?? '';
    const apres = (jours: number) =>
      new Date(Date.parse(ouvertLe) + jours * 86_400_000).toISOString().slice(0, 10);
    expect(await oublies(apres(90))).toEqual([]);
    expect((await oublies(apres(91))).map(({ suivi: { demarcheId } }) => demarcheId)).toEqual(['rsa']);
  });
});

describe('the reading model', () => {
  it('is made again from the events and the gestes, the same', async () => {
    const avant = await toutes();
    expect(avant.length).toBe(2);
    const refait = await inBase(async (tx) => {
      await tx.delete(suivi).where(eq(suivi.orgId, monde.orgId));
      return rebuildSuivis(tx, { orgId: monde.orgId, zone: 'Europe/Paris' });
    });
    expect(refait).toBe(2);
    expect(await toutes()).toEqual(avant);
  });
});

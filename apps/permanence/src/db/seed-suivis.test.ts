/** The demo has what its screens are for: five things due today, and referrals in every state. */
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAdressages } from '../domain/adressages.ts';
import { rebuildSuivis } from '../domain/projection-suivis.ts';
import { countRelances, listOublies } from '../domain/suivis.ts';
import { openMonde, type Monde } from '../features/gestes.fixture.ts';
import { civilDate, type Visiteur } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { asOrg } from './asOrg.ts';
import type { Tx } from './client.ts';
import { suivi } from './schema-suivis.ts';
import { compte } from './schema.ts';

let monde: Monde;
let pia: Visiteur;
beforeAll(async () => {
  monde = await openMonde('demo');
  const [row] = await base((tx) => tx.select().from(compte).where(eq(compte.identifiant, 'pia@demo')));
  pia = {
    orgId: monde.orgId,
    zone: 'Europe/Paris',
    compteId: row?.id ?? '',
    roles: ['ecrivain'],
  } as unknown as Visiteur;
}, 90_000);
afterAll(() => monde.essai.close());

const base = <T>(travail: (tx: Tx) => Promise<T>): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

describe('the demo', () => {
  it('gives its writer five things to do today, two that are late, three to come', async () => {
    const { services } = monde.essai;
    const jour = civilDate(services.clock(), 'Europe/Paris');
    const nombres = await base(async (tx) => {
      const jusqua = (jusquAu: string) =>
        countRelances(tx, services, pia, { jusquAu, agentId: pia.compteId });
      return [
        await jusqua(addDays(jour, -1)),
        await jusqua(jour),
        await jusqua(addDays(jour, 7)),
        (await listOublies(tx, pia, { le: jour, agentId: pia.compteId })).length,
      ];
    });
    expect(nombres).toEqual([2, 7, 10, 3]);
  });

  it('has referrals in every state', async () => {
    const tous = await base((tx) => listAdressages(tx, monde.essai.services, pia));
    expect(new Set(tous.map(({ etat }) => etat))).toEqual(new Set(['recu', 'accepte', 'attendu', 'repondu']));
    expect(new Set(tous.flatMap(({ retour }) => retour?.code ?? []))).toEqual(
      new Set(['fait', 'en_cours', 'besoin_de_vous']),
    );
    expect(tous.length).toBe(9);
  });

  it('has suivis that its events give again', async () => {
    const lire = (tx: Tx) => tx.select().from(suivi).orderBy(asc(suivi.id));
    const avant = await base(lire);
    expect(avant.length).toBeGreaterThan(200);
    await base((tx) => rebuildSuivis(tx, { orgId: monde.orgId, zone: 'Europe/Paris' }));
    expect(await base(lire)).toEqual(avant);
  });
});

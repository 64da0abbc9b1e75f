/** The demo has a past: interviews, workshops and appointments that the dashboard counts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countAteliers } from '../domain/ateliers.ts';
import { listOfPersonne } from '../domain/diagnostics.ts';
import { readFaitsSuite } from '../domain/faits-suite.ts';
import { compare } from '../features/diagnostic/progres.ts';
import { openMonde, type Monde } from '../features/gestes.fixture.ts';
import { civilDate } from '../server/contexte.ts';
import { addDays } from '../server/heure.ts';
import { asOrg } from './asOrg.ts';
import { compte } from './schema.ts';
import type { Tx } from './client.ts';

let monde: Monde;
beforeAll(async () => {
  monde = await openMonde('demo');
}, 90_000);
afterAll(() => monde.essai.close());

const base = <T>(travail: (tx: Tx) => Promise<T>): Promise<T> =>
  asOrg(monde.essai.services.client.db, monde.orgId, 'essai', travail);

describe('the past of the demo', () => {
  it('has interviews, some of them taken twice, in which nothing is unlearnt', async () => {
    const { diagnostics } = await base((tx) => readFaitsSuite(tx, monde.orgId, (id) => id));
    expect(diagnostics.length).toBeGreaterThan(40);
    expect(new Set(diagnostics.map(({ niveau }) => niveau)).size).toBeGreaterThan(2);
    const personnes = diagnostics.flatMap(({ personne }) => personne ?? []);
    const revues = [...new Set(personnes.filter((id, place) => personnes.indexOf(id) !== place))];
    expect(revues.length).toBeGreaterThan(2);
    const niveauxOf = (id: string) =>
      new Set(diagnostics.filter(({ personne }) => personne === id).map(({ niveau }) => niveau));
    expect(revues.some((id) => niveauxOf(id).size > 1)).toBe(true);
    const [pia] = await base((tx) => tx.select({ id: compte.id }).from(compte));
    const compteId = pia?.id ?? '';
    for (const id of revues) {
      const deux = await base((tx) =>
        listOfPersonne(tx, monde.essai.services, { orgId: monde.orgId, compteId }, id),
      );
      const [avant, apres] = deux.map(({ dossier }) => dossier);
      if (avant == null || apres == null) throw new Error('answers not kept');
      expect(compare(avant, apres)?.aRevoir).toEqual([]);
    }
  });

  it('has six workshops held, and appointments that were missed', async () => {
    const au = civilDate(monde.essai.services.clock(), 'Europe/Paris');
    const tenus = await base((tx) => countAteliers(tx, monde.orgId, { du: addDays(au, -365), au }));
    expect(tenus).toEqual({ tenus: 6, participants: 49 });
    const { rdv } = await base((tx) => readFaitsSuite(tx, monde.orgId, (id) => id));
    const manques = rdv.filter(({ statut }) => statut === 'non_honore').length;
    expect(manques / rdv.length).toBeCloseTo(1 / 9, 1);
  });
});

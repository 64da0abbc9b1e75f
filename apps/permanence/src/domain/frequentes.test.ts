import { catalogue } from '@porte-plume/demarches';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOrg } from '../db/asOrg.ts';
import type { Tx } from '../db/client.ts';
import { compte, intervention, seance } from '../db/schema.ts';
import { openEssai, type Essai } from '../server/essai.fixture.ts';
import { createId } from './identifiant.ts';
import { listFrequentes } from './frequentes.ts';

let essai: Essai;
let orgId = '';
beforeAll(async () => {
  essai = await openEssai({ graine: 'demo' });
  const pg = await essai.services.client.pool.connect();
  try {
    await pg.query('begin');
    await pg.query("select set_config('app.identifiant', 'pia@demo', true)");
    const { rows } = await pg.query<{ org_id: string }>('select org_id from compte');
    orgId = rows[0]?.org_id ?? '';
    await pg.query('rollback');
  } finally {
    pg.release();
  }
}, 120_000);
afterAll(async () => essai.close());

const inOrg = <T>(travail: (tx: Tx) => Promise<T>): Promise<T> =>
  asOrg(essai.services.client.db, orgId, 'essai', travail);

/** The same question asked of the whole history, as the page did before the counts were kept. */
async function listDirectly(tx: Tx, compteId: string, lieuId: string, limite: number): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string | null }>(sql`
    select i.donnees->'actes'->0->'objet'->>'demarcheId' as id
    from ${intervention} i join ${seance} s on s.org_id = i.org_id and s.id = i.seance_id
    where i.org_id = ${orgId} group by 1
    order by count(*) filter (where i.agent_id = ${compteId} or s.lieu_id = ${lieuId}) desc, count(*) desc, 1
    limit ${limite}`);
  return rows.map(({ id }) => id).filter((id) => id !== null);
}

async function compareAll(tx: Tx, combien: number): Promise<void> {
  const comptes = await tx.select({ id: compte.id }).from(compte).where(eq(compte.orgId, orgId));
  const lieux = await tx.selectDistinct({ id: seance.lieuId }).from(seance).where(eq(seance.orgId, orgId));
  for (const [rang, { id }] of lieux.slice(0, combien).entries()) {
    const compteId = comptes[rang % comptes.length]?.id ?? '';
    for (const limite of [3, 12])
      expect(await listFrequentes(tx, { orgId, compteId }, id, limite)).toEqual(
        await listDirectly(tx, compteId, id, limite),
      );
  }
}

describe('the démarches proposed first', () => {
  it('are those that the whole history would give, on the demo', async () => {
    await inOrg((tx) => compareAll(tx, Infinity));
    expect(await inOrg((tx) => listFrequentes(tx, { orgId, compteId: '' }, ''))).not.toEqual([]);
  });

  it('stay so whatever is added, corrected or erased, in any order', async () => {
    const ids = catalogue.demarches.slice(0, 8).map(({ id }) => id);
    const geste = fc.record({
      quoi: fc.constantFrom('ajouter', 'ajouter_dix', 'corriger', 'effacer'),
      rang: fc.nat(),
      demarche: fc.constantFrom(...ids, null),
    });
    await inOrg(async (tx) => {
      const seances = await tx.select().from(seance).where(eq(seance.orgId, orgId));
      const objetOf = (demarche: string | null) => ({
        actes: [
          { objet: demarche === null ? { nature: 'theme' } : { nature: 'demarche', demarcheId: demarche } },
        ],
      });
      const add = (rang: number, demarche: string | null) => {
        const une = seances[rang % seances.length];
        return {
          orgId,
          id: createId(Date.now(), essai.services.alea),
          seanceId: une?.id ?? '',
          date: une?.date ?? '',
          agentId: une?.agentId ?? '',
          donnees: objetOf(demarche),
        };
      };
      await fc.assert(
        fc.asyncProperty(fc.array(geste, { minLength: 1, maxLength: 6 }), async (gestes) => {
          for (const { quoi, rang, demarche } of gestes) {
            if (quoi === 'ajouter') await tx.insert(intervention).values(add(rang, demarche));
            else if (quoi === 'ajouter_dix')
              await tx
                .insert(intervention)
                .values(Array.from({ length: 10 }, (_, i) => add(rang + i, i % 3 === 0 ? null : demarche)));
            else {
              const [une] = await tx
                .select({ id: intervention.id })
                .from(intervention)
                .where(eq(intervention.orgId, orgId))
                .orderBy(intervention.id)
                .offset(rang % 300)
                .limit(1);
              if (quoi === 'effacer') await tx.execute(sql`select oublier('intervention', ${une?.id ?? ''})`);
              else
                await tx
                  .update(intervention)
                  .set({ donnees: objetOf(demarche) })
                  .where(eq(intervention.id, une?.id ?? ''));
            }
          }
          await compareAll(tx, 2);
        }),
        { numRuns: 12 },
      );
    });
  }, 30_000);
});

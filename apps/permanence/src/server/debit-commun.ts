import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { ErreurBase } from '../db/asOrg.ts';
import { debit } from '../db/schema-debit.ts';
import type { Services } from './contexte.ts';
import { createDebitLocal, waitOf, type Debit, type Regle } from './debit.ts';

/** How many rows that say nothing more a count sweeps at most. */
const MENAGE = 50;
/** A database that did not answer is not asked again for this long: the request itself will meet the failure. */
const PAUSE = 5_000;

/**
 * Limits held by all processes together. The memory of this one judges first, so that whoever insists costs no query;
 * what it lets through is counted in the database when the rule says so. The database away or full, each process holds
 * the line alone: never open, never shut.
 */
export function createDebit({
  client,
  coffre,
  clock,
  log,
}: Pick<Services, 'client' | 'coffre' | 'clock' | 'log'>): Debit {
  const local = createDebitLocal(clock);
  const sel = coffre.derive('debit');
  let seul = -Infinity;

  async function takeCommon(regle: Regle, cle: string): Promise<number | null> {
    const maintenant = clock().getTime();
    const place = createHmac('sha256', sel).update(`${regle.nom} ${cle}`).digest('base64url');
    const fin = maintenant + regle.fenetre;
    // One statement: of two processes that count the same key together, the second waits for the row of the first. It
    // sweeps more rows than it adds.
    const { rows } = await client.db.execute<{ refuse: boolean; premier: string | null }>(sql`
      with balai as (
        delete from ${debit} where cle in (
          select cle from ${debit} where fin < ${maintenant}::bigint and cle <> ${place}
          order by fin limit ${MENAGE} for update skip locked
        )
      )
      insert into ${debit} as d (cle, instants, refuse, fin)
      values (${place}, array[${maintenant}::bigint], false, ${fin}::bigint)
      on conflict (cle) do update set
        (instants, refuse) = (
          select case when count(*) >= ${regle.max} then array_agg(i order by i)
                 else coalesce(array_agg(i order by i), '{}') || ${maintenant}::bigint end,
                 count(*) >= ${regle.max}
          from unnest(d.instants) as i
          where abs(${maintenant}::bigint - i) < ${regle.fenetre}::bigint
        ),
        fin = excluded.fin
      returning d.refuse, d.instants[1] as premier`);
    const [row] = rows;
    return row?.refuse === true ? waitOf(regle, Number(row.premier), maintenant) : null;
  }

  return {
    async take(regle, cle) {
      const attente = local.take(regle, cle);
      if (attente !== null || regle.commune !== true) return attente;
      if (Math.abs(performance.now() - seul) < PAUSE) return null;
      try {
        return await takeCommon(regle, cle);
      } catch (error) {
        seul = performance.now();
        log.error('debit.local', { sqlstate: new ErreurBase(error, 'debit').sqlstate ?? 'aucun' });
        return null;
      }
    },
  };
}

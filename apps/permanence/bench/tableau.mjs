// The queries of the dashboard, as its pages send them, over structures of three sizes: time in the server, warm, and the
// whole request.

const mediane = (nombres) => [...nombres].sort((a, b) => a - b)[Math.floor(nombres.length / 2)];
const TOURS = 5;
const PAGES = ['/tableau', '/tableau?section=public', '/tableau.csv', '/blocages', '/rapports'];

/** @param client - a superuser: `pg_stat_statements` tells what the server did, if it is there */
export async function measureTableau({ client, send, coordination }) {
  const { rows: la } = await client.query(`select to_regclass('pg_stat_statements') is not null as stats`);
  const { rows: tailles } = await client.query(
    `select s.org_id, s.k, (select count(*)::int from intervention i where i.org_id = s.org_id) as n from charge.structure s where k in (0, 1, 2) order by k`,
  );
  const lignes = [];
  for (const { org_id, n } of tailles) {
    const jeton = coordination.find((une) => une.org_id === org_id)?.jeton;
    if (jeton === undefined) continue;
    for (const page of PAGES) {
      for (let essai = 0; essai < 40; essai += 1) {
        const { statut } = await send(jeton, page);
        if (statut === 200) break;
        if (statut !== 409) throw new Error(`${page}: ${statut}`);
      }
      const temps = [];
      if (la[0].stats) await client.query('select pg_stat_statements_reset()');
      for (let tour = 0; tour < TOURS; tour += 1) {
        const debut = performance.now();
        const { statut } = await send(jeton, page);
        if (statut !== 200) throw new Error(`${page}: ${statut}`);
        temps.push(performance.now() - debut);
      }
      const base = la[0].stats
        ? (
            await client.query(
              `select coalesce(sum(total_exec_time), 0)::float / $1 as ms, coalesce(max(mean_exec_time), 0)::float as pire from pg_stat_statements where query not like '%pg_stat_statements%'`,
              [TOURS],
            )
          ).rows[0]
        : null;
      const whole = mediane(temps);
      console.log(
        `${page} of ${n} interventions: ${whole.toFixed(0)} ms whole${base === null ? '' : `, in the database ${base.ms.toFixed(1)} ms a page, slowest query ${base.pire.toFixed(1)} ms`}`,
      );
      lignes.push({
        measure: `${page}, ${n} interventions, ${base === null ? 'whole request' : 'time in the database'}`,
        ours: Math.round((base?.ms ?? whole) * 10) / 10,
        unit: 'ms',
        peer: 'target',
        theirs: 50,
        ratio: Math.round((50 / Math.max(base?.ms ?? whole, 0.1)) * 10) / 10,
        better: 'higher',
      });
    }
  }
  return lignes;
}

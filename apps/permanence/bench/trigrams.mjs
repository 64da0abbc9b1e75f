import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const app = new URL('../package.json', import.meta.url);

const fold = (s) =>
  s
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

/** The best of five ways tried: a text like the query as a whole, and found in it. */
const NEAREST = `
  SELECT id FROM textes GROUP BY id
  ORDER BY max(similarity(texte, $1)) + max(word_similarity(texte, $1)) DESC, id LIMIT 10`;

/**
 * A throw-away PostgreSQL as the app starts its own, with one row a text of an entry. `absent` says why there is none.
 */
export async function openTrigrams(docs) {
  const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-bench-'));
  let cluster;
  let client;
  const stop = async () => {
    await client?.end();
    await cluster?.stop();
    rmSync(dossier, { recursive: true, force: true });
  };
  try {
    const { openCluster } = await import('../src/db/cluster.ts');
    const pg = createRequire(app)('pg');
    cluster = await openCluster({
      donnees: join(dossier, 'pg'),
      secrets: join(dossier, 'secrets.json'),
      verrouille: true,
      depuis: app.href,
      jetable: true,
    });
    client = new pg.Client({ connectionString: cluster.url('superutilisateur', 'postgres') });
    await client.connect();
    await client.query('CREATE EXTENSION pg_trgm');
    await client.query('CREATE TABLE textes (id text, texte text)');
    const rows = docs.flatMap(({ id, ...fields }) =>
      Object.values(fields).flatMap((field) => field.split('\n').map((texte) => [id, fold(texte)])),
    );
    await client.query('INSERT INTO textes SELECT * FROM unnest($1::text[], $2::text[])', [
      rows.map(([id]) => id),
      rows.map(([, texte]) => texte),
    ]);
    const { rows: versions } = await client.query('SHOW server_version');
    const run = async (q) =>
      (await client.query({ name: 'nearest', text: NEAREST, values: [fold(q)] })).rows.map((r) => r.id);
    return { name: `PostgreSQL ${versions[0].server_version} pg_trgm`, run, stop };
  } catch (error) {
    await stop();
    return {
      absent: error instanceof Error ? error.message.split('\n')[0] : String(error),
      stop: async () => {},
    };
  }
}

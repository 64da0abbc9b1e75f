import type pg from 'pg';

/** A text that is asked again is worth keeping ready on each connection; one that is asked once is not. */
const FOIS = 3;
/** Each connection keeps the plans of its own: a bound to what they weigh in the server. */
const TEXTES = 400;

const vus = new Map<string, number>();
const noms = new Map<string, string>();

/** Name of the prepared statement of a text that comes often, or undefined. The same in every connection. */
function nameOf(texte: string): string | undefined {
  const connu = noms.get(texte);
  if (connu !== undefined) return connu;
  if (noms.size >= TEXTES) return undefined;
  const fois = (vus.get(texte) ?? 0) + 1;
  if (fois < FOIS) {
    // Texts that never come back (lists of another length each time) must not pile up.
    if (vus.size > 10 * TEXTES) vus.clear();
    vus.set(texte, fois);
    return undefined;
  }
  vus.delete(texte);
  const nom = `p${String(noms.size)}`;
  noms.set(texte, nom);
  return nom;
}

/**
 * The connection as drizzle uses it, where the server parses and plans a frequent question once instead of each time: with
 * row-level security, planning takes longer than answering.
 */
export function preparing(client: pg.PoolClient): pg.PoolClient {
  const query = (config: pg.QueryConfig, valeurs?: unknown[]) => {
    const name = config.name ?? nameOf(config.text);
    return together(client, () => client.query(name === undefined ? config : { ...config, name }, valeurs));
  };
  return { query } as unknown as pg.PoolClient;
}

/** What is asked before anything is awaited leaves as one message: a write to a socket costs more than most answers. */
export function together<T>(client: pg.PoolClient, ask: () => T): T {
  const { stream } = (client as unknown as { connection: pg.Connection }).connection;
  stream.cork();
  process.nextTick(() => {
    stream.uncork();
  });
  return ask();
}

import type pg from 'pg';

/** A text that is asked again is worth keeping ready on each connection; one that is asked once is not. */
const FOIS = 3;
/** Each connection keeps the plans of its own: a bound to what they weigh in the server. */
const TEXTES = 400;

/** The questions that come often through a pool: each of its connections prepares them under the same names. */
class Frequents {
  readonly #vus = new Map<string, number>();
  readonly #noms = new Map<string, string>();

  /** Name of the prepared statement of a text that comes often, or undefined. */
  nameOf(texte: string): string | undefined {
    const connu = this.#noms.get(texte);
    if (connu !== undefined || this.#noms.size >= TEXTES) return connu;
    const fois = (this.#vus.get(texte) ?? 0) + 1;
    if (fois < FOIS) {
      // Texts that never come back (lists of another length each time) must not pile up.
      if (this.#vus.size > 10 * TEXTES) this.#vus.clear();
      this.#vus.set(texte, fois);
      return undefined;
    }
    this.#vus.delete(texte);
    const nom = `p${String(this.#noms.size)}`;
    this.#noms.set(texte, nom);
    return nom;
  }
}

const frequents = new WeakMap<pg.Pool, Frequents>();

function frequentsOf(pool: pg.Pool): Frequents {
  let siens = frequents.get(pool);
  if (siens === undefined) {
    siens = new Frequents();
    frequents.set(pool, siens);
  }
  return siens;
}

/**
 * The connection as drizzle uses it, where the server parses and plans a frequent question once instead of each time: with
 * row-level security, planning takes longer than answering.
 */
export function preparing(client: pg.PoolClient, pool: pg.Pool): pg.PoolClient {
  const siens = frequentsOf(pool);
  const query = (config: pg.QueryConfig, valeurs?: unknown[]) => {
    const name = config.name ?? siens.nameOf(config.text);
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

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';

/** Asks the embedded database of a running application, as its installer may: what a screen says is what is kept. */
export async function askBase<T = Record<string, unknown>>(
  dossier: string,
  requete: string,
  valeurs: readonly unknown[] = [],
): Promise<T[]> {
  const { superutilisateur: password } = JSON.parse(
    readFileSync(join(dossier, 'cles', 'pg.json'), 'utf8'),
  ) as { superutilisateur: string };
  const port = Number(readFileSync(join(dossier, 'pg', 'postmaster.pid'), 'utf8').split('\n')[3]);
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'porte_plume',
  });
  await client.connect();
  try {
    const { rows } = await client.query(requete, [...valeurs]);
    return rows as T[];
  } finally {
    await client.end();
  }
}

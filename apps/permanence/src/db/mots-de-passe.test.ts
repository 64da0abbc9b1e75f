/** Nobody receives a password that somebody else has, or that we wrote. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSecrets } from './cluster.ts';

describe('passwords of the database', () => {
  it('of a local trial are drawn for it alone, long, each its own, in a file that only its owner reads', () => {
    const dossier = mkdtempSync(join(tmpdir(), 'secrets-'));
    const tous = ['un', 'deux'].map((nom) => {
      const fichier = join(dossier, nom, 'pg.json');
      const mots = readSecrets(fichier);
      expect(statSync(fichier).mode & 0o777).toBe(0o600);
      expect(readSecrets(fichier)).toEqual(mots);
      return Object.values<string>({ ...mots });
    });
    rmSync(dossier, { recursive: true });
    const plats = tous.flat();
    expect(new Set(plats).size).toBe(6);
    // 24 random bytes.
    for (const mot of plats) expect(mot).toMatch(/^[A-Za-z0-9_-]{32}$/);
  });

  it('of a server are given by its installer: the script has none of its own, nor any default', () => {
    const sql = readFileSync(fileURLToPath(new URL('../../drizzle/roles.sql', import.meta.url)), 'utf8');
    const donnes = [...sql.matchAll(/\bpassword\s+([^\s;]+)/gi)].map(([, valeur]) => valeur);
    expect(donnes.length).toBeGreaterThanOrEqual(3);
    for (const valeur of donnes) expect(valeur).toMatch(/^:'[a-z]+_mdp'$/);
  });
});

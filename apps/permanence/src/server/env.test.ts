import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ErreurDemarrage, readEnv, readKek } from './env.ts';

const RACINE = '/projet';

describe('readEnv', () => {
  it('needs nothing: the demo runs on localhost:3000 with its embedded database', () => {
    expect(readEnv({}, RACINE)).toMatchObject({
      port: 3000,
      origin: 'http://localhost:3000',
      demo: true,
      databaseUrl: null,
      dossier: '/projet/.data',
    });
  });

  it('takes an empty variable as absent', () => {
    expect(readEnv({ DATABASE_URL: '', PORT: '' }, RACINE)).toMatchObject({ port: 3000, databaseUrl: null });
  });

  it.each([
    ['PORT', '0', 'PORT : doit être un nombre entre 1 et 65535.'],
    ['PORT', 'abc', 'PORT : doit être un nombre entre 1 et 65535.'],
    ['DATABASE_URL', 'base de données', 'DATABASE_URL : doit être une adresse de la forme postgres://'],
    ['DATABASE_URL', 'postgres://hote', 'DATABASE_URL : doit être une adresse'],
    ['MIGRATE_URL', 'mysql://a/b', 'MIGRATE_URL : doit être une adresse'],
    ['ORIGIN', 'permanence.exemple.fr', 'ORIGIN : doit être une adresse complète'],
    ['NODE_ENV', 'prod', 'NODE_ENV : doit valoir development, production ou test.'],
  ])('refuses %s=%s in one French sentence', (nom, valeur, phrase) => {
    expect(() => readEnv({ [nom]: valeur }, RACINE)).toThrow(phrase);
  });

  it('never echoes an address, which holds a password', () => {
    expect(() => readEnv({ DATABASE_URL: 'mysql://moi:canari@hote/base' }, RACINE)).toThrow(/^(?!.*canari)/s);
  });

  it('names every wrong variable at once', () => {
    expect(() => readEnv({ PORT: 'x', ORIGIN: 'x' }, RACINE)).toThrow(/PORT[\s\S]*ORIGIN/);
  });

  it.each([
    [{ NODE_ENV: 'production', DATABASE_URL: 'postgres://a:b@h/c', KEK_FILE: '/cle' }, false],
    [{ ORIGIN: 'https://permanence.exemple.fr' }, false],
    [{ ORIGIN: 'http://127.0.0.1:3000' }, false],
    [{ PORT: '4000' }, true],
  ])('opens the demo outside production and on localhost only (%#)', (source, demo) => {
    expect(readEnv(source, RACINE).demo).toBe(demo);
  });

  it('refuses production without a key', () => {
    expect(() => readEnv({ NODE_ENV: 'production', DATABASE_URL: 'postgres://a:b@h/c' }, RACINE)).toThrow(
      'KEK_FILE manque',
    );
  });
});

describe('readKek', () => {
  const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-kek-'));
  afterAll(() => rmSync(dossier, { recursive: true }));
  const write = (texte: string, mode: number) => {
    const fichier = join(dossier, `kek-${mode}-${texte.length}`);
    writeFileSync(fichier, texte, { mode });
    return fichier;
  };

  it('reads 32 bytes from a file that only its owner reads', () => {
    expect(readKek(write(`${'0f'.repeat(32)}\n`, 0o400))).toEqual(new Uint8Array(32).fill(15));
  });

  it.each([
    ['absent', join(dossier, 'rien'), 'introuvable'],
    ['readable by others', write('0f'.repeat(32), 0o444), 'lisible par d’autres'],
    ['too short', write('0f0f', 0o400), '64 signes'],
  ])('refuses a key that is %s', (_cas, fichier, phrase) => {
    expect(() => readKek(fichier)).toThrow(ErreurDemarrage);
    expect(() => readKek(fichier)).toThrow(phrase);
  });
});

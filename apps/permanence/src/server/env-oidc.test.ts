import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readOidc } from './env-oidc.ts';

const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-oidc-'));
const fichier = join(dossier, 'secret');
writeFileSync(fichier, 'un secret\n', { mode: 0o400 });
afterAll(() => rmSync(dossier, { recursive: true }));

const BON = {
  OIDC_ISSUER: 'https://fournisseur.example',
  OIDC_CLIENT_ID: 'porte-plume',
  OIDC_CLIENT_SECRET_FILE: fichier,
};

describe('settings of another house', () => {
  it('are none when nothing is said, and whole otherwise', () => {
    expect(readOidc({ PATH: '/bin', OIDC_ISSUER: '' })).toBeNull();
    expect(readOidc({ ...BON, OIDC_NOM: 'ProConnect', OIDC_PKCE: 'non' })).toEqual({
      emetteur: 'https://fournisseur.example',
      clientId: 'porte-plume',
      secret: 'un secret',
      nom: 'ProConnect',
      pkce: false,
      userinfo: 'signe',
      signature: 'RS256',
      hotes: [],
      attribut: 'sub',
    });
  });

  it.each([
    [{ OIDC_ISSUER: 'http://fournisseur.example' }, 'OIDC_ISSUER'],
    [{ OIDC_CLIENT_ID: undefined }, 'OIDC_CLIENT_ID'],
    [{ OIDC_PKCE: 'peut-être' }, 'OIDC_PKCE'],
    [{ OIDC_SIGNATURE: 'HS256' }, 'OIDC_SIGNATURE'],
    [{ OIDC_SIGNATURE: 'none' }, 'OIDC_SIGNATURE'],
    [{ OIDC_ATTRIBUT: 'email' }, 'OIDC_ATTRIBUT'],
    [{ OIDC_ATTRIBUT: 'preferred_username' }, 'OIDC_ATTRIBUT'],
    [{ OIDC_CLIENT_SECRET_FILE: join(dossier, 'absent') }, 'OIDC_CLIENT_SECRET_FILE'],
  ])('that can’t be safe stop the start: %o', (change, variable) => {
    expect(() => readOidc({ ...BON, ...change })).toThrow(variable);
  });

  it('refuse a secret that others may read', () => {
    chmodSync(fichier, 0o444);
    expect(() => readOidc(BON)).toThrow('chmod 400');
    chmodSync(fichier, 0o400);
  });
});

/** What leaves this server: PostgreSQL, the house of identities that was set up, and nothing else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { alea } from './contexte.ts';
import { createOidc, RefusOidc, type Oidc } from './oidc.ts';

interface Maison {
  adresse: string;
  vues: string[];
  repond: (chemin: string, res: ServerResponse) => void;
  close(): void;
}

/** A house that counts who knocks. */
async function openMaison(): Promise<Maison> {
  const maison: Maison = {
    adresse: '',
    vues: [],
    repond: (_chemin, res) => res.writeHead(404).end(),
    close: () => serveur.close(),
  };
  const serveur = createServer((req: IncomingMessage, res) => {
    maison.vues.push(req.url ?? '');
    maison.repond(req.url ?? '', res);
  });
  await new Promise<void>((resolve) => serveur.listen(0, '127.0.0.1', resolve));
  maison.adresse = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}`;
  return maison;
}

const [ici, ailleurs] = [await openMaison(), await openMaison()];
afterAll(() => {
  ici.close();
  ailleurs.close();
});
beforeEach(() => {
  ici.vues.length = 0;
  ailleurs.vues.length = 0;
});

const open = (): Oidc =>
  createOidc(
    {
      ...{ emetteur: ici.adresse, clientId: 'essai', secret: 'secret', nom: 'Essai', pkce: true, hotes: [] },
      ...{ userinfo: 'aucun', signature: 'RS256', attribut: 'sub' },
    },
    alea,
  );
const json = (res: ServerResponse, corps: unknown): void => {
  res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(corps));
};
/** The document of the house, some of whose addresses may lie. */
const document = (autres: Record<string, string> = {}) => ({
  issuer: ici.adresse,
  authorization_endpoint: `${ici.adresse}/auth`,
  token_endpoint: `${ici.adresse}/token`,
  jwks_uri: `${ici.adresse}/jwks`,
  ...autres,
});
const RETOUR = 'http://localhost:3000/connexion/oidc/retour';
async function finish(oidc: Oidc): Promise<unknown> {
  const { depart } = await oidc.start(RETOUR);
  return oidc
    .finish(new URL(`${RETOUR}?code=abc&state=${depart.state}`), depart)
    .catch((error: unknown) => error);
}

describe('the house of identities', () => {
  it('sends the server nowhere else by its document: an address outside of the allowed list is never called', async () => {
    ici.repond = (chemin, res) =>
      json(
        res,
        chemin.includes('well-known') ? document({ token_endpoint: `${ailleurs.adresse}/token` }) : {},
      );
    expect(await finish(open())).toBeInstanceOf(RefusOidc);
    expect(ici.vues).toEqual(['/.well-known/openid-configuration']);
    expect(ailleurs.vues).toEqual([]);
  });

  it('sends the server nowhere else by a redirection: none is followed, at any step', async () => {
    const detourne = (chemin: string, res: ServerResponse) =>
      res.writeHead(307, { location: `${ailleurs.adresse}${chemin}` }).end();
    ici.repond = detourne;
    await expect(open().start(RETOUR)).rejects.toThrow();
    ici.repond = (chemin, res) => {
      if (chemin.includes('well-known')) json(res, document());
      else detourne(chemin, res);
    };
    expect(await finish(open())).toBeInstanceOf(RefusOidc);
    expect(ici.vues.at(-1)).toBe('/token');
    // Even to another page of its own.
    ici.repond = (chemin, res) => {
      if (chemin.includes('well-known')) json(res, document());
      else if (chemin === '/token') res.writeHead(302, { location: '/autre' }).end();
      else json(res, {});
    };
    expect(await finish(open())).toBeInstanceOf(RefusOidc);
    expect(ici.vues).not.toContain('/autre');
    expect(ailleurs.vues).toEqual([]);
  });
});

describe('the code of the server', () => {
  const src = fileURLToPath(new URL('../', import.meta.url));
  const fichiers = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (nom) =>
      /\.tsx?$/.test(nom) &&
      !/\.(?:test|fixture)\./.test(nom) &&
      !nom.replaceAll('\\', '/').startsWith('islands/'),
  );
  const qui = (motif: RegExp): string[] =>
    fichiers
      .filter((nom) => motif.test(readFileSync(join(src, nom), 'utf8')))
      .map((nom) => nom.replaceAll('\\', '/'));

  it('opens a connection at two places only: the house of identities, and PostgreSQL', () => {
    expect(fichiers.length).toBeGreaterThan(150);
    // The one of the measures is the application itself, that it was given to count.
    expect(qui(/(?<![.\w])fetch\(/)).toEqual(['server/metriques.ts', 'server/oidc.ts']);
    expect(qui(/from '(?:undici|axios|got|node:https|node:dgram|node:tls)'/)).toEqual([]);
    // Of these two modules, what listens; and the lock of a data folder, which knocks at a socket of this machine.
    expect(
      qui(
        /import \{[^}]*\b(?:request|get|connect|createConnection|Socket|Agent)\b[^}]*\} from 'node:(?:http|net)'/,
      ),
    ).toEqual(['server/verrou.ts']);
    expect(qui(/import (?:\* as )?\w+ from 'node:(?:http|net)'/)).toEqual([]);
    expect(qui(/^import (?!type )[^;]*from 'pg'/m)).toEqual(['db/client.ts', 'db/migrate.ts']);
  });
});

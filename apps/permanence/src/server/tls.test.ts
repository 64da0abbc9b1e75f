/** A database and an issuer whose certificate has expired, is unknown or bears another name: real TLS, keys made here. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttps } from 'node:https';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates, TLSSocket } from 'node:tls';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAnyone, ErreurBase } from '../db/asOrg.ts';
import { openClient } from '../db/client.ts';
import { createApp } from './app.ts';
import { Navigateur, openEssai, type Essai } from './essai.fixture.ts';
import { createLog } from './log.ts';
import { createOidc } from './oidc.ts';
import { explainTls, tlsCode } from './tls.ts';

const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-tls-'));
const openssl = (...args: string[]) => spawnSync('openssl', args, { cwd: dossier }).status === 0;
const present = openssl('version');
const fermer: (() => void)[] = [];
let essai: Essai;
beforeAll(async () => {
  essai = await openEssai({ graine: 'vide' });
}, 60_000);
afterAll(async () => {
  await essai.close();
  for (const un of fermer) un();
  rmSync(dossier, { recursive: true, force: true });
});

/** A certificate of an authority of ours; dates as `YYYYMMDDHHMMSSZ`. */
function make(nom: string, { fin, hote }: { fin: string; hote: string }): { key: Buffer; cert: Buffer } {
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    `${nom}.key`,
    '-out',
    `${nom}.csr`,
    '-subj',
    `/CN=${hote}`,
  );
  spawnSync(
    'sh',
    [
      '-c',
      `rm -f index; : > index; printf 'subjectAltName=DNS:${hote}\n' > ext; ` +
        `printf '[ca]\ndefault_ca=c\n[c]\ndatabase=index\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=p\n[p]\nCN=supplied\n' > ca.cnf; ` +
        `openssl ca -batch -notext -config ca.cnf -cert ca.crt -keyfile ca.key -startdate 20200101000000Z -enddate ${fin} -extfile ext -in ${nom}.csr -out ${nom}.crt`,
    ],
    { cwd: dossier },
  );
  return { key: readFileSync(join(dossier, `${nom}.key`)), cert: readFileSync(join(dossier, `${nom}.crt`)) };
}

/** What PostgreSQL does before anything else: it says yes to TLS, and shows its certificate. */
async function openBase(paire: { key: Buffer; cert: Buffer }): Promise<number> {
  const serveur: Server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write('S');
      new TLSSocket(socket, { isServer: true, ...paire }).on('error', () => undefined);
    });
  });
  await new Promise<void>((resolve) => serveur.listen(0, '127.0.0.1', resolve));
  fermer.push(() => serveur.close());
  return (serveur.address() as AddressInfo).port;
}

const SECRET = 'motdepasse-canari';
const CAS = [
  ['expire', { fin: '20210101000000Z', hote: 'localhost' }, true, 'CERT_HAS_EXPIRED', /expiré/],
  [
    'autre-nom',
    { fin: '20990101000000Z', hote: 'ailleurs.example' },
    true,
    'ERR_TLS_CERT_ALTNAME_INVALID',
    /autre nom/,
  ],
  [
    'inconnu',
    { fin: '20990101000000Z', hote: 'localhost' },
    false,
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    /autorité/,
  ],
] as const;

describe.skipIf(!present)('a certificate that is not good (skipped without openssl)', () => {
  beforeAll(() => {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      'ca.key',
      '-out',
      'ca.crt',
      '-days',
      '3650',
      '-subj',
      '/CN=essai',
    );
  });

  it.each(CAS)(
    'of the database, %s: the service rests, the reason is in the log, no secret is',
    async (nom, quoi, connue, code, phrase) => {
      const port = await openBase(make(nom, quoi));
      const autorite = connue ? `&sslrootcert=${join(dossier, 'ca.crt')}` : '';
      const lignes: string[] = [];
      const client = openClient(
        `postgres://app_login:${SECRET}@localhost:${port}/base?sslmode=verify-full${autorite}`,
        createLog(
          (ligne) => lignes.push(ligne),
          () => new Date(),
        ),
        1,
      );
      const refus = await asAnyone(client.db, { identifiant: 'x' }, 'essai', (tx) =>
        tx.execute(sql`select 1`),
      ).catch((error: unknown) => error);
      await client.close();
      expect(refus).toBeInstanceOf(ErreurBase);
      const { tls, indisponible, message } = refus as ErreurBase;
      expect([tls, indisponible]).toEqual([code, true]);
      expect(explainTls(Object.assign(new Error(), { code: tls }))).toMatch(phrase);
      expect(message + lignes.join('')).not.toContain(SECRET);
    },
  );

  it.each(CAS)(
    'of the house that says who people are, %s: the sign-in page says so, keys and codes open, and it works once mended',
    async (nom, quoi, connue, code) => {
      const serveur = createHttps(make(`maison-${nom}`, quoi), (_, reponse) => {
        const emetteur = `https://localhost:${(serveur.address() as AddressInfo).port}`;
        reponse.setHeader('content-type', 'application/json').end(
          JSON.stringify({
            issuer: emetteur,
            authorization_endpoint: `${emetteur}/entrer`,
            token_endpoint: `${emetteur}/jeton`,
            jwks_uri: `${emetteur}/cles`,
          }),
        );
      });
      await new Promise<void>((resolve) => serveur.listen(0, '127.0.0.1', resolve));
      fermer.push(() => serveur.close());
      const { services, lignes } = essai;
      const reglages = {
        emetteur: `https://localhost:${(serveur.address() as AddressInfo).port}`,
        ...{ clientId: 'porte-plume', secret: SECRET, nom: 'Maison', pkce: true, hotes: [], attribut: 'sub' },
        ...({ userinfo: 'aucun', signature: 'RS256' } as const),
      };
      const nav = new Navigateur(createApp({ ...services, oidc: createOidc(reglages, services.alea) }));
      const autorite = readFileSync(join(dossier, 'ca.crt'), 'utf8');
      const connues = getCACertificates('default');
      setDefaultCACertificates(connue ? [...connues, autorite] : connues);
      try {
        const refus = await nav.get('/connexion/oidc');
        expect(refus.statut).toBe(503);
        expect(refus.lisible).toContain('Maison ne répond pas. Entrez autrement');
        expect(refus.texte, 'the other ways in are on this very page').toContain('action="/connexion/code"');
        expect(refus.texte).not.toMatch(/node:|\.ts:\d|localhost:\d+\/\.well/);
        expect(lignes.at(-1)).toMatch(new RegExp(`"oidc.injoignable","code":"${code}"`));
        await nav.connecte('pia@demo');
        expect((await nav.get('/')).statut).toBe(200);
        // The certificate is renewed: the house is asked again, without a restart.
        serveur.setSecureContext(make(`maison-${nom}-neuve`, { fin: '20990101000000Z', hote: 'localhost' }));
        serveur.closeAllConnections();
        setDefaultCACertificates([...connues, autorite]);
        expect((await new Navigateur(nav.app).get('/connexion/oidc')).vers).toContain('/entrer?');
      } finally {
        setDefaultCACertificates(connues);
      }
      expect(lignes.join('')).not.toContain(SECRET);
    },
  );
});

it('is nothing to say of any other failure', () => {
  expect(tlsCode(Object.assign(new Error(), { code: 'ECONNREFUSED' }))).toBeNull();
  expect(explainTls('CERT_HAS_EXPIRED')).toBeNull();
});

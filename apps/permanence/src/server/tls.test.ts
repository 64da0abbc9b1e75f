/** A database and an issuer whose certificate has expired, is unknown or bears another name: real TLS, keys made here. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttps } from 'node:https';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAnyone, ErreurBase } from '../db/asOrg.ts';
import { openClient } from '../db/client.ts';
import { createLog } from './log.ts';
import { explainTls, tlsCode } from './tls.ts';

const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-tls-'));
const openssl = (...args: string[]) => spawnSync('openssl', args, { cwd: dossier }).status === 0;
const present = openssl('version');
const fermer: (() => void)[] = [];
afterAll(() => {
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

  it('of the issuer: its cause is told apart, whatever wraps it', async () => {
    const serveur = createHttps(make('emetteur', { fin: '20210101000000Z', hote: 'localhost' }), (_, r) =>
      r.end(),
    );
    await new Promise<void>((resolve) => serveur.listen(0, '127.0.0.1', resolve));
    fermer.push(() => serveur.close());
    const { port } = serveur.address() as AddressInfo;
    const refus = await fetch(`https://localhost:${port}/.well-known/openid-configuration`).catch(
      (error: unknown) => error,
    );
    // Without its authority the process trusts nothing of it: expired or unknown, it is refused.
    expect(tlsCode(refus)).not.toBeNull();
    expect(explainTls(refus)).toMatch(/certificat/);
  });
});

it('is nothing to say of any other failure', () => {
  expect(tlsCode(Object.assign(new Error(), { code: 'ECONNREFUSED' }))).toBeNull();
  expect(explainTls('CERT_HAS_EXPIRED')).toBeNull();
});

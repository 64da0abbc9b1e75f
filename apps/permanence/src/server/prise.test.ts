/** The application behind a real socket: what only the bytes of a request can try. */
import { connect, type AddressInfo, type Server } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from './app.ts';
import { openEssai, type Essai } from './essai.fixture.ts';

let essai: Essai;
const serveurs: Server[] = [];

function ecoute(proxys: number): Promise<number> {
  const app = createApp({ ...essai.services, env: { ...essai.services.env, proxys } });
  return new Promise((resolve) => {
    const serveur = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) => {
      resolve(port);
    });
    serveurs.push(serveur);
  });
}

/** Sends bytes as they are; gives everything that came back. */
function envoie(port: number, octets: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let recu = '';
    const prise = connect(port, '127.0.0.1', () => prise.write(octets, 'latin1'));
    prise.setEncoding('latin1').setTimeout(1500, () => prise.destroy());
    prise.on('data', (morceau) => (recu += String(morceau)));
    prise.on('error', reject);
    prise.on('close', () => {
      resolve(recu);
    });
  });
}

const statuts = (recu: string) => [...recu.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, statut]) => statut);
const tete = (methode: string, chemin: string, ...lignes: string[]) =>
  [`${methode} ${chemin} HTTP/1.1`, 'Host: localhost', 'Connection: close', ...lignes, '', ''].join('\r\n');

beforeAll(async () => {
  essai = await openEssai({ graine: 'vide' });
}, 60_000);
afterAll(async () => {
  for (const serveur of serveurs) serveur.close();
  await essai.close();
});

describe('the bounds of a request', () => {
  it('are never told two ways: nothing hides behind', async () => {
    const port = await ecoute(0);
    const cachee = tete('GET', '/sante');
    for (const lignes of [
      ['Content-Length: 4', 'Transfer-Encoding: chunked'],
      ['Content-Length: 4', 'Content-Length: 400'],
      ['Transfer-Encoding: chunked, identity'],
      ['Transfer-Encoding : chunked'],
      ['Content-Length: +4'],
      ['Content-Length: 4\r\n X: y'],
    ]) {
      const recu = await envoie(port, `${tete('POST', '/demarches', ...lignes)}0\r\n\r\n${cachee}`);
      expect([lignes, statuts(recu).filter((statut) => statut === '200')]).toEqual([lignes, []]);
      expect([lignes, statuts(recu).length <= 1]).toEqual([lignes, true]);
    }
  }, 30_000);

  it('hold no heap of headers, and no method that echoes', async () => {
    const port = await ecoute(0);
    expect(statuts(await envoie(port, tete('GET', '/sante', `X-Long: ${'x'.repeat(40_000)}`)))).toEqual([
      '431',
    ]);
    for (const methode of ['TRACE', 'TRACK', 'CONNECT']) {
      const recu = await envoie(port, tete(methode, '/sante', 'X-Canari: Canarinette'));
      expect([methode, statuts(recu).filter((statut) => statut?.startsWith('2'))]).toEqual([methode, []]);
      expect(recu).not.toContain('Canarinette');
    }
  }, 30_000);
});

describe('the address of who asks', () => {
  const essaie = async (port: number, suivie: string) =>
    statuts(
      await envoie(
        port,
        `${tete('POST', '/connexion/passkey/verification', 'Origin: http://localhost:3000', 'Content-Type: application/json', 'Content-Length: 2', `X-Forwarded-For: ${suivie}`)}{}`,
      ),
    )[0];

  it('is not what a header says, without a proxy that we trust', async () => {
    const port = await ecoute(0);
    const vus: (string | undefined)[] = [];
    for (let i = 0; i < 12; i += 1) vus.push(await essaie(port, `10.0.0.${i}`));
    expect(vus).toEqual([...Array<string>(10).fill('400'), '429', '429']);
  }, 30_000);

  it('is the one that the trusted proxy saw, not those before it', async () => {
    const port = await ecoute(1);
    const vus: (string | undefined)[] = [];
    for (let i = 0; i < 11; i += 1) vus.push(await essaie(port, `10.0.0.${i}, 192.0.2.7`));
    expect(vus).toEqual([...Array<string>(10).fill('400'), '429']);
    expect(await essaie(port, '192.0.2.8')).toBe('400');
  }, 30_000);
});

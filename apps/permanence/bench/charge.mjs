// A generator of load that tells the truth: requests leave at the instants that were planned, whether or not the former
// ones have been answered, and a time is counted from the planned instant. A slow server cannot slow its own clock.
import { Agent, request } from 'node:http';
import { URLSearchParams } from 'node:url';

/** Sends one request; resolves with its status, its headers and its text. A refused connection is a status 0. */
export function send({ port, agent, chemin, jeton, corps, json }) {
  const octets =
    corps === undefined
      ? undefined
      : Buffer.from(json ? JSON.stringify(corps) : String(new URLSearchParams(corps)));
  return new Promise((resolve) => {
    const demande = request(
      {
        host: '127.0.0.1',
        port,
        path: chemin,
        agent,
        method: octets === undefined ? 'GET' : 'POST',
        headers: {
          host: 'localhost:3000',
          cookie: `s=${jeton}`,
          ...(octets !== undefined && {
            'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
            'content-length': octets.length,
            origin: 'http://localhost:3000',
            'sec-fetch-site': 'same-origin',
          }),
        },
      },
      (reponse) => {
        const morceaux = [];
        reponse.on('data', (un) => morceaux.push(un));
        reponse.on('end', () =>
          resolve({
            statut: reponse.statusCode,
            vers: reponse.headers.location,
            attendre: reponse.headers['retry-after'],
            texte: Buffer.concat(morceaux).toString('utf8'),
          }),
        );
        reponse.on('error', () => resolve({ statut: 0, texte: '' }));
      },
    );
    demande.on('error', () => resolve({ statut: 0, texte: '' }));
    demande.end(octets);
  });
}

export const openAgent = (sockets) => new Agent({ keepAlive: true, maxSockets: sockets, scheduling: 'lifo' });

const quantile = (tries, p) => tries[Math.min(tries.length - 1, Math.floor(tries.length * p))] ?? 0;

/**
 * Asks `debit` requests a second for `duree` milliseconds, and waits for every answer.
 * @param next - makes the next request: `{ nom, lance() }`, `lance` resolving with an answer
 */
export async function charge({ debit, duree, next }) {
  const temps = [];
  const parNom = new Map();
  const statuts = new Map();
  const sansAttente = [];
  const enVol = new Set();
  const pas = 1000 / debit;
  const debut = performance.now();
  let partis = 0;
  const total = Math.round((debit * duree) / 1000);
  await new Promise((fini) => {
    const tick = () => {
      const maintenant = performance.now() - debut;
      while (partis < total && partis * pas <= maintenant) {
        const prevu = debut + partis * pas;
        partis += 1;
        const { nom, lance } = next();
        const vol = lance().then(({ statut, attendre }) => {
          const ms = performance.now() - prevu;
          temps.push(ms);
          if (!parNom.has(nom)) parNom.set(nom, []);
          parNom.get(nom).push(ms);
          statuts.set(statut, (statuts.get(statut) ?? 0) + 1);
          if ((statut === 503 || statut === 429) && attendre === undefined) sansAttente.push(nom);
          enVol.delete(vol);
        });
        enVol.add(vol);
      }
      if (partis >= total) fini();
      else setTimeout(tick, 1);
    };
    tick();
  });
  await Promise.all(enVol);
  const secondes = (performance.now() - debut) / 1000;
  temps.sort((a, b) => a - b);
  return {
    demande: debit,
    servi: Math.round(temps.length / secondes),
    nombre: temps.length,
    p50: quantile(temps, 0.5),
    p99: quantile(temps, 0.99),
    max: temps.at(-1) ?? 0,
    statuts: Object.fromEntries([...statuts].sort()),
    sansAttente: sansAttente.length,
    parNom: [...parNom].map(([nom, uns]) => {
      uns.sort((a, b) => a - b);
      return { nom, nombre: uns.length, p50: quantile(uns, 0.5), p99: quantile(uns, 0.99) };
    }),
  };
}

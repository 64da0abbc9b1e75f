import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { freePort } from './application.ts';

/** A bad network in front of the application, on the address that the browser knows. */
export interface Panne {
  port: number;
  /** Share of the operations that meet a fault, half before the server and half after it. */
  taux: number;
  comptes: { recues: number; refusees: number; perdues: number };
  /** Opens what stands behind. */
  vers(port: number): void;
  close(): Promise<void>;
}

/** Reproducible chance: the same faults at each run. */
function createDes(graine: number): () => number {
  let etat = graine;
  return () => {
    etat = (Math.imul(etat, 1_664_525) + 1_013_904_223) >>> 0;
    return etat / 2 ** 32;
  };
}

export async function openPanne(): Promise<Panne> {
  const de = createDes(42);
  const comptes = { recues: 0, refusees: 0, perdues: 0 };
  let derriere = 0;
  const panne: Panne = {
    port: await freePort(),
    taux: 0,
    comptes,
    vers: (port) => (derriere = port),
    close: () => closed(server),
  };
  const server = createServer((entrant, sortant) => {
    if (!entrant.url?.startsWith('/api/operations')) {
      pass(entrant, derriere, (reponse) => give(reponse, sortant)).on('error', () => sortant.destroy());
      return;
    }
    comptes.recues += 1;
    const sort = de();
    if (sort < panne.taux / 2) {
      comptes.refusees += 1;
      entrant.socket.destroy();
      return;
    }
    const perdue = sort < panne.taux;
    pass(entrant, derriere, (reponse) => {
      if (!perdue) {
        give(reponse, sortant);
        return;
      }
      // The server has done its work, and nobody will ever read the answer.
      comptes.perdues += 1;
      reponse.resume();
      reponse.on('end', () => entrant.socket.destroy());
    }).on('error', () => sortant.destroy());
  });
  await new Promise<void>((resolve) => server.listen(panne.port, '127.0.0.1', resolve));
  return panne;
}

function pass(entrant: IncomingMessage, port: number, suite: (reponse: IncomingMessage) => void) {
  const { method, url, headers } = entrant;
  const sortante = request({ host: '127.0.0.1', port, method, path: url, headers }, suite);
  entrant.pipe(sortante);
  return sortante;
}

function give(reponse: IncomingMessage, sortant: ServerResponse): void {
  sortant.writeHead(reponse.statusCode ?? 502, reponse.headers);
  reponse.pipe(sortant);
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

import { serve } from '@hono/node-server';
import type { Server } from 'node:http';

/**
 * An idle connection stays open longer than any proxy keeps it (Caddy: two minutes, nginx and most balancers: one): the proxy
 * always closes first. Node’s own five seconds cut requests that left at the same instant on a reused connection.
 */
export const REPOS_MS = 150_000;
/** Requests that are being answered when the process stops have as long. */
const FIN_MS = 10_000;

/** Answers on a port; rejects when it is taken. */
export function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  { port, host }: { port: number; host: string },
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const serveur = serve(
      { fetch, port, hostname: host, serverOptions: { keepAliveTimeout: REPOS_MS } },
      () => resolve(serveur),
    ) as Server;
    serveur.once('error', reject);
  });
}

/** Takes no more, and resolves once what was begun has been answered. */
export function endListening(serveur: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection that falls idle after the end was asked would otherwise rest its whole time.
    const ronde = setInterval(() => serveur.closeIdleConnections(), 50);
    const fin = setTimeout(() => serveur.closeAllConnections(), FIN_MS);
    serveur.close(() => {
      clearInterval(ronde);
      clearTimeout(fin);
      resolve();
    });
  });
}

/**
 * A log that cannot be written, its disk full or its reader gone, must not stop the service: Node would end the process.
 * Lines are lost until there is room again.
 */
export function keepWithoutLog(flux: readonly NodeJS.WriteStream[] = [process.stdout, process.stderr]): void {
  for (const un of flux) un.on('error', () => undefined);
}

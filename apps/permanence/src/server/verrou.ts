import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';

/**
 * Lock of a data folder: a local socket inside it, so that a process that died leaves nothing that looks alive.
 * @returns a function that releases it, or null when another process holds the folder
 */
export async function takeVerrou(dossier: string): Promise<(() => void) | null> {
  const chemin =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\porte-plume-${dossier.replaceAll(/[^A-Za-z0-9]/g, '-')}`
      : join(dossier, 'verrou');
  const premier = await listen(chemin, dossier);
  if (premier !== 'pris') return () => release(premier, chemin);
  if (await answers(chemin, dossier)) return null;
  rmSync(chemin, { force: true });
  const second = await listen(chemin, dossier);
  return second === 'pris' ? null : () => release(second, chemin);
}

/** A socket path may not exceed 100 signs or so: the name is relative, and the folder becomes current for one call. */
function within<T>(dossier: string, chemin: string, travail: (nom: string) => T): T {
  if (process.platform === 'win32') return travail(chemin);
  const avant = process.cwd();
  process.chdir(dossier);
  try {
    return travail('verrou');
  } finally {
    process.chdir(avant);
  }
}

async function listen(chemin: string, dossier: string): Promise<Server | 'pris'> {
  return new Promise((resolve, reject) => {
    const serveur = createServer((socket) => socket.end());
    serveur.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve('pris') : reject(error),
    );
    serveur.once('listening', () => resolve(serveur));
    serveur.unref();
    within(dossier, chemin, (nom) => serveur.listen(nom));
  });
}

async function answers(chemin: string, dossier: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = within(dossier, chemin, (nom) => connect(nom));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function release(serveur: Server, chemin: string): void {
  serveur.close();
  if (process.platform !== 'win32') rmSync(chemin, { force: true });
}

// A start that cannot succeed: one clear sentence, a non-zero exit, and never the password of an address.
import { createServer, type Server } from 'node:net';
import { expect, test } from '@playwright/test';
import { freePort, makeDossier, openApplication, runToEnd } from './support/application.ts';
import { rmSync } from 'node:fs';

const occupy = async (port: number): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen({ port, host: '::', exclusive: true }, () => resolve(server));
  });

test.describe('un départ impossible', () => {
  test('le port est pris', async () => {
    const port = await freePort();
    const server = await occupy(port);
    try {
      const { code, dit } = await runToEnd({ port });
      expect(code).toBe(1);
      expect(dit).toContain(`Le port ${port} est déjà pris`);
      expect(dit).toContain('PORT=');
      expect(dit).not.toMatch(/^\s+at /m);
    } finally {
      server.close();
    }
  });

  for (const [cas, adresse, phrase] of [
    ['illisible', 'pas une adresse', 'DATABASE_URL'],
    ['sans réponse', 'postgres://app:motdepasse-secret@127.0.0.1:9/base', 'ne répond pas'],
  ] as const) {
    test(`l’adresse de la base est ${cas}`, async () => {
      const { code, dit } = await runToEnd({ env: { DATABASE_URL: adresse } });
      expect(code).toBe(1);
      expect(dit).toContain(phrase);
      expect(dit).not.toContain('motdepasse-secret');
      expect(dit).not.toMatch(/^\s+at /m);
    });
  }

  test('le dossier est déjà ouvert, et la première ouverture n’en souffre pas', async () => {
    const dossier = makeDossier();
    const premiere = await openApplication({ dossier });
    try {
      const { code, dit } = await runToEnd({ dossier });
      expect(code).toBe(1);
      expect(dit).toContain('déjà ouvert');
      expect((await fetch(`${premiere.origine}/connexion`)).status).toBe(200);
    } finally {
      await premiere.stop();
      rmSync(dossier, { recursive: true, force: true });
    }
  });
});

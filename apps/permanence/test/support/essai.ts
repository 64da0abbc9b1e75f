import { test as base, expect, type BrowserContext } from '@playwright/test';
import { rmSync } from 'node:fs';
import { copyDossier, makeDossier, openApplication, type Application } from './application.ts';

/** Playwright with an application per test, and a browser that may only speak to it. */
export const test = base.extend<{ application: Application; context: BrowserContext }, { modele: string }>({
  // The demo is seeded once; each test then works on its own copy of that database.
  modele: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of this pattern.
    async ({}, use) => {
      const dossier = makeDossier();
      await (await openApplication({ dossier })).stop();
      await use(dossier);
      rmSync(dossier, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  application: async ({ modele }, use) => {
    const dossier = copyDossier(modele);
    const application = await openApplication({ dossier });
    await use(application);
    const code = await application.stop();
    rmSync(dossier, { recursive: true, force: true });
    expect(code, 'the application leaves cleanly').toBe(0);
  },
  baseURL: async ({ application }, use) => use(application.origine),
  context: async ({ context, application }, use) => {
    const ailleurs: string[] = [];
    const erreurs: string[] = [];
    context.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.origin !== application.origine) ailleurs.push(url.origin);
    });
    context.on('weberror', (faute) => {
      erreurs.push(faute.error().message);
    });
    context.on('response', (response) => {
      if (response.status() >= 500) erreurs.push(`${response.status()} ${new URL(response.url()).pathname}`);
    });
    await use(context);
    expect(ailleurs, 'nothing leaves the machine').toEqual([]);
    expect(erreurs, 'no error in the page, no 5xx').toEqual([]);
  },
});

export { expect };

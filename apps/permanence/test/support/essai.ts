import { test as base, expect, type BrowserContext } from '@playwright/test';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { civilDate } from '../../src/server/contexte.ts';
import { copyDossier, makeDossier, openApplication, type Application } from './application.ts';

const today = (): string => civilDate(new Date(), 'Europe/Paris');
/** The day of the demo that each folder holds. */
const jours = new Map<string, string>();

async function seedModele(dossier: string): Promise<void> {
  await (await openApplication({ dossier })).stop();
  jours.set(dossier, today());
}

/** A test that would meet midnight begins after it; a demo of yesterday is made again. */
async function freshen(modele: string): Promise<void> {
  const veille = today();
  const proche = new Date(Date.now() + MINUIT_MS);
  while (veille !== civilDate(proche, 'Europe/Paris') && today() === veille) await wait(1_000);
  if (jours.get(modele) === today()) return;
  for (const nom of readdirSync(modele)) rmSync(join(modele, nom), { recursive: true, force: true });
  await seedModele(modele);
}

/** Few tests last longer. */
const MINUIT_MS = 45_000;

/** Playwright with an application per test, and a browser that may only speak to it. */
export const test = base.extend<{ application: Application; context: BrowserContext }, { modele: string }>({
  // The demo is seeded once; each test then works on its own copy of that database.
  modele: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of this pattern.
    async ({}, use) => {
      const dossier = makeDossier();
      await seedModele(dossier);
      await use(dossier);
      rmSync(dossier, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  application: async ({ modele }, use, test) => {
    if (jours.get(modele) !== civilDate(new Date(Date.now() + MINUIT_MS), 'Europe/Paris'))
      test.setTimeout(test.timeout + 120_000);
    await freshen(modele);
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

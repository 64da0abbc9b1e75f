import { expect, type BrowserContext, type Page } from '@playwright/test';
import { souris, type Main } from './main.ts';
import { openPermanence, signIn } from './parcours.ts';

/** The device of a writer: its code, its worker, and the network that comes and goes. */
export const CODE = '482915';

/** The worker is there, and holds its pages. */
export async function waitForWorker(page: Page): Promise<void> {
  await page.waitForFunction(
    async () => {
      const { active } = await navigator.serviceWorker.ready;
      const [cache] = (await caches.keys()).filter((nom) => nom.startsWith('coquilles-'));
      return (
        active?.state === 'activated' && cache !== undefined && navigator.serviceWorker.controller !== null
      );
    },
    undefined,
    // It fetches some two hundred pages: on a busy machine, longer than any gesture.
    { timeout: 60_000 },
  );
}

/** Chooses the code of the device, and takes the kit of the day. */
export async function prepare(page: Page): Promise<void> {
  await waitForWorker(page);
  await page.goto('/hors-connexion');
  await page.getByLabel('Nouveau code').fill(CODE);
  const trousse = page.waitForResponse((reponse) => reponse.url().endsWith('/hors-connexion/trousse'));
  await page.getByRole('button', { name: 'Choisir ce code' }).click();
  await expect(page.getByText('Rien n’attend')).toBeVisible();
  await page.goto('/');
  await trousse;
  // Answered is not kept yet: a page that leaves too soon takes no kit.
  await page.waitForFunction(async () => {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    const lue = new Promise<{ valeur?: unknown }>((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<{ valeur?: unknown }>) => resolve(data);
    });
    active?.postMessage({ quoi: 'relire', args: ['trousse'] }, [port2]);
    return ((await lue).valeur ?? null) !== null;
  });
}

/** A writer at work on a device that is ready for a cut. */
export async function openPoste(page: Page, main: Main = souris(page)): Promise<void> {
  await signIn(page, main, 'pia@demo');
  await openPermanence(page, main);
  await prepare(page);
}

export async function unlock(page: Page): Promise<void> {
  await page.getByLabel('Code de ce poste').fill(CODE);
  await page.getByRole('button', { name: 'Déverrouiller', exact: true }).click();
}

/** Everything that a browser keeps for the site, as text: what is open to read, and what must be sealed. */
export async function dumpStorage(page: Page): Promise<{ ouvert: string; scelle: string }> {
  return page.evaluate(async () => {
    const scelle: string[] = [];
    const dit: string[] = [
      location.href,
      JSON.stringify(Object.entries(localStorage)),
      JSON.stringify(Object.entries(sessionStorage)),
    ];
    for (const nom of await caches.keys())
      for (const demande of await (await caches.open(nom)).keys()) {
        const reponse = await caches.match(demande);
        dit.push(demande.url, (await reponse?.text()) ?? '');
      }
    const texte = (valeur: unknown): string =>
      JSON.stringify(valeur, (_clef, brut: unknown) =>
        brut instanceof ArrayBuffer || ArrayBuffer.isView(brut)
          ? String.fromCharCode(...new Uint8Array(brut instanceof ArrayBuffer ? brut : brut.buffer))
          : brut,
      );
    for (const { name = '' } of await indexedDB.databases()) {
      const base = await new Promise<IDBDatabase>((resolve, reject) => {
        const demande = indexedDB.open(name);
        demande.onsuccess = () => resolve(demande.result);
        demande.onerror = () => reject(new Error('indexedDB'));
      });
      for (const store of base.objectStoreNames) {
        const tous = await new Promise<unknown[]>((resolve) => {
          const demande = base.transaction(store).objectStore(store).getAll();
          demande.onsuccess = () => resolve(demande.result as unknown[]);
        });
        scelle.push(`${name}/${store}`, texte(tous));
      }
      base.close();
    }
    return { ouvert: dit.join('\n'), scelle: scelle.join('\n') };
  });
}

/** Cuts the network for the pages and for the worker. */
export async function cut(context: BrowserContext, coupe: boolean): Promise<void> {
  await context.setOffline(coupe);
  // The worker learns it a moment after the pages; one that is gone has nothing to learn.
  for (const travailleur of context.serviceWorkers())
    await expect
      .poll(() =>
        travailleur
          .evaluate(() =>
            fetch('/sante', { cache: 'no-store' }).then(
              () => false,
              () => true,
            ),
          )
          .catch(() => coupe),
      )
      .toBe(coupe);
}

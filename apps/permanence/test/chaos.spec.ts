import { expect, test as base, type BrowserContext, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openApplication } from './support/application.ts';
import { openPanne } from './support/panne.ts';
import { openPoste, unlock } from './support/poste.ts';

const LENT = process.env.PORTE_PLUME_LENT === '1';
const NOMBRE = LENT ? 1000 : 60;
/** How many are entered before a tab dies. */
const VIE = 12;

/** Enters one operation as a page does, and asks for a sending that nobody waits for. */
async function enter(page: Page, rang: number): Promise<string> {
  return page.evaluate(async (numero) => {
    const ask = async (quoi: string, ...args: unknown[]): Promise<unknown> => {
      const { active } = await navigator.serviceWorker.ready;
      const { port1, port2 } = new MessageChannel();
      return new Promise((resolve, reject) => {
        port1.onmessage = ({ data }: MessageEvent<{ valeur: unknown; erreur?: string }>) =>
          data.erreur === undefined ? resolve(data.valeur) : reject(new Error(data.erreur));
        active?.postMessage({ quoi, args }, [port2]);
      });
    };
    const op = crypto.randomUUID();
    const trousse = (await ask('relire', 'trousse')) as {
      compte: { id: string };
      seance: { id: string };
      favoris: string[];
    };
    await ask('deposer', {
      op,
      type: 'intervention.enregistrer',
      at: new Date().toISOString(),
      compte: trousse.compte.id,
      libelle: 'Chaos',
      payload: {
        seance: trousse.seance.id,
        demarche: trousse.favoris[0] ?? '',
        mode: 'informer',
        issue: 'finalisee',
        dureeMin: String(1 + (numero % 60)),
      },
    });
    void ask('envoyer');
    return op;
  }, rang);
}

const left = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    const ask = async (quoi: string): Promise<unknown> => {
      const { port1, port2 } = new MessageChannel();
      return new Promise((resolve) => {
        port1.onmessage = ({ data }: MessageEvent<{ valeur: unknown }>) => resolve(data.valeur);
        active?.postMessage({ quoi, args: [] }, [port2]);
      });
    };
    await ask('envoyer');
    return ((await ask('etat')) as { nombre: number }).nombre;
  });

/** A session of its own, so that the limit of requests a minute is that of a long day, not of a test. */
async function renew(context: BrowserContext, origine: string): Promise<void> {
  await context.request.post(`${origine}/connexion/demo`, {
    form: { compte: 'pia@demo' },
    headers: { origin: origine },
  });
}

async function countRows(
  dossier: string,
  ops: readonly string[],
): Promise<{ lignes: number; evenements: number }> {
  const [, , , port] = readFileSync(join(dossier, 'pg', 'postmaster.pid'), 'utf8').split('\n');
  const { superutilisateur } = JSON.parse(readFileSync(join(dossier, 'cles', 'pg.json'), 'utf8')) as {
    superutilisateur: string;
  };
  const client = new pg.Client({
    connectionString: `postgres://postgres:${superutilisateur}@127.0.0.1:${port ?? ''}/porte_plume`,
  });
  await client.connect();
  const { rows } = await client.query<{ lignes: string; evenements: string }>(
    `select (select count(*) from intervention where id = any($1)) as lignes,
            (select count(*) from seance_evenement where donnees->>'op' = any($1)) as evenements`,
    [ops],
  );
  await client.end();
  return { lignes: Number(rows[0]?.lignes), evenements: Number(rows[0]?.evenements) };
}

base(
  `chaos: ${NOMBRE} operations, half of the requests at fault, two tabs, tabs that die`,
  async ({ browser }) => {
    base.setTimeout(LENT ? 900_000 : 180_000);
    const panne = await openPanne();
    const origine = `http://localhost:${panne.port}`;
    const application = await openApplication({ env: { ORIGIN: origine } });
    panne.vers(application.port);
    const context = await browser.newContext({ baseURL: origine });
    try {
      const premiere = await context.newPage();
      await openPoste(premiere);
      const open = async (): Promise<Page> => {
        const page = await context.newPage();
        await page.goto('/hors-connexion');
        // The worker slept, or all its pages died: the key went with it.
        const verrou = page.getByRole('button', { name: 'Déverrouiller', exact: true });
        await expect(verrou.or(page.getByRole('button', { name: 'Verrouiller ce poste' }))).toBeVisible();
        if (await verrou.isVisible()) await unlock(page);
        await expect(page.getByRole('button', { name: 'Verrouiller ce poste' })).toBeVisible();
        return page;
      };
      const onglets = [premiere, await open()];
      panne.taux = 0.5;
      const ops: string[] = [];
      for (let rang = 0; rang < NOMBRE; rang += 2) {
        ops.push(...(await Promise.all(onglets.map((page, cote) => enter(page, rang + cote)))));
        if ((rang / 2) % VIE === VIE - 1) {
          // In the middle of its sending: the tab dies, and the one that replaces it knows nothing of it.
          const [mort] = onglets.splice((rang / 2) % 2, 1);
          await mort?.close();
          onglets.push(await open());
        }
        if (rang % 60 === 58) await renew(context, origine);
      }
      const [page] = onglets;
      if (page === undefined) throw new Error('every tab is dead');
      await expect(async () => {
        await renew(context, origine);
        expect(await left(page)).toBe(0);
      }).toPass({ timeout: LENT ? 600_000 : 90_000, intervals: [200] });
      const { lignes, evenements } = await countRows(application.dossier, ops);
      const { recues, refusees, perdues } = panne.comptes;
      console.log(
        `chaos: ${NOMBRE} entered, ${recues} requests, ${refusees} refused before, ${perdues} processed with the answer lost: ${lignes} stored`,
      );
      expect(new Set(ops).size).toBe(NOMBRE);
      expect({ lignes, evenements }, 'none lost, none doubled').toEqual({
        lignes: NOMBRE,
        evenements: NOMBRE,
      });
      expect(perdues, 'answers were lost').toBeGreaterThan(NOMBRE / 10);
      expect(refusees, 'requests were refused').toBeGreaterThan(NOMBRE / 10);
    } finally {
      await context.close();
      await panne.close();
      await application.stop();
    }
  },
);

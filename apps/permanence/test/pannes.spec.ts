import { setTimeout as wait } from 'node:timers/promises';
import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { createId } from '../src/domain/identifiant.ts';
import { alea } from '../src/server/contexte.ts';
import { Navigateur, ORIGINE } from '../src/server/essai.fixture.ts';
import { freePort, makeDossier, openApplication, type Application } from './support/application.ts';

// The slow proof: fifty kills. Three say the same in a quarter of a minute.
const MORTS = process.env.PORTE_PLUME_LENT === '1' ? 50 : 3;
test.describe.configure({ timeout: 600_000 });

/** A browser without script in front of the built application, wherever it listens. */
function browse(port: number): Navigateur {
  const request = (adresse: string, init: RequestInit) =>
    fetch(adresse.replace(ORIGINE, `http://127.0.0.1:${port}`), { ...init, redirect: 'manual' });
  return new Navigateur({ request } as unknown as ConstructorParameters<typeof Navigateur>[0]);
}

test(`le serveur est tué ${MORTS} fois pendant l’envoi : rien de confirmé ne manque, rien ne compte deux fois`, async () => {
  const dossier = makeDossier();
  const port = await freePort();
  const depart = { dossier, port, args: ['--vide'], env: { ORIGIN: ORIGINE } };
  let application: Application = await openApplication(depart);
  const nav = browse(port);
  await nav.connecte('pia@demo');
  const journee = await nav.get('/');
  const lieuId = /<option value="([^"]{10,})"/.exec(journee.texte)?.[1] ?? '';
  expect((await nav.post('/seance', { op: journee.op, lieuId, etape: 'ouvrir_lieu' })).statut).toBe(303);

  const recues = new Set<string>();
  let renvois = 0;
  let encore = true;
  // What got no answer is sent again with the same operation, as the offline box does.
  const writer = async (): Promise<void> => {
    while (encore) {
      const op = createId(Date.now(), alea);
      for (let envoi = 1; !recues.has(op); envoi += 1) {
        const statut = await nav
          .post('/seance', { op, etape: 'demande', motif: 'plus_de_place' })
          .then((reponse) => reponse.statut)
          .catch(() => 0);
        if (statut === 303) recues.add(op);
        else {
          expect([0, 503], 'cut or « revenez », never a failure').toContain(statut);
          if (envoi === 1) renvois += 1;
          await wait(50);
        }
      }
    }
  };
  const writers = [writer(), writer()];
  try {
    for (let mort = 0; mort < MORTS; mort += 1) {
      await wait(100 + (mort % 7) * 30);
      await application.tue();
      application = await openApplication(depart);
    }
    await wait(200);
    encore = false;
    await Promise.all(writers);
    expect(renvois, 'the kills hit requests').toBeGreaterThan(0);
    const apres = await nav.get('/');
    expect(apres.statut, 'the session lives in the database').toBe(200);
    expect(apres.lisible).toContain(`Déjà ${recues.size} demandes notées`);
  } finally {
    encore = false;
    expect(await application.stop()).toBe(0);
    rmSync(dossier, { recursive: true, force: true });
  }
});

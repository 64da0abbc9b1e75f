import { setTimeout as wait } from 'node:timers/promises';
import { createId } from '../../src/domain/identifiant.ts';
import { alea } from '../../src/server/contexte.ts';
import { Navigateur, ORIGINE } from '../../src/server/essai.fixture.ts';

/** A browser without script in front of a built application, wherever it listens. */
export function browse(port: () => number): Navigateur {
  const request = (adresse: string, init: RequestInit) =>
    fetch(adresse.replace(ORIGINE, `http://127.0.0.1:${port()}`), { ...init, redirect: 'manual' });
  return new Navigateur({ request } as unknown as ConstructorParameters<typeof Navigateur>[0]);
}

/** Signs the demo writer in and opens a séance in the first lieu of the list. */
export async function openSeance(nav: Navigateur): Promise<void> {
  await nav.connecte('pia@demo');
  const journee = await nav.get('/');
  const lieuId = /<option value="?([^"\s>]{10,})/.exec(journee.texte)?.[1] ?? '';
  const ouverte = await nav.post('/seance', { op: journee.op, lieuId, etape: 'ouvrir_lieu' });
  if (ouverte.statut !== 303) throw new Error(`no séance: ${ouverte.statut}`);
}

/** Two writers who note without end; what got no answer is sent again with the same operation. */
export interface Ecriture {
  /** Operations that were confirmed. */
  recues: ReadonlySet<string>;
  /** Operations whose first sending got no confirmation. */
  renvois(): number;
  /** Statuses other than « done »: 0 is a connection cut. */
  autres(): readonly number[];
  stop(): Promise<void>;
}

export function startEcriture(nav: Navigateur): Ecriture {
  const recues = new Set<string>();
  const autres = new Set<number>();
  let renvois = 0;
  let fini = false;
  const encore = (): boolean => !fini;
  const writer = async (): Promise<void> => {
    while (encore()) {
      const op = createId(Date.now(), alea);
      for (let envoi = 1; !recues.has(op) && (encore() || envoi < 100); envoi += 1) {
        const statut = await nav
          .post('/seance', { op, etape: 'demande', motif: 'plus_de_place' })
          .then((reponse) => reponse.statut)
          .catch(() => 0);
        if (statut === 303) recues.add(op);
        else {
          autres.add(statut);
          if (envoi === 1) renvois += 1;
          await wait(50);
        }
      }
    }
  };
  const writers = [writer(), writer()];
  return {
    recues,
    renvois: () => renvois,
    autres: () => [...autres],
    async stop() {
      fini = true;
      await Promise.all(writers);
    },
  };
}

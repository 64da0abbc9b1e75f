/**
 * Reads a spreadsheet in a thread of its own: a hundred thousand rows keep it busy for seconds, and the server answers
 * meanwhile. It holds no connection and no key; what it finds leaves by batches, the next one once the last is written.
 */
import {
  confirmImport,
  confirmOrientations,
  detectColonnes,
  importCoop,
  importTableur,
  readEchantillon,
  type ImportReport,
} from '@porte-plume/accompagnement/imports';
import type { EvenementSeance } from '@porte-plume/accompagnement/seance';
import { parentPort, workerData } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { renewUndone } from './import-annulees.ts';
import type { Demande, Message } from './import-messages.ts';

/** Events of one batch, about: a séance is never cut in two. */
const LOT = 400;

const port = parentPort;
if (port === null) throw new Error('this file is the body of a worker thread');
const demande = workerData as Demande;
const say = (message: Message): void => {
  port.postMessage(message);
};
/** Resolves when the main thread has written what it was given. */
const written = (): Promise<void> => new Promise((resolve) => port.once('message', () => resolve()));

async function read({ nature, fichier, mapping, options, annulees }: Demande): Promise<ImportReport> {
  const o = { ...options, connus: new Set(options.connus) };
  const report =
    nature === 'coop' || mapping === null
      ? await importCoop(fichier, o)
      : await importTableur(fichier, mapping, o);
  return renewUndone(report, annulees, o.connus);
}

if (demande.travail === 'colonnes') {
  const lu = await readEchantillon(demande.fichier);
  say(
    lu === null
      ? { type: 'colonnes', entetes: [], projet: null }
      : { type: 'colonnes', entetes: lu.entetes, projet: detectColonnes(lu.entetes, lu.echantillon) },
  );
} else {
  const report = await read(demande);
  if (demande.travail === 'analyse') {
    say({
      type: 'analyse',
      resume: report.resume,
      defauts: gzipSync(JSON.stringify(report.issues)),
    });
  } else {
    const evenements = confirmImport(report, {
      ...demande.options,
      connus: new Set(demande.options.connus),
    });
    const orientations = new Map(confirmOrientations(report).map((une) => [une.interventionId, une]));
    const send = async (evenements: readonly EvenementSeance[]): Promise<void> => {
      // With their interventions: a cut between two batches loses none.
      const siennes = evenements.flatMap((e) =>
        e.type === 'InterventionEnregistree' ? (orientations.get(e.donnees.intervention.id) ?? []) : [],
      );
      say({ type: 'lot', evenements, orientations: siennes });
      await written();
    };
    let lot: typeof evenements = [];
    for (const [rang, evenement] of evenements.entries()) {
      lot.push(evenement);
      const suivant = evenements[rang + 1];
      if (lot.length < LOT || suivant?.seanceId === evenement.seanceId) continue;
      await send(lot);
      lot = [];
    }
    if (lot.length > 0) await send(lot);
    for (let rang = 0; rang < report.ateliers.length; rang += LOT) {
      say({ type: 'ateliers', ateliers: report.ateliers.slice(rang, rang + LOT) });
      await written();
    }
    say({ type: 'fini' });
  }
}

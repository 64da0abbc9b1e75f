/**
 * Reads a spreadsheet in a thread of its own: a hundred thousand rows keep it busy for seconds, and the server answers
 * meanwhile. It holds no connection and no key; what it finds leaves by batches, the next one once the last is written.
 */
import {
  confirmImport,
  detectColonnes,
  importCoop,
  importTableur,
  readEchantillon,
  type ImportReport,
} from '@porte-plume/accompagnement/imports';
import { parentPort, workerData } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { nextId, type Demande, type Message } from './import-messages.ts';

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
  const undone = new Set(annulees);
  if (undone.size === 0) return report;
  // What was undone may be taken up again: under the next id of its row, since the first one is cancelled for ever.
  const interventions = report.interventions.flatMap((une) => {
    let { id } = une.intervention;
    while (undone.has(id)) id = nextId(id);
    return o.connus.has(id) ? [] : [{ ...une, intervention: { ...une.intervention, id } }];
  });
  const { resume } = report;
  const deja = report.interventions.length - interventions.length;
  return {
    ...report,
    interventions,
    resume: {
      ...resume,
      pretes: resume.pretes - deja,
      connues: resume.connues + deja,
      interventions: interventions.length,
      seances: new Set(interventions.map(({ intervention }) => intervention.seanceId)).size,
    },
  };
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
    let lot: typeof evenements = [];
    for (const [rang, evenement] of evenements.entries()) {
      lot.push(evenement);
      const suivant = evenements[rang + 1];
      if (lot.length < LOT || suivant?.seanceId === evenement.seanceId) continue;
      say({ type: 'lot', evenements: lot });
      await written();
      lot = [];
    }
    if (lot.length > 0) {
      say({ type: 'lot', evenements: lot });
      await written();
    }
    say({ type: 'fini' });
  }
}

import { parentPort } from 'node:worker_threads';
import { PdfRefuse } from './refus.ts';
import { renderMandatPdf } from './render.ts';

/** What the pool asks of a worker. */
export interface Tache {
  doc: Parameters<typeof renderMandatPdf>[0];
  options: Parameters<typeof renderMandatPdf>[1];
}

/** What a worker answers: a refusal travels as its reasons, since a thread boundary keeps no class of ours. */
export type Reponse = { octets: Uint8Array } | { motifs: PdfRefuse['motifs'] } | { erreur: Error };

async function answer({ doc, options }: Tache): Promise<Reponse> {
  try {
    return { octets: await renderMandatPdf(doc, options) };
  } catch (cause) {
    if (cause instanceof PdfRefuse) return { motifs: cause.motifs };
    return { erreur: cause instanceof Error ? cause : new Error(String(cause)) };
  }
}

parentPort?.on('message', (tache: Tache) => {
  void answer(tache).then((reponse) => parentPort?.postMessage(reponse));
});

import { instruments } from '../editions.ts';
import type { Resultat } from '../motif.ts';
import { parseReponses } from '../parse-reponses.ts';
import { score } from '../score.ts';
import type { ReponseCommande } from './answer.ts';
import { readArgs } from './args.ts';
import { readJson } from './files.ts';

const DEFAULT = 'insee-illectronisme@2021';

/** `score`: the bilan of a log of answers, as JSON; its sentences for a reader. */
export function scoreCommand(args: readonly string[]): Resultat<ReponseCommande> {
  const appel = readArgs(args, { kinds: { reponses: 'value', instrument: 'value' }, required: ['reponses'] });
  if (!appel.ok) return appel;
  const { options } = appel.value;
  const instrument = instruments[options.get('instrument') ?? DEFAULT];
  if (instrument === undefined) {
    const phrase = `« --instrument » attend : ${Object.keys(instruments).join(', ')}.`;
    return { ok: false, motifs: [{ code: 'APPEL_INVALIDE', phrase }] };
  }
  const json = readJson(options.get('reponses') ?? '');
  if (!json.ok) return json;
  const reponses = parseReponses(json.value);
  if (!reponses.ok) return reponses;
  const bilan = score(instrument, reponses.value);
  if (!bilan.ok) return bilan;
  const { trace, alertes } = bilan.value;
  const phrases = [...trace, ...alertes].map(({ phrase }) => phrase);
  return { ok: true, value: { print: bilan.value, phrases, constats: alertes.length > 0 } };
}

import { recalibrate } from '../compile/recalibration.ts';
import { parseReponsesCsv } from '../compile/reponses-csv.ts';
import type { Resultat } from '../motif.ts';
import type { ReponseCommande } from './answer.ts';
import { readArgs } from './args.ts';
import { readCalibration, readText, writeWhole } from './files.ts';

/** `recalibrate`: new difficulties from consented field answers, in a new calibration file. */
export function recalibrateCommand(args: readonly string[]): Resultat<ReponseCommande> {
  const appel = readArgs(args, {
    kinds: { responses: 'value', calibration: 'value', out: 'value' },
    required: ['responses', 'calibration', 'out'],
  });
  if (!appel.ok) return appel;
  const option = (name: string): string => appel.value.options.get(name) ?? '';
  const calibration = readCalibration(option('calibration'));
  const text = readText(option('responses'));
  if (!calibration.ok || !text.ok) {
    return { ok: false, motifs: [calibration, text].flatMap((r) => (r.ok ? [] : r.motifs)) };
  }
  const codes = calibration.value.items.map(({ code }) => code);
  const rows = parseReponsesCsv(text.value, codes);
  if (!rows.ok) return rows;
  const result = recalibrate(calibration.value, rows.value);
  if (!result.ok) return result;
  const { calibration: next, rapport } = result.value;
  const out = option('out');
  const written = writeWhole(out, `${JSON.stringify(next, null, 1)}\n`);
  if (!written.ok) return written;
  const phrases = [
    `${rapport.lues} lignes, ${rapport.utilisees} utilisées ; écartées : ${rapport.sansConsentement} sans consentement, ${rapport.nonUsagers} non-usagers, ${rapport.incompletes} incomplètes.`,
    ...(rapport.gardees.length > 0
      ? [`Difficulté gardée, faute de réponses contrastées : ${rapport.gardees.join(', ')}.`]
      : []),
    `Plus grand écart : ${rapport.plusGrandEcart.toFixed(2).replace('.', ',')} logit. « ${out} » : ${next.id}@${next.version}.`,
  ];
  return { ok: true, value: { print: { ok: true, ...rapport }, phrases, constats: false } };
}

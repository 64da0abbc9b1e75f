import { type ArbreCompile, compileArbre, toArbreJson } from '../compile/arbre.ts';
import { toFeuilleHtml, toFeuilleTexte } from '../compile/feuille.ts';
import { areaItems } from '../instrument.ts';
import type { Motif, Resultat } from '../motif.ts';
import { inseeIllectronisme2021 as insee } from '../official-editions.ts';
import type { ReponseCommande } from './answer.ts';
import { readArgs } from './args.ts';
import { readCalibration, writeWhole } from './files.ts';

const FORMATS: ReadonlyMap<string, (arbre: ArbreCompile) => string> = new Map([
  ['html', (arbre) => toFeuilleHtml(arbre, insee)],
  ['texte', (arbre) => toFeuilleTexte(arbre, insee)],
  ['json', toArbreJson],
]);

function toNumber(text: string | undefined, low: number, high: number): number | undefined {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
  return value >= low && value <= high ? value : undefined;
}

/** `arbre`: compiles the interview and prints it, for one A4 page, as text, or as the JSON that `next` reads. */
export function arbreCommand(args: readonly string[]): Resultat<ReponseCommande> {
  const appel = readArgs(args, {
    kinds: { calibration: 'value', seuil: 'value', moyenne: 'value', format: 'value', out: 'value' },
  });
  if (!appel.ok) return appel;
  const { options } = appel.value;
  const motifs: Motif[] = [];
  const invalid = (phrase: string): void => {
    motifs.push({ code: 'APPEL_INVALIDE', phrase });
  };
  const format = FORMATS.get(options.get('format') ?? 'html');
  if (format === undefined) invalid('« --format » attend html, texte ou json.');
  const threshold = options.has('seuil') ? toNumber(options.get('seuil'), 0.5, 1) : undefined;
  if (options.has('seuil') && threshold === undefined) invalid('« --seuil » attend un nombre de 0,5 à 1.');
  const priorMean = options.has('moyenne') ? toNumber(options.get('moyenne'), -10, 10) : undefined;
  if (options.has('moyenne') && priorMean === undefined)
    invalid('« --moyenne » attend un nombre de -10 à 10.');
  if (format === undefined || motifs.length > 0) return { ok: false, motifs };
  const calibration = readCalibration(options.get('calibration'));
  if (!calibration.ok) return calibration;
  const known = new Set(areaItems(insee));
  const strangers = calibration.value.items.flatMap(({ code }, index): Motif[] =>
    known.has(code)
      ? []
      : [
          {
            code: 'CALIBRATION_INVALIDE',
            phrase: 'L’instrument n’a pas cette question.',
            path: ['items', index, 'code'],
          },
        ],
  );
  if (strangers.length > 0) return { ok: false, motifs: strangers };
  const arbre = compileArbre({
    calibration: calibration.value,
    ...(threshold === undefined ? {} : { threshold }),
    ...(priorMean === undefined ? {} : { priorMean }),
  });
  const text = format(arbre);
  const out = options.get('out');
  if (out === undefined) return { ok: true, value: { print: text, phrases: [], constats: false } };
  const written = writeWhole(out, text);
  if (!written.ok) return written;
  return {
    ok: true,
    value: {
      print: { ok: true, calibration: arbre.calibration },
      phrases: [`« ${out} » est écrit.`],
      constats: false,
    },
  };
}

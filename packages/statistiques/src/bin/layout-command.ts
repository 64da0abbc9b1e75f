import { suggestLayout, type LayoutPlan } from '../layout-plan.ts';
import { cite, done, refuse, type Motif, type Resultat } from '../motif.ts';
import { readDecimal, readFlags, readInteger } from './args.ts';
import { readCube } from './cube-file.ts';
import { progressTo } from './progress.ts';
import { readSpec } from './spec-file.ts';

/** `layout`: looks for the finest publishable layout before masking anything (§11.5). */
export async function layoutCommand(args: readonly string[]): Promise<Resultat<LayoutPlan>> {
  const kinds = {
    spec: 'value',
    in: 'value',
    threshold: 'value',
    'max-masked': 'value',
    limit: 'value',
    progress: 'switch',
  } as const;
  const read = readFlags(args, kinds, ['spec', 'in']);
  if (!read.ok) return read;
  const flags = read.value;
  const motifs: Motif[] = [];
  const threshold = flags.threshold === undefined ? undefined : readInteger(flags.threshold);
  const maxMasked = readDecimal(flags['max-masked'] ?? '0.05');
  const limit = flags.limit === undefined ? Infinity : readInteger(flags.limit);
  if (threshold !== undefined && !(Number.isSafeInteger(threshold) && threshold >= 2)) {
    motifs.push({ code: 'SPEC_INVALID', phrase: 'Le seuil est un entier supérieur ou égal à 2.' });
  }
  if (!(maxMasked >= 0 && maxMasked <= 1)) {
    motifs.push({
      code: 'CALL_INVALID',
      phrase: `L’option ${cite('--max-masked')} attend un nombre entre 0 et 1.`,
    });
  }
  if (!(limit >= 1)) {
    motifs.push({ code: 'CALL_INVALID', phrase: `L’option ${cite('--limit')} attend un entier positif.` });
  }
  if (motifs.length > 0) return refuse(...motifs);
  const spec = readSpec(flags.spec ?? '');
  if (!spec.ok) return spec;
  const progress = progressTo(process.stderr, flags.progress !== undefined, () => performance.now());
  const cube = await readCube(spec.value, flags.in ?? '', progress);
  if (!cube.ok) return cube;
  const plan = suggestLayout(cube.value.cube, {
    maxMasked,
    limit,
    ...(threshold !== undefined && { threshold }),
  });
  return plan.ok ? done(plan.value) : plan;
}

/** What the plan advises, in a sentence for whoever reads the terminal. */
export function layoutAdvice({ options, recommended, threshold }: LayoutPlan): string {
  const option = recommended === null ? undefined : options[recommended];
  if (!option) return `Aucun regroupement ne laisse assez de cases d’au moins ${threshold}.`;
  if (option.words.length === 0)
    return 'Le découpage demandé convient, sans regroupement. Reste à le protéger (protect).';
  return `Regroupement conseillé\u00a0: ${option.words.map((word) => word.replace('\u00a0: ', ' ')).join('\u00a0; ')}.`;
}

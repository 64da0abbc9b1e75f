import { join } from 'node:path';

import { readRecords } from '../csv-reader.ts';
import { csvLine } from '../csv-text.ts';
import { kAnonymise } from '../kanon-anonymise.ts';
import type { GeneralisedFile } from '../kanon-generalise.ts';
import { rapportKanon } from '../kanon-report.ts';
import { cite, done, refuse, type Motif, type Resultat } from '../motif.ts';
import { readCall, readDecimal, readInteger } from './args.ts';
import { readText, writeTogether } from './files.ts';
import { readInput } from './input.ts';

const FLAGS = {
  in: 'value',
  hierarchy: 'list',
  k: 'value',
  suppression: 'value',
  'time-limit': 'value',
  out: 'value',
  sensitive: 'list',
  keep: 'list',
  population: 'value',
} as const;

const callInvalid = (phrase: string): Motif => ({ code: 'CALL_INVALID', phrase });

/** Reads every `attribute=file`: the rows are checked later, with the data. */
function readHierarchies(pairs: readonly string[]): Resultat<Record<string, string[][]>> {
  const motifs: Motif[] = [];
  const hierarchies: Record<string, string[][]> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    const attribute = pair.slice(0, Math.max(at, 0));
    if (attribute === '') {
      motifs.push(callInvalid(`L’option ${cite('--hierarchy')} attend ${cite('colonne=fichier.csv')}.`));
      continue;
    }
    if (Object.hasOwn(hierarchies, attribute)) {
      motifs.push(callInvalid(`La colonne ${cite(attribute)} a deux hiérarchies.`));
    }
    const text = readText(pair.slice(at + 1));
    const rows = text.ok ? readRecords(text.value) : text;
    if (rows.ok) hierarchies[attribute] = rows.value;
    else {
      const of = (phrase: string): string => `Hiérarchie ${cite(attribute)}. ${phrase}`;
      motifs.push(...rows.motifs.map((motif) => ({ ...motif, phrase: of(motif.phrase) })));
    }
  }
  return motifs.length > 0 ? refuse(...motifs) : done(hierarchies);
}

function csvOf({ columns, records }: GeneralisedFile): string {
  const names = Object.keys(columns);
  const line = (row: number): string =>
    csvLine(
      names.map((name) => columns[name]?.[row] ?? ''),
      ',',
    );
  return csvLine(names, ',') + Array.from({ length: records }, (_, row) => line(row)).join('');
}

/**
 * `kanon`: levels of generalisation with the least loss (§11.5). Prints `{levels, loss, suppressed}`,
 * the loss with five decimals; `"status":"time_limit"` is added when better levels may exist.
 */
export async function kanonCommand(
  args: readonly string[],
): Promise<Resultat<{ print: unknown; sentence?: string }>> {
  const call = readCall(args, FLAGS, ['in', 'hierarchy', 'k']);
  if (!call.ok) return call;
  const { flags, lists } = call.value;
  const wrong: Motif[] = [];
  const seconds = readDecimal(flags['time-limit'] ?? '1');
  if (!(seconds > 0)) {
    wrong.push(callInvalid(`L’option ${cite('--time-limit')} attend un nombre de secondes.`));
  }
  const { sensitive = [], keep = [] } = lists;
  if (
    flags.out === undefined &&
    (sensitive.length > 0 || keep.length > 0 || flags.population !== undefined)
  ) {
    wrong.push(
      callInvalid(
        `Les options ${cite('--sensitive')}, ${cite('--keep')} et ${cite('--population')} vont avec ${cite('--out')}.`,
      ),
    );
  }
  const read = readHierarchies(lists.hierarchy ?? []);
  if (!read.ok) wrong.push(...read.motifs);
  if (!read.ok || wrong.length > 0) return refuse(...wrong);

  const hierarchies = read.value;
  const quasi = Object.keys(hierarchies);
  const input = await readInput(flags.in ?? '', new Set([...quasi, ...sensitive, ...keep]));
  if (!input.ok) return input;
  const { columns, lineOf } = input.value;
  const request = {
    k: readInteger(flags.k ?? ''),
    suppressionLimit: readDecimal(flags.suppression ?? '0'),
    hierarchies,
  };
  const found = kAnonymise(columns, {
    ...request,
    line: lineOf,
    ...(flags['time-limit'] !== undefined && {
      timeLimitMs: 1000 * seconds,
      now: () => performance.now(),
    }),
  });
  if (!found.ok) return found;
  const { levels, loss, suppressed, status, warnings } = found.value;

  if (flags.out !== undefined) {
    const population =
      flags.population === undefined ? null : await readInput(flags.population, new Set(quasi));
    if (population && !population.ok) return population;
    const report = rapportKanon(columns, {
      ...request,
      levels,
      sensitive,
      keep,
      ...(population && { population: population.value.columns }),
    });
    if (!report.ok) return report;
    const written = writeTogether([
      { path: join(flags.out, 'fichier-k.csv'), text: csvOf(report.value.file) },
      { path: join(flags.out, 'rapport-k.md'), text: report.value.rapport.markdown },
    ]);
    if (!written.ok) return written;
  }
  const late = status === 'time_limit';
  const sentences = [
    ...(late ? ['Temps écoulé\u00a0: ces niveaux atteignent k, mais de meilleurs existent peut-être.'] : []),
    ...warnings.map(({ phrase }) => phrase),
  ];
  return done({
    print: { levels, loss: Number(loss.toFixed(5)), suppressed, ...(late && { status }) },
    ...(sentences.length > 0 && { sentence: sentences.join('\n') }),
  });
}

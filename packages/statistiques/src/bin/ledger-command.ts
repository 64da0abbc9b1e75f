import { audit } from '../audit.ts';
import type { LedgerEntry } from '../ledger-entry.ts';
import { cite, done, refuse, type Motif, type Resultat } from '../motif.ts';
import { parsePublishedTable } from '../published-table.ts';
import { readFlags } from './args.ts';
import { EXIT, located } from './exit-code.ts';
import type { Help } from './help.ts';
import { readTable } from './input.ts';
import { readLedger } from './ledger-file.ts';
import { readSpec } from './spec-file.ts';

export const LEDGER_HELP: Help = {
  summary: 'Vérifie le registre des publications, le liste, ou y confronte un tableau.',
  usage: 'verify | list | check --in registre.jsonl [options]',
  options: [
    ['verify', 'la chaîne est-elle intacte\u00a0? dit quelle ligne ne l’est pas'],
    ['list', 'ce qui a été publié, pour qui et sur quelle période'],
    ['check', 'un tableau révélerait-il quelque chose à côté des publications passées\u00a0?'],
    ['--in FICHIER', 'le registre'],
    ['--table FICHIER', 'avec check\u00a0: le tableau'],
    ['--spec FICHIER', 'avec check\u00a0: sa spécification, avec son univers'],
    ['--audience PUBLIC', 'avec check\u00a0: ne compter que ce que ce public a lu (défaut\u00a0: tout)'],
  ],
};

/** What the command prints, its exit code and its sentence. */
type Answer = { readonly print: unknown; readonly exit?: number; readonly sentence?: string };

const plural = (count: number, word: string): string => `${count} ${word}${count > 1 ? 's' : ''}`;

function summary({ seq, releaseId, publishedAt, audience, universe, unit, dims, norm, cells }: LedgerEntry): {
  seq: number;
  cells: number;
  masked: number;
} & Record<string, unknown> {
  const masked = cells.filter((cell) => cell.at(-1) === null).length;
  return { seq, releaseId, publishedAt, audience, universe, unit, dims, norm, cells: cells.length, masked };
}

const AUDIENCES = { internal: 'interne', funder: 'financeurs', open: 'tout public' } as const;

const line = (entry: LedgerEntry): string => {
  const { cells, masked } = summary(entry);
  const { releaseId, publishedAt, audience, universe } = entry;
  const { from, to } = universe.period;
  const period = from === to ? from : `${from} à ${to}`;
  return `${publishedAt.slice(0, 10)}  ${releaseId}  ${AUDIENCES[audience]}  ${period}  ${plural(cells, 'case')} dont ${plural(masked, 'masquée')}`;
};

async function check(path: string, f: Readonly<Record<string, string>>): Promise<Resultat<Answer>> {
  const file = readLedger(path, false);
  if (!file.ok) return file;
  const spec = readSpec(f.spec ?? '');
  if (!spec.ok) return spec;
  const text = await readTable(f.table ?? '');
  if (!text.ok) return text;
  const table = parsePublishedTable(text.value, spec.value);
  if (!table.ok) return table;
  const { audience } = f;
  if (audience !== undefined && audience !== 'internal' && audience !== 'funder' && audience !== 'open') {
    return refuse({
      code: 'CALL_INVALID',
      phrase: `L’option ${cite('--audience')} attend ${cite('internal')}, ${cite('funder')} ou ${cite('open')}.`,
    });
  }
  const report = await audit(table.value, {
    ledger: file.value.ledger,
    ...(audience !== undefined && { audience }),
  });
  if (!report.ok) return report;
  const { exact, derived = 0, consistent, joint } = report.value;
  if (!consistent) {
    return done({
      print: { ok: false, motifs: report.value.motifs ?? [] },
      exit: EXIT.invalid,
      sentence: (report.value.motifs ?? []).map(({ phrase }) => phrase).join('\n'),
    });
  }
  const isSafe = exact === 0 && derived === 0;
  return done({
    print: {
      ok: isSafe,
      value: { releases: joint?.releases ?? 0, exact, derived, leaks: joint?.leaks ?? [] },
    },
    exit: isSafe ? EXIT.done : EXIT.leak,
    sentence: isSafe
      ? 'À côté des publications passées, ce tableau ne révèle aucun petit effectif.'
      : 'À côté des publications passées, ce tableau révèle au moins un petit effectif.',
  });
}

/** An altered ledger is what `verify` looks for: a verification that failed, not a refusal to publish. */
function unverified(motifs: readonly Motif[]): Resultat<Answer> {
  if (motifs.some(({ code }) => code !== 'LEDGER_BROKEN')) return refuse(...motifs);
  return done({
    print: { ok: false, motifs: motifs.map(located) },
    exit: EXIT.leak,
    sentence: motifs.map(({ phrase }) => phrase).join('\n'),
  });
}

/** `ledger verify | list | check`: what the release ledger says, and whether it was tampered with. */
export async function ledgerCommand(args: readonly string[]): Promise<Resultat<Answer>> {
  const [action, ...rest] = args;
  if (action !== 'verify' && action !== 'list' && action !== 'check') {
    return refuse({
      code: 'CALL_INVALID',
      phrase: `Usage\u00a0: ledger ${LEDGER_HELP.usage}`,
    });
  }
  const kinds =
    action === 'check'
      ? ({ in: 'value', table: 'value', spec: 'value', audience: 'value' } as const)
      : ({ in: 'value' } as const);
  const flags = readFlags(rest, kinds, action === 'check' ? ['in', 'table', 'spec'] : ['in']);
  if (!flags.ok) return flags;
  const path = flags.value.in ?? '';
  if (action === 'check') return check(path, flags.value);
  const file = readLedger(path, false);
  if (!file.ok) return action === 'verify' ? unverified(file.motifs) : file;
  const { entries } = file.value.ledger;
  const intact = `Registre intact\u00a0: ${plural(entries.length, 'publication')}.`;
  if (action === 'verify') {
    return done({
      print: { ok: true, value: { entries: entries.length, head: file.value.head } },
      sentence: intact,
    });
  }
  return done({
    print: { ok: true, value: { entries: entries.map(summary), head: file.value.head } },
    sentence: [...entries.map(line), intact].join('\n'),
  });
}

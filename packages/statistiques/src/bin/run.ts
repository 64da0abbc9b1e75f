import { cite, refuse, type Motif } from '../motif.ts';
import { auditCommand } from './audit-command.ts';
import { protectCommand } from './protect-command.ts';
import { verifyCommand } from './verify-command.ts';

/** Exit codes of §11.6. */
const DONE = 0;
const LEAK = 1;
const INVALID = 2;
const REFUSED = 3;
const FAULT = 4;

const REFUSALS = new Set([
  'UNSUPPORTED',
  'EMPTY_UNIVERSE',
  'TOO_MANY_CELLS',
  'LAYOUT_TOO_FINE',
  'SOLVER_MISSING',
  'TIME_LIMIT',
  'ABORTED',
  'AUDIT_FAILED',
  'WITNESS_MISSING',
]);
const UNVERIFIED = new Set(['CERTIFICATE_INVALID', 'HASH_MISMATCH']);

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function explain(motifs: readonly Motif[]): void {
  for (const { phrase } of motifs) process.stderr.write(`${phrase}\n`);
}

function fail(motifs: readonly Motif[]): number {
  print({ ok: false, motifs });
  explain(motifs);
  const codes = motifs.map(({ code }) => code);
  if (codes.some((code) => !REFUSALS.has(code) && !UNVERIFIED.has(code))) return INVALID;
  return codes.some((code) => REFUSALS.has(code)) ? REFUSED : LEAK;
}

async function dispatch(command: string | undefined, args: readonly string[]): Promise<number> {
  switch (command) {
    case 'protect':
    case 'verify': {
      const resultat = await (command === 'protect' ? protectCommand(args) : verifyCommand(args));
      if (!resultat.ok) return fail(resultat.motifs);
      print(resultat);
      return DONE;
    }
    case 'audit': {
      const resultat = await auditCommand(args);
      if (!resultat.ok) return fail(resultat.motifs);
      const { print: report, verdict } = resultat.value;
      print(report);
      if (verdict === 'safe') return DONE;
      const sentence =
        verdict === 'leak'
          ? 'Au moins une case masquée peut être retrouvée.'
          : 'Les cases publiées se contredisent.';
      process.stderr.write(`${sentence}\n`);
      return verdict === 'leak' ? LEAK : INVALID;
    }
    case 'layout':
    case 'kanon':
      return fail(
        refuse({
          code: 'UNSUPPORTED',
          phrase: `La commande ${cite(command)} n’est pas encore construite.`,
        }).motifs,
      );
    default:
      return fail(
        refuse({
          code: 'CALL_INVALID',
          phrase: `Usage\u00a0: porte-plume-statistiques protect | audit | verify (voir le README).`,
        }).motifs,
      );
  }
}

/** Runs a command line: prints its JSON answer and sentences, and gives the exit code of §11.6. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    return await dispatch(args[0], args.slice(1));
  } catch (error) {
    // A fault of the program, not of the call: no message of an exception may echo a record.
    const name = error instanceof Error ? error.name : 'Error';
    const phrase = `Une erreur interne est survenue (${name}). Rien n’est publié.`;
    const motif = { code: 'INTERNAL', phrase };
    print({ ok: false, motifs: [motif] });
    explain([motif]);
    return FAULT;
  }
}

import { readFileSync } from 'node:fs';

import { cite, refuse, type Motif, type Resultat } from '../motif.ts';
import { auditCommand } from './audit-command.ts';
import { EXIT, exitCodeOf, located } from './exit-code.ts';
import {
  AUDIT_HELP,
  commandHelp,
  globalHelp,
  KANON_HELP,
  LAYOUT_HELP,
  PROTECT_HELP,
  VERIFY_HELP,
  type Help,
} from './help.ts';
import { kanonCommand } from './kanon-command.ts';
import { LEDGER_HELP, ledgerCommand } from './ledger-command.ts';
import { layoutAdvice, layoutCommand } from './layout-command.ts';
import { protectCommand } from './protect-command.ts';
import { verifyCommand } from './verify-command.ts';

/** What a command that did its work says. */
export type Answer = {
  /** Printed on stdout, as JSON. */
  readonly print: unknown;
  /** 0 when absent. */
  readonly exit?: number;
  /** For whoever reads the terminal. */
  readonly sentence?: string;
};

type Command = { readonly help: Help; readonly run: (args: readonly string[]) => Promise<Resultat<Answer>> };

/** The answer is printed whole, `{"ok":true,"value":…}`. */
const whole =
  (run: (args: readonly string[]) => Promise<Resultat<unknown>>): Command['run'] =>
  async (args) => {
    const resultat = await run(args);
    return resultat.ok ? { ok: true, value: { print: resultat } } : resultat;
  };

async function layout(args: readonly string[]): Promise<Resultat<Answer>> {
  const plan = await layoutCommand(args);
  return plan.ok ? { ok: true, value: { print: plan.value, sentence: layoutAdvice(plan.value) } } : plan;
}

async function audit(args: readonly string[]): Promise<Resultat<Answer>> {
  const resultat = await auditCommand(args);
  if (!resultat.ok) return resultat;
  const { print, verdict } = resultat.value;
  switch (verdict) {
    case 'safe':
      return { ok: true, value: { print } };
    case 'leak':
      return {
        ok: true,
        value: { print, exit: EXIT.leak, sentence: 'Au moins une case masquée peut être retrouvée.' },
      };
    case 'contradiction': {
      const phrases = resultat.value.motifs.map(({ phrase }) => phrase);
      return { ok: true, value: { print, exit: EXIT.invalid, sentence: phrases.join('\n') } };
    }
  }
}

async function verify(args: readonly string[]): Promise<Resultat<Answer>> {
  const resultat = await verifyCommand(args);
  if (!resultat.ok) return resultat;
  const verified = resultat.value;
  if (verified.ok) return { ok: true, value: { print: verified } };
  const print = { ok: false, motifs: verified.motifs.map(located) };
  const phrases = verified.motifs.map(({ phrase }) => phrase);
  return { ok: true, value: { print, exit: EXIT.leak, sentence: phrases.join('\n') } };
}

/** One line a command: its page of help, and what it does. */
const COMMANDS: Readonly<Record<string, Command>> = {
  protect: { help: PROTECT_HELP, run: whole(protectCommand) },
  audit: { help: AUDIT_HELP, run: audit },
  layout: { help: LAYOUT_HELP, run: layout },
  verify: { help: VERIFY_HELP, run: verify },
  ledger: { help: LEDGER_HELP, run: ledgerCommand },
  kanon: { help: KANON_HELP, run: kanonCommand },
};

const isHelp = (word: string | undefined): boolean => word === '--help' || word === '-h';

/** The version of the package; the built file stands as deep as this one. */
const version = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string })
    .version;

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function fail(motifs: readonly Motif[]): number {
  print({ ok: false, motifs: motifs.map(located) });
  for (const { phrase } of motifs) process.stderr.write(`${phrase}\n`);
  return exitCodeOf(motifs);
}

async function dispatch(name: string | undefined, args: readonly string[]): Promise<number> {
  if (isHelp(name)) {
    process.stdout.write(globalHelp(COMMANDS));
    return EXIT.done;
  }
  if (name === '--version') {
    process.stdout.write(`${version()}\n`);
    return EXIT.done;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (name === undefined || !command) {
    const commands = Object.keys(COMMANDS).join(' | ');
    const phrase = `Usage\u00a0: porte-plume-statistiques ${commands} (aide\u00a0: ${cite('--help')}).`;
    return fail(refuse({ code: 'CALL_INVALID', phrase }).motifs);
  }
  if (args.some(isHelp)) {
    process.stdout.write(commandHelp(name, command.help));
    return EXIT.done;
  }
  const resultat = await command.run(args);
  if (!resultat.ok) return fail(resultat.motifs);
  const { print: answer, exit = EXIT.done, sentence } = resultat.value;
  print(answer);
  if (sentence !== undefined) process.stderr.write(`${sentence}\n`);
  return exit;
}

/** Runs a command line: prints its JSON answer and sentences, and gives the exit code of §11.6. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    return await dispatch(args[0], args.slice(1));
  } catch (error) {
    // A fault of the program, not of the call: no message of an exception may echo a record.
    const name = error instanceof Error ? error.name : 'Error';
    const phrase = `Une erreur interne est survenue (${name}). Rien n’est publié.`;
    fail([{ code: 'INTERNAL', phrase }]);
    return EXIT.fault;
  }
}

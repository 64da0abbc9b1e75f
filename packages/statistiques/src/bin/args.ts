import { cite, done, refuse, type Motif, type Resultat } from '../motif.ts';

/** Flags of a command: `value` takes an argument, `list` too and may come back, `switch` takes none. */
export type FlagKinds = Readonly<Record<string, 'value' | 'list' | 'switch'>>;

/** Flags as written: texts of the `value` ones, `''` for a `switch`; those of the `list` ones apart. */
export type Call = { flags: Record<string, string>; lists: Record<string, string[]> };

/** Reads the flags of a call; code `CALL_INVALID` for every unknown, repeated or incomplete one. */
export function readCall(
  args: readonly string[],
  kinds: FlagKinds,
  required: readonly string[],
): Resultat<Call> {
  const flags: Record<string, string> = {};
  const lists: Record<string, string[]> = {};
  const motifs: Motif[] = [];
  const invalid = (phrase: string): void => {
    motifs.push({ code: 'CALL_INVALID', phrase });
  };
  for (let at = 0; at < args.length; at += 1) {
    const name = args[at] ?? '';
    const key = name.startsWith('--') ? name.slice(2) : '';
    const kind = Object.hasOwn(kinds, key) ? kinds[key] : undefined;
    if (!kind) {
      invalid(`L’option ${cite(name)} est inconnue.`);
      continue;
    }
    if (Object.hasOwn(flags, key)) invalid(`L’option ${cite(name)} est répétée.`);
    if (kind === 'switch') {
      flags[key] = '';
      continue;
    }
    at += 1;
    const text = args[at];
    if (text === undefined) invalid(`L’option ${cite(name)} attend une valeur.`);
    else if (kind === 'list') (lists[key] ??= []).push(text);
    else flags[key] = text;
  }
  for (const key of required) {
    if (!Object.hasOwn(flags, key) && !Object.hasOwn(lists, key)) {
      invalid(`L’option ${cite(`--${key}`)} manque.`);
    }
  }
  return motifs.length > 0 ? refuse(...motifs) : done({ flags, lists });
}

/** {@link readCall} for a command whose flags never come back. */
export function readFlags(
  args: readonly string[],
  kinds: Readonly<Record<string, 'value' | 'switch'>>,
  required: readonly string[],
): Resultat<Record<string, string>> {
  const call = readCall(args, kinds, required);
  return call.ok ? done(call.value.flags) : call;
}

/** A count written in digits; `NaN` otherwise. */
export const readInteger = (text: string): number => (/^\d{1,16}$/.test(text) ? Number(text) : NaN);

/** A decimal number written in digits, `0.05`; `NaN` otherwise. */
export const readDecimal = (text: string): number =>
  /^\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : NaN;

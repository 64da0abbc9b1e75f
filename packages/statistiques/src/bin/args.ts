import { cite, done, refuse, type Motif, type Resultat } from '../motif.ts';

/** Flags of a command: `value` takes an argument, `switch` takes none. */
type FlagKinds = Readonly<Record<string, 'value' | 'switch'>>;

/** Reads `--flag value` pairs; code `CALL_INVALID` for every unknown, repeated or incomplete flag. */
export function readFlags(
  args: readonly string[],
  kinds: FlagKinds,
  required: readonly string[],
): Resultat<Record<string, string>> {
  const flags: Record<string, string> = {};
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
    else flags[key] = text;
  }
  for (const key of required) {
    if (!Object.hasOwn(flags, key)) invalid(`L’option ${cite(`--${key}`)} manque.`);
  }
  return motifs.length > 0 ? refuse(...motifs) : done(flags);
}

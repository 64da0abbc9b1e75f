import type { Motif, Resultat } from '../resultat.ts';

/** Flags of a command: `value` takes an argument, `switch` takes none. */
type FlagKinds = Readonly<Record<string, 'value' | 'switch'>>;

export interface Appel {
  positionnels: string[];
  options: ReadonlyMap<string, string>;
}

/** Reads `--flag value` pairs and what stands alone; code `APPEL_INVALIDE` for every fault of the call. */
export function readArgs(
  args: readonly string[],
  o: { kinds: FlagKinds; required?: readonly string[]; positionnels?: readonly string[] },
): Resultat<Appel> {
  const options = new Map<string, string>();
  const positionnels: string[] = [];
  const motifs: Motif[] = [];
  const invalid = (phrase: string): void => {
    motifs.push({ code: 'APPEL_INVALIDE', phrase });
  };
  for (let at = 0; at < args.length; at += 1) {
    const name = args[at] ?? '';
    if (!name.startsWith('--')) {
      positionnels.push(name);
      continue;
    }
    const key = name.slice(2);
    const kind = Object.hasOwn(o.kinds, key) ? o.kinds[key] : undefined;
    if (kind === undefined) {
      invalid(`L’option « ${name} » est inconnue.`);
      continue;
    }
    if (options.has(key)) invalid(`L’option « ${name} » est répétée.`);
    const value = kind === 'switch' ? '' : args[(at += 1)];
    if (value === undefined) invalid(`L’option « ${name} » attend une valeur.`);
    else options.set(key, value);
  }
  for (const key of o.required ?? []) {
    if (!options.has(key)) invalid(`L’option « --${key} » manque.`);
  }
  const wanted = o.positionnels ?? [];
  for (const name of wanted.slice(positionnels.length)) invalid(`Il manque ${name}.`);
  for (const extra of positionnels.slice(wanted.length)) invalid(`« ${extra} » est de trop.`);
  return motifs.length > 0 ? { ok: false, motifs } : { ok: true, value: { positionnels, options } };
}

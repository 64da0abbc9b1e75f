import { merge } from '../fusion.ts';
import type { Resultat } from '../motif.ts';
import { joinSeed } from '../seed.ts';
import type { Reponse } from './answer.ts';
import { readArgs } from './args.ts';
import { readJson, readOverlay, readSnapshot, writeWhole } from './files.ts';

const KINDS = { overlay: 'value', seed: 'value', avant: 'value', out: 'value' } as const;

/** `merge`: the overlay over the sheets, as a catalogue on standard output or in `--out`. */
export function mergeCommand(args: readonly string[]): Resultat<Reponse> {
  const appel = readArgs(args, { kinds: KINDS, required: ['overlay'], positionnels: ['l’instantané'] });
  if (!appel.ok) return appel;
  const { options, positionnels } = appel.value;
  const snapshot = readSnapshot(positionnels[0] ?? '');
  const overlay = readOverlay(options.get('overlay') ?? '');
  const seedPath = options.get('seed');
  const seed = seedPath === undefined ? undefined : readJson(seedPath);
  const avantPath = options.get('avant');
  const avant = avantPath === undefined ? undefined : readSnapshot(avantPath);
  if (!snapshot.ok || !overlay.ok || seed?.ok === false || avant?.ok === false) {
    const all = [snapshot, overlay, seed, avant];
    return { ok: false, motifs: all.flatMap((r) => (r === undefined || r.ok ? [] : r.motifs)) };
  }
  const joined = seed === undefined ? overlay : joinSeed(seed.value, overlay.value);
  if (!joined.ok) return joined;
  const merged = merge(snapshot.value, joined.value, avant === undefined ? {} : { avant: avant.value });
  if (!merged.ok) return merged;
  const text = `${JSON.stringify(merged.value, null, 1)}\n`;
  const out = options.get('out');
  if (out === undefined) return { ok: true, value: { print: text, phrases: [], constats: false } };
  const written = writeWhole(out, text);
  if (!written.ok) return written;
  const count = merged.value.demarches.length;
  return {
    ok: true,
    value: {
      print: { ok: true, demarches: count },
      phrases: [`« ${out} » : ${count} démarches.`],
      constats: false,
    },
  };
}

import type { Resultat } from '../motif.ts';
import { writeIndex } from '../search.ts';
import type { Reponse } from './answer.ts';
import { readArgs } from './args.ts';
import { readCatalogue, writeWhole } from './files.ts';

/** `build-index`: the search index of a catalogue, the same bytes for the same catalogue. */
export function indexCommand(args: readonly string[]): Resultat<Reponse> {
  const appel = readArgs(args, { kinds: { catalogue: 'value', out: 'value' } });
  if (!appel.ok) return appel;
  const catalogue = readCatalogue(appel.value.options.get('catalogue'));
  if (!catalogue.ok) return catalogue;
  const text = writeIndex(catalogue.value);
  const out = appel.value.options.get('out');
  if (out === undefined) return { ok: true, value: { print: text, phrases: [], constats: false } };
  const written = writeWhole(out, text);
  if (!written.ok) return written;
  return {
    ok: true,
    value: {
      print: { ok: true, caracteres: text.length },
      phrases: [`« ${out} » est écrit.`],
      constats: false,
    },
  };
}

import { toCpsvAp } from '../cpsv-ap.ts';
import { requireBase } from '../jsonld-noeud.ts';
import { toSchemaOrg } from '../schema-org.ts';
import type { Resultat } from '../motif.ts';
import type { Reponse } from './answer.ts';
import { readArgs } from './args.ts';
import { readCatalogue, writeWhole } from './files.ts';

/** Reserved for examples (RFC 2606): identifiers under it name nothing. */
const BASE_EXEMPLE = 'https://porte-plume.example';

function isBase(base: string): boolean {
  try {
    requireBase(base);
    return true;
  } catch {
    return false;
  }
}

/** `export`: the catalogue in the formats of others, CPSV-AP 3.2.0 or schema.org, on standard output or in `--out`. */
export function exportCommand(args: readonly string[]): Resultat<Reponse> {
  const appel = readArgs(args, {
    kinds: { cpsv: 'switch', 'schema-org': 'switch', base: 'value', catalogue: 'value', out: 'value' },
  });
  if (!appel.ok) return appel;
  const { options } = appel.value;
  if (options.has('cpsv') === options.has('schema-org')) {
    const phrase = 'Donnez « --cpsv » ou « --schema-org », l’un des deux.';
    return { ok: false, motifs: [{ code: 'APPEL_INVALIDE', phrase }] };
  }
  const base = options.get('base') ?? BASE_EXEMPLE;
  if (!isBase(base)) {
    const phrase = '« --base » attend une adresse publique : https://exemple.fr/demarches.';
    return { ok: false, motifs: [{ code: 'APPEL_INVALIDE', phrase }] };
  }
  const catalogue = readCatalogue(options.get('catalogue'));
  if (!catalogue.ok) return catalogue;
  const document = options.has('cpsv')
    ? toCpsvAp(catalogue.value, { base })
    : catalogue.value.demarches.map((d) => toSchemaOrg(d, { base }));
  const phrases = options.has('base')
    ? []
    : [`Identifiants d’exemple, sous ${BASE_EXEMPLE} : donnez « --base ».`];
  const text = `${JSON.stringify(document, null, 1)}\n`;
  const out = options.get('out');
  if (out === undefined) return { ok: true, value: { print: text, phrases, constats: false } };
  const written = writeWhole(out, text);
  if (!written.ok) return written;
  const count = catalogue.value.demarches.length;
  return {
    ok: true,
    value: {
      print: { ok: true, demarches: count },
      phrases: [...phrases, `« ${out} » : ${count} démarches.`],
      constats: false,
    },
  };
}

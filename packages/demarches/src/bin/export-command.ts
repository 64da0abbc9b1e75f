import type { Catalogue } from '../catalogue.ts';
import { toCpsvAp } from '../cpsv-ap.ts';
import { toCsv, toTableSchema } from '../export-csv.ts';
import { toJsonSchema } from '../json-schema.ts';
import { requireBase } from '../jsonld-noeud.ts';
import type { Motif, Resultat } from '../motif.ts';
import { toSchemaOrg } from '../schema-org.ts';
import type { Reponse } from './answer.ts';
import { readArgs } from './args.ts';
import { readCatalogue, writeWhole } from './files.ts';

/** Reserved for examples (RFC 2606): identifiers under it name nothing. */
const BASE_EXEMPLE = 'https://porte-plume.example';

const toText = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** The formats, by their flag. Linked data names its entries under a base; CSV has its Table Schema beside it. */
const FORMATS: Readonly<
  Record<string, { base?: true; schema?: () => string; write: (c: Catalogue, base: string) => string }>
> = {
  cpsv: { base: true, write: (c, base) => toText(toCpsvAp(c, { base })) },
  'schema-org': { base: true, write: (c, base) => toText(c.demarches.map((d) => toSchemaOrg(d, { base }))) },
  csv: { write: toCsv, schema: () => toText(toTableSchema()) },
  'json-schema': { write: () => toText(toJsonSchema()) },
};

function isBase(base: string): boolean {
  try {
    requireBase(base);
    return true;
  } catch {
    return false;
  }
}

const refuse = (phrase: string): { ok: false; motifs: Motif[] } => ({
  ok: false,
  motifs: [{ code: 'APPEL_INVALIDE', phrase }],
});

/** Beside `demarches.csv`: `demarches.schema.json`. */
const toSchemaPath = (out: string): string => `${out.replace(/\.csv$/i, '')}.schema.json`;

/**
 * `export`: the catalogue in the formats of others, on standard output or in `--out`: CPSV-AP 3.2.0, schema.org, CSV
 * with its Table Schema beside, or the JSON Schema of an entry.
 */
export function exportCommand(args: readonly string[]): Resultat<Reponse> {
  const appel = readArgs(args, {
    kinds: {
      cpsv: 'switch',
      'schema-org': 'switch',
      csv: 'switch',
      'json-schema': 'switch',
      base: 'value',
      catalogue: 'value',
      out: 'value',
    },
  });
  if (!appel.ok) return appel;
  const { options } = appel.value;
  const [nom, ...autres] = Object.keys(FORMATS).filter((format) => options.has(format));
  const format = nom === undefined || autres.length > 0 ? undefined : FORMATS[nom];
  if (format === undefined) {
    return refuse(
      'Donnez un format, un seul : « --cpsv », « --schema-org », « --csv » ou « --json-schema ».',
    );
  }
  const base = options.get('base') ?? BASE_EXEMPLE;
  if (!isBase(base)) {
    return refuse('« --base » attend une adresse publique : https://exemple.fr/demarches.');
  }
  const catalogue = readCatalogue(options.get('catalogue'));
  if (!catalogue.ok) return catalogue;
  const phrases =
    format.base === undefined || options.has('base')
      ? []
      : [`Identifiants d’exemple, sous ${BASE_EXEMPLE} : donnez « --base ».`];
  const text = format.write(catalogue.value, base);
  const out = options.get('out');
  if (out === undefined) return { ok: true, value: { print: text, phrases, constats: false } };
  const fichiers = new Map([[out, text]]);
  if (format.schema !== undefined) fichiers.set(toSchemaPath(out), format.schema());
  for (const [chemin, contenu] of fichiers) {
    const written = writeWhole(chemin, contenu);
    if (!written.ok) return written;
  }
  const count = catalogue.value.demarches.length;
  const ecrits = [...fichiers.keys()].map((chemin) => `« ${chemin} »`).join(', ');
  return {
    ok: true,
    value: {
      print: { ok: true, demarches: count },
      phrases: [...phrases, `${ecrits} : ${count} démarches.`],
      constats: false,
    },
  };
}

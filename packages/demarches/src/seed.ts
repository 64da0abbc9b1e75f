import * as z from 'zod/mini';
import { jourSchema } from './jour.ts';
import { type Resultat, toMotifs } from './motif.ts';
import { listEntrees, type Surcharge, type SurchargeEntree, surchargeSchema } from './surcharge.ts';

const ref = z.looseObject({ id: z.string() });

/** The list that the project started from (data/seed-2026-11-22.json): what was known of each démarche, nothing curated. */
const seedSchema = z.looseObject({
  version: jourSchema,
  demarches: z.array(
    z.looseObject({
      id: z.string(),
      nom: z.string(),
      operateur: z.string(),
      url: z.nullable(z.string()),
      urlLocale: z.boolean(),
      urlProvenance: z.nullable(z.string()),
      urlAussiVueDans: z.exactOptional(
        z.looseObject({ depot: z.string(), date: jourSchema, exacte: z.boolean() }),
      ),
      perimetre: z.string(),
      horsDila: z.boolean(),
      fiches: z.array(ref),
      services: z.array(ref),
      alias: z.array(z.string()),
    }),
  ),
});
type Entree = z.infer<typeof seedSchema>['demarches'][number];

function toUrl(s: Entree): object | null {
  if (s.url === null) return null;
  const seen = s.urlAussiVueDans;
  if (seen?.exacte === true) {
    return { valeur: s.url, source: { type: 'depot', ref: seen.depot }, verifieLe: seen.date };
  }
  const source =
    s.urlProvenance === 'dila-2020-11'
      ? { type: 'dila', ref: 'vosdroits 2020-11-12 (hôte)' }
      : { type: 'depot', ref: 'porte-plume, data/seed-2026-11-22.json' };
  return { valeur: s.url, source, verifieLe: null };
}

/** What the overlay says wins; its aliases come after those of the seed. */
function join(s: Entree, o: SurchargeEntree, shared: ReadonlySet<string>): SurchargeEntree {
  const synonymes = o.synonymes ?? [];
  return {
    nom: s.nom.replaceAll("'", '’'),
    operateur: s.operateur,
    perimetre: s.perimetre,
    refs: { fiches: s.fiches.map((f) => f.id), services: s.services.map((r) => r.id) },
    horsDila: s.horsDila,
    url: toUrl(s),
    urlLocale: s.urlLocale,
    partages: s.alias.filter((a) => shared.has(a)),
    auth: {
      valeur: { moyens: null, franceConnect: 'inconnu', aidantsConnect: 'inconnu' },
      source: { type: 'depot', ref: 'porte-plume, data/seed-2026-11-22.json' },
      verifieLe: null,
    },
    ...o,
    synonymes,
    aliases: [...s.alias.filter((a) => !synonymes.includes(a)), ...(o.aliases ?? [])],
  };
}

/**
 * The seed and the overlay as one overlay, for `merge`: entries in the order of the seed, then those that only the
 * overlay has.
 */
export function joinSeed(seed: unknown, overlay: unknown): Resultat<Surcharge> {
  const base = seedSchema.safeParse(seed);
  const over = surchargeSchema.safeParse(overlay);
  if (!base.success || !over.success) {
    const motifs = [
      ...(base.success ? [] : toMotifs(base.error.issues, seed)),
      ...(over.success ? [] : toMotifs(over.error.issues, overlay)),
    ];
    return { ok: false, motifs };
  }
  const entrees = new Map(listEntrees(over.data));
  const count = new Map<string, number>();
  for (const a of base.data.demarches.flatMap((s) => s.alias)) count.set(a, (count.get(a) ?? 0) + 1);
  const shared = new Set([...count].filter(([, n]) => n > 1).map(([a]) => a));
  const joined = base.data.demarches.map((s) => [s.id, join(s, entrees.get(s.id) ?? {}, shared)] as const);
  const date = base.data.version;
  return {
    ok: true,
    value: {
      date,
      sources: [
        { nom: 'Porte-plume', via: 'data/overlay', date, licence: 'MIT', attribution: 'Porte-plume' },
      ],
      ...over.data,
      demarches: Object.fromEntries([
        ...new Map([...joined, ...[...entrees].filter(([id]) => !joined.some(([j]) => j === id))]),
      ]),
    },
  };
}

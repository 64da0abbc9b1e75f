import * as z from 'zod/mini';
import { jourSchema } from './jour.ts';
import { type Motif, type Resultat, toMotifs } from './motif.ts';

const strings = z.array(z.string());

/**
 * What a curator says of an entry. Any field of `Demarche` may be given and wins over what the sheets say; `operateur`
 * may be a key of `operateurs`, an item of `canaux` a key of the shared `canaux`, and `raisons` stands for the class. The
 * catalogue's own schema judges the result.
 */
const entreeSchema = z.looseObject({
  nom: z.exactOptional(z.string()),
  operateur: z.exactOptional(z.union([z.string(), z.looseObject({})])),
  raisons: z.exactOptional(strings),
  synonymes: z.exactOptional(strings),
  aliases: z.exactOptional(strings),
  refs: z.exactOptional(
    z.looseObject({
      fiches: z.exactOptional(strings),
      services: z.exactOptional(strings),
      cerfa: z.exactOptional(z.array(z.looseObject({}))),
    }),
  ),
  horsDila: z.exactOptional(z.boolean()),
  modes: z.exactOptional(z.looseObject({})),
  actesReserves: z.exactOptional(z.array(z.looseObject({}))),
  canaux: z.exactOptional(z.nullable(z.array(z.union([z.string(), z.looseObject({})])))),
});
export type SurchargeEntree = z.infer<typeof entreeSchema>;

const partieShape = {
  /** Day of the overlay; the snapshot's where it is not said. */
  date: z.exactOptional(jourSchema),
  operateurs: z.exactOptional(z.record(z.string(), z.looseObject({}))),
  /** Channels that several entries share, as a national number: written, dated and corrected once. */
  canaux: z.exactOptional(z.record(z.string(), z.looseObject({}))),
  sources: z.exactOptional(z.array(z.looseObject({}))),
  demarches: z.union([
    z.record(z.string(), entreeSchema),
    z.array(z.extend(entreeSchema, { id: z.string() })),
  ]),
};

/** Our layer over the official sheets: by id, or as a list whose entries bear their id (a catalogue is one). */
export const surchargeSchema = z.looseObject({ version: z.string().check(z.minLength(1)), ...partieShape });
export type Surcharge = z.infer<typeof surchargeSchema>;

const partieSchema = z.looseObject({ version: z.exactOptional(z.string()), ...partieShape });

/** The entries of an overlay, by id. */
export const listEntrees = ({
  demarches,
}: Pick<Surcharge, 'demarches'>): (readonly [string, SurchargeEntree])[] =>
  Array.isArray(demarches) ? demarches.map((e) => [e.id, e] as const) : Object.entries(demarches);

const findDoubles = (parts: readonly (readonly string[])[], champ: string): Motif[] => {
  const seen = new Set<string>();
  return parts.flatMap((keys, i) =>
    keys
      .filter((key) => seen.has(key) || (seen.add(key), false))
      .map((key) => ({
        code: 'PARTIE_EN_DOUBLE',
        phrase: 'Deux parties de la surcharge disent la même chose.',
        path: [i, champ, key],
      })),
  );
};

/**
 * One overlay out of the parts that several curators keep, a file each. Nothing may be said twice.
 *
 * Motifs: those of shape, with the number of the part first in `path`; `PARTIE_EN_DOUBLE` for a démarche, an operator or
 * a channel of two parts.
 */
export function joinSurcharges(parts: readonly unknown[]): Resultat<Surcharge> {
  const read = parts.map((part) => partieSchema.safeParse(part));
  const faults = read.flatMap((r, i) =>
    r.success ? [] : toMotifs(r.error.issues, parts[i]).map((m) => ({ ...m, path: [i, ...(m.path ?? [])] })),
  );
  if (faults.length > 0) return { ok: false, motifs: faults };
  const parties = read.flatMap((r) => (r.success ? [r.data] : []));
  const doubles = [
    ...findDoubles(
      parties.map((p) => listEntrees(p).map(([id]) => id)),
      'demarches',
    ),
    ...findDoubles(
      parties.map((p) => Object.keys(p.operateurs ?? {})),
      'operateurs',
    ),
    ...findDoubles(
      parties.map((p) => Object.keys(p.canaux ?? {})),
      'canaux',
    ),
  ];
  if (doubles.length > 0) return { ok: false, motifs: doubles };
  const joined = {
    ...(Object.assign({}, ...parties) as object),
    operateurs: Object.assign({}, ...parties.map((p) => p.operateurs ?? {})) as object,
    canaux: Object.assign({}, ...parties.map((p) => p.canaux ?? {})) as object,
    demarches: Object.fromEntries(parties.flatMap(listEntrees)),
  };
  const whole = surchargeSchema.safeParse(joined);
  return whole.success
    ? { ok: true, value: whole.data }
    : { ok: false, motifs: toMotifs(whole.error.issues, joined) };
}

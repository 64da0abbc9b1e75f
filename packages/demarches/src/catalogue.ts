import * as z from 'zod/mini';
import data from '../data/catalogue.json' with { type: 'json' };
import { type Demarche, demarcheSchema, type Immuable } from './demarche.ts';
import { jourSchema } from './jour.ts';
import { type ChampSource, CHAMPS_SOURCES } from './nomenclatures.ts';

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));

/** The file format of a catalogue. `fiches` gives the title and the date of the official sheets that entries cite. */
export const catalogueSchema = z.strictObject({
  version: text(40),
  date: jourSchema,
  demarches: z.array(demarcheSchema),
  sources: z.array(
    z.strictObject({
      nom: text(120),
      via: text(120),
      date: jourSchema,
      licence: text(120),
      attribution: text(200),
    }),
  ),
  fiches: z.record(
    z.string().check(z.regex(/^[FNR]\d+$/)),
    z.strictObject({ titre: text(300), modifieLe: jourSchema }),
  ),
});

export type Catalogue = Immuable<z.infer<typeof catalogueSchema>>;

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const child of Object.values(value)) deepFreeze(child);
  }
  return value;
}

/**
 * The 97 entries of the package, deep-frozen. Most facts are not checked yet: `listAConfirmer` says which.
 * Source: DILA, service-public.fr, 12 November 2020 (Licence Ouverte 2.0, to confirm), and our own overlay.
 * The data are checked against the schema by a test, so that importing them costs no validation.
 */
export const catalogue: Catalogue = /* @__PURE__ */ deepFreeze(data as unknown as Catalogue);

const indexes = new WeakMap<Catalogue, ReadonlyMap<string, Demarche>>();

function indexOf(c: Catalogue): ReadonlyMap<string, Demarche> {
  let index = indexes.get(c);
  if (index === undefined) {
    const byId = new Map<string, Demarche>();
    for (const d of c.demarches) for (const ancien of d.anciensIds) byId.set(ancien, d);
    for (const d of c.demarches) byId.set(d.id, d);
    indexes.set(c, (index = byId));
  }
  return index;
}

/**
 * The entry of an id, present or former (`anciensIds`). Unknown ids give `undefined`, `__proto__` included.
 *
 * @param id - slug of the entry, as `aide-logement`
 * @param c - another catalogue than the package's
 */
export function getDemarche(id: string, c: Catalogue = catalogue): Demarche | undefined {
  return indexOf(c).get(id);
}

/** Facts of an entry that nobody has checked (`verifieLe: null`) or written yet (`null`), by field name. */
export function listAConfirmer(d: Demarche): string[] {
  const champs: string[] = [];
  for (const [champ, valeur] of Object.entries(d) as [string, unknown][]) {
    if (champ === 'qualification') {
      if (d.qualification.verifieLe === null) champs.push('classe', 'donnees');
    } else if (champ === 'url') {
      if (d.url === null ? !d.urlLocale : d.url.verifieLe === null) champs.push('url');
    } else if (champ === 'auth') {
      if (isUnchecked(d.auth) || isAuthPartial(d)) champs.push(champ);
    } else if (champ === 'sources') continue;
    else if (isChampSource(champ)) {
      if (valeur === null || (d.sources?.[champ]?.verifieLe ?? null) === null) champs.push(champ);
    } else if (valeur === null || isUnchecked(valeur)) champs.push(champ);
  }
  if (!d.actesReservesDecide) champs.push('actesReserves');
  return champs;
}

/** One date covers the three facts of `auth`: a checked one must not hide another that is still unknown. */
const isAuthPartial = ({ auth: { valeur } }: Demarche): boolean =>
  valeur.moyens === null || valeur.franceConnect === 'inconnu' || valeur.aidantsConnect === 'inconnu';

const isChampSource = (champ: string): champ is ChampSource =>
  (CHAMPS_SOURCES as readonly string[]).includes(champ);

function isUnchecked(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isUnchecked);
  return typeof value === 'object' && value !== null && 'verifieLe' in value && value.verifieLe === null;
}

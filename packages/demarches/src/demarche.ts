import * as z from 'zod/mini';
import { jourSchema } from './jour.ts';
import {
  ACTES,
  BLOCAGES,
  CHAMPS_SOURCES,
  CLASSES,
  PERIMETRES,
  RAISONS_SENSIBLE,
  TYPES_CANAL,
} from './nomenclatures.ts';
import { recurrenceSchema } from './recurrence.ts';
import { type Source, sourceSchema } from './source.ts';

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
const https = z.string().check(z.regex(/^https:\/\/[^\s/]+\.[^\s]+$/));
const positif = z.number().check(z.gt(0));

/** Ids are slugs; `constructor` and its like can't be one, so that no lookup meets the prototype. */
export const slugSchema = z.string().check(z.regex(/^(?!constructor$)[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])$/));

const dated = <T extends z.core.$ZodType>(valeur: T) =>
  z.strictObject({
    valeur,
    source: sourceSchema,
    /** `null`: nobody has checked this fact; it is shown « à confirmer ». */
    verifieLe: z.nullable(jourSchema),
    verifiePar: z.exactOptional(text(80)),
  });

/** Not curated yet is said by `null`, never by an empty list that would claim there is none. */
const aCurer = <T extends z.core.$ZodType>(valeur: T) => z.nullable(valeur);

const organismeSchema = z.strictObject({
  id: slugSchema,
  nom: text(80),
  type: z.enum(['etat', 'securite-sociale', 'departement', 'commune', 'autre']),
});

const canalSchema = z.strictObject({
  id: slugSchema,
  type: z.enum(TYPES_CANAL),
  url: z.exactOptional(https),
  numero: z.exactOptional(text(20)),
  adresse: z.exactOptional(text(200)),
  horaires: z.exactOptional(text(200)),
  pivotLocal: z.exactOptional(text(40)),
  variante: z.exactOptional(z.string().check(z.regex(/^(?:caf|msa|dep-\d[\dab]\d?)$/))),
  cout: z.exactOptional(text(80)),
});

const acteReserveSchema = z.strictObject({
  acte: z.enum(ACTES),
  /** `usager`: only the person; `usager-presence`: only the person, and on the spot. */
  qui: z.enum(['usager', 'usager-presence']),
  base: text(200),
  source: sourceSchema,
  /** `null`: the act is kept for the person out of caution, its legal text is to confirm. */
  verifieLe: z.exactOptional(z.nullable(jourSchema)),
});

const authSchema = z.strictObject({
  moyens: aCurer(
    z.array(z.enum(['franceconnect', 'franceconnect-plus', 'compte-operateur', 'educonnect', 'aucun'])),
  ),
  franceConnect: z.enum(['inconnu', 'oui', 'non']),
  /** `exclusif`: a third party may act online only through Aidants Connect. */
  aidantsConnect: z.enum(['inconnu', 'oui', 'non', 'exclusif']),
});

const champLimiteSchema = z.strictObject({
  libelle: text(120),
  ecran: z.exactOptional(text(120)),
  max: positif,
  unite: z.enum(['caracteres', 'mots']),
  /** What a line break counts for in this field: 1 (LF) or 2 (CRLF). */
  retourLigne: z.union([z.literal(1), z.literal(2)]),
});
export type ChampLimite = z.infer<typeof champLimiteSchema>;

const quiPeutSchema = z.strictObject({
  benevole: z.enum(['oui', 'avec-mandat', 'non']),
  salarieNonHabilite: z.enum(['oui', 'avec-mandat', 'non']),
  habilite: z.enum(['oui', 'avec-mandat', 'non']),
});

/** One démarche of the catalogue (format of `docs`: demarches §3). Rules across fields are in `parseCatalogue`. */
export const demarcheSchema = z.strictObject({
  id: slugSchema,
  anciensIds: z.array(slugSchema),
  nom: text(80),
  langageSimple: text(160),
  traductions: z.record(
    z.string().check(z.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/)),
    z.strictObject({ nom: text(160), langageSimple: text(320) }),
  ),
  synonymes: z.array(text(80)),
  aliases: z.array(text(80)),
  /** What happened to the person who needs it, as she tells it. Unlike an alias, several entries may share one. */
  situations: z.exactOptional(z.array(text(80))),
  /** Spoken words that this entry knowingly shares with another one. */
  partages: z.array(text(80)),
  operateur: z.strictObject({
    ...organismeSchema.shape,
    payeur: z.exactOptional(organismeSchema),
    decideur: z.exactOptional(organismeSchema),
  }),
  perimetre: z.enum(PERIMETRES),
  refs: z.strictObject({
    fiches: z.array(z.string().check(z.regex(/^[FN]\d+$/))),
    services: z.array(z.string().check(z.regex(/^R\d+$/))),
    cerfa: z.array(
      z.strictObject({
        numero: z.string().check(z.regex(/^\d{5}$/)),
        version: z.string().check(z.regex(/^\d{2}$/)),
        notice: z.exactOptional(text(20)),
      }),
    ),
  }),
  horsDila: z.boolean(),
  url: z.nullable(dated(https)),
  urlLocale: z.boolean(),
  canaux: aCurer(z.array(dated(canalSchema))),
  ageSeul: z.exactOptional(dated(positif)),
  classe: z.enum(CLASSES),
  /** Who says that the entry is `simple` or `sensible`, why, and whether anybody has checked. */
  qualification: z.strictObject({
    raisons: z.array(z.enum(RAISONS_SENSIBLE)),
    source: sourceSchema,
    verifieLe: z.nullable(jourSchema),
  }),
  /** A missing mode is not decided yet; the first two are always allowed. */
  modes: z.strictObject({
    informer: z.exactOptional(z.literal(true)),
    faire_faire: z.exactOptional(z.literal(true)),
    faire_avec: z.exactOptional(z.boolean()),
    faire_a_la_place_present: z.exactOptional(z.boolean()),
    faire_a_la_place_absent: z.exactOptional(z.boolean()),
  }),
  quiPeut: quiPeutSchema,
  actesReserves: z.array(acteReserveSchema),
  /** `false`: nobody has looked; an empty list then means « inconnu », not « aucun ». */
  actesReservesDecide: z.boolean(),
  auth: dated(authSchema),
  pieces: aCurer(
    z
      .array(
        z.strictObject({
          piece: text(80),
          obligatoire: z.boolean(),
          copie: z.enum(['original', 'copie', 'photo']),
          pourQui: z.exactOptional(text(80)),
        }),
      )
      .check(z.maxLength(8)),
  ),
  /** What to do, in order: short sentences that a writer may read aloud. */
  etapes: z.exactOptional(aCurer(z.array(text(120)).check(z.maxLength(8)))),
  donnees: z.strictObject({
    nir: z.boolean(),
    art9: z.array(z.enum(['sante', 'handicap', 'origine', 'religion', 'syndicat', 'orientation'])),
    art10: z.boolean(),
    bancaire: z.boolean(),
    tiers: z.boolean(),
  }),
  recurrence: aCurer(dated(recurrenceSchema)),
  champsLimites: aCurer(z.array(dated(champLimiteSchema))),
  blocages: aCurer(
    z.array(
      z.strictObject({
        code: z.enum(BLOCAGES),
        signe: text(160),
        queFaire: text(160),
        canalId: z.exactOptional(slugSchema),
      }),
    ),
  ),
  delai: aCurer(
    dated(
      z.strictObject({
        recepisse: z.boolean(),
        reponseJours: z.exactOptional(positif),
        silence: z.exactOptional(z.enum(['accord', 'rejet', 'inconnu'])),
        relanceJours: z.exactOptional(positif),
      }),
    ),
  ),
  duree: aCurer(z.strictObject({ mediane: positif, min: positif, max: positif })),
  droitOuvert: aCurer(
    z.strictObject({
      droit: text(40),
      phrase: text(160),
      nonRecours: z.exactOptional(
        z.strictObject({ taux: z.number(), champ: text(120), annee: positif, source: sourceSchema }),
      ),
    }),
  ),
  orienterVers: aCurer(
    z.array(z.enum(['assistant-social', 'point-justice', 'adil', 'mdph', 'conseil-juridique'])),
  ),
  limitesGenerales: aCurer(
    dated(
      z.strictObject({ fichierMo: z.exactOptional(positif), formats: z.exactOptional(z.array(text(10))) }),
    ),
  ),
  /** Where the fields that bear no source of their own come from. A field without one here is to confirm. */
  sources: z.exactOptional(
    z.partialRecord(
      z.enum(CHAMPS_SOURCES),
      z.strictObject({ source: sourceSchema, verifieLe: z.nullable(jourSchema) }),
    ),
  ),
  provenance: z.strictObject({
    source: text(200),
    licence: text(120),
    importeLe: jourSchema,
    version: text(40),
  }),
});

/** Read-only all the way down: the catalogue is frozen. */
export type Immuable<T> = T extends readonly (infer U)[]
  ? readonly Immuable<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Immuable<T[K]> }
    : T;

export type { Source } from './source.ts';
export interface Dated<T> {
  valeur: T;
  source: Source;
  verifieLe: string | null;
  verifiePar?: string;
}
export type Demarche = Immuable<z.infer<typeof demarcheSchema>>;
export type ActeReserve = Demarche['actesReserves'][number];
export type QuiPeut = Demarche['quiPeut'];

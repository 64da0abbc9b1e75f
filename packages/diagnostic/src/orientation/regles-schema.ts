import * as z from 'zod/mini';
import {
  LECTURES,
  MODES,
  NATURES,
  NIVEAUX_ATELIER,
  SOUHAITS,
  type Condition,
  type PropositionRegle,
  type Regle,
  type ReglesOrientation,
} from './regles.ts';

/** Shape of a file of rules; what must agree between its fields is in parse-regles.ts. */
export const reglesSchema: z.ZodMiniType<ReglesOrientation> = /* @__PURE__ */ createReglesSchema();

// In a function, so that a bundle which only orients does not carry the schemas.
function createReglesSchema(): z.ZodMiniType<ReglesOrientation> {
  const text = z.string().check(z.minLength(1));
  const texts = z.array(text).check(z.minLength(1));
  const few = <T extends z.ZodMiniType>(value: T): z.ZodMiniArray<T> =>
    z.array(value).check(z.minLength(1), z.maxLength(8));

  const condition: z.ZodMiniType<Condition> = z
    .strictObject({
      paliers: z.exactOptional(texts),
      frein: z.exactOptional(text),
      souhait: z.exactOptional(few(z.enum(SOUHAITS))),
      lecture: z.exactOptional(few(z.enum(LECTURES))),
      crainte: z.exactOptional(z.literal(true)),
      confianceMax: z.exactOptional(z.literal([0, 1, 2])),
      demarcheEnCours: z.exactOptional(z.literal(true)),
    })
    .check(z.refine((value) => Object.keys(value).length > 0));

  const proposition: z.ZodMiniType<PropositionRegle> = z.strictObject({
    cible: text,
    nature: z.enum(NATURES),
    quand: few(condition),
    phrase: text,
    modes: z.exactOptional(few(z.enum(MODES))),
    niveauAtelier: z.exactOptional(z.enum(NIVEAUX_ATELIER)),
    dataInclusion: z.exactOptional(texts),
    coop: z.exactOptional(texts),
    coopParDomaine: z.exactOptional(z.record(z.string(), texts)),
  });

  const regle: z.ZodMiniType<Regle> = z.strictObject({
    id: text,
    source: text,
    exclut: z.exactOptional(few(z.enum(NATURES))),
    propositions: few(proposition),
  });

  const count = z.int().check(z.nonnegative());
  return z.strictObject({
    id: text,
    version: text,
    statut: z.enum(['official', 'reconstructed', 'experimental']),
    sources: z
      .array(z.strictObject({ title: text, url: z.exactOptional(text), confirmed: z.boolean() }))
      .check(z.minLength(1)),
    max: z.int().check(z.positive()),
    paliers: z
      .array(
        z.strictObject({
          code: text,
          libelle: text,
          domainesVides: z.exactOptional(z.tuple([count, count])),
        }),
      )
      .check(z.minLength(1)),
    domaines: z.record(z.string(), text),
    instruments: z.record(
      z.string(),
      z.strictObject({
        parDomaines: z.boolean(),
        niveaux: z.array(z.strictObject({ code: text, paliers: texts })).check(z.minLength(1)),
        domaines: z.record(z.string(), text),
      }),
    ),
    vocabulaires: z.strictObject({ dataInclusion: texts, coop: texts }),
    precedence: texts,
    regles: z.array(regle).check(z.minLength(1)),
    aPreciser: z.strictObject({
      regle: text,
      cible: text,
      source: text,
      niveau: text,
      souhait: text,
      sansSuite: z.array(text),
    }),
  });
}

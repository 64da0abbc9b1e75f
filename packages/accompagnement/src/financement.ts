import * as z from 'zod/mini';
import { DateCivileSchema, IdSchema, type DateCivile } from './date-civile.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

const FinancementSchema = z.strictObject({
  id: IdSchema,
  financeur: z.string().check(z.minLength(1), z.maxLength(200)),
  convention: z.string().check(z.minLength(1), z.maxLength(200)),
  avenant: z.int().check(z.minimum(0)),
  du: DateCivileSchema,
  au: DateCivileSchema,
  montantCentimes: z.int().check(z.minimum(0)),
  part: z.strictObject({
    numerateur: z.int().check(z.minimum(0)),
    denominateur: z.int().check(z.minimum(1)),
  }),
  indicateurs: z.string().check(z.minLength(1)),
});

/**
 * What a funder gives for a period, both days included. `part`: the funder's share of the whole cost, `1/2`;
 * `indicateurs`: the set its convention asks for, `indicateurs@2026.1`.
 */
export type Financement = z.infer<typeof FinancementSchema>;

/** What a figure may be divided into: an amount, and the days that it pays for. */
export interface Cout {
  /** Euro cents per intervention, half up. */
  centimes: number;
  /** Whole cost of the period, all funders together. */
  totalCentimes: number;
  interventions: number;
}

const PHRASES: Readonly<Record<string, string>> = {
  financeur: 'Le nom du financeur manque.',
  convention: 'Le numéro de la convention manque.',
  avenant: 'Le numéro d’avenant est un entier, 0 pour la convention elle-même.',
  du: 'Le premier jour n’est pas une date.',
  au: 'Le dernier jour n’est pas une date.',
  montantCentimes: 'Le montant est un nombre de centimes, positif ou nul.',
  part: 'La part du financeur est une fraction, « 1/2 ».',
};

/** Reads a line of funding. Motifs: `financement_invalide` with the field, `periode_incoherente`. */
export function parseFinancement(input: unknown): Resultat<Financement> {
  const read = FinancementSchema.safeParse(input);
  if (!read.success) {
    const fields = [...new Set(read.error.issues.map(({ path }) => String(path[0] ?? '')))];
    return refuse(
      ...fields.map((field) => ({
        code: 'financement_invalide',
        phrase: PHRASES[field] ?? 'Cette ligne de financement n’a pas la forme attendue.',
        path: field === '' ? [] : [field],
      })),
    );
  }
  const { du, au, part } = read.data;
  const motifs: Motif[] = [];
  if (du > au)
    motifs.push({
      code: 'periode_incoherente',
      phrase: 'La fin de la période vient avant son début.',
      path: ['au'],
    });
  if (!isPart(part))
    motifs.push({
      code: 'financement_invalide',
      phrase: 'La part du financeur va de plus de 0 à 1.',
      path: ['part'],
    });
  return motifs.length > 0 ? refuse(...motifs) : accept(read.data);
}

const isMontant = (centimes: number): boolean => Number.isSafeInteger(centimes) && centimes >= 0;

const isPart = ({ numerateur, denominateur }: Financement['part']): boolean =>
  Number.isSafeInteger(numerateur) &&
  Number.isSafeInteger(denominateur) &&
  numerateur > 0 &&
  numerateur <= denominateur;

/**
 * Indicator E1: the cost of one intervention. Only when the funding and the figure cover the very same days: an amount of
 * a year over the visits of a quarter would quadruple the cost.
 *
 * Motifs: `financement_invalide` (a line that `parseFinancement` would refuse); `periode_incoherente`; `chiffre_non_diffuse` when the number of interventions is
 * masked, nil or no whole number.
 */
export function computeCout(
  financement: Financement,
  interventions: number | null,
  periode: { readonly du: DateCivile; readonly au: DateCivile },
): Resultat<Cout> {
  const { du, au, montantCentimes, part } = financement;
  if (!isMontant(montantCentimes) || !isPart(part))
    return refuse({
      code: 'financement_invalide',
      phrase: 'Cette ligne de financement n’a pas été lue\u00a0: son montant ou sa part n’est pas un nombre.',
    });
  if (du !== periode.du || au !== periode.au)
    return refuse({
      code: 'periode_incoherente',
      phrase: 'Le financement et les interventions ne couvrent pas les mêmes jours.',
      path: ['du'],
      alternative: 'Établir le rapport sur la période de la convention.',
    });
  if (interventions === null || !Number.isSafeInteger(interventions) || interventions <= 0)
    return refuse({
      code: 'chiffre_non_diffuse',
      phrase: 'Le nombre d’interventions n’est pas diffusé\u00a0: le coût ne l’est pas non plus.',
    });
  const totalCentimes = Math.round((montantCentimes * part.denominateur) / part.numerateur);
  return accept({
    centimes: Math.floor(totalCentimes / interventions + 0.5),
    totalCentimes,
    interventions,
  });
}

import * as z from 'zod/mini';
import { DateCivileSchema, IdSchema } from './date-civile.ts';
import { champOf, oneOf, readChecked, type Champ } from './lecture.ts';
import { CHAMP, LISTES, type Code } from './nomenclature-2026-1.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

const VARIABLES = ['genre', 'trancheAge', 'statut'] as const;
/** What is counted of the persons of a workshop, one variable at a time. */
export type VariableAtelier = (typeof VARIABLES)[number];

const CountSchema = z.int().check(z.minimum(0), z.maximum(1000));
const AtelierSchema = z.strictObject({
  id: IdSchema,
  lieuId: IdSchema,
  date: DateCivileSchema,
  dureeMin: z.int().check(z.minimum(1), z.maximum(720)),
  theme: oneOf('theme'),
  niveau: oneOf('niveauAtelier'),
  participants: z.int().check(z.minimum(0), z.maximum(1000)),
  marges: z.strictObject({
    genre: z.exactOptional(z.partialRecord(champOf('genre'), CountSchema)),
    trancheAge: z.exactOptional(z.partialRecord(champOf('trancheAge'), CountSchema)),
    statut: z.exactOptional(z.partialRecord(champOf('statut'), CountSchema)),
  }),
  /** Workshop leader in charge: who sees it. */
  animateurId: z.exactOptional(IdSchema),
  synthetic: z.exactOptional(z.literal(true)),
});

/** A workshop. Its participants are margins, never invented one by one: no crossing of two variables exists. */
export type Atelier = Omit<z.infer<typeof AtelierSchema>, 'marges'> & {
  marges: { [L in VariableAtelier]: Record<Champ<Code<L>>, number> };
};

/**
 * Parses a workshop, every issue at once. A code that is left out counts nobody; a margin that is left out or empty was not
 * asked: everyone is `non_demande` there. The answer has every code of each margin.
 *
 * Motifs: those of the shape, `marge_incoherente` (the counts of a margin do not add up to `participants`).
 */
export function parseAtelier(input: unknown): Resultat<Atelier> {
  const shape = readChecked(AtelierSchema, input, ({ participants, marges }) => {
    if (participants === undefined || marges === undefined) return [];
    return VARIABLES.filter((variable) => {
      const counts = Object.values(marges[variable] ?? {});
      return counts.length > 0 && counts.reduce((a, b) => a + b, 0) !== participants;
    }).map((variable): Motif => ({
      code: 'marge_incoherente',
      phrase: 'Le total de cette répartition n’est pas le nombre de participants.',
      path: ['marges', variable],
    }));
  });
  if (!shape.ok) return shape;
  const { marges, participants } = shape.value;
  return accept({
    ...shape.value,
    marges: {
      genre: complete('genre', marges.genre, participants),
      trancheAge: complete('trancheAge', marges.trancheAge, participants),
      statut: complete('statut', marges.statut, participants),
    },
  });
}

function complete<L extends VariableAtelier>(
  liste: L,
  given: Partial<Record<Champ<Code<L>>, number>> | undefined,
  participants: number,
): Record<Champ<Code<L>>, number> {
  const counts: Partial<Record<string, number>> = given ?? {};
  const asked = Object.keys(counts).length > 0;
  const entries = [...LISTES[liste], ...CHAMP].map(({ code }) => [
    code,
    counts[code] ?? (!asked && code === 'non_demande' ? participants : 0),
  ]);
  return Object.fromEntries(entries) as Record<Champ<Code<L>>, number>;
}

/**
 * Counts of one variable of a workshop.
 *
 * Motifs: `croisement_atelier_inexistant` when two variables are crossed (their joint counts were never known),
 * `code_inconnu` for a variable that workshops do not hold.
 */
export function getMarge(
  atelier: Atelier,
  ...variables: readonly VariableAtelier[]
): Resultat<Readonly<Record<string, number>>> {
  const unknown = variables.filter((v) => !VARIABLES.includes(v));
  if (unknown.length > 0) {
    return refuse({ code: 'code_inconnu', phrase: 'Un atelier ne compte pas cette information.' });
  }
  const [variable, other] = variables;
  if (other !== undefined && other !== variable) {
    return refuse({
      code: 'croisement_atelier_inexistant',
      phrase: 'Un atelier ne donne que des totaux séparés\u00a0: on ne peut pas les croiser.',
    });
  }
  return accept(variable === undefined ? { total: atelier.participants } : atelier.marges[variable]);
}

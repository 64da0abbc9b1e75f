import * as z from 'zod/mini';
import { DateCivileSchema, IdSchema } from './date-civile.ts';
import { isRecord, readChecked } from './lecture.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

/** What a rule may end. A dossier is everything that is held on one followed person; mandates have dates of their own. */
export const OBJETS_CONSERVES = [
  'dossier',
  'intervention',
  'suivi',
  'orientation',
  'adressage',
  'note',
  'diagnostic',
  'passage',
  'mandat',
] as const;

const DureeSchema = z.union([
  z.strictObject({ mois: z.int().check(z.minimum(0), z.maximum(1200)) }),
  z.strictObject({ jours: z.int().check(z.minimum(0), z.maximum(36_500)) }),
  z.literal('dates_du_mandat'),
]);

const RegleSchema = z.strictObject({
  id: z.enum([
    'dossier',
    'passage_anonyme',
    'diagnostic',
    'orientation',
    'adressage',
    'retour',
    'note',
    'file_attente',
    'mandat_archive',
    'mandat_purge',
  ]),
  version: IdSchema,
  libelle: z.string().check(z.minLength(1), z.maxLength(200)),
  /** From the base day of the object, by quantième; the last day is kept in full. */
  duree: DureeSchema,
  action: z.enum(['desidentifier', 'supprimer', 'archiver', 'purger']),
  source: z.string().check(z.minLength(1), z.maxLength(300)),
  /** Nobody has confirmed the length yet: the data protection officer must. */
  aConfirmer: z.boolean(),
  /** Days on which the rule is in force; `auInclus` is the last one. */
  du: DateCivileSchema,
  auInclus: z.exactOptional(DateCivileSchema),
});
/** How long one kind of object is kept: dated data with its source, never code. */
export type RegleConservation = z.infer<typeof RegleSchema>;
export type RegleId = RegleConservation['id'];

/**
 * Parses the rules of a deployment, every issue at once with its path.
 *
 * Motifs: those of the shape, `periode_inversee`, `regle_en_double` (two lengths of one rule on the same day),
 * `duree_inattendue` (only mandates have dates of their own, and only those).
 */
export function parseRegles(input: unknown): Resultat<RegleConservation[]> {
  if (!Array.isArray(input)) {
    return refuse({ code: 'type_invalide', phrase: 'Cette information n’a pas la forme attendue.' });
  }
  const regles: RegleConservation[] = [];
  const motifs: Motif[] = [];
  input.forEach((item: unknown, rank) => {
    const regle = readChecked(RegleSchema, item, checkRegle);
    if (!regle.ok) motifs.push(...regle.motifs.map((m) => ({ ...m, path: [rank, ...(m.path ?? [])] })));
    else if (regles.some((other) => overlap(other, regle.value))) {
      motifs.push({
        code: 'regle_en_double',
        phrase: 'Deux durées valent le même jour pour cette règle.',
        path: [rank, 'id'],
      });
    }
    if (isRecord(item) && regle.ok) regles.push(regle.value);
  });
  return motifs.length > 0 ? refuse(...motifs) : accept(regles);
}

function checkRegle({ id, du, auInclus, duree }: Partial<RegleConservation>): Motif[] {
  const motifs: Motif[] = [];
  if (du !== undefined && auInclus !== undefined && auInclus < du) {
    motifs.push({ code: 'periode_inversee', phrase: 'La fin vient avant le début.', path: ['auInclus'] });
  }
  if (id !== undefined && duree !== undefined && id.startsWith('mandat_') !== (duree === 'dates_du_mandat')) {
    motifs.push({
      code: 'duree_inattendue',
      phrase: 'Les mandats, et eux seuls, ont leurs propres dates.',
      path: ['duree'],
    });
  }
  return motifs;
}

function overlap(a: RegleConservation, b: RegleConservation): boolean {
  const [endA, endB] = [a.auInclus ?? '9999-12-31', b.auInclus ?? '9999-12-31'];
  return a.id === b.id && a.du <= endB && b.du <= endA;
}

import * as z from 'zod/mini';
import { RelanceSchema } from './acte.ts';
import { DateCivileSchema, IdSchema, type Id } from './date-civile.ts';
import type { Intervention } from './intervention.ts';
import { findDoubles, oneOf, readChecked } from './lecture.ts';
import type { Motif, Resultat } from './resultat.ts';

const SuiviSchema = z.strictObject({
  id: IdSchema,
  /** The dossier. */
  personne: IdSchema,
  demarcheId: IdSchema,
  ouvertLe: DateCivileSchema,
  aboutissement: oneOf('aboutissement'),
  closLe: z.nullable(DateCivileSchema),
  interventionIds: z.array(IdSchema).check(z.maxLength(1000)),
  relances: z.array(RelanceSchema).check(z.maxLength(200)),
});
/** Thread of one démarche of one person, from the first acte to its aboutissement. */
export type Suivi = z.infer<typeof SuiviSchema>;

/**
 * Parses a stored suivi, every issue at once: those of the shape, `cloture_avant_ouverture`, `aboutissement_requis` (closed
 * while an answer is awaited), `cloture_manquante` (an outcome without a last day), `relance_en_double`,
 * `intervention_en_double`.
 */
export function parseSuivi(input: unknown): Resultat<Suivi> {
  return readChecked(SuiviSchema, input, ({ ouvertLe, closLe, aboutissement, relances, interventionIds }) => {
    const motifs: Motif[] = [
      ...findDoubles(relances, 'relances', 'relance_en_double', 'Cette relance est déjà dans le suivi.'),
    ];
    interventionIds?.forEach((id, index) => {
      if (interventionIds.indexOf(id) === index) return;
      motifs.push({
        code: 'intervention_en_double',
        phrase: 'Cette intervention est déjà dans le suivi.',
        path: ['interventionIds', index],
      });
    });
    if (closLe === undefined) return motifs;
    if (closLe !== null && ouvertLe !== undefined && closLe < ouvertLe) {
      motifs.push({
        code: 'cloture_avant_ouverture',
        phrase: 'Le suivi ne peut pas finir avant de commencer.',
        path: ['closLe'],
      });
    }
    if (closLe !== null && aboutissement === 'en_attente') {
      motifs.push({
        code: 'aboutissement_requis',
        phrase: 'Dites comment la démarche a fini.',
        path: ['aboutissement'],
      });
    }
    const ended = aboutissement !== undefined && !['en_attente', 'inconnu'].includes(aboutissement);
    if (closLe === null && ended) {
      motifs.push({
        code: 'cloture_manquante',
        phrase: 'Dites quel jour le suivi a fini.',
        path: ['closLe'],
      });
    }
    return motifs;
  });
}

/** What suivis may point at. */
export interface ReferencesSuivi {
  interventions: readonly Pick<Intervention, 'id' | 'personne'>[];
  lieux: readonly { id: Id }[];
  personnes: readonly { id: Id }[];
}

/**
 * What a set of suivis points at and does not exist, all of it: `personne_inconnue`, `intervention_inconnue`, `lieu_inconnu`,
 * and `personne_differente` (the intervention is that of somebody else). Paths start at the list.
 */
export function checkReferences(suivis: readonly Suivi[], connus: ReferencesSuivi): Motif[] {
  const personnes = new Set(connus.personnes.map(({ id }) => id));
  const lieux = new Set(connus.lieux.map(({ id }) => id));
  const interventions = new Map(connus.interventions.map(({ id, personne }) => [id, personne]));
  return suivis.flatMap((suivi, rank) => {
    const motifs: Motif[] = [];
    const add = (code: string, phrase: string, ...path: (string | number)[]) =>
      motifs.push({ code, phrase, path: [rank, ...path] });
    if (!personnes.has(suivi.personne)) add('personne_inconnue', 'Ce dossier n’existe pas.', 'personne');
    suivi.interventionIds.forEach((id, i) => {
      const personne = interventions.get(id);
      if (personne === undefined) {
        add('intervention_inconnue', 'Cette intervention n’existe pas.', 'interventionIds', i);
      } else if (personne.nature !== 'suivie' || personne.id !== suivi.personne) {
        add(
          'personne_differente',
          'Cette intervention est celle de quelqu’un d’autre.',
          'interventionIds',
          i,
        );
      }
    });
    suivi.relances.forEach(({ lieuId }, i) => {
      if (!lieux.has(lieuId)) add('lieu_inconnu', 'Ce lieu n’existe pas.', 'relances', i, 'lieuId');
    });
    return motifs;
  });
}

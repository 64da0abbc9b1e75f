import { computePeriode, type CommandeDe, type Duree } from '@porte-plume/mandat';
import { z } from 'zod';
import { IdentiteSchema } from '../../domain/identite.ts';
import { civilDate, type Services, type Visiteur } from '../../server/contexte.ts';
import { field, type Champs } from '../../server/formulaire.ts';
import { dateEnMots } from '../../ui/date.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';
import { type Qui, QuiSchema } from './qui.ts';
import { type Quoi, QuoiSchema, toItems } from './quoi.ts';

/** Nature of the drafts of mandates being prepared. */
export const PREPARATION = 'mandat';

/** What was said before the mandate exists, step by step; the fiche is the entry that asked for it. */
export const PreparationSchema = z.object({
  ficheId: z.string(),
  demarcheId: z.string(),
  qui: QuiSchema.optional(),
  quoi: QuoiSchema.optional(),
  /** Whose entry it is, when she is followed already: her name is not asked again, and nobody else can bear it. */
  suivie: z.object({ id: z.string(), pseudonyme: z.string(), identite: IdentiteSchema }).optional(),
  /** The mandate that this one renews, and whose it is: her name is known. */
  renouvelle: z.object({ mandatId: z.string(), personneId: z.string() }).optional(),
});
export type Preparation = z.infer<typeof PreparationSchema>;

/** The same once the steps are filled. */
export interface Complete extends Preparation {
  qui: Qui;
  quoi: Quoi;
}

/** Durations offered, each with its last day in words. */
export function listDurees(du: string, zone: string): Choix[] {
  const choix = [1, 3, 6, 12].flatMap((mois) => {
    const periode = computePeriode(du, { mois }, zone);
    return periode.ok
      ? [
          {
            code: `mois:${mois}`,
            libelle: mois === 12 ? 'Un an' : `${mois} mois`,
            aide: `jusqu’au ${dateEnMots(periode.value.auInclus)}`,
          },
        ]
      : [];
  });
  return [...choix, { code: 'jours', libelle: 'Un nombre de jours' }];
}

/** Duration step: one of the months shown, or a number of days; the package says what is too long. */
export function readDuree(champs: Champs): { duree: Duree; uneFois: boolean } | { erreurs: Erreur[] } {
  const uneFois = field(champs, 'uneFois') === 'oui';
  const choix = field(champs, 'duree');
  if (choix === 'jours') {
    const jours = /^\d{1,3}$/.test(field(champs, 'jours')) ? Number(field(champs, 'jours')) : 0;
    return jours > 0
      ? { duree: { jours }, uneFois }
      : { erreurs: [{ champ: 'jours', phrase: 'Écrivez un nombre de jours, de 1 à 365.' }] };
  }
  const mois = /^mois:(1|3|6|12)$/.exec(choix)?.[1];
  return mois === undefined
    ? { erreurs: [{ champ: 'duree', phrase: 'Choisissez une durée.' }] }
    : { duree: { mois: Number(mois) }, uneFois };
}

/** What the vault knows of the two people: references, and the commitment of a birth date. */
export interface Refs {
  personneId: string;
  constituant: string;
  ageCommitment: string;
}

/** Before anyone is in the vault: what is rehearsed with them is never recorded. */
export const SANS_REFS: Refs = {
  personneId: 'personne',
  constituant: 'constituant',
  ageCommitment: '0'.repeat(64),
};

/** Data of `PreparerMandat` from the steps. */
export function toPreparerMandat(
  { demarcheId, qui, quoi, renouvelle }: Complete,
  { duree, uneFois }: { duree: Duree; uneFois: boolean },
  refs: Refs,
  { services, visiteur }: { services: Pick<Services, 'clock'>; visiteur: Visiteur },
): CommandeDe<'PreparerMandat'>['donnees'] {
  return {
    structure: { id: visiteur.orgId, libelle: visiteur.organisation, zone: visiteur.zone },
    mandant: {
      ref: refs.personneId,
      capacite: qui.capacite,
      naissance:
        qui.naissance === undefined ? 'majeur' : { ageCommitment: refs.ageCommitment, le: qui.naissance },
    },
    constituant:
      qui.constituant === undefined
        ? { kind: 'mandant' }
        : { kind: qui.constituant.kind, ref: refs.constituant },
    items: toItems(demarcheId, quoi, uneFois),
    duree,
    ecrivains: [visiteur.compteId],
    ...(renouvelle === undefined ? {} : { renouvelle: renouvelle.mandatId }),
    ...(qui.identiteVerifiee === true
      ? { identiteVerifieeLe: civilDate(services.clock(), visiteur.zone) }
      : {}),
  };
}

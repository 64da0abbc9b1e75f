import * as z from 'zod/mini';
import { DateCivileSchema, IdSchema, InstantSchema } from './date-civile.ts';
import { oneOf, readChecked } from './lecture.ts';
import { SERVICES } from './lieu-standard.ts';
import type { Raison } from './orientation-raison.ts';
import type { Motif, Resultat } from './resultat.ts';
import { isReadable } from './texte.ts';

const RAISONS = [
  'besoin',
  'modalite',
  'horaire',
  'distance',
  'fraicheur',
  'frais',
  'public',
  'prise_en_charge',
  'acces',
  'niveau',
  'date',
  'places',
] as const satisfies readonly Raison['code'][];

const text = (max: number) =>
  z.string().check(
    z.minLength(1),
    z.maxLength(max),
    z.refine((v) => isReadable(v), 'texte_invalide'),
    z.normalize('NFC'),
  );

const CibleSchema = z.discriminatedUnion('nature', [
  z.strictObject({ nature: z.literal('lieu'), lieuId: IdSchema }),
  z.strictObject({ nature: z.literal('atelier'), atelierId: IdSchema }),
  z.strictObject({ nature: z.literal('organisme'), organisme: text(120) }),
  z.strictObject({ nature: z.literal('aidant_familial') }),
]);
export type CibleOrientation = z.infer<typeof CibleSchema>;

const OrientationSchema = z.strictObject({
  id: IdSchema,
  interventionId: IdSchema,
  cible: CibleSchema,
  besoin: z.enum(SERVICES),
  raisons: z.readonly(
    z
      .array(
        z.strictObject({
          code: z.enum(RAISONS),
          sens: z.enum(['pour', 'contre', 'inconnu']),
          phrase: text(300),
        }),
      )
      .check(z.maxLength(40)),
  ),
  canal: oneOf('canalOrientation'),
  statut: oneOf('statutOrientation'),
  /** The person need not say why. */
  motifRefus: z.exactOptional(oneOf('motifRefusOrientation')),
  proposeeLe: DateCivileSchema,
  relanceLe: DateCivileSchema,
  rdvLe: z.exactOptional(InstantSchema),
  /** Last day on which an answer is waited for. */
  expireLe: DateCivileSchema,
  synthetic: z.exactOptional(z.literal(true)),
});
/** Onward referral of one person: to what, why, and what became of it. */
export type Orientation = z.infer<typeof OrientationSchema>;

/**
 * Parses a stored orientation, every issue at once: those of the shape, `motif_inattendu` (a reason is for a refusal only),
 * `relance_passee`, `expiration_passee` and `rdv_passe` (before the day of the proposal).
 */
export function parseOrientation(input: unknown): Resultat<Orientation> {
  return readChecked(OrientationSchema, input, (o) => {
    const motifs: Motif[] = [];
    const { proposeeLe, statut } = o;
    if (o.motifRefus !== undefined && statut !== undefined && statut !== 'refusee') {
      motifs.push({
        code: 'motif_inattendu',
        phrase: 'Un motif ne s’écrit que pour un refus.',
        path: ['motifRefus'],
      });
    }
    if (proposeeLe === undefined) return motifs;
    if (o.relanceLe !== undefined && o.relanceLe < proposeeLe) {
      motifs.push({
        code: 'relance_passee',
        phrase: 'La relance est avant la proposition.',
        path: ['relanceLe'],
      });
    }
    if (o.expireLe !== undefined && o.expireLe < proposeeLe) {
      motifs.push({
        code: 'expiration_passee',
        phrase: 'L’expiration est avant la proposition.',
        path: ['expireLe'],
      });
    }
    // A civil day and an instant: a day apart is a matter of zone.
    if (o.rdvLe !== undefined && Date.parse(o.rdvLe) < Date.parse(proposeeLe) - 86_400_000) {
      motifs.push({
        code: 'rdv_passe',
        phrase: 'Le rendez-vous est avant la proposition.',
        path: ['rdvLe'],
      });
    }
    return motifs;
  });
}

import { z } from 'zod';
import { isId } from '../../domain/identifiant.ts';
import { TYPES_OPERATION } from '../../islands/hors-ligne/modele.ts';
import type { Champs } from '../../server/formulaire.ts';

const id = z.string().refine(isId);
/** A drawn signature is the longest value: 64 kB once in base64, and its prefix. */
const VALEUR_MAX = 90_000;
const texte = z
  .string()
  .max(VALEUR_MAX)
  .refine((valeur) => !valeur.includes('\0'));

/** One operation as a device sends it. */
export const OperationSchema = z.object({
  op: id,
  type: z.enum(TYPES_OPERATION),
  /** By the clock of the device: informative. */
  at: z.iso.datetime(),
  seq: z.number().int().min(0).max(1_000_000),
  compte: z.union([id, z.literal('')]),
  payload: z
    .record(z.string().max(60), z.union([texte, z.array(texte.max(200)).max(60)]))
    .refine((payload) => Object.keys(payload).length <= 60),
  resolution: z
    .object({
      version: z.number().int().min(1).optional(),
      choix: z.record(z.string().max(40), z.string().max(60)),
    })
    .optional(),
});
export type OperationRecue = z.infer<typeof OperationSchema>;

/** The fields of an operation as those of a posted form: the very same readers read them. */
export function toChamps(payload: OperationRecue['payload']): Champs {
  return new Map(
    Object.entries(payload).map(([nom, valeur]) => [
      nom,
      (typeof valeur === 'string' ? [valeur] : valeur).map((un) => un.normalize('NFC')),
    ]),
  );
}

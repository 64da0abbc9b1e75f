import * as z from 'zod/mini';
import { jourSchema } from './jour.ts';
import { sourceSchema } from './source.ts';
import { parseZone } from './zone.ts';

const entier = (min: number, max: number) => z.int().check(z.gte(min), z.lte(max));
const nombreMois = entier(1, 120);

const fenetreSchema = z
  .strictObject({
    annee: entier(1900, 2999),
    ouvre: jourSchema,
    ferme: jourSchema,
    /** Départements of the window: `01-19`, `20-54`, `75,92-95`. Without a zone: everywhere. */
    zone: z.exactOptional(z.string().check(z.refine((s) => parseZone(s) !== undefined))),
    source: sourceSchema,
  })
  .check(z.refine((f) => f.ouvre <= f.ferme, { path: ['ferme'] }));

/** When a démarche is to be done again. */
export const recurrenceSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('aucune') }),
  /** Opens on a day of month M; closes in M, or in M+1 when the closing day comes before the opening one. */
  z.strictObject({
    type: z.literal('fenetre-mensuelle'),
    ouvreJour: entier(1, 31),
    fermeJour: entier(1, 31),
    /** Months of the year (1–12) whose window opens on another day. */
    exceptions: z.exactOptional(z.array(z.strictObject({ mois: entier(1, 12), ouvreJour: entier(1, 31) }))),
  }),
  /** The whole of months M+3, M+6… from the month M in which the right opened. */
  z.strictObject({ type: z.literal('trimestrielle') }),
  /** Each year on the day of the last filing. */
  z.strictObject({ type: z.literal('anniversaire'), rappelMois: entier(1, 11) }),
  z.strictObject({ type: z.literal('campagne'), fenetres: z.array(fenetreSchema) }),
  /** Before the end of a right or a document; both numbers of `fenetreMois` and `rappelMois` count back from that end. */
  z
    .strictObject({
      type: z.literal('expiration'),
      rappelMois: nombreMois,
      fenetreMois: z.exactOptional(z.tuple([nombreMois, nombreMois])),
    })
    .check(
      z.refine((r) => r.fenetreMois === undefined || r.fenetreMois[0] >= r.fenetreMois[1], {
        path: ['fenetreMois'],
      }),
      z.refine((r) => r.fenetreMois === undefined || r.rappelMois >= r.fenetreMois[1], {
        path: ['rappelMois'],
      }),
    ),
]);

export type Recurrence = z.infer<typeof recurrenceSchema>;

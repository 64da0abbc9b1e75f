import * as z from 'zod/mini';
import { jourSchema } from './jour.ts';

const strings = z.array(z.string());

/**
 * What a curator says of an entry. Any field of `Demarche` may be given and wins over what the sheets say; `operateur`
 * may be a key of `operateurs`, and `raisons` stands for the class. The catalogue's own schema judges the result.
 */
const entreeSchema = z.looseObject({
  nom: z.exactOptional(z.string()),
  operateur: z.exactOptional(z.union([z.string(), z.looseObject({})])),
  raisons: z.exactOptional(strings),
  synonymes: z.exactOptional(strings),
  aliases: z.exactOptional(strings),
  refs: z.exactOptional(
    z.looseObject({
      fiches: z.exactOptional(strings),
      services: z.exactOptional(strings),
      cerfa: z.exactOptional(z.array(z.looseObject({}))),
    }),
  ),
  horsDila: z.exactOptional(z.boolean()),
  modes: z.exactOptional(z.looseObject({})),
  actesReserves: z.exactOptional(z.array(z.looseObject({}))),
});
export type SurchargeEntree = z.infer<typeof entreeSchema>;

/** Our layer over the official sheets: by id, or as a list whose entries bear their id (a catalogue is one). */
export const surchargeSchema = z.looseObject({
  version: z.string().check(z.minLength(1)),
  /** Day of the overlay; the snapshot's where it is not said. */
  date: z.exactOptional(jourSchema),
  operateurs: z.exactOptional(z.record(z.string(), z.looseObject({}))),
  sources: z.exactOptional(z.array(z.looseObject({}))),
  demarches: z.union([
    z.record(z.string(), entreeSchema),
    z.array(z.extend(entreeSchema, { id: z.string() })),
  ]),
});
export type Surcharge = z.infer<typeof surchargeSchema>;

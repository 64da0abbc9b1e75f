import * as z from 'zod/mini';
import type { EtatMandat } from '../modele/etat.ts';
import { findCloture, findFin } from '../histoire/fin.ts';
import { DateCivileSchema, RefSchema, VersionSchema } from '../modele/modele.ts';
import { addJours, addMois, requireZone, toDateCivile, type DateCivile, type Zone } from '../modele/temps.ts';

const MoisSchema = z.int().check(z.minimum(0), z.maximum(1200));
const GelSchema = z.strictObject({
  ref: RefSchema,
  motifCode: z.enum(['litige', 'controle']),
  du: DateCivileSchema,
  auInclus: z.optional(DateCivileSchema),
});

/** How long a structure keeps mandates: dated data with its written justification, never code. */
export const PolitiqueConservationSchema = z.strictObject({
  version: VersionSchema,
  justification: z.string().check(z.minLength(1), z.maxLength(2000)),
  actif: z.strictObject({ depuis: z.literal('dernier_contact'), mois: MoisSchema }),
  archive: z.strictObject({ depuis: z.literal('fin_mandat'), mois: MoisSchema }),
  gel: z.array(GelSchema),
});
export type PolitiqueConservation = z.infer<typeof PolitiqueConservationSchema>;

/** Civil days from which a mandate is archived, then purged; `gele` = a hold covers the day purge was due. */
export interface Retention {
  archiveDes: DateCivile;
  purgeDes: DateCivile | null;
  gele: boolean;
}

/**
 * The dates of one mandate; the engine that runs them is elsewhere. Months count by quantième and the last day is
 * kept whole, so that each date is the day after. A mandate stays active at least until its own end. One that was
 * never actif has nothing to prove: it is purged when it would be archived. A hold stops the purge, not the archive.
 * @param q `dernierContact`: civil day of the last contact with the person; `zone`: where the end of the mandate is
 *   read as a civil day
 * @throws TypeError when the zone is unknown
 */
export function retention(
  etat: EtatMandat,
  q: { dernierContact: DateCivile; zone: Zone; politique: PolitiqueConservation },
): Retention {
  requireZone(q.zone);
  const { actif, archive, gel } = q.politique;
  const finMandat = findDernierJour(etat, q.zone);
  const dernierActif = latest(addMois(q.dernierContact, actif.mois), finMandat);
  const archiveDes = addJours(dernierActif, 1);
  const due =
    finMandat === undefined ? archiveDes : latest(addJours(addMois(finMandat, archive.mois), 1), archiveDes);
  const gele = gel.some((g) => g.du <= due && (g.auInclus === undefined || due <= g.auInclus));
  if (gel.some((g) => g.auInclus === undefined)) return { archiveDes, purgeDes: null, gele };
  const leves = gel.flatMap(({ auInclus }) => (auInclus === undefined ? [] : addJours(auInclus, 1)));
  const purgeDes = leves.reduce(latest, due);
  return { archiveDes, purgeDes, gele };
}

const TOUJOURS = '9999-12-31T23:59:59.999Z';

/**
 * Civil day on which a mandate ended, or its last day when nothing ended it; nothing if it was never accepted. One
 * that an older fact ended before its acceptance was used in good faith: there is all the more to prove.
 */
function findDernierJour(etat: EtatMandat, zone: Zone): DateCivile | undefined {
  const { periode, acceptation } = etat;
  if (periode === undefined || acceptation === undefined) return undefined;
  const regard = { instant: TOUJOURS };
  const cloture = findCloture(etat, regard)?.depuis ?? periode.fin;
  const dite = findFin(etat, regard)?.faitLe ?? cloture;
  const fin = dite < cloture ? dite : cloture;
  if (fin >= periode.fin) return periode.auInclus;
  return toDateCivile(fin < acceptation.faitLe ? acceptation.faitLe : fin, zone);
}

function latest(a: DateCivile, b: DateCivile | undefined): DateCivile {
  return b === undefined || a > b ? a : b;
}

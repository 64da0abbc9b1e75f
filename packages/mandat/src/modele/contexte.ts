import type { EtatMandat } from './etat.ts';
import { RefSchema, type Habilitation } from './modele.ts';
import type { PolitiqueMandat } from './politique.ts';
import { requireInstant, requireZone, type Instant, type Zone } from './temps.ts';

/** Everything `decide` may know besides the mandate: no clock, no chance, no database of its own. */
export interface Contexte {
  maintenant: Instant;
  zone: Zone;
  alea: (octets: number) => Uint8Array;
  appareil: string;
  seq: number;
  habilitations: Habilitation[];
  /** Other mandates of the same person: needed to replace and to renew. */
  mandatsDuMandant?: readonly EtatMandat[] | undefined;
  /** Version of the mandate which the screen showed. */
  versionAttendue?: number | undefined;
  politique?: Partial<PolitiqueMandat> | undefined;
}

/** Leaves room for the events of one command. */
const SEQ_MAX = 2 ** 52;

/** @throws TypeError on a programmer's mistake: unknown zone, missing chance, malformed clock, device or sequence. */
export function requireContexte(contexte: Contexte): void {
  requireZone(contexte.zone);
  if (typeof contexte.alea !== 'function') throw new TypeError('contexte.alea must be a function');
  requireInstant(contexte.maintenant, 'contexte.maintenant');
  if (!RefSchema.safeParse(contexte.appareil).success)
    throw new TypeError('contexte.appareil must be a reference: letters, digits, no space');
  if (!Number.isSafeInteger(contexte.seq) || contexte.seq < 0 || contexte.seq > SEQ_MAX)
    throw new TypeError('contexte.seq must be a whole number');
}

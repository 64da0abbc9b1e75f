import type { EtatMandat } from './etat.ts';
import type { Habilitation } from './modele.ts';
import type { PolitiqueMandat } from './politique.ts';
import { requireZone, type Instant, type Zone } from './temps.ts';

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

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** @throws TypeError on a programmer's mistake: unknown zone, missing chance, malformed clock, device or sequence. */
export function requireContexte(contexte: Contexte): void {
  requireZone(contexte.zone);
  if (typeof contexte.alea !== 'function') throw new TypeError('contexte.alea must be a function');
  if (!INSTANT.test(contexte.maintenant))
    throw new TypeError('contexte.maintenant must be a UTC instant with milliseconds');
  if (contexte.appareil === '') throw new TypeError('contexte.appareil is empty');
  if (!Number.isSafeInteger(contexte.seq) || contexte.seq < 0)
    throw new TypeError('contexte.seq must be a whole number');
}

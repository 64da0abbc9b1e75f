import type { Contexte } from './contexte.ts';
import type { Evenement } from './evenement.ts';
import type { Motif } from './motif.ts';
import type { PolitiqueMandat } from './politique.ts';
import type { Instant } from './temps.ts';

/** One event to be, before its envelope; `faitLe` when it is not that of the command. */
export type Fait = Pick<Evenement, 'type' | 'donnees'> & { mandatId?: string; faitLe?: Instant };

/** What a rule returns: facts to record, every reason not to, or the ids of the events that already said it. */
export type Suite = { faits: Fait[] } | { motifs: Motif[] } | { deja: string[] };

/** What a rule may read. */
export interface Cadre {
  contexte: Contexte;
  politique: PolitiqueMandat;
}

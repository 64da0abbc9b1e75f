import type { Services, Visiteur } from '../../server/contexte.ts';
import type { Champs } from '../../server/formulaire.ts';
import type { Source } from './document.ts';

/** What a gesture is read from. */
export interface Saisie {
  source: Source;
  champs: Champs;
  scan: Uint8Array | null;
  services: Services;
  visiteur: Visiteur;
  /** Names of the accounts of the structure: none of them may bear witness. */
  equipe: readonly { ref: string; nom: string }[];
}

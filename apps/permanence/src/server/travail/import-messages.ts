import type { Atelier, Orientation } from '@porte-plume/accompagnement';
import type {
  ImportReport,
  Mapping,
  OptionsImport,
  ProjetMapping,
} from '@porte-plume/accompagnement/imports';
import type { EvenementSeance } from '@porte-plume/accompagnement/seance';
import { createHash } from 'node:crypto';

/** What the thread is asked: which columns, what is wrong, or the events to write. */
export interface Demande {
  travail: 'colonnes' | 'analyse' | 'confirmation';
  nature: 'coop' | 'tableur';
  fichier: Uint8Array;
  mapping: Mapping | null;
  options: Omit<OptionsImport, 'connus' | 'findDemarche' | 'limites' | 'dryRun'> & {
    connus: readonly string[];
  };
  /** Interventions and workshops of imports that were undone. */
  annulees: readonly string[];
}

/** What the thread says. No value of the file is in the first two. */
export type Message =
  | { type: 'colonnes'; entetes: readonly string[]; projet: ProjetMapping | null }
  | { type: 'analyse'; resume: ImportReport['resume']; defauts: Uint8Array }
  | { type: 'lot'; evenements: readonly EvenementSeance[]; orientations: readonly Orientation[] }
  | { type: 'ateliers'; ateliers: readonly Atelier[] }
  | { type: 'fini' };

/** The id that follows a cancelled one: UUID version 8 of it. */
export function nextId(id: string): string {
  const hex = createHash('sha256').update(`reprise ${id}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

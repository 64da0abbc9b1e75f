/** What waits on a device, as the worker, the pages and the server name it. */

/** Kinds of work that may wait without network. */
export const TYPES_OPERATION = [
  'intervention.enregistrer',
  'mandat.signer',
  'diagnostic.enregistrer',
  'demande.noter',
] as const;
export type TypeOperation = (typeof TYPES_OPERATION)[number];

/** Fields of a form, by name; nothing else is ever sealed. */
export type Champs = Record<string, string | string[]>;

/** One field on which the device and the server differ, with the answers that may settle it. */
export interface ChampEnConflit {
  champ: string;
  libelle: string;
  ici: string;
  serveur: string;
  choix: { code: string; libelle: string }[];
}

/** What the server answered, when it did not record. */
export type Suite =
  | { etat: 'conflit'; phrase: string; version?: number; champs: ChampEnConflit[] }
  | { etat: 'refusee'; motifs: { code: string; phrase: string }[] }
  | { etat: 'autre_compte' };

/** The choices of the writer, field by field. */
export interface Resolution {
  version?: number;
  choix: Record<string, string>;
}

/** An operation in clear: only ever in memory. */
export interface Operation {
  op: string;
  type: TypeOperation;
  /** When the writer made it, by the clock of the device: informative. */
  at: string;
  seq: number;
  /** Account that made it: another one never sends it. */
  compte: string;
  /** Public words that name it on a screen: the démarche, never a person. */
  libelle: string;
  payload: Champs;
  /** Operation without which this one means nothing. */
  apres?: string;
  suite?: Suite;
  resolution?: Resolution;
}

/** An operation and those that follow from it, near or far; they always come after it. */
export function following(op: string, operations: readonly Operation[]): Set<string> {
  const suivent = new Set([op]);
  for (const { op: une, apres } of operations)
    if (apres !== undefined && suivent.has(apres)) suivent.add(une);
  return suivent;
}

/** An operation as it is stored: what orders it and ages it, and a box. */
export interface Boite {
  op: string;
  seq: number;
  at: string;
  iv: Uint8Array<ArrayBuffer>;
  ct: ArrayBuffer;
}

/** Any other sealed thing: the kit of the day, an entry in progress. */
export interface Scelle {
  nom: string;
  at: string;
  iv: Uint8Array<ArrayBuffer>;
  ct: ArrayBuffer;
}

export type ModeClef = 'pin' | 'prf';

/** The lock: the key of the device, wrapped by what only the writer knows or holds. */
export interface Serrure {
  mode: ModeClef;
  sel: Uint8Array<ArrayBuffer>;
  iv: Uint8Array<ArrayBuffer>;
  enveloppe: ArrayBuffer;
  echecs: number;
}

/** Where entries in progress are sealed, each under its own key, and the rows of a sheet that are not kept yet. */
export const FICHE = 'fiche:';
export const LIGNE = 'ligne:';

/** What a screen may know without the key. */
export interface Etat {
  mode: ModeClef | null;
  ouvert: boolean;
  nombre: number;
  /** Entries and rows that were begun here and are not kept yet: nothing sends them. */
  enCours: { fiches: number; lignes: number };
  /** When the oldest one was made, or null. */
  plusAncien: string | null;
  /** For a passkey: what it is asked to derive from. */
  sel: Uint8Array<ArrayBuffer> | null;
  /** How the last sending ended. */
  dernier: Fin | null;
}

/** Why a sending stopped: nothing left that may go, no network, sign-in asked, locked. */
export type Fin = 'fini' | 'reseau' | 'connexion' | 'verrou';

/** A waiting operation lives a day, and is called for before. */
export const VIE_MS = 24 * 3_600_000;
/** Nothing is erased before it was said, on a device that is on, for as long as this. */
export const SURSIS_MS = 3_600_000;
/** Two clocks that differ by less agree. */
export const ECART_MS = 5 * 60_000;
export const RAPPEL_MS = 20 * 3_600_000;
/** The key leaves the memory after this much silence. */
export const VERROU_MS = 5 * 60_000;
export const ESSAIS_MAX = 10;
export const PIN_MIN = 6;
export const ITERATIONS = 600_000;

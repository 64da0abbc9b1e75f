import type { DateCivile } from './date-civile.ts';
import type { Encodage } from './encodage.ts';
import { issueOf, type ImportIssue } from './import-issue.ts';

/** What a spreadsheet knows of a cell beyond its text. */
export interface CelluleTypee {
  readonly texte: string;
  /** Typed as a date by the sheet. */
  readonly date?: DateCivile;
  /** Typed as a number by the sheet. */
  readonly nombre?: number;
  /** Typed as a time of day, or a length of time. */
  readonly minutes?: number;
  readonly formule?: true;
  readonly defaut?: 'formule_sans_valeur' | 'cellule_en_erreur' | 'cellule_fusionnee';
}

/** Plain text, or what the sheet says more. */
export type Cellule = string | CelluleTypee;

export interface LigneFeuille {
  /** Row as a spreadsheet numbers it, from 1. */
  readonly numero: number;
  readonly cellules: readonly Cellule[];
}

/** One sheet, read lazily row by row, header included, blank rows left out. */
export interface Feuille {
  readonly format: 'csv' | 'xlsx' | 'ods';
  readonly encodage?: Encodage;
  readonly lignes: Iterable<LigneFeuille>;
  /** Ranks of the hidden columns, from 0. */
  readonly masquees: ReadonlySet<number>;
  /** Filled as the rows are read. */
  readonly issues: ImportIssue[];
}

export type LectureFeuille = { ok: true; feuille: Feuille } | { ok: false; issues: ImportIssue[] };

/** Bounds against a hostile file. */
export interface LimitesFichier {
  /** Rows of the sheet, header included. */
  readonly lignes: number;
  readonly entrees: number;
  /** Octets of a workbook once inflated. */
  readonly octets: number;
  /** Inflated size of an entry over its packed size. */
  readonly rapport: number;
}

export const LIMITES: LimitesFichier = { lignes: 200_000, entrees: 1000, octets: 100_000_000, rapport: 200 };

export function textOf(cellule: Cellule | undefined): string {
  if (cellule === undefined) return '';
  return typeof cellule === 'string' ? cellule : cellule.texte;
}

export function refuseFile(code: Parameters<typeof issueOf>[0]): { ok: false; issues: ImportIssue[] } {
  return { ok: false, issues: [issueOf(code, 'erreur', 0)] };
}

/**
 * Lets the host see to its events every few hundred rows, so that a long import freezes no screen and no server. A
 * message to oneself: neither clock nor timer.
 */
export function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

import type { Motif } from '../resultat.ts';

/** What a command answers: JSON for a program, sentences for a person, and whether there is something to look at. */
export interface ReponseCommande {
  /** Written on standard output as one line of JSON; a text is written as it is. */
  print: unknown;
  phrases: readonly string[];
  /** Findings: exit code 1. */
  constats: boolean;
}

/** A motif as a line for a person: where, then what. */
export const explain = ({ code, phrase, path }: Motif): string =>
  `${path === undefined || path.length === 0 ? '' : `${path.join('.')} : `}${phrase} [${code}]`;

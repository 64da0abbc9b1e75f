import type { Motif } from '../motif.ts';

/** Shown as: probably yes, to check, probably no, to check. */
export type Verdict = 'probable' | 'possible' | 'peu-probable' | 'inconnu';

/** What the screening says of one right. */
export interface Conclusion {
  verdict: Verdict;
  motifs: Motif[];
  /** €/month, −10 % and +10 %, whole euros: information, not a promise. */
  fourchette?: [number, number];
}

export const motif = (code: string, phrase: string): Motif => ({ code, phrase });
export const inconnu = (motifs: Motif[]): Conclusion => ({ verdict: 'inconnu', motifs });

import type { CellKey } from './cell-key.ts';
import { TOTAL } from './hierarchy.ts';

/** A cell in words: « site S01, sexe H »; the grand total is « Total ». */
export function describeCell(key: CellKey): string {
  const codes = Object.entries(key).filter(([, code]) => code !== TOTAL);
  return codes.length === 0 ? TOTAL : codes.map(([dim, code]) => `${dim} ${code}`).join(', ');
}

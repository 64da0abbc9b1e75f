import { createHash } from 'node:crypto';

/** A second id of the same operation, the same at each try. */
export function deriveId(op: string, usage: string): string {
  const hex = createHash('sha256').update(`${op}:${usage}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

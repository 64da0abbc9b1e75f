import { hash } from 'node:crypto';

/** SHA-256 of the UTF-8 octets of a well-formed text, by Node's own engine (docs/decisions/0010). */
export function hashTexte(texte: string): string {
  return hash('sha256', texte, 'hex');
}

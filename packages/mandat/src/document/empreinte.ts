import type { DocumentMandat } from './ast.ts';
import { digest } from '../registre/ledger-digest.ts';

/**
 * Fingerprint of a document: SHA-256 of its canonical JSON, personal texts replaced by their commitments, drawn
 * signatures, their mention, the codes and the QR code left out. The same before and after the signature, with or
 * without codes, and after a re-print.
 * @throws TypeError when the document holds a text that JSON cannot carry
 */
export function documentHash(doc: DocumentMandat): string {
  const { v, genre, langue, sens, niveau, titre, blocs } = doc;
  const resultat = digest(strip({ v, genre, langue, sens, niveau, titre, blocs }));
  if (!resultat.ok) throw new TypeError(resultat.motifs.map((m) => m.code).join(', '));
  return resultat.value;
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((v) => !isHorsEmpreinte(v)).map(strip);
  if (typeof value !== 'object' || value === null) return value;
  const garde = Object.entries(value).filter(
    ([cle, v]) =>
      cle !== 'image' && cle !== 'mention' && v !== undefined && !(cle === 'texte' && 'engagement' in value),
  );
  return Object.fromEntries(garde.map(([cle, v]) => [cle, strip(v)]));
}

function isHorsEmpreinte(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'horsEmpreinte' in value;
}

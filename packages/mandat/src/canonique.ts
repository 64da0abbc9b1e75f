import canonicalize from 'canonicalize';
import { refuser, toMotif, type Motif, type Resultat } from './motif.ts';

const SEUL = /\p{Surrogate}/u;

/**
 * Canonical JSON (RFC 8785). Lone surrogates, NaN and infinities are refused; Unicode is never normalised here.
 * @throws TypeError when the value is not JSON at all
 */
export function toCanonique(value: unknown): Resultat<string> {
  const motifs = inspect(value, []);
  if (motifs.length > 0) return refuser(...motifs);
  const texte = canonicalize(value);
  if (texte === undefined) throw new TypeError('Only a JSON value has a canonical form');
  return { ok: true, value: texte };
}

function inspect(value: unknown, path: (string | number)[]): Motif[] {
  switch (typeof value) {
    case 'string':
      return SEUL.test(value) ? [toMotif('texte_invalide', { path })] : [];
    case 'number':
      return Number.isFinite(value) ? [] : [toMotif('nombre_invalide', { path })];
    case 'boolean':
    case 'undefined':
      return [];
    case 'object':
      return value === null ? [] : inspectObjet(value, path);
    default:
      throw new TypeError('Only a JSON value has a canonical form');
  }
}

function inspectObjet(value: object, path: (string | number)[]): Motif[] {
  if (Array.isArray(value)) return value.flatMap((v: unknown, rang) => inspect(v, [...path, rang]));
  return Object.entries(value).flatMap(([cle, v]) => [
    ...(SEUL.test(cle) ? [toMotif('texte_invalide', { path })] : []),
    ...inspect(v, [...path, cle]),
  ]);
}

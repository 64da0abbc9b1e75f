import canonicalize from 'canonicalize';
import { refuser, toMotif, type Motif, type Resultat } from '../modele/motif.ts';

const SEUL = /\p{Surrogate}/u;

/**
 * Canonical JSON (RFC 8785). Lone surrogates, NaN and infinities are refused; Unicode is never normalised here.
 * @throws TypeError when the value is not JSON at all
 */
export function toCanonique(value: unknown): Resultat<string> {
  try {
    const texte = canonicalize(value);
    if (texte !== undefined && isJson(value)) return { ok: true, value: texte };
  } catch {
    // The library stops at the first fault: all of them are named below.
  }
  const motifs = inspectToute(value);
  if (motifs.length > 0) return refuser(...motifs);
  throw new TypeError('Only a JSON value has a canonical form');
}

/** The library drops functions and symbols without a word. A flat loop: a register holds many values. */
function isJson(value: unknown): boolean {
  if (typeof value !== 'object') return typeof value !== 'function' && typeof value !== 'symbol';
  if (value === null) return true;
  const contenus: unknown[] = Array.isArray(value) ? value : Object.values(value);
  for (const contenu of contenus) {
    if (typeof contenu === 'object' ? !isJson(contenu) : typeof contenu === 'function') return false;
    if (typeof contenu === 'symbol') return false;
  }
  return true;
}

/** A damaged register may nest without end: that is a refusal, not a crash. */
function inspectToute(value: unknown): Motif[] {
  try {
    return inspect(value, []);
  } catch (erreur) {
    if (!(erreur instanceof RangeError)) throw erreur;
    return [toMotif('commande_invalide', { phrase: 'Ces données sont imbriquées trop profondément.' })];
  }
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

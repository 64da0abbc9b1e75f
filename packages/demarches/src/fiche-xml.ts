import { SaxesParser } from 'saxes';
import { type Noeud, PROFONDEUR_MAX } from './fiche-noeud.ts';
import type { Motif, Resultat } from './motif.ts';

/** Stops the parser: nothing after the first fault is worth reading. */
class Stop extends Error {
  readonly motif: Motif;
  constructor(motif: Motif) {
    super(motif.code);
    this.motif = motif;
  }
}

const at = (parser: { line: number; column: number }, code: string, what: string): Stop => {
  const { line, column } = parser;
  const phrase = `${what} (ligne ${line}, colonne ${column}).`;
  return new Stop({ code, phrase, path: ['ligne', line] });
};

/**
 * Reads one XML sheet as a tree. Strict: the first fault of form is a refusal with its line. A document type is
 * refused as soon as it is seen, so that no entity of a file is ever expanded.
 *
 * Motifs: `XML_INVALIDE`, `DTD_REFUSEE`; `path` is `['ligne', n]`.
 */
export function parseXml(xml: string): Resultat<Noeud> {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const ouverts: Noeud[] = [];
  let racine: Noeud | undefined;
  parser.on('error', () => {
    throw at(parser, 'XML_INVALIDE', 'Le XML est mal formé');
  });
  parser.on('doctype', () => {
    throw at(parser, 'DTD_REFUSEE', 'Une DTD (<!DOCTYPE>) est refusée');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (ouverts.length >= PROFONDEUR_MAX) throw at(parser, 'XML_INVALIDE', 'Trop d’éléments imbriqués');
    const noeud: Noeud = { nom: name, attributs: new Map(Object.entries(attributes)), enfants: [] };
    ouverts.at(-1)?.enfants.push(noeud);
    racine ??= noeud;
    ouverts.push(noeud);
  });
  parser.on('closetag', () => {
    ouverts.pop();
  });
  const addText = (text: string): void => {
    ouverts.at(-1)?.enfants.push(text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  try {
    parser.write(xml.startsWith('\uFEFF') ? xml.slice(1) : xml).close();
  } catch (error) {
    if (error instanceof Stop) return { ok: false, motifs: [error.motif] };
    throw error;
  }
  // A document without a root is a fault of form that the parser has already told.
  if (racine === undefined) throw new Error('saxes accepted a document without a root');
  return { ok: true, value: racine };
}

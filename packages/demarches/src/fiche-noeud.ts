/** One element of a sheet, whether it was read from XML or from the JSON form of npm. */
export interface Noeud {
  nom: string;
  attributs: ReadonlyMap<string, string>;
  enfants: (Noeud | string)[];
}

/** Real sheets go 30 deep; beyond this, somebody wants our stack. */
export const PROFONDEUR_MAX = 200;

/** Every kind of blank, no-break ones included, as one space. */
export const squeeze = (s: string): string => s.replace(/\s+/gu, ' ').trim();

/** All the text under an element, blanks squeezed. */
export function getTexte(noeud: Noeud): string {
  const raw = (n: Noeud): string => n.enfants.map((e) => (typeof e === 'string' ? e : raw(e))).join('');
  return squeeze(raw(noeud));
}

export const listEnfants = (noeud: Noeud, nom: string): Noeud[] =>
  noeud.enfants.filter((e): e is Noeud => typeof e !== 'string' && e.nom === nom);

/** Elements of a name anywhere under another, in the order of the document. */
export function listDescendants(noeud: Noeud, nom: string): Noeud[] {
  return noeud.enfants.flatMap((e) =>
    typeof e === 'string' ? [] : [...(e.nom === nom ? [e] : []), ...listDescendants(e, nom)],
  );
}

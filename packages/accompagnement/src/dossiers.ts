import type { Id } from './date-civile.ts';
import type { Faits } from './faits.ts';
import type { Personne } from './profil.ts';

/**
 * Who is who among the persons followed: dossiers that were merged, and dossiers that hold the same pseudonym (opened on two
 * devices), are one person. Homonyms are not: the writer gave them another discriminant, so another pseudonym.
 *
 * @returns the dossier under which a person, or a dossier, counts; empty for an anonymous visit. Worked out at the first
 *   question.
 */
export function createDossiers(faits: Faits): {
  personneOf: (personne: Personne) => Id;
  rootOf: (dossier: Id) => Id;
} {
  let roots: Map<Id, Id> | undefined;
  const root = (id: Id): Id => rootOf((roots ??= joinDossiers(faits)), id);
  return {
    personneOf: (personne) => (personne.nature === 'anonyme' ? '' : root(personne.id)),
    rootOf: root,
  };
}

function joinDossiers({ interventions, fusions = [] }: Faits): Map<Id, Id> {
  const parents = new Map<Id, Id>();
  const join = (de: Id, vers: Id) => {
    const [from, to] = [rootOf(parents, de), rootOf(parents, vers)];
    if (from !== to) parents.set(from, to);
  };
  for (const { de, vers } of fusions) join(de, vers);
  const first = new Map<string, Id>();
  for (const { personne, annulee } of interventions) {
    if (personne.nature === 'anonyme' || annulee !== null) continue;
    const known = first.get(personne.pseudonyme);
    if (known === undefined) first.set(personne.pseudonyme, personne.id);
    else if (known !== personne.id) join(personne.id, known);
  }
  return parents;
}

/** Ends on any chain or cycle of merges: a root is never its own descendant. */
function rootOf(parents: ReadonlyMap<Id, Id>, id: Id): Id {
  let root = id;
  for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
  return root;
}

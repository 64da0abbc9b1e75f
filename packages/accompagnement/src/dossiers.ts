import { listRows, translate, type Colonne } from './colonne.ts';
import type { Id } from './date-civile.ts';
import type { Intervention } from './intervention.ts';

/**
 * Who is who among the persons followed: dossiers that were merged, and dossiers that hold the same pseudonym (opened on two
 * devices), are one person. Homonyms are not: the writer gave them another discriminant, so another pseudonym.
 */
export interface Dossiers {
  /** The dossier under which each of these interventions counts; empty for an anonymous visit. */
  columnOf(places: Int32Array): Colonne;
  /** The dossier under which a dossier counts. */
  rootOf(dossier: Id): Id;
  /** Its rank among the persons who came; `undefined` for one who never did. */
  rankOf(dossier: Id): number | undefined;
}

/** Worked out at the first question. Cancelled visits tell nothing of who is who. */
export function createDossiers(
  toutes: readonly Intervention[],
  fusions: readonly { de: Id; vers: Id }[] = [],
): Dossiers {
  let joined: Jointure | undefined;
  const join = (): Jointure => (joined ??= joinDossiers(toutes, fusions));
  return {
    columnOf(places) {
      const { dict, ranks, roots } = join();
      return { dict, codes: translate(translate(places, ranks), roots), starts: null };
    },
    rootOf: (dossier) => rootOf(join().parents, dossier),
    rankOf: (dossier) => join().known.get(rootOf(join().parents, dossier)),
  };
}

interface Jointure {
  /** Dossier of each rank; the first one is that of nobody. */
  readonly dict: readonly Id[];
  readonly known: ReadonlyMap<Id, number>;
  /** Rank of each intervention. */
  readonly ranks: Int32Array;
  /** Rank under which each rank counts. */
  readonly roots: Int32Array;
  readonly parents: ReadonlyMap<Id, Id>;
}

function joinDossiers(toutes: readonly Intervention[], fusions: readonly { de: Id; vers: Id }[]): Jointure {
  const parents = new Map<Id, Id>();
  const join = (de: Id, vers: Id) => {
    const [from, to] = [rootOf(parents, de), rootOf(parents, vers)];
    if (from !== to) parents.set(from, to);
  };
  for (const { de, vers } of fusions) join(de, vers);

  const dict: Id[] = [''];
  const known = new Map<Id, number>();
  const rankOf = (id: Id): number => {
    let rank = known.get(id);
    if (rank === undefined) known.set(id, (rank = dict.push(id) - 1));
    return rank;
  };
  const ranks = new Int32Array(toutes.length);
  // A dossier seldom changes its pseudonym: it is looked up when it is not the one that was just met there.
  const pseudonymes: string[] = [''];
  const first = new Map<string, Id>();
  for (let at = 0; at < toutes.length; at++) {
    const { personne, annulee = null } = toutes[at] ?? {};
    if (personne === undefined || personne.nature === 'anonyme' || annulee !== null) continue;
    const rank = rankOf(personne.id);
    ranks[at] = rank;
    if (pseudonymes[rank] === personne.pseudonyme) continue;
    pseudonymes[rank] = personne.pseudonyme;
    const other = first.get(personne.pseudonyme);
    if (other === undefined) first.set(personne.pseudonyme, personne.id);
    else if (other !== personne.id) join(personne.id, other);
  }
  const roots = listRows(dict.length);
  if (parents.size > 0)
    for (let rank = 1; rank < roots.length; rank++) roots[rank] = rankOf(rootOf(parents, dict[rank] ?? ''));
  return { dict, known, ranks, roots, parents };
}

/** Ends on any chain or cycle of merges: a root is never its own descendant. */
function rootOf(parents: ReadonlyMap<Id, Id>, id: Id): Id {
  let root = id;
  for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
  return root;
}

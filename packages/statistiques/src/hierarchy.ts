import { cite, type Motif } from './motif.ts';

/** The reserved code of every root, the same in every dimension and language. */
export const TOTAL = 'Total';

/** A tree as written in a specification: parent → children, rooted at `Total`. */
export type Tree = Readonly<Record<string, readonly string[]>>;

/** Children of a node; empty for a leaf. */
export const childrenOf = (tree: Tree, node: string): readonly string[] =>
  Object.hasOwn(tree, node) ? (tree[node] ?? []) : [];

/** Nodes in pre-order with their depth (`Total` = 0). The tree must have been checked. */
export function preOrder(tree: Tree): { code: string; depth: number }[] {
  const order: { code: string; depth: number }[] = [];
  const stack = [{ code: TOTAL, depth: 0 }];
  for (let node = stack.pop(); node; node = stack.pop()) {
    order.push(node);
    const depth = node.depth + 1;
    for (const code of [...childrenOf(tree, node.code)].reverse()) stack.push({ code, depth });
  }
  return order;
}

/** Leaf codes of a checked tree, in pre-order. */
export const leavesOf = (tree: Tree): string[] =>
  preOrder(tree)
    .map(({ code }) => code)
    .filter((code) => code !== TOTAL && childrenOf(tree, code).length === 0);

/** Greatest depth of a checked tree. */
export const depthOf = (tree: Tree): number =>
  preOrder(tree).reduce((depth, node) => Math.max(depth, node.depth), 0);

function checkTree(tree: Tree, path: (string | number)[]): Motif[] {
  const motifs: Motif[] = [];
  const invalid = (phrase: string, node: string): void => {
    motifs.push({ code: 'HIERARCHY_INVALID', phrase, path: [...path, node] });
  };
  if (childrenOf(tree, TOTAL).length === 0) {
    invalid(`La hiérarchie ne part pas de ${cite(TOTAL)}.`, TOTAL);
    return motifs;
  }
  const parents = new Map<string, string>();
  for (const [parent, children] of Object.entries(tree)) {
    for (const child of children) {
      if (child === TOTAL) {
        invalid(`${cite(TOTAL)} est un code réservé, il ne peut pas être un enfant.`, parent);
      } else if (parents.has(child)) {
        invalid(`Le code ${cite(child)} a deux parents dans le même arbre.`, child);
      } else {
        parents.set(child, parent);
      }
    }
  }
  if (motifs.length > 0) return motifs;
  const reached = new Set(preOrder(tree).map(({ code }) => code));
  for (const node of new Set([...Object.keys(tree), ...parents.keys()])) {
    if (!reached.has(node)) {
      invalid(`Le code ${cite(node)} n’est pas rattaché à ${cite(TOTAL)} (cycle ou branche isolée).`, node);
    }
  }
  return motifs;
}

/** Leaf codes under each node of a checked tree that has children. */
function leavesUnder(tree: Tree): Map<string, Set<string>> {
  const under = new Map<string, Set<string>>();
  for (const { code } of preOrder(tree).reverse()) {
    const children = childrenOf(tree, code);
    if (children.length > 0) {
      under.set(code, new Set(children.flatMap((child) => [...(under.get(child) ?? [child])])));
    }
  }
  return under;
}

/** Equal codes of several trees are one node: it holds the same leaves in each. */
function checkShared(trees: readonly Tree[], path: (string | number)[]): Motif[] {
  const known = new Map<string, Set<string>>();
  return trees.flatMap((tree, index) =>
    [...leavesUnder(tree)].flatMap(([code, leaves]) => {
      const before = known.get(code) ?? leaves;
      known.set(code, before);
      if (before.size === leaves.size && [...leaves].every((leaf) => before.has(leaf))) return [];
      const phrase = `Le code ${cite(code)} n’a pas les mêmes feuilles dans deux arbres.`;
      return [{ code: 'HIERARCHY_INVALID', phrase, path: [...path, index, code] }];
    }),
  );
}

/** Every defect of the trees of one dimension: cycle, two parents, isolated node, different leaves. */
export function checkTrees(trees: readonly Tree[], path: (string | number)[]): Motif[] {
  const motifs = trees.flatMap((tree, index) => checkTree(tree, [...path, index]));
  if (motifs.length > 0) return motifs;
  const first = new Set(leavesOf(trees[0] ?? {}));
  trees.slice(1).forEach((tree, index) => {
    const leaves = leavesOf(tree);
    if (leaves.length !== first.size || leaves.some((leaf) => !first.has(leaf))) {
      motifs.push({
        code: 'HIERARCHY_INVALID',
        phrase: 'Les arbres d’une même dimension n’ont pas les mêmes feuilles.',
        path: [...path, index + 1],
      });
    }
  });
  return motifs.length > 0 ? motifs : checkShared(trees, path);
}

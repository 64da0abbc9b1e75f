/** A compiled interview: a question with two branches, or an end. `q`: probability of illectronisme there. */
export type TreeNode = { item: string; q: number; yes: TreeNode; no: TreeNode } | { stop: true; q: number };

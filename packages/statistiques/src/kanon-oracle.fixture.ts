import fc from 'fast-check';

type File = Record<string, readonly string[]>;
type Options = { k: number; suppressionLimit: number; hierarchies: Readonly<Record<string, string[][]>> };

/**
 * The optimum by trying every vector of levels, from the words of §5.11 alone: strings, no pruning,
 * no code shared with the search. Ties: fewest suppressed, then smallest levels in attribute order.
 */
export function bruteForce(
  columns: File,
  { k, suppressionLimit, hierarchies }: Options,
): { levels: Record<string, number>; loss: number; suppressed: number } | undefined {
  const names = Object.keys(hierarchies);
  const n = columns[names[0] ?? '']?.length ?? 0;
  const trees = names.map((name) => hierarchies[name] ?? []);
  const vectors = trees.reduce<number[][]>(
    (all, tree) => all.flatMap((vector) => (tree[0] ?? []).map((_, level) => [...vector, level])),
    [[]],
  );
  /** Generalised value and its share of the domain, by attribute, level and record. */
  const cells = trees.map((tree, at) =>
    (tree[0] ?? []).map((_, level) =>
      (columns[names[at] ?? ''] ?? []).map((value) => {
        const label = tree.find(([leaf]) => leaf === value)?.[level] ?? '';
        return { label, share: tree.filter((line) => line[level] === label).length / tree.length };
      }),
    ),
  );
  let best: { vector: number[]; loss: number; suppressed: number } | undefined;
  for (const vector of vectors) {
    const chosen = vector.map((level, at) => cells[at]?.[level] ?? []);
    const rows = Array.from({ length: n }, (_, row) =>
      JSON.stringify(chosen.map((column) => column[row]?.label)),
    );
    const counts = new Map<string, number>();
    for (const row of rows) counts.set(row, (counts.get(row) ?? 0) + 1);
    const kept = rows.map((row) => (counts.get(row) ?? 0) >= k);
    const suppressed = kept.filter((keep) => !keep).length;
    if (suppressed > Math.floor(n * suppressionLimit + 1e-9)) continue;
    const factors = chosen.map((column, at) => {
      const d = trees[at]?.length ?? 1;
      const lost = column.reduce((sum, { share }, row) => sum + (kept[row] ? share : 1), 0);
      return d === 1 ? 1 : 1 + (lost - n / d) / (n - n / d);
    });
    const loss = factors.reduce((product, factor) => product * factor, 1) ** (1 / names.length) - 1;
    const better =
      !best || loss < best.loss - 1e-11 || (loss < best.loss + 1e-11 && suppressed < best.suppressed);
    if (better) best = { vector, loss, suppressed };
  }
  return (
    best && {
      levels: Object.fromEntries(names.map((name, at) => [name, best.vector[at] ?? 0])),
      loss: best.loss,
      suppressed: best.suppressed,
    }
  );
}

/** A nested hierarchy over `size` values: each level merges some neighbours of the one before. */
const randomHierarchy = fc
  .record({
    size: fc.integer({ min: 1, max: 6 }),
    merges: fc.array(fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), { maxLength: 3 }),
    topped: fc.boolean(),
  })
  .map(({ size, merges, topped }) => {
    const rows = Array.from({ length: size }, (_, leaf) => [`v${leaf}`]);
    const joined = Array.from({ length: size }, () => false);
    for (const merge of merges) {
      let group = 0;
      for (let leaf = 0; leaf < size; leaf += 1) {
        joined[leaf] = joined[leaf] === true || merge[leaf] === true;
        if (leaf > 0 && !joined[leaf]) group += 1;
        rows[leaf]?.push(`g${group}`);
      }
    }
    if (topped) for (const row of rows) row.push('*');
    return rows;
  });

/** Small files with one to four attributes, and something to ask of them. */
export const randomFile: fc.Arbitrary<{ columns: File; options: Options }> = fc
  .record({
    trees: fc.array(randomHierarchy, { minLength: 1, maxLength: 4 }),
    rows: fc.array(fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 14 }),
    k: fc.integer({ min: 2, max: 4 }),
    suppressionLimit: fc.constantFrom(0, 0.05, 0.1, 0.25, 0.5, 1),
  })
  .map(({ trees, rows, k, suppressionLimit }) => ({
    columns: Object.fromEntries(
      trees.map((tree, at) => [`a${at}`, rows.map((row) => `v${(row[at] ?? 0) % tree.length}`)]),
    ),
    options: {
      k,
      suppressionLimit,
      hierarchies: Object.fromEntries(trees.map((tree, at) => [`a${at}`, tree])),
    },
  }));

import fc from 'fast-check';

type File = Record<string, string[]>;
type Options = { k: number; suppressionLimit: number; hierarchies: Record<string, string[][]> };

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
  const vectors = names.reduce<number[][]>(
    (all, name) =>
      all.flatMap((vector) => (hierarchies[name]?.[0] ?? []).map((_, level) => [...vector, level])),
    [[]],
  );
  let best: { vector: number[]; loss: number; suppressed: number } | undefined;
  for (const vector of vectors) {
    const general = names.map((name, at) =>
      (columns[name] ?? []).map(
        (value) => hierarchies[name]?.find(([leaf]) => leaf === value)?.[vector[at] ?? 0] ?? '',
      ),
    );
    const rows = Array.from({ length: n }, (_, row) => JSON.stringify(general.map((column) => column[row])));
    const kept = rows.map((row) => rows.filter((other) => other === row).length >= k);
    const suppressed = kept.filter((keep) => !keep).length;
    if (suppressed > Math.floor(n * suppressionLimit + 1e-9)) continue;
    const factors = names.map((name, at) => {
      const tree = hierarchies[name] ?? [];
      const d = tree.length;
      const level = vector[at] ?? 0;
      let lost = 0;
      for (let row = 0; row < n; row += 1) {
        const label = general[at]?.[row];
        lost += kept[row] ? tree.filter((line) => line[level] === label).length / d : 1;
      }
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

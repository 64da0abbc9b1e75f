import { applyLayout, coarserLayouts, type LayoutOption } from './layout-plan.ts';
import { buildLattice } from './lattice.ts';
import type { CubeContent } from './raw-cube.ts';

/** Layouts tried at most: each is a whole protection. */
const TRIED = 4;

/** The cube cut as an option says, its values taken from the finer one; `null` where it cannot be. */
function coarser(content: CubeContent, option: LayoutOption): CubeContent | null {
  if (option.bands) return null;
  const spec = applyLayout(content.spec, option);
  const { dims, cellAt } = content.lattice;
  const lattice = buildLattice(spec, dims);
  if (!lattice.ok || lattice.value.hidden > 0) return null;
  const { size, coordinates } = lattice.value;
  const values = new Float64Array(size);
  for (let cell = 0; cell < size; cell += 1) {
    const from = cellAt(Array.from(coordinates.subarray(cell * dims.length, (cell + 1) * dims.length)));
    if (from === undefined) return null;
    values[cell] = content.values[from] ?? 0;
  }
  return { spec, lattice: lattice.value, values };
}

/** Coarser layouts that `passes` accepts, the advised one first. */
export async function passingLayouts(
  content: CubeContent,
  threshold: number,
  passes: (content: CubeContent) => Promise<boolean>,
): Promise<LayoutOption[]> {
  const found: LayoutOption[] = [];
  for (const option of coarserLayouts(content, threshold).slice(0, TRIED)) {
    const cut = coarser(content, option);
    if (cut && (await passes(cut))) found.push(option);
  }
  return found;
}

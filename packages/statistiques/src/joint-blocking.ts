import type { Form } from './joint-model.ts';
import type { JointView } from './joint-suppression.ts';

/** A published cell of the past that stands in the way. */
export type BlockingCell = { readonly releaseId: string; readonly cell: Readonly<Record<string, string>> };

/** Cells named at most: the narrowest first, they say most. */
const NAMED = 20;

/** Published cells of the past that count some of the records of these groups. */
export function blockingCells(
  { model, cellOf, keptGroups, kept }: JointView,
  groups: readonly number[],
): BlockingCell[] {
  const atoms = new Set<number>();
  const take = (form: Form | undefined): void => form?.atoms.forEach((atom) => atoms.add(atom));
  for (const group of groups) {
    const cell = cellOf[group];
    if (cell !== undefined) take(model.candidate[cell]?.form);
    keptGroups.forEach((at, i) => {
      if (at === group) take(kept[i]?.form);
    });
  }
  return model.past
    .filter(({ form, value }) => value !== null && form.atoms.some((atom) => atoms.has(atom)))
    .toSorted((a, b) => a.form.atoms.length - b.form.atoms.length)
    .slice(0, NAMED)
    .map(({ release, row }) => {
      const { releaseId = '', dims = [], cells = [] } = model.releases[release] ?? {};
      const codes = cells[row]?.codes ?? [];
      return { releaseId, cell: Object.fromEntries(dims.map((dim, axis) => [dim, codes[axis] ?? ''])) };
    });
}

import type { CalendarLevel } from './calendar.ts';
import type { Tree } from './hierarchy.ts';

/** How the codes of a dimension are made; spread into a dimension: `{ code: 'site', ...hierarchy(tree) }`. */
export type DimensionShape =
  | { codes?: string[] }
  | { hierarchies: Record<string, string[]>[] }
  | { bands: number[] }
  | { calendar: CalendarLevel[] }
  | { multi: string };

/** Flat list: closed when `codes` is given, else the distinct input values. */
export const flat = (codes?: string[]): DimensionShape => (codes ? { codes } : {});

/** One or more trees over the same leaves, parent → children, rooted at `Total`. */
export const hierarchy = (...trees: Record<string, string[]>[]): DimensionShape => ({
  hierarchies: trees,
});

/** Lower-closed integer bands: `bands([25, 45])` gives `<25`, `25-44`, `45+`. */
export const bands = (limits: number[]): DimensionShape => ({ bands: limits });

/** Calendar levels, finest first, over `YYYY-MM` or `YYYY-MM-DD` values. */
export const calendar = (levels: CalendarLevel[]): DimensionShape => ({ calendar: levels });

/** Multi-choice answers: the codes ticked, joined by `separator`; they do not add up to `Total`. */
export const multi = (separator = '|'): DimensionShape => ({ multi: separator });

/** Tree of a flat list of codes. */
export const flatTree = (codes: readonly string[]): Tree => ({ Total: codes });

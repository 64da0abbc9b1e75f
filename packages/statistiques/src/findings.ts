import { describeCell } from './cell-words.ts';
import type { CellKey } from './cell-key.ts';
import { TOTAL } from './hierarchy.ts';
import type { IntegerSystem } from './linear-system.ts';
import { ModularSpan, PRIMES } from './modular-span.ts';
import { cite } from './motif.ts';
import { chainOf, derivations, type Derivation } from './subtraction.ts';
import type { TableModel } from './table-model.ts';

/**
 * How a masked cell falls, or what a published one tells of people:
 * - `subtraction`: one relation, or several one after another;
 * - `linked`: the same, across two tables;
 * - `zero`: parts of a total that the published ones already reach;
 * - `legend`: what the legend says of masked cells leaves one value;
 * - `system`: all the relations together leave one value;
 * - `singleton`: whoever knows a masked cell, because they are alone in it, recomputes another;
 * - `group`: a whole group in one cell, hence what each of its members answered.
 */
export type FindingKind = 'subtraction' | 'linked' | 'zero' | 'legend' | 'system' | 'singleton' | 'group';

/** Something that an attacker reads in a published table, said in French. */
export type Finding = { readonly kind: FindingKind; readonly cell: CellKey; readonly phrase: string };

/** What the findings are drawn from: the published side, and the intervals of an attack. */
export type Attacked = {
  readonly model: TableModel;
  readonly keys: readonly CellKey[];
  /** Value of each cell of the model that is published or known to an insider. */
  readonly known: readonly (number | null)[];
  /** Masked rows with what the attack has found of them. */
  readonly intervals: readonly { readonly row: number; readonly lo: number; readonly hi: number }[];
  readonly system: IntegerSystem;
  readonly unknownOf: Int32Array;
  readonly legend?: readonly [number, number | null] | undefined;
};

/** Findings of one kind, at most. */
const MOST = 100;
const MOST_INSIDERS = 20;
const TOLERANCE = 1e-6;
const [PRIME] = PRIMES;

/** Everything that an attacker reads, cells that fall first. */
export function findingsOf(attacked: Attacked): Finding[] {
  return [...fallenCells(attacked), ...soleContributors(attacked), ...wholeGroups(attacked)];
}

const nameOf = ({ keys }: Attacked, cell: number): string => {
  const key = keys[cell];
  return key ? cite(describeCell(key)) : 'une case qui n’est pas dans le tableau';
};

const french = (value: number): string => String(Math.round(value * 100) / 100).replace('.', ',');

/** Cells whose interval holds one integer at most, with the shortest way to it. */
function fallenCells(attacked: Attacked): Finding[] {
  const { model, keys, known, intervals, legend } = attacked;
  // What an insider already knows has not fallen.
  const fallen = intervals.filter(({ row, lo, hi }) => hi - lo < 1 - TOLERANCE && known[row] === null);
  if (fallen.length === 0) return [];
  const isMasked = new Set(intervals.map(({ row }) => row));
  const found = derivations(
    model.relations,
    known,
    legend && { least: legend[0], most: legend[1], holds: (cell) => isMasked.has(cell) },
  );
  return fallen.slice(0, MOST).map(({ row, lo, hi }) => {
    const cell = keys[row] ?? {};
    const derivation = found.get(row);
    const value = derivation?.value ?? Math.ceil(lo - TOLERANCE);
    const name = `La case ${describeCell(cell)}`;
    if (!derivation && value > hi + TOLERANCE) {
      const between = `entre ${french(lo)} et ${french(hi)}`;
      return { kind: 'system', cell, phrase: `${name} est ${between}, par le système entier.` };
    }
    const says = `${name} vaut exactement ${french(value)}`;
    if (!derivation) {
      const why = 'aucune autre valeur ne va avec toutes les cases publiées (par le système entier)';
      return { kind: 'system', cell, phrase: `${says}\u00a0: ${why}.` };
    }
    const chain = chainOf(row, found);
    return {
      kind: kindOf(attacked, chain, found),
      cell,
      phrase: `${says}\u00a0: ${way(attacked, chain, found)}.`,
    };
  });
}

function kindOf(
  attacked: Attacked,
  chain: readonly number[],
  found: ReadonlyMap<number, Derivation>,
): FindingKind {
  const steps = chain.flatMap((cell) => found.get(cell) ?? []);
  if (steps.some(({ by }) => by === 'edge')) return 'legend';
  if (isAcrossTables(attacked, steps)) return 'linked';
  return steps.at(-1)?.by === 'nothing' ? 'zero' : 'subtraction';
}

/** Whether the relations used lie in tables of which none holds the dimensions of the other. */
function isAcrossTables({ keys }: Attacked, steps: readonly Derivation[]): boolean {
  const dims = steps.map(({ relation }) => {
    const used = relation.children.flatMap((child) =>
      Object.entries(keys[child] ?? {}).flatMap(([dim, code]) => (code === TOTAL ? [] : [dim])),
    );
    return new Set(used);
  });
  const isWithin = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
    [...a].every((dim) => b.has(dim));
  return dims.some((a) => dims.some((b) => !isWithin(a, b) && !isWithin(b, a)));
}

/** The last step in words, after the cells that had to be found before. */
function way(attacked: Attacked, chain: readonly number[], found: ReadonlyMap<number, Derivation>): string {
  const last = chain.at(-1) ?? 0;
  const derivation = found.get(last);
  if (!derivation) return '';
  const before = chain
    .slice(0, -1)
    .slice(0, 3)
    .map((cell) => `${nameOf(attacked, cell)} = ${french(found.get(cell)?.value ?? 0)}`);
  const more = chain.length - 1 - before.length;
  const others = more > 0 ? ` et ${more} autre${more > 1 ? 's' : ''}` : '';
  const first =
    before.length === 0
      ? ''
      : `par soustractions successives, une fois trouvées ${before.join(', ')}${others}, `;
  return first + lastStep(attacked, last, derivation);
}

function lastStep(attacked: Attacked, cell: number, { by, relation }: Derivation): string {
  const total = nameOf(attacked, relation.parent);
  if (cell === relation.parent) return 'c’est la somme de ses parts, toutes connues';
  if (by === 'nothing') return `les cases connues font déjà le total ${total}`;
  if (by === 'edge') return `c’est la seule valeur que la légende laisse sous le total ${total}`;
  if (relation.children.length === 1) return `elle compte les mêmes unités que ${total}`;
  return `c’est le total ${total} moins ${relation.children.length === 2 ? 'l’autre case' : 'les autres cases'}`;
}

/**
 * Cells that give one another away: once one is known, whoever it is, the relations give the other.
 * Said only of detail cells that may hold a single unit, whose contributor knows it: proven to by the
 * tables seen, all of them in `intervals` mode.
 */
function soleContributors({ model, keys, intervals, system, unknownOf }: Attacked): Finding[] {
  const isTotal = new Set(model.relations.map(({ parent }) => parent));
  const rows = intervals.filter(({ row, lo, hi }) => (unknownOf[row] ?? -1) >= 0 && hi - lo >= 1 - TOLERANCE);
  const span = new ModularSpan(system.size, PRIME);
  for (const { indices, values } of system.rows.toSorted((a, b) => a.indices.length - b.indices.length)) {
    const reduced = span.reduce(span.vector(indices, values));
    if (reduced.indices.length > 0) span.add(reduced, () => 0);
  }
  const classes = new Map<string, { row: number; unknown: number; mayBeOne: boolean }[]>();
  for (const { row, lo, hi } of rows) {
    const unknown = unknownOf[row] ?? 0;
    const direction = span.direction(span.reduce(span.vector([unknown], [1])));
    const members = classes.get(direction) ?? [];
    members.push({ row, unknown, mayBeOne: !isTotal.has(row) && lo <= 1 && hi >= 1 });
    classes.set(direction, members);
  }
  return [...classes.values()]
    .flatMap((members): Finding[] => {
      const insider = members.find(({ mayBeOne }) => mayBeOne);
      const target = members.find(({ unknown }) => unknown !== insider?.unknown);
      if (!insider || !target) return [];
      const [known, given] = [keys[insider.row] ?? {}, keys[target.row] ?? {}];
      const phrase = `Qui est seul dans la case ${describeCell(known)} la connaît, et en déduit la case ${describeCell(given)}.`;
      return [{ kind: 'singleton', cell: given, phrase }];
    })
    .slice(0, MOST_INSIDERS);
}

/** Published parts that are all of their total: what is asked of the group is known of each member. */
function wholeGroups({ model, keys }: Attacked): Finding[] {
  const findings: Finding[] = [];
  for (const { parent, children } of model.relations) {
    const total = model.published[parent] ?? null;
    if (total === null || total === 0 || children.length < 2) continue;
    const whole = children.find((child) => model.published[child] === total);
    const cell = whole === undefined ? undefined : keys[whole];
    if (!cell) continue;
    const group = describeCell(keys[parent] ?? {});
    const phrase = `Tout le groupe ${cite(group)} (${total}) est dans la case ${describeCell(cell)}\u00a0: qui sait que quelqu’un est du groupe le sait aussi de cette case.`;
    findings.push({ kind: 'group', cell, phrase });
    if (findings.length === MOST) break;
  }
  return findings;
}

import type { Form, JointModel } from './joint-model.ts';
import { predicate, type Predicate } from './joint-predicate.ts';

/** A count that nobody publishes and that comparing releases may give. */
export type Derived = { readonly predicate: Predicate; readonly form: Form };

/** More counts to look at than this are refused: none may be left out. */
const MAX_DERIVED = 2_000_000;

type Classes = readonly number[];
type Element = { readonly classes: Classes };

const keyOf = (classes: Classes): string => classes.join(',');
const holds = (a: Classes, b: Classes): boolean => b.every((index) => a.includes(index));

/**
 * What can be told apart on one axis: each class, the codes as they are, what a code has more than
 * another (a band less a narrower one, a period less the period before), what two share.
 * `isTold` says whether two codes belong to one coding, whose gaps the table itself protects.
 */
function elements(
  codes: readonly Classes[],
  classes: number,
  isTold: (a: Classes, b: Classes) => boolean,
): Element[] {
  const found = new Map<string, Element>();
  const add = (held: Classes): void => {
    if (held.length > 0) found.set(keyOf(held), { classes: held });
  };
  for (const code of codes) add(code);
  // Those who did not tick an option are a class too.
  for (let index = 0; index < classes; index += 1) add([index]);
  codes.forEach((a) => {
    codes.forEach((b) => {
      if (a === b || isTold(a, b)) return;
      const shared = a.filter((index) => b.includes(index));
      if (shared.length === 0) return;
      add(shared);
      if (holds(a, b)) add(a.filter((index) => !b.includes(index)));
    });
  });
  return [...found.values()];
}

/** Codes used on each axis and in time, and the releases that use each. */
function codesUsed(model: JointModel): {
  axes: Map<number, Map<string, { classes: Classes; releases: Set<number> }>>;
  times: Map<string, { classes: Classes; releases: Set<number> }>;
} {
  const axes: ReturnType<typeof codesUsed>['axes'] = new Map();
  const times: ReturnType<typeof codesUsed>['times'] = new Map();
  const note = (
    codes: Map<string, { classes: Classes; releases: Set<number> }>,
    classes: Classes,
    release: number,
  ): void => {
    const known = codes.get(keyOf(classes)) ?? { classes, releases: new Set() };
    known.releases.add(release);
    codes.set(keyOf(classes), known);
  };
  model.releases.forEach((release, index) => {
    for (const { codes } of release.cells) {
      const found = model.space.predicateOf(index, codes);
      if (!found) continue;
      note(times, found.time, index);
      for (const [axis, classes] of found.on) {
        const known = axes.get(axis) ?? new Map<string, { classes: Classes; releases: Set<number> }>();
        note(known, classes, index);
        axes.set(axis, known);
      }
    }
  });
  return { axes, times };
}

type Elements = {
  readonly times: readonly Element[];
  readonly axes: ReadonlyMap<number, readonly Element[]>;
};

function elementsOf(model: JointModel): Elements {
  const { axes, times } = codesUsed(model);
  const last = model.releases.length - 1;
  const told = (
    codes: Map<string, { classes: Classes; releases: Set<number> }>,
    classes: number,
    isNearLast: boolean,
  ): Element[] =>
    elements(
      [...codes.values()].map((code) => code.classes),
      classes,
      (a, b) => {
        const one = codes.get(keyOf(a))?.releases;
        const other = codes.get(keyOf(b))?.releases;
        if (!one || !other) return true;
        // Two past periods were compared when the later of them was published.
        if (isNearLast && !one.has(last) && !other.has(last)) return true;
        return [...one].some((release) => other.has(release));
      },
    );
  return {
    times: told(times, model.space.times, true),
    axes: new Map([...axes].map(([axis, codes]) => [axis, told(codes, model.space.axes[axis] ?? 0, false)])),
  };
}

/** Whether there are too many counts to look at one by one. */
export function isTooManyDerived(model: JointModel): boolean {
  const { times, axes } = elementsOf(model);
  const crossings = model.patterns.map((pattern) =>
    pattern.reduce((product, axis) => product * (axes.get(axis)?.length ?? 0), times.length),
  );
  return crossings.reduce((sum, crossing) => sum + crossing, 0) > MAX_DERIVED;
}

/**
 * Counts that comparing releases may give though none publishes them (specification §7.3): the
 * difference of two nested periods, codes or bands, and the records that came between two vintages.
 */
export function* derivedCounts(model: JointModel): Generator<Derived> {
  const { times, axes } = elementsOf(model);
  const vintage = model.releases.at(-1)?.universe.vintage ?? '';
  const known = new Set<string>();
  for (const cell of model.candidate) if (cell) known.add(cell.predicate.key);
  for (const { predicate: past } of model.past) known.add(past.key);
  function* cross(
    pattern: readonly number[],
    on: readonly (readonly [number, Classes])[],
  ): Generator<readonly (readonly [number, Classes])[]> {
    const [axis, ...others] = pattern;
    if (axis === undefined) {
      yield on;
      return;
    }
    for (const { classes } of axes.get(axis) ?? []) yield* cross(others, [...on, [axis, classes]]);
  }
  for (const pattern of model.patterns) {
    for (const on of cross(pattern, [])) {
      for (const time of times) {
        const derived = predicate(model.space.axes, on, time.classes);
        if (known.has(derived.key)) continue;
        known.add(derived.key);
        yield { predicate: derived, form: model.formOf(derived, vintage) };
      }
    }
  }
  yield* lateCounts(model);
}

/** The records that came or went, in each cell of the candidate, since a figure was first published. */
function lateCounts(model: JointModel): Derived[] {
  return model.candidate.flatMap((cell) => {
    if (!cell) return [];
    const base = model.formOf(cell.predicate, '');
    if (base.atoms.length === cell.form.atoms.length) return [];
    return [
      {
        predicate: cell.predicate,
        form: {
          atoms: cell.form.atoms.slice(base.atoms.length),
          factors: cell.form.factors.slice(base.atoms.length),
        },
      },
    ];
  });
}

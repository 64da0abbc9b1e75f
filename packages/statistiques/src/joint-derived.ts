import type { Form, JointModel } from './joint-model.ts';
import { predicate, type Predicate } from './joint-predicate.ts';

/** A count that nobody publishes and that comparing releases may give. */
export type Derived = { readonly predicate: Predicate; readonly form: Form };

/** More than this many counts are not looked at one by one; the finest come first. */
const MAX_DERIVED = 60_000;

type Classes = readonly number[];
type Element = { readonly classes: Classes; readonly isNew: boolean };

const keyOf = (classes: Classes): string => classes.join(',');
const holds = (a: Classes, b: Classes): boolean => b.every((index) => a.includes(index));

/**
 * What can be told apart on one axis: each class, the codes as they are, what a code has more than
 * another (a band less a narrower one, a period less the period before), what two share.
 * `isTold` says whether two codes belong to one coding, whose gaps the table itself protects.
 */
function elements(codes: readonly Classes[], isTold: (a: Classes, b: Classes) => boolean): Element[] {
  const found = new Map<string, Element>();
  const add = (classes: Classes, isNew: boolean): void => {
    if (classes.length > 0 && !found.has(keyOf(classes))) found.set(keyOf(classes), { classes, isNew });
  };
  for (const code of codes) add(code, false);
  for (const index of new Set(codes.flat())) add([index], true);
  codes.forEach((a) => {
    codes.forEach((b) => {
      if (a === b || isTold(a, b)) return;
      const shared = a.filter((index) => b.includes(index));
      if (shared.length === 0) return;
      add(shared, true);
      if (holds(a, b))
        add(
          a.filter((index) => !b.includes(index)),
          true,
        );
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

/**
 * Counts that comparing releases may give though none publishes them (specification §7.3): the
 * difference of two nested periods, codes or bands, and the records that came between two vintages.
 */
export function derivedCounts(model: JointModel): Derived[] {
  const { axes, times } = codesUsed(model);
  const last = model.releases.length - 1;
  const vintage = model.releases[last]?.universe.vintage ?? '';
  const elementsOf = (
    codes: Map<string, { classes: Classes; releases: Set<number> }>,
    isNearLast: boolean,
  ): Element[] =>
    elements(
      [...codes.values()].map(({ classes }) => classes),
      (a, b) => {
        const one = codes.get(keyOf(a))?.releases;
        const other = codes.get(keyOf(b))?.releases;
        if (!one || !other) return true;
        // Two past periods were compared when the later of them was published.
        if (isNearLast && !one.has(last) && !other.has(last)) return true;
        return [...one].some((release) => other.has(release));
      },
    );
  const timeElements = elementsOf(times, true);
  const axisElements = new Map([...axes].map(([axis, codes]) => [axis, elementsOf(codes, false)]));
  const known = new Set<string>();
  for (const cell of model.candidate) if (cell) known.add(cell.predicate.key);
  for (const { predicate: past } of model.past) known.add(past.key);
  const found: Derived[] = [];
  const whole = new Set<string>();
  for (const pattern of model.patterns) {
    let products: { on: [number, Classes][]; news: number }[] = [{ on: [], news: 0 }];
    for (const axis of pattern) {
      products = products.flatMap(({ on, news }) =>
        (axisElements.get(axis) ?? []).flatMap(({ classes, isNew }) =>
          news + Number(isNew) > 2
            ? []
            : [{ on: [...on, [axis, classes] as [number, Classes]], news: news + Number(isNew) }],
        ),
      );
      if (products.length > MAX_DERIVED) products = products.slice(0, MAX_DERIVED);
    }
    for (const { on, news } of products) {
      for (const time of timeElements) {
        if (news + Number(time.isNew) > 2 || found.length >= MAX_DERIVED) continue;
        const derived = predicate(model.space.axes, on, time.classes);
        if (known.has(derived.key) || whole.has(derived.key)) continue;
        whole.add(derived.key);
        found.push({ predicate: derived, form: model.formOf(derived, vintage) });
      }
    }
  }
  return [...found, ...lateCounts(model)];
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

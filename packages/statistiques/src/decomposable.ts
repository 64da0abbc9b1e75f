import { unsupported, type Motif } from './motif.ts';
import { tablePlan, type ReleaseSpec, type TablePlan } from './release-spec.ts';

const includes = (a: readonly string[], b: readonly string[]): boolean => b.every((code) => a.includes(code));

/** Removes the tables whose dimensions another table holds, then ears, until nothing moves (Graham). */
function isAcyclic(edges: readonly (readonly string[])[]): boolean {
  let left = edges.map((edge) => [...edge]);
  for (let moved = true; moved && left.length > 1;) {
    const shared = left.map((edge, i) =>
      edge.filter((code) => left.some((other, j) => j !== i && other.includes(code))),
    );
    const kept = shared.filter(
      (edge, i) =>
        !shared.some((other, j) => j !== i && includes(other, edge) && (other.length > edge.length || j < i)),
    );
    moved = kept.length < left.length || kept.some((edge, i) => edge.length < (left[i]?.length ?? 0));
    left = kept;
  }
  return left.length <= 1;
}

const depthKey = (plan: TablePlan, code: string): string => JSON.stringify(plan.finest[code] ?? null);

/**
 * Whether the sum relations alone say everything that an attacker of these tables can know.
 *
 * True when the tables share their dimensions without a cycle (site × month with site × age; not
 * A×B, B×C, A×C): a joint table then exists for every set of consistent margins. A cut (`finest`)
 * that hides the leaves of a dimension with several trees also leaves out what the attacker knows.
 * Everything else is refused until hidden atoms are modelled (specification §5.1).
 */
export function checkDecomposable(spec: ReleaseSpec): Motif[] {
  const plans = spec.tables.map((_, index) => tablePlan(spec, index));
  const motifs: Motif[] = [];
  plans.forEach((plan, index) => {
    for (const code of plan.dims) {
      const trees = spec.dimensions.find((dimension) => dimension.code === code)?.hierarchies?.length ?? 1;
      if (trees > 1 && plan.finest[code] !== undefined) {
        motifs.push(
          unsupported('Un tableau coupé sur une dimension à plusieurs hiérarchies', [
            'tables',
            index,
            'finest',
            code,
          ]),
        );
      }
    }
  });
  const largest = plans.filter(
    (plan, i) =>
      !plans.some(
        (other, j) =>
          j !== i &&
          includes(other.dims, plan.dims) &&
          plan.dims.every(
            (code) => other.finest[code] === undefined || depthKey(other, code) === depthKey(plan, code),
          ) &&
          (other.dims.length > plan.dims.length || j < i),
      ),
  );
  if (!isAcyclic(largest.map(({ dims }) => dims))) {
    motifs.push(unsupported('Des tableaux liés en boucle (A × B, B × C et A × C)', ['tables']));
  }
  const sharesTwo = largest.some((plan, i) =>
    largest.some((other, j) => j > i && plan.dims.filter((code) => other.dims.includes(code)).length > 1),
  );
  const cutApart = spec.dimensions.some(({ code }) => {
    const depths = largest.filter(({ dims }) => dims.includes(code)).map((plan) => depthKey(plan, code));
    return new Set(depths).size > 1;
  });
  if (largest.length > 2 && sharesTwo && cutApart) {
    motifs.push(unsupported('Trois tableaux liés ou plus, coupés à des niveaux différents', ['tables']));
  }
  return motifs;
}

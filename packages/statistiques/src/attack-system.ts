import * as z from 'zod/mini';

import { defaultSolver } from './highs.ts';
import type { IntegerSystem } from './linear-system.ts';
import { cite, done, refuse, type Resultat } from './motif.ts';
import type { SolverFactory } from './solver.ts';

/** A bound at or above this value means “no bound” in a linear system (§11.4). */
const NO_BOUND = 1_000_000;

const LinearSystemSchema = z.object({
  id: z.string(),
  /** Unknowns with their lower and upper bounds. */
  vars: z.record(z.string(), z.tuple([z.int(), z.int()])),
  /** Equalities `[{ unknown: coefficient }, right-hand side]`. */
  eq: z.array(z.tuple([z.record(z.string(), z.int()), z.int()])),
});

/** A published table reduced to a linear system, format of the attack vectors. */
export type LinearSystem = z.infer<typeof LinearSystemSchema>;

/** Reads an array of linear systems; code `SYSTEM_INVALID`. */
export function parseLinearSystems(input: unknown): Resultat<LinearSystem[]> {
  const parsed = z.array(LinearSystemSchema).safeParse(input);
  if (parsed.success) return done(parsed.data);
  return refuse(
    ...parsed.error.issues.slice(0, 100).map((issue) => ({
      code: 'SYSTEM_INVALID',
      phrase: `Dans ${cite(issue.path.map(String).join('.'))}, la valeur n’a pas la forme attendue.`,
      path: issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
    })),
  );
}

/**
 * Range of every unknown of a linear system; by default the attacker knows that values are
 * integers. An upper bound of 1 000 000 or more is given as `null`.
 *
 * Codes: `SYSTEM_INVALID` (an equality names no unknown of the system), `SYSTEM_CONTRADICTORY`,
 * `SOLVER_MISSING`, `TIME_LIMIT`.
 */
export async function attackSystem(
  s: LinearSystem,
  o: { integer?: boolean; solver?: SolverFactory } = {},
): Promise<Resultat<Record<string, [number, number | null]>>> {
  const { attack } = await import('./attacker.ts');
  const names = Object.keys(s.vars);
  const position = new Map(names.map((name, index) => [name, index]));
  const stray = s.eq.flatMap(([row]) => Object.keys(row)).filter((name) => !position.has(name));
  if (stray.length > 0) {
    return refuse(
      ...[...new Set(stray)].map((name) => ({
        code: 'SYSTEM_INVALID',
        phrase: `Dans le système ${cite(s.id)}, une équation cite l’inconnue ${cite(name)}, absente.`,
        path: ['eq', name],
      })),
    );
  }
  const bounds = names.map((name): readonly [number, number] => s.vars[name] ?? [0, 0]);
  const system: IntegerSystem = {
    size: names.length,
    lower: Float64Array.from(bounds, ([lower]) => lower),
    upper: Float64Array.from(bounds, ([, upper]) => upper),
    rows: s.eq.map(([row, rhs]) => ({
      indices: Object.keys(row).map((name) => position.get(name) ?? 0),
      values: Object.values(row),
      rhs,
    })),
  };
  const contradictory = {
    code: 'SYSTEM_CONTRADICTORY',
    phrase: `Le système ${cite(s.id)} n’a pas de solution.`,
  };
  if (bounds.some(([lower, upper]) => lower > upper)) return refuse(contradictory);
  const solver = await (o.solver ?? defaultSolver)().catch(() => null);
  if (!solver) {
    return refuse({ code: 'SOLVER_MISSING', phrase: 'Le solveur ne peut pas être chargé.' });
  }
  const outcome = attack(system, solver, {
    mode: 'intervals',
    width: 1,
    integer: o.integer ?? true,
    targets: names.map((_, index) => index),
  });
  if (outcome.status === 'stopped') {
    return refuse({ code: 'TIME_LIMIT', phrase: 'Le solveur s’est arrêté avant la fin.' });
  }
  if (outcome.status === 'contradiction') return refuse(contradictory);
  return done(
    Object.fromEntries(
      names.map((name, i) => {
        const hi = outcome.hi[i] ?? 0;
        return [name, [outcome.lo[i] ?? 0, hi >= NO_BOUND ? null : hi]];
      }),
    ),
  );
}

import { isAbove, plus, readEpsilon, writeEpsilon, type Fraction } from './dp-epsilon.ts';
import { done, refuse, type Motif, type Resultat } from './motif.ts';

/** Whose data a release counts. */
export type DpUniverse = {
  /** Register of the persons, `interventions-42`. */
  readonly id: string;
  /** Civil months `YYYY-MM`, both included. */
  readonly period: { readonly from: string; readonly to: string };
  /**
   * A part of the register that shares no person with another part of the same register, by the word
   * of the controller. Absent: the whole register.
   */
  readonly part?: string;
  /**
   * True only when no person is seen in two months: separate months are then separate persons.
   * Otherwise (default) months of one register overlap.
   */
  readonly oneMonthEach?: boolean;
};

/** One release paid from a budget. */
export type DpExpense = {
  readonly releaseId: string;
  /** `1/2`: what the release spends on each person. */
  readonly epsilon: string;
  readonly universe: DpUniverse;
};

/** What was spent: plain JSON, to be kept with the ledger of releases. */
export type DpBudget = {
  readonly version: 1;
  /** Most that may be spent on any person. */
  readonly epsilon: string;
  readonly expenses: readonly DpExpense[];
};

/** A budget of which nothing is spent; code `SPEC_INVALID`. */
export function dpBudget(epsilon: string): Resultat<DpBudget> {
  const total = readEpsilon(epsilon, 'epsilon');
  return total.ok ? done({ version: 1, epsilon: writeEpsilon(total.value), expenses: [] }) : total;
}

/**
 * Whether a person may be in both. Two registers may share persons, and so may two periods of one
 * register; only what the controller declared apart is apart.
 */
function mayShare(a: DpUniverse, b: DpUniverse): boolean {
  if (a.id !== b.id) return true;
  if (a.part !== undefined && b.part !== undefined && a.part !== b.part) return false;
  const together = a.period.from <= b.period.to && b.period.from <= a.period.to;
  return together || a.oneMonthEach !== true || b.oneMonthEach !== true;
}

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

function checkExpense(budget: DpBudget, { releaseId, universe }: DpExpense): Motif[] {
  const motifs: Motif[] = [];
  const { from, to } = universe.period;
  if (!MONTH.test(from) || !MONTH.test(to) || from > to) {
    motifs.push({
      code: 'SPEC_INVALID',
      phrase: 'La période va d’un mois AAAA-MM à un mois qui n’est pas avant.',
      path: ['universe', 'period'],
    });
  }
  if (budget.expenses.some((past) => past.releaseId === releaseId)) {
    motifs.push({
      code: 'SPEC_INVALID',
      phrase: 'Une publication de ce nom a déjà été payée.',
      path: ['releaseId'],
    });
  }
  return motifs;
}

/**
 * Pays a release from a budget and gives the budget to record, before the counts are drawn.
 *
 * What overlaps adds up (basic composition); what is apart does not (parallel composition). The sum
 * is taken over all past releases that may share a person with this one: never less than what any
 * person has spent. Codes: `BUDGET_EXHAUSTED` (`details.spent` and `details.left`), `SPEC_INVALID`.
 */
export function spend(budget: DpBudget, expense: DpExpense): Resultat<DpBudget> {
  const total = readEpsilon(budget.epsilon, 'budget');
  const asked = readEpsilon(expense.epsilon, 'epsilon');
  const motifs = [
    ...checkExpense(budget, expense),
    ...(total.ok ? [] : total.motifs),
    ...(asked.ok ? [] : asked.motifs),
  ];
  const nothing: Fraction = { numerator: 0n, denominator: 1n };
  let spent = nothing;
  for (const past of budget.expenses) {
    if (!mayShare(past.universe, expense.universe)) continue;
    const paid = readEpsilon(past.epsilon, 'expenses');
    if (paid.ok) spent = plus(spent, paid.value);
    else motifs.push(...paid.motifs);
  }
  if (motifs.length > 0 || !total.ok || !asked.ok) return refuse(...motifs);
  if (isAbove(plus(spent, asked.value), total.value)) {
    const left = plus(total.value, { ...spent, numerator: -spent.numerator });
    return refuse({
      code: 'BUDGET_EXHAUSTED',
      phrase: `Le budget de confidentialité n’y suffit pas\u00a0: il reste ${writeEpsilon(left)}, il faudrait ${writeEpsilon(asked.value)}.`,
      details: { spent: writeEpsilon(spent), left: writeEpsilon(left) },
    });
  }
  const recorded = { ...expense, epsilon: writeEpsilon(asked.value) };
  return done({ ...budget, expenses: [...budget.expenses, recorded] });
}

import { hashJson } from './hash.ts';
import { done, refuse, type Resultat } from './motif.ts';

/** How many distinct queries each user may ask, and which were asked: plain JSON, to be stored as a log. */
export type QueryBudget = {
  /** Distinct queries a user may ask. */
  readonly cap: number;
  /** `sha256:…` of each distinct query, in the order first asked, by user. */
  readonly asked: Readonly<Record<string, readonly string[]>>;
};

/** A budget that nobody has used. */
export const emptyQueryBudget = (cap: number): QueryBudget => ({ cap, asked: {} });

/**
 * Charges a query to a user and gives the budget to store next. Asking the same thing again is free:
 * noise does not change, so nothing more is learnt. Code: `BUDGET_EXHAUSTED`.
 *
 * `user` is an opaque identifier; `query` any JSON value that says what is counted.
 */
export function askQuery(budget: QueryBudget, user: string, query: unknown): Resultat<QueryBudget> {
  const past = Object.hasOwn(budget.asked, user) ? (budget.asked[user] ?? []) : [];
  const hash = hashJson(query);
  if (past.includes(hash)) return done(budget);
  if (past.length >= budget.cap) {
    return refuse({
      code: 'BUDGET_EXHAUSTED',
      phrase: `Le nombre de questions différentes permises (${budget.cap}) est atteint.`,
      details: { cap: budget.cap },
    });
  }
  return done({ ...budget, asked: { ...budget.asked, [user]: [...past, hash] } });
}

import type { Calibration } from '../compile/calibration.ts';
import { next, type Plan } from '../plan.ts';
import type { Reponse } from '../reponse.ts';
import { normal, type Random } from './random.ts';

/** Who is drawn, and how far what they say and show is from the truth. All shares from 0 to 1. */
export interface PopulationSimulee {
  /** Mean ability of the users, logits. */
  mu: number;
  nonUsers: number;
  /** A true no said yes, a true yes said no. */
  falseYes?: number;
  falseNo?: number;
  /** The same once shown to the helper. */
  shownFalseYes?: number;
  shownFalseNo?: number;
}

/** A figure of a simulation, with its standard error. */
export interface Mesure {
  value: number;
  se: number;
}

/** What an interview did in a drawn population. Same names as the exact `Evaluation` of `./compile`. */
export interface Simulation {
  persons: number;
  /** Items asked to a user, on average; then questions to anybody, that of the last use included. */
  items: Mesure;
  questions: Mesure;
  /** Demonstrations asked to a user, on average. */
  shown: Mesure;
  /** Among users: with illectronisme; of these, found; of the others, cleared. */
  prevalence: Mesure;
  sensitivity: Mesure;
  specificity: Mesure;
  /** Among all persons: the decision is right; an undecided end is wrong. */
  agreement: Mesure;
  /** Number of questions that 95 % of the persons do not exceed. */
  p95: number;
}

/** Areas without any true yes from which a user counts as illectronisme (INSEE 2021; to confirm). */
const ZERO_AREAS = 4;

const LE = '2026-01-01T00:00:00Z';

interface Person {
  user: boolean;
  truth: ReadonlyMap<string, boolean>;
  ill: boolean;
}

function draw(calibration: Calibration, { mu, nonUsers }: PopulationSimulee, random: Random): Person {
  const user = random() >= nonUsers;
  const truth = new Map<string, boolean>();
  const skilled = new Set<string>();
  const theta = mu + calibration.sigma * normal(random);
  const shifts = new Map<string, number>();
  for (const { code, area, b } of calibration.items) {
    const shift = shifts.get(area) ?? calibration.tau * normal(random);
    shifts.set(area, shift);
    const yes = random() < 1 / (1 + Math.exp(b - theta - shift));
    truth.set(code, yes);
    if (yes) skilled.add(area);
  }
  return { user, truth, ill: !user || shifts.size - skilled.size >= ZERO_AREAS };
}

function interview(plan: Plan, person: Person, population: PopulationSimulee, random: Random) {
  const { falseYes = 0, falseNo = 0, shownFalseYes = 0, shownFalseNo = 0 } = population;
  const log: Reponse[] = [{ item: 'IU', value: person.user ? 1 : 4, evidence: 'self', le: LE }];
  let asked = 0;
  let shown = 0;
  for (;;) {
    const step = next(plan, log);
    if (!step.ok) throw new RangeError(`simulate: ${step.motifs.map(({ code }) => code).join(', ')}`);
    const suite = step.value;
    if (suite.kind === 'stop') return { asked, shown, decision: suite.decision };
    const truth = person.truth.get(suite.item);
    if (truth === undefined)
      throw new RangeError('simulate: the interview asks an item that the calibration lacks');
    const isShow = suite.kind === 'show';
    if (isShow) shown += 1;
    else asked += 1;
    const wrong = truth ? (isShow ? shownFalseNo : falseNo) : isShow ? shownFalseYes : falseYes;
    const value = truth !== random() < wrong ? 'yes' : 'no';
    log.push({ item: suite.item, value, evidence: isShow ? 'observed' : 'self', le: LE });
  }
}

function mesure(values: readonly number[]): Mesure {
  const n = values.length;
  const value = values.reduce((sum, v) => sum + v, 0) / n;
  const variance = values.reduce((sum, v) => sum + (v - value) ** 2, 0) / Math.max(1, n - 1);
  return { value, se: Math.sqrt(variance / n) };
}

/**
 * Plays an interview, step by step with the real `next`, to persons drawn from a calibration. A second, independent check
 * of the exact figures of `evaluate`, and a way to try another order, population or rate of error before the field.
 *
 * @param plan - an interview whose first question is `IU`
 * @param options.persons - how many to draw
 * @param options.random - a generator given by the caller, such as `mulberry32(seed)`: no hidden chance
 * @throws RangeError without persons, on a share outside 0–1, if the plan is refused or asks an item that the calibration
 * lacks
 */
export function simulate(
  plan: Plan,
  calibration: Calibration,
  population: PopulationSimulee,
  options: { persons: number; random: Random },
): Simulation {
  const { persons, random } = options;
  if (!(Number.isSafeInteger(persons) && persons > 0)) throw new RangeError('simulate: at least one person');
  const { mu, nonUsers, falseYes = 0, falseNo = 0, shownFalseYes = 0, shownFalseNo = 0 } = population;
  const shares = [nonUsers, falseYes, falseNo, shownFalseYes, shownFalseNo];
  if (!(Number.isFinite(mu) && shares.every((share) => share >= 0 && share <= 1))) {
    throw new RangeError('simulate: a finite mean, shares from 0 to 1');
  }
  const questions: number[] = [];
  const right: number[] = [];
  const users: { asked: number; shown: number; ill: boolean; right: number }[] = [];
  for (let i = 0; i < persons; i += 1) {
    const person = draw(calibration, population, random);
    const { asked, shown, decision } = interview(plan, person, population, random);
    const isRight = decision === person.ill ? 1 : 0;
    questions.push(1 + asked);
    right.push(isRight);
    if (person.user) users.push({ asked, shown, ill: person.ill, right: isRight });
  }
  const rightWhen = (ill: boolean): number[] =>
    users.filter((user) => user.ill === ill).map((user) => user.right);
  return {
    persons,
    items: mesure(users.map(({ asked }) => asked)),
    questions: mesure(questions),
    shown: mesure(users.map(({ shown }) => shown)),
    prevalence: mesure(users.map(({ ill }) => (ill ? 1 : 0))),
    sensitivity: mesure(rightWhen(true)),
    specificity: mesure(rightWhen(false)),
    agreement: mesure(right),
    p95: questions.toSorted((a, b) => a - b)[Math.ceil(0.95 * persons) - 1] ?? 0,
  };
}

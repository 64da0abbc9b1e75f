import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compileArbre, toArbreJson } from '../compile/arbre.ts';
import { areaItems } from '../instrument.ts';
import { inseeIllectronisme2021 as insee } from '../official-editions.ts';
import {
  arbreIllectronisme2021 as arbre,
  departRapide,
  entretienIllectronisme2021,
  next,
  type Plan,
  type Suite,
  type TreeNode,
  type TreePlan,
} from '../plan.ts';
import type { Evidence, Reponse, Valeur } from '../reponse.ts';

const entry = (item: string, value: Valeur, evidence: Evidence = 'self'): Reponse => ({
  item,
  value,
  evidence,
  le: '2026-11-22T09:00:00Z',
});
function step(plan: Plan, ...log: readonly Reponse[]): Suite {
  const result = next(plan, log);
  if (!result.ok) throw new Error(JSON.stringify(result.motifs));
  return result.value;
}
const user = entry('IU', 1);
const unshown: TreePlan = { ...arbre, showPolicy: 'none' };

/** Plays an interview to its end: each question answered by a truth, each demonstration as the truth is. */
function play(
  plan: Plan,
  truth: (item: string) => Valeur,
): { log: readonly Reponse[]; end: Suite & { kind: 'stop' } } {
  const log: Reponse[] = [];
  for (;;) {
    const suite = step(plan, ...log);
    if (suite.kind === 'stop') return { log, end: suite };
    log.push(entry(suite.item, truth(suite.item), suite.kind === 'show' ? 'observed' : 'self'));
  }
}

test('the shipped file is the compilation of the calibration, byte for byte', () => {
  const file = new URL('../../data/arbre-illectronisme@2021.json', import.meta.url);
  expect(readFileSync(file, 'utf8')).toBe(toArbreJson(compileArbre()));
});

test('it asks only what its instrument has', () => {
  const known = new Set(areaItems(insee));
  const items = (node: TreeNode): string[] =>
    'stop' in node ? [] : [node.item, ...items(node.yes), ...items(node.no)];
  expect(items(arbre.root).filter((item) => !known.has(item))).toEqual([]);
  expect(arbre.instrumentHash).toBe(insee.hash);
});

describe('the compiled interview', () => {
  it('P2: a non-user: stop, by usage', () => {
    expect(step(arbre, entry('IU', 4))).toEqual({
      kind: 'stop',
      decision: true,
      officialDecision: true,
      by: 'usage',
      unknowns: 0,
    });
  });

  it('P3: after a purchase seen, asks the message', () => {
    expect(step(arbre, user, entry('IBUY', 'yes', 'observed'))).toMatchObject({ kind: 'ask', item: 'IUEM' });
  });

  it('P4: an unknown answer follows the branch of no, and is counted at the end', () => {
    const log = [user, entry('IBUY', 'unknown')];
    expect(step(arbre, ...log)).toMatchObject({ kind: 'ask', item: 'IUIF' });
    const end = step(arbre, ...log, entry('IUIF', 'yes', 'observed'), entry('IUEM', 'yes', 'observed'));
    expect(end).toMatchObject({ kind: 'stop', decision: false, by: 'logic', unknowns: 1 });
  });

  it('a probable yes says so, with its probability', () => {
    const { log, end } = play(unshown, (item) => (item === 'IU' ? 1 : 'no'));
    expect(end).toMatchObject({ decision: true, officialDecision: true, by: 'posterior', unknowns: 0 });
    expect(end.posterior).toBeGreaterThanOrEqual(0.95);
    // Far from all thirty: logic alone would need four areas entirely no.
    expect(log.length).toBeLessThan(15);
  });

  it('a yes that rests on an unknown answer is no decision', () => {
    const { end } = play(unshown, (item) => (item === 'IU' ? 1 : item === 'IUBK' ? 'refused' : 'no'));
    expect(end).toMatchObject({ decision: null, officialDecision: true, by: 'posterior', unknowns: 1 });
    const open = play(unshown, (item) => (item === 'IU' ? 'unknown' : 'no'));
    expect(open.end).toMatchObject({ decision: null, officialDecision: null, by: 'posterior' });
  });

  it('a decisive yes is shown before going on', () => {
    expect(step(arbre, user, entry('IBUY', 'yes'))).toMatchObject({ kind: 'show', item: 'IBUY' });
    const withTask = [user, entry('IBUY', 'yes'), entry('IUEM', 'yes', 'observed')];
    expect(step(arbre, ...withTask)).toMatchObject({ kind: 'show', item: 'IBUY' });
    expect(step(unshown, ...withTask)).toMatchObject({ kind: 'stop', decision: false });
  });

  it('goes on from the log of the quick start without asking anything twice', () => {
    const { log } = play(departRapide, (item) => (item === 'IU' ? 1 : 'no'));
    const suite = step(arbre, ...log);
    expect(suite.kind).toBe('ask');
    expect(log.map(({ item }) => item)).not.toContain(suite.kind === 'ask' && suite.item);
  });
});

describe('quick start', () => {
  it('asks three questions, the first two of the tree after the last use', () => {
    expect(step(departRapide)).toEqual({ kind: 'ask', item: 'IU' });
    expect(step(departRapide, user)).toMatchObject({ kind: 'ask', item: 'IBUY' });
    expect(step(departRapide, user, entry('IBUY', 'yes'))).toMatchObject({ kind: 'ask', item: 'IUEM' });
    expect(step(departRapide, user, entry('IBUY', 'no'))).toMatchObject({ kind: 'ask', item: 'IUIF' });
  });

  it.each<[Valeur, Valeur]>([
    ['yes', 'no'],
    ['no', 'no'],
    ['yes', 'unknown'],
    ['refused', 'refused'],
  ])('%s, %s: stays open, and says so', (first, second) => {
    const { end, log } = play(departRapide, (item) => (item === 'IU' ? 1 : item === 'IBUY' ? first : second));
    expect(end).toMatchObject({ decision: null, officialDecision: null, by: 'exhausted' });
    expect(log).toHaveLength(3);
  });

  it('two yes are certain, and a non-user needs one question', () => {
    const yes = step(departRapide, user, entry('IBUY', 'yes'), entry('IUEM', 'yes'));
    expect(yes).toMatchObject({ decision: false, by: 'logic' });
    expect(step(departRapide, entry('IU', 3))).toMatchObject({ decision: true, by: 'usage' });
  });
});

const truths = fc.record(
  Object.fromEntries(areaItems(insee).map((code) => [code, fc.constantFrom('yes', 'no')])),
);
const answerOf =
  (truth: Readonly<Record<string, string>>) =>
  (item: string): Valeur =>
    item === 'IU' ? 1 : (truth[item] as Valeur);

describe('properties', () => {
  it('with true answers nobody with illectronisme is ever cleared, and a no is always certain', () => {
    fc.assert(
      fc.property(truths, (truth) => {
        const zero = insee.areas.filter(({ items }) => items.every((code) => truth[code] === 'no')).length;
        const { end } = play(unshown, answerOf(truth));
        if (zero >= 4) expect(end.decision).toBe(true);
        if (end.decision === false) expect(end.by).toBe('logic');
      }),
      { numRuns: 2000 },
    );
  });

  it('the order of the log changes nothing', () => {
    fc.assert(
      fc.property(truths, fc.infiniteStream(fc.nat()), (truth, order) => {
        const { log, end } = play(unshown, answerOf(truth));
        const keys = new Map(log.map((reponse) => [reponse, order.next().value]));
        const shuffled = log.toSorted((a, b) => Number(keys.get(a)) - Number(keys.get(b)));
        expect(step(unshown, ...shuffled)).toEqual(end);
      }),
      { numRuns: 1000 },
    );
  });

  it('it never asks more than the exact interview for a no', () => {
    const { log } = play(unshown, (item) => (item === 'IU' ? 1 : 'yes'));
    const exact = play({ ...entretienIllectronisme2021, showPolicy: 'none' }, (item) =>
      item === 'IU' ? 1 : 'yes',
    );
    expect(log.length).toBeLessThanOrEqual(exact.log.length);
  });
});

describe('bad input', () => {
  const sure: TreeNode = { stop: true, q: 0 };
  const circle: Record<string, unknown> = { item: 'IBUY', q: 0.5, yes: sure };
  circle.no = circle;
  const codes = (plan: unknown): readonly string[] => {
    const result = next(plan as Plan, [user]);
    return result.ok ? [] : result.motifs.map(({ code }) => code);
  };

  it.each([
    [{ ...arbre, instrumentHash: '0'.repeat(64) }, ['plan-mismatch']],
    [{ ...arbre, instrument: 'insee-illectronisme@2031' }, ['version-unknown']],
    [{ ...arbre, instrument: 'constructor' }, ['version-unknown']],
    [{ ...arbre, threshold: 0 }, ['plan-mismatch']],
    [{ ...arbre, showPolicy: 'parfois', threshold: 2 }, ['plan-mismatch', 'plan-mismatch']],
    [{ ...arbre, kind: 'forest' }, ['version-unknown']],
    [
      { ...arbre, root: { item: 'ZZ', q: 0.5, yes: { stop: true, q: 0 }, no: { stop: true, q: 1 } } },
      ['plan-mismatch'],
    ],
    [{ ...arbre, root: null }, ['plan-mismatch']],
    [{ ...arbre, root: { item: 'IBUY', q: 0.5 } }, ['plan-mismatch']],
    [{ ...arbre, root: { stop: true, q: 5 } }, ['plan-mismatch']],
    [{ ...arbre, root: { stop: true, q: Number.NaN } }, ['plan-mismatch']],
    [{ ...arbre, root: { stop: false, item: 'IBUY', q: 0.99, yes: sure, no: sure } }, ['plan-mismatch']],
    [{ ...arbre, root: circle }, ['plan-mismatch']],
  ])('refused with every reason: %#', (plan, attendu) => {
    expect(codes(plan)).toEqual(attendu);
  });

  it('neither a very deep tree nor shared branches break it', () => {
    const ask = (yes: TreeNode, no: TreeNode): TreeNode => ({ item: 'IBUY', q: 0.5, yes, no });
    let deep: TreeNode = { stop: true, q: 0.9 };
    let shared: TreeNode = { stop: true, q: 0.9 };
    for (let depth = 0; depth < 100_000; depth += 1) deep = ask(sure, deep);
    for (let depth = 0; depth < 100; depth += 1) shared = ask(shared, shared);
    for (const root of [deep, shared]) {
      expect(step({ ...arbre, root }, user, entry('IBUY', 'no'))).toMatchObject({ by: 'exhausted' });
    }
  });
});

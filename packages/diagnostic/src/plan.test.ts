import { describe, expect, it } from 'vitest';
import calibration from '../data/calibration@0.json' with { type: 'json' };
import { CALIBRATION_ORDER } from './calibration-order.ts';
import { areaItems, type Instrument } from './instrument.ts';
import { eurostatDsi2021 as dsi2, inseeIllectronisme2021 as insee } from './instruments.ts';
import {
  createLogicalPlan,
  entretienIllectronisme2021,
  next,
  type LogicalPlan,
  type Plan,
  type Suite,
} from './plan.ts';
import type { Evidence, Reponse, Valeur } from './reponse.ts';

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
const exact = createLogicalPlan(insee, { criterion: 'illectronisme', showPolicy: 'none' });

/** Plays a plan to its end with a truth for each item. */
function play(plan: Plan, truth: (item: string) => Valeur): { log: readonly Reponse[]; end: Suite } {
  const log: Reponse[] = [];
  for (;;) {
    const suite = step(plan, ...log);
    if (suite.kind !== 'ask') return { log, end: suite };
    log.push(entry(suite.item, truth(suite.item)));
  }
}

describe('logical interview', () => {
  it('asks the last use first, even when other answers are in the log', () => {
    expect(step(exact)).toEqual({ kind: 'ask', item: 'IU' });
    expect(step(exact, entry('IUEM', 'yes'))).toEqual({ kind: 'ask', item: 'IU' });
  });

  it('P1: two areas seen: stop, no illectronisme, by logic', () => {
    const plan = createLogicalPlan(insee, { criterion: 'illectronisme' });
    const shown = [user, entry('IUEM', 'yes', 'observed'), entry('IUIF', 'yes', 'observed')];
    const end = { kind: 'stop', decision: false, officialDecision: false, by: 'logic', unknowns: 0 };
    expect(step(plan, ...shown)).toEqual(end);
    expect(step(plan, ...[...shown].reverse())).toEqual(end);
  });

  it('a non-user: stop, by usage', () => {
    const end = { kind: 'stop', decision: true, officialDecision: true, by: 'usage', unknowns: 0 };
    expect(step(exact, entry('IU', 4))).toEqual(end);
  });

  it('asks by increasing difficulty and skips established areas', () => {
    expect(step(exact, user)).toEqual({ kind: 'ask', item: 'IUEM' });
    expect(step(exact, user, entry('IUEM', 'yes'))).toEqual({ kind: 'ask', item: 'IBUY' });
    const oneArea = [user, entry('IUEM', 'yes'), entry('IBUY', 'no')];
    expect(step(exact, ...oneArea)).toEqual({ kind: 'ask', item: 'IUBK' });
  });

  it('asks the whole of a composite of which one part only was answered', () => {
    const plan = createLogicalPlan(insee, {
      criterion: 'level',
      order: ['IUOL', 'IUJOB'],
      showPolicy: 'none',
    });
    expect(step(plan, user, entry('IUOLC', 'no'))).toEqual({ kind: 'ask', item: 'IUOL' });
    const whole = [entry('IUOLC', 'no'), entry('IUOLM', 'unknown')];
    expect(step(plan, user, ...whole)).toEqual({ kind: 'ask', item: 'IUJOB' });
    expect(step(plan, user, entry('IUOLC', 'yes'))).toEqual({ kind: 'ask', item: 'IUJOB' });
  });

  it('says yes when four areas are entirely no, not before', () => {
    const { log, end } = play(exact, (item) => (item === 'IU' ? 1 : item === 'IUEM' ? 'yes' : 'no'));
    expect(end).toEqual({ kind: 'stop', decision: true, officialDecision: true, by: 'logic', unknowns: 0 });
    expect(log).toHaveLength(1 + 1 + 4 + 7 + 6 + 7);
    expect(step(exact, ...log.slice(0, -1)).kind).toBe('ask');
  });

  it('with all unknown: exhausted, open, official decision under the missing policy', () => {
    const { end } = play(exact, (item) => (item === 'IU' ? 1 : 'unknown'));
    expect(end).toEqual({
      kind: 'stop',
      decision: null,
      officialDecision: true,
      by: 'exhausted',
      unknowns: 30,
    });
  });

  it('with IU unknown the walk goes on, and only yes can be decided', () => {
    const open = play(exact, (item) => (item === 'IU' ? 'unknown' : 'yes'));
    const end = { kind: 'stop', decision: null, officialDecision: null, by: 'exhausted', unknowns: 1 };
    expect(open.end).toEqual(end);
    const closed = play(exact, (item) => (item === 'IU' ? 'unknown' : 'no'));
    expect(closed.end).toMatchObject({ decision: true, by: 'logic' });
  });

  it('other criteria: the exact level, the areas at zero', () => {
    const yes = ['IUEM', 'IUIF', 'IUBK', 'CXFER1', 'PCOOK1'];
    const truth = (item: string): Valeur => (item === 'IU' ? 1 : yes.includes(item) ? 'yes' : 'no');
    const areas = createLogicalPlan(dsi2, { criterion: 'areas', showPolicy: 'none' });
    const level = createLogicalPlan(dsi2, { criterion: 'level', showPolicy: 'none' });
    expect(play(areas, truth).end).toMatchObject({ by: 'logic', decision: false });
    expect(play(level, truth).end).toMatchObject({ by: 'logic', decision: false });
    const open = play(areas, (item) => (item === 'IU' ? 'unknown' : truth(item)));
    expect(open.end).toMatchObject({ by: 'exhausted', decision: null });
    expect(play(areas, truth).log.length).toBeLessThan(play(level, truth).log.length);
  });
});

describe('decisive yes shown', () => {
  const plan = entretienIllectronisme2021;
  const said = [user, entry('IUEM', 'yes')];

  it('asks to show a said yes that would establish an area', () => {
    expect(step(plan, ...said)).toMatchObject({
      kind: 'show',
      item: 'IUEM',
      tache: { code: 'montrer-IUEM' },
    });
    expect(step(plan, user, entry('IUEM', 'yes', 'proxy'))).toMatchObject({ kind: 'show' });
    expect(step(plan, user, entry('IUEM', 'yes', 'assisted'))).toEqual({ kind: 'ask', item: 'IBUY' });
  });

  it('shown: goes on; failed: the area is open again', () => {
    expect(step(plan, ...said, entry('IUEM', 'yes', 'observed'))).toEqual({ kind: 'ask', item: 'IBUY' });
    expect(step(plan, ...said, entry('IUEM', 'no', 'observed'))).toEqual({ kind: 'ask', item: 'IBUY' });
    const failed = [...said, entry('IUEM', 'no', 'observed'), entry('IBUY', 'no')];
    expect(step(plan, ...failed)).toEqual({ kind: 'ask', item: 'IUCHAT1' });
  });

  it('declined, then said again: still not asked for again', () => {
    const log = [...said, entry('IUEM', 'refused', 'observed'), entry('IUEM', 'yes')];
    expect(step(plan, ...log)).toEqual({ kind: 'ask', item: 'IBUY' });
  });

  it('declined: the said answer stands and is not asked for again', () => {
    expect(step(plan, ...said, entry('IUEM', 'refused', 'observed'))).toEqual({ kind: 'ask', item: 'IBUY' });
  });

  it('no decision rests on a yes that was only said', () => {
    const two = [...said, entry('IUEM', 'yes', 'observed'), entry('IBUY', 'yes')];
    expect(step(plan, ...two)).toMatchObject({ kind: 'show', item: 'IBUY' });
    expect(step(plan, ...two, entry('IUIF', 'yes', 'observed'))).toMatchObject({
      kind: 'stop',
      decision: false,
    });
  });

  it('several yes that were only said in one area do not make up for a demonstration', () => {
    const hidden = ['IUPOL2', 'IUVOTE'];
    const items = areaItems(insee).filter((code) => !hidden.includes(code));
    const all = [user, ...items.map((code) => entry(code, 'yes'))];
    expect(step(plan, ...all)).toMatchObject({ kind: 'show', item: 'IUIF' });
    const one = [...all, entry('IUIF', 'yes', 'observed')];
    expect(step(plan, ...one)).toMatchObject({ kind: 'show' });
    const two = [...one, entry('IUEM', 'yes', 'observed')];
    expect(step(plan, ...two)).toMatchObject({ kind: 'stop', decision: false, by: 'logic' });
  });

  it('a decision that does not rest on it does not wait for it', () => {
    const no = areaItems(insee).filter((code) => insee.areas[1]?.items.includes(code) === false);
    expect(step(plan, ...said, ...no.map((code) => entry(code, 'no')))).toMatchObject({
      kind: 'stop',
      decision: true,
    });
  });

  it('policies: none never asks, all asks for each', () => {
    const two = [...said, entry('IUEM', 'yes', 'observed'), entry('IUPH1', 'yes')];
    expect(step({ ...plan, showPolicy: 'none' }, ...said)).toEqual({ kind: 'ask', item: 'IBUY' });
    expect(step({ ...plan, showPolicy: 'all' }, ...two)).toMatchObject({ kind: 'show', item: 'IUPH1' });
    expect(step(plan, ...two)).toEqual({ kind: 'ask', item: 'IBUY' });
  });

  it('asks to show in the order in which the yes were said, parts of a composite included', () => {
    const log = [user, entry('TICXND', 'yes'), entry('IUPH1', 'yes'), entry('IUEM', 'yes')];
    expect(step(plan, ...log)).toMatchObject({ kind: 'show', item: 'TIC' });
    expect(step(plan, ...log, entry('TIC', 'yes', 'observed'))).toMatchObject({
      kind: 'show',
      item: 'IUPH1',
    });
    const reversed = [...log].reverse();
    expect(step(plan, ...reversed)).toMatchObject({ kind: 'show', item: 'IUEM' });
  });

  it('does not ask to show a political opinion', () => {
    expect(step(plan, user, entry('IUPOL2', 'yes')).kind).toBe('ask');
  });
});

describe('bad input', () => {
  const codes = (plan: LogicalPlan, ...log: Reponse[]): readonly string[] => {
    const result = next(plan, log);
    return result.ok ? [] : result.motifs.map((motif) => motif.code);
  };

  it('refuses the log as score does', () => {
    expect(codes(exact, entry('ZZ', 'yes'), entry('IBUY', 7))).toEqual([
      'unknown-item',
      'choice-out-of-range',
    ]);
  });

  it('refuses a plan that does not fit its instrument', () => {
    expect(codes({ ...exact, order: ['IUEM', 'ZZ'], criterion: 'niveau' })).toEqual([
      'plan-mismatch',
      'plan-mismatch',
    ]);
    const without = structuredClone<Partial<Instrument>>(dsi2);
    delete without.illectronisme;
    expect(codes({ ...exact, instrument: without as Instrument })).toEqual(['instrument-mismatch']);
    expect(codes({ ...exact, kind: 'oracle' } as unknown as LogicalPlan)).toEqual(['version-unknown']);
  });

  it('refuses a log of any other shape, and an unknown show policy', () => {
    for (const log of [null, {}, [null], [3]])
      expect(next(exact, log as unknown as Reponse[])).toMatchObject({ ok: false });
    const plan = { ...exact, showPolicy: 'parfois' } as unknown as LogicalPlan;
    expect(codes(plan)).toEqual(['plan-mismatch']);
  });

  it('a wrong order is a programmer error', () => {
    expect(() => createLogicalPlan(insee, { criterion: 'illectronisme', order: ['ZZ'] })).toThrow(RangeError);
  });
});

describe('calibration@0', () => {
  it('the declared order is that of increasing difficulty', () => {
    const sorted = [...calibration.items].sort((a, b) => a.b - b.b).map((item) => item.code);
    expect(CALIBRATION_ORDER).toEqual(sorted);
    expect(exact.order).toEqual(sorted);
    expect(new Set(sorted)).toEqual(new Set(areaItems(dsi2)));
  });

  it('items outside the calibration come last', () => {
    const rename = (code: string): string => (code === 'IUEM' ? 'NOUVEAU' : code);
    const other: Instrument = {
      ...insee,
      items: insee.items.map((item) => ({ ...item, code: rename(item.code) })),
      areas: insee.areas.map((area) => ({ ...area, items: area.items.map(rename) })),
    };
    expect(createLogicalPlan(other, { criterion: 'level' }).order.at(-1)).toBe('NOUVEAU');
  });

  it('reference figure (§9): 2.7084 items per user, 3.5724 questions in the general population', () => {
    const random = mulberry32(20261122);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const persons = 20_000;
    const counts = Array.from({ length: persons }, () => {
      const theta = calibration.sigma * normal();
      const shifts = new Map(dsi2.areas.map((area) => [area.id, calibration.tau * normal()]));
      const items = new Map(
        calibration.items.map(({ code, area, b }) => {
          const logit = theta + (shifts.get(area) ?? 0) - b;
          return [code, random() < 1 / (1 + Math.exp(-logit))] as const;
        }),
      );
      const { log } = play(exact, (item) => (item === 'IU' ? 1 : items.get(item) ? 'yes' : 'no'));
      return log.length - 1;
    });
    const mean = counts.reduce((sum, count) => sum + count, 0) / persons;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / (persons - 1);
    const standardError = Math.sqrt(variance / persons);
    expect(Math.abs(mean - 2.7084)).toBeLessThan(4 * standardError);
    expect(Math.abs(1 + calibration.usersShare * mean - 3.5724)).toBeLessThan(4 * standardError);
  });
});

it('a said yes without a task does not spare the one that can be shown', () => {
  // IUVOTE has no task; before, it stood for the area and IUEM was never shown.
  const log = [user, entry('IUVOTE', 'yes'), entry('IUEM', 'yes'), entry('IBUY', 'yes', 'observed')];
  expect(step(entretienIllectronisme2021, ...log)).toMatchObject({ kind: 'show', item: 'IUEM' });
});

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

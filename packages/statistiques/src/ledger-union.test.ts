import { describe, expect, it } from 'vitest';

import { attackSystem, protect, type Ledger, type Protection } from './index.ts';
import { alea, cubeOf, guarded, publish, published, shown, value, type Row } from './joint.fixture.ts';
import { emptyLedger, unionLedger, verifyLedger } from './ledger.ts';

const PERIOD = { from: '2026-01', to: '2026-03' };
const AGES = ['15_29', '30_59', '60_74', '75_plus'];
const AGE = [{ code: 'age', codes: AGES }];
const STRUCTURES = ['A', 'B', 'C'];
const rowsOf = (counts: readonly number[]): Row[] => AGES.map((age, i) => ({ age, n: counts[i] ?? 0 }));
const partsOf = (id: string): string[] | null => (id.startsWith('s:') ? id.slice(2).split('+') : null);
const unionOf = (ledgers: readonly Ledger[], own: Partial<Parameters<typeof unionLedger>[1]> = {}): Ledger =>
  unionLedger(ledgers, { universe: 'u', dimension: 'structure', parts: STRUCTURES, partsOf, ...own });
const sum = (tables: readonly (readonly number[])[]): number[] =>
  AGES.map((_, i) => tables.reduce((all, counts) => all + (counts[i] ?? 0), 0));
const member = (name: string, counts: readonly number[]): Promise<Ledger> =>
  published([cubeOf(AGE, rowsOf(counts), PERIOD, { id: `s:${name}` })]);
const whole = (tables: readonly (readonly number[])[]) =>
  cubeOf(AGE, rowsOf(sum(tables)), PERIOD, { id: 'u' });

/** Every figure that one who reads all the ledgers and the common table may know, by an attacker of its own. */
async function readAll(
  tables: readonly (readonly number[])[],
  ledgers: readonly Ledger[],
  common: Protection,
) {
  const vars: Record<string, [number, number]> = {};
  const eq: [Record<string, number>, number][] = [];
  AGES.forEach((age) => {
    for (const name of [...STRUCTURES, 'U']) vars[`${name}/${age}`] = [0, 9999];
    eq.push([{ [`U/${age}`]: -1, ...Object.fromEntries(STRUCTURES.map((s) => [`${s}/${age}`, 1])) }, 0]);
  });
  const tell = (name: string, age: string, n: number): void => {
    const on = age === 'Total' ? AGES : [age];
    eq.push([Object.fromEntries(on.map((one) => [`${name}/${one}`, 1])), n]);
  };
  ledgers.forEach(({ entries }, i) => {
    for (const [age, n] of entries[0]?.cells ?? [])
      if (typeof n === 'number') tell(STRUCTURES[i] ?? '', String(age), n);
  });
  for (const [age, n] of Object.entries(shown(common))) if (n !== null) tell('U', age, n);
  const bounds = value(await attackSystem({ id: 'x', vars, eq }));
  return STRUCTURES.flatMap((s, i) =>
    AGES.flatMap((age, j) => {
      const n = tables[i]?.[j] ?? 0;
      const [lo, hi] = bounds[`${s}/${age}`] ?? [0, 0];
      return n > 0 && n < 5 && hi !== null && hi - lo < 1 ? [`${s}/${age}=${String(n)}`] : [];
    }),
  );
}

describe('a common release beside those of its structures', () => {
  it('leaves nothing to a subtraction: C is not told by the whole less A less B', async () => {
    const tables = [
      [20, 30, 40, 50],
      [25, 35, 45, 55],
      [3, 22, 33, 44],
    ];
    const ledgers = await Promise.all(tables.map((t, i) => member(STRUCTURES[i] ?? '', t)));
    // Alone, the common table has no small cell and hides nothing.
    const alone = value(await protect(whole(tables), { level: 'exact', alea }));
    expect(await readAll(tables, ledgers, alone)).not.toEqual([]);
    const common = value(await guarded(whole(tables), unionOf(ledgers)));
    expect(shown(common)['15_29']).toBeNull();
    expect(await readAll(tables, ledgers, common)).toEqual([]);
  });

  it('does so for any structures, whoever published', async () => {
    let seed = 42;
    const next = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    let [leaking, safe] = [0, 0];
    for (let run = 0; run < 60; run += 1) {
      const tables = STRUCTURES.map(() => AGES.map(() => (next(3) === 0 ? next(5) : 5 + next(30))));
      const ledgers = await Promise.all(
        // In every other run all three have published what they could; else one of them nothing.
        tables.map(async (t, i) =>
          run % 2 === 0 && i === run % 3 ? emptyLedger() : member(STRUCTURES[i] ?? '', t).catch(emptyLedger),
        ),
      );
      const alone = await protect(whole(tables), { level: 'exact', alea });
      if (alone.ok && (await readAll(tables, ledgers, alone.value)).length > 0) leaking += 1;
      const common = await guarded(whole(tables), unionOf(ledgers));
      if (!common.ok) continue;
      safe += 1;
      expect(await readAll(tables, ledgers, common.value), String(run)).toEqual([]);
    }
    expect(safe).toBeGreaterThan(10);
    // The attacker does find something when the ledgers are not read.
    expect(leaking).toBeGreaterThan(3);
  }, 60_000);

  it('knows that a structure has nobody where it has no code, nor in the months it does not tell', async () => {
    const dims = [{ code: 'territoire' }, { code: 'mois', calendar: ['mois'] }];
    const row = (territoire: string, mois: string, n: number): Row => ({ territoire, mois, n });
    const a = [row('nord', '2026-01', 12), row('nord', '2026-03', 15)];
    const b = [row('sud', '2026-01', 20), row('sud', '2026-02', 14), row('sud', '2026-03', 9)];
    const ledgers = await Promise.all(
      [a, b].map((rows, i) => published([cubeOf(dims, rows, PERIOD, { id: `s:${STRUCTURES[i] ?? ''}` })])),
    );
    const cube = cubeOf(dims, [...a, ...b, row('est', '2026-02', 11)], PERIOD, { id: 'u' });
    const common = value(
      await guarded(cube, unionOf(ledgers, { codes: { territoire: ['nord', 'sud', 'est'] } })),
    );
    expect(shown(common)['Total/Total']).toBe(81);
    expect(shown(common)['est/2026-02']).toBe(11);
  });

  it('keeps a former union of fewer structures apart: who joined since is told by no difference', async () => {
    const former = sum([
      [20, 30, 40, 50],
      [25, 35, 45, 55],
    ]);
    const ledger = await published([cubeOf(AGE, rowsOf(former), PERIOD, { id: 's:A+B' })]);
    const now = cubeOf(AGE, rowsOf(former.map((n, i) => n + (i === 0 ? 2 : 20))), PERIOD, { id: 'u' });
    expect(shown(value(await protect(now, { level: 'exact', alea })))['15_29']).toBe(47);
    const common = value(await guarded(now, unionOf([ledger])));
    expect(shown(common)['15_29']).toBeNull();
    expect(shown(common).Total).toBe(former.reduce((x, y) => x + y, 0) + 62);
  });

  it('makes a sound chain, and refuses what it cannot lay out', async () => {
    const ledger = await member('A', [10, 11, 12, 13]);
    expect(verifyLedger(unionOf([ledger, ledger])).ok).toBe(true);
    expect(unionOf([ledger], { partsOf: () => null }).entries).toEqual([]);
    expect(() => unionOf([ledger], { dimension: 'age' })).toThrow(TypeError);
    expect(() => unionOf([ledger], { parts: ['B', 'C'] })).toThrow(TypeError);
    // The first ledger is as it was.
    expect(verifyLedger(await publish(ledger, value(await guarded(whole([[1, 9, 9, 9]]), ledger)))).ok).toBe(
      true,
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { attackSystem, buildCube, certify, protect, releaseSpec, type Alea, type Resultat } from './index.ts';
import { appendRelease, emptyLedger, type Audience, type Ledger } from './ledger.ts';

const alea: Alea = (octets) => new Uint8Array(octets);
const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(JSON.stringify(resultat.motifs));
  return resultat.value;
};

const RUNS = process.env.PORTE_PLUME_LENT === '1' ? 300 : 24;
const THRESHOLD = 3;
const MONTHS = ['2026-01', '2026-02', '2026-03'] as const;
const SITES = ['S1', 'S2', 'S3'] as const;
const ZONES = { Total: ['Z1', 'Z2'], Z1: ['S1', 'S2'], Z2: ['S3'] };

type Plan = { from: number; to: number; byMonth: boolean; zones: boolean; audience: Audience };
type Published = { sites: string[]; months: string[]; value: number | null };

const plan: fc.Arbitrary<Plan> = fc.record({
  from: fc.integer({ min: 0, max: 1 }),
  to: fc.integer({ min: 1, max: 2 }),
  byMonth: fc.boolean(),
  zones: fc.boolean(),
  audience: fc.constantFrom<Audience>('internal', 'funder', 'open'),
});
const history = fc.record({
  counts: fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 12 })), {
    minLength: 9,
    maxLength: 9,
  }),
  plans: fc.array(plan, { minLength: 2, maxLength: 3 }),
});

const sitesOf = (code: string): string[] =>
  code === 'Total' ? [...SITES] : code.startsWith('Z') ? ZONES[code as 'Z1'] : [code];

/** Publishes each plan in turn, and leaves out what is refused. */
async function publishAll(counts: readonly number[], plans: readonly Plan[]): Promise<Ledger> {
  let ledger = emptyLedger();
  for (const { from, to, byMonth, zones, audience } of plans) {
    const period = { from: MONTHS[from] ?? '', to: MONTHS[to] ?? '' };
    const universe = { id: 'u', period, vintage: `2026-0${to + 2}-05` };
    const rows = SITES.flatMap((site, s) =>
      MONTHS.slice(from, to + 1).map((mois, m) => ({ site, mois, n: counts[s * 3 + from + m] ?? 0 })),
    );
    const spec = value(
      releaseSpec({
        version: 1,
        id: 'u',
        unit: 'intervention',
        measure: { type: 'frequency', column: 'n' },
        dimensions: [
          { code: 'site', ...(zones ? { hierarchies: [ZONES] } : { codes: [...SITES] }) },
          ...(byMonth ? [{ code: 'mois', calendar: ['mois'] }] : []),
        ],
        tables: [byMonth ? ['site', 'mois'] : ['site']],
        rules: { id: 'T', threshold: THRESHOLD },
        universe,
      }),
    );
    const cube = buildCube(spec, {
      site: rows.map(({ site }) => site),
      mois: rows.map(({ mois }) => mois),
      n: rows.map(({ n }) => n),
    });
    if (!cube.ok) continue;
    const protection = await protect(cube.value, { level: 'exact', alea, ledger, audience });
    if (!protection.ok) continue;
    const certificate = value(
      await certify(protection.value, protection.value.audit, {
        maintenant: '2026-04-06T08:00:00Z',
        release: 'r',
      }),
    );
    ledger = value(
      appendRelease(ledger, protection.value.table, certificate, {
        releaseId: `r${ledger.entries.length}`,
        audience,
        universe,
        maintenant: '2026-04-06T08:00:00Z',
      }),
    ).ledger;
  }
  return ledger;
}

/** Every published or masked cell as a set of site × month counts, without the code under test. */
function cellsOf(ledger: Ledger): (Published & { release: number; audience: Audience })[] {
  return ledger.entries.flatMap(({ cells, dims, universe: { period }, audience }, release) =>
    cells.map((cell) => {
      const month = dims.includes('mois') ? String(cell[1]) : 'Total';
      const last = cell.at(-1);
      return {
        release,
        audience,
        sites: sitesOf(String(cell[0])),
        months: MONTHS.filter((name) =>
          month === 'Total' ? name >= period.from && name <= period.to : name === month,
        ),
        value: typeof last === 'number' ? last : null,
      };
    }),
  );
}

type Target = Omit<Published, 'value'> & { name: string };

const keyOf = ({ sites, months }: Omit<Published, 'value'>): string => `${sites.join('')}@${months.join('')}`;

/** What whole numbers allow for each target, from published cells alone. */
async function boundsFrom(
  cells: readonly Published[],
  targets: readonly Target[],
): Promise<Record<string, [number, number | null]>> {
  const sum = ({ sites, months }: Omit<Published, 'value'>): Record<string, number> =>
    Object.fromEntries(sites.flatMap((site) => months.map((month) => [`${site} ${month}`, 1])));
  const vars: Record<string, [number, number]> = {};
  for (const site of SITES) for (const month of MONTHS) vars[`${site} ${month}`] = [0, 1_000_000];
  const eq: [Record<string, number>, number][] = cells.flatMap((cell) =>
    cell.value === null ? [] : [[sum(cell), cell.value] as [Record<string, number>, number]],
  );
  for (const target of targets) {
    vars[target.name] = [0, 1_000_000];
    eq.push([{ ...sum(target), [target.name]: -1 }, 0]);
  }
  return value(await attackSystem({ id: 'histoire', vars, eq }));
}

describe('an attacker of all the releases, over every site × month, with whole numbers', () => {
  it(
    'finds no masked cell, and no count of 1 to k − 1 between two releases',
    { timeout: 120_000 },
    async () => {
      let second = 0;
      await fc.assert(
        fc.asyncProperty(history, async ({ counts, plans }) => {
          const ledger = await publishAll(
            counts,
            plans.filter(({ from, to }) => from <= to),
          );
          if (ledger.entries.length > 1) second += 1;
          for (const reader of ['internal', 'funder', 'open'] as const) {
            const order = ['internal', 'funder', 'open'];
            const cells = cellsOf(ledger).filter(
              ({ audience }) => order.indexOf(audience) >= order.indexOf(reader),
            );
            const given = new Set(cells.filter((cell) => cell.value !== null).map(keyOf));
            const masked = cells.filter((cell) => cell.value === null && !given.has(keyOf(cell)));
            const releasesOf = (cell: Published): number[] =>
              cells.filter((other) => keyOf(other) === keyOf(cell)).map(({ release }) => release);
            // What one table tells by its own totals is that table's affair, and its level's.
            const isTold = (a: Published, b: Published): boolean =>
              releasesOf(a).some((release) => releasesOf(b).includes(release));
            const derived = [...SITES.map((site) => [site as string]), [...SITES]].flatMap((sites) => [
              ...MONTHS.map((month) => ({ sites, months: [month as string] })),
              ...cells.flatMap((a) =>
                cells
                  .filter(
                    (b) =>
                      !isTold(a, b) &&
                      b.sites.join() === a.sites.join() &&
                      a.sites.join() === sites.join() &&
                      b.months.every((month) => a.months.includes(month)),
                  )
                  .map((b) => ({ sites, months: a.months.filter((month) => !b.months.includes(month)) })),
              ),
            ]);
            const targets = new Map<string, Target>();
            for (const target of [...masked, ...derived]) {
              if (target.months.length > 0) targets.set(keyOf(target), { ...target, name: keyOf(target) });
            }
            const bounds = await boundsFrom(cells, [...targets.values()]);
            for (const cell of masked) {
              const name = keyOf(cell);
              const [lo, hi] = bounds[name] ?? [0, 0];
              if (lo !== hi) continue;
              // Masked for the public, but this reader knew it before: nobody can hide it any more.
              const before = cells.filter(({ release }) => release < cell.release);
              const [least, most] = (await boundsFrom(before, [{ ...cell, name }]))[name] ?? [0, 1];
              expect(least === most && cell.audience !== reader, `${reader} reads ${name}`).toBe(true);
            }
            const seen = new Set(masked.map(keyOf));
            for (const { name } of targets.values()) {
              if (seen.has(name)) continue;
              const [lo, hi] = bounds[name] ?? [0, null];
              expect(lo === hi && lo >= 1 && lo < THRESHOLD, `${reader} reads ${name} = ${lo}`).toBe(false);
            }
          }
        }),
        { numRuns: RUNS },
      );
      // The histories that matter are those where a second release came out at all.
      expect(second).toBeGreaterThan(RUNS / 4);
    },
  );
});

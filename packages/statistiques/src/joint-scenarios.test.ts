import { describe, expect, it } from 'vitest';

import {
  buildCube,
  certify,
  protect,
  releaseSpec,
  type Alea,
  type Protection,
  type RawCube,
  type Resultat,
} from './index.ts';
import { appendRelease, emptyLedger, type Audience, type Ledger } from './ledger.ts';

const alea: Alea = (octets) => new Uint8Array(octets);
const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(JSON.stringify(resultat.motifs));
  return resultat.value;
};
const codes = (resultat: Resultat<unknown>): string[] =>
  resultat.ok ? [] : resultat.motifs.map(({ code }) => code);

type Row = Readonly<Record<string, string | number>> & { readonly n: number };
type Period = { from: string; to: string };

function cubeOf(
  dimensions: object[],
  rows: readonly Row[],
  period: Period,
  o: { vintage?: string; threshold?: number; id?: string; tables?: unknown[] } = {},
): RawCube {
  const names = dimensions.map((dimension) => (dimension as { code: string }).code);
  const spec = value(
    releaseSpec({
      version: 1,
      id: 'scenario',
      unit: 'intervention',
      measure: { type: 'frequency', column: 'n' },
      dimensions,
      tables: o.tables ?? [names],
      rules: { id: 'T', threshold: o.threshold ?? 5 },
      universe: { id: o.id ?? 'interventions-42', period, vintage: o.vintage ?? `${period.to}-28` },
    }),
  );
  const columns = [...names, 'n'].map((name) => [name, rows.map((row) => row[name] ?? '')] as const);
  return value(buildCube(spec, Object.fromEntries(columns)));
}

const guarded = (
  cube: RawCube,
  ledger: Ledger,
  audience: Audience = 'funder',
): Promise<Resultat<Protection>> => protect(cube, { level: 'exact', alea, ledger, audience });

async function publish(
  ledger: Ledger,
  protection: Protection,
  audience: Audience = 'funder',
): Promise<Ledger> {
  const certificate = value(
    await certify(protection, protection.audit, { maintenant: '2026-04-06T08:00:00Z', release: 'r' }),
  );
  const { universe } = protection.table.spec;
  if (!universe) throw new Error('universe');
  return value(
    appendRelease(ledger, protection.table, certificate, {
      releaseId: `r${ledger.entries.length}`,
      audience,
      universe,
      maintenant: '2026-04-06T08:00:00Z',
    }),
  ).ledger;
}

const shown = (protection: Protection): Record<string, number | null> =>
  Object.fromEntries(
    protection.table.cells.map(({ key, valeur }) => [
      protection.table.dims.map((dim) => key[dim] ?? '').join('/'),
      valeur,
    ]),
  );

const SITE = [{ code: 'site' }];
const bySite = (counts: Readonly<Record<string, number>>): Row[] =>
  Object.entries(counts).map(([site, n]) => ({ site, n }));

describe('publishing beside the past', () => {
  it('C9 A09: January–February then January–March, a site whose March count is 2: masked', async () => {
    const first = cubeOf(SITE, bySite({ S12: 17, S13: 20, S14: 30, S15: 9 }), {
      from: '2026-01',
      to: '2026-02',
    });
    const one = value(await guarded(first, emptyLedger()));
    expect(shown(one).S12).toBe(17);
    const ledger = await publish(emptyLedger(), one);
    const next = cubeOf(SITE, bySite({ S12: 19, S13: 26, S14: 38, S15: 19 }), {
      from: '2026-01',
      to: '2026-03',
    });
    const alone = value(await protect(next, { level: 'exact', alea }));
    expect(shown(alone).S12).toBe(19);
    const two = value(await guarded(next, ledger));
    expect(shown(two).S12).toBeNull();
  });

  it('C9 A11: one late entry in February is refused', async () => {
    const period = { from: '2026-01', to: '2026-02' };
    const one = value(await guarded(cubeOf(SITE, bySite({ S12: 17, S13: 20 }), period), emptyLedger()));
    const ledger = await publish(emptyLedger(), one);
    const late = cubeOf(SITE, bySite({ S12: 18, S13: 20 }), period, { vintage: '2026-05-05' });
    expect(codes(await guarded(late, ledger))).toContain('REVISION_TOO_SMALL');
  });
});

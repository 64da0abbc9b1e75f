/** Releases of small tables, one after the other, for the tests of the ledger. */
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

export const alea: Alea = (octets) => new Uint8Array(octets);
export const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(JSON.stringify(resultat.motifs));
  return resultat.value;
};
export const codes = (resultat: Resultat<unknown>): string[] =>
  resultat.ok ? [] : resultat.motifs.map(({ code }) => code);

export type Row = Readonly<Record<string, string | number>> & { readonly n: number };
type Period = { from: string; to: string };

export function cubeOf(
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

export const guarded = (
  cube: RawCube,
  ledger: Ledger,
  audience: Audience = 'funder',
): Promise<Resultat<Protection>> => protect(cube, { level: 'exact', alea, ledger, audience });

export async function publish(
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

export const shown = (protection: Protection): Record<string, number | null> =>
  Object.fromEntries(
    protection.table.cells.map(({ key, valeur }) => [
      protection.table.dims.map((dim) => key[dim] ?? '').join('/'),
      valeur,
    ]),
  );

/** Publishes each cube in turn. */
export async function published(cubes: readonly RawCube[], audience: Audience = 'funder'): Promise<Ledger> {
  let ledger = emptyLedger();
  for (const cube of cubes) {
    ledger = await publish(ledger, value(await guarded(cube, ledger, audience)), audience);
  }
  return ledger;
}

export const SITE = [{ code: 'site' }];
export const MONTHLY = [{ code: 'site' }, { code: 'mois', calendar: ['mois'] }];
export const bySite = (counts: Readonly<Record<string, number>>): Row[] =>
  Object.entries(counts).map(([site, n]) => ({ site, n }));

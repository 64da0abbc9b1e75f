import { describe, expect, it } from 'vitest';

import {
  buildCube,
  certify,
  parsePublishedTable,
  protect,
  releaseSpec,
  toCsv,
  verifyCertificate,
  type Resultat,
} from './index.ts';
import { auditRounded } from './rounding.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const alea = (octets: number): Uint8Array => new Uint8Array(octets);

describe('the sums of a rounded release', () => {
  it.each<[string, string[][]]>([
    ['apart', [['site'], ['sexe']]],
    [
      'in a chain',
      [
        ['site', 'sexe'],
        ['sexe', 'age'],
        ['age', 'mois'],
      ],
    ],
    ['around one dimension', [['mois'], ['site', 'sexe'], ['site', 'age']]],
  ])('certifies a rounded release of several tables, as a solver does: %s', async (_, tables) => {
    const zones = { Total: ['nord', 'sud'], nord: ['A', 'B'], sud: ['C'] };
    const rows = Array.from({ length: 60 }, (_, at) => at);
    const columns = {
      site: rows.map((at) => ['A', 'B', 'C'][(at * 7) % 3] ?? ''),
      sexe: rows.map((at) => ['F', 'H'][(at * 5) % 2] ?? ''),
      age: rows.map((at) => ['18', '30', '60'][Math.floor(at / 4) % 3] ?? ''),
      mois: rows.map((at) => ['01', '02'][Math.floor(at / 25) % 2] ?? ''),
      n: rows.map((at) => (at * 11) % 4),
    };
    const used = ['site', 'sexe', 'age', 'mois'].filter((code) => tables.flat().includes(code));
    const dimensions = used.map((code) => ({ code, ...(code === 'site' && { hierarchies: [zones] }) }));
    const spec = value(
      releaseSpec({
        version: 1,
        id: 'demo',
        unit: 'intervention',
        measure: { type: 'frequency', column: 'n' },
        rules: 'FR_SOCIAL_5',
        dimensions,
        tables,
      }),
    );
    const cube = value(buildCube(spec, columns));
    const protection = value(await protect(cube, { level: 'interval', method: 'rounding', alea }));
    const certificate = value(
      await certify(protection, protection.audit, { maintenant: '2026-04-06T08:00:00Z', release: 'demo' }),
    );
    expect(
      await verifyCertificate(certificate, value(parsePublishedTable(toCsv(protection.table), spec))),
    ).toMatchObject({ ok: true });
    const attacked = value(await auditRounded(protection.table, { base: 5, width: 4, mode: 'intervals' }));
    expect(attacked).toMatchObject({ consistent: true, exact: 0, belowWidth: 0 });
    expect(protection.audit.minWidth).toBe(attacked.minWidth);
  });
});

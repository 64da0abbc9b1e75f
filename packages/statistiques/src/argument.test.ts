import { describe, expect, it } from 'vitest';

import { audit, buildCube, parseLedger, protect, releaseSpec, verifyLedger } from './index.ts';

const spec = releaseSpec({
  version: 1,
  id: 'demo',
  unit: 'intervention',
  measure: { type: 'records' },
  dimensions: [{ code: 'site', codes: ['A'] }],
  tables: [['site']],
  rules: 'FR_SOCIAL_5',
});
if (!spec.ok) throw new Error(spec.motifs[0]?.phrase);
const alea = (octets: number): Uint8Array => new Uint8Array(octets);
const other = (value: unknown): never => value as never;

describe('an argument that types would have refused', () => {
  it.each([undefined, null, {}, 'x', 3, []])('is named with what is expected: %j', async (value) => {
    const protecting = protect(other(value), { level: 'exact', alea });
    await expect(protecting).rejects.toThrow(
      new TypeError('Cette fonction attend le cube que rend buildCube.'),
    );
    await expect(audit(other(value))).rejects.toThrow(
      new TypeError('audit attend un tableau, de protect ou de parsePublishedTable.'),
    );
    expect(() => verifyLedger(other(value))).toThrow(
      new TypeError('verifyLedger attend un registre, de parseLedger ou de emptyLedger.'),
    );
  });

  it('is named where columns and texts are expected', () => {
    for (const value of [undefined, null, 'x', 3, []]) {
      expect(() => buildCube(spec.value, other(value))).toThrow('buildCube attend les colonnes');
    }
    for (const value of [undefined, null, {}, 3]) {
      expect(() => parseLedger(other(value))).toThrow('parseLedger attend le texte');
    }
  });
});

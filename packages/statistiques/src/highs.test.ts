import { describe, expect, it } from 'vitest';

import { defaultSolver } from './highs.ts';
import { buildCube, protect, releaseSpec } from './index.ts';

const solver = await defaultSolver();
const none = new Float64Array();
const ofNothing = (rows: { indices: number[]; values: number[]; lower: number; upper: number }[]) =>
  solver.load({ costs: none, lower: none, upper: none, rows }, 'general');
const needsOne = { indices: [], values: [], lower: 1, upper: Infinity };

describe('a program without columns', () => {
  it('is solved by nothing, or has no solution', () => {
    expect(ofNothing([]).minimise()).toMatchObject({ status: 'optimal', objective: 0 });
    expect(ofNothing([needsOne]).minimise().status).toBe('infeasible');
    const model = ofNothing([]);
    model.setInteger();
    model.addRow(needsOne);
    expect(model.minimise().status).toBe('infeasible');
    model.dispose();
  });

  it('is what a release without anything to mask makes: a refusal, not a fault', async () => {
    const spec = releaseSpec({
      version: 1,
      id: 'seule',
      unit: 'intervention',
      measure: { type: 'frequency', column: 'n' },
      dimensions: [{ code: 'a' }],
      tables: [['a']],
      rules: 'FR_SOCIAL_5',
    });
    const cube = spec.ok ? buildCube(spec.value, { a: ['x', 'y', 'z'], n: [2, 8, 0] }) : spec;
    if (!cube.ok) throw new Error('setup');
    const kept = await protect(cube.value, {
      level: 'exact',
      alea: (octets) => new Uint8Array(octets),
      publish: [{}, { a: 'y' }],
    });
    expect(kept.ok ? [] : kept.motifs.map(({ code }) => code)).toEqual(['NOT_PROTECTABLE']);
  });
});

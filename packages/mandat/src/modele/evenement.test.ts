import { describe, expect, it } from 'vitest';
import { parseEvenement } from './evenement.ts';
import { signer } from '../f0.fixture.ts';

describe('parseEvenement', () => {
  const [prepare] = signer().evenements;

  it('reads what was written, drops unknown keys, refuses a later version and a malformed one', () => {
    expect(parseEvenement(JSON.parse(JSON.stringify(prepare)))).toEqual({ ok: true, value: prepare });
    expect(parseEvenement({ ...prepare, plusTard: 1 })).toEqual({ ok: true, value: prepare });
    expect(parseEvenement({ ...prepare, v: 2 })).toMatchObject({
      ok: false,
      motifs: [{ code: 'version_inconnue' }],
    });
    expect(parseEvenement({ ...prepare, faitLe: '2026-11-22T10:00:00+01:00', seq: -1 })).toMatchObject({
      ok: false,
      motifs: [{ path: ['faitLe'] }, { path: ['seq'] }],
    });
    expect(parseEvenement(null).ok).toBe(false);
  });
});

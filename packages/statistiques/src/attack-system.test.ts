import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { attackSystem, type LinearSystem } from './attack.ts';

type Vector = LinearSystem & { title: string; expect: Record<string, [number, number]> };
const vectors = JSON.parse(
  readFileSync(new URL('../data/instances/attack-vectors-public.json', import.meta.url), 'utf8'),
) as Vector[];

describe('attackSystem', () => {
  it.each(vectors.map((vector) => [vector.id, vector.title, vector] as const))(
    '%s: %s',
    async (_, __, vector) => {
      const bounds = await attackSystem(vector);
      expect(bounds).toMatchObject({ ok: true, value: vector.expect });
    },
  );
  it('has read the fifteen public vectors', () => {
    expect(vectors).toHaveLength(15);
  });
});

import { describe, expect, it } from 'vitest';
import { ErreurBase } from './asOrg.ts';

const withCode = (code: string) => new ErreurBase(Object.assign(new Error('refused'), { code }), 'essai');

describe('a failure of the database', () => {
  it('asks to come back later when it is down, or when a question lasts too long', () => {
    expect(['57014', '57P01', '08006', 'ECONNREFUSED'].map((code) => withCode(code).indisponible)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['23505', '42703'].map((code) => withCode(code).indisponible)).toEqual([false, false]);
  });
});

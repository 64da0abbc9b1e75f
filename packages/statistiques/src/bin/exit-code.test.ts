import { describe, expect, it } from 'vitest';

import { EXIT, exitCodeOf } from './exit-code.ts';

const motif = (code: string): { code: string; phrase: string } => ({ code, phrase: '' });

describe('exit codes (§11.6 and §12)', () => {
  it.each([
    ['SPEC_INVALID', 2],
    ['HIERARCHY_INVALID', 2],
    ['RESERVED_CODE', 2],
    ['COLUMN_MISSING', 2],
    ['CSV_INVALID', 2],
    ['VALUE_UNKNOWN', 2],
    ['FREQ_INVALID', 2],
    ['DATE_INVALID', 2],
    ['EMPTY_UNIVERSE', 3],
    ['TOO_MANY_CELLS', 3],
    ['LAYOUT_TOO_FINE', 3],
    ['LEDGER_BROKEN', 3],
    ['LEDGER_BLOCKS', 3],
    ['REVISION_TOO_SMALL', 3],
    ['BUDGET_EXHAUSTED', 3],
    ['FORBIDDEN_DIMENSION', 3],
    ['TABLE_NOT_ADDITIVE', 2],
    ['TABLE_FORMAT', 2],
    ['CALL_INVALID', 2],
    ['FILE_UNREADABLE', 2],
    ['FILE_UNWRITABLE', 2],
    ['XLSX_INVALID', 2],
    ['SOLVER_MISSING', 3],
    ['TIME_LIMIT', 3],
    ['AUDIT_FAILED', 3],
    ['NOT_PROTECTABLE', 3],
    ['ROUNDING_INFEASIBLE', 3],
    ['UNSUPPORTED', 3],
    ['WITNESS_MISSING', 3],
    ['HASH_MISMATCH', 1],
    ['CERTIFICATE_INVALID', 1],
    ['SIGNATURE_INVALID', 1],
    ['SIGNATURE_UNCHECKED', 1],
  ])('%s exits %i', (code, exit) => {
    expect(exitCodeOf([motif(code)])).toBe(exit);
  });

  it('an invalid input wins over a refusal, and a refusal over a failed check', () => {
    expect(exitCodeOf([motif('HASH_MISMATCH'), motif('TOO_MANY_CELLS')])).toBe(EXIT.refused);
    expect(exitCodeOf([motif('TOO_MANY_CELLS'), motif('SPEC_INVALID')])).toBe(EXIT.invalid);
  });
});

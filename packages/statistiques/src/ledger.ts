export { appendRelease, emptyLedger, parseLedger, verifyLedger } from './ledger-chain.ts';
export type { Ledger } from './ledger-chain.ts';
export type { Audience, LedgerEntry, LedgerShape, Universe } from './ledger-entry.ts';
export { lateEntries } from './ledger-late.ts';
export type { LateEntries } from './ledger-late.ts';
export { unionLedger } from './ledger-union.ts';
export type { UnionOptions } from './ledger-union.ts';

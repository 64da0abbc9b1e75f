export { roundControlled } from './controlled-rounding.ts';
export type { RoundingOptions } from './controlled-rounding.ts';
export { auditRounded } from './rounding-audit.ts';
export type { RoundedAuditOptions } from './rounding-audit.ts';
export type { ProtectedTable, Rounding } from './protected-table.ts';

export { bands, calendar, flat, hierarchy, multi, norms, releaseSpec } from './spec.ts';
export type {
  Alea,
  DimensionShape,
  DimensionSpec,
  Motif,
  Norm,
  NormId,
  ReleaseSpec,
  Resultat,
} from './spec.ts';
export { buildCube } from './cube.ts';
export type { Columns, RawCube } from './cube.ts';
export { applyLayout, maskedShareOf, suggestLayout } from './layout.ts';
export type { LayoutOption, LayoutPlan } from './layout.ts';
export { highsSolver, protect } from './protect.ts';
export type {
  Audience,
  CellKey,
  Code,
  HighsLoading,
  Level,
  LinearProgram,
  LinearRow,
  ProtectedCell,
  ProtectedTable,
  ProtectOptions,
  Protection,
  Solved,
  Solver,
  SolverFactory,
  SolverModel,
  Use,
} from './protect.ts';
export { attackSystem, audit, auditTwoWay, parseLinearSystems, parsePublishedTable } from './attack.ts';
export type { AuditOptions, AuditReport, LinearSystem, PublishedTable } from './attack.ts';
export { certify, reopenTable, verifyCertificate } from './certificate.ts';
export type { Certificate } from './certificate.ts';
export { appendRelease, emptyLedger, lateEntries, parseLedger, unionLedger, verifyLedger } from './ledger.ts';
export type { LateEntries, Ledger, LedgerEntry, LedgerShape, UnionOptions, Universe } from './ledger.ts';
export { toCsv, toDcat, toHtml, toOds, toSdmxCsv, toSvgBars, toTableSchema, toXlsx } from './export.ts';
export type { ChartOptions, Meta } from './export.ts';

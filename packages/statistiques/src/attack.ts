export { audit } from './on-demand.ts';
export type { AuditOptions, AuditReport } from './audit-report.ts';
export type { JointLeak, JointReport } from './joint-report.ts';
export { auditTwoWay } from './two-way-audit.ts';
export { parsePublishedTable } from './published-table.ts';
export type { PublishedTable } from './published-table.ts';
export { attackSystem, parseLinearSystems } from './attack-system.ts';
export type { LinearSystem } from './attack-system.ts';
export type { Finding, FindingKind } from './findings.ts';

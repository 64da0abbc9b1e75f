export { audit } from './on-demand.ts';
export type { AuditOptions, AuditReport } from './audit.ts';
export type { JointLeak, JointReport } from './joint-audit.ts';
export { auditTwoWay } from './two-way-audit.ts';
export { parsePublishedTable } from './published-table.ts';
export type { PublishedTable } from './published-table.ts';
export { attackSystem, parseLinearSystems } from './attack-system.ts';
export type { LinearSystem } from './attack-system.ts';
export type { Finding, FindingKind } from './findings.ts';

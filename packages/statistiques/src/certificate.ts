export { certify } from './certification.ts';
export type { CertificateOptions } from './certification.ts';
export { verifyCertificate } from './certificate-check.ts';
export { reopenTable } from './reopen-table.ts';
export type { Certificate, Verdict } from './certificate-form.ts';

export { certify, verifyCertificate } from './certification.ts';
export type { Certificate } from './certification.ts';

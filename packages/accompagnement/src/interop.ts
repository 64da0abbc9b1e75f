// The whole of the exchanges under one name: what comes in, what goes out.
export * from './imports.ts';
export * from './exports.ts';
export { readIcal } from './ical.ts';
export type { DefautsIcal } from './ical.ts';

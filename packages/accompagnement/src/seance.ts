export { checkExigences } from './exigences.ts';
export type { Exigences } from './exigences.ts';

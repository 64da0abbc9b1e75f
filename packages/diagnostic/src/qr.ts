export type { CodeFrein, Frein, FreinConstate } from './frein.ts';
export { FREINS } from './frein.ts';
export type { ResultatPorte } from './qr/resultat-porte.ts';
export { toQr } from './qr/to-qr.ts';
export { parseQr } from './qr/parse-qr.ts';
export type { BilanOriente } from './orientation/regles.ts';
export { fromPorte } from './qr/from-porte.ts';

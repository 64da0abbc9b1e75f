export { catalogue, getDemarche, listAConfirmer } from './catalogue.ts';
export type { Catalogue } from './catalogue.ts';
export type { ActeReserve, ChampLimite, Dated, Demarche, QuiPeut, Source } from './demarche.ts';
export type { ActeCode, BlocageCode, Classe, Mode, Moyen, Perimetre, RaisonSensible } from './vocabulaire.ts';
export { ACTES, BLOCAGES, CLASSES, MODES, MOYENS, PERIMETRES } from './vocabulaire.ts';
export type { Motif, Resultat } from './motif.ts';

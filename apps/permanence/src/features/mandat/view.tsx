export { MandatQuiView } from './vue-qui.tsx';
export { type DemarcheDuMandat, MandatDureeView, MandatQuoiView, MandatSaufView } from './termes.tsx';
export { MandatExpliquerView, PasAujourdhuiView } from './explication.tsx';
export { MandatRegulariserView, MandatSignerView } from './accord.tsx';

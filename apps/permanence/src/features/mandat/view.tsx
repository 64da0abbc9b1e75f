export { MandatVue, type MandatVueProps } from './apres.tsx';
export { type DemarcheDuMandat, MandatDureeView, MandatQuiView, MandatQuoiView } from './termes.tsx';
export { MandatExpliquerView, MandatSignerView } from './accord.tsx';

/**
 * The thirty items of DSI 2.0 by increasing difficulty in `data/calibration@0.json` (experimental): the easiest
 * first, since one yes is enough to establish an area. A test recomputes it from the file.
 */
// prettier-ignore
export const CALIBRATION_ORDER: readonly string[] = [
  'IUEM', 'IBUY', 'IUCHAT1', 'IUPH1', 'IUBK', 'IUIF', 'IUSNET', 'CINSAPP1', 'IUNW1', 'CXFER1',
  'MAPS_RAAD', 'CCONF1', 'IHIF', 'MAPS_RRGL', 'CWRD1', 'MAPS_CWSC', 'CPRES2', 'MAPS_RPS', 'CXLS1', 'IUOL',
  'IUSELL', 'CEPVA1', 'MAPS_LAP', 'PCOOK1', 'TIC', 'IUJOB', 'IUPOL2', 'IUVOTE', 'CXLSADV1', 'CPRG2',
];

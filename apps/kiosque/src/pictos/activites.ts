/** One drawing an activity, on a grid of 48, drawn by a stroke: ours, MIT. Keys: `pictogram` of the items. */
export const ACTIVITES: Readonly<Record<string, string>> = {
  IU: '<circle cx="24" cy="24" r="19"/><path d="M5 24h38M24 5c13 12 13 26 0 38M24 5c-13 12-13 26 0 38"/>',
  IUIF: '<circle cx="20" cy="20" r="15"/><path d="m31 31 12 12M13 17h14l1 11H12ZM16 17v-2a4 4 0 0 1 8 0v2"/>',
  IHIF: '<circle cx="20" cy="20" r="15"/><path d="m31 31 12 12M20 13v14M13 20h14"/>',
  IUNW1:
    '<rect x="5" y="7" width="38" height="34" rx="3"/><path d="M12 15h11v10H12ZM30 15h6M30 24h6M12 33h24"/>',
  TIC: '<rect x="5" y="5" width="26" height="34" rx="3"/><path d="M12 13h12M12 20h9M12 27h5"/><circle cx="33" cy="33" r="11"/><path d="m28 33 4 4 6-7"/>',
  IUEM: '<rect x="4" y="9" width="40" height="30" rx="4"/><path d="m5 13 19 15 19-15"/>',
  IUPH1: '<rect x="4" y="12" width="27" height="24" rx="5"/><path d="m31 21 13-7v20l-13-7"/>',
  IUCHAT1:
    '<path d="M9 6h22a5 5 0 0 1 5 5v9a5 5 0 0 1-5 5H18l-8 7v-7H9a5 5 0 0 1-5-5v-9a5 5 0 0 1 5-5Z"/><path d="M22 32h10l8 8v-8a4 4 0 0 0 4-4v-9M12 15.5v.01M20 15.5v.01M28 15.5v.01"/>',
  IUSNET:
    '<circle cx="24" cy="10" r="6"/><circle cx="10" cy="37" r="6"/><circle cx="38" cy="37" r="6"/><path d="m21 16-8 16M27 16l8 16M16 37h16"/>',
  IUPOL2: '<path d="M6 19v9h7l16 9V10L13 19ZM14 28l3 13h6l-2-10M35 18q6 5.5 0 11M40 12q11 11 0 23"/>',
  IUVOTE: '<path d="M5 24h38v19H5ZM14 24V5h20v19M19 13l4 4 6-7M14 33h20"/>',
  CWRD1:
    '<path d="M32 42a3 3 0 0 1-3 2H9a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3h20a3 3 0 0 1 3 3v6M13 13h12M13 21h9M13 29h4M42 15 27 30l-3 8 8-3 14-15Z"/>',
  CXLS1: '<rect x="5" y="7" width="38" height="34" rx="3"/><path d="M5 18h38M5 29h38M17 7v34M30 7v34"/>',
  CEPVA1: '<path d="M11 3v34h34M3 11h34v34M17 31l6-8 5 5 3-4"/><circle cx="29" cy="18" r="1.5"/>',
  CXFER1:
    '<path d="M5 4h12v20H5ZM31 24h12v20H31ZM26 9h8a4 4 0 0 1 4 4v5M33 14l5 5 5-5M22 39h-8a4 4 0 0 1-4-4v-5M5 34l5-5 5 5"/>',
  CPRES2:
    '<rect x="8" y="4" width="32" height="40" rx="3"/><path d="M14 11h20v13H14ZM14 22l6-5 4 3 4-4 6 6M14 31h20M14 37h13"/>',
  CXLSADV1: '<path d="M6 5v37h37M15 42V29M25 42V23M35 42V15M13 19l9-7 7 3 12-11M41 4h-6M41 4v6"/>',
  CPRG2:
    '<rect x="4" y="7" width="40" height="34" rx="4"/><path d="m16 17-7 7 7 7M32 17l7 7-7 7M27 14l-6 20"/>',
  MAPS_CWSC:
    '<rect x="4" y="6" width="40" height="36" rx="4"/><path d="M4 15h40M10 10.5v.01M16 10.5v.01"/><rect x="16" y="26" width="16" height="11" rx="2"/><path d="M20 26v-2a4 4 0 0 1 8 0v2"/>',
  MAPS_RPS:
    '<rect x="7" y="4" width="34" height="40" rx="3"/><path d="M14 11h20M13 24q11-11 22 0-11 11-22 0ZM14 37h20"/><circle cx="24" cy="24" r="2"/>',
  MAPS_RRGL:
    '<path d="M24 44C19 38 10 29 10 19a14 14 0 0 1 28 0c0 10-9 19-14 25Z"/><circle cx="24" cy="19" r="5"/><path d="m5 5 38 38"/>',
  MAPS_LAP:
    '<circle cx="17" cy="13" r="8"/><path d="M4 42v-4a13 13 0 0 1 17-12"/><rect x="25" y="30" width="19" height="14" rx="3"/><path d="M30 30v-4a4.5 4.5 0 0 1 9 0v4"/>',
  MAPS_RAAD:
    '<circle cx="24" cy="24" r="19"/><circle cx="24" cy="24" r="11"/><circle cx="24" cy="24" r="3"/><path d="m5 5 38 38"/>',
  PCOOK1:
    '<path d="M24 5a19 19 0 1 0 19 19c-5 1-8-2-8-7-6 1-10-3-11-12Z"/><path d="M16 20v.01M16 31v.01M26 34v.01M33 29v.01M24 24v.01"/>',
  CINSAPP1: '<rect x="12" y="3" width="24" height="42" rx="4"/><path d="M24 10v17M17 21l7 7 7-7M18 36h12"/>',
  CCONF1:
    '<path d="M5 11h22M37 11h6M5 24h6M21 24h22M5 37h17M32 37h11"/><circle cx="32" cy="11" r="5"/><circle cx="16" cy="24" r="5"/><circle cx="27" cy="37" r="5"/>',
  IBUY: '<path d="M3 6h7l6 26h20l6-18H12"/><circle cx="18" cy="40" r="3"/><circle cx="34" cy="40" r="3"/>',
  IUSELL: '<path d="M5 5h18l20 20-18 18L5 23Z"/><circle cx="14" cy="14" r="3.5"/><path d="m23 30 7-7"/>',
  IUOL: '<rect x="4" y="6" width="40" height="28" rx="4"/><path d="m20 13 11 7-11 7ZM12 42h24"/>',
  IUBK: '<path d="M4 18 24 5l20 13ZM10 18v17M19 18v17M29 18v17M38 18v17M4 42h40M7 35h34"/>',
  IUJOB:
    '<rect x="4" y="14" width="40" height="28" rx="4"/><path d="M16 14v-4a4 4 0 0 1 4-4h8a4 4 0 0 1 4 4v4M4 26h40M24 23v6"/>',
};

/** The questions about what holds back, the buttons and the aids. Same grid as the activities. */
export const INTERFACE: Readonly<Record<string, string>> = {
  plume:
    '<path d="M24 3 37 25 28 41h-8L11 25Z"/><path d="M24 3v21"/><circle cx="24" cy="27" r="3"/><path d="M19 45h10"/>',
  pomme:
    '<path d="M24 15c-5-4-17-3-18 9-1 11 7 20 12 20 3 0 3-2 6-2s3 2 6 2c5 0 13-9 12-20-1-12-13-13-18-9Zm0 0c0-6 2-10 7-12"/>',
  equipement:
    '<rect x="4" y="9" width="29" height="22" rx="3"/><path d="M3 38h22"/><rect x="29" y="19" width="15" height="25" rx="3"/><path d="M35 39h3"/>',
  connexion: '<path d="M4 18q20-18 40 0M11 26q13-12 26 0M18 33q6-5 12 0M24 40v.01"/>',
  cout: '<circle cx="30" cy="30" r="14"/><path d="M35 25a6 6 0 1 0 0 10M22 28h9M22 32h9M17 24A12 12 0 1 1 27 16"/>',
  langue:
    '<path d="M6 5h30a3 3 0 0 1 3 3v18a3 3 0 0 1-3 3H22L12 38v-9H6a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3ZM12 13h18M12 21h11M45 16v20l-1 8-8-8h-9"/>',
  lecture: '<rect x="8" y="4" width="32" height="40" rx="3"/><path d="M15 13h18M15 21h18M15 29h18M15 37h9"/>',
  securite: '<path d="M24 4 41 10v13c0 11-8 18-17 21C15 41 7 34 7 23V10ZM24 15v12M24 34v.01"/>',
  crainte: '<path d="M24 5 45 42H3ZM24 18v12M24 36v.01"/>',
  aisance: '<circle cx="24" cy="24" r="20"/><path d="M15 30q9 7 18 0M17 18v.01M31 18v.01"/>',
  souhait: '<path d="M22 44V6M22 10h16l6 6-6 6H22M22 25H9l-6 5 6 6h13M14 44h16"/>',
  gene: '<path d="M4 17h40v13H4ZM11 30v13M37 30v13M16 17 8 30M28 17l-8 13M40 17l-8 13"/>',
  suite: '<path d="M10 24v.01M24 24v.01M38 24v.01"/><rect x="3" y="13" width="42" height="22" rx="11"/>',
  ecouter: '<path d="M6 18v12h8l12 10V8L14 18ZM33 17q6 7 0 14M38 11q12 13 0 26"/>',
  couper: '<path d="M6 18v12h8l12 10V8L14 18ZM33 18l11 12M44 18 33 30"/>',
  retour: '<path d="M42 24H7M21 9 6 24l15 15"/>',
  passer: '<path d="m8 11 13 13L8 37M25 11l13 13-13 13"/>',
  arreter: '<path d="M16 4h16l12 12v16L32 44H16L4 32V16ZM17 17h14v14H17Z"/>',
  montrer:
    '<path d="M18 44c-6-5-10-12-13-17 3-4 7-1 9 4V8a4 4 0 0 1 8 0v13l15 3c5 1 6 5 5 9l-3 11M28 5l4-3M31 12h5"/>',
  rassurer:
    '<circle cx="15" cy="13" r="7"/><circle cx="33" cy="13" r="7"/><path d="M3 42v-5a12 12 0 0 1 21-8 12 12 0 0 1 21 8v5"/>',
  apprendre: '<path d="M24 8 45 18 24 28 3 18ZM11 23v11c7 7 19 7 26 0V23M43 19v13"/>',
  demarche: '<rect x="8" y="4" width="32" height="40" rx="3"/><path d="M15 13h18M15 21h18M15 33l5 5 10-10"/>',
  observe: '<path d="M3 24q21-26 42 0-21 26-42 0Z"/><circle cx="24" cy="24" r="6"/>',
  parler:
    '<path d="M8 6h32a4 4 0 0 1 4 4v19a4 4 0 0 1-4 4H22L12 43V33H8a4 4 0 0 1-4-4V10a4 4 0 0 1 4-4ZM14 15h20M14 23h12"/>',
  libre: '<path d="M24 44V27M24 27 9 12M24 27l15-15M9 22V12h10M29 12h10v10"/>',
};

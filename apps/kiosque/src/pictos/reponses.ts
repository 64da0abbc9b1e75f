/** The answers, told apart by their outline and not only by a colour. Same grid as the activities. */
export const REPONSES: Readonly<Record<string, string>> = {
  oui: '<circle cx="24" cy="24" r="20"/><path d="m15 25 6 6 12-14"/>',
  non: '<rect x="5" y="5" width="38" height="38" rx="7"/><path d="m16 16 16 16m0-16L16 32"/>',
  'sais-pas': '<path d="M24 4 44 24 24 44 4 24Z"/><path d="M19 20a5 5 0 1 1 6 5q-1 .4-1 3m0 4.5v.01"/>',
  passee: '<path d="m8 12 12 12L8 36M26 12l12 12-12 12"/>',
  'choix.1':
    '<rect x="5" y="8" width="38" height="35" rx="4"/><path d="M5 18h38M14 4v8M34 4v8M13 31v.01M24 31v.01M35 31v.01"/>',
  'choix.2':
    '<rect x="5" y="8" width="38" height="35" rx="4"/><path d="M5 18h38M14 4v8M34 4v8M33 31H15M22 24l-7 7 7 7"/>',
  'choix.3': '<path d="M11 4h26M11 44h26M14 4c0 13 20 27 20 40M34 4c0 13-20 27-20 40M18 40h12"/>',
  'choix.4': '<circle cx="24" cy="24" r="20"/><path d="m10 38 28-28"/>',
  'lecture.seul': '<path d="M24 14C18 8 11 8 4 9v28c7-1 14-1 20 5 6-6 13-6 20-5V9c-7-1-14-1-20 5Zm0 0v28"/>',
  'lecture.avec_aide':
    '<path d="M24 26c-6-4-12-4-18-3v17c6-1 12-1 18 3 6-4 12-4 18-3V23c-6-1-12-1-18 3Zm0 0v17"/><circle cx="14" cy="10" r="6"/><circle cx="34" cy="10" r="6"/>',
  'lecture.non':
    '<path d="M24 14C18 8 11 8 4 9v28c7-1 14-1 20 5 6-6 13-6 20-5V9c-7-1-14-1-20 5ZM5 45 43 3"/>',
  'aisance.3': '<circle cx="24" cy="24" r="20"/><path d="M13 27q11 14 22 0ZM17 18v.01M31 18v.01"/>',
  'aisance.2': '<circle cx="24" cy="24" r="20"/><path d="M15 30q9 7 18 0M17 18v.01M31 18v.01"/>',
  'aisance.1': '<circle cx="24" cy="24" r="20"/><path d="M15 32h18M17 18v.01M31 18v.01"/>',
  'aisance.0':
    '<circle cx="24" cy="24" r="20"/><path d="M15 35q9-9 18 0M17 18v.01M31 18v.01M14 13l5-2M34 13l-5-2"/>',
  'souhait.apprendre': '<path d="M24 8 45 18 24 28 3 18ZM11 23v11c7 7 19 7 26 0V23M43 19v13"/>',
  'souhait.etre_accompagne':
    '<circle cx="15" cy="13" r="7"/><circle cx="33" cy="13" r="7"/><path d="M3 42v-5a12 12 0 0 1 21-8 12 12 0 0 1 21 8v5"/>',
  'souhait.deleguer':
    '<circle cx="16" cy="12" r="7"/><path d="M4 42v-6a12 12 0 0 1 20-9M28 22h14v22H28ZM32 29h6M32 36h6"/>',
  'montre.seul': '<circle cx="24" cy="24" r="20"/><path d="m15 25 6 6 12-14"/>',
  'montre.indice': '<path d="M17 35h14M19 42h10M16 30c-12-10-4-26 8-26s20 16 8 26v5H16Z"/>',
  'montre.fait': '<rect x="5" y="5" width="38" height="38" rx="7"/><path d="m16 16 16 16m0-16L16 32"/>',
  'montre.refus': '<path d="m8 12 12 12L8 36M26 12l12 12-12 12"/>',
};

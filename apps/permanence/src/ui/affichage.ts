import type { Langue } from '../messages/langue.ts';

/** Size of the text, in percent of what the browser gives. */
export const TAILLES = ['100', '125', '150', '200'] as const;
export type Taille = (typeof TAILLES)[number];

/** `appareil` follows the machine. */
export const THEMES = ['appareil', 'clair', 'sombre'] as const;
export type Theme = (typeof THEMES)[number];

/** How the pages are shown to somebody. None of it says who. */
export interface Affichage {
  taille: Taille;
  theme: Theme;
  /** Language offered first on the pages that the person reads. */
  langue: Langue;
}

export const AFFICHAGE: Affichage = { taille: '100', theme: 'appareil', langue: 'fr' };

/** When the dark list of tokens is loaded: the browser decides, always, or never. */
export function mediaSombre(theme: Theme): string | null {
  switch (theme) {
    case 'appareil':
      return 'screen and (prefers-color-scheme: dark)';
    case 'sombre':
      return 'screen';
    case 'clair':
      return null;
  }
}

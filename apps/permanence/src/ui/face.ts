import type { NomTheme } from './themes.ts';

/** What the screens of a structure show of its own: its theme where it is not the first one, its logo where it has one. */
export interface Face {
  theme?: NomTheme;
  /** Address and size of the image; its bytes are read by who asks for that address. */
  logo?: { empreinte: string; largeur: number; hauteur: number };
}

import { contraste } from './contraste.ts';
import type { ThemeStructure } from './themes.ts';

/** Light and dark, in the order of the two lists of tokens. */
export const MODES = ['clair', 'sombre'] as const;
type Mode = (typeof MODES)[number];

/** Text of WCAG 2.2, and what is not text: an edge, the focus, a drawing. */
export const SEUIL_TEXTE = 4.5;
export const SEUIL_BORD = 3;

/** What is read on what; every pair of a line must hold {@link SEUIL_TEXTE}. */
export const TEXTES: readonly [texte: string, fonds: readonly string[]][] = [
  ['texte', ['papier', 'feuille', 'creux', 'encre-pale', 'laiton-pale', 'vert-pale', 'brique-pale']],
  ['texte-doux', ['papier', 'feuille', 'creux', 'laiton-pale', 'vert-pale']],
  ['encre', ['papier', 'feuille', 'creux', 'encre-pale', 'laiton-pale', 'vert-pale']],
  ['encre-vive', ['papier', 'feuille', 'creux', 'encre-pale', 'laiton-pale']],
  ['sur-encre', ['encre', 'encre-vive']],
  ['laiton', ['papier', 'laiton-pale']],
  ['vert', ['papier', 'feuille', 'vert-pale']],
  ['brique', ['papier', 'feuille', 'brique-pale']],
];

/** The same for edges and the focus, at {@link SEUIL_BORD}. */
export const BORDS: readonly [bord: string, fonds: readonly string[]][] = [
  ['bord', ['papier', 'feuille']],
  ['encre', ['papier', 'feuille', 'creux', 'encre-pale']],
];

/** The nib that the seal carries. */
export const PLUME = '#fbf7ef';

/** Colours of a list of tokens, by name: `--encre: #4c2b79;`. */
export function readTokens(css: string): ReadonlyMap<string, string> {
  return new Map(
    [...css.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, nom = '', valeur = '']) => [nom, valeur]),
  );
}

/**
 * Every pair of a theme that would be hard to read, as the sentences that the build stops on.
 * @param tokens - the colours that a theme leaves as they are, light then dark
 */
export function listFautes(
  theme: ThemeStructure,
  tokens: Readonly<Record<Mode, ReadonlyMap<string, string>>>,
): string[] {
  return MODES.flatMap((mode) => {
    const palette = new Map([...tokens[mode], ...Object.entries(theme[mode])]);
    const juge = (
      dessus: string,
      fond: string,
      seuil: number,
      couleur = palette.get(dessus) ?? '',
    ): string[] => {
      const mesure = contraste(couleur, palette.get(fond) ?? '');
      return mesure >= seuil ? [] : [toPhrase({ theme: theme.nom, mode, dessus, fond, mesure, seuil })];
    };
    return [
      ...TEXTES.flatMap(([texte, fonds]) => fonds.flatMap((fond) => juge(texte, fond, SEUIL_TEXTE))),
      ...BORDS.flatMap(([bord, fonds]) => fonds.flatMap((fond) => juge(bord, fond, SEUIL_BORD))),
      ...juge('la plume', 'sceau', SEUIL_BORD, PLUME),
    ];
  });
}

function toPhrase(faute: {
  theme: string;
  mode: Mode;
  dessus: string;
  fond: string;
  mesure: number;
  seuil: number;
}): string {
  const { theme, mode, dessus, fond, mesure, seuil } = faute;
  // Rounded down: 4.499 does not read as 4.5.
  const dit = (nombre: number): string => (Math.floor(nombre * 100) / 100).toLocaleString('fr-FR');
  return `Thème «\u00a0${theme}\u00a0», ${mode}\u00a0: ${dessus} sur ${fond} fait ${dit(mesure)} pour 1, il faut ${dit(seuil)} au moins.`;
}

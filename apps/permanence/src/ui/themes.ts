import { z } from 'zod';
import ardoise from './themes/ardoise.json' with { type: 'json' };
import bleu from './themes/bleu.json' with { type: 'json' };
import lagune from './themes/lagune.json' with { type: 'json' };
import local from './themes/local.json' with { type: 'json' };
import violet from './themes/violet.json' with { type: 'json' };

/** The look of tokens.css, which loads nothing more, the three others that ship, and that of a deployment (`local.json`). */
const NOMS_THEMES = ['violet', 'bleu', 'lagune', 'ardoise', 'local'] as const;
export type NomTheme = (typeof NOMS_THEMES)[number];
export const THEME_ORIGINE: NomTheme = 'violet';

const Couleur = z.string().regex(/^#[0-9a-f]{6}$/);
/** Tokens that a theme sets; the others (paper, text, brass, green, brick) mean the same everywhere. */
const Palette = z.strictObject({
  encre: Couleur,
  'encre-vive': Couleur,
  'encre-pale': Couleur,
  'sur-encre': Couleur,
  sceau: Couleur,
});
const Theme = z.strictObject({
  nom: z.enum(NOMS_THEMES),
  libelle: z.string().min(1).max(40),
  clair: Palette,
  sombre: Palette,
});

/** One file of `themes/`, checked. */
export type ThemeStructure = z.infer<typeof Theme>;

/** Every theme that a structure may choose, in the order in which they are proposed: `local.json` holds null until a deployment writes its own there. */
export const THEMES_STRUCTURE: readonly ThemeStructure[] = z
  .array(Theme)
  .parse([violet, bleu, lagune, ardoise, ...[local as unknown].filter((un) => un !== null)]);

/** The sheets that the build serves: a light and a dark one for each theme but the first, in the layer of the tokens. */
export function toFeuilles(): { nom: string; css: string }[] {
  return THEMES_STRUCTURE.filter(({ nom }) => nom !== THEME_ORIGINE).flatMap(({ nom, clair, sombre }) => [
    { nom: `theme-${nom}.css`, css: toCss(clair) },
    { nom: `theme-${nom}-sombre.css`, css: toCss(sombre) },
  ]);
}

function toCss(palette: ThemeStructure['clair']): string {
  const tokens = Object.entries(palette).map(([token, couleur]) => `--${token}:${couleur}`);
  return `@layer tokens{:root{${tokens.join(';')}}}\n`;
}

/** A theme that may be chosen here; null for any other word. */
export function findTheme(nom: string | null): NomTheme | null {
  return THEMES_STRUCTURE.find((un) => un.nom === nom)?.nom ?? null;
}

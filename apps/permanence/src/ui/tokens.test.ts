import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mediaSombre, THEMES } from './affichage.ts';
import { contraste } from './contraste.fixture.ts';
import { THEME_ORIGINE, THEMES_STRUCTURE, toFeuilles } from './themes.ts';

const lire = (nom: string): string => readFileSync(new URL(nom, import.meta.url), 'utf8');
const clairs = lire('./tokens.css');
const sombres = lire('./sombre.css');

/** Light and dark value of a token, read in the very file that the pages load. */
function token(nom: string): [clair: string, sombre: string] {
  const [clair, sombre] = [clairs, sombres].map(
    (liste) => new RegExp(`--${nom}: (#[0-9a-f]{6});`).exec(liste)?.[1],
  );
  if (clair === undefined || sombre === undefined) throw new Error(`no token --${nom}`);
  return [clair, sombre];
}

const textes: [texte: string, fonds: string[]][] = [
  ['texte', ['papier', 'feuille', 'creux', 'encre-pale', 'laiton-pale', 'vert-pale', 'brique-pale']],
  ['texte-doux', ['papier', 'feuille', 'creux', 'laiton-pale', 'vert-pale']],
  ['encre', ['papier', 'feuille', 'creux', 'encre-pale', 'laiton-pale', 'vert-pale']],
  ['encre-vive', ['papier', 'feuille', 'creux', 'encre-pale', 'laiton-pale']],
  ['sur-encre', ['encre', 'encre-vive']],
  ['laiton', ['papier', 'laiton-pale']],
  ['vert', ['papier', 'feuille', 'vert-pale']],
  ['brique', ['papier', 'feuille', 'brique-pale']],
];
const bords: [bord: string, fonds: string[]][] = [
  ['bord', ['papier', 'feuille']],
  ['encre', ['papier', 'feuille', 'creux', 'encre-pale']],
];

const NIB = '#fbf7ef';
const MODES = ['clair', 'sombre'] as const;
const cas = THEMES_STRUCTURE.flatMap((theme) => MODES.map((mode) => [theme.nom, mode, theme] as const));

describe.each(cas)('palette %s, %s', (_, mode, theme) => {
  const couleur = (nom: string): string =>
    Object.entries(theme[mode]).find(([un]) => un === nom)?.[1] ?? token(nom)[MODES.indexOf(mode)] ?? '';
  it.each(textes.flatMap(([texte, fonds]) => fonds.map((fond) => [texte, fond] as const)))(
    '%s on %s holds 4.5:1',
    (texte, fond) => expect(contraste(couleur(texte), couleur(fond))).toBeGreaterThanOrEqual(4.5),
  );
  it.each(bords.flatMap(([bord, fonds]) => fonds.map((fond) => [bord, fond] as const)))(
    'the edge of a control, or the focus, %s on %s, holds 3:1',
    (bord, fond) => expect(contraste(couleur(bord), couleur(fond))).toBeGreaterThanOrEqual(3),
  );
  it('the nib on its seal holds 3:1', () =>
    expect(contraste(NIB, couleur('sceau'))).toBeGreaterThanOrEqual(3));
});

describe('the themes of the structures', () => {
  it('are all the files of the folder, each under its own name and words', () => {
    const fichiers = readdirSync(new URL('./themes', import.meta.url)).sort();
    expect(fichiers).toEqual(THEMES_STRUCTURE.map(({ nom }) => `${nom}.json`).sort());
    for (const { nom } of THEMES_STRUCTURE)
      expect(JSON.parse(lire(`./themes/${nom}.json`))).toHaveProperty('nom', nom);
    expect(new Set(THEMES_STRUCTURE.map(({ libelle }) => libelle)).size).toBe(THEMES_STRUCTURE.length);
  });

  it('begin with the look of the application, which loads nothing more', () => {
    const [premier] = THEMES_STRUCTURE;
    expect(premier?.nom).toBe(THEME_ORIGINE);
    for (const [rang, mode] of MODES.entries())
      for (const [nom, couleur] of Object.entries(premier?.[mode] ?? {}))
        expect([nom, couleur]).toEqual([nom, token(nom)[rang]]);
    expect(toFeuilles().map(({ nom }) => nom)).not.toContain(`theme-${THEME_ORIGINE}.css`);
  });

  it('are served as two small sheets, in the layer of the tokens: paper and forced colours still win', () => {
    const feuilles = toFeuilles();
    expect(feuilles).toHaveLength((THEMES_STRUCTURE.length - 1) * 2);
    for (const { nom, css } of feuilles) {
      expect(nom).toMatch(/^theme-[a-z]+(-sombre)?\.css$/);
      expect(css).toMatch(/^@layer tokens\{:root\{(?:--[a-z-]+:#[0-9a-f]{6};?){5}\}\}\n$/);
      expect(css.length).toBeLessThan(200);
    }
  });
});

describe('the two lists', () => {
  const nomsOf = (liste: string): string[] =>
    [...liste.matchAll(/(--[a-z-]+): #/g)].map(([, nom = '']) => nom);

  it('give a dark value to every light colour, and to nothing else', () => {
    expect(nomsOf(sombres).sort()).toEqual(nomsOf(clairs).sort());
  });

  it('are told apart by the page alone: a choice wins over the machine both ways', () => {
    expect(clairs + sombres).not.toContain('@media');
    expect(mediaSombre('appareil')).toContain('prefers-color-scheme: dark');
    // Paper stays white whatever the screen.
    for (const theme of THEMES) expect(mediaSombre(theme) ?? 'screen').toMatch(/^screen/);
    expect([mediaSombre('sombre'), mediaSombre('clair')]).toEqual(['screen', null]);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mediaSombre, THEMES } from './affichage.ts';

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

/** Relative luminance of WCAG 2.2. */
function luminance(couleur: string): number {
  const [r = 0, v = 0, b = 0] = [1, 3, 5].map((debut) => {
    const canal = Number.parseInt(couleur.slice(debut, debut + 2), 16) / 255;
    return canal <= 0.04045 ? canal / 12.92 : ((canal + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * v + 0.0722 * b;
}

function contraste(a: string, b: string): number {
  const [haut = 0, bas = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (haut + 0.05) / (bas + 0.05);
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
  ['encre', ['papier', 'feuille']],
];

describe.each([
  ['clair', 0],
  ['sombre', 1],
] as const)('palette, %s', (_, rang) => {
  it.each(textes.flatMap(([texte, fonds]) => fonds.map((fond) => [texte, fond] as const)))(
    '%s on %s holds 4.5:1',
    (texte, fond) => expect(contraste(token(texte)[rang], token(fond)[rang])).toBeGreaterThanOrEqual(4.5),
  );
  it.each(bords.flatMap(([bord, fonds]) => fonds.map((fond) => [bord, fond] as const)))(
    'the edge of a control, %s on %s, holds 3:1',
    (bord, fond) => expect(contraste(token(bord)[rang], token(fond)[rang])).toBeGreaterThanOrEqual(3),
  );
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

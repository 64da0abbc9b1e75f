import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { mediaSombre, THEMES } from './affichage.ts';
import { contraste } from './contraste.ts';
import { BORDS, listFautes, MODES, PLUME, readTokens, SEUIL_BORD, SEUIL_TEXTE, TEXTES } from './palette.ts';
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

const cas = THEMES_STRUCTURE.flatMap((theme) => MODES.map((mode) => [theme.nom, mode, theme] as const));

describe.each(cas)('palette %s, %s', (_, mode, theme) => {
  const couleur = (nom: string): string =>
    Object.entries(theme[mode]).find(([un]) => un === nom)?.[1] ?? token(nom)[MODES.indexOf(mode)] ?? '';
  it.each(TEXTES.flatMap(([texte, fonds]) => fonds.map((fond) => [texte, fond] as const)))(
    '%s on %s holds 4.5:1',
    (texte, fond) => expect(contraste(couleur(texte), couleur(fond))).toBeGreaterThanOrEqual(SEUIL_TEXTE),
  );
  it.each(BORDS.flatMap(([bord, fonds]) => fonds.map((fond) => [bord, fond] as const)))(
    'the edge of a control, or the focus, %s on %s, holds 3:1',
    (bord, fond) => expect(contraste(couleur(bord), couleur(fond))).toBeGreaterThanOrEqual(SEUIL_BORD),
  );
  it('the nib on its seal holds 3:1', () =>
    expect(contraste(PLUME, couleur('sceau'))).toBeGreaterThanOrEqual(SEUIL_BORD));
});

describe('the themes of the structures', () => {
  it('are all the files of the folder, each under its own name and words', () => {
    const fichiers = readdirSync(new URL('./themes', import.meta.url)).sort();
    // That of a deployment is empty here: it is proposed once it is written.
    expect(lire('./themes/local.json').trim()).toBe('null');
    expect(fichiers).toEqual(
      [...THEMES_STRUCTURE.map(({ nom }) => nom), 'local'].map((nom) => `${nom}.json`).sort(),
    );
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

describe('the theme of a deployment', () => {
  const [, bleu] = THEMES_STRUCTURE;
  const dossier = mkdtempSync(join(tmpdir(), 'porte-plume-theme-'));
  afterAll(() => rmSync(dossier, { recursive: true, force: true }));
  /** What the build does with it, and says of it. */
  const build = (contenu: unknown): { code: number | null; dit: string } => {
    const fichier = join(dossier, 'theme.json');
    writeFileSync(fichier, typeof contenu === 'string' ? contenu : JSON.stringify(contenu));
    const script = fileURLToPath(new URL('../../scripts/themes.mjs', import.meta.url));
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, fichier], { encoding: 'utf8' });
    return { code: status, dit: stdout + stderr };
  };

  it('is read with the others when every pair holds, and stops the build with each pair that does not', () => {
    const local = { ...bleu, nom: 'local', libelle: 'Notre département' };
    expect(build(local)).toEqual({ code: 0, dit: expect.stringContaining('8 feuilles') as string });
    // A pale blue for the ink of the day: links, buttons and focus would be lost.
    const pale = { ...local, clair: { ...bleu?.clair, encre: '#6fa0dd' } };
    const { code, dit } = build(pale);
    expect(code).toBe(1);
    expect(dit).toMatch(
      /^Thème «\u00a0local\u00a0», clair\u00a0: encre sur papier fait 2,5\d? pour 1, il faut 4,5 au moins\.$/m,
    );
    expect(dit).toContain('sur-encre sur encre fait');
    expect(dit).not.toContain('sombre');
  }, 60_000);

  it('that is not one is told so, field by field', () => {
    const local = { ...bleu, nom: 'local', libelle: 'Notre département' };
    for (const [contenu, mot] of [
      [{ ...local, clair: { ...bleu?.clair, encre: 'bleu' } }, 'clair.encre'],
      [{ ...local, nom: 'departement' }, 'nom'],
      [{ ...local, papier: '#ffffff' }, 'papier'],
      ['{"nom": "local",', 'local.json, ligne 1'],
    ] as const) {
      const { code, dit } = build(contenu);
      expect([mot, code, dit.startsWith('Un thème n’est pas lu. ') && dit.includes(mot)]).toEqual([
        mot,
        1,
        true,
      ]);
      expect(dit).not.toMatch(/\n\s+at /);
    }
  }, 60_000);

  it('is judged on each pair of the four that ship, which hold them all', () => {
    const tokens = { clair: readTokens(clairs), sombre: readTokens(sombres) };
    expect(THEMES_STRUCTURE.flatMap((theme) => listFautes(theme, tokens))).toEqual([]);
    const gris = Object.fromEntries(Object.keys(bleu?.clair ?? {}).map((nom) => [nom, '#808080']));
    const mauvais = {
      ...THEMES_STRUCTURE[0],
      clair: gris,
      sombre: gris,
    } as (typeof THEMES_STRUCTURE)[number];
    const fautes = listFautes(mauvais, tokens);
    expect(new Set(fautes).size).toBe(fautes.length);
    expect(fautes.length).toBeGreaterThan(20);
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

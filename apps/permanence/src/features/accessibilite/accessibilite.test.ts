import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Navigateur, openEssai, type Essai } from '../../server/essai.fixture.ts';
import { CRITERES, parseRgaa, readRgaa, toConformite, type Critere } from './rgaa.ts';

const racine = fileURLToPath(new URL('../../../../../', import.meta.url));
/** Criteria of each of the thirteen themes of RGAA 4.1.2. */
/** What the application does not hold at all needs no reading. */
const SANS_OBJET = /^Aucune? /;
const PAR_THEME = [9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12];

describe('docs/rgaa.csv', () => {
  const criteres = readRgaa();

  it('has the 106 criteria, in their order', () => {
    const attendus = PAR_THEME.flatMap((nombre, rang) =>
      Array.from({ length: nombre }, (_, place) => `${rang + 1}.${place + 1}`),
    );
    expect(attendus).toHaveLength(CRITERES);
    expect(criteres.map(({ critere }) => critere)).toEqual(attendus);
    expect(new Set(criteres.map(({ theme }) => theme)).size).toBe(PAR_THEME.length);
  });

  it('proves what it claims: a criterion is decided by a test that exists and names it, or by a dated reading', () => {
    for (const { critere, etat, preuve, note } of criteres) {
      // « Relu le » a day, « sur » what, « par » which means: nothing less is a reading.
      if (preuve === '' && etat !== 'a_verifier' && !SANS_OBJET.test(note))
        expect(note, critere).toMatch(/^Relu le \d{4}-\d{2}-\d{2} sur .{8,}, (?:par|au|sans) .{4,}/);
      if (preuve === '') continue;
      expect(preuve, critere).toMatch(/\.(?:test|spec)\.tsx?$/);
      expect(existsSync(racine + preuve), preuve).toBe(true);
    }
  });

  it('has its number in the very test, where one file proves several', () => {
    const fichier = 'apps/permanence/src/ui/galerie-rgaa.test.tsx';
    const source = readFileSync(racine + fichier, 'utf8');
    for (const { critere } of criteres.filter(({ preuve }) => preuve === fichier))
      expect(source, critere).toMatch(
        new RegExp(`it\\('[^']*(?<![\\d.])${critere.replace('.', '\\.')}(?![\\d.])`),
      );
  });

  it('is refused when a state, a column or a number is not one', () => {
    const avec = (ligne: string): string => `critere;theme;etat;preuve;note\n${ligne}`;
    expect(parseRgaa(avec('1.1;Images;conforme;a.test.ts;oui'))).toHaveLength(1);
    for (const ligne of ['1.1;Images;parfait;;oui', '1.1;Images;conforme;;a;b', 'un;Images;conforme;;a'])
      expect(() => parseRgaa(avec(ligne)), ligne).toThrow();
    expect(() => parseRgaa('critere;etat\n1.1;conforme')).toThrow();
  });
});

describe('the statement', () => {
  const made = (etats: readonly Critere['etat'][]): Critere[] =>
    etats.map((etat, rang) => ({ critere: `1.${rang}`, theme: 'T', etat, preuve: '', note: 'n' }));
  const fill = (etat: Critere['etat'], nombre: number) => Array.from({ length: nombre }, () => etat);

  it('says « conforme » only when the 106 criteria are decided and none is missed', () => {
    expect(toConformite(made(fill('conforme', 106))).etat).toBe('conforme');
    expect(toConformite(made([...fill('conforme', 105), 'a_verifier'])).etat).toBe('partiellement conforme');
    expect(toConformite(made([...fill('conforme', 105), 'non_conforme'])).etat).toBe(
      'partiellement conforme',
    );
    expect(toConformite(made(fill('conforme', 105))).etat).toBe('partiellement conforme');
    expect(toConformite(made([...fill('conforme', 52), ...fill('a_verifier', 54)])).etat).toBe(
      'non conforme',
    );
    expect(toConformite(made([...fill('conforme', 30), ...fill('non_applicable', 76)])).taux).toBe(100);
  });
});

describe('the page', () => {
  let essai: Essai;
  beforeAll(async () => {
    essai = await openEssai({ graine: 'vide' });
  }, 60_000);
  afterAll(() => essai.close());

  it('is everybody’s, and says where the application stands, as its file does', async () => {
    const page = await new Navigateur(essai.app).get('/accessibilite');
    const { etat, taux } = toConformite(readRgaa());
    expect(page.statut).toBe(200);
    expect(page.lisible).toContain(`Porte-plume est ${etat}`);
    expect(page.lisible).toContain(`soit ${taux} %`);
    for (const un of readRgaa())
      if (un.etat === 'non_conforme' || un.etat === 'a_verifier')
        expect(page.lisible).toContain(un.note.replaceAll('\u00a0', ' '));
    const fichier = await new Navigateur(essai.app).get('/accessibilite.csv');
    expect([fichier.statut, parseRgaa(fichier.texte)]).toEqual([200, readRgaa()]);
  });

  it('RGAA 8.1: every page begins with its type of document', async () => {
    const pia = new Navigateur(essai.app);
    await pia.connecte('pia@demo');
    for (const chemin of [
      '/',
      '/demarches',
      '/affichage',
      '/aide',
      '/arreter',
      '/v',
      '/accessibilite',
      '/nulle-part',
    ])
      expect((await pia.get(chemin)).texte, chemin).toMatch(/^<!doctype html><html /);
  });
});

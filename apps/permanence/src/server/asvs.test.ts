/** `docs/asvs.csv`: the 253 requirements of OWASP ASVS 5.0 up to level 2, by their ids (owasp.org/asvs, CC BY-SA 4.0). */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const RACINE = fileURLToPath(new URL('../../../../', import.meta.url));
const lire = (chemin: string) => readFileSync(join(RACINE, chemin), 'utf8');
const [tete, ...lignes] = lire('docs/asvs.csv').trim().split('\n');
const items = lignes.map((ligne) => {
  const [id = '', niveau = '', applicable = '', preuve = '', etat = '', note = '', ...reste] =
    ligne.split(';');
  return { id, niveau, applicable, preuve, etat, note, reste };
});

/** Titles of the tests of a file, as they are written. */
function titresOf(chemin: string): string[] {
  return lire(chemin)
    .split('\n')
    .filter((ligne) => /\b(?:it|test)(?:\.\w+)*\(/.test(ligne) || /^\s*['"`].*['"`],$/.test(ligne));
}

/** Proofs that name no test. */
function orphelines(liste: readonly { id: string; preuve: string }[]): string[] {
  return liste
    .filter(({ preuve }) => preuve !== '')
    .filter(({ preuve }) => {
      const [fichier = '', titre = ''] = preuve.split(/#(.*)/s);
      return (
        titre.length < 10 ||
        !existsSync(join(RACINE, fichier)) ||
        !titresOf(fichier).some((un) => un.includes(titre))
      );
    })
    .map(({ id, preuve }) => `${id} ${preuve}`);
}

describe('docs/asvs.csv', () => {
  it('has each of the 253 items once: 70 of level 1, 183 of level 2', () => {
    expect(tete).toBe('id;niveau;applicable;preuve;etat;note');
    expect(new Set(items.map(({ id }) => id)).size).toBe(253);
    expect(items.length).toBe(253);
    expect(items.filter(({ niveau }) => niveau === '1').length).toBe(70);
    expect(items.filter(({ niveau }) => niveau === '2').length).toBe(183);
    expect(
      items.filter(({ id, reste }) => !/^V\d{1,2}\.\d{1,2}\.\d{1,2}$/.test(id) || reste.length > 0),
    ).toEqual([]);
  });

  it('proves what it says by a test that exists, and gives a reason for what does not apply', () => {
    expect(orphelines(items)).toEqual([]);
    for (const { id, applicable, preuve, etat, note } of items) {
      const attendu = applicable === 'non' ? 'non_applicable' : preuve === '' ? 'exploitant' : 'prouve';
      expect([id, etat, note.length > 5]).toEqual([id, attendu, true]);
      expect([id, applicable]).toEqual([id, etat === 'non_applicable' ? 'non' : 'oui']);
    }
  });

  it('leaves to whoever runs it what no test here can prove, and the page for them says so', () => {
    const page = lire('docs/exploitation-securite.md');
    const laisses = items.filter(({ etat }) => etat === 'exploitant').map(({ id }) => id);
    expect(laisses).toEqual(['V5.4.3', 'V12.2.2', 'V12.3.1', 'V15.2.1']);
    for (const id of laisses) expect(page).toContain(id);
  });

  it('is refused when a proof names a test that is gone', () => {
    const [premier] = items.filter(({ preuve }) => preuve !== '');
    expect(orphelines([{ id: 'V0.0.0', preuve: `${premier?.preuve ?? ''} that nobody wrote` }])).toHaveLength(
      1,
    );
    expect(orphelines([{ id: 'V0.0.0', preuve: 'apps/rien.test.ts#a title that is long' }])).toHaveLength(1);
  });
});

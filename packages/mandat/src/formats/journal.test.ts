import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signer } from '../f0.fixture.ts';
import { parseJournal } from './journal.ts';

const { evenements } = signer();
const lignes = evenements.map((e) => JSON.stringify(e));

function refus(journal: Parameters<typeof parseJournal>[0]) {
  const lu = parseJournal(journal);
  return lu.ok ? 'ok' : lu.motifs.map((m) => [m.code, m.index]);
}

describe('parseJournal', () => {
  it('reads an array, and text one event a line', () => {
    const attendu = { ok: true, value: evenements };
    expect(parseJournal(evenements)).toEqual(attendu);
    expect(parseJournal(JSON.parse(JSON.stringify(evenements)) as unknown[])).toEqual(attendu);
    expect(parseJournal(lignes.join('\n'))).toEqual(attendu);
    expect(parseJournal(`\uFEFF${lignes.join('\r\n')}\r\n`)).toEqual(attendu);
    expect(parseJournal('')).toEqual({ ok: true, value: [] });
    expect(parseJournal([])).toEqual({ ok: true, value: [] });
  });

  it('names a last line cut short, whatever the cut', { timeout: 30_000 }, () => {
    const dernier = lignes.length - 1;
    const texte = lignes.join('\n');
    const debut = texte.length - (lignes[dernier] ?? '').length;
    fc.assert(
      fc.property(fc.integer({ min: debut + 1, max: texte.length - 1 }), (n) => {
        expect(refus(texte.slice(0, n))).toEqual([['chaine_tronquee', dernier]]);
      }),
      { numRuns: 1_000 },
    );
  });

  it('names the first bad line, with every mistake of that one, and its id when it can be read', () => {
    expect(refus([...lignes.slice(0, 2), 'ceci n’est pas du JSON', ...lignes.slice(2)].join('\n'))).toEqual([
      ['commande_invalide', 2],
    ]);
    expect(refus([lignes[0], '', lignes[1]].join('\n'))).toEqual([['commande_invalide', 1]]);
    const abime = evenements.map((e, rang) => (rang === 3 ? { ...e, faitLe: 'hier', seq: -1 } : e));
    expect(refus([...abime, { ...evenements[1], v: 9 }])).toEqual([
      ['commande_invalide', 3],
      ['commande_invalide', 3],
    ]);
    const lu = parseJournal(abime);
    expect(lu.ok ? [] : lu.motifs).toMatchObject([
      { path: ['faitLe'], phrase: expect.stringContaining('Événement n° 4 (m-1.c-Consentir/0) :') as string },
      { path: ['seq'] },
    ]);
  });

  it('does not repeat an id that is not one', () => {
    const lu = parseJournal([{ ...evenements[0], id: 'Madame Durand, 04 77 00 00 00' }]);
    expect(JSON.stringify(lu)).not.toContain('Durand');
    expect(refus([{ ...evenements[0], id: 'x y' }])).toEqual([['commande_invalide', 0]]);
  });

  it('says in one sentence where and why, the id only when there is one', () => {
    const phrases = (journal: Parameters<typeof parseJournal>[0]) => {
      const lu = parseJournal(journal);
      return lu.ok ? [] : lu.motifs.map((m) => m.phrase);
    };
    const [prepare = '', notice = ''] = lignes;
    expect(phrases(`${prepare}\npas du JSON\n${notice}`)).toEqual([
      'Événement n° 2 : Cette ligne du journal n’est pas du JSON.',
    ]);
    expect(phrases(`${prepare}\n${notice.slice(0, 40)}`)).toEqual([
      'Événement n° 2 : La dernière ligne du journal est coupée.',
    ]);
    expect(phrases([...evenements, evenements[1]])).toEqual([
      'Événement n° 6 (m-1.c-PresenterNotice/0) : Cet événement figure deux fois dans le journal.',
    ]);
    expect(phrases([...evenements, { ...evenements[1], seq: 77 }])).toEqual([
      'Événement n° 6 (m-1.c-PresenterNotice/0) : Deux événements différents portent le même identifiant.',
    ]);
    expect(phrases([evenements[1]])).toEqual([
      'Événement n° 1 (m-1.c-PresenterNotice/0) : La préparation de ce mandat n’est pas dans le journal : il manque le début.',
    ]);
  });

  it('a line is cut only when it is the last one and had begun', () => {
    const [prepare = '', notice = ''] = lignes;
    const coupee = notice.slice(0, 40);
    expect(refus(`${prepare}\n${coupee}\n${notice}`)).toEqual([['commande_invalide', 1]]);
    expect(refus(`${prepare}\n  ${coupee}`)).toEqual([['chaine_tronquee', 1]]);
    expect(refus(`${prepare}\nfin`)).toEqual([['commande_invalide', 1]]);
    expect(refus(`${prepare}\n${notice}\n  `)).toBe('ok');
  });

  it('a mark of byte order stands at the very beginning only', () => {
    const [prepare = '', notice = '', lecture = ''] = lignes;
    expect(refus(`${prepare}\n\uFEFF${notice}\n${lecture}`)).toEqual([['commande_invalide', 1]]);
  });

  it('the preparation may come after what followed it; a second one never', () => {
    const [prepare, ...suite] = evenements;
    expect(refus([...suite, prepare])).toBe('ok');
    expect(refus([prepare, { ...prepare, id: 'encore/0' }])).toEqual([['chaine_rompue', 1]]);
  });

  it('prefers a bad event before the cut line, and refuses a later version', () => {
    const mauvais = JSON.stringify({ ...evenements[1], v: 2 });
    expect(refus([lignes[0], mauvais, '{"v":1,'].join('\n'))).toEqual([['version_inconnue', 1]]);
  });

  it('names an event written twice, and two events of one id', () => {
    expect(refus([...evenements, evenements[2]])).toEqual([['commande_invalide', evenements.length]]);
    expect(refus([...evenements, { ...evenements[2], faitLe: '2026-11-23T09:00:00.000Z' }])).toEqual([
      ['chaine_rompue', evenements.length],
    ]);
  });

  it('names a mandate whose beginning is missing, and reads several mandates together', () => {
    expect(refus(evenements.slice(1))).toEqual([['chaine_tronquee', 0]]);
    const autre = signer({}, { id: 'm-2' }).evenements;
    expect(refus([...evenements, ...autre])).toBe('ok');
    expect(refus([...evenements, ...autre.slice(2)])).toEqual([['chaine_tronquee', evenements.length]]);
  });

  it('P-J1 never throws, whatever it is given', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.array(fc.jsonValue())), (journal) => {
        expect(typeof parseJournal(journal).ok).toBe('boolean');
      }),
      { numRuns: 1_000 },
    );
  });
});

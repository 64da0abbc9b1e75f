import { describe, expect, it } from 'vitest';
import { dateDans, dureeDans, momentDans } from './temps.ts';
import { findLangue, fromAcceptLanguage, LANGUES } from './langue.ts';
import fr from './fr.json' with { type: 'json' };
import simple from './fr-simple.json' with { type: 'json' };
import { messagesOf, type Cle } from './messages.ts';

const CLES = Object.keys(fr.textes) as Cle[];
const ECRITURES: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  fa: /\p{Script=Arabic}/u,
  ps: /\p{Script=Arabic}/u,
  uk: /\p{Script=Cyrillic}/u,
};
const brutOf = (langue: (typeof LANGUES)[number], cle: Cle): string =>
  messagesOf(langue)
    .dit(cle, Object.fromEntries(mots(fr.textes[cle]).map((mot) => [mot, `{${mot}}`])))
    .replaceAll(/[\u2068\u2069]/g, '');
const mots = (texte: string): string[] => [...texte.matchAll(/\{(\w+)\}/g)].map(([, mot = '']) => mot).sort();
const phrasesOf = (texte: string): string[] =>
  texte.split(/[.!?؟](?:\s|$)/u).filter((une) => /\p{L}/u.test(une));
const longueur = (phrase: string): number =>
  phrase.split(/[\s\u00a0\u202f]+/u).filter((mot) => /[\p{L}\p{N}]/u.test(mot)).length;

describe.each(LANGUES)('the messages in %s', (langue) => {
  const m = messagesOf(langue);

  it('say every sentence in their own script, with the same words to fill in', () => {
    for (const cle of CLES) {
      const texte = brutOf(langue, cle);
      expect(texte.trim(), cle).toBe(texte);
      expect(texte, cle).toMatch(ECRITURES[langue] ?? /\p{Script=Latin}/u);
      expect(mots(texte), cle).toEqual(mots(fr.textes[cle]));
    }
  });

  it('hold twelve words a sentence', () => {
    const longues = CLES.flatMap((cle) =>
      phrasesOf(brutOf(langue, cle))
        .filter((phrase) => longueur(phrase) > 12)
        .map((phrase) => `${cle}: ${phrase}`),
    );
    expect(longues).toEqual([]);
  });

  it('read in their direction, and are said not to be checked', () => {
    expect(m.dir).toBe(['ar', 'fa', 'ps'].includes(langue) ? 'rtl' : 'ltr');
    expect(m.relu).toBe(langue === 'fr');
    expect(m.lang).toBe(langue === 'fr-simple' ? 'fr' : langue);
  });

  it('are texts of their own', () => {
    if (langue.startsWith('fr')) return;
    expect(CLES.filter((cle) => brutOf(langue, cle) === brutOf('fr', cle))).toEqual([]);
  });
});

describe('plain French', () => {
  it('warns above ten words a sentence', () => {
    const proches = CLES.flatMap((cle) =>
      phrasesOf(brutOf('fr-simple', cle)).filter((phrase) => longueur(phrase) > 10),
    );
    // Eleven or twelve words are the warning of the rule: none is left today.
    expect(proches).toEqual([]);
  });

  it('says again only what French says', () => {
    expect(Object.keys(simple.textes).filter((cle) => !Object.hasOwn(fr.textes, cle))).toEqual([]);
    expect(Object.entries(simple.textes).filter(([cle, texte]) => fr.textes[cle as Cle] === texte)).toEqual(
      [],
    );
  });
});

describe('a language', () => {
  it('is found by its code, or by what the browser prefers', () => {
    expect([findLangue('fa'), findLangue('fr-simple'), findLangue('de'), findLangue(undefined)]).toEqual([
      'fa',
      'fr-simple',
      undefined,
      undefined,
    ]);
    expect(fromAcceptLanguage('de-DE,de;q=0.9,ar-DZ;q=0.8,fr;q=0.7')).toBe('ar');
    expect(fromAcceptLanguage('fr;q=0.5, uk;q=0.9')).toBe('uk');
    expect(fromAcceptLanguage('ps;q=0, tr')).toBe('tr');
    expect([fromAcceptLanguage(undefined), fromAcceptLanguage('*'), fromAcceptLanguage(';;;,,q=')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a value inside a sentence', () => {
  it('keeps its own order in a line that reads from right to left', () => {
    expect(messagesOf('ar').dit('arret.le', { moment: '1 / 12' })).toContain('\u20681 / 12\u2069');
    expect(messagesOf('en').dit('arret.le', { moment: '1 / 12' })).toBe('It was on 1 / 12.');
  });

  it('is a mistake of ours when it is missing', () => {
    expect(() => messagesOf('fr').dit('arret.le')).toThrow('{moment}');
  });

  it('is a date in Western digits and the civil calendar, whatever the language', () => {
    for (const langue of LANGUES) {
      const m = messagesOf(langue);
      expect(dateDans(m, '2026-12-01'), langue).toMatch(/(?:^|\D)1(?:er)?\D.*2026|2026.*\D1$/u);
      expect(momentDans(m, '2026-12-01T13:05:00.000Z', 'Europe/Paris'), langue).toMatch(
        /14(?::|\u00a0h\u00a0)05$/u,
      );
      expect(dureeDans(m, { jours: 90 }), langue).toMatch(/^90/);
    }
    expect(dureeDans(messagesOf('fr'), { mois: 24 })).toMatch(/^2.ans$/u);
    expect(dureeDans(messagesOf('tr'), { mois: 6 })).toBe('6 ay');
  });
});

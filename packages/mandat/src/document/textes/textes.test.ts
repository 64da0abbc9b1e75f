/** What every language file must hold, whoever wrote it. Finds the files by itself: a new language is checked at once. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fr, type Textes } from './fr.ts';

const langues = readdirSync(import.meta.dirname)
  .map((nom) => /^([a-z]{2})\.ts$/.exec(nom)?.[1])
  .filter((langue) => langue !== undefined);
const catalogues = await Promise.all(
  langues.map(async (langue) => {
    const module = (await import(/* @vite-ignore */ `./${langue}.ts`)) as Record<string, Textes>;
    return [langue, module[langue] ?? fr] as const;
  }),
);

/** Every message with its path: `simple.duree.fin`. */
function listMessages(valeur: unknown, chemin = ''): [string, string][] {
  if (typeof valeur === 'string') return [[chemin, valeur]];
  if (typeof valeur !== 'object' || valeur === null) return [];
  return Object.entries(valeur).flatMap(([cle, v]) =>
    listMessages(v, chemin === '' ? cle : `${chemin}.${cle}`),
  );
}

const ENTETE = /^(langue|sens|nom|nomEnFrancais|relecture|date|heure|premier|virgule|ligne)(\.|$)/;
/** The plain messages; `droit…` are for the full level. */
const PLAIN =
  /^(simple|codes|arret|compte|sortie|traduction|mentions)\.(?!droit)|\.simple\.|^actes\.gardesSimple/;
const LISTES = /^(demandeurs|statuts|causes|resultats|qualifications|qualites|canaux|modes|interpretes)\./;
const places = (message: string) => (message.match(/\{\w+\}/g) ?? []).sort();

function countMots(phrase: string, langue: string): number {
  const segments = [...new Intl.Segmenter(langue, { granularity: 'word' }).segment(phrase)];
  return segments.filter((s) => s.isWordLike).length;
}

describe.each(catalogues)('texts in %s', (langue, t) => {
  const messages = listMessages(t).filter(([chemin]) => !ENTETE.test(chemin));
  const sources = new Map(listMessages(fr));

  it('names itself, and knows its days and months', () => {
    expect(t.langue).toBe(langue);
    expect(t.sens).toBe(['ar', 'fa', 'ps'].includes(langue) ? 'rtl' : 'ltr');
    expect(new Set(t.jours).size).toBe(7);
    expect(new Set(t.mois).size).toBe(12);
    expect(places(t.date).filter((p) => p !== '{jourSemaine}')).toEqual(['{annee}', '{jour}', '{mois}']);
    expect(t.nomEnFrancais).toMatch(/^\p{Ll}+$/u);
  });

  it.each([1, 2, 3, 5, 11, 12, 15, 21, 22, 100, 365])('says a length of %i days or months', (n) => {
    expect(t.enJours(n).trim()).not.toBe('');
    if (n > 2 && langue !== 'fr') expect(t.enJours(n)).toContain(String(n));
    if (n > 12) return;
    expect(t.enMois(n).trim()).not.toBe('');
    expect(t.enMois(n)).not.toBe(t.enJours(n));
  });

  it('keeps the places and the strong parts of the French', () => {
    const sans = (message: string) => places(message).filter((p) => p !== '{finEnLettres}');
    const fautes = messages.filter(([chemin, m]) => {
      const source = sources.get(chemin) ?? '';
      return (
        sans(m).join() !== sans(source).join() ||
        m.split('**').length !== source.split('**').length ||
        (langue !== 'fr' && m.includes('{finEnLettres}')) ||
        /[{}<>]|undefined/.test(m.replaceAll(/\{\w+\}/g, '')) ||
        m.trim() !== m ||
        m === ''
      );
    });
    expect(fautes).toEqual([]);
  });

  it('is translated, every message', () => {
    if (langue === 'fr') return;
    const copies = messages.filter(([chemin, m]) => m === sources.get(chemin) && countMots(m, 'fr') > 2);
    expect(copies).toEqual([]);
  });

  it('plain messages: twelve words a sentence at most, a date counted as four', () => {
    const longues = messages
      .filter(([chemin]) => PLAIN.test(chemin) || LISTES.test(chemin))
      .flatMap(([chemin, m]) =>
        m
          .replaceAll(/\{(date|fin|limite|le)\}/g, 'X X X X')
          .replaceAll(/\{(nom|duree|heure)\}/g, 'X X')
          .replaceAll(/\{\w+\}/g, 'X')
          .split(/[.!?:؟。]\s?/u)
          .map((phrase) => [chemin, phrase] as const),
      )
      .filter(([, phrase]) => countMots(phrase, langue) > 12);
    expect(longues).toEqual([]);
  });

  it('says nothing that the law or the layout refuses', () => {
    for (const [chemin, m] of messages) {
      expect(m, chemin).not.toMatch(/[\u064b-\u0652\u0670]/); // vowel marks break the extraction of words
      expect(m, chemin).not.toMatch(/[\u0660-\u0669\u06f0-\u06f9]/); // digits are 0–9, copied to French forms
      expect(m, chemin).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/); // isolation is the code's work
      expect(m, chemin).not.toMatch(/\b(?:e\.g|i\.e|etc|cf|vs|n\.b)\b\.?/i);
      expect(m, chemin).not.toMatch(
        /FALC|easy.?read|consentement RGPD|GDPR consent|signature qualifiée|qualified|lu et approuvé|read and approved/i,
      );
    }
  });
});

import { describe, expect, it } from 'vitest';
import { inseeIllectronisme2021 as INSTRUMENT } from '../official-editions.ts';
import { reglesOrientation } from '../orientation/regles.ts';
import { LANGUES, motDe, questionDe, textesDe } from './textes.ts';

const fr = textesDe('fr').phrases;
const REPONSES = ['oui', 'non', 'sais-pas', 'passee', 'choix.1', 'choix.2', 'choix.3', 'choix.4'];
const ECRITURES: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  fa: /\p{Script=Arabic}/u,
  ps: /\p{Script=Arabic}/u,
  uk: /\p{Script=Cyrillic}/u,
};

const phrasesDe = (texte: string): readonly string[] =>
  texte.split(/[.!?؟](?:\s|$)/u).filter((phrase) => /\p{L}/u.test(phrase));
const motsDe = (phrase: string): readonly string[] =>
  phrase.split(/\s+/u).filter((mot) => /[\p{L}\p{N}]/u.test(mot));

describe.each(LANGUES)('the texts in %s', (langue) => {
  const textes = textesDe(langue);
  const { phrases, dir } = textes;

  it('every question has its words, in its own script', () => {
    for (const { code, tache } of INSTRUMENT.items) {
      const question = questionDe(textes, code);
      const dits = [question?.text, question?.label, ...(tache ? [question?.consigne] : [])];
      for (const dit of dits) {
        expect(dit?.trim(), code).toBeTruthy();
        expect(dit).toMatch(ECRITURES[langue] ?? /\p{Script=Latin}/u);
      }
      expect(question?.text).toMatch(/[?؟]$/u);
    }
  });

  it('every answer, and every proposal of the rules', () => {
    const cibles = reglesOrientation.regles.flatMap(({ propositions }) =>
      propositions.map(({ cible }) => cible),
    );
    const cles = [
      ...REPONSES,
      ...[...cibles, reglesOrientation.aPreciser.cible].map((cible) => `aide.${cible}`),
    ];
    for (const cle of cles) expect(phrases[cle]?.trim(), cle).toBeTruthy();
  });

  it('says all that the French says, and nothing else', () => {
    const sansAides = (cles: readonly string[]): string[] =>
      cles.filter((cle) => !cle.endsWith('.aide') && !cle.startsWith('fenetre.')).sort();
    expect(sansAides(Object.keys(phrases))).toEqual(sansAides(Object.keys(fr)));
  });

  it('twelve words a sentence at most', () => {
    const longues = Object.entries(phrases).flatMap(([cle, texte]) =>
      phrasesDe(texte)
        .filter((phrase) => motsDe(phrase).length > 12)
        .map((phrase) => `${cle}: ${phrase}`),
    );
    expect(longues).toEqual([]);
  });

  it('reads in its direction', () => {
    expect(dir).toBe(['ar', 'fa', 'ps'].includes(langue) ? 'rtl' : 'ltr');
  });
});

describe('the translations', () => {
  it('are texts of their own: hardly any is left in French', () => {
    for (const langue of LANGUES.filter((une) => !une.startsWith('fr'))) {
      const { phrases, relu } = textesDe(langue);
      const pareilles = Object.keys(fr).filter((cle) => phrases[cle] === fr[cle]);
      expect(
        pareilles.filter((cle) => !['IU.label', 'non', 'rang', 'exemple.etiquette'].includes(cle)),
        langue,
      ).toEqual([]);
      expect(relu).toBe(false);
    }
  });

  it('the binding text is the instrument itself', () => {
    for (const { code, i18n } of INSTRUMENT.items) expect(fr[`${code}.text`]).toBe(i18n.fr?.text);
  });
});

describe('a question', () => {
  it('told more simply has its own help or none', () => {
    const simple = textesDe('fr-simple');
    for (const { code } of INSTRUMENT.items) {
      const dite = questionDe(simple, code);
      if (dite?.text !== fr[`${code}.text`]) expect(dite?.aide ?? '').not.toBe(fr[`${code}.aide`]);
    }
    expect(motDe(simple, 'oui')).toBe('Oui');
  });

  it('that the interview lacks has no text, even when its key begins like one', () => {
    for (const code of ['', 'equipement', 'aisance', 'toString', '__proto__'])
      expect(questionDe(textesDe('fr'), code)).toBeUndefined();
  });
});

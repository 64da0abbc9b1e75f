import { describe, expect, it } from 'vitest';
import { reglesOrientation } from '@porte-plume/diagnostic/orientation';
import { QUESTIONS_FREINS } from './freins.ts';
import { INSTRUMENT } from './parcours.ts';
import { ACTIVITES } from './pictos/activites.ts';
import { INTERFACE } from './pictos/interface.ts';
import { REPONSES } from './pictos/reponses.ts';
import { PICTOS } from './pictos.ts';
import { LANGUES, motsDe, phrasesDe, textesDe } from './textes.ts';

const fr = textesDe('fr').phrases;
const REPONSES_AUX_QUESTIONS = [
  'oui',
  'non',
  'sais-pas',
  'passee',
  'choix.1',
  'choix.2',
  'choix.3',
  'choix.4',
];
const ECRITURES: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  fa: /\p{Script=Arabic}/u,
  ps: /\p{Script=Arabic}/u,
  uk: /\p{Script=Cyrillic}/u,
};

describe.each(LANGUES)('the texts in %s', (langue) => {
  const { phrases, dir } = textesDe(langue);

  it('every question has its words, in its own script', () => {
    for (const { code, tache } of INSTRUMENT.items) {
      const champs = ['text', 'label', ...(tache ? ['consigne'] : [])];
      for (const champ of champs) {
        const texte = phrases[`${code}.${champ}`];
        expect(texte?.trim(), `${code}.${champ}`).toBeTruthy();
        expect(texte).toMatch(ECRITURES[langue] ?? /\p{Script=Latin}/u);
      }
      expect(phrases[`${code}.text`]).toMatch(/[?؟]$/u);
    }
  });

  it('every answer, every question about what holds back, every proposal of the rules', () => {
    const cibles = reglesOrientation.regles.flatMap(({ propositions }) =>
      propositions.map(({ cible }) => cible),
    );
    const cles = [
      ...REPONSES_AUX_QUESTIONS,
      ...QUESTIONS_FREINS.flatMap(({ code, reponses }) => [`${code}.text`, `${code}.label`, ...reponses]),
      ...[...cibles, reglesOrientation.aPreciser.cible].map((cible) => `aide.${cible}`),
    ];
    for (const cle of cles) expect(phrases[cle]?.trim(), cle).toBeTruthy();
  });

  it('says all that the French says, and nothing else', () => {
    const aides = (cles: readonly string[]): string[] =>
      cles.filter((cle) => !cle.endsWith('.aide') && !cle.startsWith('fenetre.')).sort();
    expect(aides(Object.keys(phrases))).toEqual(aides(Object.keys(fr)));
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

describe('the pictograms', () => {
  it('one for every question, every answer and every question about what holds back', () => {
    const noms = [
      ...INSTRUMENT.items.map(({ code, i18n }) => i18n.fr?.pictogram ?? code),
      ...REPONSES_AUX_QUESTIONS,
      ...QUESTIONS_FREINS.flatMap(({ code, reponses }) => [code, ...reponses]),
    ];
    expect(noms.filter((nom) => !Object.hasOwn(PICTOS, nom))).toEqual([]);
  });

  it('each activity and each answer is a drawing of its own, told apart without colour', () => {
    const dessins = [
      ...Object.values(ACTIVITES),
      ...Object.entries(REPONSES).flatMap(([nom, trace]) => (nom.startsWith('montre') ? [] : [trace])),
    ];
    expect(new Set(dessins).size).toBe(dessins.length);
    for (const trace of Object.values(PICTOS)) expect(trace).not.toMatch(/fill|stroke|color/);
  });

  it('a name is in one list only', () => {
    const noms = [ACTIVITES, REPONSES, INTERFACE].flatMap(Object.keys);
    expect(new Set(noms).size).toBe(noms.length);
  });
});

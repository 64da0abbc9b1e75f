import { describe, expect, it } from 'vitest';
import { QUESTIONS_FREINS } from './freins.ts';
import { INSTRUMENT } from './parcours.ts';
import { ACTIVITES } from './pictos/activites.ts';
import { INTERFACE } from './pictos/interface.ts';
import { REPONSES } from './pictos/reponses.ts';
import { PICTOS } from './pictos.ts';
import { LANGUES, textesDe } from './textes.ts';

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

describe.each(LANGUES)('the texts in %s', (langue) => {
  const { phrases } = textesDe(langue);

  it('every answer and every question about what holds back has its words', () => {
    const cles = [
      ...REPONSES_AUX_QUESTIONS,
      ...QUESTIONS_FREINS.flatMap(({ code, reponses }) => [`${code}.text`, `${code}.label`, ...reponses]),
    ];
    for (const cle of cles) expect(phrases[cle]?.trim(), cle).toBeTruthy();
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

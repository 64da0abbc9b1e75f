import { describe, expect, it } from 'vitest';
import { FREINS } from '@porte-plume/diagnostic/orientation';
import { confianceDe, constats, contexteDe } from './freins.ts';

describe('what holds back, in the official words', () => {
  it('every code is in the vocabulary, with a value that it takes', () => {
    const tous = constats({
      equipement: 'non',
      connexion: 'non',
      cout: 'oui',
      langue: 'oui',
      lecture: 'lecture.avec_aide',
      securite: 'oui',
    });
    expect(tous.map(({ code, value }) => [code, value].filter(Boolean).join('='))).toEqual([
      'equipement=aucun',
      'connexion=aucune',
      'I_IUNUCO',
      'langue',
      'lecture=avec_aide',
      'I_IUNUSP',
    ]);
    for (const { code, value } of tous) {
      const frein = FREINS.find((un) => un.code === code);
      expect(frein, code).toBeDefined();
      if (value !== undefined) expect(frein?.values).toHaveProperty(value);
    }
  });

  it('a question passed or not known says nothing', () => {
    const rien = { equipement: 'passee', langue: 'sais-pas', lecture: 'sais-pas', crainte: 'passee' };
    expect(constats(rien)).toEqual([]);
    expect(contexteDe(rien)).toEqual({});
  });

  it('confidence stays apart from the barriers', () => {
    const reponses = { crainte: 'oui', aisance: 'aisance.1' };
    expect(constats(reponses)).toEqual([]);
    expect(confianceDe(reponses)).toEqual({ echelle: 'confiance@0', niveau: 1, crainte: true });
    expect(confianceDe({ crainte: 'non' })).toEqual({ echelle: 'confiance@0', niveau: null, crainte: false });
  });

  it('the wish and the reading go to the rules', () => {
    expect(contexteDe({ lecture: 'lecture.non', souhait: 'souhait.deleguer' })).toEqual({
      lecture: 'non',
      souhait: 'deleguer',
    });
    expect(contexteDe({ souhait: 'sais-pas' })).toEqual({ souhait: 'ne_sait_pas' });
  });
});

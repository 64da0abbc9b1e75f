import { describe, expect, it } from 'vitest';
import { parseQr } from '@porte-plume/diagnostic/qr';
import type { ReponsesFreins } from './freins.ts';
import { DEBUT, type Parcours } from './parcours.ts';
import { resultatDe } from './resultat.ts';

const le = '2026-11-22T09:00:00Z';
const avec = (
  reponses: Readonly<Record<string, 'yes' | 'no' | number>>,
  freins: ReponsesFreins = {},
): Parcours => ({
  ...DEBUT,
  journal: Object.entries(reponses).map(([item, value]) => ({ item, value, evidence: 'self', le })),
  freins,
});

describe('what can help', () => {
  it('lasting assistance is a full answer, and then no workshop', () => {
    const { aides } = resultatDe(avec({ IU: 4 }, { souhait: 'souhait.deleguer' }));
    expect(aides).toEqual(['aide.accompagnement-durable', 'aide.parler', 'aide.libre']);
  });

  it('reading comes before any digital workshop', () => {
    const { aides } = resultatDe(avec({ IU: 4 }, { lecture: 'lecture.non', souhait: 'souhait.apprendre' }));
    expect(aides.slice(0, 2)).toEqual(['aide.eva', 'aide.atelier-debutant']);
  });

  it('nothing is missing: help stays possible', () => {
    const base = { IU: 1, IUIF: 'yes', IUEM: 'yes', CWRD1: 'yes', PCOOK1: 'yes', IBUY: 'yes' } as const;
    const { titre, aides, faits } = resultatDe(avec(base));
    expect(titre).toBe('resultat.hors');
    expect(aides[0]).toBe('aide.aide-ponctuelle');
    expect(faits).toEqual(['IUIF', 'IUEM', 'CWRD1', 'PCOOK1', 'IBUY']);
  });
});

describe('confidence', () => {
  const base = { IU: 1, IUIF: 'yes', IUEM: 'yes', CWRD1: 'yes', PCOOK1: 'yes', IBUY: 'yes' } as const;

  it('is told apart, and changes no level', () => {
    const sur = resultatDe(avec(base, { aisance: 'aisance.3' }));
    const inquiet = resultatDe(avec(base, { aisance: 'aisance.1', crainte: 'oui' }));
    expect(inquiet.code).toBe(sur.code);
    expect(inquiet.titre).toBe(sur.titre);
    expect(inquiet.regles).toContain(
      'Confiance, à part du niveau\u00a0: peu à l’aise, peur de faire une erreur. La personne fait, l’écrivain regarde et vérifie.',
    );
    expect(resultatDe(avec(base)).regles.join()).not.toContain('Confiance');
  });

  it('without much skill: have things shown first', () => {
    const { regles } = resultatDe(avec({ IU: 4 }, { aisance: 'aisance.3' }));
    expect(regles.join('\n')).toContain('à l’aise. Faire montrer avant de conclure.');
  });
});

describe('the code that the person carries', () => {
  it('says the result and the barriers, neither the answers nor the confidence nor the date', () => {
    const { code } = resultatDe(
      avec({ IU: 1, IUEM: 'yes', IBUY: 'yes' }, { connexion: 'non', crainte: 'oui', aisance: 'aisance.0' }),
    );
    const lu = parseQr(code);
    expect(lu.ok && lu.value).toMatchObject({
      instrument: 'insee-illectronisme@2021',
      illectronisme: false,
      level: null,
      bounds: ['faible', 'base'],
      freins: ['connexion=aucune'],
    });
    const texte = Buffer.from(code.slice('PPD1:'.length), 'base64url').toString();
    expect(texte).not.toMatch(/IUEM|IBUY|2026|crainte|aisance/);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findSecours } from './secours.ts';

const numeros = (mots: string): string =>
  findSecours(mots)
    .map(({ numero }) => numero)
    .join(' ');

describe('findSecours', () => {
  it.each([
    ['je veux mourir', '3114'],
    ['J’EN PEUX PLUS, je veux en finir', '3114'],
    ['mon fils parle de suicide', '3114'],
    ['je vais me foutre en l’air', '3114'],
    ['mon mari me tape, je sais pas quoi faire', '3919'],
    ['il m’a violée', '3919'],
    ['mon ex me harcèle et me menace', '3919'],
    ['le voisin frappe ses enfants', '119'],
    ['on dort dans la voiture avec les petits', '115'],
    ['je suis à la rue', '115'],
    ['mon proprio m’a mis dehors', '115'],
    ['ma mère est maltraitée à l’ehpad', '3977'],
    ['il fait un malaise', '112'],
  ])('« %s » : %s', (mots, numero) => {
    expect(numeros(mots)).toBe(numero);
  });

  it.each([
    'mon mari est mort',
    'acte de décès de ma mère',
    'je veux renouveler mon passeport',
    'ma carte de résident est pas à la bonne rue',
    'j’ai perdu mon emploi',
    'assurance vie de mon père',
    'je suis sorti de prison',
    '',
  ])('« %s » : rien', (mots) => {
    expect(numeros(mots)).toBe('');
  });

  it('cries wolf on fewer than one desk sentence in a hundred', () => {
    const read = (nom: string): { q: string }[] =>
      (
        JSON.parse(readFileSync(new URL(`../data/queries-${nom}.json`, import.meta.url), 'utf8')) as {
          requetes: { q: string }[];
        }
      ).requetes;
    const phrases = ['public', 'desk', 'reglage', 'aveugle'].flatMap(read).map(({ q }) => q);
    const alertes = phrases.filter((q) => findSecours(q).length > 0);
    expect(phrases.length).toBeGreaterThan(900);
    expect(alertes.length / phrases.length).toBeLessThan(0.01);
  });

  it('stays quick on a long text, and gives frozen answers', () => {
    expect(findSecours('je veux '.repeat(50_000))).toEqual([]);
    expect(Object.isFrozen(findSecours('je veux mourir')[0])).toBe(true);
  });

  it('tells when to call in a short sentence', () => {
    for (const s of findSecours('je veux mourir, mon mari me tape, enfant en danger, à la rue, malaise'))
      for (const phrase of [s.quand, s.horaires])
        expect(phrase.split(/(?<=\.)\s/u).every((p) => p.split(/\s+/u).length <= 12)).toBe(true);
  });
});

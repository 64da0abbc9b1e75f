import { describe, expect, it } from 'vitest';
import { readAnswers } from './answers.ts';
import { inseeIllectronisme2021 as insee } from './instruments.ts';
import type { Evidence, Reponse, Valeur } from './reponse.ts';

const le = '2026-11-22T09:00:00Z';
const said = (item: string, value: Valeur, evidence: Evidence = 'self', corrects?: number): Reponse => ({
  item,
  value,
  evidence,
  le,
  ...(corrects === undefined ? {} : { corrects }),
});

function answersOf(...reponses: Reponse[]): unknown {
  const result = readAnswers(insee, reponses);
  return result.ok
    ? result.value.map(({ item, truth, evidence }) => `${item} ${truth} ${evidence}`)
    : result.motifs;
}

describe('readAnswers', () => {
  it('says what stands: seen over said, corrected, in the order of the instrument', () => {
    expect(
      answersOf(
        said('IU', 1),
        said('IUEM', 'yes'),
        said('IUIF', 'no'),
        said('IUEM', 'no', 'observed'),
        said('IUIF', 'yes', 'self', 2),
      ),
    ).toEqual(['IU yes self', 'IUIF yes self', 'IUEM no observed']);
  });

  it('leaves out what is not known, and keeps a yes that the person preferred not to show', () => {
    expect(answersOf(said('IUEM', 'unknown'), said('IBUY', 2), said('IBUY', 'refused', 'observed'))).toEqual([
      'IBUY yes self',
    ]);
  });

  it('refuses with all the motifs of score', () => {
    expect(answersOf(said('constructor', 'yes'), said('IBUY', 7))).toMatchObject([
      { code: 'unknown-item' },
      { code: 'choice-out-of-range' },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { inferActesFaits } from './actes-faits.ts';

describe('acts of an entry that does not list them', () => {
  it.each(['informer', 'faire_faire'] as const)(
    'are none when the mode is %s, whatever was ticked',
    (mode) => {
      expect(inferActesFaits({ mode, issue: 'finalisee', coches: ['saisir'] })).toEqual([]);
    },
  );

  it('are those that were ticked when both do it together', () => {
    expect(inferActesFaits({ mode: 'faire_avec', issue: 'finalisee' })).toEqual([]);
    expect(inferActesFaits({ mode: 'faire_avec', coches: ['payer'] })).toEqual(['payer']);
  });

  it.each([
    ['finalisee', ['consulter', 'saisir', 'deposer']],
    ['en_attente_reponse', ['consulter', 'saisir', 'deposer']],
    ['a_poursuivre', ['consulter', 'saisir']],
    [undefined, ['consulter', 'saisir']],
  ] as const)('in the person’s place, %s, are at least %j', (issue, attendus) => {
    for (const mode of ['faire_a_la_place_present', 'faire_a_la_place_absent'] as const) {
      expect(inferActesFaits({ mode, issue })).toEqual(attendus);
      expect(inferActesFaits({ mode, issue, coches: ['signer'] })).toEqual(['signer']);
    }
  });

  it('are none before the mode is known', () => {
    expect(inferActesFaits({ coches: ['saisir'] })).toEqual([]);
  });
});

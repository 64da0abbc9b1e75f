/** What an item gives the writers, and what stays the person's own. */
import { describe, expect, it } from 'vitest';
import { AIDE_LOGEMENT, ITEM } from '../f0.fixture.ts';
import type { DemarcheFaits, Item } from './modele.ts';
import { listActes, listExceptions, listPaires, listReserves } from './portee.ts';

const theme = (...demarches: Partial<DemarcheFaits>[]): Item['portee'] => ({
  kind: 'perimetre',
  perimetre: 'logement',
  catalogueVersion: '1',
  demarches: demarches.map((d) => ({ ...AIDE_LOGEMENT, ...d })),
});
const item = (portee: Item['portee'], plus: Partial<Item> = {}): Item => ({ ...ITEM, portee, ...plus });

describe('acts that stay hers', () => {
  it('her signature where it is personal, named by the line or not', () => {
    const portee = theme({ id: 'a' }, { id: 'b', signaturePersonnelle: true });
    expect(listReserves(item(portee))).toEqual([{ demarcheId: 'b', acte: 'signer' }]);
    expect(listReserves(item(portee, { actes: ['signer'] }))).toEqual([{ demarcheId: 'b', acte: 'signer' }]);
  });

  it('a reserved act where the line names it', () => {
    const portee = theme({ id: 'a', actesReserves: ['payer', 'saisir'] }, { id: 'b' });
    expect(listReserves(item(portee))).toEqual([{ demarcheId: 'a', acte: 'saisir' }]);
    expect(listReserves(item(portee, { actes: ['saisir', 'payer'] }))).toEqual([
      { demarcheId: 'a', acte: 'saisir' },
      { demarcheId: 'a', acte: 'payer' },
    ]);
  });
});

describe('exceptions', () => {
  it('take out their act, their démarche, or one act of one démarche', () => {
    const portee = theme({ id: 'a' }, { id: 'b' });
    const restent = (sauf: Item['sauf']) =>
      listPaires(item(portee, { actes: ['saisir', 'deposer'], sauf })).map(
        (p) => `${p.demarcheId} ${p.acte}`,
      );
    expect(restent([])).toEqual(['a saisir', 'a deposer', 'b saisir', 'b deposer']);
    expect(restent([{ acte: 'saisir' }])).toEqual(['a deposer', 'b deposer']);
    expect(restent([{ demarcheId: 'a' }])).toEqual(['b saisir', 'b deposer']);
    expect(restent([{ demarcheId: 'a', acte: 'saisir' }])).toEqual(['a deposer', 'b saisir', 'b deposer']);
  });

  it('are told when they take something out: one about another démarche is not', () => {
    const sauf: Item['sauf'] = [
      { demarcheId: 'z' },
      { acte: 'saisir' },
      { demarcheId: 'a', acte: 'deposer' },
    ];
    expect(listExceptions(item(theme({ id: 'a' }), { sauf }))).toEqual(sauf.slice(1));
  });
});

describe('the acts that writers may do', () => {
  it('in the order of the line, for one démarche at least', () => {
    const actes = ['signer', 'deposer', 'saisir', 'payer'] as const;
    const portee = theme({ id: 'a', signaturePersonnelle: true, actesReserves: ['payer'] }, { id: 'b' });
    expect(listActes(item(portee, { actes: [...actes] }))).toEqual(actes);
    const seule = theme({ id: 'a', signaturePersonnelle: true, actesReserves: ['payer'] });
    expect(listActes(item(seule, { actes: [...actes] }))).toEqual(['deposer', 'saisir']);
  });

  it('not what is excepted on one démarche and reserved on the other', () => {
    const portee = theme({ id: 'a', actesReserves: ['payer'] }, { id: 'b' });
    const sauf = [{ demarcheId: 'b', acte: 'payer' as const }];
    expect(listActes(item(portee, { actes: ['payer', 'saisir'], sauf }))).toEqual(['saisir']);
  });
});

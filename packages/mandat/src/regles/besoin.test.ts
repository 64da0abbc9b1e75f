import { describe, expect, it } from 'vitest';
import { besoin, type Niveau, type QuestionBesoin } from './besoin.ts';
import {
  ACTES,
  ACTES_COURANTS,
  ACTES_EXPRES,
  CLASSES,
  MODES,
  type Acte,
  type Classe,
  type Mode,
} from '../modele/nomenclatures.ts';

const A: Niveau = 'aucun';
const r: Niveau = 'recommande';
const R: Niveau = 'requis';

// Columns: consulter, saisir, deposer, signer, payer, creer_compte, creer_messagerie, changer_coordonnees_bancaires.
// Source: CNIL kit 2019/2021 and Aidants Connect kit 2025; the finer cells are policy (specification, §1.1).
const SANS_IDENTIFIANTS: Record<Mode, Record<Classe, readonly Niveau[]>> = {
  informer: { simple: [A, A, A, A, A, A, A, A], sensible: [A, A, A, A, A, A, A, A] },
  faire_faire: { simple: [A, A, A, A, A, A, A, A], sensible: [A, A, A, A, A, A, A, A] },
  faire_avec: { simple: [A, A, A, R, R, R, R, R], sensible: [r, r, r, R, R, R, R, R] },
  faire_a_la_place_present: { simple: [r, r, r, R, R, R, R, R], sensible: [R, R, R, R, R, R, R, R] },
  faire_a_la_place_absent: { simple: [R, R, R, R, R, R, R, R], sensible: [R, R, R, R, R, R, R, R] },
};

const cellules = MODES.flatMap((mode) =>
  CLASSES.flatMap((classe) =>
    ACTES.map((acte, rang) => ({ mode, classe, acte, attendu: SANS_IDENTIFIANTS[mode][classe][rang] })),
  ),
);

describe('besoin', () => {
  it.each(cellules)('$mode × $classe × $acte → $attendu', ({ mode, classe, acte, attendu }) => {
    const forme = mode === 'faire_a_la_place_absent' ? 'ecrite' : 'libre';
    expect(besoin({ mode, classe, acte })).toEqual({ ok: true, value: { niveau: attendu, forme } });
    expect(besoin({ mode, classe, acte, identifiantsParEcrivain: false })).toEqual(
      besoin({ mode, classe, acte }),
    );
  });

  it.each(cellules)(
    '$mode × $classe × $acte with the credentials typed by the writer',
    ({ mode, classe, acte }) => {
      const resultat = besoin({ mode, classe, acte, identifiantsParEcrivain: true });
      if (mode === 'informer' || mode === 'faire_faire') {
        expect(resultat).toMatchObject({ ok: false, motifs: [{ code: 'mode_incoherent' }] });
      } else {
        expect(resultat).toMatchObject({ ok: true, value: { niveau: 'requis' } });
      }
    },
  );

  it.each<[Mode, Classe, Niveau]>([
    ['faire_avec', 'simple', 'aucun'],
    ['faire_avec', 'sensible', 'recommande'],
    ['faire_a_la_place_present', 'simple', 'recommande'],
    ['faire_a_la_place_present', 'sensible', 'requis'],
    ['faire_a_la_place_absent', 'simple', 'requis'],
  ])('without an act, %s × %s → %s', (mode, classe, niveau) => {
    expect(besoin({ mode, classe })).toMatchObject({ ok: true, value: { niveau } });
  });

  it('an act is ordinary or express, never both, never neither', () => {
    expect([...ACTES_COURANTS, ...ACTES_EXPRES].sort()).toEqual([...ACTES].sort());
  });

  it('says which code does not exist, all at once', () => {
    const q = { mode: 'aider', classe: 'grave', acte: 'voler' } as unknown as QuestionBesoin;
    const phrase = 'Ce code n’existe pas.';
    expect(besoin(q)).toEqual({
      ok: false,
      motifs: ['mode', 'classe', 'acte'].map((champ) => ({
        code: 'commande_invalide',
        phrase,
        path: [champ],
      })),
    });
  });

  it('credentials typed by the writer contradict a mode where the person does it herself', () => {
    expect(besoin({ mode: 'faire_faire', classe: 'simple', identifiantsParEcrivain: true })).toEqual({
      ok: false,
      motifs: [
        {
          code: 'mode_incoherent',
          phrase: 'L’écrivain ne saisit pas les identifiants dans ce mode : la personne fait elle-même.',
          path: ['identifiantsParEcrivain'],
        },
      ],
    });
  });

  it('never asks for less when the écrivain does more', () => {
    const rang: Record<Niveau, number> = { aucun: 0, recommande: 1, requis: 2 };
    const niveau = (mode: Mode, classe: Classe, acte?: Acte) => {
      const resultat = besoin({ mode, classe, acte });
      return resultat.ok ? rang[resultat.value.niveau] : -1;
    };
    for (const { mode, classe, acte } of cellules) {
      expect(niveau(mode, classe, acte)).toBeGreaterThanOrEqual(niveau(mode, classe));
      expect(niveau(mode, 'sensible', acte)).toBeGreaterThanOrEqual(niveau(mode, 'simple', acte));
    }
  });
});

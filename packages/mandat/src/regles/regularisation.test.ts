import { describe, expect, it } from 'vitest';
import { commande, E1, AIDE_LOGEMENT, H, motifsDe, RECUEIL, SIGNE, signer, toCodes } from '../f0.fixture.ts';
import type { Recueil } from '../modele/modele.ts';
import { ACTES, MODES, type Acte, type Mode } from '../modele/nomenclatures.ts';
import { verifier, type Demande } from './verifier.ts';
import { etatA, fold } from '../histoire/vue.ts';
import type { EtatMandat } from '../modele/etat.ts';

/** End of the 15th day after 22 November, in Paris. */
const CADUC = '2026-12-07T23:00:00.000Z';
const AVANT = '2026-12-07T22:59:59.999Z';
const J3 = '2026-11-25T09:00:00.000Z';
const ORAL = { mode: 'telephone', forme: 'oral_a_regulariser' } as const;

const oral = (duree?: { jours: number }) => signer(duree === undefined ? {} : { duree }, { recueil: ORAL });
const regulariser = (faitLe: string, change: Partial<Recueil> = {}, id = 'reg') =>
  commande('RegulariserOral', { recueil: { ...RECUEIL, ...change } }, { faitLe, id });

function demander(etat: EtatMandat | null, plus: Partial<Demande> = {}) {
  return verifier({
    mandats: etat === null ? [] : [etat],
    mandantRef: 'p-1',
    habilitation: E1,
    demarche: AIDE_LOGEMENT,
    acte: 'saisir',
    mode: 'faire_a_la_place_present',
    instant: J3,
    ...plus,
  });
}

describe('a spoken consent', () => {
  it('is actif at once, for fifteen days counted as a period', () => {
    const { etat, evenements } = oral();
    expect(etat?.consentement?.oral).toEqual({
      actes: ['consulter', 'saisir'],
      auInclus: '2026-12-07',
      fin: CADUC,
    });
    expect(etatA(evenements, SIGNE)?.statut).toBe('actif');
    expect(etatA(evenements, AVANT)?.statut).toBe('actif');
    expect(etatA(evenements, CADUC)).toMatchObject({
      statut: 'caduc',
      statutItems: { 'i-1': 'caduc' },
      fin: { cause: 'non_regularise', faitLe: CADUC },
    });
  });

  it('takes its acts and its days from the policy of that day', () => {
    const p = signer(
      {},
      { recueil: ORAL, contexte: { politique: { actesOral: ['consulter'], joursOral: 2 } } },
    );
    expect(p.etat?.consentement?.oral).toMatchObject({ actes: ['consulter'], auInclus: '2026-11-24' });
    expect(toCodes(demander(p.etat, { instant: '2026-11-24T09:00:00.000Z' }).motifs)).toEqual([
      'limite_oral',
    ]);
  });

  it('opens consulting and typing only, and nothing in her absence', () => {
    const item = { actes: [...ACTES] };
    const { etat } = signer(
      {
        items: [
          {
            id: 'i-1',
            portee: { kind: 'demarche', demarche: AIDE_LOGEMENT },
            sauf: [],
            uneFois: false,
            ...item,
          },
        ],
      },
      { recueil: ORAL },
    );
    const attendu = (acte: Acte, mode: Mode) => {
      if (mode === 'informer' || mode === 'faire_faire') return [];
      if (mode === 'faire_a_la_place_absent') return ['limite_oral'];
      const courant =
        acte === 'consulter' || acte === 'saisir' || (mode === 'faire_avec' && acte === 'deposer');
      return courant ? [] : ['limite_oral'];
    };
    for (const mode of MODES) {
      for (const acte of ACTES) {
        expect([mode, acte, toCodes(demander(etat, { mode, acte }).motifs)]).toEqual([
          mode,
          acte,
          attendu(acte, mode),
        ]);
      }
    }
  });

  it('warns until it is put in writing', () => {
    const p = oral();
    expect(toCodes(demander(p.etat).avertissements)).toEqual(['a_regulariser']);
    p.faire(regulariser(J3));
    expect(toCodes(demander(p.etat).avertissements)).toEqual([]);
  });
});

describe('putting it in writing', () => {
  it('opens the whole mandate from that instant, for the period of the first consent', () => {
    const p = oral();
    p.faire(regulariser(J3));
    const absent = { acte: 'deposer', mode: 'faire_a_la_place_absent' } as const;
    expect(demander(p.etat, absent).autorise).toBe(true);
    expect(toCodes(demander(p.etat, { ...absent, instant: SIGNE }).motifs)).toEqual(['limite_oral']);
    expect(etatA(p.evenements, CADUC)?.statut).toBe('actif');
    expect(p.etat?.periode?.auInclus).toBe('2027-05-22');
  });

  it.each([AVANT, CADUC])('until the last instant of the fifteenth day: %s', (faitLe) => {
    expect(motifsDe(oral(), regulariser(faitLe))).toEqual(faitLe === AVANT ? [] : ['transition_interdite']);
  });

  it.each([AVANT, CADUC])(
    'recorded by then as well: a letter signed on Monday, entered at %s',
    (maintenant) => {
      const lundi = regulariser('2026-12-07T09:00:00.000Z', { mode: 'courrier' });
      const codes = maintenant === AVANT ? [] : ['transition_interdite'];
      expect(motifsDe(oral(), lundi, { maintenant })).toEqual(codes);
    },
  );

  it('told after the lapse, even from elsewhere, it opens nothing again: an end stays', () => {
    const p = oral();
    p.faire(regulariser(J3));
    const tard = p.evenements.map((e) => (e.type === 'OralRegularise' ? { ...e, connuLe: CADUC } : e));
    for (const instant of [CADUC, '2026-12-20T09:00:00.000Z']) {
      expect(etatA(tard, instant)?.statut).toBe('caduc');
      expect(toCodes(demander(fold(tard), { instant }).motifs)).toEqual(['caduc']);
    }
  });

  it('a signature that came after the lapse by synchronisation brings nothing back', () => {
    const p = oral();
    p.faire(regulariser(J3));
    const tard = p.evenements.map((e) => (e.type === 'OralRegularise' ? { ...e, faitLe: CADUC } : e));
    expect(etatA(tard, CADUC)?.statut).toBe('caduc');
    expect(fold(tard)?.fin).toBeUndefined();
  });

  it.each([
    ['spoken again', ORAL, ['commande_invalide']],
    ['signed by phone', { mode: 'telephone' }, ['commande_invalide']],
    [
      'a cross and one witness',
      { forme: 'ne_sait_signer', temoins: [{ ref: 't-1', kind: 'tiers' }] },
      ['temoins_insuffisants'],
    ],
    ['translated by a child', { interprete: 'proche_mineur' }, ['interprete_mineur']],
    ['not understood', { reformulation: 'non_comprise' }, ['reformulation_manquante']],
    ['another language', { langue: 'uk' }, ['langue_non_comprise']],
  ] as const)('is taken as a consent is: %s', (_, change, codes) => {
    expect(motifsDe(oral(), regulariser(J3, change as Partial<Recueil>))).toEqual(codes);
  });

  it('needs a spoken consent, once, on a mandate still alive', () => {
    expect(motifsDe(signer(), regulariser(J3))).toEqual(['transition_interdite']);
    expect(motifsDe(signer({}, { jusqua: 'EnregistrerLecture' }), regulariser(J3))).toEqual([
      'transition_interdite',
    ]);
    const p = oral();
    p.faire(regulariser(J3));
    expect(motifsDe(p, regulariser('2026-11-26T09:00:00.000Z', {}, 'reg2'))).toEqual([
      'transition_interdite',
    ]);
    const fini = oral();
    fini.faire(commande('RevoquerMandat', { demandePar: 'mandant', canal: 'sms' }, { faitLe: J3 }));
    expect(motifsDe(fini, regulariser('2026-11-26T09:00:00.000Z'))).toEqual(['transition_interdite']);
    expect(motifsDe(oral({ jours: 2 }), regulariser('2026-11-26T09:00:00.000Z'))).toEqual([
      'transition_interdite',
    ]);
  });

  it('may come before the acceptance; a lapsed voice is not accepted any more', () => {
    const p = signer({}, { recueil: ORAL, jusqua: 'Consentir' });
    const accepter = (faitLe: string) =>
      commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' }, { faitLe });
    expect(motifsDe(p, accepter(CADUC))).toEqual(['caduc']);
    p.faire(regulariser(J3));
    expect(motifsDe(p, accepter(CADUC))).toEqual([]);
  });

  it('a short mandate expires before its voice lapses', () => {
    expect(etatA(oral({ jours: 2 }).evenements, CADUC)?.statut).toBe('expire');
  });
});

it('the hash of the text is that of the spoken consent', () => {
  const p = oral();
  p.faire(regulariser(J3));
  expect(p.etat?.consentement?.documentHash).toBe(H);
  expect(p.etat).toEqual(fold(p.evenements));
});

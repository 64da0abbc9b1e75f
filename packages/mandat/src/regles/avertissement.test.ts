import { describe, expect, it } from 'vitest';
import type { EtatMandat } from '../modele/etat.ts';
import {
  acte,
  AIDE_LOGEMENT,
  commande,
  DEPOT_RSA,
  E1,
  H,
  ITEM,
  RECUEIL,
  signer,
  toCodes,
} from '../f0.fixture.ts';
import { toMotif } from '../modele/motif.ts';
import { addJours, addMs, toDebutDuJour } from '../modele/temps.ts';
import { verifier, type Demande } from './verifier.ts';

const HIER = '2026-11-23T09:00:00.000Z';

function demander(etats: (EtatMandat | null)[], plus: Partial<Demande> = {}) {
  return verifier({
    mandats: etats.filter((e) => e !== null),
    mandantRef: 'p-1',
    habilitation: E1,
    demarche: AIDE_LOGEMENT,
    acte: 'deposer',
    mode: 'faire_a_la_place_absent',
    instant: HIER,
    ...plus,
  });
}
const avertissements = (etats: (EtatMandat | null)[], plus: Partial<Demande> = {}) => {
  const decision = demander(etats, plus);
  expect(decision.motifs).toEqual([]);
  return toCodes(decision.avertissements);
};
/** A mandate with its copy handed over, so that only the warning at hand shows. */
function remis(...args: Parameters<typeof signer>) {
  const p = signer(...args);
  p.faire(commande('RemettreExemplaire', { canal: 'papier' }));
  return p;
}

describe('the copy', () => {
  it('is late from the ninth day, as seen from there', () => {
    const p = signer();
    const le = (instant: string, connuA?: string) =>
      avertissements([p.etat], { instant, ...(connuA && { connuA }) });
    expect(le('2026-11-30T22:59:59.999Z')).toEqual([]);
    expect(le('2026-11-30T23:00:00.000Z')).toEqual(['exemplaire_non_remis']);
    const tard = '2026-12-20T09:00:00.000Z';
    p.faire(commande('RemettreExemplaire', { canal: 'courrier' }, { faitLe: '2026-12-05T09:00:00.000Z' }), {
      maintenant: tard,
    });
    expect(le('2026-12-04T09:00:00.000Z', tard)).toEqual(['exemplaire_non_remis']);
    expect(le('2026-12-06T09:00:00.000Z')).toEqual(['exemplaire_non_remis']);
    expect(le('2026-12-06T09:00:00.000Z', tard)).toEqual([]);
    const spare = demander([p.etat], { instant: '2026-12-06T09:00:00.000Z', connuA: tard });
    expect(spare.preuves.at(-1)).toBe('m-1.c-RemettreExemplaire/0');
  });

  it.each([6, 8, 30])('after %d days, is late from the first instant of the next one', (joursExemplaire) => {
    const politique = { joursExemplaire };
    const minuit = toDebutDuJour(addJours('2026-11-22', joursExemplaire + 1), 'Europe/Paris');
    const { etat } = signer();
    expect(avertissements([etat], { politique, instant: addMs(minuit, -1) })).toEqual([]);
    for (const jours of [0, 1, 2, 3, 4, 60]) {
      const instant = addMs(minuit, jours * 86_400_000);
      expect(avertissements([etat], { politique, instant })).toEqual(['exemplaire_non_remis']);
    }
  });

  it('waits for what the structure chose', () => {
    const politique = { joursExemplaire: 0 };
    expect(avertissements([signer().etat], { politique })).toEqual(['exemplaire_non_remis']);
  });
});

describe('the account of what was done (C. civ. 1993)', () => {
  it('is late after the same delay, act by act', () => {
    const p = remis();
    p.faire(acte({ acte: 'saisir' }, 'a1', '2026-11-24T09:00:00.000Z'));
    p.faire(acte({ acte: 'saisir' }, 'a2', '2026-11-28T09:00:00.000Z'));
    const le = (instant: string) => avertissements([p.etat], { instant });
    expect(le('2026-12-02T22:59:59.999Z')).toEqual([]);
    expect(le('2026-12-02T23:00:00.000Z')).toEqual(['compte_rendu_en_retard']);
    p.faire(
      commande(
        'RendreCompte',
        { actes: ['m-1.a1/0'], canal: 'papier' },
        { faitLe: '2026-12-03T09:00:00.000Z' },
      ),
    );
    expect(le('2026-12-03T10:00:00.000Z')).toEqual([]);
    expect(le('2026-12-07T09:00:00.000Z')).toEqual(['compte_rendu_en_retard']);
  });

  it('names the acts still owed, each late since its own day, not those told since', () => {
    const p = remis();
    p.faire(acte({ acte: 'saisir' }, 'a1', '2026-11-24T09:00:00.000Z'));
    p.faire(acte({ acte: 'saisir' }, 'a2', '2026-11-24T10:00:00.000Z'));
    p.faire(acte({ acte: 'saisir' }, 'a3', '2026-12-04T09:00:00.000Z'));
    const rendre = (faitLe: string) =>
      commande('RendreCompte', { actes: ['m-1.a1/0'], canal: 'papier' }, { faitLe });
    p.faire(rendre('2026-12-06T09:00:00.000Z'));
    const dus = (instant: string) => {
      const { avertissements: dits, preuves } = demander([p.etat], { instant });
      expect(dits).toEqual([toMotif('compte_rendu_en_retard')]);
      return preuves.filter((id) => /^m-1\.a\d/.test(id));
    };
    expect(dus('2026-12-05T09:00:00.000Z')).toEqual(['m-1.a1/0', 'm-1.a2/0']);
    expect(dus('2026-12-07T09:00:00.000Z')).toEqual(['m-1.a2/0']);
    expect(dus('2027-01-15T09:00:00.000Z')).toEqual(['m-1.a2/0', 'm-1.a3/0']);
  });
});

describe('the term', () => {
  it('is near from thirty days before the last day', () => {
    const p = remis();
    const le = (instant: string) => avertissements([p.etat], { instant });
    expect(le('2027-04-21T21:59:59.999Z')).toEqual([]);
    expect(le('2027-04-21T22:00:00.000Z')).toEqual(['echeance_proche']);
    expect(avertissements([p.etat], { politique: { joursRappel: 365 } })).toEqual(['echeance_proche']);
  });
});

describe('another structure', () => {
  const S2 = { structure: { id: 's-2', libelle: 'CCAS', zone: 'Europe/Paris' } };
  const chez = (plus: Parameters<typeof signer>[0] = {}) =>
    signer({ ...S2, ...plus }, { id: 'm-2', contexte: { habilitations: [{ ...E1, structureId: 's-2' }] } });

  it('is signalled when it holds the same act of the same démarche', () => {
    expect(avertissements([chez().etat, remis().etat])).toEqual(['conflit_autre_structure']);
    expect(avertissements([remis().etat, chez().etat])).toEqual(['conflit_autre_structure']);
  });

  it('is signalled by one of its lines, whatever the others', () => {
    const rsa = { ...ITEM, id: 'i-2', portee: { kind: 'demarche' as const, demarche: DEPOT_RSA } };
    expect(avertissements([remis().etat, chez({ items: [rsa, ITEM] }).etat])).toEqual([
      'conflit_autre_structure',
    ]);
  });

  it('is not when it holds something else, or nothing any more', () => {
    const rsa = { ...ITEM, portee: { kind: 'demarche' as const, demarche: DEPOT_RSA } };
    for (const items of [
      [rsa],
      [{ ...ITEM, actes: ['saisir' as const] }],
      [{ ...ITEM, actes: ['saisir' as const, 'deposer' as const], sauf: [{ acte: 'deposer' as const }] }],
    ]) {
      expect(avertissements([remis().etat, chez({ items }).etat])).toEqual([]);
    }
    const faite = chez({
      items: [
        { ...ITEM, uneFois: true },
        { ...rsa, id: 'i-2' },
      ],
    });
    const ailleurs = { habilitations: [{ ...E1, structureId: 's-2' }] };
    faite.faire(acte({}, 'a1', '2026-11-22T10:00:00.000Z'), ailleurs);
    expect(avertissements([remis().etat, faite.etat])).toEqual([]);
    const reduit = chez();
    const retrait = {
      itemId: 'i-1',
      actes: ['deposer' as const],
      demandePar: 'mandant' as const,
      canal: 'sms' as const,
    };
    reduit.faire(commande('RetirerPerimetre', retrait));
    expect(avertissements([remis().etat, reduit.etat])).toEqual([]);
    const fini = chez();
    fini.faire(commande('RevoquerMandat', { demandePar: 'mandant', canal: 'sms' }));
    expect(avertissements([remis().etat, fini.etat])).toEqual([]);
    expect(avertissements([remis().etat, signer({}, { id: 'm-3', jusqua: 'Consentir' }).etat])).toEqual([]);
  });
});

describe('what nobody knew yet', () => {
  const VENDREDI = '2026-11-27T16:00:00.000Z';
  const SAMEDI = '2026-11-28T11:00:00.000Z';
  const LUNDI = { maintenant: '2026-11-30T08:00:00.000Z' };
  const entier = {
    items: [{ ...ITEM, actes: ['saisir' as const, 'payer' as const, 'deposer' as const], uneFois: true }],
  };
  const demande = { demandePar: 'mandant', canal: 'telephone' } as const;

  it.each([
    ['a revocation', commande('RevoquerMandat', demande, { faitLe: VENDREDI })],
    ['a withdrawal', commande('RetirerPerimetre', { itemId: 'i-1', ...demande }, { faitLe: VENDREDI })],
    ['the last filing', acte({}, 'a1', VENDREDI)],
    ['a pause', commande('SuspendreMandat', { motifCode: 'conge' }, { faitLe: VENDREDI })],
    [
      'a curatelle',
      commande(
        'SignalerProtection',
        { capacite: 'curatelle_simple', jugementLe: '2026-11-26' },
        { faitLe: VENDREDI },
      ),
    ],
    ['a death', commande('SignalerDeces', { le: '2026-11-26' }, { faitLe: VENDREDI })],
  ])('%s, entered on Monday, is signalled of a Saturday', (_, fait) => {
    const p = remis(entier);
    const payer = { acte: 'payer', instant: SAMEDI } as const;
    expect(avertissements([p.etat], payer)).toEqual([]);
    p.faire(fait, LUNDI);
    expect(avertissements([p.etat], payer)).toEqual(['fait_dans_l_ignorance']);
    expect(demander([p.etat], { ...payer, connuA: LUNDI.maintenant }).autorise).toBe(false);
    const { avertissements: dits, preuves } = demander([p.etat], payer);
    expect(dits.map((m) => m.itemId)).toEqual(['i-1']);
    expect(preuves).toContain(p.evenements.at(-1)?.id);
  });

  it('a pause and its end, both told on Monday, closed nothing on Saturday', () => {
    const p = remis(entier);
    p.faire(commande('SuspendreMandat', { motifCode: 'doute' }, { faitLe: VENDREDI }), LUNDI);
    p.faire(
      commande('ReprendreMandat', { motifCode: 'clair' }, { faitLe: '2026-11-28T08:00:00.000Z' }),
      LUNDI,
    );
    expect(avertissements([p.etat], { acte: 'payer', instant: SAMEDI })).toEqual([]);
  });

  it('a curatelle closes nothing that she may still do alone', () => {
    const p = remis(entier);
    p.faire(
      commande(
        'SignalerProtection',
        { capacite: 'curatelle_simple', jugementLe: '2026-11-26' },
        { faitLe: VENDREDI },
      ),
      LUNDI,
    );
    expect(avertissements([p.etat], { acte: 'saisir', instant: SAMEDI })).toEqual([]);
  });
});

describe('the interpreter', () => {
  it.each(['recueil', 'lecture', 'regularisation'])('an interested relative is signalled: %s', (ou) => {
    const interesse = { interprete: 'proche_interesse' } as const;
    const oral = { mode: 'telephone', forme: 'oral_a_regulariser' } as const;
    const p = signer({}, { jusqua: 'PresenterNotice' });
    const { langue, lecture, interprete, reformulation, noticeBilingue } = RECUEIL;
    const lu = { langue, lecture, interprete, reformulation, noticeBilingue };
    p.faire(commande('EnregistrerLecture', ou === 'lecture' ? { ...lu, ...interesse } : lu));
    const dit = ou === 'recueil' ? interesse : ou === 'regularisation' ? oral : {};
    p.faire(commande('Consentir', { recueil: { ...RECUEIL, ...dit }, documentHash: H }));
    p.faire(commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' }));
    if (ou === 'regularisation') {
      p.faire(commande('RegulariserOral', { recueil: { ...RECUEIL, ...interesse } }, { faitLe: HIER }));
    }
    expect(avertissements([p.etat])).toEqual(['interprete_interesse']);
  });
});

/** The whole of an answer: what it says when nothing is needed, when a mandate governs, and on what a yes stands. */
import { describe, expect, it } from 'vitest';
import type { EtatMandat } from '../modele/etat.ts';
import {
  AIDE_LOGEMENT,
  commande,
  DEPOT_RSA,
  E1,
  H,
  ITEM,
  RECUEIL,
  SIGNE,
  signer,
  toCodes,
} from '../f0.fixture.ts';
import { verifier, type Demande } from './verifier.ts';

const APRES = '2026-12-01T09:00:00.000Z';
const EXPIRE = '2027-06-01T09:00:00.000Z';
const demande = { demandePar: 'mandant', canal: 'telephone' } as const;
const S2 = { structure: { id: 's-2', libelle: 'CCAS', zone: 'Europe/Paris' } };

function demander(etats: (EtatMandat | null)[], plus: Partial<Demande> = {}) {
  return verifier({
    mandats: etats.filter((e) => e !== null),
    mandantRef: 'p-1',
    habilitation: E1,
    demarche: AIDE_LOGEMENT,
    acte: 'saisir',
    mode: 'faire_a_la_place_present',
    instant: APRES,
    ...plus,
  });
}

describe('an answer without a mandate', () => {
  it('is a yes that leans on nothing, where none is needed or one is only advised', () => {
    const oui = { autorise: true, preuves: [], motifs: [], avertissements: [] };
    expect(demander([], { mode: 'faire_faire' })).toEqual({ ...oui, besoin: 'aucun' });
    expect(demander([])).toEqual({ ...oui, besoin: 'recommande' });
  });

  it('is a no where one is required, or where the mode contradicts what is done', () => {
    const non = { autorise: false, preuves: [], avertissements: [] };
    const absent = demander([], { mode: 'faire_a_la_place_absent' });
    expect(absent).toEqual({ ...non, besoin: 'requis', motifs: absent.motifs });
    expect(toCodes(absent.motifs)).toEqual(['pas_de_mandat']);
    const contredit = demander([], { mode: 'informer', identifiantsParEcrivain: true });
    expect(contredit).toEqual({ ...non, besoin: 'aucun', motifs: contredit.motifs });
    expect(toCodes(contredit.motifs)).toEqual(['mode_incoherent']);
  });

  it('is a no for what stays hers, even done with her', () => {
    const demarche = { ...AIDE_LOGEMENT, actesReserves: ['saisir' as const] };
    const reponse = demander([], { demarche, mode: 'faire_avec' });
    expect([reponse.autorise, reponse.besoin, toCodes(reponse.motifs)]).toEqual([
      false,
      'aucun',
      ['acte_reserve'],
    ]);
    const present = demander([], { demarche });
    expect([present.autorise, present.besoin, toCodes(present.motifs)]).toEqual([
      false,
      'recommande',
      ['acte_reserve'],
    ]);
  });
});

describe('where a mandate is only advised', () => {
  it('doing with her is free, and says what the mandate does not cover', () => {
    const reponse = demander([signer().etat], { mode: 'faire_avec', demarche: DEPOT_RSA });
    expect([reponse.autorise, toCodes(reponse.avertissements)]).toEqual([true, ['hors_demarche']]);
    expect(reponse.preuves).toEqual([]);
  });

  it('doing with her asks no read-back, filing in her place does (accompagnement §5.2)', () => {
    const rsa = signer({ items: [{ ...ITEM, portee: { kind: 'demarche', demarche: DEPOT_RSA } }] }).etat;
    const deposer = { demarche: DEPOT_RSA, acte: 'deposer' } as const;
    const avec = demander([rsa], { ...deposer, mode: 'faire_avec' });
    expect([avec.autorise, avec.mandatId, toCodes(avec.motifs)]).toEqual([true, 'm-1', []]);
    for (const mode of ['faire_a_la_place_present', 'faire_a_la_place_absent'] as const) {
      expect(toCodes(demander([rsa], { ...deposer, mode }).motifs)).toEqual(['relecture_manquante']);
    }
  });

  it('a mandate in force holds doing in her place inside its list; once over, it holds what it names', () => {
    const { etat } = signer({ items: [{ ...ITEM, actes: ['consulter'] }] });
    expect(toCodes(demander([etat]).motifs)).toEqual(['hors_acte']);
    expect(demander([etat])).toMatchObject({
      preuves: [],
      avertissements: [],
      mandatId: 'm-1',
      itemId: 'i-1',
    });
    expect(toCodes(demander([etat], { instant: EXPIRE }).motifs)).toEqual(['expire', 'hors_acte']);
    const deux = signer({
      items: [ITEM, { ...ITEM, id: 'i-2', portee: { kind: 'demarche', demarche: DEPOT_RSA } }],
    });
    expect(toCodes(demander([deux.etat], { instant: EXPIRE }).motifs)).toEqual(['expire']);
  });

  it.each([
    ['not prepared yet', () => signer({}, { le: '2026-12-02T09:00:00.000Z' }).etat, 'pas_encore_actif'],
    ['a draft', () => signer({}, { jusqua: 'PreparerMandat' }).etat, 'pas_encore_actif'],
    ['signed, not accepted', () => signer({}, { jusqua: 'Consentir' }).etat, 'pas_encore_actif'],
    [
      'a draft given up',
      () => {
        const p = signer({}, { jusqua: 'Consentir' });
        p.faire(commande('RevoquerMandat', demande));
        return p.etat;
      },
      'annule',
    ],
  ] as const)('a mandate that never began holds nothing: %s', (_, faire, code) => {
    const reponse = demander([faire()]);
    expect([reponse.autorise, toCodes(reponse.avertissements)]).toEqual([true, [code]]);
  });

  it('another structure’s mandate does not hold this one', () => {
    const habilitations = [{ ...E1, structureId: 's-2' }];
    const { etat } = signer(
      { ...S2, items: [{ ...ITEM, actes: ['consulter'] }] },
      { contexte: { habilitations } },
    );
    const reponse = demander([etat]);
    expect([reponse.autorise, toCodes(reponse.avertissements)]).toEqual([
      true,
      ['structure_differente', 'hors_acte'],
    ]);
  });
});

describe('the closest mandate', () => {
  const consulter = { items: [{ ...ITEM, actes: ['consulter' as const] }] };
  const payer = { acte: 'payer', mode: 'faire_a_la_place_absent' } as const;
  /** The answer names the same mandate, in whatever order they come. */
  const nommer = (a: EtatMandat | null, b: EtatMandat | null) => {
    const noms = [demander([a, b], payer).mandatId, demander([b, a], payer).mandatId];
    expect(new Set(noms).size).toBe(1);
    return noms[0];
  };

  it('of two that lack as much, is the one accepted last', () => {
    const ancien = signer(consulter, { id: 'm-b' }).etat;
    const recent = signer(consulter, { id: 'm-a', le: '2026-11-25T09:00:00.000Z' }).etat;
    expect(nommer(ancien, recent)).toBe('m-a');
  });

  it('a draft counts from its preparation', () => {
    const fini = signer(consulter, { id: 'm-b', le: '2026-11-24T09:00:00.000Z' });
    fini.faire(commande('RevoquerMandat', demande, { faitLe: '2026-11-26T09:00:00.000Z' }));
    const brouillon = (le: string) => signer(consulter, { id: 'm-a', le, jusqua: 'Consentir' }).etat;
    expect(nommer(fini.etat, brouillon('2026-11-25T09:00:00.000Z'))).toBe('m-a');
    expect(nommer(fini.etat, brouillon('2026-11-23T09:00:00.000Z'))).toBe('m-b');
  });

  it('accepted at one instant, always the same of the two', () => {
    expect(nommer(signer(consulter, { id: 'm-a' }).etat, signer(consulter, { id: 'm-b' }).etat)).toBe('m-b');
  });
});

describe('what a yes stands on', () => {
  const FONDEMENTS = [
    'PreparerMandat',
    'PresenterNotice',
    'EnregistrerLecture',
    'Consentir',
    'AccepterMandat',
  ];
  const ids = (...commandes: string[]) => commandes.map((c) => `m-1.c-${c}/0`);
  const le = (jour: number) => ({ faitLe: `2026-11-${jour}T09:00:00.000Z` });

  it('the steps of the consent, and nothing else', () => {
    expect(demander([signer().etat], { instant: SIGNE }).preuves).toEqual(ids(...FONDEMENTS));
  });

  it('the capacity told, the signature that followed a voice, the read-back, each once it is there', () => {
    const rsa = { ...ITEM, portee: { kind: 'demarche' as const, demarche: DEPOT_RSA } };
    const p = signer(
      { items: [rsa], mandant: { ref: 'p-1', capacite: 'inconnue' } },
      { recueil: { mode: 'telephone', forme: 'oral_a_regulariser' }, jusqua: 'Consentir' },
    );
    p.faire(commande('DeclarerCapacite', { capacite: 'aucune_mesure' }));
    p.faire(commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' }));
    p.faire(commande('RegulariserOral', { recueil: RECUEIL }, le(24)));
    const lu = { itemId: 'i-1', demarcheId: 'rsa', interventionRef: 'v-1', recapitulatifHash: H };
    p.faire(commande('Relire', { ...lu, luPar: 'e-1', accord: true, langue: 'fr' }, le(25)));
    const q = { demarche: DEPOT_RSA, interventionRef: 'v-1', relectureId: 'm-1.c-Relire/0' };
    const avant = [...FONDEMENTS, 'DeclarerCapacite'];
    const preuves = (plus: Partial<Demande>) => [...demander([p.etat], { ...q, ...plus }).preuves].sort();
    expect(preuves({ instant: le(23).faitLe })).toEqual(ids(...avant).sort());
    expect(preuves({ instant: le(24).faitLe })).toEqual(ids(...avant, 'RegulariserOral').sort());
    expect(preuves({ acte: 'deposer', instant: le(26).faitLe })).toEqual(
      ids(...avant, 'RegulariserOral', 'Relire').sort(),
    );
  });

  it('the measures told by then, and not those told since', () => {
    const p = signer();
    const sauvegarde = { capacite: 'sauvegarde', jugementLe: '2026-11-23' } as const;
    p.faire(commande('SignalerProtection', sauvegarde, le(25)));
    expect(demander([p.etat], { instant: le(24).faitLe }).preuves).toEqual(ids(...FONDEMENTS));
    const apres = demander([p.etat], { instant: le(26).faitLe });
    expect(apres.preuves).toEqual(ids(...FONDEMENTS, 'SignalerProtection'));
    expect(toCodes(apres.avertissements)).toEqual(['acte_contestable']);
  });
});

it('a programmer is told which of the inputs is malformed', () => {
  const { etat } = signer();
  expect(() => demander([etat], { instant: '2026-12-01' })).toThrow(/^instant must/);
  expect(() => demander([etat], { connuA: '2026-12-01' })).toThrow(/^connuA must/);
  const politique = { joursOral: 0 };
  expect(() => demander([etat], { mode: 'faire_a_la_place_absent', politique })).toThrow(/^politique is/);
});

/** Edges where two rules meet: each case was written to fail when its rule is removed. */
import { describe, expect, it } from 'vitest';
import type { Commande } from '../modele/evenement.ts';
import {
  AIDE_LOGEMENT,
  commande,
  DEPOT_RSA,
  E1,
  H,
  ITEM,
  RECUEIL,
  signer,
  toCodes,
  type Parcours,
} from '../f0.fixture.ts';
import { actesAExaminer } from '../histoire/qualification.ts';
import { chain, verifyChain } from '../ledger.ts';
import { verifier } from './verifier.ts';
import { etatA, fold } from '../histoire/vue.ts';

const FIN = '2027-05-22T22:00:00.000Z';
const LUNDI = '2026-11-30T08:00:00.000Z';

const revoquer = (faitLe: string) =>
  commande('RevoquerMandat', { demandePar: 'mandant', canal: 'courrier' }, { id: 'rev', faitLe });
const acte = (id: string, faitLe: string, change = {}) =>
  commande(
    'EffectuerActe',
    {
      itemId: 'i-1',
      demarcheId: 'aide-logement',
      acte: 'deposer',
      mode: 'faire_a_la_place_absent',
      canal: 'en_ligne',
      resultat: 'reussi',
      interventionRef: 'v-1',
      presenceMandant: false,
      ...change,
    },
    { id, faitLe },
  );
const retirer = (faitLe: string, plus = {}) =>
  commande(
    'RetirerPerimetre',
    { itemId: 'i-1', demandePar: 'mandant', canal: 'presence', ...plus },
    { id: 'ret', faitLe },
  );

function essayer(p: Parcours, c: Commande, plus = {}): string[] {
  const resultat = p.essayer(c, plus);
  return resultat.ok ? [] : toCodes(resultat.motifs);
}

describe('ends that meet', () => {
  it('an end written after the last day, by synchronisation, does not move it', () => {
    const p = signer();
    p.faire(revoquer(LUNDI));
    const tardif = p.evenements.map((e) =>
      e.type === 'MandatRevoque' ? { ...e, faitLe: '2027-06-01T09:00:00.000Z' } : e,
    );
    const vue = etatA(tardif, '2027-07-01T09:00:00.000Z');
    expect([vue?.statut, vue?.fin]).toEqual(['expire', undefined]);
  });

  it('an item keeps its first end: withdrawn, it does not expire later', () => {
    const p = signer();
    p.faire(retirer(LUNDI));
    expect(etatA(p.evenements, FIN)).toMatchObject({ statut: 'revoque', statutItems: { 'i-1': 'revoque' } });
  });

  it('the mandate takes the statut of the item that ended last', () => {
    const p = signer({
      items: [ITEM, { ...ITEM, id: 'i-2', portee: { kind: 'demarche', demarche: DEPOT_RSA } }],
    });
    p.faire(retirer(LUNDI));
    expect(etatA(p.evenements, FIN)).toMatchObject({
      statut: 'expire',
      statutItems: { 'i-1': 'revoque', 'i-2': 'expire' },
    });
  });

  it('nothing is accepted once the period is over, nor a copy handed before the acceptance', () => {
    const p = signer({}, { jusqua: 'Consentir' });
    const accepter = (faitLe: string) =>
      commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' }, { faitLe });
    expect(essayer(p, accepter(FIN))).toEqual(['expire']);
    p.faire(accepter(LUNDI));
    const remettre = (faitLe: string) => commande('RemettreExemplaire', { canal: 'papier' }, { faitLe });
    expect(essayer(p, remettre('2026-11-29T08:00:00.000Z'), { maintenant: LUNDI })).toEqual([
      'transition_interdite',
    ]);
    expect(essayer(p, remettre(LUNDI))).toEqual([]);
  });
});

describe('how an act stands', () => {
  it('done at the very instant when the end was recorded: out of scope', () => {
    const p = signer();
    p.faire(acte('a1', LUNDI));
    const autre = signer();
    autre.faire(revoquer('2026-11-27T16:00:00.000Z'), { maintenant: LUNDI });
    const etat = fold([...p.evenements, ...autre.evenements.slice(-1)]);
    expect(etat === null ? [] : actesAExaminer(etat).map((a) => a.qualification)).toEqual(['hors_perimetre']);
  });

  it('done after the last day: out of scope, even recorded as usual', () => {
    const p = signer();
    p.faire(acte('a1', LUNDI));
    const tardif = p.evenements.map((e) => (e.type === 'ActeEffectue' ? { ...e, faitLe: FIN } : e));
    expect(fold(tardif)?.actes[0]?.qualification).toBe('hors_perimetre');
  });
});

describe('a read-back never counts for something else', () => {
  const portee = {
    kind: 'perimetre' as const,
    perimetre: 'social' as const,
    catalogueVersion: '1',
    demarches: [DEPOT_RSA, { ...DEPOT_RSA, id: 'aah' }],
  };
  it.each([
    ['another démarche', { demarcheId: 'aah' }],
    ['another item', { itemId: 'i-2' }],
    ['another intervention', { interventionRef: 'v-9' }],
  ])('%s', (_, change) => {
    const p = signer({
      items: [
        { ...ITEM, portee },
        { ...ITEM, id: 'i-2', portee, actes: ['deposer'] },
      ],
    });
    const lu = {
      itemId: 'i-1',
      demarcheId: 'rsa',
      interventionRef: 'v-1',
      recapitulatifHash: H,
      luPar: 'e-1',
      langue: 'fr',
    };
    p.faire(commande('Relire', { ...lu, ...change, accord: true }, { faitLe: LUNDI }));
    p.faire(acte('a1', LUNDI, { demarcheId: 'rsa', relectureId: 'm-1.c-Relire/0' }));
    expect(p.evenements.at(-1)).toMatchObject({
      type: 'ActeRefuse',
      donnees: { motifs: [{ code: 'relecture_manquante' }] },
    });
  });
});

describe('which mandate answers', () => {
  it('of two that permit, the one accepted last', () => {
    const deux = [signer({}, { id: 'm-b' }), signer({}, { id: 'm-a', le: LUNDI })];
    for (const mandats of [deux, [...deux].reverse()]) {
      const decision = verifier({
        mandats: mandats.flatMap((m) => (m.etat === null ? [] : [m.etat])),
        mandantRef: 'p-1',
        habilitation: E1,
        demarche: AIDE_LOGEMENT,
        acte: 'saisir',
        mode: 'faire_a_la_place_absent',
        instant: '2026-12-01T09:00:00.000Z',
      });
      expect(decision.mandatId).toBe('m-a');
    }
  });
});

describe('chain', () => {
  it('a link whose stored `prevHash` lies is broken, even when its hash is right', () => {
    const links = chain(null, [RECUEIL, ITEM]);
    const faux = links.map((l, rang) => (rang === 1 ? { ...l, prevHash: H } : l));
    expect(verifyChain(faux)).toMatchObject({ ok: false, motifs: [{ code: 'chaine_rompue', index: 1 }] });
  });
});

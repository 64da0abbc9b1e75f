/** Of the same thing told twice, which one counts: the same whatever the order of arrival. */
import { describe, expect, it } from 'vitest';
import { commande, signer } from '../f0.fixture.ts';
import type { Marque } from '../modele/etat.ts';
import { evolve } from './evolve.ts';
import { insert, isDepassee, isPremiere } from './pli.ts';
import { fold } from './vue.ts';

const heure = (h: number) => `2026-11-22T${String(h).padStart(2, '0')}:00:00.000Z`;
const marque = (faitLe: number, connuLe = faitLe, plus: Partial<Marque> = {}): Marque => ({
  evenementId: 'c/0',
  faitLe: heure(faitLe),
  connuLe: heure(connuLe),
  appareil: 'a-1',
  seq: 0,
  ...plus,
});

describe('what is said again', () => {
  it.each([
    ['a later fact, told later', marque(9), marque(10)],
    ['a later fact, though told before', marque(9, 12), marque(10)],
    ['of one instant, what was recorded last', marque(9, 10), marque(9, 11)],
    ['of one instant, though from another device', marque(9, 10, { appareil: 'b' }), marque(9, 11)],
    ['of one minute on one device, the next rank', marque(9), marque(9, 9, { seq: 1 })],
    ['of one rank, the next id', marque(9), marque(9, 9, { evenementId: 'd/0' })],
  ])('replaces what was said: %s', (_, avant, apres) => {
    expect([isDepassee(avant, apres), isDepassee(apres, avant)]).toEqual([true, false]);
  });

  it('is said for the first time when nothing was', () => {
    expect(isDepassee(marque(9), undefined)).toBe(false);
    expect(isPremiere(marque(9), undefined)).toBe(true);
  });
});

it.each([
  ['the earlier fact, though recorded later', marque(9, 12), marque(10)],
  ['of one instant, by device', marque(9), marque(9, 9, { appareil: 'a-2' })],
  ['then by rank', marque(9), marque(9, 9, { seq: 1 })],
  ['then by id', marque(9), marque(9, 9, { evenementId: 'd/0' })],
])('what happens once keeps its first time: %s', (_, avant, apres) => {
  expect([isPremiere(avant, apres), isPremiere(apres, avant)]).toEqual([true, false]);
  expect(insert([avant], apres)).toEqual([avant, apres]);
  expect(insert([apres], avant)).toEqual([avant, apres]);
});

describe('codes and questions keep one order, and each its own answers', () => {
  const [B, C] = ['b'.repeat(64), 'c'.repeat(64)];
  const jour = (n: number) => ({ faitLe: `2026-12-0${n}T09:00:00.000Z` });
  const p = signer();
  const deja = p.evenements.length;
  p.faire(commande('EmettreCodeTiers', { codeCommitment: C, destinataire: 'd-1' }, { id: 'e1', ...jour(1) }));
  p.faire(commande('EmettreCodeTiers', { codeCommitment: B, destinataire: 'd-2' }, { id: 'e2', ...jour(2) }));
  p.faire(commande('ConsulterCodeTiers', { codeCommitment: C }, { id: 'v1', ...jour(3) }));
  p.faire(commande('RevoquerCodeTiers', { codeCommitment: B }, { id: 'r1', ...jour(4) }));
  p.faire(commande('DemanderParSms', { demandeRef: 'q-2' }, { id: 'q2', ...jour(1) }));
  p.faire(commande('DemanderParSms', { demandeRef: 'q-1' }, { id: 'q1', ...jour(2) }));
  p.faire(
    commande(
      'RecevoirReponse',
      { demandeRef: 'q-2', messageId: 'sms-1', lecture: 'oui' },
      { id: 's1', ...jour(3) },
    ),
  );

  it('as they were told', () => {
    expect(p.etat?.codes).toMatchObject([
      { codeCommitment: B, emission: { destinataire: 'd-2' }, consultations: [], revocation: jour(4) },
      { codeCommitment: C, emission: { destinataire: 'd-1' }, consultations: [jour(3)] },
    ]);
    expect(p.etat?.codes[1]?.revocation).toBeUndefined();
    expect(p.etat?.demandesSms).toMatchObject([
      { demandeRef: 'q-1', envoi: jour(2), reponses: [] },
      { demandeRef: 'q-2', envoi: jour(1), reponses: [{ lecture: 'oui' }] },
    ]);
  });

  it('in whatever order they arrive', () => {
    const debut = fold(p.evenements.slice(0, deja));
    const arrivees = p.evenements.slice(deja);
    const droit = arrivees.reduce((etat, e) => evolve(etat, e), debut);
    const envers = [...arrivees].reverse().reduce((etat, e) => evolve(etat, e), debut);
    expect(droit).toEqual(p.etat);
    expect(envers).toEqual(p.etat);
  });
});

/** What a third party sees with a code: where each line stands, and nothing that is no longer, or never was, allowed. */
import { describe, expect, it } from 'vitest';
import { createCode } from '../codes/code.ts';
import { commitCode } from '../codes/engagement.ts';
import {
  acte,
  AIDE_LOGEMENT,
  commande,
  DEPOT_RSA,
  ITEM,
  PLUS_TARD,
  signer,
  SIGNE,
  type Parcours,
} from '../f0.fixture.ts';
import type { Evenement } from '../modele/evenement.ts';
import type { DemarcheFaits, Item } from '../modele/modele.ts';
import { fold } from '../histoire/vue.ts';
import { viewByCode } from './vue-tiers.ts';

const CODE = createCode('T', (octets) => new Uint8Array(octets).map((_, i) => i * 37));
const engage = commitCode(CODE);
const codeCommitment = engage.ok ? engage.value : '';
const demande = { demandePar: 'mandant', canal: 'telephone' } as const;
const LE_5 = '2026-12-05T09:00:00.000Z';
const le = (jour: number, heure = 9) =>
  `2026-12-${String(jour).padStart(2, '0')}T${String(heure).padStart(2, '0')}:00:00.000Z`;
const RSA: Item = { ...ITEM, id: 'i-2', portee: { kind: 'demarche', demarche: DEPOT_RSA } };
const theme = (...demarches: Partial<DemarcheFaits>[]): Item['portee'] => ({
  kind: 'perimetre',
  perimetre: 'logement',
  catalogueVersion: '1',
  demarches: demarches.map((d) => ({ ...AIDE_LOGEMENT, ...d })),
});

const emettre = () =>
  commande(
    'EmettreCodeTiers',
    { codeCommitment, destinataire: 'bailleur-1' },
    { id: 'em', faitLe: PLUS_TARD },
  );
const retirer = (faitLe: string, plus: object = {}, id = 'ret') =>
  commande('RetirerPerimetre', { itemId: 'i-1', ...demande, ...plus }, { id, faitLe });
const revoquer = (faitLe: string) => commande('RevoquerMandat', demande, { id: 'rev', faitLe });

function donner(items: Item[]): Parcours {
  const p = signer({ items });
  p.faire(emettre());
  return p;
}
function voir({ etat }: Pick<Parcours, 'etat'>, instant = LE_5) {
  if (etat === null) throw new Error('no state');
  const vue = viewByCode(etat, { code: CODE, instant, initiales: 'J. E.' });
  return vue.ok ? vue.value : vue.motifs.map((m) => m.code);
}

describe('each line', () => {
  it('stands where it stands, though the mandate goes on', () => {
    const p = donner([ITEM, RSA]);
    p.faire(retirer(le(2)));
    expect(voir(p)).toMatchObject({
      statut: 'actif',
      items: [
        { demarche: 'Demander une aide au logement', statut: 'revoque' },
        { demarche: 'Demander le RSA', statut: 'actif' },
      ],
    });
  });

  it('leaves out what was taken back, paused or not', () => {
    const p = donner([ITEM]);
    p.faire(retirer(le(2), { actes: ['deposer'] }));
    p.faire(commande('SuspendreMandat', { motifCode: 'doute' }, { faitLe: le(3) }));
    for (const [jour, statut] of [
      [2, 'actif'],
      [4, 'suspendu'],
    ] as const) {
      expect(voir(p, le(jour))).toMatchObject({
        statut,
        items: [{ actes: ['consulter', 'saisir'], statut }],
      });
    }
  });

  it('gives each démarche its own acts, less those that stay hers, and no empty line', () => {
    const portee = theme(
      { id: 'a', libelle: 'Signée par elle', signaturePersonnelle: true },
      { id: 'b', libelle: 'Réservée', actesReserves: ['payer'] },
      { id: 'c', libelle: 'Exclue' },
    );
    const sauf = [{ demarcheId: 'c' }, { demarcheId: 'a', acte: 'payer' as const }];
    const p = donner([{ ...ITEM, portee, actes: ['signer', 'payer'], sauf }]);
    expect(voir(p)).toMatchObject({ items: [{ demarche: 'Réservée', actes: ['signer'], statut: 'actif' }] });
    expect(voir(p)).not.toMatchObject({ items: [{}, {}] });
  });
});

describe('the day of a revocation', () => {
  it('is that of the last line withdrawn when the mandate was revoked only afterwards', () => {
    const p = donner([ITEM]);
    p.faire(revoquer(le(4)));
    p.faire(retirer(le(2)), { maintenant: le(5) });
    expect(voir(p)).toMatchObject({ statut: 'revoque', revoqueLe: '2026-12-02' });
  });

  it('is that of the mandate when a line was still open', () => {
    const p = donner([ITEM, RSA]);
    p.faire(retirer(le(2)));
    p.faire(revoquer(le(4)));
    expect(voir(p)).toMatchObject({ statut: 'revoque', revoqueLe: '2026-12-04' });
    expect(voir(p, '2026-12-30T09:00:00.000Z')).toMatchObject({ revoqueLe: '2026-12-04' });
  });

  it('is not told of a mandate that ended otherwise, or goes on', () => {
    const fait = donner([{ ...ITEM, uneFois: true }]);
    fait.faire(acte({}, 'a1', le(2)));
    const mort = donner([ITEM]);
    mort.faire(commande('SignalerDeces', { le: '2026-12-02' }, { faitLe: le(3) }));
    const reduit = donner([ITEM, RSA]);
    reduit.faire(retirer(le(2)));
    for (const [p, statut] of [
      [fait, 'epuise'],
      [mort, 'caduc'],
      [reduit, 'actif'],
    ] as const) {
      expect(voir(p)).toMatchObject({ statut });
      expect(voir(p)).not.toHaveProperty('revoqueLe');
    }
  });
});

describe('a code written straight into the history', () => {
  const emission = (faitLe: string): Evenement => {
    const dernier = donner([ITEM]).evenements.at(-1);
    if (dernier?.type !== 'CodeTiersEmis') throw new Error('no code');
    return { ...dernier, faitLe };
  };

  it('shows nothing of a draft', () => {
    const brouillon = signer({}, { jusqua: 'EnregistrerLecture' });
    expect(voir({ etat: fold([...brouillon.evenements, emission(PLUS_TARD)]) })).toEqual(['code_inconnu']);
  });

  it('shows nothing before the preparation', () => {
    const hier = '2026-11-20T09:00:00.000Z';
    const etat = fold([...signer().evenements, emission(hier)]);
    expect(voir({ etat }, hier)).toEqual(['code_inconnu']);
    expect(voir({ etat }, SIGNE)).toMatchObject({ statut: 'actif' });
  });
});

it('a programmer is told that the instant is none', () => {
  expect(() => voir(signer(), '2026-12-05')).toThrow(/^instant must/);
});

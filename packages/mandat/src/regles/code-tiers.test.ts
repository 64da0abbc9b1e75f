import { describe, expect, it } from 'vitest';
import { createCode, formatCode } from '../codes/code.ts';
import { checkCodeRevocation, commitCode } from '../codes/engagement.ts';
import {
  commande,
  DEPOT_RSA,
  ITEM,
  motifsDe,
  PLUS_TARD,
  signer,
  toCodes,
  type Parcours,
} from '../f0.fixture.ts';
import { viewByCode } from './vue-tiers.ts';
import { toHeure } from '../modele/temps.ts';

const alea = (graine: number) => (octets: number) =>
  new Uint8Array(octets).map((_, i) => (i * 37 + graine) % 248);
const T1 = createCode('T', alea(1));
const R1 = createCode('R', alea(2));
const SEL = 'un sel de seize octets au moins';

function engager(code: string, sel?: string): string {
  const resultat = commitCode(code, sel);
  if (!resultat.ok) throw new Error('not a code');
  return resultat.value;
}

const emettre = (code = T1, plus: object = {}, faitLe = PLUS_TARD) =>
  commande(
    'EmettreCodeTiers',
    { codeCommitment: engager(code), destinataire: 'bailleur-1', ...plus },
    { id: `em-${code}`, faitLe },
  );
const consulter = (faitLe: string, id = 'vue', code = T1) =>
  commande(
    'ConsulterCodeTiers',
    { codeCommitment: engager(code) },
    { id, faitLe, acteur: { kind: 'tiers', ref: 'bailleur-1' } },
  );
const annuler = (faitLe: string, id = 'ann') =>
  commande('RevoquerCodeTiers', { codeCommitment: engager(T1) }, { id, faitLe });

function voir({ etat }: Parcours, plus: Partial<Parameters<typeof viewByCode>[1]> = {}) {
  if (etat === null) throw new Error('no state');
  return viewByCode(etat, { code: T1, instant: '2026-12-05T09:00:00.000Z', initiales: 'J. E.', ...plus });
}

describe('a code for a third party', () => {
  it('lasts thirty days counted by quantième, its last day whole', () => {
    const p = signer();
    p.faire(emettre());
    expect(p.etat?.codes[0]?.emission?.auInclus).toBe('2026-12-31');
    expect(voir(p, { instant: '2026-12-31T22:59:59.999Z' }).ok).toBe(true);
    expect(voir(p, { instant: '2026-12-31T23:00:00.000Z' })).toMatchObject({
      motifs: [{ code: 'code_expire' }],
    });
    expect(voir(p, { instant: '2026-12-01T08:59:59.999Z' })).toMatchObject({
      motifs: [{ code: 'code_inconnu' }],
    });
  });

  it('may last less, never more, nor be given twice, nor for a mandate that never began', () => {
    const p = signer();
    expect(motifsDe(p, emettre(T1, { auInclus: '2027-01-01' }))).toEqual(['duree_excessive']);
    expect(motifsDe(p, emettre(T1, { auInclus: '2026-11-30' }))).toEqual(['commande_invalide']);
    p.faire(emettre(T1, { auInclus: '2026-12-01' }));
    expect(voir(p, { instant: '2026-12-01T22:59:59.999Z' }).ok).toBe(true);
    expect(voir(p, { instant: '2026-12-01T23:00:00.000Z' }).ok).toBe(false);
    expect(motifsDe(p, { ...emettre(), id: 'autre' })).toEqual(['commande_invalide']);
    expect(motifsDe(signer({}, { jusqua: 'Consentir' }), emettre())).toEqual(['transition_interdite']);
    expect(
      motifsDe(signer(), emettre(T1, { auInclus: '2026-12-08' }), { politique: { joursCodeTiers: 6 } }),
    ).toEqual(['duree_excessive']);
  });

  it('each view is an event; unknown, expired and revoked codes show nothing, with every reason', () => {
    const p = signer();
    expect(motifsDe(p, consulter(PLUS_TARD))).toEqual(['code_inconnu']);
    p.faire(emettre());
    p.faire(consulter('2026-12-02T09:00:00.000Z', 'v1'));
    p.faire(consulter('2026-12-03T09:00:00.000Z', 'v2'));
    expect(p.etat?.codes[0]?.consultations.map((c) => c.faitLe)).toEqual([
      '2026-12-02T09:00:00.000Z',
      '2026-12-03T09:00:00.000Z',
    ]);
    expect(motifsDe(p, annuler('2027-01-02T09:00:00.000Z', 'trop-tard'))).toEqual(['code_expire']);
    p.faire(annuler('2026-12-04T09:00:00.000Z'));
    expect(motifsDe(p, consulter('2026-12-05T09:00:00.000Z', 'v3'))).toEqual(['code_revoque']);
    expect(motifsDe(p, consulter('2027-01-02T09:00:00.000Z', 'v4'))).toEqual(['code_revoque', 'code_expire']);
    expect(voir(p)).toMatchObject({ motifs: [{ code: 'code_revoque' }] });
    const avant = p.evenements.length;
    p.faire(annuler('2026-12-06T09:00:00.000Z', 'encore'));
    expect(p.evenements).toHaveLength(avant);
  });

  it('shows the statut, the structure, the items, the last day, the initials; nothing else', () => {
    const p = signer({
      items: [
        ITEM,
        { ...ITEM, id: 'i-2', portee: { kind: 'demarche', demarche: DEPOT_RSA }, actes: ['saisir'] },
      ],
    });
    p.faire(emettre());
    p.faire(
      commande(
        'RetirerPerimetre',
        { itemId: 'i-1', actes: ['deposer'], demandePar: 'mandant', canal: 'presence' },
        { faitLe: '2026-12-02T09:00:00.000Z' },
      ),
    );
    const resultat = voir(p);
    expect(resultat).toEqual({
      ok: true,
      value: {
        statut: 'actif',
        structure: 'Maison de quartier',
        items: [
          { demarche: 'Demander une aide au logement', actes: ['consulter', 'saisir'], statut: 'actif' },
          { demarche: 'Demander le RSA', actes: ['saisir'], statut: 'actif' },
        ],
        auInclus: '2027-05-22',
        initiales: 'J. E.',
      },
    });
    expect(JSON.stringify(resultat)).not.toMatch(/p-1|e-1|bailleur/);
  });

  it('T12: revoked on 2026-07-14 at 14:30 in Paris: the civil day for the third party, the hour for the certificate', () => {
    const p = signer({}, { le: '2026-07-01T08:00:00.000Z' });
    p.faire(emettre(T1, {}, '2026-07-02T08:00:00.000Z'));
    const faitLe = '2026-07-14T12:30:00.000Z';
    p.faire(commande('RevoquerMandat', { demandePar: 'mandant', canal: 'telephone' }, { faitLe }));
    expect(voir(p, { instant: '2026-07-20T09:00:00.000Z' })).toMatchObject({
      value: { statut: 'revoque', revoqueLe: '2026-07-14' },
    });
    expect(voir(p, { instant: '2026-07-14T12:29:59.999Z' })).toMatchObject({ value: { statut: 'actif' } });
    expect(toHeure(p.etat?.fin?.faitLe ?? '', 'Europe/Paris')).toEqual({ heure: 14, minute: 30 });
    const nuit = signer({}, { le: '2026-07-01T08:00:00.000Z' });
    nuit.faire(emettre(T1, {}, '2026-07-02T08:00:00.000Z'));
    nuit.faire(
      commande(
        'RetirerPerimetre',
        { itemId: 'i-1', demandePar: 'mandant', canal: 'telephone' },
        { faitLe: '2026-07-14T22:30:00.000Z' },
      ),
    );
    expect(voir(nuit, { instant: '2026-07-20T09:00:00.000Z' })).toMatchObject({
      value: { statut: 'revoque', revoqueLe: '2026-07-15', items: [{ statut: 'revoque' }] },
    });
  });

  it('reads a code as it is typed; a miscopied one is named so, another kind is unknown', () => {
    const p = signer();
    p.faire(emettre());
    expect(voir(p, { code: ` ${formatCode(T1).toLowerCase()} ` }).ok).toBe(true);
    const faux = T1.slice(0, -1) + (T1.endsWith('2') ? '3' : '2');
    expect(voir(p, { code: faux })).toMatchObject({ motifs: [{ code: 'code_invalide' }] });
    expect(voir(p, { code: R1 })).toMatchObject({ motifs: [{ code: 'code_inconnu' }] });
    expect(voir(p, { code: createCode('T', alea(9)) })).toMatchObject({ motifs: [{ code: 'code_inconnu' }] });
    expect(() => voir(p, { instant: '2026-12-05' })).toThrow(TypeError);
  });

  it('a commitment made with the salt needs the salt', () => {
    const p = signer();
    p.faire(emettre(T1, { codeCommitment: engager(T1, SEL) }));
    expect(voir(p)).toMatchObject({ motifs: [{ code: 'code_inconnu' }] });
    expect(voir(p, { sel: SEL }).ok).toBe(true);
    expect(voir(p, { sel: 'un autre sel de seize octets' }).ok).toBe(false);
    expect(engager(formatCode(T1))).toBe(engager(T1));
    expect(commitCode('T234', SEL)).toMatchObject({ motifs: [{ code: 'code_invalide' }] });
  });
});

describe('the revocation code on the copy', () => {
  const remettre = (codeRevocationCommitment: string, id = 'ex', faitLe = PLUS_TARD) =>
    commande('RemettreExemplaire', { canal: 'papier', codeRevocationCommitment }, { id, faitLe });

  it('is recognised until the end, with or without salt, and so is that of a second copy', () => {
    const p = signer();
    const R2 = createCode('R', alea(5));
    p.faire(commande('RemettreExemplaire', { canal: 'papier' }, { id: 'sans', faitLe: PLUS_TARD }));
    p.faire(remettre(engager(R1), 'ex', '2026-12-02T09:00:00.000Z'));
    p.faire(remettre(engager(R2, SEL), 'ex2', '2026-12-03T09:00:00.000Z'));
    if (p.etat === null) throw new Error('no state');
    expect(checkCodeRevocation(p.etat, { code: formatCode(R1) })).toEqual({ ok: true, value: true });
    expect(checkCodeRevocation(p.etat, { code: R1, sel: SEL }).ok).toBe(true);
    expect(checkCodeRevocation(p.etat, { code: R2, sel: SEL }).ok).toBe(true);
    const codes = (code: string) =>
      p.etat === null
        ? []
        : [checkCodeRevocation(p.etat, { code })].flatMap((r) => (r.ok ? [] : toCodes(r.motifs)));
    expect([codes(R2), codes(T1), codes(`${R1}2`)]).toEqual([
      ['code_inconnu'],
      ['code_inconnu'],
      ['code_invalide'],
    ]);
    expect(p.etat.exemplaire?.evenementId).toBe('m-1.sans/0');
  });
});

import { describe, expect, it } from 'vitest';
import { acte, AIDE_LOGEMENT, commande, ITEM, motifsDe, signer } from '../f0.fixture.ts';

const APRES = '2026-12-02T09:00:00.000Z';
const rendre = (actes: string[], id = 'cr', faitLe = APRES) =>
  commande('RendreCompte', { actes, canal: 'presence' }, { id, faitLe });
const remettre = (nature: 'compte' | 'messagerie', id = 'rem', faitLe = APRES) =>
  commande('RemettreCompte', { demarcheId: 'aide-logement', nature }, { id, faitLe });
const ratifier = (acteId: string, id = 'rat', faitLe = APRES) =>
  commande('RatifierActe', { acteId, canal: 'presence' }, { id, faitLe });

describe('account given to the person', () => {
  it('of acts of this mandate, each once', () => {
    const p = signer();
    p.faire(acte({ acte: 'saisir' }, 'a1'));
    p.faire(acte({}, 'a2'));
    p.faire(rendre(['m-1.a1/0']));
    p.faire(rendre(['m-1.a1/0', 'm-1.a2/0', 'm-1.a2/0'], 'cr2'));
    p.faire(rendre(['m-1.a1/0', 'm-1.a2/0'], 'cr3'));
    expect(p.etat?.comptesRendus.map((c) => c.actes)).toEqual([['m-1.a1/0'], ['m-1.a2/0']]);
  });

  it('refuses what is not there, every one with its place, and an account before the act', () => {
    const p = signer();
    p.faire(acte({}, 'a1'));
    const resultat = p.essayer(rendre(['x/0', 'm-1.a1/0', 'y/0']));
    expect(resultat).toMatchObject({
      motifs: [
        { code: 'commande_invalide', path: ['donnees', 'actes', 0] },
        { code: 'commande_invalide', path: ['donnees', 'actes', 2] },
      ],
    });
    expect(motifsDe(p, rendre(['m-1.a1/0'], 'tot', '2026-12-01T08:59:59.999Z'))).toEqual(['instant_recule']);
  });

  it('is still owed once the mandate has ended', () => {
    const p = signer();
    p.faire(acte({}, 'a1'));
    p.faire(commande('RevoquerMandat', { demandePar: 'mandant', canal: 'code' }, { faitLe: APRES }));
    p.faire(rendre(['m-1.a1/0'], 'cr', '2026-12-03T09:00:00.000Z'));
    expect(p.etat?.comptesRendus).toHaveLength(1);
  });
});

describe('an account opened for the person', () => {
  const avec = () => signer({ items: [{ ...ITEM, actes: ['creer_compte', 'saisir'] }] });

  it('is handed over once, after the act that opened it', () => {
    const p = avec();
    expect(p.essayer(remettre('compte'))).toMatchObject({
      motifs: [
        {
          code: 'transition_interdite',
          phrase: 'Enregistrez d’abord la création du compte pour cette démarche.',
        },
      ],
    });
    p.faire(acte({ acte: 'creer_compte', resultat: 'echoue' }, 'rate'));
    expect(motifsDe(p, remettre('compte'))).toEqual(['transition_interdite']);
    p.faire(acte({ acte: 'creer_compte' }, 'cree'));
    expect(motifsDe(p, remettre('messagerie'))).toEqual(['transition_interdite']);
    expect(motifsDe(p, remettre('compte', 'tot', '2026-12-01T08:00:00.000Z'))).toEqual([
      'transition_interdite',
    ]);
    p.faire(remettre('compte'));
    p.faire(remettre('compte', 'encore'));
    expect(p.etat?.comptes).toMatchObject([{ demarcheId: 'aide-logement', nature: 'compte' }]);
  });

  it('each account and each mailbox, of each démarche, and again when one was opened anew', () => {
    const portee = {
      kind: 'perimetre' as const,
      perimetre: 'logement' as const,
      catalogueVersion: '1',
      demarches: [AIDE_LOGEMENT, { ...AIDE_LOGEMENT, id: 'caution' }],
    };
    const p = signer({ items: [{ ...ITEM, portee, actes: ['creer_compte', 'creer_messagerie'] }] });
    const remis = (demarcheId: string, nature: 'compte' | 'messagerie', id: string, faitLe = APRES) => {
      const avant = p.evenements.length;
      p.faire(commande('RemettreCompte', { demarcheId, nature }, { id, faitLe }));
      return p.evenements.length - avant;
    };
    p.faire(acte({ acte: 'creer_compte' }, 'c1'));
    expect(
      motifsDe(p, commande('RemettreCompte', { demarcheId: 'caution', nature: 'compte' }, { faitLe: APRES })),
    ).toEqual(['transition_interdite']);
    p.faire(acte({ acte: 'creer_messagerie' }, 'm1'));
    p.faire(acte({ acte: 'creer_compte', demarcheId: 'caution' }, 'c2'));
    expect(remis('aide-logement', 'compte', 'r1')).toBe(1);
    expect(remis('aide-logement', 'messagerie', 'r2')).toBe(1);
    expect(remis('caution', 'compte', 'r3')).toBe(1);
    expect(remis('caution', 'compte', 'r4')).toBe(0);
    p.faire(acte({ acte: 'creer_compte' }, 'c3', '2026-12-03T09:00:00.000Z'));
    expect(remis('aide-logement', 'compte', 'r5', '2026-12-03T09:00:00.000Z')).toBe(1);
    expect(remis('aide-logement', 'compte', 'r6', '2026-12-04T09:00:00.000Z')).toBe(0);
    expect(avec().essayer(remettre('messagerie'))).toMatchObject({
      motifs: [{ phrase: 'Enregistrez d’abord la création de la messagerie pour cette démarche.' }],
    });
  });

  it('has no field where a secret could go', () => {
    const secret = { demarcheId: 'aide-logement', nature: 'compte', motDePasse: 'Soleil42!' };
    const resultat = avec().essayer(commande('RemettreCompte', secret as never, { faitLe: APRES }));
    expect(resultat).toMatchObject({ ok: false, motifs: [{ code: 'commande_invalide' }] });
    expect(JSON.stringify(resultat)).not.toContain('Soleil');
  });
});

describe('ratification', () => {
  it('of an act beyond the mandate, once: it then stands', () => {
    const p = signer();
    p.faire(acte({ acte: 'payer', horsPerimetreReconnu: true }, 'hors'));
    p.faire(ratifier('m-1.hors/0'));
    expect(p.etat?.actes[0]?.qualification).toBe('ratifie');
    const avant = p.evenements.length;
    p.faire(ratifier('m-1.hors/0', 'encore'));
    expect(p.evenements).toHaveLength(avant);
  });

  it('of an act done in ignorance of a revocation', () => {
    const p = signer();
    p.faire(acte({}, 'a1'));
    const revoquer = commande(
      'RevoquerMandat',
      { demandePar: 'mandant', canal: 'telephone' },
      { faitLe: '2026-11-30T09:00:00.000Z' },
    );
    p.faire(revoquer, { maintenant: APRES });
    expect(p.etat?.actes[0]?.qualification).toBe('fait_dans_l_ignorance');
    p.faire(ratifier('m-1.a1/0', 'rat', '2026-12-03T09:00:00.000Z'));
    expect(p.etat?.actes[0]?.qualification).toBe('ratifie');
  });

  it('is refused for what needs none, by who may not, before the act, after the death', () => {
    const p = signer();
    p.faire(acte({}, 'a1'));
    p.faire(acte({ acte: 'payer', horsPerimetreReconnu: true }, 'hors'));
    expect(motifsDe(p, ratifier('autre/0'))).toEqual(['commande_invalide']);
    expect(motifsDe(p, ratifier('m-1.a1/0'))).toEqual(['transition_interdite']);
    const tiers = { ...ratifier('m-1.hors/0'), acteur: { kind: 'tiers' as const, ref: 'x-1' } };
    expect(motifsDe(p, tiers)).toEqual(['commande_invalide']);
    expect(motifsDe(p, ratifier('m-1.hors/0', 'tot', '2026-12-01T08:00:00.000Z'))).toEqual([
      'instant_recule',
    ]);
    p.faire(commande('SignalerDeces', { le: '2026-12-02' }, { faitLe: '2026-12-03T09:00:00.000Z' }));
    expect(motifsDe(p, ratifier('m-1.hors/0', 'tard', '2026-12-04T09:00:00.000Z'))).toEqual([
      'transition_interdite',
    ]);
  });
});

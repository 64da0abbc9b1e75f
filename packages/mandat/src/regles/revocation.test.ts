import { describe, expect, it } from 'vitest';
import {
  acte,
  AIDE_LOGEMENT,
  commande,
  DEPOT_RSA,
  ITEM,
  motifsDe,
  PLUS_TARD,
  signer,
} from '../f0.fixture.ts';
import { etatA, fold } from '../histoire/vue.ts';

describe('partial revocation', () => {
  const retirer = (itemId: string, actes?: ('deposer' | 'payer')[], id = 'ret') =>
    commande(
      'RetirerPerimetre',
      { itemId, demandePar: 'mandant', canal: 'presence', ...(actes === undefined ? {} : { actes }) },
      { id, faitLe: PLUS_TARD },
    );

  it('takes one act away and leaves the rest', () => {
    const p = signer();
    p.faire(retirer('i-1', ['deposer']));
    expect(etatA(p.evenements, PLUS_TARD)?.statut).toBe('actif');
    p.faire(acte({ acte: 'saisir' }, 'a1', '2026-12-02T09:00:00.000Z'));
    p.faire(acte({}, 'a2', '2026-12-02T09:00:00.000Z'));
    expect(p.evenements.at(-2)?.type).toBe('ActeEffectue');
    expect(p.evenements.at(-1)).toMatchObject({
      type: 'ActeRefuse',
      donnees: { motifs: [{ code: 'revoque' }] },
    });
    p.faire(retirer('i-1', ['deposer'], 'encore'));
    expect(p.evenements.at(-1)?.type).toBe('ActeRefuse');
  });

  it('a line that a newer mandate took over is withdrawn once: said again, nothing is added', () => {
    const p = signer({
      items: [ITEM, { ...ITEM, id: 'i-2', portee: { kind: 'demarche', demarche: DEPOT_RSA } }],
    });
    const plusRecent = signer({}, { id: 'm-2', jusqua: 'Consentir' });
    const accepter = commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' });
    const prises = plusRecent.faire(accepter, { mandatsDuMandant: p.etat === null ? [] : [p.etat] });
    for (const e of prises) p.ajouter(e);
    p.faire(retirer('i-1'));
    expect(p.evenements.at(-1)?.type).toBe('PerimetreRetire');
    const avant = p.evenements.length;
    p.faire(retirer('i-1', undefined, 'encore'));
    expect(p.evenements).toHaveLength(avant);
  });

  it('what she takes back is closed in every line that says it, and nothing else is', () => {
    const theme = {
      kind: 'perimetre' as const,
      perimetre: 'logement' as const,
      catalogueVersion: '1',
      demarches: [AIDE_LOGEMENT, { ...AIDE_LOGEMENT, id: 'caution' }],
    };
    const p = signer({ items: [ITEM, { ...ITEM, id: 'i-2', portee: theme, actes: ['saisir', 'deposer'] }] });
    p.faire(retirer('i-1', ['deposer']));
    const essai = (change: object, id: string) => {
      p.faire(acte({ itemId: 'i-2', ...change }, id, '2026-12-02T09:00:00.000Z'));
      return p.evenements.at(-1)?.type;
    };
    expect(p.etat?.items[1]?.retraits).toMatchObject([
      { actes: ['deposer'], demarcheIds: ['aide-logement'] },
    ]);
    expect(essai({}, 'a1')).toBe('ActeRefuse');
    expect(essai({ acte: 'saisir' }, 'a2')).toBe('ActeEffectue');
    expect(essai({ demarcheId: 'caution' }, 'a3')).toBe('ActeEffectue');
    p.faire(retirer('i-1', undefined, 'tout'));
    expect(essai({ acte: 'saisir' }, 'a4')).toBe('ActeRefuse');
    expect(essai({ demarcheId: 'caution' }, 'a5')).toBe('ActeEffectue');
    expect(p.etat).toEqual(fold([...p.evenements].reverse()));
  });

  it('an act that a line excepts is not taken from another line that grants it', () => {
    const excepte = { ...ITEM, sauf: [{ acte: 'deposer' as const }] };
    const p = signer({ items: [excepte, { ...ITEM, id: 'i-2', actes: ['deposer'] }] });
    p.faire(retirer('i-1'));
    p.faire(acte({ itemId: 'i-2' }, 'a1', '2026-12-02T09:00:00.000Z'));
    expect(p.evenements.at(-1)?.type).toBe('ActeEffectue');
    expect(p.etat?.items[1]?.retraits).toEqual([]);
  });

  it('the last line withdrawn ends the mandate as revoked', () => {
    const p = signer({
      items: [ITEM, { ...ITEM, id: 'i-2', portee: { kind: 'demarche', demarche: DEPOT_RSA } }],
    });
    p.faire(retirer('i-1'));
    expect(etatA(p.evenements, PLUS_TARD)).toMatchObject({
      statut: 'actif',
      statutItems: { 'i-1': 'revoque', 'i-2': 'actif' },
    });
    p.faire(retirer('i-2', undefined, 'ret2'));
    expect(etatA(p.evenements, PLUS_TARD)?.statut).toBe('revoque');
  });

  it('refuses what is not in the mandate', () => {
    expect(motifsDe(signer(), retirer('i-9'))).toEqual(['commande_invalide']);
    expect(motifsDe(signer(), retirer('i-1', ['payer']))).toEqual(['commande_invalide']);
    expect(motifsDe(signer({}, { jusqua: 'Consentir' }), retirer('i-1'))).toEqual(['transition_interdite']);
  });
});

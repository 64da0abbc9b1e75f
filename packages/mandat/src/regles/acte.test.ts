import { describe, expect, it } from 'vitest';
import {
  acte,
  commande,
  DEPOT_RSA,
  E1,
  H,
  ITEM,
  motifsDe,
  PLUS_TARD,
  signer,
  toCodes,
} from '../f0.fixture.ts';
import { etatA } from '../histoire/vue.ts';

describe('acts and read-backs', () => {
  it('an act inside the mandate is done; outside, its refusal is history with the reasons', () => {
    const p = signer();
    p.faire(acte());
    expect(p.etat?.actes[0]).toMatchObject({ acte: 'deposer', qualification: 'regulier' });
    p.faire(acte({ acte: 'payer', demarcheId: 'rsa' }, 'a2'));
    const refus = p.evenements.at(-1);
    expect(refus?.type === 'ActeRefuse' && toCodes(refus.donnees.motifs)).toEqual([
      'hors_demarche',
      'hors_acte',
    ]);
    p.faire(acte({ acte: 'payer', horsPerimetreReconnu: true }, 'a3'));
    expect(p.etat?.actes.at(-1)?.qualification).toBe('hors_perimetre');
  });

  it('a sensitive filing needs the read-back of this démarche and this intervention', () => {
    const rsa = { ...ITEM, portee: { kind: 'demarche' as const, demarche: DEPOT_RSA } };
    const p = signer({ items: [rsa] });
    const relire = (interventionRef: string, id: string, faitLe = PLUS_TARD) =>
      commande(
        'Relire',
        {
          itemId: 'i-1',
          demarcheId: 'rsa',
          interventionRef,
          recapitulatifHash: H,
          luPar: 'e-1',
          accord: true,
          langue: 'fr',
        },
        { id, faitLe },
      );
    p.faire(relire('v-0', 'r0'));
    p.faire(relire('v-1', 'r1'));
    p.faire(relire('v-1', 'r2', '2026-12-02T09:00:00.000Z'));
    const essai = (relectureId: string | undefined, id: string) => {
      p.faire(acte({ demarcheId: 'rsa', ...(relectureId === undefined ? {} : { relectureId }) }, id));
      const dernier = p.evenements.at(-1);
      return dernier?.type === 'ActeRefuse' ? toCodes(dernier.donnees.motifs) : dernier?.type;
    };
    expect(essai(undefined, 'x1')).toEqual(['relecture_manquante']);
    expect(essai('m-1.r0/0', 'x2')).toEqual(['relecture_manquante']);
    expect(essai('m-1.r2/0', 'x3')).toEqual(['relecture_manquante']);
    expect(essai('m-1.r1/0', 'x4')).toBe('ActeEffectue');
  });

  it('the read-back must concern an item and a démarche of an actif mandate', () => {
    const donnees = {
      itemId: 'i-1',
      demarcheId: 'rsa',
      interventionRef: 'v',
      recapitulatifHash: H,
      luPar: 'e-1',
      langue: 'fr',
    };
    const relire = commande('Relire', { ...donnees, accord: true });
    expect(motifsDe(signer(), relire)).toEqual(['hors_demarche']);
    expect(motifsDe(signer({}, { jusqua: 'Consentir' }), relire)).toEqual([
      'hors_demarche',
      'transition_interdite',
    ]);
  });

  it('of several habilitations of the writer, the one that lacks least is told', () => {
    const loin = { ...E1, structureId: 's-2', auInclus: '2026-11-30' };
    const finie = { ...E1, auInclus: '2026-11-30' };
    const essai = (habilitations: (typeof E1)[]) => {
      const p = signer();
      p.faire(acte(), { habilitations });
      const dernier = p.evenements.at(-1);
      return dernier?.type === 'ActeRefuse' ? toCodes(dernier.donnees.motifs) : dernier?.type;
    };
    expect(essai([])).toEqual(['ecrivain_non_habilite']);
    expect(essai([loin])).toEqual(['structure_differente', 'ecrivain_non_habilite']);
    expect(essai([loin, finie])).toEqual(['ecrivain_non_habilite']);
    expect(essai([finie, loin])).toEqual(['ecrivain_non_habilite']);
    expect(essai([loin, E1, finie])).toBe('ActeEffectue');
  });

  it('said present, but absent: incoherent', () => {
    expect(motifsDe(signer(), acte({ presenceMandant: false }))).toEqual(['mode_incoherent']);
  });

  it('a one-shot item is used up by the first success of its final act', () => {
    const p = signer({ items: [{ ...ITEM, uneFois: true }] });
    p.faire(acte({ resultat: 'echoue' }, 'a1'));
    p.faire(acte({ acte: 'saisir' }, 'a2'));
    expect(etatA(p.evenements, PLUS_TARD)?.statut).toBe('actif');
    p.faire(acte({}, 'a3'));
    expect(etatA(p.evenements, PLUS_TARD)?.statut).toBe('epuise');
    p.faire(acte({ acte: 'saisir' }, 'a4', '2026-12-02T09:00:00.000Z'));
    expect(p.evenements.at(-1)).toMatchObject({
      type: 'ActeRefuse',
      donnees: { motifs: [{ code: 'epuise' }] },
    });
  });
});

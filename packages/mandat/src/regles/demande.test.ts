import { describe, expect, it } from 'vitest';
import { commande, motifsDe, PLUS_TARD, signer } from '../f0.fixture.ts';

const demander = (demandeRef = 'd-1', id = `dem-${demandeRef}`, faitLe = PLUS_TARD) =>
  commande('DemanderParSms', { demandeRef }, { id, faitLe });
const repondre = (
  lecture: 'oui' | 'non' | 'ambigu',
  messageId: string,
  demandeRef = 'd-1',
  faitLe = '2026-12-01T10:00:00.000Z',
) =>
  commande(
    'RecevoirReponse',
    { demandeRef, messageId, lecture },
    { id: `rep-${messageId}`, faitLe, acteur: { kind: 'systeme', ref: 'sms' } },
  );

describe('questions by SMS', () => {
  it('an ambiguous answer leaves the request open: it is asked again, not refused', () => {
    const p = signer();
    p.faire(demander());
    p.faire(demander('d-1', 'double'));
    expect(p.evenements.filter((e) => e.type === 'DemandeEnvoyee')).toHaveLength(1);
    p.faire(repondre('ambigu', 'sms-1'));
    p.faire(demander('d-1', 'encore', '2026-12-01T11:00:00.000Z'));
    expect(p.evenements.filter((e) => e.type === 'DemandeEnvoyee')).toHaveLength(2);
    p.faire(repondre('oui', 'sms-2', 'd-1', '2026-12-01T12:00:00.000Z'));
    expect(p.etat?.demandesSms).toMatchObject([
      {
        demandeRef: 'd-1',
        envoi: { faitLe: PLUS_TARD },
        reponses: [{ lecture: 'ambigu' }, { lecture: 'oui' }],
      },
    ]);
  });

  it('a no closes the request: another one is needed', () => {
    const p = signer();
    p.faire(demander());
    p.faire(repondre('non', 'sms-1'));
    expect(motifsDe(p, repondre('oui', 'sms-2'))).toEqual(['demande_close']);
    expect(motifsDe(p, demander('d-1', 'encore'))).toEqual(['demande_close']);
    p.faire(demander('d-2'));
    p.faire(repondre('oui', 'sms-3', 'd-2'));
    expect(p.etat?.demandesSms.map((d) => d.reponses.at(-1)?.lecture)).toEqual(['non', 'oui']);
  });

  it('an answer to nothing, or before the question, is unknown', () => {
    const p = signer();
    expect(motifsDe(p, repondre('oui', 'sms-1', 'd-9'))).toEqual(['demande_inconnue']);
    p.faire(demander());
    expect(motifsDe(p, repondre('oui', 'sms-1', 'd-1', '2026-12-01T08:59:59.999Z'))).toEqual([
      'demande_inconnue',
    ]);
  });

  it('the same message delivered twice is a replay of the first time, even once closed', () => {
    const p = signer();
    p.faire(demander());
    p.faire(repondre('non', 'sms-1'));
    const encore = { ...repondre('non', 'sms-1'), id: 'livraison-2' };
    expect(p.essayer(encore)).toEqual({
      ok: true,
      value: { evenements: [], ids: ['m-1.rep-sms-1/0'], rejoue: true },
    });
  });

  it('a draft may ask; an ended mandate asks nothing, but still records an answer', () => {
    for (const jusqua of ['PreparerMandat', 'PresenterNotice', 'Consentir'] as const) {
      const brouillon = signer({}, { jusqua });
      brouillon.faire(demander());
      expect(brouillon.etat?.demandesSms).toHaveLength(1);
    }
    const p = signer();
    p.faire(demander());
    p.faire(commande('RevoquerMandat', { demandePar: 'mandant', canal: 'code' }, { faitLe: PLUS_TARD }));
    expect(motifsDe(p, demander('d-2', 'apres', '2026-12-02T09:00:00.000Z'))).toEqual([
      'transition_interdite',
    ]);
    p.faire(repondre('oui', 'sms-1'));
    expect(p.etat?.demandesSms[0]?.reponses).toHaveLength(1);
  });
});

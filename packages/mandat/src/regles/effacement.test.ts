import { describe, expect, it } from 'vitest';
import { commitCode } from '../codes/engagement.ts';
import { commande, H, motifsDe, PLUS_TARD, signer, SIGNE } from '../f0.fixture.ts';
import { chain, commit, verifyChain } from '../ledger.ts';
import { fold } from '../histoire/vue.ts';

const APRES = '2026-12-02T09:00:00.000Z';
const effacer = (portee: 'vault' | 'vault_et_sel', id: string = portee, faitLe = APRES) =>
  commande('EffacerDonnees', { portee, base: 'conservation' }, { id, faitLe });
const revoquer = commande('RevoquerMandat', { demandePar: 'mandant', canal: 'code' }, { faitLe: PLUS_TARD });

describe('erasure', () => {
  it('comes after the end; then nothing more is written, and it is said once', () => {
    const p = signer();
    expect(motifsDe(p, effacer('vault'))).toEqual(['transition_interdite']);
    p.faire(revoquer);
    p.faire(effacer('vault'));
    p.faire(effacer('vault', 'encore'));
    p.faire(effacer('vault_et_sel'));
    p.faire(effacer('vault', 'apres-sel'));
    expect(p.etat?.effacements.map((e) => e.portee)).toEqual(['vault', 'vault_et_sel']);
    const preuve = { nature: 'scan' as const, sha256: H, verseeLe: SIGNE };
    expect(p.essayer(commande('VerserPreuve', { preuve }, { faitLe: APRES }))).toMatchObject({
      motifs: [
        {
          code: 'transition_interdite',
          phrase: 'Les données de ce mandat sont effacées : il ne peut plus changer.',
        },
      ],
    });
    expect(p.essayer({ ...revoquer, id: 'c-RevoquerMandat' })).toMatchObject({ value: { rejoue: true } });
  });

  it('a draft left aside can be erased, once with its salt', () => {
    const p = signer({}, { jusqua: 'PresenterNotice' });
    p.faire(effacer('vault_et_sel'));
    p.faire(effacer('vault'));
    expect(p.etat?.effacements).toHaveLength(1);
  });

  it('T46: the chain still verifies, and no dump holds a name, a phone, a mail or the code', () => {
    const coffre = {
      nom: 'Jeanne Exemple',
      telephone: '+33477000000',
      courriel: 'jeanne@exemple.fr',
      code: 'R234567ABCDE',
    };
    const sel = new Uint8Array(32).fill(7);
    const engage = commit(sel, coffre);
    const code = commitCode('T234567ABCDE7', sel);
    if (!engage.ok || !code.ok) throw new Error('no commitment');
    const p = signer();
    p.faire(
      commande(
        'RemettreExemplaire',
        { canal: 'papier', codeRevocationCommitment: engage.value },
        { faitLe: PLUS_TARD },
      ),
    );
    p.faire(
      commande(
        'EmettreCodeTiers',
        { codeCommitment: code.value, destinataire: 'b-1' },
        { faitLe: PLUS_TARD },
      ),
    );
    p.faire(revoquer);
    p.faire(effacer('vault_et_sel'));
    const maillons = chain(null, p.evenements);
    expect(verifyChain(maillons)).toMatchObject({ ok: true, value: { count: p.evenements.length } });
    const vidage = JSON.stringify([maillons, p.etat, fold(p.evenements)]);
    for (const valeur of [...Object.values(coffre), 'T234567ABCDE7', '@', '+33']) {
      expect(vidage).not.toContain(valeur);
    }
  });
});

describe('rectification', () => {
  const rectifier = (evenementId: string, id = 'rec', champ = 'donnees.canal') =>
    commande('RectifierErreur', { evenementId, champ, motifCode: 'saisie' }, { id, faitLe: APRES });

  it('adds to the history and rewrites nothing', () => {
    const p = signer();
    const avant = structuredClone(p.evenements);
    p.faire(rectifier('m-1.c-Consentir/0'));
    p.faire(rectifier('m-1.c-Consentir/0', 'encore'));
    p.faire(rectifier('m-1.c-Consentir/0', 'autre', 'faitLe'));
    expect(p.evenements.slice(0, avant.length)).toEqual(avant);
    expect(p.etat?.rectifications).toMatchObject([
      { evenementId: 'm-1.rec/0', evenementVise: 'm-1.c-Consentir/0', champ: 'donnees.canal' },
      { evenementId: 'm-1.autre/0', evenementVise: 'm-1.c-Consentir/0', champ: 'faitLe' },
    ]);
  });

  it('refuses an event of another history', () => {
    for (const id of ['m-1.c-Consentir/1', 'autre/0', 'constructor/0']) {
      expect(motifsDe(signer(), rectifier(id))).toEqual(['commande_invalide']);
    }
  });
});

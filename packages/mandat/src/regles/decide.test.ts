import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import {
  acte,
  commande,
  contexte,
  DEPOT_RSA,
  E1,
  H,
  ITEM,
  motifsDe,
  PLUS_TARD,
  PREPARATION,
  RECUEIL,
  SIGNE,
  signer,
} from '../f0.fixture.ts';
import { etatA } from '../histoire/vue.ts';
import { EvenementSchema } from '../modele/evenement.ts';
import { EtatMandatSchema } from '../modele/etat.ts';

const revoquer = (faitLe: string, id = 'rev') =>
  commande('RevoquerMandat', { demandePar: 'mandant', canal: 'telephone' }, { faitLe, id });

describe('from draft to actif', () => {
  it('walks the five steps, one statut at each', () => {
    const vues: (string | undefined)[] = [];
    for (const jusqua of ['PreparerMandat', 'PresenterNotice', 'Consentir', 'AccepterMandat'] as const) {
      vues.push(etatA(signer({}, { jusqua }).evenements, SIGNE)?.statut);
    }
    expect(vues).toEqual(['brouillon', 'presente', 'presente', 'actif']);
  });

  it('freezes the period computed from the consent', () => {
    expect(signer().etat?.periode).toEqual({
      du: '2026-11-22',
      auInclus: '2027-05-22',
      zone: 'Europe/Paris',
      fin: '2027-05-22T22:00:00.000Z',
    });
  });

  it('P5: every event fits the schema, every state too', () => {
    const p = signer();
    p.faire(commande('RemettreExemplaire', { canal: 'papier' }, { faitLe: PLUS_TARD }));
    p.faire(commande('VerserPreuve', { preuve: { nature: 'trace_signature', sha256: H, verseeLe: SIGNE } }));
    p.faire(revoquer(PLUS_TARD));
    for (const e of p.evenements) expect(EvenementSchema.parse(e)).toEqual(e);
    expect(EtatMandatSchema.parse(p.etat)).toEqual(p.etat);
    expect(p.etat?.preuves).toHaveLength(1);
    expect(JSON.parse(JSON.stringify(p.etat))).toEqual(p.etat);
  });

  it.each(['signature_papier', 'signature_ecran', 'nom_ecrit'] as const)('accepts %s', (forme) => {
    expect(etatA(signer({}, { recueil: { forme } }).evenements, SIGNE)?.statut).toBe('actif');
  });

  it('names every missing step at once', () => {
    const p = signer({}, { jusqua: 'PreparerMandat' });
    expect(motifsDe(p, commande('Consentir', { recueil: RECUEIL, documentHash: H }))).toEqual([
      'transition_interdite',
      'notice_manquante',
      'transition_interdite',
      'lecture_manquante',
    ]);
    const acceptation = commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' });
    expect(motifsDe(p, acceptation)).toContain('transition_interdite');
  });

  it('a step cannot lean on one that happened later', () => {
    const p = signer({}, { jusqua: 'EnregistrerLecture', le: PLUS_TARD });
    const c = commande('Consentir', { recueil: RECUEIL, documentHash: H }, { faitLe: SIGNE });
    expect(motifsDe(p, c, { maintenant: PLUS_TARD })).toContain('notice_manquante');
  });

  it('no mandate today when the person could not say it again', () => {
    const p = signer({}, { jusqua: 'PresenterNotice' });
    const { mode, forme, temoins, ...lecture } = RECUEIL;
    expect([mode, forme, temoins]).toHaveLength(3);
    p.faire(commande('EnregistrerLecture', { ...lecture, reformulation: 'non_comprise' }));
    expect(motifsDe(p, commande('Consentir', { recueil: RECUEIL, documentHash: H }))).toEqual([
      'reformulation_manquante',
    ]);
  });

  it.each([
    [{ forme: 'ne_sait_signer' }, 'temoins_insuffisants'],
    [{ mode: 'telephone' }, 'commande_invalide'],
    [{ langue: 'ar' }, 'langue_non_comprise'],
    [{ interprete: 'proche_mineur' }, 'interprete_mineur'],
  ] as const)('recueil %o → %s', (change, code) => {
    const p = signer({}, { jusqua: 'EnregistrerLecture' });
    expect(
      motifsDe(p, commande('Consentir', { recueil: { ...RECUEIL, ...change }, documentHash: H })),
    ).toEqual([code]);
  });

  it('T41: a refusal is terminal, no act follows, it counts once', () => {
    const p = signer({}, { jusqua: 'EnregistrerLecture' });
    p.faire(commande('RefuserConsentement', {}));
    expect(motifsDe(p, commande('Consentir', { recueil: RECUEIL, documentHash: H }))).toContain(
      'transition_interdite',
    );
    p.faire(acte());
    expect(p.evenements.filter((e) => e.type === 'ConsentementRefuse')).toHaveLength(1);
    expect(p.evenements.at(-1)).toMatchObject({
      type: 'ActeRefuse',
      donnees: { motifs: [{ code: 'refuse' }] },
    });
    expect(p.etat?.actes).toEqual([]);
    p.faire(acte({ horsPerimetreReconnu: true }, 'a2'));
    expect(p.evenements.at(-1)?.type).toBe('ActeRefuse');
    expect(etatA(p.evenements, '2030-01-01T00:00:00.000Z')?.statut).toBe('refuse');
  });
});

describe('who may grant and accept', () => {
  it('T31: an unknown capacity can be signed for, never accepted', () => {
    const mandant = { ref: 'p-1', capacite: 'inconnue' as const };
    const p = signer({ mandant }, { jusqua: 'Consentir' });
    const accepter = commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' });
    expect(motifsDe(p, accepter)).toEqual(['capacite_inconnue']);
    p.faire(commande('DeclarerCapacite', { capacite: 'aucune_mesure' }));
    expect(motifsDe(p, accepter)).toEqual([]);
  });

  it('asks for a habilitation of the right structure, at that date, and no volunteer on a sensitive démarche', () => {
    const sensible = { items: [{ ...ITEM, portee: { kind: 'demarche' as const, demarche: DEPOT_RSA } }] };
    const p = signer(sensible, { jusqua: 'Consentir' });
    const accepter = commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' });
    expect(motifsDe(p, accepter, { habilitations: [] })).toEqual(['ecrivain_non_habilite']);
    expect(motifsDe(p, accepter, { habilitations: [{ ...E1, auInclus: '2026-11-21' }] })).toEqual([
      'ecrivain_non_habilite',
    ]);
    expect(motifsDe(p, accepter, { habilitations: [{ ...E1, auInclus: '2026-11-22' }] })).toEqual([]);
    expect(
      motifsDe(p, accepter, { habilitations: [{ ...E1, structureId: 's-2', kind: 'benevole' }] }),
    ).toEqual(['structure_differente', 'benevole_acte_sensible']);
  });
});

describe('time, order, idempotence', () => {
  it('T14: six minutes ahead, or before the preparation', () => {
    const p = signer();
    const c = revoquer('2026-11-22T09:06:00.000Z');
    expect(motifsDe(p, c, { maintenant: SIGNE })).toEqual(['instant_futur']);
    expect(motifsDe(p, revoquer('2026-11-22T09:05:00.000Z'), { maintenant: SIGNE })).toEqual([]);
    expect(motifsDe(p, revoquer('2026-11-22T08:59:59.999Z'))).toContain('instant_recule');
  });

  it('T15: the duration does not depend on the clock of the machine', () => {
    const c = commande('PreparerMandat', PREPARATION);
    const a = decide(null, c, contexte(SIGNE));
    const b = decide(null, c, contexte('2026-11-23T18:00:00.000Z'));
    expect(a.ok && a.value.evenements[0]?.donnees).toEqual(b.ok && b.value.evenements[0]?.donnees);
  });

  it('T21: an expired mandate cannot be revoked; a draft is cancelled', () => {
    expect(motifsDe(signer(), revoquer('2027-05-22T22:00:00.000Z'))).toEqual(['transition_interdite']);
    const brouillon = signer({}, { jusqua: 'PresenterNotice' });
    brouillon.faire(revoquer(SIGNE));
    expect(etatA(brouillon.evenements, SIGNE)?.statut).toBe('annule');
  });

  it('T22: the same command twice gives the same ids and nothing to append', () => {
    const p = signer();
    const ids = p.evenements.at(-1)?.id;
    const resultat = p.essayer(commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' }));
    expect(resultat).toEqual({ ok: true, value: { evenements: [], ids: [ids], rejoue: true } });
  });

  it('revoking twice adds nothing', () => {
    const p = signer();
    p.faire(revoquer(PLUS_TARD));
    const avant = p.evenements.length;
    p.faire(revoquer('2026-12-02T09:00:00.000Z', 'rev2'));
    expect(p.evenements).toHaveLength(avant);
  });

  it('two screens: the one that shows an old version is refused', () => {
    const p = signer();
    expect(motifsDe(p, revoquer(PLUS_TARD), { versionAttendue: 4 })).toEqual(['version_depassee']);
    expect(motifsDe(p, revoquer(PLUS_TARD), { versionAttendue: p.etat?.version })).toEqual([]);
  });

  it('programmer errors throw', () => {
    const c = commande('PreparerMandat', PREPARATION);
    expect(() => decide(null, c, contexte(SIGNE, { zone: 'Nowhere/Land' }))).toThrow(TypeError);
    expect(() => decide(null, c, { ...contexte(SIGNE), alea: undefined as never })).toThrow(TypeError);
    expect(() => decide(null, c, contexte('22 novembre'))).toThrow(TypeError);
  });
});

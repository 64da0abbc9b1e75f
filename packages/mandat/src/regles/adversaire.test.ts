import { describe, expect, it } from 'vitest';
import {
  SIGNE,
  AIDE_LOGEMENT,
  DEPOT_RSA,
  E1,
  ITEM,
  PLUS_TARD,
  PREPARATION,
  Parcours,
} from '../f0.fixture.ts';
import { acte, commande, contexte, motifsDe, signer, toCodes } from '../f0.fixture.ts';
import { decide } from './decide.ts';
import type { EtatMandat } from '../modele/etat.ts';
import type { Evenement } from '../modele/evenement.ts';
import { evolve } from '../histoire/evolve.ts';
import { toAidantsConnect } from '../export/export-aidants-connect.ts';
import { parseJournal } from '../formats/journal.ts';
import { digest, verifyChain } from '../ledger.ts';
import { GENESE } from '../registre/ledger-chaine.ts';
import type { Item } from '../modele/modele.ts';
import { detectSecrets } from '../secrets.ts';
import { parseTexteLibre } from '../secrets/texte-libre.ts';
import { createIndex, verifier, type Demande } from './verifier.ts';
import { etatA, fold, merge } from '../histoire/vue.ts';

/** Someone who wants an act that the person did not grant, or one that should be closed. */

function demander(mandats: Demande['mandats'], change: Partial<Demande> = {}) {
  return verifier({
    mandats,
    mandantRef: 'p-1',
    habilitation: E1,
    demarche: AIDE_LOGEMENT,
    acte: 'deposer',
    mode: 'faire_a_la_place_absent',
    instant: PLUS_TARD,
    ...change,
  });
}

function etatDe(p: Parcours): EtatMandat {
  if (p.etat === null) throw new Error('no state');
  return p.etat;
}

const REVOQUER = { demandePar: 'mandant', canal: 'telephone' } as const;
const THEME: Item = {
  ...ITEM,
  portee: {
    kind: 'perimetre',
    perimetre: 'logement',
    catalogueVersion: '1',
    demarches: [AIDE_LOGEMENT, { ...AIDE_LOGEMENT, classe: 'sensible', signaturePersonnelle: true }],
  },
  actes: ['deposer', 'signer'],
};

describe('a démarche written twice in one line', () => {
  it('is refused: the milder of two sets of facts would hide the other', () => {
    expect(
      decide(null, commande('PreparerMandat', { ...PREPARATION, items: [THEME] }), contexte(SIGNE)),
    ).toMatchObject({
      ok: false,
      motifs: [{ code: 'commande_invalide', path: ['donnees', 'items', 0, 'portee'] }],
    });
  });

  it('come by another way, every set of facts counts', () => {
    const { evenements } = signer();
    const doubles = evenements.map((e) =>
      e.type === 'MandatPrepare' ? { ...e, donnees: { ...e.donnees, items: [THEME] } } : e,
    );
    const etat = fold(doubles);
    if (etat === null) throw new Error('no state');
    expect(toCodes(demander([etat], { acte: 'signer' }).motifs)).toContain('signature_personnelle');
    expect(toCodes(demander([etat]).motifs)).toEqual(['relecture_manquante']);
  });
});

it('a one-shot line whose last act is excepted would never end: it is refused', () => {
  const unFois = (sauf: Item['sauf']) =>
    decide(
      null,
      commande('PreparerMandat', { ...PREPARATION, items: [{ ...ITEM, uneFois: true, sauf }] }),
      contexte(SIGNE),
    );
  expect(unFois([{ acte: 'deposer' }])).toMatchObject({
    ok: false,
    motifs: [{ code: 'commande_invalide', path: ['donnees', 'items', 0, 'acteFinal'] }],
  });
  expect(unFois([{ acte: 'saisir' }]).ok).toBe(true);
});

describe('a copy that knows less', () => {
  it('opens nothing beside the copy that knows of the revocation', () => {
    const p = signer();
    const perimee = etatDe(p);
    p.faire(commande('RevoquerMandat', REVOQUER));
    for (const mandats of [
      [perimee, etatDe(p)],
      [etatDe(p), perimee],
    ]) {
      expect(toCodes(demander(mandats).motifs)).toEqual(['revoque']);
      expect(toCodes(demander(createIndex(mandats)).motifs)).toEqual(['revoque']);
    }
  });

  it('an index made by hand lends nobody the mandate of another person', () => {
    const autre = signer({ mandant: { ref: 'p-2', capacite: 'aucune_mesure' } });
    const index = { parMandant: new Map([['p-1', [etatDe(autre)]]]) };
    expect(toCodes(demander(index).motifs)).toEqual(['pas_de_mandat']);
  });
});

describe('a measure corrected for the same day', () => {
  const jugementLe = '2026-11-24';
  const dire = (
    p: Parcours,
    capacite: 'sauvegarde' | 'curatelle_simple',
    id: string,
    heure: string,
    appareil = 'a-1',
  ) => {
    const faitLe = `2026-11-25T${heure}:00.000Z`;
    return p.faire(commande('SignalerProtection', { capacite, jugementLe }, { id, faitLe }), { appareil });
  };

  it.each([
    ['z1', 'a1', 'a-1', 'a-1'],
    ['a1', 'z1', 'a-1', 'a-1'],
    ['a1', 'z1', 'a-2', 'a-1'],
  ])('what was recorded last counts, whatever the ids (%s, %s) and devices (%s, %s)', (un, deux, ici, la) => {
    const p = signer({ items: [{ ...ITEM, actes: ['payer'] }] });
    dire(p, 'sauvegarde', un, '09:00', ici);
    dire(p, 'curatelle_simple', deux, '10:00', la);
    expect(toCodes(demander([etatDe(p)], { acte: 'payer' }).motifs)).toEqual(['assistance_curateur_requise']);
    expect(p.etat).toEqual(fold(p.evenements));
  });

  it('may be corrected back', () => {
    const p = signer();
    dire(p, 'curatelle_simple', 'un', '09:00');
    dire(p, 'sauvegarde', 'deux', '10:00');
    dire(p, 'curatelle_simple', 'trois', '11:00');
    expect(p.evenements.filter((e) => e.type === 'ProtectionSignalee')).toHaveLength(3);
    expect(p.etat?.protections.at(-1)?.capacite).toBe('curatelle_simple');
  });
});

it('a resumption and a suspension noted at the same minute keep their order, whatever their ids', () => {
  const p = signer();
  const faitLe = '2026-11-23T09:00:00.000Z';
  p.faire(commande('SuspendreMandat', { motifCode: 'conge' }, { id: 's0', faitLe: SIGNE }));
  p.faire(commande('ReprendreMandat', { motifCode: 'retour' }, { id: 'z1', faitLe }));
  p.faire(commande('SuspendreMandat', { motifCode: 'conge' }, { id: 'a1', faitLe }));
  expect(toCodes(demander([etatDe(p)]).motifs)).toEqual(['suspendu']);
});

it('the representative of a measure that was lifted no longer acts, and the reason says so', () => {
  const p = signer({
    mandant: { ref: 'p-1', capacite: 'tutelle' },
    constituant: { kind: 'tuteur', ref: 't-1' },
  });
  const leve = { capacite: 'aucune_mesure', jugementLe: '2026-11-24' } as const;
  p.faire(commande('SignalerProtection', leve, { faitLe: '2026-11-25T09:00:00.000Z' }));
  expect(toCodes(demander([etatDe(p)]).motifs)).toEqual(['pas_de_mandat']);
});

describe('a habilitation or a policy that no schema read', () => {
  const p = signer({ items: [{ ...ITEM, portee: { kind: 'demarche', demarche: DEPOT_RSA } }] });
  const rsa = { demarche: DEPOT_RSA, acte: 'saisir' } as const;

  it.each(['Benevole', 'stagiaire', ''])(
    'an unknown kind of writer (%s) is held to what a volunteer may do',
    (kind) => {
      const habilitation = { ...E1, kind } as typeof E1;
      expect(toCodes(demander([etatDe(p)], { ...rsa, habilitation }).motifs)).toEqual([
        'benevole_acte_sensible',
      ]);
    },
  );

  it.each([{ auInclus: '31/12/2025' }, { du: '01/01/2027' }, { auInclus: null }, { du: undefined }])(
    'a day in another shape covers nothing: %o',
    (change) => {
      const habilitation = { ...E1, ...change } as typeof E1;
      expect(toCodes(demander([etatDe(p)], { ...rsa, habilitation }).motifs)).toEqual([
        'ecrivain_non_habilite',
      ]);
    },
  );

  it.each([{ relecture: undefined }, { relecture: 'Sensible' }, { curatelleSeule: null }])(
    'a policy with a hole opens nothing: %o',
    (politique) => {
      const q = { ...rsa, acte: 'deposer', politique: politique as Demande['politique'] } as const;
      expect(() => demander([etatDe(p)], q)).toThrow(TypeError);
    },
  );
});

describe('an erasure dated back to the draft', () => {
  const effacer = commande('EffacerDonnees', { portee: 'vault', base: 'demande' }, { faitLe: SIGNE });

  it('does not freeze a mandate in force', () => {
    const p = signer({}, { jusqua: 'PreparerMandat' });
    for (const e of signer({}, { le: '2026-11-22T10:00:00.000Z' }).evenements.slice(1)) p.ajouter(e);
    expect(motifsDe(p, effacer, { maintenant: PLUS_TARD })).toEqual(['transition_interdite']);
  });

  it('known of one device only, it does not keep the person from stopping what another accepted', () => {
    const p = signer({}, { jusqua: 'PreparerMandat' });
    p.faire(effacer);
    for (const e of signer().evenements.slice(1)) p.ajouter(e);
    expect(etatA(p.evenements, PLUS_TARD)?.statut).toBe('actif');
    const rappeler = commande(
      'RappelerEcheance',
      { destinataire: 'mandant', canal: 'sms' },
      { faitLe: PLUS_TARD },
    );
    expect(motifsDe(p, rappeler)).toEqual(['transition_interdite']);
    p.faire(commande('RevoquerMandat', REVOQUER, { faitLe: PLUS_TARD }));
    expect(toCodes(demander([etatDe(p)]).motifs)).toEqual(['revoque']);
    const encore = commande('RevoquerMandat', REVOQUER, { id: 'encore', faitLe: PLUS_TARD });
    expect(motifsDe(p, encore)).toEqual(['transition_interdite']);
  });
});

describe('a history that somebody rewrites', () => {
  it('what comes in under a known id does not undo a revocation', () => {
    const p = signer();
    p.faire(commande('RevoquerMandat', REVOQUER));
    const forges = p.evenements.map((e): Evenement =>
      e.type === 'MandatRevoque'
        ? { ...e, type: 'EcheanceRappelee', donnees: { destinataire: 'mandant', canal: 'sms' } }
        : e,
    );
    expect(etatA(merge(p.evenements, forges), PLUS_TARD)?.statut).toBe('revoque');
    expect(parseJournal([...p.evenements, ...forges.slice(-1)])).toMatchObject({
      ok: false,
      motifs: [{ code: 'chaine_rompue', index: p.evenements.length }],
    });
  });

  it('a second preparation, wider and older, is refused wherever it comes', () => {
    const { evenements, etat } = signer();
    const [prepare] = evenements;
    if (prepare?.type !== 'MandatPrepare') throw new Error('no preparation');
    const donnees = { ...prepare.donnees, items: [{ ...ITEM, actes: ['payer' as const] }] };
    const large: Evenement = { ...prepare, id: 'large/0', faitLe: '2026-11-22T08:00:00.000Z', donnees };
    const phrase = /préparé deux fois/;
    expect(() => evolve(etat, large)).toThrow(TypeError);
    expect(() => fold([...evenements, large])).toThrow(TypeError);
    expect(fold([...evenements, prepare])).toEqual(etat);
    const lu = parseJournal([...evenements, large]);
    expect(lu).toMatchObject({ ok: false, motifs: [{ code: 'chaine_rompue', index: evenements.length }] });
    expect(lu.ok ? '' : lu.motifs[0]?.phrase).toMatch(phrase);
  });
});

describe('an input made to exhaust', () => {
  it('a text without end is refused quickly, and searched quickly', () => {
    const depart = performance.now();
    expect(parseTexteLibre('mdp '.repeat(50_000))).toMatchObject({ ok: false });
    expect(detectSecrets(`${'code '.repeat(20_000)}mdp : Soleil-42!`).map((s) => s.kind)).toEqual([
      'mot_de_passe',
    ]);
    expect(performance.now() - depart).toBeLessThan(10_000);
  });

  it('a register nested without end is broken at its index, not a crash', () => {
    const profond: unknown = JSON.parse('['.repeat(50_000) + ']'.repeat(50_000));
    expect(digest(profond)).toMatchObject({ ok: false, motifs: [{ code: 'commande_invalide' }] });
    expect(verifyChain([{ prevHash: GENESE, hash: GENESE, evenement: profond }])).toMatchObject({
      ok: false,
      motifs: [{ code: 'chaine_rompue', index: 0 }],
    });
  });
});

describe('a renewal that renews nothing', () => {
  const preparer = (change: object, mandats: readonly EtatMandat[]) =>
    decide(
      null,
      commande('PreparerMandat', { ...PREPARATION, ...change }),
      contexte(PLUS_TARD, { mandatsDuMandant: mandats }),
    );

  it('another structure’s mandate is not renewed here: it is a new mandate', () => {
    const ailleurs = signer(
      { structure: { ...PREPARATION.structure, id: 's-2' } },
      { id: 'm-0', contexte: { habilitations: [{ ...E1, structureId: 's-2' }] } },
    );
    expect(preparer({ renouvelle: 'm-0' }, [etatDe(ailleurs)])).toMatchObject({
      ok: false,
      motifs: [{ code: 'renouvellement_impossible' }],
    });
    expect(preparer({ renouvelle: 'm-0' }, [etatDe(signer({}, { id: 'm-0' }))]).ok).toBe(true);
  });

  it('an identity is not verified tomorrow', () => {
    expect(preparer({ identiteVerifieeLe: '2099-01-01' }, [])).toMatchObject({
      ok: false,
      motifs: [{ code: 'instant_futur', path: ['donnees', 'identiteVerifieeLe'] }],
    });
  });
});

describe('a démarche that is done', () => {
  it('opens no theme elsewhere', () => {
    const rsa: Item = { ...ITEM, id: 'i-2', portee: { kind: 'demarche', demarche: DEPOT_RSA } };
    const p = signer({ items: [{ ...ITEM, uneFois: true }, rsa] });
    p.faire(acte());
    expect(toAidantsConnect(etatDe(p)).demarche).toEqual(['social']);
    const seul = signer({ items: [{ ...ITEM, uneFois: true }] });
    seul.faire(acte());
    expect(toAidantsConnect(etatDe(seul))).toMatchObject({ demarche: [], duree: null });
    expect(toCodes(toAidantsConnect(etatDe(seul)).pertes)).toEqual(['epuise']);
  });
});

describe('a personal value where a reference is expected', () => {
  it.each(['0612345678', '0033612345678', '33612345678', '185057800608491', 'FR7630006000011234567890189'])(
    '%s is no reference, and is not repeated',
    (ref) => {
      const p = signer();
      const code = { codeCommitment: 'b'.repeat(64), destinataire: ref };
      const resultats = [
        p.essayer(commande('EmettreCodeTiers', code)),
        p.essayer(commande('DemanderParSms', { demandeRef: ref })),
        decide(
          null,
          commande('PreparerMandat', { ...PREPARATION, mandant: { ref, capacite: 'aucune_mesure' } }),
          contexte(SIGNE),
        ),
      ];
      for (const resultat of resultats) expect(resultat.ok).toBe(false);
      expect(JSON.stringify(resultats)).not.toContain(ref);
    },
  );

  it.each([
    'p-1',
    '42',
    '1763802000000',
    '01JD5K3V8E9XQ2M7N4T6R8W0YZ',
    'a3f1c2d4-0000-4000-8000-0612345678ab',
  ])('%s is one', (demandeRef) => {
    expect(motifsDe(signer(), commande('DemanderParSms', { demandeRef }))).toEqual([]);
  });

  it('a mail address is neither a template nor a version', () => {
    const notice = {
      modele: '@exemple/notices:mandat',
      version: 'catalogue@2026.1',
      langue: 'fr',
      documentHash: 'a'.repeat(64),
    };
    const essai = (change: object) =>
      motifsDe(
        signer({}, { jusqua: 'PreparerMandat' }),
        commande('PresenterNotice', { notice: { ...notice, ...change } }),
      );
    expect(essai({})).toEqual([]);
    expect(essai({ modele: 'jeanne.exemple@exemple.fr' })).toEqual(['commande_invalide']);
    expect(essai({ version: 'jeanne.exemple@exemple.fr' })).toEqual(['commande_invalide']);
    expect(essai({ version: '0612345678' })).toEqual(['commande_invalide']);
  });
});

it('the last day that can be written is answered, not a crash', () => {
  const { motifs } = demander([etatDe(signer())], { instant: '9999-12-31T23:59:59.999Z' });
  expect(toCodes(motifs)).toContain('expire');
});

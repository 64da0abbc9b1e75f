/** What a mutation of the rules of the grant left unseen: each case fails when its rule is removed. */
import { describe, expect, it } from 'vitest';
import {
  AIDE_LOGEMENT,
  commande,
  E1,
  H,
  ITEM,
  motifsDe,
  PREPARATION,
  RECUEIL,
  SIGNE,
  signer,
} from '../f0.fixture.ts';
import type { DemarcheFaits, Recueil } from '../modele/modele.ts';
import { etatA } from '../histoire/vue.ts';

const ORAL = { mode: 'telephone', forme: 'oral_a_regulariser' } as const;
const J3 = '2026-11-25T09:00:00.000Z';
const CADUC = '2026-12-07T23:00:00.000Z';
const regulariser = (faitLe: string) => commande('RegulariserOral', { recueil: RECUEIL }, { faitLe });
const phrases = (p: ReturnType<typeof signer>, c: Parameters<typeof motifsDe>[1], plus = {}) => {
  const resultat = p.essayer(c, plus);
  return resultat.ok ? [] : resultat.motifs.map((m) => m.phrase);
};

describe('putting a voice in writing', () => {
  it('says what is wrong with the moment', () => {
    const tardif = signer({}, { jusqua: 'EnregistrerLecture' });
    tardif.faire(
      commande('Consentir', { recueil: { ...RECUEIL, ...ORAL }, documentHash: H }, { faitLe: J3 }),
    );
    expect(phrases(tardif, regulariser(SIGNE), { maintenant: J3 })).toEqual([
      'La personne n’a pas encore donné son accord.',
    ]);
    expect(phrases(tardif, regulariser(J3))).toEqual([]);
    expect(phrases(signer(), regulariser(J3))).toEqual([
      'Ce mandat n’est pas oral : rien n’est à régulariser.',
    ]);
    expect(phrases(signer({}, { recueil: ORAL }), regulariser(CADUC))).toEqual([
      'L’accord oral n’a pas été signé à temps : préparez un nouveau mandat.',
    ]);
    expect(phrases(signer({}, { recueil: ORAL }), regulariser(J3), { maintenant: CADUC })).toEqual([
      'La signature arrive après la date limite : préparez un nouveau mandat.',
    ]);
    const signe = signer({}, { recueil: ORAL });
    signe.faire(regulariser('2026-11-24T09:00:00.000Z'));
    expect(phrases(signe, { ...regulariser(J3), id: 'encore' })).toEqual(['L’accord oral est déjà signé.']);
    const fini = signer({}, { recueil: ORAL });
    fini.faire(commande('RevoquerMandat', { demandePar: 'mandant', canal: 'sms' }));
    expect(phrases(fini, regulariser(J3))).toEqual(['Ce mandat est terminé : préparez un nouveau mandat.']);
  });

  it('checks again who may grant; a capacity still unknown waits for the acceptance', () => {
    const inconnue = { mandant: { ref: 'p-1', capacite: 'inconnue' as const } };
    const p = signer(inconnue, { recueil: ORAL, jusqua: 'Consentir' });
    p.faire(commande('DeclarerCapacite', { capacite: 'tutelle' }));
    expect(motifsDe(p, regulariser(J3))).toEqual(['representant_requis']);
    expect(motifsDe(signer(inconnue, { recueil: ORAL, jusqua: 'Consentir' }), regulariser(J3))).toEqual([]);
  });

  it('is open while the mandate is suspended', () => {
    const p = signer({}, { recueil: ORAL });
    p.faire(commande('SuspendreMandat', { motifCode: 'conge' }, { faitLe: '2026-11-24T09:00:00.000Z' }));
    expect(motifsDe(p, regulariser(J3))).toEqual([]);
  });
});

describe('two ends by law', () => {
  const parent = (le: string) => ({
    mandant: { ...PREPARATION.mandant, naissance: { ageCommitment: H, le } },
    constituant: { kind: 'parent' as const, ref: 'r-1' },
  });

  it.each([
    ['2008-12-01', 'majorite', '2026-11-30T23:00:00.000Z'],
    ['2008-12-20', 'non_regularise', CADUC],
    ['2008-12-08', 'majorite', CADUC],
  ])('born on %s: the first one counts', (le, cause, faitLe) => {
    const vue = etatA(signer(parent(le), { recueil: ORAL }).evenements, '2026-12-31T09:00:00.000Z');
    expect(vue).toMatchObject({ statut: 'caduc', fin: { cause, faitLe } });
  });

  it('none on a draft', () => {
    const p = signer(parent('2008-12-01'), { jusqua: 'Consentir' });
    expect(etatA(p.evenements, '2026-12-31T09:00:00.000Z')?.statut).toBe('presente');
    expect(
      phrases(p, commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' }, { faitLe: CADUC })),
    ).toEqual(['La personne est majeure maintenant : elle donne elle-même son mandat.']);
  });
});

describe('who is a witness', () => {
  const essayer = (
    temoins: Recueil['temoins'],
    kind: 'ecrivain' | 'benevole' | 'mandant' = 'mandant',
    ref = 'p-1',
  ) => {
    const p = signer({}, { jusqua: 'EnregistrerLecture' });
    const recueil: Recueil = { ...RECUEIL, forme: 'ne_sait_signer', temoins };
    const c = commande('Consentir', { recueil, documentHash: H }, { acteur: { kind, ref } });
    return p.essayer(c, { habilitations: [E1] });
  };
  const T1 = { ref: 't-1', kind: 'tiers' } as const;
  const T2 = { ref: 't-2', kind: 'tiers' } as const;

  it('not a writer of whom nothing else is known, nor the one who takes the consent', () => {
    const refus = {
      ok: false,
      motifs: [{ code: 'temoin_ecrivain', path: ['donnees', 'recueil', 'temoins'] }],
    };
    expect(essayer([T1, { ref: 'x-9', kind: 'ecrivain' }])).toMatchObject(refus);
    expect(essayer([T1, T2], 'ecrivain', 't-1')).toMatchObject(refus);
    expect(essayer([T1, T2], 'benevole', 't-2')).toMatchObject(refus);
    expect(essayer([T1, T2]).ok).toBe(true);
  });
});

describe('what is missing is named', () => {
  const accepter = (plus: object = {}) =>
    commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1', ...plus }, { faitLe: CADUC });

  it('before the acceptance: the signature, or a voice put in writing', () => {
    expect(phrases(signer({}, { jusqua: 'EnregistrerLecture' }), accepter())).toEqual([
      'La personne n’a pas encore signé le mandat.',
    ]);
    expect(phrases(signer({}, { recueil: ORAL, jusqua: 'Consentir' }), accepter())).toEqual([
      'L’accord oral n’a pas été signé à temps : préparez un nouveau mandat.',
    ]);
  });

  it('of several habilitations of one writer, the reasons of the one that lacks least', () => {
    const loin = { ...E1, structureId: 's-2', auInclus: '2026-11-21' };
    const finie = { ...E1, auInclus: '2026-11-21' };
    for (const habilitations of [
      [loin, finie],
      [finie, loin],
    ]) {
      const p = signer({}, { jusqua: 'Consentir' });
      expect(motifsDe(p, accepter(), { habilitations })).toEqual(['ecrivain_non_habilite']);
      expect(motifsDe(p, accepter(), { habilitations: [...habilitations, E1] })).toEqual([]);
    }
  });

  it('a volunteer accepts simple démarches only, the whole theme being simple', () => {
    const theme = (...demarches: DemarcheFaits[]) => ({
      items: [
        {
          ...ITEM,
          portee: {
            kind: 'perimetre' as const,
            perimetre: 'logement' as const,
            catalogueVersion: '1',
            demarches,
          },
        },
      ],
    });
    const autre = { ...AIDE_LOGEMENT, id: 'caution' };
    const benevole = { habilitations: [{ ...E1, kind: 'benevole' as const }] };
    const essai = (...demarches: DemarcheFaits[]) =>
      motifsDe(signer(theme(...demarches), { jusqua: 'Consentir' }), accepter(), benevole);
    expect(essai(AIDE_LOGEMENT, autre)).toEqual([]);
    expect(essai(AIDE_LOGEMENT, { ...autre, classe: 'sensible' })).toEqual(['benevole_acte_sensible']);
  });

  it('a witness of the cross does not accept for the structure', () => {
    const temoins = ['t-1', 't-2'].map((ref) => ({ ref, kind: 'tiers' as const }));
    const p = signer({}, { recueil: { forme: 'ne_sait_signer', temoins }, jusqua: 'Consentir' });
    const habilitations = [{ ...E1, ecrivainRef: 't-2' }];
    expect(p.essayer(accepter({ ecrivainRef: 't-2' }), { habilitations })).toMatchObject({
      motifs: [{ code: 'temoin_ecrivain', path: ['donnees', 'ecrivainRef'] }],
    });
    expect(motifsDe(p, accepter())).toEqual([]);
  });
});

describe('who accepts for the structure (C. civ. 1984: two separate acts)', () => {
  const accepter = (kind: 'ecrivain' | 'benevole' | 'coordinateur' | 'mandant' | 'tiers' | 'systeme') =>
    signer({}, { jusqua: 'Consentir' }).essayer(
      commande(
        'AccepterMandat',
        { ecrivainRef: 'e-1', charteVersion: '1' },
        { acteur: { kind, ref: 'x-1' } },
      ),
    );

  it.each(['ecrivain', 'benevole', 'coordinateur'] as const)('someone of the structure: %s', (kind) => {
    expect(accepter(kind).ok).toBe(true);
  });

  it.each(['mandant', 'tiers', 'systeme'] as const)('not who gives it, nor a machine: %s', (kind) => {
    expect(accepter(kind)).toEqual({
      ok: false,
      motifs: [
        {
          code: 'commande_invalide',
          path: ['acteur', 'kind'],
          phrase: 'Seule la structure accepte le mandat : un écrivain habilité le fait pour elle.',
        },
      ],
    });
  });
});

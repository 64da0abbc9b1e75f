import { describe, expect, it } from 'vitest';
import { commande, contexte, E1, H, motifsDe, PLUS_TARD, RECUEIL, signer } from '../f0.fixture.ts';
import type { Recueil } from '../modele/modele.ts';
import { FORMES, INTERPRETES, MODES_RECUEIL, type Forme, type ModeRecueil } from '../modele/nomenclatures.ts';

const T1 = { ref: 't-1', kind: 'tiers' } as const;
const T2 = { ref: 't-2', kind: 'tiers' } as const;

/** Reasons to refuse a consent taken so, the reading recorded the same way. */
function recueillir(change: Partial<Recueil>, plus: Parameters<typeof contexte>[1] = {}) {
  const recueil = { ...RECUEIL, ...change };
  const p = signer({}, { jusqua: 'EnregistrerLecture', recueil: change });
  return motifsDe(
    p,
    commande('Consentir', { recueil, documentHash: H }, { acteur: { kind: 'mandant', ref: 'p-1' } }),
    plus,
  );
}

describe('who cannot sign', () => {
  const temoins = (...liste: Recueil['temoins']) => recueillir({ forme: 'ne_sait_signer', temoins: liste });

  it('T38: two witnesses from outside, no writer', () => {
    expect(temoins(T1)).toEqual(['temoins_insuffisants']);
    expect(temoins(T1, { ref: 'e-1', kind: 'ecrivain' })).toEqual(['temoin_ecrivain']);
    expect(temoins(T1, T2)).toEqual([]);
    expect(
      signer({}, { recueil: { forme: 'ne_sait_signer', temoins: [T1, T2] } }).etat?.acceptation,
    ).toBeDefined();
  });

  it('T38: a writer is a writer whatever is said, by the mandate or by the structure', () => {
    expect(temoins(T1, { ref: 'e-2', kind: 'tiers' })).toEqual(['temoin_ecrivain']);
    const recueil: Partial<Recueil> = { forme: 'ne_sait_signer', temoins: [T1, T2] };
    const voisine = { habilitations: [E1, { ...E1, ecrivainRef: 't-2' }] };
    expect(recueillir(recueil, voisine)).toEqual(['temoin_ecrivain']);
    const ailleurs = { habilitations: [E1, { ...E1, ecrivainRef: 't-2', structureId: 's-2' }] };
    expect(recueillir(recueil, ailleurs)).toEqual([]);
  });

  it('whoever of the structure takes the consent, or accepts, is no witness', () => {
    const p = signer({}, { jusqua: 'EnregistrerLecture' });
    const recueil = { ...RECUEIL, forme: 'ne_sait_signer', temoins: [T1, T2] } as const;
    const consentir = (kind: 'coordinateur' | 'tiers') =>
      commande(
        'Consentir',
        { recueil: { ...recueil, temoins: [...recueil.temoins] }, documentHash: H },
        {
          acteur: { kind, ref: 't-1' },
        },
      );
    expect(motifsDe(p, consentir('coordinateur'))).toEqual(['temoin_ecrivain']);
    p.faire(consentir('tiers'));
    const accepter = commande('AccepterMandat', { ecrivainRef: 't-2', charteVersion: '1' });
    expect(motifsDe(p, accepter, { habilitations: [{ ...E1, ecrivainRef: 't-2' }] })).toEqual([
      'temoin_ecrivain',
    ]);
  });

  it('the same witness twice, or the person herself, does not make two', () => {
    expect(temoins(T1, T1)).toEqual(['temoins_insuffisants']);
    expect(temoins(T1, { ref: 'p-1', kind: 'tiers' })).toEqual(['temoins_insuffisants']);
    expect(temoins(T1, { ref: 'e-1', kind: 'ecrivain' }, T2)).toEqual(['temoin_ecrivain']);
    expect(temoins()).toEqual(['temoins_insuffisants']);
  });

  it('the representative who grants is no witness', () => {
    const p = signer(
      { mandant: { ref: 'p-1', capacite: 'tutelle' }, constituant: { kind: 'tuteur', ref: 't-1' } },
      { jusqua: 'EnregistrerLecture' },
    );
    const recueil: Recueil = { ...RECUEIL, forme: 'ne_sait_signer', temoins: [T1, T2] };
    expect(motifsDe(p, commande('Consentir', { recueil, documentHash: H }))).toEqual([
      'temoins_insuffisants',
    ]);
  });

  it('the text is read aloud', () => {
    const muet = { forme: 'ne_sait_signer', temoins: [T1, T2], lecture: 'lui_meme' } as const;
    expect(recueillir({ ...muet, temoins: [T1, T2] })).toEqual(['lecture_manquante']);
  });
});

describe('what is understood', () => {
  it('T39: another language needs an interpreter or a bilingual notice', () => {
    expect(recueillir({ langue: 'ar' })).toEqual(['langue_non_comprise']);
    expect(recueillir({ langue: 'ar', noticeBilingue: true })).toEqual([]);
    expect(recueillir({ langue: 'fr-CA' })).toEqual([]);
  });

  it.each(INTERPRETES)('T39: language ar, interpreter %s', (interprete) => {
    const attendu = { aucun: ['langue_non_comprise'], proche_mineur: ['interprete_mineur'] };
    expect(recueillir({ langue: 'ar', interprete })).toEqual(
      interprete in attendu ? attendu[interprete as keyof typeof attendu] : [],
    );
  });

  it('a reading badly done is not mended by what the consent says of it', () => {
    const { langue, lecture, interprete, reformulation, noticeBilingue } = RECUEIL;
    const lu = { langue, lecture, interprete, reformulation, noticeBilingue };
    for (const [change, code] of [
      [{ interprete: 'proche_mineur' }, 'interprete_mineur'],
      [{ langue: 'tr' }, 'langue_non_comprise'],
      [{ reformulation: 'non_comprise' }, 'reformulation_manquante'],
    ] as const) {
      const p = signer({}, { jusqua: 'PresenterNotice' });
      p.faire(commande('EnregistrerLecture', { ...lu, ...change }));
      expect(motifsDe(p, commande('Consentir', { recueil: RECUEIL, documentHash: H }))).toEqual([code]);
    }
  });

  it('no mandate today when she could not say it again', () => {
    expect(recueillir({ reformulation: 'non_comprise' })).toEqual(['reformulation_manquante']);
    expect(recueillir({ reformulation: 'reexpliquee' })).toEqual([]);
  });

  it('says every reason at once', () => {
    expect(
      recueillir({
        mode: 'telephone',
        forme: 'ne_sait_signer',
        lecture: 'lui_meme',
        langue: 'ps',
        reformulation: 'non_comprise',
      }),
    ).toEqual([
      'reformulation_manquante',
      'commande_invalide',
      'lecture_manquante',
      'temoins_insuffisants',
      'langue_non_comprise',
    ]);
  });
});

describe('at a distance', () => {
  const PERMIS: Record<ModeRecueil, Forme[]> = {
    presence: [...FORMES],
    visio: ['signature_ecran', 'nom_ecrit', 'oral_a_regulariser'],
    telephone: ['oral_a_regulariser'],
    sms: ['oral_a_regulariser'],
    courrier: ['signature_papier', 'nom_ecrit'],
  };
  it.each(MODES_RECUEIL.flatMap((mode) => FORMES.map((forme) => ({ mode, forme }))))(
    '$mode × $forme',
    ({ mode, forme }) => {
      const attendu = PERMIS[mode].includes(forme) ? [] : ['commande_invalide'];
      expect(recueillir({ mode, forme, temoins: [T1, T2] })).toEqual(attendu);
    },
  );

  it('a letter signed days before it is entered gives a mandate from that day', () => {
    const p = signer({}, { jusqua: 'EnregistrerLecture' });
    const recueil: Recueil = { ...RECUEIL, mode: 'courrier' };
    const tard = { maintenant: PLUS_TARD };
    p.faire(
      commande('Consentir', { recueil, documentHash: H }, { faitLe: '2026-11-25T08:00:00.000Z' }),
      tard,
    );
    p.faire(commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' }, { faitLe: PLUS_TARD }));
    expect(p.etat?.periode).toMatchObject({ du: '2026-11-25', auInclus: '2027-05-25' });
    expect(p.etat?.consentement).toMatchObject({ faitLe: '2026-11-25T08:00:00.000Z', connuLe: PLUS_TARD });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EtatMandat } from '../modele/etat.ts';
import { AIDE_LOGEMENT, commande, DEPOT_RSA, E1, E2, H, ITEM, signer, toCodes } from '../f0.fixture.ts';
import type { DemarcheFaits, Item } from '../modele/modele.ts';
import { ACTES, type Acte } from '../modele/nomenclatures.ts';
import { createIndex, verifier, type Demande } from './verifier.ts';
import { fold } from '../histoire/vue.ts';

const APRES = '2026-12-01T09:00:00.000Z';

function demander(etats: (EtatMandat | null)[], plus: Partial<Demande> = {}) {
  return verifier({
    mandats: etats.filter((e) => e !== null),
    mandantRef: 'p-1',
    habilitation: E1,
    demarche: AIDE_LOGEMENT,
    acte: 'deposer',
    mode: 'faire_a_la_place_absent',
    instant: APRES,
    ...plus,
  });
}
const motifsDe = (etats: (EtatMandat | null)[], plus: Partial<Demande> = {}) =>
  toCodes(demander(etats, plus).motifs);

describe('verifier', () => {
  it('says yes, under which mandate, and on which events', () => {
    const p = signer();
    const oui = demander([p.etat]);
    expect(oui).toMatchObject({
      autorise: true,
      besoin: 'requis',
      mandatId: 'm-1',
      itemId: 'i-1',
      motifs: [],
    });
    const rejoue = fold(p.evenements.filter((e) => oui.preuves.includes(e.id)));
    expect(demander([rejoue])).toEqual(oui);
  });

  it('T13: from the end instant on, expired; 1 ms before, actif', () => {
    const { etat } = signer();
    expect(motifsDe([etat], { instant: '2027-05-22T22:00:00.000Z' })).toEqual(['expire']);
    expect(demander([etat], { instant: '2027-05-22T21:59:59.999Z' }).autorise).toBe(true);
  });

  it('T24: the exception wins inside a theme', () => {
    const autre = { ...AIDE_LOGEMENT, id: 'caution' };
    const item: Item = {
      ...ITEM,
      portee: {
        kind: 'perimetre',
        perimetre: 'logement',
        catalogueVersion: '1',
        demarches: [AIDE_LOGEMENT, autre],
      },
      sauf: [{ demarcheId: 'aide-logement' }],
    };
    const { etat } = signer({ items: [item] });
    expect(motifsDe([etat])).toEqual(['exception']);
    expect(motifsDe([etat], { mode: 'faire_a_la_place_present' })).toEqual(['exception']);
    expect(demander([etat], { demarche: autre }).autorise).toBe(true);
  });

  it('T26: an act that the item does not grant', () => {
    expect(motifsDe([signer().etat], { acte: 'payer' })).toEqual(['hors_acte']);
  });

  it('T27: a personal signature stays personal, even granted', () => {
    const surendettement: DemarcheFaits = {
      ...AIDE_LOGEMENT,
      id: 'surendettement',
      perimetre: 'argent',
      classe: 'sensible',
      signaturePersonnelle: true,
      actesReserves: ['payer'],
    };
    const { etat } = signer({
      items: [
        { ...ITEM, portee: { kind: 'demarche', demarche: surendettement }, actes: ['signer', 'payer'] },
      ],
    });
    const q = { demarche: surendettement, politique: { relecture: 'jamais' } } as const;
    expect(motifsDe([etat], { ...q, acte: 'signer' })).toEqual(['signature_personnelle']);
    expect(motifsDe([etat], { ...q, acte: 'payer' })).toEqual(['acte_reserve']);
    expect(motifsDe([], { ...q, acte: 'signer' })).toEqual(['pas_de_mandat', 'signature_personnelle']);
  });

  it('T29: any habilitated writer of the structure, no other', () => {
    const { etat } = signer();
    expect(motifsDe([etat], { habilitation: { ...E1, auInclus: '2026-11-30' } })).toEqual([
      'ecrivain_non_habilite',
    ]);
    expect(demander([etat], { habilitation: E2 }).autorise).toBe(true);
    expect(motifsDe([etat], { habilitation: { ...E1, structureId: 's-2' } })).toEqual([
      'structure_differente',
    ]);
  });

  it('lists every reason of the closest mandate, not the first', () => {
    const loin = signer(
      { items: [{ ...ITEM, portee: { kind: 'demarche', demarche: DEPOT_RSA } }] },
      { id: 'm-2' },
    );
    const motifs = motifsDe([loin.etat, signer().etat], {
      acte: 'payer',
      instant: '2027-06-01T09:00:00.000Z',
      habilitation: { ...E1, auInclus: '2027-01-01' },
    });
    expect(motifs).toEqual(['expire', 'ecrivain_non_habilite', 'hors_acte']);
  });

  it('without a mandate: the ladder decides alone', () => {
    const sans = (plus: Partial<Demande>) => demander([], { acte: 'saisir', ...plus });
    expect(sans({ mode: 'informer', demarche: DEPOT_RSA })).toMatchObject({
      autorise: true,
      besoin: 'aucun',
    });
    expect(sans({ mode: 'faire_avec', demarche: DEPOT_RSA })).toMatchObject({
      autorise: true,
      besoin: 'recommande',
    });
    expect(sans({ mode: 'faire_a_la_place_present' })).toMatchObject({
      autorise: true,
      besoin: 'recommande',
    });
    for (const plus of [
      { mode: 'faire_a_la_place_present', demarche: DEPOT_RSA },
      { mode: 'faire_a_la_place_present', acte: 'creer_compte' },
      { mode: 'faire_avec', identifiantsParEcrivain: true },
      { mode: 'faire_a_la_place_absent' },
    ] as const) {
      expect(toCodes(sans(plus).motifs)).toEqual(['pas_de_mandat']);
    }
    expect(toCodes(sans({ mode: 'faire_faire', identifiantsParEcrivain: true }).motifs)).toEqual([
      'mode_incoherent',
    ]);
  });

  it('where a mandate is only advised, its limits still hold; doing with the person stays open', () => {
    const { etat } = signer();
    const present = {
      mode: 'faire_a_la_place_present',
      acte: 'saisir',
      demarche: { ...AIDE_LOGEMENT, id: 'autre' },
    } as const;
    expect(motifsDe([etat], present)).toEqual(['hors_demarche']);
    expect(demander([etat], { ...present, instant: '2027-06-01T09:00:00.000Z' }).autorise).toBe(true);
    expect(demander([etat], { ...present, mode: 'faire_avec', demarche: DEPOT_RSA }).autorise).toBe(true);
  });

  it('T41: after a refusal, doing with the person stays open; doing in her place does not', () => {
    const p = signer({}, { jusqua: 'EnregistrerLecture' });
    p.faire(commande('RefuserConsentement', {}));
    const avec = { mode: 'faire_avec', acte: 'deposer' } as const;
    expect(demander([p.etat], avec)).toMatchObject({ autorise: true, besoin: 'aucun', motifs: [] });
    expect(demander([p.etat], { ...avec, demarche: DEPOT_RSA })).toMatchObject({
      autorise: true,
      motifs: [],
    });
    expect(demander([p.etat], { ...avec, mode: 'faire_faire' }).autorise).toBe(true);
    expect(motifsDe([p.etat], { ...avec, mode: 'faire_a_la_place_present' })).toEqual(['refuse']);
    expect(motifsDe([p.etat])).toEqual(['refuse']);
  });

  it('a paper mandate entered in the evening: what was recorded at noon is what counts at noon', () => {
    const soir = '2026-11-22T17:00:00.000Z';
    const { etat } = signer({}, { contexte: { maintenant: soir } });
    const midi = '2026-11-22T11:00:00.000Z';
    expect(motifsDe([etat], { instant: midi })).toEqual(['pas_encore_actif']);
    expect(demander([etat], { instant: midi, connuA: soir }).autorise).toBe(true);
    expect(demander([etat], { instant: soir }).autorise).toBe(true);
  });

  it('says every reason of a mandate that would have closed the act anyway', () => {
    const p = signer(
      { mandant: { ref: 'p-1', capacite: 'curatelle_simple' }, items: [{ ...ITEM, actes: ['payer'] }] },
      { recueil: { mode: 'telephone', forme: 'oral_a_regulariser' } },
    );
    expect(
      motifsDe([p.etat], {
        acte: 'signer',
        instant: '2026-11-23T09:00:00.000Z',
        habilitation: { ...E1, auInclus: '2026-11-22' },
        demarche: {
          ...AIDE_LOGEMENT,
          signaturePersonnelle: true,
          actesReserves: ['signer'],
          classe: 'sensible',
        },
      }),
    ).toEqual([
      'assistance_curateur_requise',
      'limite_oral',
      'ecrivain_non_habilite',
      'hors_acte',
      'signature_personnelle',
      'acte_reserve',
      'relecture_manquante',
    ]);
  });

  it('an index gives the same answers', () => {
    const etats = [
      signer().etat,
      signer({ mandant: { ref: 'p-2', capacite: 'aucune_mesure' } }, { id: 'm-2' }).etat,
    ];
    const index = createIndex(etats.filter((e) => e !== null));
    expect(demander([], { mandats: index })).toEqual(demander(etats));
    expect(toCodes(demander([], { mandats: index, mandantRef: 'p-3' }).motifs)).toEqual(['pas_de_mandat']);
  });

  it('warns when the person still has no copy after eight days', () => {
    const p = signer();
    expect(toCodes(demander([p.etat], { instant: '2026-11-30T12:00:00.000Z' }).avertissements)).toEqual([]);
    expect(toCodes(demander([p.etat]).avertissements)).toEqual(['exemplaire_non_remis']);
    p.faire(commande('RemettreExemplaire', { canal: 'papier' }));
    expect(demander([p.etat]).avertissements).toEqual([]);
  });

  it('T39: another language needs an interpreter or a bilingual notice; an interested relative is signalled', () => {
    const seul = () => signer({}, { recueil: { langue: 'ar' } });
    expect(seul).toThrow('langue_non_comprise');
    expect(signer({}, { recueil: { langue: 'ar', noticeBilingue: true } }).etat?.acceptation).toBeDefined();
    const { etat } = signer({}, { recueil: { langue: 'ar', interprete: 'proche_interesse' } });
    expect(toCodes(demander([etat], { instant: '2026-11-23T09:00:00.000Z' }).avertissements)).toEqual([
      'interprete_interesse',
    ]);
  });

  it('a read-back entered with its act counts; one not yet recorded at `connuA` does not', () => {
    const p = signer({ items: [{ ...ITEM, portee: { kind: 'demarche', demarche: DEPOT_RSA } }] });
    const relire = {
      itemId: 'i-1',
      demarcheId: 'rsa',
      interventionRef: 'v-1',
      recapitulatifHash: H,
      luPar: 'e-1',
      langue: 'fr',
    };
    p.faire(commande('Relire', { ...relire, accord: true }, { faitLe: APRES }), {
      maintenant: '2026-12-01T10:00:00.000Z',
    });
    const q = { demarche: DEPOT_RSA, interventionRef: 'v-1', relectureId: 'm-1.c-Relire/0' };
    expect(demander([p.etat], q).autorise).toBe(true);
    expect(motifsDe([p.etat], { ...q, connuA: APRES })).toEqual(['relecture_manquante']);
    expect(motifsDe([p.etat], { ...q, interventionRef: 'v-2' })).toEqual(['relecture_manquante']);
    expect(
      demander([p.etat], { ...q, interventionRef: 'v-2', politique: { relecture: 'jamais' } }).autorise,
    ).toBe(true);
  });
});

describe('properties of the scope', () => {
  const DEMARCHES = ['a', 'b', 'c'].map((id) => ({ ...AIDE_LOGEMENT, id }));
  const sousEnsemble = fc.subarray([...ACTES], { minLength: 1 });
  const exception = fc.oneof(
    fc.record({ demarcheId: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ acte: fc.constantFrom(...ACTES) }),
    fc.record({ demarcheId: fc.constantFrom('a', 'b', 'c'), acte: fc.constantFrom(...ACTES) }),
  );
  const item = fc.record({
    demarches: fc.subarray(DEMARCHES, { minLength: 1 }),
    actes: sousEnsemble,
    sauf: fc.array(exception, { maxLength: 2 }),
  });
  type Ligne = { demarches: DemarcheFaits[]; actes: Acte[]; sauf: Item['sauf'] };
  const accorde = (l: Ligne, demarcheId: string, acte: Acte) =>
    l.demarches.some((d) => d.id === demarcheId) &&
    l.actes.includes(acte) &&
    !l.sauf.some((e) => (e.demarcheId ?? demarcheId) === demarcheId && (e.acte ?? acte) === acte);
  const nonVide = (l: Ligne) => l.demarches.some((d) => ACTES.some((a) => accorde(l, d.id, a)));

  const signe = signer().etat;

  it('permits iff one item holds the pair and none of its exceptions does', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(fc.array(item.filter(nonVide), { minLength: 1, maxLength: 3 }), (lignes) => {
        const items = lignes.map(({ demarches, actes, sauf }, rang): Item => ({
          id: `i-${rang}`,
          portee: { kind: 'perimetre', perimetre: 'logement', catalogueVersion: '1', demarches },
          actes,
          sauf,
          uneFois: false,
        }));
        const etat = signe === null ? null : { ...signe, items: items.map((i) => ({ ...i, retraits: [] })) };
        for (const demarche of [...DEMARCHES, { ...AIDE_LOGEMENT, id: 'z' }]) {
          for (const acte of ACTES) {
            const attendu = lignes.some((l) => accorde(l, demarche.id, acte));
            expect(demander([etat], { demarche, acte }).autorise).toBe(attendu);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('inside iff consent ≤ t < end, whatever the instant', () => {
    const { etat } = signer();
    const debut = Date.parse('2026-11-22T09:00:00.000Z');
    const fin = Date.parse('2027-05-22T22:00:00.000Z');
    fc.assert(
      fc.property(fc.integer({ min: debut - 1e9, max: fin + 1e9 }), (t) => {
        const { autorise } = demander([etat], { instant: new Date(t).toISOString() });
        expect(autorise).toBe(debut <= t && t < fin);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EtatMandat } from '../modele/etat.ts';
import { fromAidantsConnect, toAidantsConnect } from './export-aidants-connect.ts';
import {
  AIDE_LOGEMENT,
  commande,
  DEPOT_RSA,
  H,
  ITEM,
  PLUS_TARD,
  RECUEIL,
  signer,
  toCodes,
} from '../f0.fixture.ts';
import type { DemarcheFaits, Duree, Item } from '../modele/modele.ts';
import { ACTES, ACTES_COURANTS, PERIMETRES, type Acte } from '../modele/nomenclatures.ts';
import { isExclu, toDemarches } from '../modele/portee.ts';

const JOURS = { SHORT: 1, MONTH: 31, SEMESTER: 182, LONG: 365 } as const;

function mandat(plus: Parameters<typeof signer>[0] = {}, q: Parameters<typeof signer>[1] = {}): EtatMandat {
  const { etat } = signer(plus, q);
  if (etat === null) throw new Error('Nothing was prepared');
  return etat;
}

/** One démarche a theme, so that any set of themes can be asked for. */
const CATALOGUE = {
  version: '2026.11',
  demarches: PERIMETRES.map((perimetre): DemarcheFaits => ({
    ...AIDE_LOGEMENT,
    id: `d-${perimetre}`,
    perimetre,
  })),
};
const RSA: Item = { ...ITEM, id: 'i-2', portee: { kind: 'demarche', demarche: DEPOT_RSA } };

describe('toAidantsConnect', () => {
  it('gives the themes code for code, in their order, and says what it cannot hold', () => {
    expect(toAidantsConnect(mandat())).toMatchObject({ demarche: ['logement'], duree: 'MONTH' });
    const { demarche, pertes } = toAidantsConnect(
      mandat({ items: [ITEM, { ...RSA, sauf: [{ acte: 'saisir' }], uneFois: true }] }),
    );
    expect(demarche).toEqual(['social', 'logement']);
    expect(pertes.map((m) => [m.code, m.itemId])).toEqual([
      ['hors_demarche', 'i-1'],
      ['hors_acte', 'i-1'],
      ['hors_demarche', 'i-2'],
      ['hors_acte', 'i-2'],
      ['exception', 'i-2'],
      ['epuise', 'i-2'],
      ['expire', undefined],
    ]);
  });

  // [ours, consent, theirs, whether it ends the same day]
  const durees: [Duree, string, string | null, boolean][] = [
    [{ jours: 1 }, '2026-11-22T09:00:00.000Z', 'SHORT', true],
    [{ jours: 30 }, '2026-11-22T09:00:00.000Z', 'SHORT', false],
    [{ jours: 31 }, '2026-11-22T09:00:00.000Z', 'MONTH', true],
    [{ mois: 1 }, '2026-12-01T09:00:00.000Z', 'MONTH', true],
    [{ mois: 1 }, '2026-11-22T09:00:00.000Z', 'SHORT', false],
    [{ mois: 6 }, '2026-11-22T09:00:00.000Z', 'MONTH', false],
    [{ mois: 6 }, '2026-12-01T09:00:00.000Z', 'SEMESTER', true],
    [{ jours: 182 }, '2026-11-22T09:00:00.000Z', 'SEMESTER', true],
    [{ mois: 12 }, '2026-11-22T09:00:00.000Z', 'LONG', true],
    [{ jours: 364 }, '2026-11-22T09:00:00.000Z', 'SEMESTER', false],
    // 24 h from 23:30 on the eve of the short day end at 00:30, two civil days later.
    [{ jours: 1 }, '2027-03-27T22:30:00.000Z', null, false],
  ];
  it.each(durees)('%o from %s → %s', (duree, le, attendue, juste) => {
    const vers = toAidantsConnect(mandat({ duree }, { le }));
    expect(vers.duree).toBe(attendue);
    expect(toCodes(vers.pertes).includes('expire')).toBe(!juste);
  });

  it('has nothing to tell of a mandate that is not in force, and says why', () => {
    const presente = mandat({}, { jusqua: 'Consentir' });
    expect(toAidantsConnect(presente)).toMatchObject({ demarche: [], duree: null });
    expect(toCodes(toAidantsConnect(presente).pertes)).toEqual(['pas_encore_actif']);
    const p = signer();
    const demande = { demandePar: 'mandant', canal: 'telephone' } as const;
    p.faire(commande('RevoquerMandat', demande, { faitLe: PLUS_TARD }));
    if (p.etat === null) throw new Error('Nothing was prepared');
    expect(toAidantsConnect(p.etat)).toMatchObject({
      demarche: [],
      duree: null,
      pertes: [{ code: 'revoque' }],
    });
  });

  it('stops with an oral consent not yet signed, and goes on once it is', () => {
    const p = signer({}, { recueil: { mode: 'telephone', forme: 'oral_a_regulariser' } });
    if (p.etat === null) throw new Error('Nothing was prepared');
    expect(toAidantsConnect(p.etat)).toMatchObject({ demarche: ['logement'], duree: 'SHORT' });
    expect(toCodes(toAidantsConnect(p.etat).pertes)).toContain('limite_oral');
    p.faire(commande('RegulariserOral', { recueil: RECUEIL }, { faitLe: '2026-11-25T09:00:00.000Z' }));
    expect(toAidantsConnect(p.etat)).toMatchObject({ duree: 'MONTH' });
    expect(toCodes(toAidantsConnect(p.etat).pertes)).not.toContain('limite_oral');
  });

  it('ends before the 18th birthday, and says that Aidants Connect takes adults only', () => {
    const naissance = (le: string) =>
      ({ ref: 'p-1', capacite: 'aucune_mesure', naissance: { ageCommitment: H, le } }) as const;
    const enfant = (le: string) =>
      toAidantsConnect(mandat({ mandant: naissance(le), constituant: { kind: 'parent', ref: 'pa-1' } }));
    expect(enfant('2015-03-01').duree).toBe('MONTH');
    expect(enfant('2008-12-24').duree).toBe('MONTH');
    expect(enfant('2008-12-23').duree).toBe('SHORT');
    expect(enfant('2008-11-23').duree).toBeNull();
    expect(toCodes(enfant('2015-03-01').pertes)).toContain('mineur_non_autorise');
  });

  it.each([
    ['curatelle_simple', 'mandant', 'assistance_curateur_requise'],
    ['curatelle_renforcee', 'curateur_assiste', 'assistance_curateur_requise'],
    ['tutelle', 'tuteur', 'representant_requis'],
    ['habilitation_familiale', 'personne_habilitee', 'representant_requis'],
  ] as const)('says that %s, %s, is out of its frame', (capacite, kind, code) => {
    const { pertes } = toAidantsConnect(
      mandat({ mandant: { ref: 'p-1', capacite }, constituant: { kind, ref: 'r-1' } }),
    );
    expect(toCodes(pertes)).toContain(code);
  });

  it('has nothing to tell during a suspension', () => {
    const p = signer();
    p.faire(commande('SuspendreMandat', { motifCode: 'absence' }, { faitLe: PLUS_TARD }));
    if (p.etat === null) throw new Error('Nothing was prepared');
    expect(toAidantsConnect(p.etat)).toMatchObject({
      demarche: [],
      duree: null,
      pertes: [{ code: 'suspendu' }],
    });
  });

  it('leaves out a theme whose last démarche was withdrawn, or belongs to the person alone', () => {
    const p = signer({ items: [ITEM, RSA] });
    const demande = { demandePar: 'mandant', canal: 'telephone' } as const;
    p.faire(commande('RetirerPerimetre', { itemId: 'i-2', ...demande }, { faitLe: PLUS_TARD }));
    if (p.etat === null) throw new Error('Nothing was prepared');
    expect(toAidantsConnect(p.etat).demarche).toEqual(['logement']);
    const demarche = { ...DEPOT_RSA, actesReserves: [...ACTES] };
    const reserve: Item = { ...RSA, portee: { kind: 'demarche', demarche } };
    expect(toAidantsConnect(mandat({ items: [ITEM, reserve] })).demarche).toEqual(['logement']);
  });

  it(
    'P-AC1 opens no theme that the mandate did not open, never outlasts it, and tells of all that is narrower',
    { timeout: 30_000 },
    () => {
      fc.assert(
        fc.property(items(), duree(), instant(), (lignes, d, le) => {
          const etat = mandat({ items: lignes, duree: d }, { le });
          const vers = toAidantsConnect(etat);
          const ouverts = new Set(
            lignes.flatMap((item) =>
              toDemarches(item.portee)
                .filter((x) => item.actes.some((a) => !isExclu(item, x.id, a)))
                .map((x) => x.perimetre),
            ),
          );
          expect(vers.demarche.every((p) => ouverts.has(p))).toBe(true);
          for (const item of lignes) {
            const codes = vers.pertes.filter((m) => m.itemId === item.id).map((m) => m.code);
            expect(codes).toContain('hors_demarche');
            if (item.actes.length < ACTES.length) expect(codes).toContain('hors_acte');
            if (item.sauf.length > 0) expect(codes).toContain('exception');
          }
          if (vers.duree !== null) {
            const fin = Date.parse(le) + JOURS[vers.duree] * 86_400_000;
            expect(new Date(fin).toISOString() < (etat.periode?.fin ?? '')).toBe(true);
          }
        }),
        { numRuns: 1_000 },
      );
    },
  );
});

describe('fromAidantsConnect', () => {
  it('drafts one item a theme, ordinary acts only, to be consented to in full', () => {
    const draft = fromAidantsConnect(
      { demarche: ['logement', 'social'], duree: 'LONG', reference: 'ac-1' },
      CATALOGUE,
    );
    expect(draft).toMatchObject({
      ok: true,
      value: {
        items: [
          { id: 'ac-social', actes: ACTES_COURANTS, portee: { demarches: [{ id: 'd-social' }] } },
          { id: 'ac-logement', portee: { kind: 'perimetre', catalogueVersion: '2026.11' } },
        ],
        duree: { jours: 365 },
        referenceAC: 'ac-1',
        pertes: [{ code: 'pas_encore_actif' }, { code: 'hors_acte' }],
      },
    });
  });

  it('tells which theme the catalogue lacks, and refuses when nothing is left or too much is asked', () => {
    const seul = { version: '1', demarches: [AIDE_LOGEMENT] };
    const draft = fromAidantsConnect({ demarche: ['loisirs', 'logement'], duree: 'SHORT' }, seul);
    expect(draft.ok && draft.value.pertes.at(-1)).toMatchObject({
      code: 'hors_demarche',
      path: ['demarche', 0],
    });
    const refus = (demarche: (typeof PERIMETRES)[number][], max?: number) => {
      const r = fromAidantsConnect({ demarche, duree: 'SHORT' }, seul, max);
      return r.ok ? [] : toCodes(r.motifs);
    };
    expect(refus(['loisirs'])).toEqual(['hors_demarche']);
    expect(refus([...PERIMETRES])).toEqual(['perimetre_trop_large']);
    expect(refus(['loisirs', 'famille'], 1)).toEqual(['perimetre_trop_large', 'hors_demarche']);
  });

  it('refuses what is not theirs, every mistake at once', () => {
    const r = fromAidantsConnect({ demarche: ['sante'], duree: 'EUS_03_20' } as never, CATALOGUE);
    expect(r.ok ? [] : r.motifs.map((m) => [m.code, m.path])).toEqual([
      ['commande_invalide', ['demarche', 0]],
      ['commande_invalide', ['duree']],
    ]);
    expect(fromAidantsConnect({ demarche: [], duree: 'LONG' }, CATALOGUE).ok).toBe(false);
    expect(fromAidantsConnect(null as never, CATALOGUE).ok).toBe(false);
  });

  it('P-AC2 there and back again, nothing is wider', { timeout: 30_000 }, () => {
    const durees = ['SHORT', 'MONTH', 'SEMESTER', 'LONG'] as const;
    fc.assert(
      fc.property(
        fc.subarray([...PERIMETRES], { minLength: 1, maxLength: 5 }),
        fc.constantFrom(...durees),
        instant(),
        (demarche, d, le) => {
          const draft = fromAidantsConnect({ demarche, duree: d }, CATALOGUE);
          if (!draft.ok) throw new Error(toCodes(draft.motifs).join());
          const vers = toAidantsConnect(
            mandat({ items: draft.value.items, duree: draft.value.duree }, { le }),
          );
          expect(vers.demarche).toEqual(PERIMETRES.filter((p) => demarche.includes(p)));
          if (vers.duree !== null) expect(JOURS[vers.duree]).toBeLessThanOrEqual(JOURS[d]);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

function duree(): fc.Arbitrary<Duree> {
  return fc.oneof(
    fc.record({ mois: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ jours: fc.integer({ min: 1, max: 365 }) }),
  );
}

/** Within the habilitation of F0, whatever the hour and the season. */
function instant(): fc.Arbitrary<string> {
  const [min, max] = [Date.parse('2026-01-02T00:00:00.000Z'), Date.parse('2028-03-01T00:00:00.000Z')];
  return fc.integer({ min, max }).map((ms) => new Date(ms).toISOString());
}

function items(): fc.Arbitrary<Item[]> {
  const acte = fc.constantFrom<Acte>(...ACTES_COURANTS, 'payer');
  const ligne = fc.record({
    perimetre: fc.constantFrom(...PERIMETRES.slice(0, 5)),
    actes: fc.uniqueArray(acte, { minLength: 1 }),
    sauf: fc.option(acte, { nil: undefined }),
    theme: fc.boolean(),
  });
  return fc.array(ligne, { minLength: 1, maxLength: 4 }).map((lignes) =>
    lignes.map(({ perimetre, actes, sauf, theme }, rang): Item => {
      const demarche = { ...AIDE_LOGEMENT, id: `d-${perimetre}`, perimetre };
      const exclut = sauf !== undefined && actes.some((a) => a !== sauf);
      return {
        id: `i-${rang}`,
        portee: theme
          ? { kind: 'perimetre', perimetre, catalogueVersion: '1', demarches: [demarche] }
          : { kind: 'demarche', demarche },
        actes,
        sauf: exclut ? [{ acte: sauf }] : [],
        uneFois: false,
      };
    }),
  );
}

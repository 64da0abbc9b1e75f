/** What an attacker, a broken clock or a second device would try: each case was seen passing before its rule. */
import { describe, expect, it } from 'vitest';
import { besoin } from './besoin.ts';
import { decide } from './decide.ts';
import type { EtatMandat } from '../modele/etat.ts';
import {
  AIDE_LOGEMENT,
  commande,
  contexte,
  DEPOT_RSA,
  E1,
  ITEM,
  PREPARATION,
  signer,
  SIGNE,
  toCodes,
} from '../f0.fixture.ts';
import { chain, verifyChain } from '../ledger.ts';
import { verifier } from './verifier.ts';
import { etatA, fold, merge } from '../histoire/vue.ts';

const MIDI = '2026-12-01T11:00:00.000Z';

const demander = (etats: (EtatMandat | null)[], plus: object = {}) =>
  verifier({
    mandats: etats.filter((e) => e !== null),
    mandantRef: 'p-1',
    habilitation: E1,
    demarche: AIDE_LOGEMENT,
    acte: 'deposer',
    mode: 'faire_a_la_place_absent',
    instant: MIDI,
    ...plus,
  });

describe('an instant that is not one', () => {
  it('another offset is not read as if it were UTC: it would outlive the mandate', () => {
    const { etat, evenements } = signer();
    for (const faux of ['2027-05-22T20:00:00.000-10:00', '2027-05-22', '2027-05-22T23:00:00Z', '']) {
      expect(() => demander([etat], { instant: faux })).toThrow(TypeError);
      expect(() => demander([etat], { connuA: faux })).toThrow(TypeError);
      expect(() => etatA(evenements, faux)).toThrow(TypeError);
    }
    expect(() =>
      decide(null, commande('PreparerMandat', PREPARATION), contexte('2026-02-30T09:00:00.000Z')),
    ).toThrow(TypeError);
  });
});

describe('codes that do not exist', () => {
  it('are refused, never let through', () => {
    const faux = [{ acte: 'virer' }, { mode: 'faire' }, { mode: 'constructor' }, { classe: 'moyenne' }];
    for (const plus of faux) {
      const q = { mode: 'faire_avec', classe: 'simple', acte: 'saisir', ...plus } as Parameters<
        typeof besoin
      >[0];
      expect(besoin(q)).toMatchObject({ ok: false, motifs: [{ code: 'commande_invalide' }] });
    }
    expect(demander([], { acte: 'virer', mode: 'faire_avec' })).toMatchObject({
      autorise: false,
      motifs: [{ code: 'commande_invalide', path: ['acte'] }],
    });
  });
});

describe('where no mandate is needed', () => {
  it('an act reserved to the person stays hers when the writer does it with her', () => {
    const demarche = { ...AIDE_LOGEMENT, actesReserves: ['deposer'] };
    expect(toCodes(demander([], { demarche, mode: 'faire_avec' }).motifs)).toEqual(['acte_reserve']);
    expect(demander([], { demarche, mode: 'faire_faire' }).autorise).toBe(true);
  });

  it('a volunteer keeps to simple démarches', () => {
    const benevole = { habilitation: { ...E1, kind: 'benevole' }, demarche: DEPOT_RSA };
    expect(toCodes(demander([], { ...benevole, mode: 'faire_avec' }).motifs)).toEqual([
      'benevole_acte_sensible',
    ]);
    expect(demander([], { ...benevole, mode: 'faire_faire' }).autorise).toBe(true);
    expect(demander([], { ...benevole, demarche: AIDE_LOGEMENT, mode: 'faire_avec' }).autorise).toBe(true);
  });
});

describe('ids that JavaScript already uses', () => {
  it.each(['constructor', 'toString', 'hasOwnProperty'])('%s is an id like another', (id) => {
    const { etat, evenements } = signer();
    const rev = commande('RevoquerMandat', { demandePar: 'mandant', canal: 'code' }, { id, faitLe: MIDI });
    const resultat = decide(etat, rev, contexte(MIDI, { seq: 9 }));
    expect(resultat).toMatchObject({ ok: true, value: { rejoue: false, ids: [`${id}/0`] } });
    if (!resultat.ok) return;
    const tout = [...evenements, ...resultat.value.evenements];
    expect(etatA(tout, MIDI)?.statut).toBe('revoque');
    expect(decide(fold(tout), rev, contexte(MIDI))).toMatchObject({ ok: true, value: { rejoue: true } });
  });
});

describe('two devices', () => {
  it('the capacity declared last counts, in whatever order it arrives', () => {
    const p = signer({}, { jusqua: 'PresenterNotice' });
    const dire = (capacite: 'aucune_mesure' | 'tutelle', faitLe: string) =>
      p.faire(commande('DeclarerCapacite', { capacite }, { id: capacite, faitLe }), { maintenant: MIDI });
    dire('tutelle', '2026-11-22T09:10:00.000Z');
    dire('aucune_mesure', '2026-11-22T09:05:00.000Z');
    expect(fold(p.evenements)?.mandant.capacite).toBe('tutelle');
    expect(p.etat).toEqual(fold(p.evenements));
  });

  it('a protection declared on one device closes what another accepted meanwhile', () => {
    const base = signer({}, { jusqua: 'EnregistrerLecture' });
    const la = signer();
    base.faire(commande('DeclarerCapacite', { capacite: 'tutelle' }));
    const tous = merge(base.evenements, la.evenements);
    expect(toCodes(demander([fold(tous)]).motifs)).toEqual(['representant_requis']);
  });

  it('a second consent, synchronised later, does not move the period', () => {
    const p = signer();
    const encore = signer({}, { le: '2026-12-10T09:00:00.000Z', jusqua: 'Consentir' });
    const second = encore.evenements.find((e) => e.type === 'ConsentementDonne');
    if (second === undefined) throw new Error('no consent');
    p.ajouter({ ...second, id: 'autre/0' });
    expect(p.etat?.periode?.auInclus).toBe('2027-05-22');
    expect(p.etat).toEqual(fold(p.evenements));
  });

  it('P2: a mandate entered late gives way to the one accepted after it', () => {
    const recent = signer({}, { le: '2026-11-25T09:00:00.000Z' });
    if (recent.etat === null) throw new Error('no state');
    const tardif = signer({}, { id: 'm-0', jusqua: 'Consentir' });
    const saisi = { mandatsDuMandant: [recent.etat], maintenant: MIDI };
    const autres = tardif.faire(
      commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' }),
      saisi,
    );
    expect(autres).toEqual([]);
    expect(tardif.evenements.at(-1)).toMatchObject({
      type: 'MandatRemplace',
      faitLe: '2026-11-25T09:00:00.000Z',
    });
    expect(etatA(tardif.evenements, '2026-11-25T08:59:59.999Z')?.statut).toBe('actif');
    expect(etatA(tardif.evenements, '2026-11-25T09:00:00.000Z')?.statut).toBe('remplace');
  });
});

describe('what the structure and the schemas say', () => {
  it('a policy of three months holds for days as well', () => {
    const preparer = (duree: { jours: number }) =>
      decide(
        null,
        commande('PreparerMandat', { ...PREPARATION, duree }),
        contexte(SIGNE, { politique: { moisMax: 3 } }),
      );
    expect(preparer({ jours: 92 }).ok).toBe(true);
    expect(preparer({ jours: 93 })).toMatchObject({ ok: false, motifs: [{ code: 'duree_excessive' }] });
  });

  it('P5: a device or a sequence that the schemas refuse never enters an event', () => {
    const essayer = (plus: object) => () =>
      decide(null, commande('PreparerMandat', PREPARATION), contexte(SIGNE, plus));
    expect(essayer({ appareil: 'poste de Jeanne Exemple' })).toThrow(TypeError);
    expect(essayer({ seq: Number.MAX_SAFE_INTEGER })).toThrow(TypeError);
  });

  it('a version is a number, not a place for a name or a phone', () => {
    const resultat = decide(
      null,
      commande('PreparerMandat', {
        ...PREPARATION,
        items: [
          {
            ...ITEM,
            portee: { kind: 'demarche', demarche: { ...AIDE_LOGEMENT, catalogueVersion: 'chez Jeanne' } },
          },
        ],
      }),
      contexte(SIGNE),
    );
    expect(resultat.ok).toBe(false);
    expect(JSON.stringify(resultat)).not.toContain('Jeanne');
  });

  it('a filing outside the scope does not use up the line that the person asked for', () => {
    const p = signer({ items: [{ ...ITEM, uneFois: true }] });
    const hors = {
      itemId: 'i-1',
      demarcheId: 'autre',
      acte: 'deposer',
      mode: 'faire_a_la_place_absent',
      canal: 'en_ligne',
      resultat: 'reussi',
      interventionRef: 'v-1',
      presenceMandant: false,
      horsPerimetreReconnu: true,
    } as const;
    p.faire(commande('EffectuerActe', hors, { faitLe: MIDI }));
    expect(p.etat?.actes.map((a) => a.qualification)).toEqual(['hors_perimetre']);
    expect(etatA(p.evenements, MIDI)?.statut).toBe('actif');
  });
});

describe('a register read from a damaged place', () => {
  it('a link that lost its content is broken at its index, not a crash', () => {
    const [a, b] = chain(null, [{ n: 1 }, { n: 2 }]);
    for (const faux of [null, {}, { ...b, evenement: undefined }, 'x']) {
      expect(verifyChain([a, faux] as Parameters<typeof verifyChain>[0])).toMatchObject({
        ok: false,
        motifs: [{ code: 'chaine_rompue', index: 1 }],
      });
    }
  });

  it('a signed head is not silently ignored while this version cannot check it', () => {
    expect(() => verifyChain([], { head: 'eyJ' } as object)).toThrow(TypeError);
  });
});

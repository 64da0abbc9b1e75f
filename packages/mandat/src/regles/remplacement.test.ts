import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EtatMandat } from '../modele/etat.ts';
import { EvenementSchema } from '../modele/evenement.ts';
import {
  acte,
  AIDE_LOGEMENT,
  commande,
  contexte,
  DEPOT_RSA,
  E1,
  ITEM,
  Parcours,
  SIGNE,
  signer,
} from '../f0.fixture.ts';
import { ACTES, type Acte } from '../modele/nomenclatures.ts';
import type { Item } from '../modele/modele.ts';
import { examineItem } from './permission.ts';
import { POLITIQUE_PAR_DEFAUT } from '../modele/politique.ts';
import { reconcile } from '../histoire/reconciliation.ts';
import { etatA, fold } from '../histoire/vue.ts';
import { listRemplacements } from './remplacement.ts';
import { verifier } from './verifier.ts';

const PLUS_TARD = '2026-12-01T09:00:00.000Z';
describe('replacement', () => {
  it('T19, P2: the newer mandate replaces the pairs it shares, and only those', () => {
    const a = signer();
    if (a.etat === null) throw new Error('no state');
    const actes = ['deposer', 'payer'] as const;
    const b = signer(
      { items: [{ ...ITEM, actes: [...actes] }] },
      { id: 'm-2', le: PLUS_TARD, jusqua: 'Consentir', contexte: { appareil: 'a-2' } },
    );
    const accepter = commande(
      'AccepterMandat',
      { ecrivainRef: 'e-2', charteVersion: '1' },
      { faitLe: PLUS_TARD },
    );
    const autres = b.faire(accepter, { mandatsDuMandant: [a.etat] });
    expect(autres.map((e) => [e.type, e.mandatId])).toEqual([['MandatRemplace', 'm-1']]);
    autres.forEach((e) => a.ajouter(e));
    expect(etatA(a.evenements, PLUS_TARD)?.statut).toBe('actif');
    const mandats = [a.etat, b.etat].filter((m) => m !== null);
    const ouverts = ACTES.map((acte) =>
      mandats
        .filter(
          (m) =>
            verifier({
              mandats: [m],
              mandantRef: 'p-1',
              habilitation: E1,
              demarche: AIDE_LOGEMENT,
              acte,
              mode: 'faire_a_la_place_absent',
              instant: PLUS_TARD,
            }).autorise,
        )
        .map((m) => m.id),
    );
    expect(ouverts).toEqual([['m-1'], ['m-1'], ['m-2'], [], ['m-2'], [], [], []]);
    const rejeu = b.essayer(accepter, { mandatsDuMandant: [a.etat] });
    expect(rejeu).toMatchObject({
      ok: true,
      value: { ids: ['m-2.c-AccepterMandat/0', 'm-2.c-AccepterMandat/1'], rejoue: true },
    });
  });

  it('a mandate wholly covered ends as replaced; another structure is left alone', () => {
    const a = signer();
    const b = signer({}, { id: 'm-2', le: PLUS_TARD, jusqua: 'Consentir' });
    const accepter = commande(
      'AccepterMandat',
      { ecrivainRef: 'e-1', charteVersion: '1' },
      { faitLe: PLUS_TARD },
    );
    if (a.etat === null) throw new Error('no state');
    const ailleurs = { ...a.etat, id: 'm-9', structure: { ...a.etat.structure, id: 's-9' } };
    const autres = b.faire(accepter, { mandatsDuMandant: [a.etat, ailleurs] });
    expect(autres.map((e) => e.mandatId)).toEqual(['m-1']);
    autres.forEach((e) => a.ajouter(e));
    expect(etatA(a.evenements, PLUS_TARD)?.statut).toBe('remplace');
  });
});

describe('what a newer mandate does not take', () => {
  const RSA: Item = { ...ITEM, id: 'i-2', portee: { kind: 'demarche', demarche: DEPOT_RSA } };
  const etatDe = ({ etat }: Parcours): EtatMandat => {
    if (etat === null) throw new Error('no state');
    return etat;
  };
  const prises = (mandatsDuMandant: readonly EtatMandat[], items: Item[] = [ITEM]) =>
    signer({ items }, { id: 'm-2', le: PLUS_TARD, jusqua: 'Consentir' }).faire(
      commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' }, { faitLe: PLUS_TARD }),
      { mandatsDuMandant },
    );
  const autrui = () => signer({ mandant: { ref: 'p-2', capacite: 'aucune_mesure' } });

  it('another person’s mandate, a draft, or its own copy', () => {
    expect(prises([etatDe(autrui())])).toEqual([]);
    expect(prises([etatDe(signer({}, { jusqua: 'Consentir' }))])).toEqual([]);
    const { evenements } = signer({}, { id: 'm-2' });
    const soi = fold(evenements);
    if (soi === null) throw new Error('no state');
    expect(listRemplacements(soi, PLUS_TARD, [soi])).toEqual([]);
  });

  it('a line already done, or another démarche', () => {
    const p = signer({ items: [{ ...ITEM, uneFois: true }, RSA] });
    p.faire(acte({}, 'a1', '2026-11-25T09:00:00.000Z'));
    expect(prises([etatDe(p)])).toEqual([]);
    expect(prises([etatDe(p)], [RSA]).map((e) => e.donnees)).toEqual([
      { par: 'm-2', paires: [{ demarcheId: 'rsa', actes: ['consulter', 'saisir', 'deposer'] }] },
    ]);
  });

  it('at an act: another person’s, another démarche, or what it never opened', () => {
    const le = { id: 'm-2', le: '2026-11-25T09:00:00.000Z' };
    const ferme = signer({}, le);
    const demande = { demandePar: 'mandant', canal: 'sms' } as const;
    ferme.faire(
      commande('RetirerPerimetre', { itemId: 'i-1', actes: ['deposer'], ...demande }, { faitLe: le.le }),
    );
    const essai = (recent: Parcours) => {
      const p = signer();
      p.faire(acte(), { mandatsDuMandant: [etatDe(recent)] });
      return p.evenements.at(-1)?.type;
    };
    expect(essai(signer({}, le))).toBe('ActeRefuse');
    expect(essai(signer({ mandant: { ref: 'p-2', capacite: 'aucune_mesure' } }, le))).toBe('ActeEffectue');
    expect(essai(signer({ items: [RSA] }, le))).toBe('ActeEffectue');
    expect(essai(signer({}, { ...le, jusqua: 'Consentir' }))).toBe('ActeEffectue');
    expect(essai(ferme)).toBe('ActeEffectue');
  });

  it('accepted at one instant, the greater id wins, on every device', () => {
    const [a, b] = [etatDe(signer({}, { id: 'm-a' })), etatDe(signer({}, { id: 'm-b' }))];
    for (const etats of [
      [a, b],
      [b, a],
    ]) {
      expect(listOuverts(etats, 'deposer', PLUS_TARD)).toEqual(['m-b']);
    }
  });
});

describe('P2, whatever was asked', () => {
  const actes = fc.subarray<Acte>(['saisir', 'deposer', 'payer'], { minLength: 1 });
  const jour = fc.integer({ min: 0, max: 20 });

  it('never two mandates open for one act of one démarche', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(actes, jour), { minLength: 2, maxLength: 4 }), (demandes) => {
        const parcours: Parcours[] = [];
        const dates = demandes.map(([, n]) => n).sort((a, b) => a - b);
        demandes.forEach(([accordes], rang) => {
          const le = new Date(Date.parse(SIGNE) + (dates[rang] ?? 0) * 86_400_000 + rang).toISOString();
          const p = consentir(`m-${rang}`, le, accordes);
          const mandatsDuMandant = parcours.flatMap((m) => (m.etat === null ? [] : [m.etat]));
          const accepter = commande(
            'AccepterMandat',
            { ecrivainRef: 'e-1', charteVersion: '1' },
            { faitLe: le },
          );
          for (const e of p.faire(accepter, { mandatsDuMandant })) {
            parcours.find((m) => m.id === e.mandatId)?.ajouter(e);
          }
          parcours.push(p);
        });
        const instant = '2026-12-24T09:00:00.000Z';
        for (const acte of ACTES) {
          const ouverts = parcours.filter(
            ({ etat }) =>
              etat !== null &&
              verifier({
                mandats: [etat],
                mandantRef: 'p-1',
                habilitation: E1,
                demarche: AIDE_LOGEMENT,
                acte,
                mode: 'faire_a_la_place_absent',
                instant,
              }).autorise,
          );
          const attendu = demandes.findLastIndex(([accordes]) => accordes.includes(acte));
          expect(ouverts.map((m) => m.id)).toEqual(attendu < 0 ? [] : [`m-${attendu}`]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

/** Ids of the mandates that leave one act open, each asked alone knowing all the others. */
function listOuverts(etats: readonly EtatMandat[], acte: Acte, instant: string): string[] {
  return etats
    .filter((etat) =>
      etat.items.some(
        (item) =>
          examineItem(etat, item, {
            instant,
            demarcheId: AIDE_LOGEMENT.id,
            acte,
            mode: 'faire_a_la_place_present',
            habilitation: E1,
            mandats: etats,
            politique: POLITIQUE_PAR_DEFAUT,
          }).length === 0,
      ),
    )
    .map((etat) => etat.id);
}

const consentis = new Map<string, Parcours>();
/** A draft that the person signed, prepared once and copied: a thousand runs need it often. */
function consentir(id: string, le: string, actes: Acte[]): Parcours {
  const cle = JSON.stringify([id, le, actes]);
  const modele =
    consentis.get(cle) ?? signer({ items: [{ ...ITEM, actes }] }, { id, le, jusqua: 'Consentir' });
  consentis.set(cle, modele);
  return Object.assign(new Parcours(id), modele, { evenements: [...modele.evenements] });
}

const toEtats = (parcours: readonly Parcours[]) =>
  parcours.flatMap(({ evenements }) => fold(evenements) ?? []);

describe('two devices that did not know of one another', () => {
  const TARD = '2026-12-24T09:00:00.000Z';
  const deux = () => [
    signer({}, { id: 'm-a', le: PLUS_TARD, contexte: { appareil: 'a-1' } }),
    signer(
      { items: [{ ...ITEM, actes: ['deposer', 'signer'] }] },
      { id: 'm-b', contexte: { appareil: 'a-2' } },
    ),
  ];

  it('T19: the second acceptance wins, in whatever order the two histories arrive', () => {
    const [a, b] = toEtats(deux());
    if (a === undefined || b === undefined) throw new Error('no state');
    for (const etats of [
      [a, b],
      [b, a],
    ]) {
      expect(ACTES.map((acte) => listOuverts(etats, acte, TARD))).toEqual([
        ['m-a'],
        ['m-a'],
        ['m-a'],
        ['m-b'],
        [],
        [],
        [],
        [],
      ]);
      const decision = verifier({
        mandats: etats,
        mandantRef: 'p-1',
        habilitation: E1,
        demarche: AIDE_LOGEMENT,
        acte: 'deposer',
        mode: 'faire_a_la_place_absent',
        instant: TARD,
      });
      expect([decision.autorise, decision.mandatId]).toEqual([true, 'm-a']);
      expect(listOuverts(etats, 'deposer', '2026-11-30T09:00:00.000Z')).toEqual(['m-b']);
    }
  });

  it('T19: what was not yet known replaces nothing, and an act on the older one is then refused', () => {
    const [recent, ancien] = deux();
    const [a, b] = toEtats([recent, ancien].flatMap((p) => p ?? []));
    if (ancien === undefined || a === undefined || b === undefined) throw new Error('no state');
    const c = acte({}, 'a1', TARD);
    expect(ancien.essayer(c, { mandatsDuMandant: [a] })).toMatchObject({
      value: { evenements: [{ type: 'ActeRefuse', donnees: { motifs: [{ code: 'remplace' }] } }] },
    });
    const inconnu = {
      ...a,
      acceptation: a.acceptation && { ...a.acceptation, connuLe: '2026-12-25T09:00:00.000Z' },
    };
    expect(ancien.essayer(c, { mandatsDuMandant: [inconnu as EtatMandat] })).toMatchObject({
      value: { evenements: [{ type: 'ActeEffectue' }] },
    });
  });

  it('reconcile writes what is missing, once, and each history then says it alone', () => {
    const parcours = deux();
    const noter = () => {
      const evenements = reconcile(toEtats(parcours), contexte(TARD, { appareil: 'serveur', seq: 40 }));
      for (const e of evenements) parcours.find((p) => p.id === e.mandatId)?.evenements.push(e);
      return evenements;
    };
    const premiers = noter();
    expect(premiers).toMatchObject([
      {
        type: 'MandatRemplace',
        mandatId: 'm-b',
        faitLe: PLUS_TARD,
        connuLe: TARD,
        seq: 40,
        donnees: { par: 'm-a', paires: [{ demarcheId: 'aide-logement', actes: ['deposer'] }] },
      },
    ]);
    for (const e of premiers) expect(EvenementSchema.parse(e)).toEqual(e);
    expect(noter()).toEqual([]);
    const ancien = parcours.find((p) => p.id === 'm-b');
    expect(etatA(ancien?.evenements ?? [], TARD)?.items[0]?.retraits).toHaveLength(1);
    expect(etatA(ancien?.evenements ?? [], '2026-11-30T09:00:00.000Z')?.items[0]?.retraits).toEqual([]);
  });

  it('P2: never two open, whoever knew of whom, before and after reconcile', () => {
    const TROIS: readonly Acte[] = ['saisir', 'deposer', 'payer'];
    const actes = fc.subarray([...TROIS], { minLength: 1 });
    const demande = fc.record({ actes, jour: fc.nat(3), connus: fc.nat(15), revoque: fc.boolean() });
    fc.assert(
      fc.property(fc.array(demande, { minLength: 2, maxLength: 4 }), fc.nat(3), (demandes, pivot) => {
        const parcours: Parcours[] = [];
        demandes.forEach(({ actes: accordes, jour, connus, revoque }, rang) => {
          const le = new Date(Date.parse(SIGNE) + jour * 86_400_000).toISOString();
          const id = `m-${(rang + pivot) % 4}`;
          const p = consentir(id, le, accordes);
          const mandatsDuMandant = toEtats(parcours.filter((_, i) => (connus >> i) % 2 === 1));
          const accepter = commande(
            'AccepterMandat',
            { ecrivainRef: 'e-1', charteVersion: '1' },
            { faitLe: le },
          );
          for (const e of p.faire(accepter, { mandatsDuMandant })) {
            parcours.find((m) => m.id === e.mandatId)?.ajouter(e);
          }
          if (revoque) {
            const faitLe = '2026-12-10T09:00:00.000Z';
            const fin = commande('RevoquerMandat', { demandePar: 'mandant', canal: 'code' }, { faitLe });
            if (p.essayer(fin).ok) p.faire(fin);
          }
          parcours.push(p);
        });
        const acceptes = (acte: Acte) => demandes.filter((d) => d.actes.includes(acte)).length;
        for (const instant of ['2026-12-01T09:00:00.000Z', TARD]) {
          const etats = toEtats(parcours);
          const avant = TROIS.map((acte) => listOuverts(etats, acte, instant));
          avant.forEach((ids) => {
            expect(ids.length).toBeLessThanOrEqual(1);
          });
          if (instant !== TARD) {
            const attendus = TROIS.map((acte) => (acceptes(acte) > 0 ? 1 : 0));
            expect(avant.map((ids) => ids.length)).toEqual(attendus);
          }
        }
        const q = contexte(TARD, { appareil: 'serveur' });
        for (const e of reconcile(toEtats(parcours), q)) {
          parcours.find((p) => p.id === e.mandatId)?.evenements.push(e);
        }
        const etats = toEtats(parcours);
        expect(reconcile(etats, q)).toEqual([]);
        for (const acte of TROIS) {
          const seuls = etats.filter(
            (etat) => listOuverts([etat], acte, '2026-12-01T09:00:00.000Z').length === 1,
          );
          expect(seuls.map((m) => m.id)).toEqual(listOuverts(etats, acte, '2026-12-01T09:00:00.000Z'));
          expect(seuls).toHaveLength(acceptes(acte) > 0 ? 1 : 0);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

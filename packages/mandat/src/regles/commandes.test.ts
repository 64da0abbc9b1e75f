/** Sequences of commands, legal or not, on two devices, against the naive mandate of `temoin.fixture.ts`. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { attendre, isPermis, prendre } from './attendu.fixture.ts';
import {
  APPAREILS,
  DEMARCHES,
  ECRIVAINS,
  GABARITS,
  HABILITATIONS,
  MANDATS,
  pris,
  type Appareil,
} from './commandes.fixture.ts';
import { decide } from './decide.ts';
import { DONNEES_COMMANDES } from '../modele/donnees.ts';
import type { EtatMandat } from '../modele/etat.ts';
import { EvenementSchema, type Commande, type Evenement } from '../modele/evenement.ts';
import { evolve } from '../histoire/evolve.ts';
import { commande, contexte, E1, SIGNE } from '../f0.fixture.ts';
import { decaler, Temoin } from './temoin.fixture.ts';
import { verifier } from './verifier.ts';
import { etatA, fold, merge } from '../histoire/vue.ts';

/** What one draw of chance decides of a command. */
interface Tirage {
  type: Commande['type'];
  mandat: (typeof MANDATS)[number];
  appareil: Appareil;
  /** Hours since the command before; hours between the fact and its record. */
  pas: number;
  recul: number;
  defaut: 'aucun' | 'version' | 'futur' | 'rejeu' | 'autre_mandat';
  /** Each command reads what it needs of these. */
  choix: number[];
}

class Monde {
  heure = SIGNE;
  rang = 0;
  connus = { 'a-1': toTemoins(), 'a-2': toTemoins() };
}
function toTemoins() {
  return { 'm-1': new Temoin('m-1'), 'm-2': new Temoin('m-2') };
}

class Reel {
  journaux: Record<Appareil, Evenement[]> = { 'a-1': [], 'a-2': [] };
  seq: Record<Appareil, number> = { 'a-1': 0, 'a-2': 0 };
  passees: { commande: Commande; appareil: Appareil; ids: string[] }[] = [];

  etats = new Map<string, EtatMandat | null>();

  etat(appareil: Appareil, mandat: string): EtatMandat | null {
    return this.etats.get(`${appareil} ${mandat}`) ?? null;
  }
  ajouter(appareil: Appareil, evenements: readonly Evenement[]): void {
    this.journaux[appareil].push(...evenements);
    for (const e of evenements) {
      this.etats.set(`${appareil} ${e.mandatId}`, evolve(this.etat(appareil, e.mandatId), e));
    }
  }
  relire(appareil: Appareil, mandat: string): EtatMandat | null {
    const etat = fold(this.journaux[appareil].filter((e) => e.mandatId === mandat));
    this.etats.set(`${appareil} ${mandat}`, etat);
    return etat;
  }
}

const TERMINAUX = ['refuse', 'expire', 'revoque', 'renonce', 'epuise', 'caduc', 'remplace', 'annule'];
/** What the references above never contain, and names, phones, mails and sentences always do. */
const PERSONNEL = /[^\w.:/+-]|\d{9}/;
const vus = new Map<string, { accepte: number; rien: number; refus: number }>();

class Essai implements fc.Command<Monde, Reel> {
  readonly tirage: Tirage;
  constructor(tirage: Tirage) {
    this.tirage = tirage;
  }
  check = () => true;
  toString = () => JSON.stringify(this.tirage);

  run(monde: Monde, reel: Reel): void {
    const { type, mandat, appareil, pas, recul, defaut, choix } = this.tirage;
    // The id of a mandate is drawn once: no two devices prepare the same one.
    const ailleurs = APPAREILS.some(
      (a) => a !== appareil && monde.connus[a][mandat].preparation !== undefined,
    );
    if (type === 'PreparerMandat' && ailleurs) return;
    monde.rang += 1;
    monde.heure = decaler(monde.heure, pas);
    const maintenant = monde.heure;
    const temoins = monde.connus[appareil];
    const temoin = temoins[mandat];
    const autres = [mandat === 'm-1' ? temoins['m-2'] : temoins['m-1']];
    const faitLe = defaut === 'futur' ? decaler(maintenant, 0.11) : decaler(maintenant, -recul);
    const neuve = commande(type, GABARITS[type](choix, temoin, faitLe) as never, {
      id: `c${monde.rang}`,
      mandatId: mandat,
      faitLe,
      acteur: { kind: 'ecrivain', ref: pris(ECRIVAINS, choix[4]) },
    });
    const rejouee = reel.passees
      .filter((p) => p.appareil === appareil && p.commande.mandatId === mandat)
      .at(-1);
    const c = defaut === 'rejeu' && rejouee !== undefined ? rejouee.commande : neuve;
    const etat = reel.etat(appareil, defaut === 'autre_mandat' ? (autres[0]?.id ?? '') : mandat);
    const voisin = reel.etat(appareil, autres[0]?.id ?? '');
    const resultat = decide(etat, c, {
      ...contexte(maintenant),
      appareil,
      seq: reel.seq[appareil],
      habilitations: HABILITATIONS,
      mandatsDuMandant: voisin === null ? [] : [voisin],
      ...(defaut === 'version' && { versionAttendue: (etat?.version ?? 0) + 1 }),
    });
    const compte = vus.get(c.type) ?? { accepte: 0, rien: 0, refus: 0 };
    vus.set(c.type, compte);

    if (c !== neuve) {
      expect(resultat).toEqual({ ok: true, value: { evenements: [], ids: rejouee?.ids, rejoue: true } });
      return;
    }
    const faux = defaut === 'version' || defaut === 'futur' || (defaut === 'autre_mandat' && etat !== null);
    const attendu = faux
      ? 'refus'
      : defaut === 'autre_mandat'
        ? attendre(c, maintenant, new Temoin(mandat), autres)
        : attendre(c, maintenant, temoin, autres);
    if (!resultat.ok) {
      compte.refus += 1;
      expect([resultat.motifs.map((m) => m.code), attendu]).toEqual([
        expect.anything(),
        attendu === 'selon' ? 'selon' : 'refus',
      ]);
      expect(resultat.motifs.length).toBeGreaterThan(0);
      for (const { code, phrase } of resultat.motifs) {
        expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
        expect(phrase).toMatch(/^[A-ZÀÉÊL’ ].*\.$/u);
      }
      return;
    }
    if (defaut === 'autre_mandat') return;
    const { evenements, ids } = resultat.value;
    const [premier, ...suite] = evenements;
    if (premier === undefined) {
      compte.rien += 1;
      expect(attendu === 'selon' ? 'rien' : attendu).toBe('rien');
      return;
    }
    compte.accepte += 1;
    if (attendu !== 'selon') {
      expect(typeof attendu === 'object' ? attendu.evenement : attendu).toBe(premier.type);
    }
    expect(ids).toEqual(evenements.map((e) => e.id));
    const fait = {
      ...c,
      capacite: temoin.capacite({ instant: c.faitLe }),
      evenement: premier.type,
      id: premier.id,
      connuLe: maintenant,
      appareil,
      seq: premier.seq,
    };
    if (typeof attendu === 'object' && attendu.faitLe !== undefined) fait.faitLe = attendu.faitLe;
    expect(premier).toMatchObject({ faitLe: fait.faitLe, connuLe: maintenant, appareil, mandatId: mandat });
    const avant = temoin.statut({ instant: maintenant });
    temoin.faits.push(fait);
    const prises = c.type === 'AccepterMandat' ? prendre(temoin, autres, c.faitLe) : [];
    expect(suite.map(toPrise)).toEqual(
      prises.map((p) => ({ ...p, perdant: p.perdant.id, paires: p.paires.sort() })),
    );
    prises.forEach(({ perdant, faitLe: le, paires }, n) => {
      const { id = '', seq = 0 } = suite[n] ?? {};
      perdant.remplacements.push({ id, faitLe: le, connuLe: maintenant, appareil, seq, paires });
    });
    for (const e of evenements) {
      expect(EvenementSchema.parse(e)).toEqual(e);
      if (e.type !== 'MandatPrepare' && e.type !== 'ActeRefuse') {
        for (const valeur of textes(e.donnees)) expect(valeur).not.toMatch(PERSONNEL);
      }
    }
    if (avant !== undefined && TERMINAUX.includes(avant)) {
      expect(TERMINAUX).toContain(temoin.statut({ instant: maintenant }));
    }
    reel.ajouter(appareil, evenements);
    reel.seq[appareil] += evenements.length;
    reel.passees.push({ commande: c, appareil, ids });
    const apres = reel.etat(appareil, mandat);
    const deLui = evenements.filter((e) => e.mandatId === mandat).length;
    expect(apres?.version).toBe((etat?.version ?? 0) + deLui);
    if ((choix[2] ?? 0) % 4 === 0) comparer(monde, reel, appareil, choix);
  }
}

function toPrise(e: Evenement) {
  if (e.type !== 'MandatRemplace') return e;
  const paires = e.donnees.paires.flatMap((p) => p.actes.map((a) => `${p.demarcheId} ${a}`)).sort();
  return { perdant: e.mandatId, faitLe: e.faitLe, paires };
}

/** Every text of a value, hashes left out. */
function textes(valeur: unknown): string[] {
  if (typeof valeur === 'string') return /^[0-9a-f]{64}$/.test(valeur) ? [] : [valeur];
  return typeof valeur === 'object' && valeur !== null ? Object.values(valeur).flatMap(textes) : [];
}

/** Both tellings agree, now, before and later, and no pair is open twice. */
function comparer(
  monde: Monde,
  reel: Reel,
  appareil: Appareil,
  [a = 0, b = 0, c = 0, d = 0]: number[],
): void {
  const temoins = monde.connus[appareil];
  const mandats = MANDATS.flatMap((id) => reel.etat(appareil, id) ?? []);
  const instants = [monde.heure, decaler(monde.heure, 24 * (a - 6)), decaler(monde.heure, 24 * 30 * b)];
  for (const id of MANDATS) {
    const journal = reel.journaux[appareil].filter((e) => e.mandatId === id);
    expect(fold(journal)).toEqual(reel.etat(appareil, id));
    let fini = false;
    for (const instant of instants.sort()) {
      const statut = etatA(journal, instant)?.statut;
      expect(statut).toBe(temoins[id].vers({ instant }).statut({ instant }));
      if (fini) expect(TERMINAUX).toContain(statut);
      fini = TERMINAUX.includes(statut ?? '');
    }
    const q = { instant: monde.heure, connuA: decaler(monde.heure, -24 * c) };
    expect(etatA(journal, q.instant, q.connuA)?.statut).toBe(temoins[id].vers(q).statut(q));
  }
  const ecrivain = pris(ECRIVAINS, d);
  const h = HABILITATIONS.find((e) => e.ecrivainRef === ecrivain) ?? { ...E1, structureId: 's-9' };
  for (const demarche of DEMARCHES) {
    const acte = pris(['consulter', 'deposer', 'saisir', 'payer'] as const, a + b);
    const q = { instant: monde.heure, connuA: monde.heure };
    const absent = c % 2 === 0;
    const permis = MANDATS.flatMap((id) =>
      temoins[id].items
        .filter((item) => {
          const autres = MANDATS.filter((autre) => autre !== id).map((autre) => temoins[autre]);
          return isPermis(temoins[id], item, autres, q, { demarcheId: demarche.id, acte, ecrivain, absent });
        })
        .map(() => id),
    );
    expect(new Set(permis).size).toBeLessThan(2);
    const decision = verifier({
      mandats,
      mandantRef: 'p-1',
      habilitation: h,
      demarche,
      acte,
      mode: absent ? 'faire_a_la_place_absent' : 'faire_a_la_place_present',
      identifiantsParEcrivain: true,
      instant: monde.heure,
    });
    expect([demarche.id, acte, decision.autorise]).toEqual([demarche.id, acte, permis.length > 0]);
    expect(decision.motifs.length === 0).toBe(decision.autorise);
  }
}

/** Several in a row. */
class Essais implements fc.Command<Monde, Reel> {
  readonly essais: Essai[];
  constructor(essais: Essai[]) {
    this.essais = essais;
  }
  check = () => true;
  toString = () => this.essais.map(String).join(', ');
  run(monde: Monde, reel: Reel): void {
    for (const essai of this.essais) essai.run(monde, reel);
  }
}

/** The two devices meet: each learns what the other knows. */
class Synchroniser implements fc.Command<Monde, Reel> {
  check = () => true;
  toString = () => 'Synchroniser';
  run(monde: Monde, reel: Reel): void {
    const tout = merge(reel.journaux['a-1'], reel.journaux['a-2']);
    expect(merge(reel.journaux['a-2'], reel.journaux['a-1'])).toEqual(tout);
    for (const id of MANDATS) {
      const [x, y] = APPAREILS.map((a) => monde.connus[a][id]) as [Temoin, Temoin];
      const [deX, deY] = [x, y].map((t) =>
        Object.assign(new Temoin(id), { faits: [...t.faits], remplacements: [...t.remplacements] }),
      ) as [Temoin, Temoin];
      x.apprendre(deY);
      y.apprendre(deX);
    }
    reel.journaux = { 'a-1': tout, 'a-2': [...tout].reverse() };
    for (const id of MANDATS) expect(reel.relire('a-1', id)).toEqual(reel.relire('a-2', id));
    comparer(monde, reel, 'a-1', [1, 2, 3, 4]);
  }
}

const TYPES = Object.keys(DONNEES_COMMANDES) as Commande['type'][];
/** Steps that make sense together, tried in a row on one mandate. */
const ENCHAINES: Commande['type'][][] = [
  ['EmettreCodeTiers', 'ConsulterCodeTiers', 'RevoquerCodeTiers', 'ConsulterCodeTiers', 'RevoquerCodeTiers'],
  ['DemanderParSms', 'RecevoirReponse', 'RecevoirReponse', 'DemanderParSms'],
  ['SuspendreMandat', 'EffectuerActe', 'ReprendreMandat'],
  ['EffectuerActe', 'RendreCompte', 'RatifierActe', 'RendreCompte', 'RemettreCompte', 'RemettreCompte'],
  ['Relire', 'EffectuerActe'],
  ['RetirerPerimetre', 'RetirerPerimetre', 'EffectuerActe'],
  [
    'PreparerMandat',
    'DeclarerCapacite',
    'PresenterNotice',
    'EnregistrerLecture',
    'Consentir',
    'RegulariserOral',
  ],
  ['RegulariserOral', 'AccepterMandat', 'RegulariserOral'],
  ['RefuserConsentement', 'RevoquerMandat', 'EffacerDonnees', 'EffacerDonnees'],
  [
    'RappelerEcheance',
    'RappelerEcheance',
    'RectifierErreur',
    'RectifierErreur',
    'SignalerDeces',
    'SignalerDeces',
  ],
];
const PAS = [
  'PreparerMandat',
  'PresenterNotice',
  'EnregistrerLecture',
  'Consentir',
  'AccepterMandat',
] as const;
const defauts = ['version', 'futur', 'rejeu', 'autre_mandat'] as const;

const tirage = (types: fc.Arbitrary<Commande['type'][]>) =>
  fc
    .record({
      types,
      mandat: fc.constantFrom('m-1', 'm-1', 'm-1', 'm-2'),
      appareil: fc.constantFrom('a-1', 'a-1', 'a-1', 'a-2'),
      pas: fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 5, 26, 26, 24 * 9, 24 * 40),
      recul: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2, 30, 24 * 12),
      defaut: fc.constantFrom(...(Array(20).fill('aucun') as ['aucun']), ...defauts),
      choix: fc.array(fc.nat(11), { minLength: 5, maxLength: 5 }),
    })
    .map(({ types: suite, ...t }) => new Essais(suite.map((type) => new Essai({ ...t, type }))));

/** A mandate opened as far as some step, in one of the ways that a template knows. */
const ouvrir = (mandat: Tirage['mandat']) =>
  fc
    .record({
      n: fc.constantFrom(0, 3, 4, 5, 5, 5, 5, 5, 5, 5, 5),
      liste: fc.nat(5),
      mesure: fc.constantFrom(0, 0, 0, 0, 1, 2, 3, 4),
      recueil: fc.constantFrom(0, 0, 0, 1),
      qui: fc.constantFrom(0, 0, 0, 3),
    })
    .map(({ n, liste, mesure, recueil, qui }) =>
      PAS.slice(0, n).map((type) => {
        const premier = {
          PreparerMandat: liste,
          Consentir: recueil,
          AccepterMandat: qui,
          PresenterNotice: 0,
          EnregistrerLecture: 0,
        };
        const choix = [premier[type], 0, type === 'PreparerMandat' ? mesure : 0, 0, 0];
        return new Essai({ type, mandat, appareil: 'a-1', pas: 1, recul: 0, defaut: 'aucun', choix });
      }),
    );

it('any sequence of commands, on two devices, is what the specification says', { timeout: 120_000 }, () => {
  let parcours = 0;
  const debut = fc.tuple(ouvrir('m-1'), ouvrir('m-2'), fc.constantFrom(true, true, true, false));
  const seul = tirage(fc.constantFrom(...TYPES).map((type) => [type]));
  const tirages = [seul, tirage(fc.constantFrom(...ENCHAINES))];
  const suite = fc.commands([...tirages, fc.constant(new Synchroniser())], {
    maxCommands: 16,
    size: 'max',
  });
  fc.assert(
    fc.property(debut, suite, ([premier, second, ensemble], commandes) => {
      parcours += 1;
      const rencontre = ensemble ? [new Synchroniser()] : [];
      fc.modelRun(
        () => ({ model: new Monde(), real: new Reel() }),
        [...premier, ...second, ...rencontre, ...commandes],
      );
    }),
    { numRuns: 1000 },
  );
  if (parcours < 1000) return;
  expect([...vus.keys()].sort()).toEqual(TYPES.sort());
  const acceptes = [...vus.values()].filter((compte) => compte.accepte > 0);
  expect(acceptes.length).toBeGreaterThan(TYPES.length - 4);
});

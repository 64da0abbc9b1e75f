import { echeances } from '@porte-plume/demarches';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Relance } from './acte.ts';
import { addDays } from './date-civile.ts';
import type { Intervention } from './intervention.ts';
import { VERSION_NOMENCLATURE } from './nomenclature-2026-1.ts';
import type { Resultat } from './resultat.ts';
import { acte, saisie, simple, suivie } from './seance.fixture.ts';
import { checkReferences, parseSuivi } from './suivi-schema.ts';
import {
  addRelance,
  closeSuivi,
  followIntervention,
  getEtatSuivi,
  listRelances,
  listSansSuite,
  listSuivisDus,
  openSuivi,
  planEcheances,
  postponeRelance,
  reopenSuivi,
  settleRelance,
  type Suivi,
} from './suivi.ts';

let pas = 0;
const ctx = {
  maintenant: '2026-11-23T23:30:00.000Z',
  zone: 'Europe/Paris',
  alea: (n: number) => new Uint8Array(n).fill((pas += 1)),
};
/** The civil day of `ctx` in its zone. */
const AUJOURDHUI = '2026-11-24';

const relance = (over: Partial<Relance> = {}): Relance => ({
  id: 'relance-1',
  le: '2026-12-01',
  nature: 'reponse_attendue',
  lieuId: 'lieu-1',
  etat: 'a_faire',
  ...over,
});
const suivi = (over: Partial<Suivi> = {}): Suivi => ({
  id: 'suivi-1',
  personne: 'personne-1',
  demarcheId: 'demarche-simple',
  ouvertLe: '2026-11-02',
  aboutissement: 'en_attente',
  closLe: null,
  interventionIds: ['intervention-1'],
  relances: [relance()],
  ...over,
});
const intervention = (over: Partial<Intervention> = {}): Intervention => ({
  ...saisie([
    acte(simple, { suiviId: 'suivi-1', issue: { code: 'en_attente_reponse', relance: relance() } }),
  ]),
  personne: suivie,
  seanceId: 'seance-1',
  date: '2026-11-02',
  creeLe: '2026-11-02T09:00:00.000Z',
  modifieLe: '2026-11-02T09:00:00.000Z',
  version: 1,
  nomenclature: VERSION_NOMENCLATURE,
  annulee: null,
  ...over,
});
const codes = <T>(r: Resultat<T>) => (r.ok ? [] : r.motifs.map((m) => m.code));
function get<T>(r: Resultat<T>): T {
  if (!r.ok) throw new Error(codes(r).join(' '));
  return r.value;
}

describe('listRelances', () => {
  const a = suivi({
    relances: [
      relance({ id: 'r-3', le: '2026-12-01' }),
      relance({ id: 'r-1', le: '2026-11-24' }),
      relance({ id: 'r-2', le: '2026-11-24', echeance: { demarcheId: 'rsa', ferme: '2026-11-30' } }),
      relance({ id: 'r-4', le: '2026-11-20', etat: 'faite' }),
      relance({ id: 'r-5', le: '2026-11-20', etat: 'ignoree' }),
      relance({ id: 'r-6', le: '2026-11-20', lieuId: 'lieu-2' }),
    ],
  });
  const clos = suivi({ id: 'suivi-2', closLe: '2026-11-20', aboutissement: 'obtenu' });
  const ids = (q: { lieuId?: string; jusquAu: string }) => listRelances([clos, a], q).map(({ id }) => id);

  it('lists what is to do at a lieu up to a day, that day included, the legal window that closes first ahead', () => {
    expect(ids({ lieuId: 'lieu-1', jusquAu: '2026-11-24' })).toEqual(['r-2', 'r-1']);
    expect(ids({ lieuId: 'lieu-1', jusquAu: '2026-11-23' })).toEqual([]);
    expect(ids({ jusquAu: '2026-12-01' })).toEqual(['r-6', 'r-2', 'r-1', 'r-3']);
    expect(listSuivisDus([a], { jusquAu: '2026-11-20' })).toEqual([{ suivi: a, relance: a.relances[5] }]);
  });
  it('names nobody, and does not depend on who wrote it: a colleague who covers reads the same list', () => {
    expect(JSON.stringify(listRelances([a], { jusquAu: '2026-12-31' }))).not.toContain('personne-1');
  });
  it('is a programming error with an impossible day', () => {
    expect(() => listRelances([a], { jusquAu: '2026-02-30' })).toThrow(RangeError);
    expect(() => getEtatSuivi(a, '24/11/2026')).toThrow(RangeError);
  });

  const someRelance = fc.record({
    id: fc.uuid(),
    le: fc.integer({ min: 0, max: 60 }).map((n) => addDays('2026-11-01', n)),
    nature: fc.constantFrom('piece_attendue' as const, 'rdv' as const),
    lieuId: fc.constantFrom('lieu-1', 'lieu-2'),
    etat: fc.constantFrom('a_faire' as const, 'faite' as const, 'ignoree' as const),
  });
  const someSuivis = fc.array(
    fc
      .record({ relances: fc.array(someRelance, { maxLength: 6 }), clos: fc.boolean(), id: fc.uuid() })
      .map(({ relances, clos, id }) => suivi({ id, relances, closLe: clos ? '2026-11-30' : null })),
    { maxLength: 8 },
  );
  it('is a subset, sorted, the same whatever the order of the suivis, and grows with the day', () => {
    fc.assert(
      fc.property(
        someSuivis,
        fc.nat(60),
        fc.nat(60),
        fc.constantFrom('lieu-1', undefined),
        (s, n, m, lieuId) => {
          const q = (days: number) => ({
            jusquAu: addDays('2026-11-01', days),
            ...(lieuId === undefined ? {} : { lieuId }),
          });
          const list = listRelances(s, q(n));
          const open = new Set(s.filter(({ closLe }) => closLe === null).flatMap(({ relances }) => relances));
          const rest = [...open].filter((r) => !list.includes(r));
          const wanted = (r: Relance) =>
            r.etat === 'a_faire' && r.le <= q(n).jusquAu && (lieuId === undefined || r.lieuId === lieuId);
          expect(list.every((r) => open.has(r) && wanted(r))).toBe(true);
          expect(rest.some(wanted)).toBe(false);
          expect(list.every((r, i) => i === 0 || (list[i - 1]?.le ?? '') <= r.le)).toBe(true);
          expect(listRelances([...s].reverse(), q(n))).toEqual(list);
          const larger = listRelances(s, q(n + m));
          expect(larger.slice(0, list.length)).toEqual(list);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('the state of a suivi', () => {
  it('is told by its relances', () => {
    const etat = (le: string, over: Partial<Relance> = {}) =>
      getEtatSuivi(suivi({ relances: [relance({ le: '2026-12-01', ...over })] }), le);
    expect([etat('2026-11-30'), etat('2026-12-01'), etat('2026-12-02')]).toEqual([
      'programme',
      'a_faire',
      'en_retard',
    ]);
    expect(etat('2026-11-30', { echeance: { demarcheId: 'rsa', ferme: '2026-11-29' } })).toBe('en_retard');
    expect(etat('2026-12-02', { etat: 'faite' })).toBe('sans_suite');
    expect(getEtatSuivi(suivi({ closLe: '2026-11-20' }), '2026-12-02')).toBe('clos');
  });
  it('loses no thread: what was open for long with nothing planned is listed', () => {
    const oublie = suivi({ id: 'oublie', ouvertLe: '2026-01-05', relances: [] });
    const vieux = suivi({ id: 'vieux', ouvertLe: '2026-01-04', relances: [relance({ etat: 'ignoree' })] });
    const recent = suivi({ ouvertLe: '2026-08-26', relances: [] });
    expect(listSansSuite([oublie, recent, suivi(), vieux], AUJOURDHUI).map(({ id }) => id)).toEqual([
      'vieux',
      'oublie',
    ]);
    expect(listSansSuite([recent], '2026-11-25')).toHaveLength(1);
  });
});

describe('the life of a suivi', () => {
  it('opens with the first intervention, and follows the next ones without doubling anything', () => {
    const opened = get(openSuivi('suivi-1', intervention()));
    expect(opened).toEqual(suivi());
    expect(parseSuivi(opened)).toEqual({ ok: true, value: opened });
    const second = intervention({
      id: 'intervention-2',
      date: '2026-11-16',
      actes: [
        acte(simple, {
          suiviId: 'suivi-1',
          issue: { code: 'a_poursuivre', relance: relance({ id: 'relance-2', nature: 'rdv' }) },
        }),
      ],
    });
    const followed = get(followIntervention(opened, second));
    expect(followed.interventionIds).toEqual(['intervention-1', 'intervention-2']);
    expect(followed.relances.map(({ id }) => id)).toEqual(['relance-1', 'relance-2']);
    expect(get(followIntervention(followed, second))).toEqual(followed);
  });
  it('takes the relance of a corrected intervention, unless it was dealt with', () => {
    const moved = intervention({
      actes: [
        acte(simple, {
          suiviId: 'suivi-1',
          issue: { code: 'en_attente_reponse', relance: relance({ le: '2026-12-15' }) },
        }),
      ],
    });
    expect(get(followIntervention(suivi(), moved)).relances[0]?.le).toBe('2026-12-15');
    const done = get(settleRelance(suivi(), 'relance-1', 'faite'));
    expect(get(followIntervention(done, moved))).toEqual(done);
  });
  it('is closed by an acte given up', () => {
    const abandon = intervention({
      id: 'intervention-2',
      date: '2026-11-20',
      actes: [acte(simple, { suiviId: 'suivi-1', issue: { code: 'abandonnee', motif: 'personne' } })],
    });
    expect(get(followIntervention(suivi(), abandon))).toMatchObject({
      aboutissement: 'abandonne',
      closLe: '2026-11-20',
      relances: [{ etat: 'ignoree' }],
    });
  });
  it('refuses an intervention for every reason at once', () => {
    const wrong = intervention({
      id: 'intervention-9',
      personne: { nature: 'anonyme', profil: suivie.profil },
      actes: [acte(simple)],
      annulee: { le: ctx.maintenant, par: 'ecrivain-1', motif: 'doublon' },
    });
    expect(codes(openSuivi('suivi-1', wrong))).toEqual([
      'personne_anonyme',
      'intervention_annulee',
      'suivi_absent',
    ]);
    expect(codes(followIntervention(suivi({ closLe: '2026-11-20' }), wrong))).toEqual([
      'suivi_clos',
      'personne_differente',
      'intervention_annulee',
      'suivi_absent',
    ]);
  });
  it('closes in one act: outcome, day of the zone, and nothing left on the due list', () => {
    const closed = get(closeSuivi(suivi(), 'obtenu', ctx));
    expect(closed).toMatchObject({
      aboutissement: 'obtenu',
      closLe: AUJOURDHUI,
      relances: [{ etat: 'ignoree' }],
    });
    expect(listRelances([closed], { jusquAu: '2030-01-01' })).toEqual([]);
    expect(parseSuivi(closed).ok).toBe(true);
    expect(get(closeSuivi(closed, 'obtenu', ctx))).toBe(closed);
    expect(codes(closeSuivi(closed, 'refuse', ctx))).toEqual(['suivi_clos']);
    expect(codes(closeSuivi(suivi(), 'en_attente', ctx))).toEqual(['aboutissement_requis']);
    expect(codes(closeSuivi(suivi({ ouvertLe: '2027-01-01' }), 'gagne' as never, ctx))).toEqual([
      'code_inconnu',
      'cloture_avant_ouverture',
    ]);
    expect(get(reopenSuivi(closed))).toMatchObject({ aboutissement: 'en_attente', closLe: null });
    expect(codes(reopenSuivi(suivi()))).toEqual(['suivi_ouvert']);
  });
  it('ticks, moves and adds relances', () => {
    const done = get(settleRelance(suivi(), 'relance-1', 'faite'));
    expect(done.relances[0]?.etat).toBe('faite');
    expect(get(settleRelance(done, 'relance-1', 'faite'))).toEqual(done);
    expect(codes(settleRelance(done, 'relance-1', 'ignoree'))).toEqual(['relance_traitee']);
    expect(codes(settleRelance(done, 'x', 'perdue' as never))).toEqual([
      'code_inconnu',
      'relance_introuvable',
    ]);
    const moved = get(postponeRelance(suivi(), 'relance-1', { le: '2026-12-20', lieuId: 'lieu-2' }, ctx));
    expect(listRelances([moved], { lieuId: 'lieu-2', jusquAu: '2026-12-20' })).toHaveLength(1);
    expect(codes(postponeRelance(suivi({ closLe: AUJOURDHUI }), 'x', { le: '2026-11-23' }, ctx))).toEqual([
      'suivi_clos',
      'relance_introuvable',
      'relance_passee',
    ]);
    expect(codes(postponeRelance(done, 'relance-1', { le: '2026-02-30' }, ctx))).toEqual([
      'relance_traitee',
      'date_invalide',
    ]);
    expect(get(addRelance(suivi(), relance({ id: 'r-2', le: AUJOURDHUI }), ctx)).relances).toHaveLength(2);
    expect(codes(addRelance(suivi({ closLe: AUJOURDHUI }), relance({ le: '2026-11-23' }), ctx))).toEqual([
      'suivi_clos',
      'relance_existante',
      'relance_passee',
    ]);
  });
  it('adds no relance whose codes the nomenclature does not have', () => {
    const fausse = relance({ id: 'r-2', nature: 'sms' as never, etat: 'toString' as never, le: AUJOURDHUI });
    const refused = addRelance(suivi(), fausse, ctx);
    expect(refused.ok ? [] : refused.motifs.map(({ code, path }) => [code, path])).toEqual([
      ['code_inconnu', ['nature']],
      ['code_inconnu', ['etat']],
    ]);
  });
});

describe('planEcheances', () => {
  const rsa = suivi({ demarcheId: 'rsa', relances: [] });
  it('takes the deadlines of the catalogue, once', () => {
    const known = echeances('rsa', AUJOURDHUI, '2027-06-30', { droitOuvertMois: '2026-11' });
    if (!known.ok) throw new Error('refused');
    const planned = get(planEcheances(rsa, known.value, 'lieu-1', ctx));
    expect(planned.relances.map(({ le, echeance, nature }) => [le, echeance?.ferme, nature])).toEqual([
      ['2027-02-01', '2027-02-28', 'declaration_a_faire'],
      ['2027-05-01', '2027-05-31', 'declaration_a_faire'],
    ]);
    expect(parseSuivi(planned)).toEqual({ ok: true, value: planned });
    expect(get(planEcheances(planned, known.value, 'lieu-1', ctx))).toEqual(planned);
    const done = get(settleRelance(planned, planned.relances[0]?.id ?? '', 'faite'));
    expect(get(planEcheances(done, known.value, 'lieu-1', ctx))).toEqual(done);
  });
  it('reminds today of a window that is open, and never of one that has closed', () => {
    const list = [
      { demarcheId: 'rsa', ferme: '2026-11-23', rappelLe: '2026-11-01' },
      { demarcheId: 'rsa', ferme: '2026-11-24', rappelLe: '2026-11-01' },
    ];
    expect(get(planEcheances(rsa, list, 'lieu-1', ctx)).relances).toMatchObject([
      { le: AUJOURDHUI, echeance: { demarcheId: 'rsa', ferme: '2026-11-24' } },
    ]);
  });
  it('refuses for every reason at once', () => {
    const list = [
      { demarcheId: 'cmi', ferme: '2026-02-30', rappelLe: 'demain' },
      { demarcheId: 'rsa', ferme: '2027-02-28', rappelLe: '2027-02-01' },
    ];
    expect(codes(planEcheances({ ...rsa, closLe: AUJOURDHUI }, list, 'lieu-1', ctx))).toEqual([
      'suivi_clos',
      'demarche_differente',
      'date_invalide',
      'date_invalide',
    ]);
  });
});

describe('parseSuivi', () => {
  const paths = (input: unknown) => {
    const r = parseSuivi(input);
    return r.ok ? [] : r.motifs.map((m) => `${(m.path ?? []).join('.')}:${m.code}`);
  };
  it('says every issue at once, even when something else is wrong', () => {
    expect(
      paths({
        ...suivi({ ouvertLe: '2026-11-30', closLe: '2026-11-20', interventionIds: ['i-1', 'i-1'] }),
        id: '',
        relances: [relance(), relance()],
        note: 'x',
      }).sort(),
    ).toEqual([
      'aboutissement:aboutissement_requis',
      'closLe:cloture_avant_ouverture',
      'id:id_invalide',
      'interventionIds.1:intervention_en_double',
      'note:cle_inconnue',
      'relances.1.id:relance_en_double',
    ]);
    expect(paths(suivi({ aboutissement: 'obtenu' }))).toEqual(['closLe:cloture_manquante']);
    expect(
      paths({ ...suivi(), relances: [relance({ le: '2026-02-30', nature: 'sms' as never })] }).sort(),
    ).toEqual(['relances.0.le:date_invalide', 'relances.0.nature:code_inconnu']);
  });
  it('finds every reference to what does not exist', () => {
    const connus = {
      interventions: [intervention(), intervention({ id: 'i-2', personne: { ...suivie, id: 'personne-2' } })],
      lieux: [{ id: 'lieu-1' }],
      personnes: [{ id: 'personne-1' }],
    };
    expect(checkReferences([suivi()], connus)).toEqual([]);
    const lost = suivi({
      personne: 'personne-9',
      interventionIds: ['i-2', 'i-9'],
      relances: [relance({ lieuId: 'lieu-9' })],
    });
    expect(checkReferences([suivi(), lost], connus).map((m) => [m.code, m.path?.join('.')])).toEqual([
      ['personne_inconnue', '1.personne'],
      ['personne_differente', '1.interventionIds.0'],
      ['intervention_inconnue', '1.interventionIds.1'],
      ['lieu_inconnu', '1.relances.0.lieuId'],
    ]);
  });
});

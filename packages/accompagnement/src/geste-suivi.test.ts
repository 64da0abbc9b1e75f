import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Relance } from './acte.ts';
import { parseGeste } from './geste-suivi-schema.ts';
import type { Intervention } from './intervention.ts';
import { VERSION_NOMENCLATURE } from './nomenclature-2026-1.ts';
import { acte, saisie, simple, suivie } from './seance.fixture.ts';
import { parseSuivi } from './suivi-schema.ts';
import { applyGeste, replaySuivi, type GesteSuivi } from './suivi.ts';

const ZONE = 'Europe/Paris';
const relance = (id: string, le: string): Relance => ({
  id,
  le,
  nature: 'reponse_attendue',
  lieuId: 'lieu-1',
  etat: 'a_faire',
});
const intervention = (rang: number, over: Partial<Intervention> = {}): Intervention => ({
  ...saisie([
    acte(simple, {
      suiviId: 'suivi-1',
      issue: { code: 'en_attente_reponse', relance: relance(`r-${rang}`, `2026-12-0${rang}`) },
    }),
  ]),
  id: `intervention-${rang}`,
  personne: suivie,
  seanceId: 'seance-1',
  date: `2026-11-0${rang}`,
  creeLe: `2026-11-0${rang}T09:00:00.000Z`,
  modifieLe: `2026-11-0${rang}T09:00:00.000Z`,
  version: 1,
  nomenclature: VERSION_NOMENCLATURE,
  annulee: null,
  ...over,
});
let rang = 0;
const geste = (le: string, quoi: Pick<GesteSuivi, 'type' | 'donnees'>): GesteSuivi =>
  ({
    v: 1,
    id: `geste-${(rang += 1)}`,
    suiviId: 'suivi-1',
    le: `${le}T10:00:00.000Z`,
    par: 'agent-1',
    ...quoi,
  }) as GesteSuivi;

const traitee = geste('2026-11-05', {
  type: 'RelanceTraitee',
  donnees: { relanceId: 'r-1', etat: 'faite' },
});
const reportee = geste('2026-11-06', {
  type: 'RelanceReportee',
  donnees: { relanceId: 'r-2', le: '2026-12-20' },
});
const prevue = geste('2026-11-07', {
  type: 'RelancePrevue',
  donnees: { relance: relance('r-9', '2026-12-09') },
});
const clos = geste('2026-11-20', { type: 'SuiviClos', donnees: { aboutissement: 'obtenu' } });
const rouvert = geste('2026-11-21', { type: 'SuiviRouvert', donnees: {} });
const GESTES = [traitee, reportee, prevue, clos, rouvert];
const INTERVENTIONS = [intervention(1), intervention(2), intervention(3)];

describe('replaySuivi', () => {
  it('is what happened, in its order', () => {
    const avant = replaySuivi('suivi-1', INTERVENTIONS, [traitee, reportee, prevue], ZONE);
    expect(avant?.relances.map(({ id, le, etat }) => [id, le, etat])).toEqual([
      ['r-1', '2026-12-01', 'faite'],
      ['r-2', '2026-12-20', 'a_faire'],
      ['r-3', '2026-12-03', 'a_faire'],
      ['r-9', '2026-12-09', 'a_faire'],
    ]);
    const fini = replaySuivi('suivi-1', INTERVENTIONS, [traitee, reportee, prevue, clos], ZONE);
    expect(fini).toMatchObject({ aboutissement: 'obtenu', closLe: '2026-11-20' });
    expect(fini?.relances.some(({ etat }) => etat === 'a_faire')).toBe(false);
    const encore = replaySuivi('suivi-1', INTERVENTIONS, GESTES, ZONE);
    expect(encore).toMatchObject({ aboutissement: 'en_attente', closLe: null });
  });

  it('is the same whatever the order of the lists and what is there twice, and always sound', () => {
    const attendu = replaySuivi('suivi-1', INTERVENTIONS, GESTES, ZONE);
    fc.assert(
      fc.property(
        fc.shuffledSubarray(INTERVENTIONS, { minLength: 3 }),
        fc.shuffledSubarray(GESTES, { minLength: 5 }),
        fc.subarray(GESTES),
        (interventions, gestes, encore) => {
          expect(replaySuivi('suivi-1', interventions, [...gestes, ...encore], ZONE)).toEqual(attendu);
          const partie = replaySuivi('suivi-1', interventions.slice(0, 2), encore, ZONE);
          expect(parseSuivi(partie).ok).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('forgets what only a cancelled intervention held, and passes over the gestes on it', () => {
    const annulee = { le: '2026-11-22T09:00:00.000Z', par: 'agent-1', motif: 'doublon' as const };
    const reste = replaySuivi('suivi-1', [intervention(1, { annulee }), intervention(2)], GESTES, ZONE);
    expect(reste?.interventionIds).toEqual(['intervention-2']);
    expect(reste?.relances.map(({ id }) => id)).toEqual(['r-2', 'r-9']);
    expect(replaySuivi('suivi-1', [intervention(1, { annulee })], GESTES, ZONE)).toBeNull();
    expect(replaySuivi('suivi-2', INTERVENTIONS, GESTES, ZONE)).toBeNull();
  });
});

describe('applyGeste', () => {
  it('refuses with the motifs of what it does, at the instant that it bears', () => {
    const suivi = replaySuivi('suivi-1', INTERVENTIONS, [], ZONE);
    if (suivi === null) throw new Error('no suivi');
    const tard = geste('2026-12-30', {
      type: 'RelanceReportee',
      donnees: { relanceId: 'r-1', le: '2026-12-29' },
    });
    const codes = (un: GesteSuivi) => {
      const answer = applyGeste(suivi, un, ZONE);
      return answer.ok ? [] : answer.motifs.map(({ code }) => code);
    };
    expect(codes(tard)).toEqual(['relance_passee']);
    expect(codes(rouvert)).toEqual(['suivi_ouvert']);
    expect(codes(clos)).toEqual([]);
  });
});

describe('parseGeste', () => {
  it('reads what was stored, and says every issue at once', () => {
    for (const un of GESTES) expect(parseGeste(un)).toEqual({ ok: true, value: un });
    const paths = (input: unknown) => {
      const r = parseGeste(input);
      return r.ok ? [] : r.motifs.map((m) => `${(m.path ?? []).join('.')}:${m.code}`).sort();
    };
    expect(
      paths({ ...prevue, le: 'hier', donnees: { relance: { ...relance('r', 'x'), nature: 'sms' } } }),
    ).toEqual([
      'donnees.relance.le:date_invalide',
      'donnees.relance.nature:code_inconnu',
      'le:instant_invalide',
    ]);
    expect(paths({ ...clos, type: 'SuiviBrule' })).toEqual(['type:code_inconnu']);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acteSur, annee, annulee, faitsOf, intervention, SET } from './indicateurs.fixture.ts';
import {
  computeIndicateur,
  computeIndicateurs,
  getIndicateurs,
  toCubeColumns,
  type Faits,
} from './indicateurs.ts';
import type { Intervention } from './intervention.ts';
import { LISTES } from './nomenclature-2026-1.ts';

const set = getIndicateurs(SET);
const codesOf = (liste: 'trancheAge' | 'statut' | 'motifVenue' | 'mode'): string[] =>
  LISTES[liste].map(({ code }) => code);
const champ = (liste: 'trancheAge' | 'statut') =>
  fc.constantFrom(...codesOf(liste), 'non_communique', 'non_demande');

const acte = fc
  .tuple(
    fc.constantFrom('rsa', 'fsl', 'carte-identite', 'logement-social'),
    fc.constantFrom(...codesOf('mode')),
  )
  .map(([id, mode]) => ({ id, mode }));
const visite = fc.record({
  jour: fc.integer({ min: 1, max: 28 }),
  mois: fc.integer({ min: 1, max: 12 }),
  qui: fc.constantFrom('p1', 'p2', 'p3', 'p4', null),
  duree: fc.constantFrom(10, 30, 45, 120, 'non_demande' as const),
  age: champ('trancheAge'),
  statut: champ('statut'),
  motifs: fc.subarray(codesOf('motifVenue')),
  actes: fc.array(acte, { minLength: 1, maxLength: 3 }),
  annulee: fc.boolean(),
});

function toIntervention(
  v: typeof visite extends fc.Arbitrary<infer V> ? V : never,
  rank: number,
): Intervention {
  const date = `2026-${String(v.mois).padStart(2, '0')}-${String(v.jour).padStart(2, '0')}`;
  return intervention(
    date,
    v.qui,
    {
      id: `v-${rank}`,
      dureeMin: v.duree,
      motifsVenue: v.motifs as Intervention['motifsVenue'],
      actes: v.actes.map(({ id, mode }, n) =>
        acteSur(id, { id: `v-${rank}-${n}`, mode: mode as 'informer', motifPour: 'choix' }),
      ),
      annulee: v.annulee ? annulee : null,
    },
    { trancheAge: v.age as 'non_demande', statut: v.statut as 'non_demande' },
  );
}
const visites = fc
  .array(visite, { maxLength: 12 })
  .map((list) => list.map((v, rank) => toIntervention(v, rank)));

/** Only the codes that a property is about: a thousand runs stay quick. */
const compute = (codes: readonly string[], faits: Faits, periode: { du: string; au: string } = annee) =>
  computeIndicateurs(
    set.filter(({ code }) => codes.includes(code)),
    faits,
    periode,
  );
const PARTS = ['A6', 'P1', 'P7', 'P9', 'R2'];
const COMPTES = ['A1', 'A2', 'A2b', 'A3', 'A5'];
const valueOf = (answers: ReturnType<typeof compute>, code: string): number => {
  const answer = answers[code];
  return answer?.ok === true ? (answer.value.value ?? 0) : Number.NaN;
};
const runs = { numRuns: 1000 };

describe('what always holds', () => {
  it('the order of the facts changes nothing, and all indicators at once say what each says alone', () => {
    fc.assert(
      fc.property(
        visites.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        fc.constantFrom(...set),
        ([list, shuffled], def) => {
          const together = JSON.stringify(computeIndicateurs(set, faitsOf(list), annee)[def.code]);
          expect(JSON.stringify(computeIndicateur(def, faitsOf(shuffled), annee))).toBe(together);
        },
      ),
      runs,
    );
  });

  it('an intervention is counted once, whether it is sent twice or edited; a cancelled one nowhere', () => {
    fc.assert(
      fc.property(visites, (list) => {
        const older = list.map((i) => ({ ...i, version: i.version, dureeMin: i.dureeMin }));
        const edited = list.map((i) => ({ ...i, version: 2 }));
        const kept = list.filter((i) => i.annulee === null);
        const expected = compute(COMPTES, faitsOf(kept));
        const text = JSON.stringify(expected);
        expect(JSON.stringify(compute(COMPTES, faitsOf([...list, ...older])))).toBe(text);
        expect(JSON.stringify(compute(COMPTES, faitsOf([...edited, ...list])))).toBe(text);
        expect(valueOf(expected, 'A1')).toBe(kept.length);
        expect(toCubeColumns(faitsOf(list)).mois).toHaveLength(kept.length);
      }),
      runs,
    );
  });

  it('persons are never the sum of those of two periods, visits always are', () => {
    fc.assert(
      fc.property(visites, (list) => {
        const faits = faitsOf(list);
        const [whole, first, second] = [
          compute(COMPTES, faits),
          compute(COMPTES, faits, { du: '2026-01-01', au: '2026-06-30' }),
          compute(COMPTES, faits, { du: '2026-07-01', au: '2026-12-31' }),
        ];
        const persons = new Set(
          list.flatMap(({ personne: p, annulee: a }) => (p.nature === 'suivie' && a === null ? [p.id] : [])),
        );
        expect(valueOf(whole, 'A2')).toBe(persons.size);
        expect(valueOf(first, 'A2') + valueOf(second, 'A2')).toBeGreaterThanOrEqual(persons.size);
        for (const code of ['A1', 'A2b', 'A3', 'A5'])
          expect(valueOf(first, code) + valueOf(second, code)).toBe(valueOf(whole, code));
        // Everybody is new once: the sum of new persons is the persons of the whole.
        expect(valueOf(whole, 'A3')).toBe(persons.size);
      }),
      runs,
    );
  });

  it('shares are over interventions asked, and nobody is lost between known, unknown and not asked', () => {
    fc.assert(
      fc.property(visites, (list) => {
        const answers = compute(PARTS, faitsOf(list));
        const n = list.filter((i) => i.annulee === null).length;
        for (const code of PARTS) {
          const answer = answers[code];
          if (answer?.ok !== true) throw new Error(code);
          const v = answer.value;
          expect(v.n + v.unknown + v.notAsked).toBe(n);
        }
        for (const [code, field] of [
          ['P7', 'statut'],
          ['P9', 'motif_venue'],
        ] as const) {
          const answer = answers[code];
          if (answer?.ok !== true) throw new Error(code);
          const { parts = [], n: known, unknown } = answer.value;
          const lines = parts.filter(({ key }) => field in key);
          for (const line of lines) {
            expect(line.n).toBe(known + unknown);
            expect(line.value).toBeLessThanOrEqual(line.n);
          }
          const sum = lines.reduce((s, { value }) => s + (value ?? 0), 0);
          // One choice adds up; several choices may exceed.
          if (code === 'P7') expect(sum).toBe(known + unknown);
          else
            expect(sum).toBe(list.reduce((s, i) => s + (i.annulee === null ? i.motifsVenue.length : 0), 0));
        }
      }),
      runs,
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acteSur, annee, annulee, faitsOf, intervention, SET } from './indicateurs.fixture.ts';
import {
  computeIndicateurs,
  getIndicateurs,
  prepareFaits,
  toCubeColumns,
  type Faits,
} from './indicateurs.ts';

const set = getIndicateurs(SET);
const jour = fc.integer({ min: 0, max: 335 }).map((n) => {
  const [mois, quantieme] = [1 + Math.floor(n / 28), 1 + (n % 28)];
  return `2026-${String(mois).padStart(2, '0')}-${String(quantieme).padStart(2, '0')}`;
});
const periode = fc.tuple(jour, jour).map(([a, b]) => (a < b ? { du: a, au: b } : { du: b, au: a }));
const personne = fc.constantFrom('p1', 'p2', 'p3');

const visite = fc.record({
  date: jour,
  qui: fc.option(personne),
  annulee: fc.boolean(),
  dureeMin: fc.constantFrom(15, 45, 'non_demande' as const),
  modes: fc.array(fc.constantFrom('informer', 'faire_avec', 'faire_faire', 'faire_a_la_place_present'), {
    maxLength: 3,
  }),
});
/** Facts of every kind, some of a day outside any period. */
const faits = fc
  .record({
    visites: fc.array(visite, { maxLength: 10 }),
    seances: fc.array(fc.record({ date: jour, demandes: fc.integer({ min: 0, max: 2 }) }), { maxLength: 4 }),
    suivis: fc.array(fc.record({ ouvertLe: jour, closLe: fc.option(jour) }), { maxLength: 4 }),
    recus: fc.array(fc.record({ le: jour, personne }), { maxLength: 4 }),
    diagnostics: fc.array(
      fc.record({ date: jour, personne, niveau: fc.constantFrom('eloigne', 'debutant', 'autonome') }),
      { maxLength: 5 },
    ),
    demandes: fc.array(fc.record({ date: jour, rang: fc.integer({ min: 0, max: 3 }) }), { maxLength: 4 }),
  })
  .map(({ visites, seances, suivis, recus, diagnostics, demandes }): Faits => {
    const interventions = visites.map(({ date, qui, annulee: rayee, dureeMin, modes }) =>
      intervention(date, qui, {
        dureeMin,
        annulee: rayee ? annulee : null,
        actes: modes.map((mode, n) =>
          acteSur(n === 0 ? 'rsa' : 'fsl', { mode: mode as 'informer', actesFaits: [] }),
        ),
      }),
    );
    return faitsOf(interventions, {
      seances: [
        {
          id: 's',
          lieuId: 'l',
          date: '2026-01-05',
          passages: [],
          rdvNonHonores: 1,
          demandesNonSatisfaites: [],
        },
        ...seances.map(({ date, demandes: n }, rang) => ({
          ...{ id: `s-${rang}`, lieuId: 'l', date, passages: [], rdvNonHonores: n },
          demandesNonSatisfaites: Array.from({ length: n }, (_, k) => ({
            ...{ id: `d-${k}`, a: `${date}T09:00:00.000Z` },
            ...({ motif: 'plus_de_place', perimetre: 'non_demande' } as const),
          })),
        })),
      ],
      demandes: demandes.map(({ date, rang }) => ({
        ...{ id: `d-${rang}`, date, lieuId: 'l' },
        ...({ motif: 'hors_champ', perimetre: 'non_communique' } as const),
      })),
      suivis: suivis.map(({ ouvertLe, closLe }, rang) => ({
        ...{ id: `v-${rang}`, personne: 'p1', demarcheId: 'rsa', ouvertLe, closLe },
        ...({ aboutissement: 'non_demande', interventionIds: [], relances: [] } as const),
      })) as unknown as NonNullable<Faits['suivis']>,
      adressages: recus.map(({ le, personne: qui }, rang) => ({
        ...{ id: `r-${rang}`, recuLe: `${le}T09:00:00.000Z`, serviceId: 'x', lieuId: 'l', personne: qui },
      })),
      diagnostics: diagnostics.map(({ niveau, ...un }, rang) => ({
        ...{ ...un, id: `g-${rang}`, etat: 'fait' as const, niveau: niveau as 'debutant' },
      })),
      zone: 'Europe/Paris',
    });
  });

/** Those whose rows, or fields, depend on the period in a way of their own; few, so that a thousand runs stay quick. */
const PROPRES = ['A1', 'A2', 'A3', 'A9', 'A10', 'A11', 'O4', 'O5', 'R1', 'R4'];
const definitionsOf = (codes: readonly string[]) => set.filter(({ code }) => codes.includes(code));
const told = (given: Faits, dates: { du: string; au: string }): string =>
  JSON.stringify([
    computeIndicateurs(definitionsOf(PROPRES), given, dates),
    toCubeColumns(given, 'acte', dates),
  ]);

describe('prepared facts', () => {
  it('say of each period what the facts say, in whatever order periods are asked for', () => {
    fc.assert(
      fc.property(faits, periode, periode, (given, first, second) => {
        const prepares = prepareFaits(given);
        const [before, between] = [told(prepares, first), told(prepares, second)];
        expect(before).toBe(told(given, first));
        expect(between).toBe(told(given, second));
        expect(told(prepares, first)).toBe(before);
      }),
      { numRuns: 1000 },
    );
  });

  it('a period of the whole says what the facts of its days alone say, where nothing looks back', () => {
    const definitions = definitionsOf(['A1', 'A2', 'A4', 'A5', 'A6', 'A9', 'P1', 'Q1', 'O5']);
    fc.assert(
      fc.property(faits, periode, (given, dates) => {
        const dedans = ({ date }: { date?: string }) =>
          date !== undefined && date >= dates.du && date <= dates.au;
        const seules: Faits = {
          ...given,
          interventions: given.interventions.filter(dedans),
          seances: given.seances.filter((s) => s.id === 's' || dedans(s)),
        };
        expect(computeIndicateurs(definitions, given, dates)).toEqual(
          computeIndicateurs(definitions, seules, dates),
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('are read once: what is asked next meets no object again', () => {
    let reads = 0;
    const une = intervention('2026-02-03', 'p1', { actes: [acteSur('rsa')] });
    const watched = new Proxy(une, {
      get: (target, field): unknown => {
        reads += 1;
        return Reflect.get(target, field);
      },
    });
    const prepares = prepareFaits(faitsOf([watched]));
    computeIndicateurs(set, prepares, annee);
    const once = reads;
    computeIndicateurs(set, prepares, { du: '2026-02-01', au: '2026-02-28' });
    toCubeColumns(prepares, 'acte', annee);
    expect(once).toBeGreaterThan(0);
    expect(reads - once).toBeLessThanOrEqual(1);
  });

  it('are prepared once, and a copy with other visits is not taken for them', () => {
    const given = faitsOf([intervention('2026-02-03', 'p1')]);
    const prepares = prepareFaits(given);
    expect(prepareFaits(prepares)).toBe(prepares);
    expect(Object.isFrozen(prepares)).toBe(true);
    computeIndicateurs(set, prepares, annee);
    const other = { ...prepares, interventions: [] };
    const answer = computeIndicateurs(set, other, annee).A1;
    expect(answer?.ok === true && answer.value.value).toBe(0);
  });
});

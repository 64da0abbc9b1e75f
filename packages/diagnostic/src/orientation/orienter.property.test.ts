import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaItems } from '../instrument.ts';
import { eurostatDsi2021 as dsi2, inseeIllectronisme2021 as insee } from '../instruments.ts';
import {
  FREINS,
  LECTURES,
  reglesOrientation as regles,
  SOUHAITS,
  type Contexte,
  type FreinConstate,
} from '../orientation.ts';
import { at, bilanOf, confiance, LEVELS, propose, said, type Answers } from './orienter.fixture.ts';

describe('orienter: properties', () => {
  const freinArb = fc.constantFrom(
    ...FREINS.flatMap(({ code, values }) => [
      said(code),
      ...Object.keys(values ?? {}).map((v) => said(code, v)),
    ]),
  );
  const freinsArb = fc.array(freinArb, { maxLength: 4 });
  const maybe = <T>(arb: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arb, { nil: undefined });
  const contexteArb = fc
    .record({
      souhait: maybe(fc.constantFrom(...SOUHAITS)),
      lecture: maybe(fc.constantFrom(...LECTURES)),
      demarcheEnCours: maybe(fc.boolean()),
      confiance: maybe(
        fc.record({
          echelle: fc.constant('confiance@0' as const),
          niveau: fc.constantFrom(0, 1, 2, 3, null),
          crainte: fc.constantFrom(true, false, null),
        }),
      ),
    })
    .map(
      (values) => Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined)) as Contexte,
    );
  const items = areaItems(dsi2).filter((code) => code !== 'IBUY');
  const bilanArb = fc
    .tuple(
      fc.constantFrom(dsi2, insee),
      fc.constantFrom(1, 1, 1, 4, null),
      fc.array(fc.constantFrom(true, false, null), { minLength: items.length, maxLength: items.length }),
      fc.constantFrom(0, 1, 2),
    )
    .map(([instrument, usage, values, blanks]) => {
      const answers = items.map((code, index) => [
        code,
        blanks === 0 ? values[index] === true : values[index],
      ]);
      return bilanOf(instrument, {
        IBUY: blanks === 0 ? 4 : null,
        ...Object.fromEntries(answers),
        IU: usage,
      } as Answers);
    });
  const intervalArb = bilanArb.filter(({ instrument, certain }) => instrument.id === dsi2.id && !certain);
  const anyCase = fc.tuple(
    fc.oneof(
      bilanArb,
      fc.constantFrom(...LEVELS).map((l) => at(l)),
    ),
    freinsArb,
    contexteArb,
  );
  const delegates = (freins: readonly FreinConstate[], { souhait }: Contexte): boolean =>
    souhait === 'deleguer' || freins.some(({ code }) => code === 'I_IUNUN' || code === 'I_IUNUNO');

  it('never more than three, never twice the same, in order of precedence, each with facts and a way out', () => {
    fc.assert(
      fc.property(anyCase, ([bilan, freins, contexte]) => {
        const propositions = propose(bilan, freins, contexte);
        expect(propositions.length).toBeLessThanOrEqual(3);
        const names = propositions.map(({ cible }) => cible);
        expect(new Set(names).size).toBe(names.length);
        const ranks = propositions.map(({ regle }) => [...regles.precedence, 'O9'].indexOf(regle));
        expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
        for (const { faits, raison, changeraitSi } of propositions) {
          expect(faits.length).toBeGreaterThan(0);
          expect(raison).not.toBe('');
          expect(changeraitSi.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('sends to no workshop whoever wants none, whatever else is true; reading comes before any workshop', () => {
    fc.assert(
      fc.property(anyCase, ([bilan, freins, contexte]) => {
        const propositions = propose(bilan, freins, contexte);
        const workshop = propositions.findIndex(({ nature }) => nature === 'atelier');
        if (delegates(freins, contexte)) {
          expect(propositions[0]?.cible).toBe('accompagnement-durable');
          expect(workshop).toBe(-1);
        }
        if (contexte.souhait === 'etre_accompagne') expect(workshop).toBe(-1);
        if (contexte.lecture !== undefined && contexte.lecture !== 'seul') {
          const eva = propositions.findIndex(({ cible }) => cible === 'eva');
          expect(eva).toBeGreaterThanOrEqual(0);
          if (workshop >= 0) expect(eva).toBeLessThan(workshop);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('O9: on an interval, exactly what is proposed at every level of it, as if it were certain', () => {
    const all = { ...regles, max: 99 };
    fc.assert(
      fc.property(intervalArb, freinsArb, contexteArb, (bilan, freins, contexte) => {
        const [low, high] = bilan.bounds.map((level) => dsi2.order.indexOf(level));
        const perLevel = dsi2.order.slice(low, (high ?? 0) + 1).map((level) => {
          const certain = { ...bilan, bounds: [level, level] as const, areas: [] };
          return propose(certain, freins, contexte, all).map(({ cible }) => cible);
        });
        const everywhere = (perLevel[0] ?? []).filter(
          (cible) => cible !== 'a-preciser' && perLevel.every((list) => list.includes(cible)),
        );
        const found = propose(bilan, freins, contexte, all).map(({ cible }) => cible);
        const nothing = perLevel.every((list) => list.length === 0) ? [] : ['a-preciser'];
        expect([...found].sort()).toEqual(everywhere.length > 0 ? [...everywhere].sort() : nothing);
      }),
      { numRuns: 1000 },
    );
  });

  it('without the facts of a single-fact proposal, it is no longer made: changeraitSi tells the truth', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LEVELS),
        fc.array(freinArb, { maxLength: 3 }),
        contexteArb,
        (level, freins, contexte) => {
          for (const proposition of propose(at(level), freins, contexte)) {
            if (proposition.regle === 'O9') continue;
            const codes = new Set(proposition.faits);
            const keptFreins = freins.filter(
              ({ code, value }) =>
                !codes.has(`frein=${code}`) &&
                !codes.has(`frein=${code}=${value ?? ''}`) &&
                code !== 'lecture',
            );
            const has = (prefix: string): boolean => [...codes].some((code) => code.startsWith(prefix));
            if (has('niveau=')) continue;
            const { souhait, lecture, ...others } = contexte;
            const kept: Contexte = {
              ...others,
              ...(souhait && !has('souhait=') ? { souhait } : {}),
              ...(lecture && !has('lecture=') ? { lecture } : {}),
              ...(has('confiance.crainte') ? { confiance: confiance(null) } : {}),
            };
            const after = propose(at(level), keptFreins, kept);
            expect(
              after.some(({ regle, cible }) => regle === proposition.regle && cible === proposition.cible),
            ).toBe(false);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is a function of its input: same input, same proposals, input untouched', () => {
    fc.assert(
      fc.property(anyCase, ([bilan, freins, contexte]) => {
        const before = JSON.stringify([bilan, freins, contexte]);
        expect(propose(bilan, freins, contexte)).toEqual(propose(bilan, freins, contexte));
        expect(JSON.stringify([bilan, freins, contexte])).toBe(before);
      }),
      { numRuns: 1000 },
    );
  });
});

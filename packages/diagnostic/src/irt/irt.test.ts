import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createPosterior,
  eap,
  information,
  type IrtItem,
  type IrtResponse,
  map,
  mle,
  probability,
  wle,
} from '../irt.ts';

const RASCH = [-1.5, -0.5, 0, 0.5, 1.5].map((b) => ({ b }));
const answers = (pattern: string): (0 | 1)[] => Array.from(pattern, (x) => (x === '1' ? 1 : 0));
const theta = ({ theta: t }: { theta: number | null }): number => t ?? Number.NaN;

test('T35: the probability of a yes, with a floor', () => {
  expect(probability({ a: 1, b: -0.3, c: 0.35 }, 0)).toBeCloseTo(0.7233876359, 10);
  expect(probability({ a: 0.5, b: 0, c: 0.25 }, 0)).toBe(0.625);
});

test('T36: information with a floor', () => {
  expect(information({ a: 1.53, b: -0.5, c: 0.5 }, 0)).toBeCloseTo(0.2057778463, 10);
});

test('T37: information counts the ceiling', () => {
  expect(information({ a: 1, b: 0, c: 0, d: 0.9 }, 0)).toBeCloseTo(0.2045454545, 10);
});

test('T38: EAP far in the tail, both wrong', () => {
  const items = [
    { a: 1, b: -4, c: 0.5 },
    { a: 1, b: -3, c: 0.5 },
  ];
  const { theta: t, se } = eap(items, [0, 0]);
  expect(t).toBeCloseTo(-1.649373, 6);
  expect(se).toBeCloseTo(0.895566, 6);
});

test.each([
  ['00000', -1.3272566334, 0.7541174016],
  ['11000', -0.2565784722, 0.7173564316],
])('T39: Rasch EAP of %s', (pattern, attendu, erreur) => {
  const { theta: t, se } = eap(RASCH, answers(pattern));
  expect(t).toBeCloseTo(attendu, 10);
  expect(se).toBeCloseTo(erreur, 10);
});

test('T40: under Rasch the raw score says all', () => {
  expect(eap(RASCH, answers('00111')).theta).toBeCloseTo(eap(RASCH, answers('11100')).theta, 12);
});

// The oracle's own search stops 2e-8 from the root.
test('T41: MAP, all wrong', () => {
  expect(map(RASCH, answers('00000')).theta).toBeCloseTo(-1.28517378, 7);
});

test('T42: MLE is null where it has no bound, never a number', () => {
  expect(theta(mle(RASCH, answers('11000')))).toBeCloseTo(-0.49668879, 7);
  expect(mle(RASCH, answers('00000'))).toEqual({ theta: null, bound: 'lower' });
  expect(mle(RASCH, answers('11111'))).toEqual({ theta: null, bound: 'upper' });
});

test.each([
  ['00000', -2.90981417],
  ['11000', -0.43501524],
  ['11100', 0.43501524],
])('T43: WLE of %s is finite', (pattern, attendu) => {
  expect(wle(RASCH, answers(pattern)).theta).toBeCloseTo(attendu, 7);
});

test.each([
  ['1010', 0.4134625139, 0.6361848146, 0.42827228],
  ['1111', 1.3817598962, 0.6827388448, 1.30438179],
])('T44: 2PL %s', (pattern, eapTheta, eapSe, mapTheta) => {
  const items = [
    { a: 1.2, b: -1 },
    { a: 0.8, b: 0 },
    { a: 2, b: 0.5 },
    { a: 1.5, b: 1.2 },
  ];
  const found = eap(items, answers(pattern));
  expect(found.theta).toBeCloseTo(eapTheta, 10);
  expect(found.se).toBeCloseTo(eapSe, 10);
  expect(map(items, answers(pattern)).theta).toBeCloseTo(mapTheta, 7);
});

test('T45: 3PL MLE with an interior maximum', () => {
  const items = [-0.447, 2.869, -0.469, -0.576, -1.43, -1.607, 0.529].map((b) => ({ a: 1, b, c: 0.5 }));
  const found = mle(items, answers('0101111'));
  expect(theta(found)).toBeCloseTo(-1.298937, 6);
  expect(found).toHaveProperty('se', expect.closeTo(1.7095, 3));
});

test('a single right 3PL answer has no maximum', () => {
  expect(mle([{ a: 1, b: 0, c: 0.25 }], [1])).toEqual({ theta: null, bound: 'upper' });
});

const item: fc.Arbitrary<IrtItem> = fc.record({
  a: fc.double({ min: 0.3, max: 2.5, noNaN: true }),
  b: fc.double({ min: -3, max: 3, noNaN: true }),
  c: fc.double({ min: 0, max: 0.4, noNaN: true }),
  d: fc.double({ min: 0.6, max: 1, noNaN: true }),
});
const test30 = fc.array(item, { minLength: 1, maxLength: 30 }).chain((items) =>
  fc.tuple(
    fc.constant(items),
    fc.array(fc.constantFrom<IrtResponse>(0, 1, null), {
      minLength: items.length,
      maxLength: items.length,
    }),
  ),
);

/** Simpson on a grid ten times finer, log-likelihood first: another way to the same integral. */
function integrate(items: readonly IrtItem[], x: readonly IrtResponse[]): { theta: number; se: number } {
  let [total, first, second] = [0, 0, 0];
  const n = 4000;
  for (let k = 0; k <= n; k += 1) {
    const t = -10 + (20 * k) / n;
    let log = -0.5 * t * t;
    items.forEach((i, j) => {
      const p = probability(i, t);
      if (x[j] !== null) log += Math.log(x[j] === 1 ? p : 1 - p);
    });
    const weight = (k === 0 || k === n ? 1 : k % 2 === 1 ? 4 : 2) * Math.exp(log);
    total += weight;
    first += weight * t;
    second += weight * t * t;
  }
  const mean = first / total;
  return { theta: mean, se: Math.sqrt(second / total - mean * mean) };
}

describe('properties', () => {
  test('EAP is the integral, to 1e-9', () => {
    fc.assert(
      fc.property(test30, ([items, x]) => {
        const exact = integrate(items, x);
        const found = eap(items, x);
        expect(Math.abs(found.theta - exact.theta)).toBeLessThan(1e-9);
        expect(Math.abs(found.se - exact.se)).toBeLessThan(1e-8);
      }),
      { numRuns: 100 },
    );
  });

  test('a session gives what the whole gives, answer by answer', () => {
    fc.assert(
      fc.property(test30, ([items, x]) => {
        const session = createPosterior();
        items.forEach((i, k) => {
          const answer = x[k];
          if (answer === 0 || answer === 1) session.update(i, answer);
        });
        const whole = eap(items, x);
        expect(Math.abs(session.theta() - whole.theta)).toBeLessThan(1e-9);
        expect(Math.abs(session.se() - whole.se)).toBeLessThan(1e-8);
      }),
      { numRuns: 1000 },
    );
  });

  test('a yes instead of a no never lowers the ability', () => {
    fc.assert(
      fc.property(test30, fc.nat(29), ([items, x], at) => {
        const k = at % items.length;
        const withYes = x.map((answer, i) => (i === k ? 1 : answer));
        const withNo = x.map((answer, i) => (i === k ? 0 : answer));
        expect(eap(items, withYes).theta).toBeGreaterThan(eap(items, withNo).theta);
      }),
      { numRuns: 1000 },
    );
  });

  test('WLE and MAP are finite, whatever the answers', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ b: fc.double({ min: -3, max: 3, noNaN: true }) }), {
          minLength: 1,
          maxLength: 12,
        }),
        fc.nat(4095),
        (items, bits) => {
          const x = items.map((_, i): 0 | 1 => (((bits >> i) & 1) === 1 ? 1 : 0));
          expect(Number.isFinite(wle(items, x).theta)).toBe(true);
          expect(Number.isFinite(map(items, x).theta)).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

test('a long session does not underflow', () => {
  const session = createPosterior();
  for (let k = 0; k < 5000; k += 1) session.update({ a: 2, b: 0 }, k % 2 === 0 ? 1 : 0);
  expect(session.theta()).toBeCloseTo(0, 6);
  expect(session.toJSON().weights).toHaveLength(121);
});

test.each([
  [() => probability({ b: Number.NaN }, 0)],
  [() => probability({ a: 0, b: 0 }, 0)],
  [() => probability({ b: 0, c: 0.5, d: 0.5 }, 0)],
  [() => eap([{ b: 0 }], [])],
  [() => eap([{ b: 0 }], [2 as 1])],
  [() => eap([], [], { sd: 0 })],
  [() => createPosterior({ points: 2 })],
  [() => createPosterior({ sd: Infinity })],
  [() => eap([{ b: 0 }], [1], { lower: -Infinity })],
  [() => createPosterior().update({ b: 0 }, null as unknown as 0)],
  [() => wle([{ b: 0 }], [null])],
  [() => map([], [], { mean: Number.NaN })],
])('a programmer error is thrown: %#', (call) => {
  expect(call).toThrow(RangeError);
});

test('a very steep item says on which side the ability is: half of the normal law', () => {
  const half = Math.sqrt(2 / Math.PI);
  expect(eap([{ a: 1000, b: 0.01 }], [0]).theta).toBeCloseTo(-half, 1);
  expect(eap([{ a: 1000, b: -0.01 }], [1]).theta).toBeCloseTo(half, 1);
});

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

import {
  audit,
  buildCube,
  certify,
  parsePublishedTable,
  protect,
  releaseSpec,
  toCsv,
  verifyCertificate,
  type Certificate,
  type Columns,
  type Level,
  type Protection,
  type ReleaseSpec,
  type Resultat,
} from './index.ts';
import { roundControlled } from './rounding.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const codes = (resultat: Resultat<unknown>): string[] =>
  resultat.ok ? [] : [...new Set(resultat.motifs.map(({ code }) => code))];
const alea = (octets: number): Uint8Array => new Uint8Array(octets);
const ISSUE = { maintenant: '2026-04-06T08:00:00Z', release: 'demo-2026-T1' };

const INPUT = {
  version: 1,
  id: 'demo',
  unit: 'intervention',
  measure: { type: 'frequency', column: 'n' },
  dimensions: [{ code: 'site' }, { code: 'sexe' }],
  tables: [['site', 'sexe']],
  rules: 'FR_SOCIAL_5',
};
const COLUMNS = {
  site: ['S01', 'S01', 'S02', 'S02', 'S03', 'S03'],
  sexe: ['F', 'H', 'F', 'H', 'F', 'H'],
  n: [12, 3, 9, 14, 12, 12],
};

type Case = { spec: ReleaseSpec; protection: Protection; certificate: Certificate; csv: string };

async function caseOf(
  input: object,
  columns: Columns,
  level: Level,
  o: Partial<Parameters<typeof certify>[2]> = {},
): Promise<Case> {
  const spec = value(releaseSpec(input));
  const protection = value(await protect(value(buildCube(spec, columns)), { level, alea }));
  const certificate = value(await certify(protection, protection.audit, { ...ISSUE, ...o }));
  return { spec, protection, certificate, csv: toCsv(protection.table) };
}

const verify = (
  c: unknown,
  csv: string,
  spec: ReleaseSpec,
  o?: Parameters<typeof verifyCertificate>[2],
): ReturnType<typeof verifyCertificate> => verifyCertificate(c, value(parsePublishedTable(csv, spec)), o);

describe('C10: certificate', () => {
  let demo: Case;
  beforeAll(async () => {
    demo = await caseOf(INPUT, COLUMNS, 'exact');
  });

  it('C10: verifies, from the files alone', async () => {
    const read: unknown = JSON.parse(JSON.stringify(demo.certificate));
    expect(await verify(read, demo.csv, demo.spec)).toEqual({
      ok: true,
      value: { claim: demo.certificate.claim },
    });
    expect(demo.certificate).toMatchObject({
      threshold: 5,
      level: 'exact',
      method: 'suppression',
      counts: { cells: 12, masked: 4 },
      wp216: { individualisation: 'pass', correlation: 'pass', inference: 'partial' },
    });
  });

  it('C10: fails after one change in a cell, a witness, a hash or the specification', async () => {
    const { certificate, csv, spec } = demo;
    expect(codes(await verify(certificate, csv.replace('S03,F,12', 'S03,F,13'), spec))).toContain(
      'HASH_MISMATCH',
    );
    for (const [w, witness] of certificate.witnesses.entries()) {
      for (const at of witness.keys()) {
        const witnesses = certificate.witnesses.with(w, witness.with(at, (witness[at] ?? 0) + 1));
        expect(codes(await verify({ ...certificate, witnesses }, csv, spec))).toContain(
          'CERTIFICATE_INVALID',
        );
      }
    }
    for (const hash of ['tableHash', 'specHash']) {
      const altered = `sha256:${'0'.repeat(64)}`;
      expect(codes(await verify({ ...certificate, [hash]: altered }, csv, spec))).toEqual(['HASH_MISMATCH']);
    }
    const other = value(releaseSpec({ ...INPUT, id: 'autre' }));
    expect(codes(await verify(certificate, csv, other))).toEqual(['HASH_MISMATCH']);
  });

  it.each<[string, (c: Certificate) => object]>([
    ['a range that the witnesses do not prove', (c) => ({ claim: { ...c.claim, minWidth: 99 } })],
    ['a range smaller than proven', (c) => ({ claim: { ...c.claim, minWidth: 0 } })],
    ['a claim of another width', (c) => ({ claim: { ...c.claim, everyMaskedCellWidthAtLeast: 2 } })],
    ['witnesses taken away', (c) => ({ witnesses: c.witnesses.slice(0, 1) })],
    ['no witness', () => ({ witnesses: [] })],
    ['a witness of another length', (c) => ({ witnesses: c.witnesses.map((witness) => witness.slice(1)) })],
    ['a fractional witness', (c) => ({ witnesses: [[0.5], ...c.witnesses] })],
    ['hidden cells that do not exist', (c) => ({ hidden: c.witnesses.map(() => [0]) })],
    ['another number of cells', (c) => ({ counts: { ...c.counts, cells: 13 } })],
    ['another number of masked cells', (c) => ({ counts: { ...c.counts, masked: 3 } })],
    ['another norm', () => ({ norm: { id: 'FR_STRICT_11', version: '2026-01' } })],
    ['a threshold that a published count does not reach', () => ({ threshold: 13 })],
    ['a threshold that is no rule', () => ({ threshold: 1 })],
    ['a pass on inference at level exact', (c) => ({ wp216: { ...c.wp216, inference: 'pass' } })],
    ['another method', () => ({ method: 'rounding' })],
    ['another version', () => ({ version: 2 })],
    ['a field that has no place in it', () => ({ primaries: 1 })],
  ])('refuses %s', async (_, change) => {
    const { certificate, csv, spec } = demo;
    const altered = { ...certificate, ...change(certificate) };
    expect(codes(await verify(altered, csv, spec))).toEqual(['CERTIFICATE_INVALID']);
  });

  it('refuses what is no certificate, a table without its specification, and rows left out', async () => {
    const { certificate, csv, spec } = demo;
    for (const other of [null, 'x', [], {}]) {
      expect(codes(await verify(other, csv, spec))).toEqual(['CERTIFICATE_INVALID']);
    }
    const bare = value(parsePublishedTable(csv));
    expect(codes(await verifyCertificate(certificate, bare))).toEqual(['SPEC_MISSING']);
    expect(codes(await verify(certificate, csv.replace('S03,H,12,publie\n', ''), spec))).toContain(
      'HASH_MISMATCH',
    );
  });

  it('claims no more than its witnesses prove', async () => {
    const poor = { ...demo.protection.audit, witnesses: [] };
    expect(codes(await certify(demo.protection, poor, ISSUE))).toEqual(['WITNESS_MISSING']);
  });

  it('C10: says neither how many primaries there are, nor what masking cost, nor the true table', () => {
    expect(Object.keys(demo.certificate).sort()).toEqual([
      'claim',
      'counts',
      'issuedAt',
      'ledgerHead',
      'level',
      'method',
      'norm',
      'release',
      'signature',
      'solver',
      'specHash',
      'tableHash',
      'threshold',
      'version',
      'witnesses',
      'wp216',
    ]);
    expect(JSON.stringify(demo.certificate)).not.toMatch(/primar|second|sum|gap|cost/i);
    // The true values of the four masked cells, in row order.
    expect(demo.certificate.witnesses).not.toContainEqual([12, 3, 9, 14]);
  });

  it.each<[Level, 'pass' | 'partial']>([
    ['exact', 'partial'],
    ['interval', 'pass'],
    ['full', 'pass'],
  ])('says its level: %s', async (level, inference) => {
    const { certificate, csv, spec } = await caseOf(INPUT, COLUMNS, level, { ledgerHead: 'sha256:abc' });
    expect(certificate).toMatchObject({ level, ledgerHead: 'sha256:abc', wp216: { inference } });
    expect(certificate.claim.minWidth).toBeGreaterThanOrEqual(1);
    expect(await verify(certificate, csv, spec)).toMatchObject({ ok: true });
  });

  it('C10: looks for other witnesses where its search met the true table by chance', async () => {
    const spec = {
      ...INPUT,
      dimensions: [
        { code: 'mois', calendar: ['mois', 'semestre'] },
        {
          code: 'lieu',
          hierarchies: [
            { Total: ['nord', 'sud'], nord: ['b0', 'b1'], sud: ['b2', 'b3'] },
            { Total: ['tout'], tout: ['b1', 'b2', 'b0', 'b3'] },
          ],
        },
      ],
      tables: [['mois', 'lieu']],
      rules: { id: 'T7', threshold: 7 },
    };
    const counts = [
      [22, 0, 0, 0],
      [12, 23, 1, 1],
      [28, 21, 21, 16],
      [5, 47, 22, 48],
      [42, 7, 20, 10],
    ];
    const columns = {
      mois: counts.flatMap((row, month) => row.map(() => `2026-0${month + 2}`)),
      lieu: counts.flatMap((row) => row.map((_, lieu) => `b${lieu}`)),
      n: counts.flat(),
    };
    const { protection, certificate } = await caseOf(spec, columns, 'exact');
    // Masked cells in row order: March (nord, b0, sud, b2, b3), May (b0, b1), June (nord, b1, sud, b2, b3).
    const truth = [35, 12, 2, 1, 1, 5, 47, 49, 7, 30, 20, 10];
    expect(protection.table.cells.filter(({ valeur }) => valeur === null)).toHaveLength(truth.length);
    expect(certificate.witnesses).not.toContainEqual(truth);
    expect(certificate.claim.minWidth).toBeGreaterThanOrEqual(1);
  });

  it('takes the verdict on correlation from whoever holds the ledger', async () => {
    for (const correlation of ['pass', 'partial', 'fail'] as const) {
      const { certificate } = await caseOf(INPUT, COLUMNS, 'exact', { correlation });
      expect(certificate.wp216.correlation).toBe(correlation);
    }
  });

  it('says how a rounded table was rounded, and its sums prove the rest', async () => {
    const table = value(await roundControlled(value(buildCube(demo.spec, COLUMNS)), { base: 5 }));
    const report = value(await audit(table));
    const certificate = value(await certify({ ...demo.protection, table, level: 'interval' }, report, ISSUE));
    expect(certificate).toMatchObject({
      method: 'rounding',
      rounding: { base: 5 },
      counts: { masked: 0 },
      claim: { minWidth: null },
      witnesses: [],
      wp216: { individualisation: 'pass', inference: 'pass' },
    });
    const csv = toCsv(table);
    expect(await verify(certificate, csv, demo.spec)).toMatchObject({ ok: true });
    const moved = csv.replace(/(\d+),publie/, (_, value: string) => `${Number(value) + 5},publie`);
    const tableHash = value(parsePublishedTable(moved, demo.spec)).hash;
    const forgeries = [
      [{ ...certificate, tableHash }, moved],
      [{ ...certificate, rounding: { base: 10 } }, csv],
      [{ ...certificate, method: 'suppression' }, csv],
      [{ ...certificate, witnesses: [[1]] }, csv],
      [{ ...certificate, threshold: 6 }, csv],
    ] as const;
    for (const [forged, file] of forgeries) {
      expect(codes(await verify(forged, file, demo.spec))).toEqual(['CERTIFICATE_INVALID']);
    }
  });

  it('certifies a table where nothing is masked', async () => {
    const { certificate, csv, spec } = await caseOf(
      INPUT,
      { ...COLUMNS, n: [12, 13, 9, 14, 12, 12] },
      'full',
    );
    expect(certificate).toMatchObject({ counts: { masked: 0 }, claim: { minWidth: null } });
    expect(await verify(certificate, csv, spec)).toMatchObject({ ok: true });
  });

  it('property: whatever was protected verifies, and no longer does once a cell or a witness moves', async () => {
    const counts = fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 12, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        counts,
        fc.nat(),
        fc.constantFrom<Level>('exact', 'interval', 'full'),
        async (n, pick, level) => {
          const spec = value(releaseSpec(INPUT));
          const at = n.map((_, index) => index);
          const columns = {
            site: at.map((i) => `S${i % 4}`),
            sexe: at.map((i) => `C${Math.floor(i / 4)}`),
            n,
          };
          const cube = buildCube(spec, columns);
          const protection = cube.ok ? await protect(cube.value, { level, alea }) : cube;
          if (!protection.ok) return;
          const certificate = value(await certify(protection.value, protection.value.audit, ISSUE));
          const csv = toCsv(protection.value.table);
          expect(await verify(certificate, csv, spec)).toMatchObject({ ok: true });
          const rows = csv.trim().split('\n');
          const published = rows.flatMap((row, line) => (row.endsWith('publie') && line > 0 ? [line] : []));
          const line = published[pick % published.length] ?? 1;
          const altered = rows.with(
            line,
            (rows[line] ?? '').replace(/\d+,publie$/, (text) => `${Number.parseInt(text, 10) + 1},publie`),
          );
          expect(codes(await verify(certificate, `${altered.join('\n')}\n`, spec))).toContain(
            'HASH_MISMATCH',
          );
          const witness = certificate.witnesses[0];
          if (!witness || witness.length === 0) return;
          const cell = pick % witness.length;
          const moved = certificate.witnesses.with(0, witness.with(cell, (witness[cell] ?? 0) + 1));
          expect(codes(await verify({ ...certificate, witnesses: moved }, csv, spec))).toContain(
            'CERTIFICATE_INVALID',
          );
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('certificate of a release with cells that nobody sees', () => {
  const codesOf = (dim: string, size: number): string[] =>
    Array.from({ length: size }, (_, i) => `${dim}${i}`);
  const LOOP = {
    ...INPUT,
    dimensions: [{ code: 'a' }, { code: 'b' }, { code: 'c' }],
    tables: [
      ['a', 'b'],
      ['b', 'c'],
      ['a', 'c'],
    ],
  };
  const cross = codesOf('a', 3).flatMap((a) =>
    codesOf('b', 3).flatMap((b) => codesOf('c', 2).map((c) => ({ a, b, c }))),
  );
  const counts = [6, 1, 9, 4, 7, 8, 2, 12, 5, 9, 3, 6, 11, 2, 8, 7, 9, 10];
  const columns = {
    a: cross.map(({ a }) => a),
    b: cross.map(({ b }) => b),
    c: cross.map(({ c }) => c),
    n: counts,
  };

  it('tables linked in a loop: each witness comes with joint cells, which the check adds up', async () => {
    // A threshold above the smallest joint margin, so that something is masked.
    const { certificate, csv, spec } = await caseOf(
      { ...LOOP, rules: { id: 'T12', threshold: 12 } },
      columns,
      'interval',
    );
    expect(certificate.counts.masked).toBeGreaterThan(0);
    expect(certificate.hidden?.length).toBe(certificate.witnesses.length);
    expect(await verify(certificate, csv, spec)).toMatchObject({ ok: true });
    // The true joint table is in none of them.
    expect(certificate.hidden).not.toContainEqual(counts);
    const without = Object.entries(certificate).filter(([field]) => field !== 'hidden');
    expect(codes(await verify(Object.fromEntries(without), csv, spec))).toEqual(['CERTIFICATE_INVALID']);
    const first = certificate.hidden?.[0] ?? [];
    for (const at of first.keys()) {
      const hidden = certificate.hidden?.with(0, first.with(at, (first[at] ?? 0) + 1));
      expect(codes(await verify({ ...certificate, hidden }, csv, spec))).toEqual(['CERTIFICATE_INVALID']);
    }
  });

  it('multi-choice answers: complements follow from the witnesses, and none is negative', async () => {
    const input = {
      ...INPUT,
      measure: { type: 'records' },
      dimensions: [{ code: 'site' }, { code: 'famille', multi: '|' }],
      tables: [['site', 'famille']],
    };
    const answers = ['logement', 'logement|emploi', 'emploi', 'sante', 'sante|logement'];
    const rows = Array.from({ length: 160 }, (_, i) => ({
      site: `S${(i * 7) % 4}`,
      famille: answers[(i * i + 3 * i) % 5] ?? '',
    }));
    const extra = [
      { site: 'S0', famille: 'dettes' },
      { site: 'S0', famille: 'dettes|emploi' },
    ];
    const all = [...rows, ...extra];
    const { certificate, csv, spec } = await caseOf(
      input,
      { site: all.map(({ site }) => site), famille: all.map(({ famille }) => famille) },
      'exact',
    );
    expect(certificate.counts.masked).toBeGreaterThan(0);
    expect(certificate.hidden).toBeUndefined();
    expect(await verify(certificate, csv, spec)).toMatchObject({ ok: true });
  });
});

describe('an audit made again', () => {
  it('certifies the same release from a new attack of the table', async () => {
    const { protection, csv, spec } = await caseOf(INPUT, COLUMNS, 'exact');
    const again = value(await audit(protection.table, { integer: true }));
    const certificate = value(await certify(protection, again, ISSUE));
    expect(await verify(certificate, csv, spec)).toMatchObject({ ok: true });
  });
});

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { SPEC, TABLE, Workshop } from './workshop.fixture.ts';

const instance = (name: string): string =>
  fileURLToPath(new URL(`../../data/instances/${name}`, import.meta.url));

describe('porte-plume-statistiques', () => {
  let workshop: Workshop;
  beforeEach(() => {
    workshop = new Workshop();
  });
  afterEach(() => {
    workshop.clear();
  });

  it('C1: protects the example of the specification, then audits and verifies it', async () => {
    const { code, out } = await workshop.protect(
      '--level',
      'exact',
      '--internal-report',
      workshop.at('report.json'),
    );
    expect(code).toBe(0);
    const table = workshop.at('out', 'table.csv');
    const certificate = workshop.at('out', 'certificat.json');
    expect(out).toEqual({
      ok: true,
      value: { cells: 12, masked: 4, status: 'optimal', level: 'exact', table, certificate },
    });
    expect(readFileSync(table, 'utf8')).toBe(TABLE);
    expect(readdirSync(workshop.at('out')).sort()).toEqual(['certificat.json', 'table.csv']);
    const report = JSON.parse(readFileSync(workshop.at('report.json'), 'utf8')) as Record<string, unknown>;
    expect(Object.keys(report)).toEqual(['primaries', 'secondaries', 'secondarySum', 'gap', 'milliseconds']);
    expect(report).toMatchObject({ primaries: 1, secondaries: 3, secondarySum: 35, gap: 0 });
    const audited = await workshop.call('audit', '--in', table, '--intervals');
    expect(audited).toMatchObject({ code: 0, err: '' });
    expect(audited.out).toMatchObject({ version: 1, cells: 12, published: 8, masked: 4, relations: 7 });
    expect(audited.out).toMatchObject({ consistent: true, width: 1, exact: 0, belowWidth: 0, minWidth: 15 });
    expect(audited.out).toMatchObject({
      intervals: expect.arrayContaining([{ cell: { site: 'S01', sexe: 'H' }, lo: 0, hi: 15 }]) as unknown,
    });
    const files = ['--table', table, '--certificate', certificate, '--spec', workshop.at('spec.json')];
    expect(await workshop.call('verify', ...files)).toMatchObject({ code: 0, out: { ok: true } });
    const tampered = [
      TABLE.replace('S03,F,12', 'S03,F,11'),
      TABLE.replace('S03,H,12,publie\n', ''),
      TABLE.replace('S03,H,12,publie', 'S03,H,,publie'),
      `${TABLE}S04,F,5,publie\n`,
      TABLE.replaceAll('\n', '\r\n'),
    ];
    for (const text of tampered) {
      writeFileSync(table, text);
      const answer = await workshop.call('verify', ...files);
      expect(answer).toMatchObject({ code: 1, out: { ok: false } });
      expect(answer.err).not.toBe('');
    }
    writeFileSync(table, TABLE);
    writeFileSync(certificate, '{');
    expect(await workshop.call('verify', ...files)).toMatchObject({ code: 1, out: { ok: false } });
  });

  it('protects at level interval when nothing else is said', async () => {
    expect(await workshop.protect()).toMatchObject({ code: 0, out: { value: { level: 'interval' } } });
    const certificate = readFileSync(workshop.at('out', 'certificat.json'), 'utf8');
    expect(JSON.parse(certificate)).toMatchObject({ level: 'interval', threshold: 5, release: 'demo' });
  });

  it.each(['exact', 'interval', 'full'])(
    'writes the same bytes for the same input: level %s',
    async (level) => {
      const written = (): string[] =>
        ['table.csv', 'certificat.json'].map((name) => readFileSync(workshop.at('out', name), 'utf8'));
      await workshop.protect('--level', level);
      const first = written();
      await workshop.protect('--level', level);
      expect(written()).toEqual(first);
    },
  );

  it('writes what the call says in the certificate', async () => {
    const more = ['--threshold', '4', '--release', '2026-T1', '--at', '2026-04-06T08:00:00Z'];
    expect(await workshop.protect(...more)).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(workshop.at('out', 'certificat.json'), 'utf8'))).toMatchObject({
      threshold: 4,
      release: '2026-T1',
      issuedAt: '2026-04-06T08:00:00Z',
    });
  });

  it('writes the other forms of the table beside it, when asked to', async () => {
    const { code, out } = await workshop.protect('--format', 'ods,xlsx,html,sdmx,schema');
    expect(code).toBe(0);
    const names = ['table.ods', 'table.xlsx', 'table.html', 'sdmx.csv', 'publication.csv', 'schema.json'];
    expect(out).toMatchObject({ value: { files: names.map((name) => workshop.at('out', name)) } });
    expect(readdirSync(workshop.at('out')).sort()).toEqual([...names, 'certificat.json', 'table.csv'].sort());
    expect(readFileSync(workshop.at('out', 'table.html'), 'utf8')).toMatch(/^<!doctype html>/);
  });

  it('rounds instead of masking, with a certificate that verifies', async () => {
    expect(await workshop.protect('--method', 'rounding')).toMatchObject({
      code: 0,
      out: { value: { masked: 0 } },
    });
    const [table, certificate] = [workshop.at('out', 'table.csv'), workshop.at('out', 'certificat.json')];
    const files = ['--table', table, '--certificate', certificate, '--spec', workshop.at('spec.json')];
    expect(await workshop.call('verify', ...files)).toMatchObject({ code: 0, out: { ok: true } });
    expect(JSON.parse(readFileSync(certificate, 'utf8'))).toMatchObject({
      method: 'rounding',
      rounding: { base: 5 },
    });
  });

  it('writes nothing where one of the files cannot be written, and says which', async () => {
    mkdirSync(workshop.at('out', 'certificat.json'), { recursive: true });
    workshop.put('file', 'x');
    const cases = [
      ['--out', workshop.at('out')],
      ['--out', workshop.at('file', 'below')],
      ['--out', workshop.at('new'), '--internal-report', workshop.at('file', 'report.json')],
    ];
    for (const more of cases) {
      const args = ['--spec', workshop.at('spec.json'), '--in', workshop.at('in.csv'), ...more];
      const answer = await workshop.call('protect', ...args);
      expect(answer).toMatchObject({ code: 2, out: { ok: false, motifs: [{ code: 'FILE_UNWRITABLE' }] } });
      expect(answer.err).toMatch(/ne peut pas être écrit/);
    }
    expect(readdirSync(workshop.at('out'))).toEqual(['certificat.json']);
    expect(existsSync(workshop.at('new'))).toBe(false);
  });

  it('keeps the table published before when the next one cannot be written whole', async () => {
    mkdirSync(workshop.at('out', 'certificat.json'), { recursive: true });
    workshop.put('out/table.csv', 'before');
    expect(await workshop.protect('--level', 'exact')).toMatchObject({ code: 2 });
    expect(readFileSync(workshop.at('out', 'table.csv'), 'utf8')).toBe('before');
    expect(readdirSync(workshop.at('out')).sort()).toEqual(['certificat.json', 'table.csv']);
  });

  it('leaves no form of an earlier release beside the new table, and touches no other file', async () => {
    await workshop.protect('--format', 'html,schema');
    workshop.put('out/note.txt', 'mine');
    expect(await workshop.protect('--format', 'schema')).toMatchObject({ code: 0 });
    const left = ['certificat.json', 'note.txt', 'publication.csv', 'schema.json', 'table.csv'];
    expect(readdirSync(workshop.at('out')).sort()).toEqual(left);
    rmSync(workshop.at('out', 'certificat.json'));
    expect(await workshop.protect()).toMatchObject({ code: 0 });
    expect(readdirSync(workshop.at('out')).sort()).toEqual(left);
  });

  it('keeps the earlier forms when the new release cannot be written whole', async () => {
    await workshop.protect('--format', 'html');
    const before = readFileSync(workshop.at('out', 'table.html'), 'utf8');
    mkdirSync(workshop.at('report'));
    expect(await workshop.protect('--internal-report', workshop.at('report'))).toMatchObject({ code: 2 });
    expect(readFileSync(workshop.at('out', 'table.html'), 'utf8')).toBe(before);
    expect(readdirSync(workshop.at('out')).sort()).toEqual(['certificat.json', 'table.csv', 'table.html']);
  });

  it('tells a leak by the exit code, and what an insider or a legend adds', async () => {
    const leak = workshop.put('leak.csv', TABLE.replace('S01,F,,masque', 'S01,F,12,publie'));
    expect(await workshop.call('audit', '--in', leak)).toMatchObject({ code: 1, out: { exact: 3 } });
    const table = workshop.put('table.csv', TABLE);
    const known = workshop.put('known.csv', 'site,sexe,valeur\nS01,H,3\n');
    const told = await workshop.call('audit', '--in', table, '--known', known);
    expect(told).toMatchObject({ code: 1, out: { exact: 4 } });
    const legend = await workshop.call('audit', '--in', table, '--masked-range', '1,14', '--intervals');
    expect(legend).toMatchObject({ code: 0, out: { minWidth: 5 } });
    const narrow = await workshop.call('audit', '--in', table, '--width', '16', '--integer');
    expect(narrow).toMatchObject({ code: 0, out: { width: 16, exact: 0, belowWidth: 4 } });
  });

  it('says what in a legend or a specification does not fit the table', async () => {
    const table = workshop.put('table.csv', TABLE);
    const legend = await workshop.call('audit', '--in', table, '--masked-range', '1,4');
    expect(legend).toMatchObject({ code: 2, out: { ok: false, consistent: false } });
    expect(legend.err).toContain('La légende contredit le tableau');
    const spec = { ...SPEC, dimensions: [{ code: 'site' }], tables: [['site']] };
    const file = workshop.put('short.json', JSON.stringify(spec));
    const short = await workshop.call('audit', '--in', table, '--spec', file);
    expect(short).toMatchObject({ code: 2, out: { ok: false, motifs: [{ code: 'TABLE_FORMAT' }] } });
    expect(short.err).toMatch(/ne connaît pas ces colonnes.*«\u00a0sexe\u00a0»\./);
  });

  it('attacks linear systems', async () => {
    const path = workshop.put('v.json', JSON.stringify([{ id: 'A05', vars: { a: [0, 1e6] }, eq: [] }]));
    expect(await workshop.call('audit', '--system', path)).toMatchObject({
      code: 0,
      out: [{ id: 'A05', bounds: { a: [0, null] } }],
    });
  });

  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    expect(await workshop.call('--version')).toMatchObject({ code: 0, text: `${version}\n`, err: '' });
  });

  it('C4: prints the layouts as §11.5 says, and the advice on stderr', async () => {
    const files = ['--spec', instance('spec_layout_loire310.json'), '--in', instance('loire310.csv')];
    const { code, out, err } = await workshop.call('layout', ...files);
    expect(code).toBe(0);
    expect(out).toMatchObject({
      version: 1,
      threshold: 5,
      options: [
        {
          finest: { site: 2, mois: 2 },
          tables: [{ dims: ['site', 'mois'], recordsInSafeCells: 0.2451 }],
          information: 1,
        },
        { finest: { site: 2, mois: 1 }, information: 0.8134 },
        { finest: { site: 1, mois: 2 } },
        { finest: { site: 2, mois: 0 } },
        { finest: { site: 1, mois: 1 } },
        { finest: { site: 0, mois: 2 } },
      ],
      recommended: 4,
    });
    expect(err).toBe(
      'Regroupement conseillé\u00a0: site regroupé au niveau 1 (Z1, Z2…)\u00a0; mois regroupé par trimestre.\n',
    );
    const strict = await workshop.call('layout', ...files, '--threshold', '400', '--max-masked', '0.1');
    expect(strict).toMatchObject({ code: 0, out: { threshold: 400, recommended: null } });
  });
});

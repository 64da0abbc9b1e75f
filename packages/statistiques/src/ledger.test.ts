import { describe, expect, it } from 'vitest';

import {
  buildCube,
  certify,
  protect,
  releaseSpec,
  type Certificate,
  type ProtectedTable,
  type Resultat,
} from './index.ts';
import { hashJson } from './hash.ts';
import { appendRelease, emptyLedger, lateEntries, parseLedger, verifyLedger, type Ledger } from './ledger.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(JSON.stringify(resultat.motifs));
  return resultat.value;
};
const motifs = (resultat: Resultat<unknown>): [string, unknown][] =>
  resultat.ok ? [] : resultat.motifs.map(({ code, path }) => [code, path?.[0]]);

const universe = {
  id: 'interventions-42',
  period: { from: '2026-01', to: '2026-02' },
  vintage: '2026-03-05',
};

async function table(
  o: { universe?: object; multi?: boolean } = {},
): Promise<{ t: ProtectedTable; c: Certificate }> {
  const spec = value(
    releaseSpec({
      version: 1,
      id: 'demo',
      unit: 'intervention',
      measure: { type: 'frequency', column: 'n' },
      dimensions: [{ code: 'site' }, { code: 'sexe' }],
      tables: [['site', 'sexe']],
      rules: 'FR_SOCIAL_5',
      ...(o.universe && { universe: o.universe }),
    }),
  );
  const cube = value(
    buildCube(spec, {
      site: ['S01', 'S01', 'S02', 'S02', 'S03', 'S03'],
      sexe: ['F', 'H', 'F', 'H', 'F', 'H'],
      n: [12, 3, 9, 14, 12, 12],
    }),
  );
  const protection = value(await protect(cube, { level: 'exact', alea: (octets) => new Uint8Array(octets) }));
  const c = value(
    await certify(protection, protection.audit, { maintenant: '2026-04-06T08:00:00Z', release: 'demo' }),
  );
  return { t: protection.table, c };
}

const release = (releaseId: string): Parameters<typeof appendRelease>[3] => ({
  releaseId,
  audience: 'funder',
  universe,
  maintenant: '2026-04-06T08:00:00Z',
});

async function twoReleases(): Promise<{ ledger: Ledger; text: string }> {
  const { t, c } = await table();
  const one = value(appendRelease(emptyLedger(), t, c, release('a')));
  const two = value(appendRelease(one.ledger, t, c, release('b')));
  return { ledger: two.ledger, text: one.line + two.line };
}

describe('the release ledger', () => {
  it('writes the format of the specification (§7), and only what is published', async () => {
    const { t, c } = await table({ universe });
    const { ledger, line } = value(appendRelease(emptyLedger(), t, c, release('demo-2026-T1')));
    const entry = JSON.parse(line) as Record<string, unknown>;
    expect(line.endsWith('}\n')).toBe(true);
    expect(entry).toEqual({
      seq: 0,
      releaseId: 'demo-2026-T1',
      prev: null,
      publishedAt: '2026-04-06T08:00:00Z',
      audience: 'funder',
      universe,
      unit: 'intervention',
      dims: ['site', 'sexe'],
      specHash: c.specHash,
      norm: 'FR_SOCIAL_5@2026-01',
      certificateHash: hashJson(c),
      cells: t.cells.map(({ key, valeur }) => [key.site, key.sexe, valeur]),
      hash: ledger.entries[0]?.hash,
    });
    expect(entry.cells).toContainEqual(['S01', 'H', null]);
    expect(Object.isFrozen(ledger) && Object.isFrozen(ledger.entries)).toBe(true);
    const { hash, ...content } = entry;
    expect(hash).toBe(hashJson(content));
  });

  it('is read back as it was written, whatever the order of the fields', async () => {
    const { ledger, text } = await twoReleases();
    expect(value(parseLedger(text))).toEqual(ledger);
    expect(value(parseLedger(`\ufeff${text.replaceAll('\n', '\r\n')}\n`))).toEqual(ledger);
    const shuffled = text
      .trimEnd()
      .split('\n')
      .map((line) =>
        JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(line) as object).toReversed())),
      );
    expect(verifyLedger(value(parseLedger(shuffled.join('\n'))))).toEqual({
      ok: true,
      value: { head: ledger.entries[1]?.hash },
    });
    expect(value(verifyLedger(emptyLedger()))).toEqual({ head: null });
    expect(value(parseLedger(''))).toEqual(emptyLedger());
  });

  it('C9 finds every altered field, and says the line', async () => {
    const { ledger } = await twoReleases();
    const [one, two] = ledger.entries;
    if (!one || !two) throw new Error('entries');
    const forged: unknown[] = [
      { ...two, releaseId: 'c' },
      { ...two, publishedAt: '2026-04-07T08:00:00Z' },
      { ...two, audience: 'open' },
      { ...two, universe: { ...universe, vintage: '2026-03-06' } },
      { ...two, cells: two.cells.map((cell, i) => (i === 0 ? [...cell.slice(0, -1), 63] : cell)) },
      { ...two, cells: two.cells.slice(1) },
      { ...two, prev: null },
      { ...two, extra: 1 },
      { ...two, hash: one.hash },
    ];
    for (const entry of forged) {
      const text = `${JSON.stringify(one)}\n${JSON.stringify(entry)}\n`;
      expect(motifs(verifyLedger(value(parseLedger(text))))).toEqual([['LEDGER_BROKEN', 1]]);
    }
    expect(motifs(verifyLedger({ entries: [two] }))).toEqual([['LEDGER_BROKEN', 0]]);
    expect(motifs(verifyLedger({ entries: [one, one] }))).toEqual([['LEDGER_BROKEN', 1]]);
    const { t, c } = await table();
    expect(motifs(appendRelease({ entries: [two] }, t, c, release('c')))).toEqual([['LEDGER_BROKEN', 0]]);
  });

  it('C9 refuses lines that are not entries, all at once', async () => {
    const { ledger, text } = await twoReleases();
    const [one] = ledger.entries;
    const lines = [
      text.trimEnd(),
      '{"seq":',
      'null',
      JSON.stringify({ ...one, seq: -1 }),
      JSON.stringify({ ...one, cells: [['S01', 3]] }),
      JSON.stringify({ ...one, cells: [['S01', 'F', 1.5]] }),
      JSON.stringify({ ...one, universe: { ...universe, period: { from: '2026-03', to: '2026-02' } } }),
    ];
    const refused = parseLedger(lines.join('\n'));
    expect(motifs(refused)).toEqual([2, 3, 4, 5, 6, 7].map((line) => ['LEDGER_BROKEN', line]));
    expect(JSON.stringify(refused)).not.toContain('S01');
  });

  it('refuses a certificate of another table or state, and a call that makes no sense', async () => {
    const { t, c } = await table({ universe });
    const hash = hashJson('autre');
    const code = (
      certificate: Certificate,
      o: Partial<Parameters<typeof appendRelease>[3]> = {},
    ): [string, unknown][] => motifs(appendRelease(emptyLedger(), t, certificate, { ...release('a'), ...o }));
    expect(code({ ...c, tableHash: hash, specHash: hash })).toEqual([
      ['HASH_MISMATCH', 'tableHash'],
      ['HASH_MISMATCH', 'specHash'],
    ]);
    expect(code({ ...c, ledgerHead: hash })).toEqual([['HASH_MISMATCH', 'ledgerHead']]);
    expect(code(c, { universe: { ...universe, vintage: 'autre' } })).toEqual([['SPEC_INVALID', 'universe']]);
    expect(code(c, { releaseId: '', maintenant: 'hier' })).toEqual([
      ['SPEC_INVALID', 'releaseId'],
      ['SPEC_INVALID', 'maintenant'],
    ]);
  });

  it('counts the periods completed later, and not by how much when that is a few', async () => {
    const { ledger } = await twoReleases();
    const late = (total: number): unknown =>
      lateEntries(ledger, 'interventions-42', { '2026-01/2026-02': total }, 5);
    expect(late(62)).toEqual({ periods: 0, records: 0 });
    expect(late(63)).toEqual({ periods: 1, records: null });
    expect(late(67)).toEqual({ periods: 1, records: 5 });
    expect(late(58)).toEqual({ periods: 1, records: null });
    expect(lateEntries(ledger, 'autre', { '2026-01/2026-02': 99 }, 5)).toEqual({ periods: 0, records: 0 });
    expect(lateEntries(ledger, 'interventions-42', {}, 5)).toEqual({ periods: 0, records: 0 });
  });
});

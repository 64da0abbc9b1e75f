import { beforeAll, describe, expect, it } from 'vitest';

import {
  buildCube,
  certify,
  parsePublishedTable,
  protect,
  releaseSpec,
  toCsv,
  verifyCertificate,
  type Certificate,
  type Protection,
  type ReleaseSpec,
  type Resultat,
} from './index.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const codes = (resultat: Resultat<unknown>): string[] =>
  resultat.ok ? [] : resultat.motifs.map(({ code }) => code);

const input = {
  version: 1,
  id: 'demo',
  unit: 'intervention',
  measure: { type: 'frequency', column: 'n' },
  dimensions: [{ code: 'site' }, { code: 'sexe' }],
  tables: [['site', 'sexe']],
  rules: 'FR_SOCIAL_5',
};

describe('certificate', () => {
  let spec: ReleaseSpec;
  let protection: Protection;
  let certificate: Certificate;
  let csv: string;

  beforeAll(async () => {
    spec = value(releaseSpec(input));
    const cube = value(
      buildCube(spec, {
        site: ['S01', 'S01', 'S02', 'S02', 'S03', 'S03'],
        sexe: ['F', 'H', 'F', 'H', 'F', 'H'],
        n: [12, 3, 9, 14, 12, 12],
      }),
    );
    protection = value(await protect(cube, { level: 'exact', alea: (octets) => new Uint8Array(octets) }));
    certificate = value(
      await certify(protection, protection.audit, {
        maintenant: '2026-04-06T08:00:00Z',
        release: 'demo-2026-T1',
      }),
    );
    csv = toCsv(protection.table);
  });

  const verify = (c: unknown, text = csv, s = spec): Promise<Resultat<{ claim: Certificate['claim'] }>> =>
    verifyCertificate(c, value(parsePublishedTable(text, s)));

  it('verifies, from the files alone', async () => {
    const read: unknown = JSON.parse(JSON.stringify(certificate));
    expect(await verify(read)).toEqual({ ok: true, value: { claim: certificate.claim } });
    expect(certificate).toMatchObject({
      threshold: 5,
      level: 'exact',
      counts: { cells: 12, masked: 4 },
      wp216: { individualisation: 'pass', inference: 'partial' },
    });
  });

  it('fails after one change in a cell, a witness, a hash or the specification', async () => {
    expect(codes(await verify(certificate, csv.replace('S03,F,12', 'S03,F,13')))).toContain('HASH_MISMATCH');
    const witnesses = certificate.witnesses.map((witness, i) =>
      i === 0 ? witness.with(0, (witness[0] ?? 0) + 1) : witness,
    );
    expect(codes(await verify({ ...certificate, witnesses }))).toContain('CERTIFICATE_INVALID');
    expect(codes(await verify({ ...certificate, tableHash: certificate.specHash }))).toEqual([
      'HASH_MISMATCH',
    ]);
    const other = value(releaseSpec({ ...input, id: 'autre' }));
    expect(codes(await verify(certificate, csv, other))).toEqual(['HASH_MISMATCH']);
  });

  it('claims no more than its witnesses prove', async () => {
    const claim = { ...certificate.claim, minWidth: (certificate.claim.minWidth ?? 0) + 1 };
    expect(codes(await verify({ ...certificate, claim }))).toEqual(['CERTIFICATE_INVALID']);
    expect(codes(await verify({ ...certificate, witnesses: certificate.witnesses.slice(0, 1) }))).toEqual([
      'CERTIFICATE_INVALID',
    ]);
    expect(
      codes(
        await certify(
          protection,
          { ...protection.audit, witnesses: [] },
          {
            maintenant: '2026-04-06T08:00:00Z',
            release: 'x',
          },
        ),
      ),
    ).toEqual(['WITNESS_MISSING']);
  });

  it('says neither how many primaries there are nor what masking cost', () => {
    expect(Object.keys(certificate).sort()).toEqual([
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
    expect(JSON.stringify(certificate)).not.toMatch(/primar|second|sum|gap|cost/i);
    // The true values of the four masked cells, in row order.
    expect(certificate.witnesses).not.toContainEqual([12, 3, 9, 14]);
  });
});

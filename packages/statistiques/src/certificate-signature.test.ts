import { base64url, CompactSign, compactVerify, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';

import { signedBytes } from './certificate-form.ts';
import {
  buildCube,
  certify,
  parsePublishedTable,
  protect,
  releaseSpec,
  toCsv,
  verifyCertificate,
  type Certificate,
  type Level,
  type ReleaseSpec,
  type Resultat,
} from './index.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const codes = (resultat: Resultat<unknown>): string[] =>
  resultat.ok ? [] : [...new Set(resultat.motifs.map(({ code }) => code))];

type Signed = { spec: ReleaseSpec; certificate: Certificate; csv: string };

/** The example of §11.3, protected, certified and signed. */
async function signedCase(level: Level, sign: (bytes: Uint8Array) => Promise<string>): Promise<Signed> {
  const spec = value(
    releaseSpec({
      version: 1,
      id: 'demo',
      unit: 'intervention',
      measure: { type: 'frequency', column: 'n' },
      dimensions: [{ code: 'site' }, { code: 'sexe' }],
      tables: [['site', 'sexe']],
      rules: 'FR_SOCIAL_5',
    }),
  );
  const columns = {
    site: ['S01', 'S01', 'S02', 'S02', 'S03', 'S03'],
    sexe: ['F', 'H', 'F', 'H', 'F', 'H'],
    n: [12, 3, 9, 14, 12, 12],
  };
  const alea = (octets: number): Uint8Array => new Uint8Array(octets);
  const protection = value(await protect(value(buildCube(spec, columns)), { level, alea }));
  const o = { maintenant: '2026-04-06T08:00:00Z', release: 'demo-2026-T1', sign };
  const certificate = value(await certify(protection, protection.audit, o));
  return { spec, certificate, csv: toCsv(protection.table) };
}

const verify = (
  c: unknown,
  { csv, spec }: Signed,
  o?: Parameters<typeof verifyCertificate>[2],
): ReturnType<typeof verifyCertificate> => verifyCertificate(c, value(parsePublishedTable(csv, spec)), o);

describe('signature of a certificate', () => {
  const sign =
    (key: Parameters<CompactSign['sign']>[0]) =>
    async (bytes: Uint8Array): Promise<string> => {
      const [header = '', , signature = ''] = (
        await new CompactSign(bytes).setProtectedHeader({ alg: 'EdDSA' }).sign(key)
      ).split('.');
      return `${header}..${signature}`;
    };
  const verifier =
    (key: Parameters<typeof compactVerify>[1]) =>
    async (jws: string, bytes: Uint8Array): Promise<boolean> => {
      const [header = '', , signature = ''] = jws.split('.');
      await compactVerify(`${header}.${base64url.encode(bytes)}.${signature}`, key);
      return true;
    };

  it('is a detached JWS over the RFC 8785 form without signature; every altered field breaks it', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA');
    const signed = await signedCase('interval', sign(privateKey));
    const { certificate } = signed;
    expect(certificate.signature).toMatch(/^[\w-]+\.\.[\w-]+$/);
    const text = new TextDecoder().decode(signedBytes(certificate));
    expect(text).not.toContain('"signature"');
    expect(text.startsWith('{"claim":')).toBe(true);
    const o = { verify: verifier(publicKey) };
    expect(await verify(certificate, signed, o)).toMatchObject({ ok: true });

    const altered: Record<keyof Certificate, unknown> = {
      version: 2,
      release: 'autre',
      specHash: certificate.tableHash,
      tableHash: certificate.specHash,
      ledgerHead: 'sha256:abc',
      norm: { ...certificate.norm, version: '2025-01' },
      threshold: 4,
      level: 'full',
      method: 'autre',
      solver: { ...certificate.solver, status: 'time_limit' },
      counts: { ...certificate.counts, cells: 11 },
      claim: { ...certificate.claim, minWidth: 1 },
      witnesses: certificate.witnesses.toReversed(),
      hidden: [],
      rounding: { base: 5 },
      wp216: { ...certificate.wp216, correlation: 'partial' },
      issuedAt: '2026-04-07T08:00:00Z',
      signature: certificate.signature?.replace('..', '..A'),
    };
    for (const [field, content] of Object.entries(altered)) {
      const answer = await verify({ ...certificate, [field]: content }, signed, o);
      expect([field, answer.ok]).toEqual([field, false]);
    }
    const other = await generateKeyPair('EdDSA');
    const foreign = await verify(certificate, signed, { verify: verifier(other.publicKey) });
    expect(codes(foreign)).toEqual(['SIGNATURE_INVALID']);
  });

  it('is asked for when there is one, and missed when there is none', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA');
    const signed = await signedCase('exact', sign(privateKey));
    expect(codes(await verify(signed.certificate, signed))).toEqual(['SIGNATURE_UNCHECKED']);
    const bare = { ...signed.certificate, signature: null };
    expect(await verify(bare, signed)).toMatchObject({ ok: true });
    const o = { verify: verifier(publicKey) };
    expect(codes(await verify(bare, signed, o))).toEqual(['SIGNATURE_INVALID']);
    const refusing = { verify: () => Promise.resolve(false) };
    expect(codes(await verify(signed.certificate, signed, refusing))).toEqual(['SIGNATURE_INVALID']);
  });
});

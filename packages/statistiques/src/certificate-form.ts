import { utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import * as z from 'zod/mini';

const Verdict = z.enum(['pass', 'partial', 'fail']);
const Hash = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/));
const Count = z.int().check(z.minimum(0));
const CertificateSchema = z.strictObject({
  version: z.literal(1),
  release: z.string(),
  specHash: Hash,
  tableHash: Hash,
  ledgerHead: z.nullable(z.string()),
  norm: z.strictObject({ id: z.string(), version: z.string() }),
  threshold: z.int().check(z.minimum(2)),
  level: z.enum(['exact', 'interval', 'full']),
  method: z.string(),
  solver: z.strictObject({
    name: z.string(),
    version: z.string(),
    status: z.enum(['optimal', 'time_limit']),
  }),
  counts: z.strictObject({ cells: Count, masked: Count }),
  claim: z.strictObject({
    everyMaskedCellWidthAtLeast: z.literal(1),
    minWidth: z.nullable(z.int()),
  }),
  witnesses: z.array(z.array(z.int())),
  /**
   * For each witness, the values of the cells that no table shows and that its own do not settle
   * (joint cells of tables linked in a loop), in the order of the specification. Absent elsewhere.
   */
  hidden: z.optional(z.array(z.array(z.int()))),
  /** How every value was rounded, in a certificate whose method is `rounding`. */
  rounding: z.optional(z.strictObject({ base: z.int().check(z.minimum(2)), steps: z.optional(Count) })),
  wp216: z.strictObject({ individualisation: Verdict, correlation: Verdict, inference: Verdict }),
  issuedAt: z.string(),
  signature: z.nullable(z.string()),
});

/** The public proof of a release (format of §6), checkable without solver and without secret. */
export type Certificate = z.infer<typeof CertificateSchema>;
/** Answer to one of the three criteria of WP216. */
export type Verdict = z.infer<typeof Verdict>;

/** Reads a certificate; the paths of what has not the form of §6 otherwise. */
export function readCertificate(
  input: unknown,
): { ok: true; value: Certificate } | { ok: false; paths: (string | number)[][] } {
  const parsed = CertificateSchema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const paths = parsed.error.issues.map(({ path }) =>
    path.map((part) => (typeof part === 'number' ? part : String(part))),
  );
  return { ok: false, paths };
}

/** What is signed: the RFC 8785 form without `signature`, in UTF-8. */
export function signedBytes(certificate: Certificate): Uint8Array {
  const unsigned = Object.fromEntries(Object.entries(certificate).filter(([field]) => field !== 'signature'));
  return utf8ToBytes(canonicalize(unsigned) ?? '');
}

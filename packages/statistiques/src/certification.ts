import type { AuditReport } from './audit-report.ts';
import { signedBytes, type Certificate, type Verdict } from './certificate-form.ts';
import { hashJson } from './hash.ts';
import { settle } from './hidden-values.ts';
import { done, refuse, type Resultat } from './motif.ts';
import type { Protection } from './protected-release.ts';
import type { ProtectedTable } from './protected-table.ts';
import { isProvenByRounding } from './rounding-claim.ts';
import { tableModel } from './table-model.ts';
import { smallestRange } from './witnesses.ts';

export type { Certificate } from './certificate-form.ts';

/** What a certificate says beside what the protection proves. */
export type CertificateOptions = {
  /** Instant of issue, `2026-04-06T08:00:00Z`. */
  maintenant: string;
  release: string;
  ledgerHead?: string | null;
  /**
   * Verdict on the differences with what was published before, from whoever holds the ledger.
   * Without it: `pass`, or `partial` where the codings of the release overlap.
   */
  correlation?: Verdict;
  /** Signs the RFC 8785 bytes of the certificate without `signature`; gives a detached JWS. */
  sign?: (bytes: Uint8Array) => Promise<string>;
};

type Proof = Pick<Certificate, 'witnesses' | 'hidden'>;

/** An order that says nothing on how or when a witness was found. */
const byContent = (a: readonly number[], b: readonly number[]): number => {
  for (let i = 0; i < a.length; i += 1) {
    const gap = (a[i] ?? 0) - (b[i] ?? 0);
    if (gap !== 0) return gap;
  }
  return 0;
};

/** The witnesses with what their cells do not settle of the cells that nobody sees; `null` without proof. */
function proofOf(table: ProtectedTable, report: AuditReport): Resultat<Proof | null> {
  const order = report.witnesses
    .map((witness, index) => ({ witness, unseen: report.hidden?.[index] ?? [] }))
    .sort((a, b) => byContent(a.witness, b.witness));
  const witnesses = order.map(({ witness }) => [...witness]);
  const read = tableModel(table);
  if (!read.ok) return read;
  if (table.rounding)
    return done(isProvenByRounding(read.value, table.rounding.base) ? { witnesses: [] } : null);
  const { rows, size, published, relations } = read.value;
  if (size === rows || witnesses.length === 0) return done({ witnesses });
  const values = Float64Array.from({ length: size }, (_, cell) =>
    cell < rows ? (published[cell] ?? 0) : NaN,
  );
  const open = settle(values, relations);
  if (open.length === 0) return done({ witnesses });
  const hidden = order.map(({ unseen }) => open.map((cell) => unseen[cell - rows] ?? NaN));
  return done(hidden.some((list) => list.includes(NaN)) ? null : { witnesses, hidden });
}

function verdicts(
  { table, threshold, level }: Protection,
  report: AuditReport,
  correlation: Verdict | undefined,
): Certificate['wp216'] {
  const small = table.cells.some(({ valeur }) => valeur !== null && valeur > 0 && valeur < threshold);
  const overlapping = table.spec.dimensions.some(({ hierarchies }) => (hierarchies?.length ?? 1) > 1);
  // A rounded value leaves each count undetermined over base − 1.
  const isWide = !table.rounding || table.rounding.base >= threshold;
  return {
    individualisation: small || report.exact > 0 ? 'fail' : 'pass',
    // Differences between overlapping codings of one release are covered by the audit as a whole,
    // not tested one by one.
    correlation: correlation ?? (overlapping ? 'partial' : 'pass'),
    inference: level === 'exact' || !isWide ? 'partial' : 'pass',
  };
}

/**
 * Writes the certificate of a protection from the audit it passed (with `integer`, so that the
 * witnesses are whole tables). The certificate holds neither the number of primaries, nor a cost,
 * nor the truth as such.
 *
 * A rounded table masks nothing and needs no witness: its certificate says how it was rounded, and
 * its sums prove that every count stays undetermined.
 *
 * Code: `WITNESS_MISSING` (the witnesses of this report do not prove every masked cell; or the sums
 * of a rounded table are not enough).
 */
export async function certify(
  p: Protection,
  r: AuditReport,
  o: CertificateOptions,
): Promise<Resultat<Certificate>> {
  const { table } = p;
  const masked = table.cells.filter(({ valeur }) => valeur === null).length;
  const proof = proofOf(table, r);
  if (!proof.ok) return proof;
  const minWidth = smallestRange(r.witnesses, masked);
  if (!proof.value || (minWidth !== null && !(minWidth >= 1))) {
    return refuse({
      code: 'WITNESS_MISSING',
      phrase: table.rounding
        ? 'Les sommes de ce tableau arrondi ne suffisent pas à prouver que chaque effectif reste caché.'
        : 'Les témoins de cet audit ne prouvent pas toutes les cases masquées.',
    });
  }
  const certificate: Certificate = {
    version: 1,
    release: o.release,
    specHash: hashJson(table.spec),
    tableHash: table.hash,
    ledgerHead: o.ledgerHead ?? null,
    norm: { id: p.norm.id, version: p.norm.version },
    threshold: p.threshold,
    level: p.level,
    method: table.rounding ? 'rounding' : 'suppression',
    solver: { ...p.solver, status: p.status },
    counts: { cells: table.cells.length, masked },
    claim: { everyMaskedCellWidthAtLeast: 1, minWidth },
    ...proof.value,
    ...(table.rounding && { rounding: { ...table.rounding } }),
    wp216: verdicts(p, r, o.correlation),
    issuedAt: o.maintenant,
    signature: null,
  };
  return done(o.sign ? { ...certificate, signature: await o.sign(signedBytes(certificate)) } : certificate);
}

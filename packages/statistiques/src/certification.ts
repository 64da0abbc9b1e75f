import * as z from 'zod/mini';

import type { AuditReport } from './audit.ts';
import { hashJson } from './hash.ts';
import { done, MotifList, refuse, unsupported, type Motif, type Resultat } from './motif.ts';
import type { PublishedTable } from './published-table.ts';
import type { Protection } from './protection.ts';
import { tableModel } from './table-model.ts';
import { smallestRange } from './witnesses.ts';

const Verdict = z.enum(['pass', 'partial', 'fail']);
const Hash = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/));
const CertificateSchema = z.strictObject({
  version: z.literal(1),
  release: z.string(),
  specHash: Hash,
  tableHash: Hash,
  ledgerHead: z.nullable(z.string()),
  norm: z.strictObject({ id: z.string(), version: z.string() }),
  threshold: z.int(),
  level: z.enum(['exact', 'interval', 'full']),
  method: z.string(),
  solver: z.strictObject({
    name: z.string(),
    version: z.string(),
    status: z.enum(['optimal', 'time_limit']),
  }),
  counts: z.strictObject({ cells: z.int(), masked: z.int() }),
  claim: z.strictObject({
    everyMaskedCellWidthAtLeast: z.literal(1),
    minWidth: z.nullable(z.int()),
  }),
  witnesses: z.array(z.array(z.int())),
  /** For each witness, the cells that nobody sees (atoms of linked tables, complements of options). */
  hidden: z.optional(z.array(z.array(z.int()))),
  wp216: z.strictObject({ individualisation: Verdict, correlation: Verdict, inference: Verdict }),
  issuedAt: z.string(),
  signature: z.nullable(z.string()),
});

/** The public proof of a release (format of §6), checkable without solver and without secret. */
export type Certificate = z.infer<typeof CertificateSchema>;

/** An order that says nothing on how or when a witness was found. */
const byContent = (a: readonly number[], b: readonly number[]): number => {
  for (let i = 0; i < a.length; i += 1) {
    const gap = (a[i] ?? 0) - (b[i] ?? 0);
    if (gap !== 0) return gap;
  }
  return 0;
};

/**
 * Writes the certificate of a protection from the audit it passed (with `integer`, so that the
 * witnesses are whole tables). The certificate holds neither the number of primaries, nor a cost,
 * nor the truth as such.
 *
 * Codes: `WITNESS_MISSING` (the witnesses of this report do not prove every masked cell),
 * `UNSUPPORTED` (signature).
 */
// eslint-disable-next-line @typescript-eslint/require-await -- published signature: signing is asynchronous
export async function certify(
  p: Protection,
  r: AuditReport,
  o: {
    /** Instant of issue, `2026-04-06T08:00:00Z`. */
    maintenant: string;
    release: string;
    ledgerHead?: string | null;
    sign?: (bytes: Uint8Array) => Promise<string>;
  },
): Promise<Resultat<Certificate>> {
  if (o.sign) return refuse(unsupported('La signature du certificat', ['sign']));
  const { table } = p;
  const masked = table.cells.filter(({ valeur }) => valeur === null).length;
  const proofs = r.witnesses
    .map((witness, index) => ({ witness, hidden: r.hidden?.[index] ?? [] }))
    .toSorted((a, b) => byContent(a.witness, b.witness) || byContent(a.hidden, b.hidden));
  const witnesses = proofs.map(({ witness }) => witness);
  const minWidth = smallestRange(witnesses, masked);
  if (minWidth !== null && !(minWidth >= 1)) {
    return refuse({
      code: 'WITNESS_MISSING',
      phrase: 'Les témoins de cet audit ne prouvent pas toutes les cases masquées.',
    });
  }
  const small = table.cells.some(({ valeur }) => valeur !== null && valeur > 0 && valeur < p.threshold);
  const overlapping = table.spec.dimensions.some(({ hierarchies }) => (hierarchies?.length ?? 1) > 1);
  return done({
    version: 1,
    release: o.release,
    specHash: hashJson(table.spec),
    tableHash: table.hash,
    ledgerHead: o.ledgerHead ?? null,
    norm: { id: p.norm.id, version: p.norm.version },
    threshold: p.threshold,
    level: p.level,
    method: 'suppression',
    solver: { ...p.solver, status: p.status },
    counts: { cells: table.cells.length, masked },
    claim: { everyMaskedCellWidthAtLeast: 1, minWidth },
    witnesses,
    ...(r.hidden && { hidden: proofs.map(({ hidden }) => hidden) }),
    wp216: {
      individualisation: small || r.exact > 0 ? 'fail' : 'pass',
      // Without a ledger nothing was published before; differences between overlapping codings of
      // one release are only covered by the audit, not tested one by one.
      correlation: overlapping ? 'partial' : 'pass',
      inference: p.level === 'exact' ? 'partial' : 'pass',
    },
    issuedAt: o.maintenant,
    signature: null,
  });
}

function checkWitnesses(c: Certificate, table: PublishedTable): Resultat<Motif[]> {
  const read = tableModel(table);
  if (!read.ok) return read;
  const { rows, size, absent, published, relations } = read.value;
  if (absent > 0) {
    return refuse({
      code: 'TABLE_FORMAT',
      phrase: 'Le tableau n’a pas toutes les cases que la spécification publie.',
    });
  }
  const motifs = new MotifList();
  const rankOf = new Int32Array(size).fill(-1);
  let masked = 0;
  published.slice(0, rows).forEach((value, row) => {
    if (value === null) rankOf[row] = masked++;
  });
  const invalid = (phrase: string, path: (string | number)[]): void =>
    motifs.add({ code: 'CERTIFICATE_INVALID', phrase, path });
  if (c.counts.cells !== rows || c.counts.masked !== masked) {
    invalid('Les nombres de cases ne sont pas ceux du tableau.', ['counts']);
  }
  c.witnesses.forEach((witness, index) => {
    const hidden = c.hidden?.[index] ?? [];
    const values = [...witness, ...hidden];
    const isWhole = witness.length === masked && hidden.length === size - rows;
    if (!isWhole || values.some((value) => !(value >= 0))) {
      invalid(`Le témoin ${index + 1} n’a pas une valeur positive par case masquée.`, ['witnesses', index]);
      return;
    }
    const valueOf = (cell: number): number =>
      cell >= rows ? (hidden[cell - rows] ?? NaN) : (published[cell] ?? witness[rankOf[cell] ?? -1] ?? NaN);
    const additive = relations.every(
      ({ parent, children }) => children.reduce((sum, child) => sum + valueOf(child), 0) === valueOf(parent),
    );
    if (!additive) {
      invalid(`Le témoin ${index + 1} contredit les cases publiées.`, ['witnesses', index]);
    }
  });
  if (masked > 0) {
    const least = smallestRange(c.witnesses, masked);
    if (least === null || !(least >= 1)) {
      invalid('Les témoins ne prouvent pas que toutes les cases masquées restent indéterminées.', ['claim']);
    } else if (c.claim.minWidth === null || c.claim.minWidth > least) {
      invalid('La largeur annoncée dépasse celle que prouvent les témoins.', ['claim', 'minWidth']);
    }
  }
  return done(motifs.motifs);
}

/**
 * Checks a certificate against the table and its specification (`parsePublishedTable(csv, spec)`),
 * in linear time, with no solver and no secret: hashes, counts, every witness against every
 * published cell, and the claim.
 *
 * Codes: `CERTIFICATE_INVALID`, `HASH_MISMATCH`, `SPEC_MISSING`, `UNSUPPORTED` (signature).
 */
// eslint-disable-next-line @typescript-eslint/require-await -- published signature: verifying is asynchronous
export async function verifyCertificate(
  c: unknown,
  table: PublishedTable,
  o: { verify?: (jws: string, bytes: Uint8Array) => Promise<boolean> } = {},
): Promise<Resultat<{ claim: Certificate['claim'] }>> {
  const parsed = CertificateSchema.safeParse(c);
  if (!parsed.success) {
    return refuse(
      ...parsed.error.issues.slice(0, 100).map((issue) => ({
        code: 'CERTIFICATE_INVALID',
        phrase: 'Le certificat n’a pas la forme attendue.',
        path: issue.path.map((part) => (typeof part === 'number' ? part : String(part))),
      })),
    );
  }
  const certificate = parsed.data;
  if (o.verify ?? certificate.signature !== null) {
    return refuse(unsupported('La signature du certificat', ['signature']));
  }
  if (!table.spec) {
    return refuse({ code: 'SPEC_MISSING', phrase: 'La vérification demande la spécification du tableau.' });
  }
  const motifs: Motif[] = [];
  const mismatch = (what: string, path: string): void => {
    motifs.push({
      code: 'HASH_MISMATCH',
      phrase: `L’empreinte ${what} n’est pas celle du certificat.`,
      path: [path],
    });
  };
  if (certificate.tableHash !== table.hash) mismatch('du tableau', 'tableHash');
  if (certificate.specHash !== hashJson(table.spec)) mismatch('de la spécification', 'specHash');
  const checked = checkWitnesses(certificate, table);
  if (!checked.ok) return refuse(...motifs, ...checked.motifs);
  motifs.push(...checked.value);
  return motifs.length > 0 ? refuse(...motifs) : done({ claim: certificate.claim });
}

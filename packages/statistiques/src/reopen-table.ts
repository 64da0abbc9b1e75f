import { verifyCertificate } from './certificate-check.ts';
import { numberDimension } from './dimension.ts';
import { TOTAL } from './hierarchy.ts';
import { buildLattice } from './lattice.ts';
import { done, refuse, type Resultat } from './motif.ts';
import { ProtectedTable } from './protected-table.ts';
import type { PublishedTable } from './published-table.ts';

/**
 * Gives back the protected table that a release published, from its `table.csv`
 * (`parsePublishedTable(csv, spec)`) and its certificate: what was stored is exported and charted
 * again without the records, which may be gone. Only a table that its certificate proves is opened:
 * one altered byte and there is none. Whoever can write both must be kept out by the signature
 * (`o.verify`, as in `verifyCertificate`) or by the ledger, which holds the hash of the certificate.
 *
 * Codes: those of `verifyCertificate`; `HASH_MISMATCH` when the rows are not those that the
 * specification gives, in its order.
 */
export async function reopenTable(
  table: PublishedTable,
  certificate: unknown,
  o: { verify?: (jws: string, bytes: Uint8Array) => Promise<boolean> } = {},
): Promise<Resultat<ProtectedTable>> {
  const checked = await verifyCertificate(certificate, table, o);
  if (!checked.ok) return checked;
  const { spec, cells } = table;
  if (spec === null) throw new Error('a verified table has a specification');
  const numbered = spec.dimensions.map((dimension) => {
    const seen = new Set(cells.map(({ key }) => key[dimension.code] ?? TOTAL));
    seen.delete(TOTAL);
    return numberDimension(dimension, seen);
  });
  const lattice = buildLattice(spec, numbered);
  if (!lattice.ok) return lattice;
  const published = new Array<number | null>(lattice.value.size).fill(null);
  for (const { key, valeur } of cells) {
    const nodes = numbered.map(({ code, nodeOf }) => nodeOf.get(key[code] ?? TOTAL) ?? 0);
    const cell = lattice.value.cellAt(nodes);
    if (cell !== undefined) published[cell] = valeur;
  }
  const reopened = new ProtectedTable(spec, lattice.value, published);
  if (reopened.hash === table.hash) return done(reopened);
  return refuse({
    code: 'HASH_MISMATCH',
    phrase: 'Les lignes du tableau ne sont pas celles de sa spécification, dans son ordre.',
    path: ['tableHash'],
  });
}

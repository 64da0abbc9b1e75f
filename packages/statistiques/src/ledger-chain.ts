import { assertArgument, hasList } from './argument.ts';
import type { Certificate } from './certificate-form.ts';
import { hashJson } from './hash.ts';
import { TOTAL } from './hierarchy.ts';
import { outsidePeriod } from './joint-period.ts';
import { releaseOfEntry, releaseOfSpec } from './joint-release.ts';
import {
  audiences,
  entryHash,
  isInstant,
  readEntry,
  readUniverse,
  shapesOf,
  type Audience,
  type LedgerEntry,
  type Universe,
} from './ledger-entry.ts';
import { done, MotifList, refuse, unsupported, type Motif, type Resultat } from './motif.ts';
import type { ProtectedTable } from './protected-table.ts';

/** The releases of an organisation in order, each bound to the one before by its hash. Frozen. */
export type Ledger = { readonly entries: readonly LedgerEntry[] };

const ledgerOf = (entries: readonly LedgerEntry[]): Ledger =>
  Object.freeze({ entries: Object.freeze([...entries]) });

/** A ledger in which nothing is published yet. */
export const emptyLedger = (): Ledger => ledgerOf([]);

const broken = (line: number, phrase: string): Motif => ({
  code: 'LEDGER_BROKEN',
  phrase: `Registre, ligne ${line}\u00a0: ${phrase}`,
  path: [line - 1],
  details: { line },
});

/**
 * Reads a ledger: one JSON entry a line; empty lines are skipped. {@link verifyLedger} checks the chain.
 *
 * Code: `LEDGER_BROKEN`, with the line, where a line is not an entry.
 */
export function parseLedger(jsonl: string): Resultat<Ledger> {
  assertArgument(typeof jsonl === 'string', 'parseLedger', 'le texte du registre');
  const motifs = new MotifList();
  const entries: LedgerEntry[] = [];
  jsonl
    .replace(/^\ufeff/, '')
    .split('\n')
    .forEach((text, index) => {
      if (text.trim() === '') return;
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch {
        motifs.add(broken(index + 1, 'ce n’est pas du JSON.'));
        return;
      }
      const entry = readEntry(json);
      if (entry) entries.push(entry);
      else motifs.add(broken(index + 1, 'ce n’est pas une publication au format du registre.'));
    });
  return motifs.isEmpty() ? done(ledgerOf(entries)) : refuse(...motifs.motifs);
}

/**
 * Checks the whole chain: numbers, hashes, links. `head` is the hash of the last entry.
 *
 * Code: `LEDGER_BROKEN`, one motif for every altered, missing or displaced line.
 */
export function verifyLedger(l: Ledger): Resultat<{ head: string | null }> {
  assertArgument(hasList(l, 'entries'), 'verifyLedger', 'un registre, de parseLedger ou de emptyLedger');
  const motifs = new MotifList();
  let head: string | null = null;
  l.entries.forEach((entry, index) => {
    const line = index + 1;
    if (!readEntry(entry)) {
      motifs.add(broken(line, 'ce n’est pas une publication au format du registre.'));
    } else if (entry.hash !== entryHash(entry)) {
      motifs.add(broken(line, 'le contenu a été modifié, son empreinte ne correspond plus.'));
    } else if (entry.seq !== index || entry.prev !== head) {
      motifs.add(broken(line, 'elle ne suit pas la ligne précédente (ligne retirée, ajoutée ou déplacée).'));
    }
    head = entry.hash;
  });
  return motifs.isEmpty() ? done({ head }) : refuse(...motifs.motifs);
}

const sameUniverse = (a: Universe, b: Universe): boolean => hashJson(a) === hashJson(b);

function checkAppend(
  t: ProtectedTable,
  c: Certificate,
  o: { releaseId: string; audience: Audience; universe: Universe; maintenant: string },
  head: string | null,
  l: Ledger,
): Motif[] {
  const motifs: Motif[] = [];
  const wrong = (code: string, phrase: string, path: string): void => {
    motifs.push({ code, phrase, path: [path] });
  };
  if (o.releaseId === '') wrong('SPEC_INVALID', 'La publication n’a pas d’identifiant.', 'releaseId');
  if (!audiences.includes(o.audience)) wrong('SPEC_INVALID', 'Le public visé est inconnu.', 'audience');
  if (!isInstant(o.maintenant)) {
    wrong('SPEC_INVALID', 'La date de publication n’est pas un instant ISO 8601.', 'maintenant');
  }
  const universe = readUniverse(o.universe);
  if (!universe) {
    wrong('SPEC_INVALID', 'L’univers n’a pas la forme attendue (id, période, millésime).', 'universe');
  } else if (t.spec.universe && !sameUniverse(t.spec.universe, universe)) {
    wrong('SPEC_INVALID', 'L’univers n’est pas celui de la spécification du tableau.', 'universe');
  }
  if (universe) {
    const cells = t.cells.map(({ key, valeur }) => ({
      codes: t.dims.map((dim) => key[dim] ?? TOTAL),
      value: valeur,
    }));
    const release = releaseOfSpec(t.spec, universe, t.dims, cells);
    motifs.push(...outsidePeriod(release, t.spec, l.entries.map(releaseOfEntry)));
  }
  if (t.rounding) {
    motifs.push(unsupported('Un tableau arrondi dans le registre', ['table']));
  }
  if (c.tableHash !== t.hash) {
    wrong('HASH_MISMATCH', 'Le certificat n’est pas celui de ce tableau.', 'tableHash');
  }
  if (c.specHash !== hashJson(t.spec)) {
    wrong('HASH_MISMATCH', 'Le certificat n’est pas celui de cette spécification.', 'specHash');
  }
  if (c.ledgerHead !== null && c.ledgerHead !== head) {
    wrong('HASH_MISMATCH', 'Le certificat a été établi sur un autre état du registre.', 'ledgerHead');
  }
  return motifs;
}

/**
 * Adds a release to a ledger, which stays as it was: gives the new ledger and its last line, line
 * feed included, to append to the file. The entry holds what the table publishes and nothing else.
 *
 * `o.maintenant`: ISO 8601 instant of publication. Codes: `LEDGER_BROKEN` (chain), `HASH_MISMATCH`
 * (certificate of another table or of another state of the ledger), `SPEC_INVALID` (universe, dates
 * outside its period, audience, instant), `UNSUPPORTED` (rounded values, which are no counts).
 */
export function appendRelease(
  l: Ledger,
  t: ProtectedTable,
  c: Certificate,
  o: { releaseId: string; audience: Audience; universe: Universe; maintenant: string },
): Resultat<{ ledger: Ledger; line: string }> {
  const verified = verifyLedger(l);
  if (!verified.ok) return verified;
  const { head } = verified.value;
  const motifs = checkAppend(t, c, o, head, l);
  if (motifs.length > 0) return refuse(...motifs);
  const { id, period, vintage } = o.universe;
  const shapes = shapesOf(t.spec);
  const content = {
    seq: l.entries.length,
    releaseId: o.releaseId,
    prev: head,
    publishedAt: o.maintenant,
    audience: o.audience,
    universe: { id, period: { from: period.from, to: period.to }, vintage },
    unit: t.spec.unit,
    dims: [...t.dims],
    specHash: c.specHash,
    norm: `${c.norm.id}@${c.norm.version}`,
    certificateHash: hashJson(c),
    ...(Object.keys(shapes).length > 0 && { shapes }),
    cells: t.cells.map(({ key, valeur }) => [...t.dims.map((dim) => key[dim] ?? TOTAL), valeur]),
  };
  const entry: LedgerEntry = { ...content, hash: entryHash(content) };
  return done({ ledger: ledgerOf([...l.entries, entry]), line: `${JSON.stringify(entry)}\n` });
}

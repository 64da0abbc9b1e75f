import { readCertificate, signedBytes, type Certificate } from './certificate-form.ts';
import { hashJson } from './hash.ts';
import { settle } from './hidden-values.ts';
import { done, MotifList, refuse, type Motif, type Resultat } from './motif.ts';
import type { PublishedTable } from './published-table.ts';
import { normOf, type ReleaseSpec } from './release-spec.ts';
import { isProvenByRounding } from './rounding-claim.ts';
import { tableModel, type TableModel } from './table-model.ts';
import { smallestRange } from './witnesses.ts';

type Invalid = (phrase: string, path: (string | number)[]) => void;

/** What is wrong with one witness, laid over every cell; `null` when it is a table of the publication. */
function faultOf(
  model: TableModel,
  witness: readonly number[],
  unseen: readonly number[] | undefined,
): string | null {
  const { rows, size, published, relations } = model;
  const values = new Float64Array(size).fill(NaN);
  let masked = 0;
  published.forEach((value, cell) => {
    if (cell < rows) values[cell] = value ?? witness[masked++] ?? NaN;
  });
  if (witness.length !== masked) return 'n’a pas une valeur par case masquée.';
  if (witness.some((value) => value < 0)) return 'a une valeur négative.';
  if (size > rows) {
    const open = settle(values, relations);
    if (open.length !== (unseen?.length ?? 0)) return 'n’a pas les valeurs des cases que personne ne voit.';
    open.forEach((cell, index) => {
      values[cell] = unseen?.[index] ?? NaN;
    });
    if (values.some((value) => !(value >= 0))) return 'ne se prolonge pas en un tableau complet.';
  } else if (unseen !== undefined) {
    return 'donne des cases qui n’existent pas.';
  }
  const isAdditive = relations.every(
    ({ parent, children }) =>
      children.reduce((sum, child) => sum + (values[child] ?? NaN), 0) === values[parent],
  );
  return isAdditive ? null : 'contredit les cases publiées.';
}

function checkRounding(c: Certificate, model: TableModel, invalid: Invalid): void {
  if (!c.rounding || !isProvenByRounding(model, c.rounding.base)) {
    invalid('Les valeurs et leurs sommes ne prouvent pas cet arrondi.', ['rounding']);
  }
  if (c.witnesses.length > 0 || c.hidden || c.claim.minWidth !== null) {
    invalid('Un tableau arrondi ne masque rien\u00a0: il n’a pas de témoins.', ['witnesses']);
  }
}

function checkWitnesses(c: Certificate, model: TableModel, masked: number, invalid: Invalid): void {
  if (c.hidden && c.hidden.length !== c.witnesses.length) {
    invalid('Chaque témoin doit avoir ses cases cachées.', ['hidden']);
  }
  c.witnesses.forEach((witness, index) => {
    const fault = faultOf(model, witness, c.hidden?.[index]);
    if (fault !== null) invalid(`Le témoin ${index + 1} ${fault}`, ['witnesses', index]);
  });
  const least = smallestRange(c.witnesses, masked);
  if (masked > 0 && (least === null || !(least >= 1))) {
    invalid('Les témoins ne prouvent pas que toutes les cases masquées restent indéterminées.', ['claim']);
  } else if (c.claim.minWidth !== least) {
    invalid('La largeur annoncée n’est pas celle que prouvent les témoins.', ['claim', 'minWidth']);
  }
}

/** What a certificate says of itself must hold together, and with the table and its specification. */
function checkStatements(c: Certificate, table: PublishedTable, spec: ReleaseSpec, invalid: Invalid): void {
  if (c.method !== 'rounding' && (c.method !== 'suppression' || c.rounding)) {
    invalid('Ce certificat parle d’une méthode dont ses témoins ne prouvent rien.', ['method']);
  }
  if (c.norm.id !== normOf(spec).id) {
    invalid('La norme n’est pas celle de la spécification.', ['norm', 'id']);
  }
  const small = table.cells.some(({ valeur }) => valeur !== null && valeur > 0 && valeur < c.threshold);
  if (small && c.wp216.individualisation === 'pass') {
    invalid('Un effectif publié est sous le seuil annoncé.', ['wp216', 'individualisation']);
  }
  const isNarrow = c.level === 'exact' || (c.rounding && c.rounding.base < c.threshold);
  if (isNarrow && c.wp216.inference === 'pass') {
    invalid('Ce niveau ne répond qu’en partie au critère d’inférence.', ['wp216', 'inference']);
  }
}

/** A verifier that throws has not verified. */
async function isVerified(
  verify: (jws: string, bytes: Uint8Array) => Promise<boolean>,
  jws: string,
  bytes: Uint8Array,
): Promise<boolean> {
  try {
    return await verify(jws, bytes);
  } catch {
    return false;
  }
}

async function checkSignature(
  c: Certificate,
  verify: ((jws: string, bytes: Uint8Array) => Promise<boolean>) | undefined,
): Promise<Motif[]> {
  const motif = (code: string, phrase: string): Motif[] => [{ code, phrase, path: ['signature'] }];
  if (!verify) {
    return c.signature === null
      ? []
      : motif('SIGNATURE_UNCHECKED', 'Ce certificat est signé\u00a0: donnez de quoi vérifier la signature.');
  }
  if (c.signature === null) return motif('SIGNATURE_INVALID', 'Ce certificat n’est pas signé.');
  return (await isVerified(verify, c.signature, signedBytes(c)))
    ? []
    : motif('SIGNATURE_INVALID', 'La signature n’est pas celle de ce certificat.');
}

/**
 * Checks a certificate against the table and its specification (`parsePublishedTable(csv, spec)`),
 * in linear time, with no solver and no secret: hashes, counts, every witness against every
 * published cell, the claim, and the signature when there is one (then `verify` is needed: it is
 * given the detached JWS and the bytes that were signed).
 *
 * Codes: `CERTIFICATE_INVALID`, `HASH_MISMATCH`, `SIGNATURE_INVALID`, `SIGNATURE_UNCHECKED`,
 * `TABLE_FORMAT` (cells missing), `SPEC_MISSING`.
 */
export async function verifyCertificate(
  c: unknown,
  table: PublishedTable,
  o: { verify?: (jws: string, bytes: Uint8Array) => Promise<boolean> } = {},
): Promise<Resultat<{ claim: Certificate['claim'] }>> {
  const motifs = new MotifList();
  const invalid: Invalid = (phrase, path) => {
    motifs.add({ code: 'CERTIFICATE_INVALID', phrase, path });
  };
  const read = readCertificate(c);
  if (!read.ok) {
    for (const path of read.paths) invalid('Le certificat n’a pas la forme attendue.', path);
    return refuse(...motifs.motifs);
  }
  const certificate = read.value;
  if (!table.spec) {
    return refuse({ code: 'SPEC_MISSING', phrase: 'La vérification demande la spécification du tableau.' });
  }
  const mismatch = (what: string, path: string): void => {
    motifs.add({
      code: 'HASH_MISMATCH',
      phrase: `L’empreinte ${what} n’est pas celle du certificat.`,
      path: [path],
    });
  };
  if (certificate.tableHash !== table.hash) mismatch('du tableau', 'tableHash');
  if (certificate.specHash !== hashJson(table.spec)) mismatch('de la spécification', 'specHash');
  const model = tableModel(table);
  if (!model.ok) return refuse(...motifs.motifs, ...model.motifs);
  if (model.value.absent > 0) {
    const phrase = 'Le tableau n’a pas toutes les cases que la spécification publie.';
    return refuse(...motifs.motifs, { code: 'TABLE_FORMAT', phrase });
  }
  const masked = table.cells.filter(({ valeur }) => valeur === null).length;
  if (certificate.counts.cells !== model.value.rows || certificate.counts.masked !== masked) {
    invalid('Les nombres de cases ne sont pas ceux du tableau.', ['counts']);
  }
  if (certificate.method === 'rounding') checkRounding(certificate, model.value, invalid);
  else checkWitnesses(certificate, model.value, masked, invalid);
  checkStatements(certificate, table, table.spec, invalid);
  for (const motif of await checkSignature(certificate, o.verify)) motifs.add(motif);
  return motifs.isEmpty() ? done({ claim: certificate.claim }) : refuse(...motifs.motifs);
}

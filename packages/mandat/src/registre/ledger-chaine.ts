import { hashTexte } from '#sha256';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { toCanonique } from './canonique.ts';
import { refuser, toMotif, type Motif, type Resultat } from '../modele/motif.ts';
import { isHead, type Head } from './tete.ts';

/** `prevHash` of the first link: 64 zeros. */
export const GENESE = '0'.repeat(64);

/** One link: any JSON value, bound to all that was recorded before it. */
export interface Link<T = unknown> {
  prevHash: string;
  hash: string;
  evenement: T;
}

/** SHA-256 of bytes, as lower-case hexadecimal. */
export type Hasher = (octets: Uint8Array) => string;

/**
 * Chains values after `prev` (`null` = start of the chain): `hash = SHA-256(utf8(prevHash + JCS(value)))`. One
 * chain a structure, in recording order; any JSON value, so that an audit log can use it.
 * @throws TypeError when a value has no canonical JSON (check it with `digest` first)
 */
export function chain<T>(prev: Link | null, evenements: readonly T[]): Link<T>[] {
  let prevHash = prev?.hash ?? GENESE;
  return evenements.map((evenement) => {
    const texte = toCanonique(evenement);
    if (!texte.ok) throw new TypeError(texte.motifs.map((m) => m.code).join(', '));
    const link = { prevHash, hash: hashTexte(prevHash + texte.value), evenement };
    prevHash = link.hash;
    return link;
  });
}

/**
 * Checks a whole chain from its start. A changed byte, a swap, a fork or a missing link inside is `chaine_rompue` with
 * the `index` of the first bad link, and in `path` the id of its event where it has one. Links missing at the end are
 * seen only with a signed head: `chaine_tronquee`, `index` = the first missing link. A chain whose links hold together
 * but which does not lead to the signed hash was rewritten: `chaine_rompue` at the last signed link. A chain longer
 * than its head is fine.
 * @param opts `head`: what `verifyHead` gave back, never an unchecked one; `sha256`: another hash engine
 * @returns `tete_invalide` when `head` is not a head at all
 * @throws TypeError when `head` is still a signed text
 */
export function verifyChain(
  links: readonly Link[],
  opts: { head?: Head; sha256?: Hasher } = {},
): Resultat<{ count: number; hash: string }> {
  const { head, sha256: hasher } = opts;
  if (typeof head === 'string') throw new TypeError('Check the signed head with verifyHead first');
  const hashDe = hasher === undefined ? hashTexte : (texte: string) => hasher(utf8ToBytes(texte));
  if (head !== undefined && !isHead(head)) return refuser(toMotif('tete_invalide'));

  let prevHash = GENESE;
  for (const [index, link] of links.entries()) {
    const texte = hasContenu(link) ? toCanonique(link.evenement) : refuser();
    const juste = texte.ok && link.prevHash === prevHash && link.hash === hashDe(prevHash + texte.value);
    if (!juste) return refuser(toRupture(links, index, prevHash), ...checkFin(links, head));
    prevHash = link.hash;
  }
  const motifs = [...checkFin(links, head), ...checkSignee(links, head)];
  return motifs.length > 0
    ? refuser(...motifs)
    : { ok: true, value: { count: links.length, hash: prevHash } };
}

/** Says what is broken; names the event by its id when that looks like one of ours, so that no other text leaks. */
function toRupture(links: readonly unknown[], index: number, prevHash: string): Motif {
  const link = links[index];
  const ou = { index, ...toPath(link) };
  if (!hasContenu(link))
    return toMotif('chaine_rompue', { ...ou, phrase: 'Un maillon du registre est illisible.' });
  if (link.prevHash === prevHash) return toMotif('chaine_rompue', ou);
  const bifurque = links.slice(0, index).some((l) => hasContenu(l) && l.prevHash === link.prevHash);
  const phrase = bifurque
    ? 'Le registre bifurque : deux maillons suivent le même.'
    : 'Un maillon du registre ne suit pas le précédent : il a été déplacé, ôté ou ajouté.';
  return toMotif('chaine_rompue', { ...ou, phrase });
}

function toPath(link: unknown): { path?: [string] } {
  const evenement = hasContenu(link) ? link.evenement : undefined;
  const id =
    typeof evenement === 'object' && evenement !== null && 'id' in evenement ? evenement.id : undefined;
  return typeof id === 'string' && /^[A-Za-z0-9][\w.:/-]{0,99}\/\d+$/.test(id) ? { path: [id] } : {};
}

function checkFin(links: readonly Link[], head: Head | undefined): Motif[] {
  if (head === undefined || links.length >= head.count) return [];
  return [toMotif('chaine_tronquee', { index: links.length })];
}

function checkSignee(links: readonly Link[], head: Head | undefined): Motif[] {
  if (head === undefined || links.length < head.count) return [];
  const hash = head.count === 0 ? GENESE : links[head.count - 1]?.hash;
  if (hash === head.hash) return [];
  const index = Math.max(0, head.count - 1);
  const phrase = 'Le registre a été réécrit : il ne mène pas à ce qui a été signé.';
  return [toMotif('chaine_rompue', { index, ...toPath(links[index]), phrase })];
}

/** A register may come from a damaged file: what is not a link is broken, not a fault of the program. */
function hasContenu(link: unknown): link is Link {
  return typeof link === 'object' && link !== null && 'evenement' in link && link.evenement !== undefined;
}

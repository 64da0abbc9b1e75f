import { parseCode, type KindDeCode } from './code.ts';
import type { EtatMandat } from '../modele/etat.ts';
import { commit, digest } from '../registre/ledger-digest.ts';
import { refuser, toMotif, type Resultat } from '../modele/motif.ts';

/**
 * Commitment of a code, the only form in which it enters an event. With the person's salt, `commit(sel, code)`: once
 * the salt is destroyed, nothing leads back to the code. Without, `digest(code)`: enough to find the mandate among
 * many from the code alone, as a page without sign-in must; its 54 bits of chance guard it, no personal value does.
 * @param code as typed: case, spaces and dashes do not matter
 * @param sel salt of the person, the same at each use
 * @returns `code_invalide` when it cannot be a code
 */
export function commitCode(code: string, sel?: Uint8Array | string): Resultat<string> {
  const lu = parseCode(code);
  if (!lu.ok) return lu;
  return sel === undefined ? digest(lu.value.canonical) : commit(sel, lu.value.canonical);
}

/**
 * Commitments that a typed code of this kind may have in the history: without salt, and with it when it is given.
 * @returns `code_invalide` when it cannot be a code, `code_inconnu` when it is of another kind
 */
export function listCommitments(
  code: string,
  kind: KindDeCode,
  sel: Uint8Array | string | undefined,
): Resultat<string[]> {
  const lu = parseCode(code);
  if (!lu.ok) return lu;
  if (lu.value.kind !== kind) return refuser(toMotif('code_inconnu'));
  const essais = [undefined, ...(sel === undefined ? [] : [sel])].map((s) => commitCode(code, s));
  return { ok: true, value: essais.flatMap((e) => (e.ok ? [e.value] : [])) };
}

/**
 * Whether a typed code is a revocation code that was handed over with this mandate: who holds it may end the mandate
 * (`RevoquerMandat`, channel `code`, asked by `mandant`). It never expires before the mandate.
 * @param q `sel`: salt of the person, when the commitment was made with it
 * @returns `code_invalide` when it is miscopied, `code_inconnu` when it is not one of this mandate
 */
export function checkCodeRevocation(
  etat: EtatMandat,
  q: { code: string; sel?: Uint8Array | string | undefined },
): Resultat<true> {
  const essais = listCommitments(q.code, 'R', q.sel);
  if (!essais.ok) return essais;
  const connu = etat.codesRevocation.some((c) => essais.value.includes(c.codeCommitment));
  return connu ? { ok: true, value: true } : refuser(toMotif('code_inconnu'));
}

import { requireContexte, type Contexte } from '../modele/contexte.ts';
import type { EtatMandat, Marque } from '../modele/etat.ts';
import type { Evenement } from '../modele/evenement.ts';
import { evolve } from './evolve.ts';
import { digest } from '../registre/ledger-digest.ts';
import { compareAcceptations, listRemplacements } from '../regles/remplacement.ts';

/**
 * After a merge: the replacements that two devices, accepting at once without knowing of one another, could not write.
 * `verifier` already decides as if they were there, given all the mandates; once recorded, each history says it alone.
 * @param mandats the mandates of one person, as folded after the merge
 * @returns the events to append, each to the mandate it names; none the second time
 * @throws TypeError on a programmer's mistake in `contexte`
 */
export function reconcile(mandats: readonly EtatMandat[], contexte: Contexte): Evenement[] {
  requireContexte(contexte);
  const evenements: Evenement[] = [];
  let anciens: EtatMandat[] = [];
  for (const recent of [...mandats].sort(compareAcceptations)) {
    const { acceptation } = recent;
    if (acceptation === undefined) continue;
    const faits = listRemplacements(recent, acceptation.faitLe, anciens);
    const nouveaux = faits.map((fait, rang) =>
      toEvenement(fait, acceptation, { ...contexte, seq: contexte.seq + evenements.length + rang }),
    );
    // What one took over is no longer there for the next.
    const reduire = (etat: EtatMandat) => nouveaux.filter((e) => e.mandatId === etat.id).reduce(evolve, etat);
    anciens = [...anciens.map(reduire), recent];
    evenements.push(...nouveaux);
  }
  return evenements;
}

/** The id tells the device: what two devices both notice stays two events, so that a merge never chooses. */
function toEvenement(
  { type, mandatId, donnees }: ReturnType<typeof listRemplacements>[number],
  { evenementId: par, faitLe }: Marque,
  contexte: Contexte,
): Evenement {
  const { appareil } = contexte;
  const cause = digest({ par, mandatId, appareil });
  if (!cause.ok) throw new TypeError('A reference is not a text that JSON can carry');
  return {
    v: 1,
    id: `remplacement-${cause.value.slice(0, 32)}/0`,
    type,
    mandatId,
    faitLe,
    connuLe: contexte.maintenant,
    acteur: { kind: 'systeme', ref: 'reconciliation' },
    appareil,
    seq: contexte.seq,
    donnees,
  } as Evenement;
}

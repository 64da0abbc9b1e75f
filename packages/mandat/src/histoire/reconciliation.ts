import { requireContexte, type Contexte } from '../modele/contexte.ts';
import type { EtatMandat } from '../modele/etat.ts';
import type { Evenement } from '../modele/evenement.ts';
import { evolve } from './evolve.ts';
import { digest } from '../registre/ledger-digest.ts';
import { listRemplacements } from '../regles/remplacement.ts';

/**
 * After a merge: the replacements that two devices, accepting at once without knowing of one another, could not write.
 * `verifier` already decides as if they were there, given all the mandates; once recorded, each history says it alone.
 * @param mandats the mandates of one person, as folded after the merge
 * @returns the events to append, each to the mandate it names; none the second time
 * @throws TypeError on a programmer's mistake in `contexte`
 */
export function reconcile(mandats: readonly EtatMandat[], contexte: Contexte): Evenement[] {
  requireContexte(contexte);
  const etats = new Map(mandats.map((m) => [m.id, m]));
  const recents = mandats.filter((m) => m.acceptation !== undefined).sort(compareAcceptations);
  const evenements: Evenement[] = [];
  for (const [rang, recent] of recents.entries()) {
    const le = recent.acceptation?.faitLe;
    if (le === undefined) continue;
    const anciens = recents.slice(0, rang).flatMap(({ id }) => etats.get(id) ?? []);
    for (const fait of listRemplacements(etats.get(recent.id) ?? recent, le, anciens)) {
      const evenement = toEvenement(fait, recent, le, { ...contexte, seq: contexte.seq + evenements.length });
      const ancien = etats.get(evenement.mandatId);
      if (ancien !== undefined) etats.set(ancien.id, evolve(ancien, evenement));
      evenements.push(evenement);
    }
  }
  return evenements;
}

function compareAcceptations(a: EtatMandat, b: EtatMandat): number {
  const [x, y] = [a, b].map((m) => `${m.acceptation?.faitLe ?? ''} ${m.id}`) as [string, string];
  return x < y ? -1 : 1;
}

/** The id tells the device: what two devices both notice stays two events, so that a merge never chooses. */
function toEvenement(
  fait: ReturnType<typeof listRemplacements>[number],
  recent: EtatMandat,
  faitLe: string,
  contexte: Contexte,
): Evenement {
  const mandatId = fait.mandatId ?? recent.id;
  const cause = digest({ par: recent.acceptation?.evenementId ?? '', mandatId, appareil: contexte.appareil });
  if (!cause.ok) throw new TypeError('A reference is not a text that JSON can carry');
  return {
    v: 1,
    id: `remplacement-${cause.value.slice(0, 32)}/0`,
    type: fait.type,
    mandatId,
    faitLe,
    connuLe: contexte.maintenant,
    acteur: { kind: 'systeme', ref: 'reconciliation' },
    appareil: contexte.appareil,
    seq: contexte.seq,
    donnees: fait.donnees,
  } as Evenement;
}

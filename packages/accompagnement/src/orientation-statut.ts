import { addDays, civilDateOf, demandInstant } from './date-civile.ts';
import type { Code } from './nomenclature-2026-1.ts';
import type { Orientation } from './orientation-schema.ts';
import type { Contexte } from './ports-seance.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

export type { CibleOrientation, Orientation } from './orientation-schema.ts';

export type StatutOrientation = Code<'statutOrientation'>;
export type MotifRefusOrientation = Code<'motifRefusOrientation'>;

/** Days after the proposal: asking again, and giving up ([hyp], to be set by the structure). */
export const DELAIS_ORIENTATION = { relance: 14, expiration: 90 } as const;

/** What may follow each status (§4.1). `refusee`, `venue`, `non_venue` and `expiree` are closed. */
const SUITES: Readonly<Record<StatutOrientation, readonly StatutOrientation[]>> = {
  proposee: ['acceptee', 'refusee', 'expiree'],
  acceptee: ['rdv_pris', 'expiree'],
  rdv_pris: ['venue', 'non_venue', 'expiree'],
  refusee: [],
  venue: [],
  non_venue: [],
  expiree: [],
};

/** The list of the nomenclature again, as keys: the engine weighs nothing more for it, and the type holds them together. */
const MOTIFS_REFUS: Readonly<Record<MotifRefusOrientation, true>> = {
  distance: true,
  horaire: true,
  garde_enfant: true,
  pas_envie: true,
  langue: true,
  autre: true,
};

/** An orientation as it is proposed to the person, dated from the context. The writer has chosen the target. */
export function createOrientation(
  o: Omit<Orientation, 'statut' | 'motifRefus' | 'proposeeLe' | 'relanceLe' | 'expireLe'>,
  ctx: Pick<Contexte, 'maintenant' | 'zone'>,
  delais: { readonly relance: number; readonly expiration: number } = DELAIS_ORIENTATION,
): Orientation {
  const proposeeLe = civilDateOf(demandInstant(ctx.maintenant), ctx.zone);
  return {
    ...o,
    statut: 'proposee',
    proposeeLe,
    relanceLe: addDays(proposeeLe, delais.relance),
    expireLe: addDays(proposeeLe, delais.expiration),
  };
}

/**
 * The orientation in its next status; the given one is not changed. `can(acteur, 'repondre_orientation', …)` is asked before,
 * by who holds the rights.
 *
 * Motifs, all at once: `transition_interdite` (with what is possible), `code_inconnu` (status or reason),
 * `motif_inattendu` (a reason is for a refusal only), `type_invalide` (not an orientation), `avant_proposition` (the moment is before the day of the proposal).
 */
export function advance(
  o: Orientation,
  vers: StatutOrientation,
  ctx: Pick<Contexte, 'maintenant' | 'zone'>,
  motif?: MotifRefusOrientation,
): Resultat<Orientation> {
  if (
    typeof (o as unknown) !== 'object' ||
    !Object.hasOwn(SUITES, String((o as Orientation | null)?.statut))
  ) {
    return refuse({ code: 'type_invalide', phrase: 'Cette orientation n’a pas la forme attendue.' });
  }
  const motifs: Motif[] = [];
  if (!Object.hasOwn(SUITES, vers)) {
    motifs.push({ code: 'code_inconnu', phrase: 'Ce code n’existe pas dans la liste.', path: ['statut'] });
  } else if (!SUITES[o.statut].includes(vers)) {
    motifs.push({
      code: 'transition_interdite',
      phrase: 'Cette étape ne peut pas suivre la précédente.',
      path: ['statut'],
      ...(SUITES[o.statut].length === 0
        ? { alternative: 'Cette orientation est close\u00a0: faites-en une autre.' }
        : {}),
    });
  }
  if (motif !== undefined && !Object.hasOwn(MOTIFS_REFUS, motif)) {
    motifs.push({
      code: 'code_inconnu',
      phrase: 'Ce code n’existe pas dans la liste.',
      path: ['motifRefus'],
    });
  } else if (motif !== undefined && vers !== 'refusee') {
    motifs.push({
      code: 'motif_inattendu',
      phrase: 'Un motif ne s’écrit que pour un refus.',
      path: ['motifRefus'],
    });
  }
  if (civilDateOf(demandInstant(ctx.maintenant), ctx.zone) < o.proposeeLe) {
    motifs.push({
      code: 'avant_proposition',
      phrase: 'Cette orientation n’est pas encore proposée ce jour-là.',
    });
  }
  if (motifs.length > 0) return refuse(...motifs);
  return accept({ ...o, statut: vers, ...(motif === undefined ? {} : { motifRefus: motif }) });
}

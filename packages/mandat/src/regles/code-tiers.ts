import type { CodeTiersEtat, EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import { isEnVigueur } from '../histoire/fin.ts';
import { toMotif, type Motif } from '../modele/motif.ts';
import { computeDelai } from '../modele/periode.ts';
import type { Cadre, Suite } from '../modele/suite.ts';
import {
  addJours,
  toDateCivile,
  toDebutDuJour,
  type DateCivile,
  type Instant,
  type Zone,
} from '../modele/temps.ts';
import { isAccepte } from '../histoire/vue.ts';

/** A third party (a landlord, a counter) checks a mandate by a code, for some days; each view is recorded. */

/**
 * Gives a code out, for `joursCodeTiers` days counted as in the specification §4.1, or fewer when asked. Also on a
 * mandate that ended, so that a third party can see that it did.
 */
export function issueCode(
  etat: EtatMandat,
  { donnees, faitLe }: CommandeDe<'EmettreCodeTiers'>,
  { politique }: Cadre,
): Suite {
  const { zone } = etat.structure;
  const du = toDateCivile(faitLe, zone);
  const auPlus = computeDelai(du, politique.joursCodeTiers, zone).auInclus;
  const auInclus = donnees.auInclus ?? auPlus;
  const motifs: Motif[] = [];
  if (!isAccepte(etat, { instant: faitLe })) {
    const phrase = 'Ce mandat n’a jamais été actif : il n’y a rien à montrer.';
    motifs.push(toMotif('transition_interdite', { phrase }));
  }
  if (auInclus > auPlus) {
    const phrase = `Un code vaut ${politique.joursCodeTiers} jours au plus.`;
    motifs.push(toMotif('duree_excessive', { path: ['donnees', 'auInclus'], phrase }));
  }
  if (auInclus < du) {
    const phrase = 'Le dernier jour du code est déjà passé.';
    motifs.push(toMotif('commande_invalide', { path: ['donnees', 'auInclus'], phrase }));
  }
  if (findCode(etat, donnees.codeCommitment)?.emission !== undefined) {
    const phrase = 'Ce code a déjà été donné : tirez-en un autre.';
    motifs.push(toMotif('commande_invalide', { path: ['donnees', 'codeCommitment'], phrase }));
  }
  return motifs.length > 0
    ? { motifs }
    : { faits: [{ type: 'CodeTiersEmis', donnees: { ...donnees, auInclus } }] };
}

/** The third party looks: each view is one event. */
export function viewCode(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'ConsulterCodeTiers'>): Suite {
  const motifs = checkCode(findCode(etat, donnees.codeCommitment), faitLe, etat.structure.zone);
  return motifs.length > 0 ? { motifs } : { faits: [{ type: 'CodeTiersConsulte', donnees }] };
}

/** The code is taken back; twice changes nothing. */
export function revokeCode(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'RevoquerCodeTiers'>): Suite {
  const code = findCode(etat, donnees.codeCommitment);
  const motifs = checkCode(code, faitLe, etat.structure.zone);
  if (motifs.every((m) => m.code === 'code_revoque') && motifs.length > 0) return { faits: [] };
  return motifs.length > 0 ? { motifs } : { faits: [{ type: 'CodeTiersRevoque', donnees }] };
}

/** The code of this commitment, if it was ever given out for this mandate. */
export function findCode(etat: EtatMandat, codeCommitment: string): CodeTiersEtat | undefined {
  return etat.codes.find((c) => c.codeCommitment === codeCommitment);
}

/** Every reason why a code shows nothing at that instant; the whole of its last day is good. */
export function checkCode(code: CodeTiersEtat | undefined, instant: Instant, zone: Zone): Motif[] {
  if (code?.emission === undefined || !isEnVigueur(code.emission, { instant }))
    return [toMotif('code_inconnu')];
  const motifs: Motif[] = [];
  if (code.revocation !== undefined && isEnVigueur(code.revocation, { instant })) {
    motifs.push(toMotif('code_revoque'));
  }
  if (instant >= toFin(code.emission.auInclus, zone)) motifs.push(toMotif('code_expire'));
  return motifs;
}

function toFin(auInclus: DateCivile, zone: Zone): Instant {
  return toDebutDuJour(addJours(auInclus, 1), zone);
}

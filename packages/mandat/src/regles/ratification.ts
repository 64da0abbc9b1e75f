import { checkAssistance, checkConstituant, toCapacite } from './capacite.ts';
import type { ActeEtat, EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import { toMotif, type Motif } from '../modele/motif.ts';
import type { Suite } from '../modele/suite.ts';
import type { Instant } from '../modele/temps.ts';

/**
 * The person approves afterwards an act that went beyond the mandate, or was done in ignorance of its end: it then
 * binds her (C. civ. 1998). Said twice, it changes nothing. `canal` = how she said it.
 */
export function ratify(etat: EtatMandat, commande: CommandeDe<'RatifierActe'>): Suite {
  const { donnees, faitLe, acteur } = commande;
  const acte = etat.actes.find((a) => a.evenementId === donnees.acteId);
  if (acte === undefined) {
    const phrase = 'Cet acte n’est pas dans ce mandat.';
    return { motifs: [toMotif('commande_invalide', { path: ['donnees', 'acteId'], phrase })] };
  }
  if (acte.qualification === 'ratifie') return { faits: [] };
  const motifs: Motif[] = [];
  if (acteur.kind === 'tiers' || acteur.kind === 'systeme') {
    const phrase = 'Seule la personne ratifie un acte ; son accord est recueilli par un écrivain.';
    motifs.push(toMotif('commande_invalide', { path: ['acteur', 'kind'], phrase }));
  }
  if (acte.qualification === 'regulier') {
    const phrase = 'Cet acte est dans le mandat : il n’a pas besoin d’être ratifié.';
    motifs.push(toMotif('transition_interdite', { phrase }));
  }
  if (faitLe < acte.faitLe) {
    const phrase = 'L’accord de la personne ne peut pas précéder l’acte.';
    motifs.push(toMotif('instant_recule', { path: ['faitLe'], phrase }));
  }
  motifs.push(...checkRatifiant(etat, acte, faitLe));
  return motifs.length > 0 ? { motifs } : { faits: [{ type: 'ActeRatifie', donnees }] };
}

/**
 * Why nobody may approve this act for her on that day: to ratify is to grant afterwards, so that who could not grant it
 * then (specification §4.3) cannot ratify it either. A measure lifted since leaves her free to.
 */
export function checkRatifiant(etat: EtatMandat, { acte, assistance }: ActeEtat, instant: Instant): Motif[] {
  if (etat.fins.some((fin) => fin.cause === 'deces' && fin.faitLe <= instant)) {
    return [toMotif('transition_interdite', { phrase: 'La personne est décédée.' })];
  }
  const capacite = toCapacite(etat, { instant });
  const { kind: constituant } = etat.constituant;
  const octroi = checkConstituant(capacite, constituant, true).filter((m) => m.code !== 'commande_invalide');
  const fermes = checkAssistance(capacite, { acte, constituant, assistance }, 'administration');
  return [...octroi, ...fermes.map((code) => toMotif(code))];
}

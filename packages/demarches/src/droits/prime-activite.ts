import type { Motif, Resultat } from '../motif.ts';
import { type Baremes, createLecture, type Lecture } from './bareme.ts';
import { getCoefficient, getCoefficientMajore, getForfaitLogement } from './forfait.ts';
import {
  type FoyerDuMois,
  isIsoleMajore,
  listEnfantsAvecRevenus,
  listNonCouverts,
  listReference,
  missingNaissance,
  readMontant,
  sumRevenus,
} from './foyer.ts';
import { sumFamiliales } from './rsa.ts';

/** Two readings of a child's own income must agree within this (€/month), or no number is given. */
const ECART_MAX = 1.5;

const toCents = (x: number): number => Math.round(x * 100) / 100;

/** Bonus of one worker: none under 59 hours of Smic, full from the upper bound (CSS art. D.843-2). */
function getBonification(activite: number, mois: string, l: Lecture): number {
  const smic = l.nombre('smic.horaireBrut', mois);
  const debut = l.nombre('ppa.bonification.heuresMin', mois) * smic;
  const fin = l.nombre('ppa.bonification.heuresMax', mois) * smic;
  const max = toCents(l.nombre('ppa.bonification.tauxMax', mois) * l.nombre('ppa.base', mois));
  return max * Math.min(1, Math.max(0, (activite - debut) / (fin - debut)));
}

/** The bonus of one month of reference, with the barème of that month. */
function getMensuel(f: FoyerDuMois, mois: string, majore: boolean, l: Lecture): number {
  const base = l.nombre('ppa.base', mois);
  const coefficient = majore
    ? getCoefficientMajore(f.enfants.length, mois, l)
    : getCoefficient(f.adultes.length, f.enfants.length, mois, l);
  const forfait = base * coefficient;
  const membres = [...f.adultes, ...f.enfants];
  const activites = membres.map((m) => sumRevenus(m, mois, (kind) => kind === 'salaire'));
  const activite = activites.reduce((sum, x) => sum + x, 0);
  const bonifications = activites.reduce((sum, x) => sum + getBonification(x, mois, l), 0);
  const autres = membres.reduce((sum, m) => sum + sumRevenus(m, mois, (kind) => kind !== 'salaire'), 0);
  const read = (nom: keyof NonNullable<FoyerDuMois['prestations']>) =>
    readMontant(f.prestations?.[nom], mois);
  const prestations = sumFamiliales(f, mois, read, l) + read('aspa') + read('ass');
  const taux = l.liste('ppa.forfaitLogement', mois);
  const logement = getForfaitLogement(f, mois, { base, aide: read('aideLogement'), taux, l });
  const pente = l.nombre('ppa.pente', mois);
  const ressources = activite + autres + prestations + logement;
  return Math.max(0, forfait + bonifications + pente * activite - Math.max(ressources, forfait));
}

function estimate(f: FoyerDuMois, l: Lecture, reference: readonly string[]): Resultat<number> {
  const mensuels: number[] = [];
  for (const mois of reference) {
    const majore = isIsoleMajore(f, mois, l);
    if (majore === undefined) return { ok: false, motifs: [missingNaissance(f, 'enfants')] };
    mensuels.push(getMensuel(f, mois, majore, l));
  }
  const moyenne = mensuels.reduce((sum, x) => sum + x, 0) / mensuels.length;
  return { ok: true, value: moyenne < l.nombre('ppa.minimumVerse', f.mois) ? 0 : moyenne };
}

/**
 * Prime d'activité of a month, in €: the mean over the months of reference. A child's own income may count or take the
 * child out of the household; when the two readings differ, no number is given.
 */
export function estimatePrimeActivite(f: FoyerDuMois, b: Baremes): Resultat<number> {
  const l = createLecture(b);
  const motifs: Motif[] = listNonCouverts(f, l.nombre('foyer.ageEnfant', f.mois), false);
  const reference = listReference(f.mois, l.nombre('reference.decalage', f.mois));
  const avec = estimate(f, l, reference);
  if (!avec.ok) motifs.push(...avec.motifs);
  const independants = listEnfantsAvecRevenus(f);
  const sans = estimate({ ...f, enfants: f.enfants.filter((e) => !independants.includes(e)) }, l, reference);
  motifs.push(...l.motifs());
  if (motifs.length > 0 || !avec.ok || !sans.ok) return { ok: false, motifs };
  if (Math.abs(avec.value - sans.value) > ECART_MAX) {
    const phrase = 'Un enfant a ses propres revenus : le compter ou non demande la CAF.';
    return { ok: false, motifs: [{ code: 'CAS_NON_COUVERT', phrase, path: ['enfants'] }] };
  }
  return avec;
}

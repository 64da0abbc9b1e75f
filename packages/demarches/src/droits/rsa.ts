import type { Motif, Resultat } from '../motif.ts';
import { type Baremes, createLecture, type Lecture } from './bareme.ts';
import { getCoefficient, getCoefficientMajore, getForfaitLogement } from './forfait.ts';
import {
  type FoyerDuMois,
  isIsoleMajore,
  listAges,
  listEnfantsAvecRevenus,
  listNonCouverts,
  listReference,
  missingNaissance,
  readMontant,
  readPrestation,
  sumRevenus,
} from './foyer.ts';

/** Under the age, without a child born or to be born: no RSA but that of young workers, which is not covered. */
function isTropJeune(f: FoyerDuMois, l: Lecture): boolean | undefined {
  if (f.enfants.length > 0 || f.adultes.some((a) => a.enceinte === true)) return false;
  const ages = listAges(f.adultes, f.mois);
  const ageMin = l.nombre('rsa.ageMin', f.mois);
  if (ages.some((age) => age !== undefined && age >= ageMin)) return false;
  return ages.includes(undefined) ? undefined : true;
}

/** Family benefits that count, in €/month: of family support (ASF), only a part per child does. */
export function sumFamiliales(
  f: FoyerDuMois,
  mois: string,
  read: (nom: 'af' | 'cf' | 'asf' | 'pajeBase') => number,
  l: Lecture,
): number {
  const asf = l.nombre('rsa.forfaitAsf', mois) * l.nombre('bmaf', mois) * f.enfants.length;
  return read('af') + read('cf') + read('pajeBase') + Math.min(read('asf'), asf);
}

/** RSA of a month, in €: the flat amount less housing, family benefits and the mean income of the reference months. */
export function estimateRsa(f: FoyerDuMois, b: Baremes): Resultat<number> {
  const l = createLecture(b);
  const { mois } = f;
  const motifs: Motif[] = listNonCouverts(f, l.nombre('foyer.ageEnfant', mois), false);
  if (listEnfantsAvecRevenus(f).length > 0) {
    const phrase = 'Un enfant a ses propres revenus : le compter ou non demande la CAF.';
    motifs.push({ code: 'CAS_NON_COUVERT', phrase, path: ['enfants'] });
  }
  const tropJeune = isTropJeune(f, l);
  const majore = isIsoleMajore(f, mois, l);
  if (tropJeune === undefined) motifs.push(missingNaissance(f, 'adultes'));
  if (majore === undefined) motifs.push(missingNaissance(f, 'enfants'));

  const reference = listReference(mois, l.nombre('reference.decalage', mois));
  const base = l.nombre('rsa.base', mois);
  const coefficient = majore
    ? getCoefficientMajore(f.enfants.length, mois, l)
    : getCoefficient(f.adultes.length, f.enfants.length, mois, l);
  const taux = [1, 2, 3].map((n) => l.nombre(`rsa.forfaitLogement.${String(n)}`, mois));
  const logement = getForfaitLogement(f, mois, { base, aide: readPrestation(f, 'aideLogement'), taux, l });
  const familiales = sumFamiliales(f, mois, (nom) => readPrestation(f, nom), l);
  const ressources = reference.map(
    (m) =>
      f.adultes.reduce((sum, a) => sum + sumRevenus(a, m, () => true), 0) +
      readMontant(f.prestations?.aspa, m) +
      readMontant(f.prestations?.ass, m),
  );
  const moyenne = ressources.reduce((sum, x) => sum + x, 0) / reference.length;
  const minimum = l.nombre('rsa.minimumVerse', mois);

  motifs.push(...l.motifs());
  if (motifs.length > 0) return { ok: false, motifs };
  const montant = base * coefficient - logement - familiales - moyenne;
  return { ok: true, value: tropJeune || montant < minimum ? 0 : montant };
}

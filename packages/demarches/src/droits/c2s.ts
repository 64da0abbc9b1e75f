import { type Baremes, createLecture } from './bareme.ts';
import { type Conclusion, inconnu, motif } from './conclusion.ts';
import { type FoyerDuMois, listNonCouverts, listReference, readMontant, sumRevenus } from './foyer.ts';
import type { Oui } from './situation.ts';

/**
 * C2S by its ceiling alone (CSS art. L.861-1, R.861-3): yearly resources, guessed from the last months, against the
 * ceiling of the household. Over the free ceiling and under the one with a contribution, it is to check.
 */
export function screenC2s(f: FoyerDuMois, couvertureSante: Oui | undefined, b: Baremes): Conclusion {
  const l = createLecture(b);
  const motifs = listNonCouverts(f, l.nombre('foyer.ageEnfant', f.mois), false);
  const [deuxieme = 0, suivantes = 0, audela = 0] = l.liste('c2s.majorations', f.mois);
  const participation = l.nombre('c2s.participation', f.mois);
  const base = l.nombre('c2s.plafondBase', f.mois);
  motifs.push(...l.motifs());
  if (motifs.length > 0) return inconnu(motifs);

  const autres = f.adultes.length + f.enfants.length - 1;
  const plafond =
    base *
    (1 +
      (autres >= 1 ? deuxieme : 0) +
      Math.min(2, Math.max(0, autres - 1)) * suivantes +
      Math.max(0, autres - 3) * audela);
  const reference = listReference(f.mois, 1);
  const prestations = Object.entries(f.prestations ?? {}).filter(([nom]) => nom !== 'aideLogement');
  const trimestre = reference.reduce(
    (total, m) =>
      total +
      [...f.adultes, ...f.enfants].reduce((sum, x) => sum + sumRevenus(x, m, () => true), 0) +
      prestations.reduce((sum, [, montant]) => sum + readMontant(montant, m), 0),
    0,
  );
  const annuel = trimestre * 4;
  if (annuel > plafond * participation) {
    const phrase = 'Les revenus dépassent le plafond, même avec participation.';
    return { verdict: 'peu-probable', motifs: [motif('CONDITIONS_NON_REMPLIES', phrase)] };
  }
  if (annuel > plafond) {
    const phrase = 'Possible avec une participation à payer chaque mois.';
    return { verdict: 'possible', motifs: [motif('AVEC_PARTICIPATION', phrase)] };
  }
  if (couvertureSante === 'oui') {
    const phrase = 'Les revenus le permettent, mais il y a déjà une complémentaire.';
    return { verdict: 'possible', motifs: [motif('COUVERTURE_EXISTANTE', phrase)] };
  }
  const phrase = 'Les revenus des derniers mois sont sous le plafond.';
  return { verdict: 'probable', motifs: [motif('CONDITIONS_REMPLIES', phrase)] };
}

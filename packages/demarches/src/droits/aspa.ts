import type { Motif, Resultat } from '../motif.ts';
import { type Baremes, createLecture, type Lecture } from './bareme.ts';
import {
  type FoyerDuMois,
  listAges,
  listNonCouverts,
  listReference,
  readMontant,
  sumRevenus,
} from './foyer.ts';

/** Who has the age (earlier when unfit for work) and was not said to miss the ten years of residence. */
function countEligibles(f: FoyerDuMois, l: Lecture): number {
  const ageMin = l.nombre('aspa.ageMin', f.mois);
  const ageInapte = l.nombre('aspa.ageInapte', f.mois);
  const ages = listAges(f.adultes, f.mois);
  return f.adultes.filter((a, i) => {
    const age = ages[i] ?? Number.NaN;
    return (age >= ageMin || (a.inapte === true && age >= ageInapte)) && a.residenceReguliere10Ans !== false;
  }).length;
}

/**
 * Resources of the three months before, in €/month. Earnings count beyond an allowance, told in monthly Smics of
 * 1 January per quarter, for the household as a whole (CSS art. R.815-29).
 */
function getRessources(f: FoyerDuMois, couple: boolean, l: Lecture): number {
  const reference = listReference(f.mois, 1);
  const janvier = `${f.mois.slice(0, 4)}-01`;
  const smic = l.nombre('smic.horaireBrut', janvier) * l.nombre('smic.heuresMensuelles', f.mois);
  const part = l.nombre(couple ? 'aspa.abattementCouple' : 'aspa.abattementSeul', f.mois);
  let salaires = 0;
  let autres = reference.reduce((sum, m) => sum + readMontant(f.prestations?.ass, m), 0);
  for (const a of f.adultes) {
    const computed = a.revenus !== undefined && Object.hasOwn(a.revenus, 'ressourcesAspa');
    for (const m of reference) {
      if (computed) autres += sumRevenus(a, m, (kind) => kind === 'ressourcesAspa');
      else {
        salaires += sumRevenus(a, m, (kind) => kind === 'salaire');
        autres += sumRevenus(a, m, (kind) => kind !== 'salaire');
      }
    }
  }
  return (Math.max(0, salaires - part * smic) + autres) / reference.length;
}

/**
 * ASPA of a month, in € for the household: what tops resources up to the ceiling, within the maximum (of one person
 * when only one of a couple has the age). An unknown birth day counts as too young.
 */
export function estimateAspa(f: FoyerDuMois, b: Baremes): Resultat<number> {
  const l = createLecture(b);
  const adultes = { ...f, enfants: [], logement: undefined };
  const motifs: Motif[] = listNonCouverts(adultes, Number.POSITIVE_INFINITY, true);
  const couple = f.adultes.length === 2;
  const eligibles = countEligibles(f, l);
  const maximum = l.nombre(eligibles === 2 ? 'aspa.annuelCouple' : 'aspa.annuelSeul', f.mois) / 12;
  const plafond = l.nombre(couple ? 'aspa.plafondCouple' : 'aspa.plafondSeul', f.mois) / 12;
  const ressources = getRessources(f, couple, l);
  motifs.push(...l.motifs());
  if (motifs.length > 0) return { ok: false, motifs };
  return {
    ok: true,
    value: eligibles === 0 ? 0 : Math.max(0, Math.min(maximum, plafond - ressources)),
  };
}

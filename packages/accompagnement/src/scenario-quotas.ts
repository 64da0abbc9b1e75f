import { addDays, type DateCivile } from './date-civile.ts';
import { QUOTAS, type Bande } from './scenario-donnees.ts';
import { monthsOf } from './scenario-lieux.ts';
import { quotas, type Tirage } from './tirage.ts';

/** Sets drawn row by row; `regional` is made of lazy rows. */
export type EnsembleEcrit = 'loire-seed' | 'marne-seed' | 'departement-annee';

/** Imposed counts where the file gives them, largest remainder of the shares where it does not. */
export function quotasOf(set: EnsembleEcrit, profil: 'seed' | 'field') {
  const e = QUOTAS.ensembles[set];
  const { quotasPersonnes: p, quotasInterventions: i, quotasActes: a } = QUOTAS;
  const du = e.debut;
  const au = 'fin' in e ? e.fin : addDays(du, e.dureeSemaines * 7 - 1);
  const imposed = <K extends string>(
    table: { parts: Readonly<Record<K, number>> } & Readonly<Record<string, unknown>>,
    n: number,
  ) => (table[set] as Record<K, number> | undefined) ?? quotas(table.parts, n);

  const age: Record<Bande, number> =
    profil === 'seed' ? p.age[set] : quotas(QUOTAS.profils.field.ageParts, e.personnes);
  const { partParAge, ...sansInternetImpose } = p.sansInternetDomicile;
  const sansInternet =
    profil === 'seed' && set in sansInternetImpose
      ? (sansInternetImpose as unknown as Record<string, Record<Bande, number>>)[set]
      : undefined;
  return {
    du,
    au,
    ecrivains: e.ecrivains,
    rythme: set === 'departement-annee' ? ('soutenu' as const) : ('espace' as const),
    ajoutes: 'ecrivainsAjoutes' in e ? e.ecrivainsAjoutes : [],
    personnes: e.personnes,
    interventions: e.interventions,
    visites: visitesOf(set),
    mois: moisOf(set, du, au, e.interventions),
    age,
    rural: p.rural[set],
    faiblesRevenus: p.faiblesRevenus[set],
    sansInternet: sansInternet ?? countByAge(age, partParAge),
    profilNumerique: p.profilNumerique[set],
    langueLecture: imposed(p.langueLecture, e.personnes),
    adressage: imposed(p.adressage, e.personnes),
    groupes: imposed(i.groupeDemarche, e.interventions),
    actesParIntervention: i.actesParIntervention[set],
    presenceMinimale: set === 'loire-seed' ? i.groupeDemarche.presenceMinimale['loire-seed'].minimum : 0,
    modes: imposed(a.mode, e.actes),
    aboutissements: imposed(a.aboutissement90j, e.actes),
  };
}

/** How many persons come how often; `null`: every person once, and the further visits are drawn. */
function visitesOf(set: EnsembleEcrit): Readonly<Record<string, number>> | null {
  const e = QUOTAS.ensembles[set];
  if ('visitesParPersonne' in e) return e.visitesParPersonne;
  if (set === 'departement-annee') return null;
  const twice = e.interventions - e.personnes;
  return { '1': e.personnes - twice, '2': twice };
}

/** Flattens the first ranks: a person comes about once a month at most. */
export const PLATEAU = 20;

/** Every person once; each further visit goes to a rank with weight 1/√(rank + 20): the first persons come back most. */
export function drawRetours(
  personnes: number,
  interventions: number,
  tirage: Tirage,
): Record<string, number> {
  const visites = new Int32Array(personnes).fill(1);
  const [low, high] = [Math.sqrt(PLATEAU), Math.sqrt(personnes + PLATEAU)];
  // This weight is the law of a square: its distribution function turns over in one line.
  for (let n = personnes; n < interventions; n++) {
    const rank = Math.min(personnes - 1, Math.floor((low + tirage.next() * (high - low)) ** 2 - PLATEAU));
    visites[rank] = (visites[rank] ?? 0) + 1;
  }
  const counts: Record<string, number> = {};
  for (const n of visites) counts[n] = (counts[n] ?? 0) + 1;
  return counts;
}

const countByAge = (
  age: Readonly<Record<Bande, number>>,
  parts: Readonly<Record<Bande, number>>,
): Record<Bande, number> =>
  Object.fromEntries(
    Object.entries(age).map(([bande, n]) => [bande, Math.round(n * parts[bande as Bande])]),
  ) as Record<Bande, number>;

function moisOf(set: EnsembleEcrit, du: DateCivile, au: DateCivile, n: number): Record<string, number> {
  const { mois } = QUOTAS.quotasInterventions;
  if (set === 'loire-seed') return mois['loire-seed'];
  const imposed = set === 'departement-annee' ? mois['departement-annee'] : undefined;
  if (imposed === undefined) return monthQuotas(du, au, n);
  return Object.fromEntries(monthsOf({ du, au, zone: '' }).map((month, rank) => [month, imposed[rank] ?? 0]));
}

/** Months weigh by their season and by their working days inside the window. */
export function monthQuotas(du: DateCivile, au: DateCivile, n: number): Record<string, number> {
  const weights: Record<string, number> = {};
  for (let day = du; day <= au; day = addDays(day, 1)) {
    const month = day.slice(0, 7);
    const weekend = [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
    const season = QUOTAS.quotasInterventions.mois.poids[Number(month.slice(5)) - 1] ?? 1;
    weights[month] = (weights[month] ?? 0) + (weekend ? 0 : season);
  }
  return quotas(weights, n);
}

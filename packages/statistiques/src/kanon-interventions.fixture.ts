const two = (n: number): string => String(n).padStart(2, '0');
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

const bandOf = (age: number): string => {
  if (age < 30) return '<30';
  if (age < 45) return '30-44';
  if (age < 60) return '45-59';
  return age < 75 ? '60-74' : '75+';
};
const situations: Record<string, readonly string[]> = {
  actif: ['emploi', 'recherche_emploi'],
  minima: ['rsa', 'aah'],
  inactif: ['retraite', 'etudiant', 'foyer', 'autre'],
};

/** Hierarchies of `loire310.csv` and `dep5000.csv`, as `golden.json` words them. */
export const interventionHierarchies: Readonly<Record<string, string[][]>> = {
  site: range(1, 30).map((n) => [`S${two(n)}`, `Z${Math.ceil(n / 6)}`, '*']),
  mois: range(2024, 2026).flatMap((year) =>
    range(1, 12).map((month) => [
      `${year}-${two(month)}`,
      `${year}-T${Math.ceil(month / 3)}`,
      String(year),
      '*',
    ]),
  ),
  age: range(15, 110).map((age) => {
    const from = age - (age % 5);
    return [String(age), `${from}-${from + 4}`, bandOf(age), age < 60 ? '<60' : '60+', '*'];
  }),
  sexe: ['F', 'H', 'NR'].map((sexe) => [sexe, '*']),
  situation: Object.entries(situations).flatMap(([group, members]) =>
    members.map((situation) => [situation, group, '*']),
  ),
  demarche: range(1, 24).map((n) => [`D${two(n)}`, `G${Math.ceil(n / 4)}`, '*']),
};

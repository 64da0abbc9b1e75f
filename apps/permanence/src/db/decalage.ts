const JOUR = 86_400_000;

/** Days to add so that the last day of a scenario falls on `hier`, by whole weeks so that weekdays stay what they were. */
export function computeDecalage(dernierJour: string, hier: string): number {
  return Math.floor((Date.parse(hier) - Date.parse(dernierJour)) / JOUR / 7) * 7;
}

/** A civil date, an instant or a month, moved; any other text as it is. */
export function moveDate(texte: string, jours: number): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(texte))
    return new Date(Date.parse(`${texte}T00:00:00Z`) + jours * JOUR).toISOString().slice(0, 10);
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(texte))
    return new Date(Date.parse(texte) + jours * JOUR).toISOString();
  // The middle of the month stays inside the month it moves to.
  if (/^\d{4}-\d{2}$/.test(texte))
    return new Date(Date.parse(`${texte}-15T00:00:00Z`) + jours * JOUR).toISOString().slice(0, 7);
  return texte;
}

/** The same value with every date in it moved. */
export function moveDates<T>(valeur: T, jours: number): T {
  if (typeof valeur === 'string') return moveDate(valeur, jours) as T;
  if (Array.isArray(valeur)) return valeur.map((un: unknown) => moveDates(un, jours)) as T;
  if (typeof valeur !== 'object' || valeur === null) return valeur;
  return Object.fromEntries(
    Object.entries(valeur).map(([cle, un]: [string, unknown]) => [cle, moveDates(un, jours)]),
  ) as T;
}

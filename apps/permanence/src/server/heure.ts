/** Local hour of an instant, « 09:40 ». */
export function localTime(instant: string, zone: string): string {
  return new Intl.DateTimeFormat('fr-FR', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(
    new Date(instant),
  );
}

/** Civil date `jours` days after another. */
export function addDays(date: string, jours: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + jours * 86_400_000).toISOString().slice(0, 10);
}

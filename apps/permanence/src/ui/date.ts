const jour = new Intl.DateTimeFormat('fr-FR', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});

/**
 * A civil date in words: `2026-12-01` → « mardi 1er décembre 2026 ».
 * A civil date has no zone: noon UTC only serves to name its day.
 */
export function dateEnMots(date: string): string {
  return jour.format(new Date(`${date}T12:00:00Z`)).replace(/ 1 (?=\p{L})/u, ' 1er ');
}

/** An hour as it is said: `09:30` → « 9 h 30 », `09:00` → « 9 h ». */
export function heureEnMots(heure: string): string {
  const [heures = '', minutes = '00'] = heure.split(':');
  return `${Number(heures)}\u00a0h${minutes === '00' ? '' : `\u00a0${minutes}`}`;
}

/** The same without the weekday and the year: « 1er décembre ». */
export function jourEnMots(date: string): string {
  return dateEnMots(date).split(' ').slice(1, 3).join(' ');
}

import type { Inline } from './ast.ts';
import { dayOfWeek, type DateCivile } from './temps.ts';

const MOIS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];
const JOURS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const UNITES =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const DIZAINES = [
  '',
  '',
  'vingt',
  'trente',
  'quarante',
  'cinquante',
  'soixante',
  'soixante',
  'quatre-vingt',
  'quatre-vingt',
];

/** French typography of a constant text: apostrophes, no-break spaces. Never applied to a person's own text. */
export function fr(texte: string): string {
  return texte
    .replaceAll("'", '’')
    .replace(/ ([;!?])/g, '\u202f$1')
    .replace(/ ([:»])/g, '\u00a0$1')
    .replaceAll('« ', '«\u00a0');
}

/** A whole number from 0 to 99, in words. */
export function toLettres(nombre: number): string {
  if (nombre < 20) return UNITES[nombre] ?? '';
  const dizaine = Math.floor(nombre / 10);
  const base = DIZAINES[dizaine] ?? '';
  const reste = dizaine === 7 || dizaine === 9 ? nombre - (dizaine - 1) * 10 : nombre % 10;
  if (reste === 0) return dizaine === 8 ? `${base}s` : base;
  const et = (reste === 1 || reste === 11) && dizaine < 8;
  return `${base}${et ? ' et ' : '-'}${UNITES[reste] ?? ''}`;
}

/** A civil day in words, as deeds do: « vingt-deux mai deux mille vingt-sept » (the year in words from 2000 to 2099). */
export function toDateEnLettres(iso: DateCivile): string {
  const { annee, mois, jour } = split(iso);
  const reste = annee % 100 === 0 ? '' : ` ${toLettres(annee % 100)}`;
  const enLettres = annee >= 2000 && annee < 2100 ? `deux mille${reste}` : String(annee);
  return `${jour === 1 ? 'premier' : toLettres(jour)} ${MOIS[mois - 1] ?? ''} ${enLettres}`;
}

/** A civil day as read: « samedi 22 mai 2027 »; in another language than French, its digits. */
export function formatDate(iso: DateCivile, langue = 'fr'): string {
  const { annee, mois, jour } = split(iso);
  if (!langue.startsWith('fr')) return `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
  const nomDuJour = JOURS[dayOfWeek(iso) - 1] ?? '';
  return `${nomDuJour} ${jour === 1 ? '1er' : String(jour)}\u00a0${MOIS[mois - 1] ?? ''}\u00a0${annee}`;
}

/** A time of day as read: « 14 h 05 ». */
export function formatHeure({ heure, minute }: { heure: number; minute: number }): string {
  return `${heure}\u00a0h\u00a0${String(minute).padStart(2, '0')}`;
}

/** A French number in pairs (`04 77 …`); any other as dialled. */
export function formatTelephone(e164: string): string {
  const national = /^\+33(\d{9})$/.exec(e164)?.[1];
  return national === undefined ? e164 : (`0${national}`.match(/\d{2}/g) ?? []).join('\u00a0');
}

/** The text of a run, the same in the HTML and in the PDF. */
export function toTexte(inline: Inline, langue = 'fr'): string {
  switch (inline.kind) {
    case 'date':
      return formatDate(inline.iso, langue);
    case 'telephone':
      return formatTelephone(inline.e164);
    default:
      return inline.texte;
  }
}

function split(iso: DateCivile): { annee: number; mois: number; jour: number } {
  return { annee: Number(iso.slice(0, 4)), mois: Number(iso.slice(5, 7)), jour: Number(iso.slice(8)) };
}

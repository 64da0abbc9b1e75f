import type { Inline } from './ast.ts';
import { findTextes } from './langues.ts';
import { toLettres } from './lettres.ts';
import { fr } from './textes/fr.ts';
import { dayOfWeek, type DateCivile } from '../modele/temps.ts';

const LRI = '\u2066';
const FSI = '\u2068';
const PDI = '\u2069';
const INSECABLE = '\u00a0';

/** Whether a language is written from right to left. */
export function isRtl(langue: string): boolean {
  return /^(?:ar|fa|ps)(?:-|$)/.test(langue);
}

/** A civil day in French words, as deeds do: « vingt-deux mai deux mille vingt-sept » (years 2000 to 2099). */
export function toDateEnLettres(iso: DateCivile): string {
  const { annee, mois, jour } = split(iso);
  const reste = annee % 100 === 0 ? '' : ` ${toLettres(annee % 100)}`;
  const enLettres = annee >= 2000 && annee < 2100 ? `deux mille${reste}` : String(annee);
  return `${jour === 1 ? 'premier' : toLettres(jour)} ${fr.mois[mois - 1] ?? ''} ${enLettres}`;
}

/** A civil day as read: « samedi 22 mai 2027 »; in a language without texts here, its digits. */
export function formatDate(iso: DateCivile, langue = 'fr'): string {
  const { annee, mois, jour } = split(iso);
  const t = findTextes(langue);
  if (t === undefined) return `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
  const parties: Record<string, string> = {
    jourSemaine: t.jours[dayOfWeek(iso) - 1] ?? '',
    jour: jour === 1 ? t.premier : String(jour),
    mois: t.mois[mois - 1] ?? '',
    annee: String(annee),
  };
  const texte = t.date.replace(/\{(\w+)\}/g, (_, nom: string) => parties[nom] ?? '');
  return t.langue === 'fr' ? texte.replace(/ (?=\S+ \d{4}$)| (?=\d{4}$)/g, INSECABLE) : texte;
}

/** A time of day as read: « 14 h 05 » in French. */
export function formatHeure({ heure, minute }: { heure: number; minute: number }, langue = 'fr'): string {
  const mm = String(minute).padStart(2, '0');
  const parties: Record<string, string> = { h: String(heure), hh: String(heure).padStart(2, '0'), mm };
  const texte = (findTextes(langue) ?? fr).heure.replace(
    /\{(\w+)\}/g,
    (_, nom: string) => parties[nom] ?? '',
  );
  return isoler(texte.replaceAll(' ', INSECABLE), langue);
}

/** A time of day as on a clock, in any language: `14:05`. */
export function formatHorloge({ heure, minute }: { heure: number; minute: number }, langue = 'fr'): string {
  return isoler(`${String(heure).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, langue);
}

/** A French number in pairs (`04 77 …`); any other as dialled. */
export function formatTelephone(e164: string): string {
  const national = /^\+33(\d{9})$/.exec(e164)?.[1];
  return national === undefined ? e164 : (`0${national}`.match(/\d{2}/g) ?? []).join('\u00a0');
}

/**
 * The text of a run in a language, the same in the HTML and in the PDF. Between right-to-left words, a name and a
 * text of another language are isolated (U+2066 or U+2068 … U+2069); a date, a phone number and a code are by
 * `toTexteIsole`.
 */
export function toTexte(inline: Inline, langue = 'fr'): string {
  switch (inline.kind) {
    case 'date':
      return formatDate(inline.iso, langue);
    case 'telephone':
      return formatTelephone(inline.e164);
    case 'code':
    case 'lien':
      return inline.texte;
    default:
      if (inline.engagement !== undefined) return isoler(inline.texte, langue, FSI);
      return inline.langue === undefined ? inline.texte : isoler(inline.texte, langue);
  }
}

/**
 * The text of a run, every number kept in its order between right-to-left words: without isolation their groups
 * change places on the screen.
 */
export function toTexteIsole(inline: Inline, langue: string): string {
  const texte = toTexte(inline, langue);
  if (!isRtl(langue) || inline.kind === 'texte' || inline.kind === 'fort') return texte;
  return isoler(inline.kind === 'telephone' ? texte.replaceAll(INSECABLE, ' ') : texte, langue);
}

function isoler(texte: string, langue: string, debut = LRI): string {
  return isRtl(langue) ? `${debut}${texte}${PDI}` : texte;
}

function split(iso: DateCivile): { annee: number; mois: number; jour: number } {
  return { annee: Number(iso.slice(0, 4)), mois: Number(iso.slice(5, 7)), jour: Number(iso.slice(8)) };
}

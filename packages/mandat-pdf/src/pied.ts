import { toDateCivile, type Instant, type Zone } from '@porte-plume/mandat';
import { formatDate, type DocumentMandat } from '@porte-plume/mandat/document';

/** The foot of each page: the day of edition, in French and in the language of the translation when there is one. */
export interface Pied {
  fr: string;
  autre?: { langue: string; sens: 'ltr' | 'rtl'; texte: string };
}

/** What the foot says in each language of the translations; `{jour}` is the day, in digits. */
const EDITE: Record<string, string> = {
  ar: 'تاريخ الوثيقة: {jour}',
  en: 'Issued on {jour}',
  fa: 'تاریخ سند: {jour}',
  ps: 'د سند نېټه: {jour}',
  pt: 'Emitido em {jour}',
  tr: 'Belge tarihi: {jour}',
  uk: 'Дата документа: {jour}',
};

export function toPied(doc: DocumentMandat, { creeLe, zone }: { creeLe: Instant; zone: Zone }): Pied {
  const iso = toDateCivile(creeLe, zone);
  const { langue, sens } = doc;
  if (langue === 'fr') return { fr: `Document édité le ${formatDate(iso)}` };
  const jour = `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
  const isole = sens === 'rtl' ? `\u2066${jour}\u2069` : jour;
  return {
    fr: `Document édité le ${jour}`,
    autre: { langue, sens, texte: (EDITE[langue] ?? '{jour}').replace('{jour}', isole) },
  };
}

import type { Demarche, Immuable, Source } from '@porte-plume/demarches';

/** Days after which a fact that was checked is to be looked at again (demarches §3). */
const PERIME_JOURS = 180;
const JOUR = 86_400_000;

/** A source, and the day on which somebody read the fact there; `null`: nobody has. */
export interface Lecture {
  source: Immuable<Source>;
  verifieLe: string | null;
}

/** How far the facts of a section may be trusted, said once for all of them. */
export type Fraicheur = { nature: 'a-confirmer' } | { nature: 'a-verifier' | 'verifie'; le: string };

/** The worst of the readings: one fact that nobody has checked makes the section « à confirmer ». */
export function fraicheurOf(lectures: readonly Lecture[], aujourdhui: string): Fraicheur {
  const dates = lectures.map(({ verifieLe }) => verifieLe);
  const jours = dates.filter((date) => date !== null).sort();
  const [le] = jours;
  if (le === undefined || jours.length < dates.length) return { nature: 'a-confirmer' };
  const age = (Date.parse(aujourdhui) - Date.parse(le)) / JOUR;
  return { nature: age > PERIME_JOURS ? 'a-verifier' : 'verifie', le };
}

/** Where the value of a field that bears no source comes from; none: it is to confirm, and says so. */
export function lecturesOf(
  demarche: Demarche,
  champ: keyof NonNullable<Demarche['sources']>,
): readonly Lecture[] {
  const lue = demarche.sources?.[champ];
  return lue === undefined ? [] : [lue];
}

const TYPES: Readonly<Record<Source['type'], string>> = {
  dila: 'service-public.fr (DILA)',
  texte: 'texte de loi',
  operateur: 'site de l’organisme',
  depot: 'données publiques',
  terrain: 'expérience du terrain',
};

/** « service-public.fr (DILA), F19778 ». */
export function sourceEnMots({ type, ref }: Immuable<Source>): string {
  return `${TYPES[type]}, ${ref}`;
}

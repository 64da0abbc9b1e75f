import type { Demarche } from '@porte-plume/demarches';
import { listHumains } from './canal.ts';
import { lecturesOf, type Lecture } from './fraicheur.ts';

/** One part of the page, and where what it says comes from. */
export interface Partie {
  id: string;
  titre: string;
  /** Readings of the facts that the part shows. Empty: nobody gave a source, so it is to confirm. */
  lectures: (demarche: Demarche) => readonly Lecture[];
  /** Whether the catalogue says anything of it yet; always, unless told. */
  ecrit?: (demarche: Demarche) => boolean;
}

/** The parts in the order of reading: beside the person first. */
export const PARTIES = {
  apporter: {
    id: 'apporter',
    titre: 'À apporter',
    lectures: (d) => lecturesOf(d, 'pieces'),
    ecrit: ({ pieces }) => pieces !== null,
  },
  etapes: {
    id: 'etapes',
    titre: 'Étapes',
    lectures: (d) => lecturesOf(d, 'etapes'),
    ecrit: ({ etapes = null }) => etapes !== null,
  },
  bloque: {
    id: 'bloque',
    titre: 'Ce qui bloque',
    lectures: (d) => lecturesOf(d, 'blocages'),
    ecrit: ({ blocages }) => blocages !== null,
  },
  textes: {
    id: 'textes',
    titre: 'Textes limités',
    lectures: ({ champsLimites }) => champsLimites ?? [],
  },
  planB: {
    id: 'plan-b',
    titre: 'Plan B, sans internet',
    lectures: (d) => listHumains(d) ?? [],
    ecrit: ({ canaux }) => canaux !== null,
  },
  enLigne: {
    id: 'en-ligne',
    titre: 'En ligne',
    lectures: ({ url, auth, canaux, limitesGenerales }) => [
      ...(url === null ? [] : [url]),
      auth,
      ...(canaux ?? []).filter(({ valeur }) => valeur.type === 'web'),
      ...(limitesGenerales === null ? [] : [limitesGenerales]),
    ],
  },
  qui: {
    id: 'qui',
    titre: 'Qui peut aider, et comment',
    lectures: ({ qualification, actesReserves, ageSeul }) => [
      qualification,
      ...actesReserves.map(({ source, verifieLe = null }) => ({ source, verifieLe })),
      ...(ageSeul === undefined ? [] : [ageSeul]),
    ],
  },
  quand: {
    id: 'quand',
    titre: 'Délais et dates',
    lectures: ({ delai, recurrence }) => [delai, recurrence].filter((un) => un !== null),
    ecrit: ({ delai, recurrence }) => delai !== null || recurrence !== null,
  },
  savoir: {
    id: 'savoir',
    titre: 'Bon à savoir',
    lectures: (d) => [
      ...(d.droitOuvert === null ? [] : lecturesOf(d, 'droitOuvert')),
      ...(d.droitOuvert?.nonRecours === undefined
        ? []
        : [{ source: d.droitOuvert.nonRecours.source, verifieLe: null }]),
      ...(d.orienterVers === null ? [] : lecturesOf(d, 'orienterVers')),
    ],
    ecrit: ({ droitOuvert, orienterVers, situations = [] }) =>
      droitOuvert !== null || (orienterVers ?? []).length > 0 || situations.length > 0,
  },
} as const satisfies Record<string, Partie>;

/** Smaller facts that the catalogue does not hold yet: told together, so that nobody takes silence for « none ». */
export function listManques(demarche: Demarche): string[] {
  const { duree, champsLimites, limitesGenerales, droitOuvert, orienterVers } = demarche;
  return [
    ...(duree === null ? ['la durée'] : []),
    ...(champsLimites === null ? ['les textes limités'] : []),
    ...(limitesGenerales === null ? ['la taille des fichiers'] : []),
    ...(droitOuvert === null ? ['le droit que cela ouvre'] : []),
    ...(orienterVers === null ? ['vers qui orienter'] : []),
  ];
}

/** True when no part of the page was checked whole: said once, above, instead of beside every title. */
export function isToutAConfirmer(demarche: Demarche): boolean {
  return Object.values(PARTIES).every(({ lectures }: Partie) => {
    const lues = lectures(demarche);
    return lues.length === 0 || lues.some(({ verifieLe }) => verifieLe === null);
  });
}

/** A source, the day it was read, and the parts of the page that rest on it. */
export interface Origine extends Lecture {
  parties: string[];
}

/** Where the whole page comes from: each source once. */
export function listOrigines(demarche: Demarche): Origine[] {
  const origines = new Map<string, Origine>();
  for (const { titre, lectures } of Object.values(PARTIES))
    for (const { source, verifieLe } of lectures(demarche)) {
      const cle = `${source.type} ${source.ref} ${verifieLe ?? ''}`;
      const origine = origines.get(cle) ?? { source, verifieLe, parties: [] };
      if (!origine.parties.includes(titre)) origine.parties.push(titre);
      origines.set(cle, origine);
    }
  return [...origines.values()];
}

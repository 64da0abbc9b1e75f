import { LANGUES_DOCUMENT } from '@porte-plume/mandat/document';
import type { Choix } from '../../ui/form.tsx';

/** A language that a person may prefer to hear or read the mandate in. */
export interface LanguePreferee {
  /** BCP 47; `und` when it is none of the list. */
  code: string;
  libelle: string;
  /** A text beside the French one exists. */
  ecrite: boolean;
  /** Somebody who speaks it well has checked that text. */
  relue: boolean;
}

const NOMS: readonly (readonly [code: string, libelle: string])[] = [
  ['fr', 'Français'],
  ['ar', 'Arabe'],
  ['en', 'Anglais'],
  ['uk', 'Ukrainien'],
  ['tr', 'Turc'],
  ['ps', 'Pachto'],
  ['fa', 'Persan (dari, farsi)'],
  ['pt', 'Portugais'],
  ['und', 'Une autre langue'],
];

/** Languages of the screen, French first. What is written follows the package, whatever languages it gains. */
export const LANGUES: readonly LanguePreferee[] = NOMS.map(([code, libelle]) => {
  const texte = LANGUES_DOCUMENT.find((une) => une.code === code);
  return { code, libelle, ecrite: texte !== undefined, relue: texte?.relue ?? false };
});

const FRANCAIS: LanguePreferee = { code: 'fr', libelle: 'Français', ecrite: true, relue: true };

/** The language of a code; French when it is none of the list. */
export function findLangue(code: string | undefined): LanguePreferee {
  return LANGUES.find((une) => une.code === code) ?? FRANCAIS;
}

/** The language in which its document is written: the same one, or French alone. */
export function toLangueDocument({ code, ecrite }: LanguePreferee): string {
  return ecrite ? code : 'fr';
}

/** The list, each with what is written in it. */
export function toChoixLangues(): Choix[] {
  return LANGUES.map(({ code, libelle, ecrite, relue }) => ({
    code,
    libelle:
      !ecrite && code !== 'und'
        ? `${libelle} (sans texte)`
        : relue
          ? libelle
          : toAvecReserve(libelle, ecrite),
  }));
}

function toAvecReserve(libelle: string, ecrite: boolean): string {
  return ecrite ? `${libelle} (traduction non relue)` : libelle;
}

/** The interview as a device keeps it, one file a language: words of the kiosk, nothing of anybody. */

/** A sentence in the language of the person, and its French where it differs. */
export interface Phrase {
  dit: string;
  francais?: string;
}

/** An answer that may be chosen. */
export interface Reponse extends Phrase {
  code: string;
}

export interface QuestionDuPoste extends Phrase {
  aide?: string;
  choix: readonly Reponse[];
  /** What to show, when a yes has to be. */
  consigne?: Phrase;
}

/** What is asked apart once the questions are over; `plusieurs`: boxes, not one answer. */
export interface GroupeDuPoste extends Phrase {
  nom: string;
  plusieurs: boolean;
  choix: readonly Reponse[];
}

interface LangueDuPoste {
  code: string;
  nom: string;
  lang: string;
  dir: 'ltr' | 'rtl';
}

export interface EntretienDuPoste {
  /** The languages that the device holds. */
  langues: readonly LangueDuPoste[];
  lang: string;
  dir: 'ltr' | 'rtl';
  /** What a translation is worth; none in French. */
  note?: string;
  titre: string;
  accueil: readonly string[];
  mots: Readonly<Record<Mot, Phrase>>;
  questions: Readonly<Record<string, QuestionDuPoste>>;
  apart: readonly { titre: Phrase; groupes: readonly GroupeDuPoste[] }[];
}

/** What is said around the questions. */
export type Mot =
  | 'commencer'
  | 'saisPas'
  | 'passer'
  | 'sansMontrer'
  | 'arreter'
  | 'retour'
  | 'montrer'
  | 'temps'
  | 'encore'
  | 'langue';

export const adresseEntretien = (langue: string): string => `/hors-ligne/entretien-${langue}.json`;

export async function readEntretien(langue: string): Promise<EntretienDuPoste> {
  const reponse = await fetch(adresseEntretien(langue));
  return (await reponse.json()) as EntretienDuPoste;
}

import { hasIban } from './secrets/secrets-iban.ts';
import { toLisible } from './secrets/secrets-lecture.ts';
import { MOTS_SENSIBLES } from './secrets/secrets-lexique.ts';
import { hasMotDePasse } from './secrets/secrets-mot-de-passe.ts';
import { findNombres } from './secrets/secrets-nombres.ts';

const CONSEILS = {
  nir: 'Ce texte semble contenir un numéro de sécurité sociale : effacez-le.',
  iban: 'Ce texte semble contenir un numéro de compte bancaire (IBAN) : effacez-le.',
  carte: 'Ce texte semble contenir un numéro de carte bancaire : effacez-le.',
  fiscal: 'Ce texte semble contenir un numéro fiscal : effacez-le.',
  allocataire: 'Ce texte semble contenir un numéro d’allocataire : effacez-le.',
  mot_de_passe:
    'Ce texte semble contenir un mot de passe ou un code : effacez-le. Il ne se garde nulle part.',
} as const;

const AVERTISSEMENTS = {
  sante: 'Ce texte semble parler de santé : n’écrivez que ce que la démarche demande.',
  religion: 'Ce texte semble parler de religion : n’écrivez que ce que la démarche demande.',
  infraction: 'Ce texte semble parler d’une infraction : n’écrivez que ce que la démarche demande.',
} as const;

/** What must never stand in a free text. */
export type KindDeSecret = keyof typeof CONSEILS;

/** A secret found: which kind, and what to do. The value itself is nowhere in it. */
export interface Secret {
  kind: KindDeSecret;
  hint: string;
}

/** A subject that calls for reserve (RGPD, articles 9 and 10): a warning, never a refusal. */
export interface MotSensible {
  kind: keyof typeof AVERTISSEMENTS;
  hint: string;
}

/**
 * Finds the secrets of a free text: social security number, IBAN, bank card, tax number, family-allowance number,
 * password or code. Odd spaces, invisible characters, digits of other scripts and look-alike letters do not hide them.
 * Phone numbers, dates, amounts, postcodes and receipts of four characters pass. It reads forms, not minds: it helps
 * against carelessness, not against who wants to get a number through.
 * @returns one entry a kind, in the order of the specification (§4.9); empty when there is nothing
 */
export function detectSecrets(texte: string): Secret[] {
  const lisible = toLisible(texte);
  const trouves = new Set<KindDeSecret>(findNombres(lisible));
  if (hasIban(lisible)) trouves.add('iban');
  if (hasMotDePasse(lisible)) trouves.add('mot_de_passe');
  const kinds = Object.keys(CONSEILS) as KindDeSecret[];
  return kinds.filter((kind) => trouves.has(kind)).map((kind) => ({ kind, hint: CONSEILS[kind] }));
}

/** Finds words of health, religion or offences in a free text, whole words only. */
export function detectMotsSensibles(texte: string): MotSensible[] {
  const lisible = toLisible(texte).toLowerCase();
  // « garde à vue » is looked for as one word, and « garde » as another.
  const mots = lisible.match(/[a-z]+/g) ?? [];
  const presents = new Set(
    mots.flatMap((mot, rang) => [1, 2, 3].map((n) => [mot, ...mots.slice(rang + 1, rang + n)].join('-'))),
  );
  const kinds = Object.keys(AVERTISSEMENTS) as MotSensible['kind'][];
  return kinds
    .filter((kind) => Array.from(MOTS_SENSIBLES[kind]).some((mot) => presents.has(mot)))
    .map((kind) => ({ kind, hint: AVERTISSEMENTS[kind] }));
}

import type { Demarche } from './demarche.ts';

type Piece = NonNullable<Demarche['pieces']>[number];

/** How a thing is brought. The catalogue has three words for papers (`copie`); some things that one brings are no paper. */
export type Facon = Piece['copie'] | 'taper' | 'avoir' | 'savoir';

const FACONS: readonly (readonly [RegExp, Facon])[] = [
  [/(?:mots? de passe|identifiants?)(?!\p{L})/iu, 'taper'],
  [/^(?:(?:l[ae] |l’|une? )?(?:téléphone|smartphone|boîte mail|accès|argent))(?!\p{L})/iu, 'avoir'],
  [
    /^(?:(?:les? |la |l’|une? |votre )?(?:numéros?|noms?|dates?|adresses?|commune|kilométrage|heures))(?!\p{L})/iu,
    'savoir',
  ],
];

/**
 * How a piece of an entry is brought: « photocopie » means nothing for a phone (`avoir`), a name (`savoir`) or a password,
 * which the person types herself (`taper`).
 */
export function getFacon({ piece, copie }: Pick<Piece, 'piece' | 'copie'>): Facon {
  return FACONS.find(([mots]) => mots.test(piece))?.[1] ?? copie;
}

import type { MotifRefus } from '../../db/operation.ts';
import type { SaisieAdressage } from '../../domain/adressages.ts';
import { filled, type Champs } from '../../server/formulaire.ts';

const NOMS = [
  'service',
  'perimetre',
  'urgence',
  'echeance',
  'par',
  'prenom',
  'telephone',
  'langue',
  'note',
  'accord',
] as const;

/** The form as posted, kept as it is on a refusal. */
export type ValeursAdressage = Partial<Record<(typeof NOMS)[number], string>>;

/** Longest value kept: the rest is refused for its length all the same. */
const LONGUEUR = 400;

export function readValeurs(champs: Champs): ValeursAdressage {
  return Object.fromEntries(
    Object.entries(filled(champs, ...NOMS)).map(([nom, valeur]) => [nom, valeur.slice(0, LONGUEUR)]),
  );
}

/** What the form says, as the package reads it; `fiche` is the number drawn for a slip. */
export function toSaisie(v: ValeursAdressage, fiche: string | null): SaisieAdressage {
  return {
    perimetre: v.perimetre,
    urgence: v.urgence === 'oui',
    ...(v.echeance === undefined ? {} : { echeance: v.echeance }),
    contact: fiche === null ? { prenom: v.prenom ?? '', telephone: v.telephone ?? '' } : { fiche },
    langue: v.langue ?? 'non_demande',
    accordPersonne: v.accord === 'oui',
    ...(v.note === undefined ? {} : { note: v.note }),
  };
}

const CHAMPS: Readonly<Record<string, string>> = {
  perimetre: 'perimetre',
  echeance: 'echeance',
  langue: 'langue',
  accordPersonne: 'accord',
  note: 'note',
  serviceId: 'service',
};

/** The control that a motif is about. */
export function champOf({ path }: MotifRefus): string {
  const [tete, suite] = path ?? [];
  if (tete === 'contact') return suite === 'telephone' ? 'telephone' : 'prenom';
  return CHAMPS[String(tete)] ?? '';
}

/** Our words where those of the package speak of a shape. */
export function phraseOf({ code, path, phrase }: MotifRefus): string {
  const [tete, suite] = path ?? [];
  if (tete === 'perimetre') return 'Dites de quel sujet il s’agit.';
  if (tete === 'accordPersonne') return 'Demandez à la personne\u00a0: sans son oui, rien n’est envoyé.';
  if (tete === 'contact' && suite === 'telephone')
    return 'Écrivez un numéro complet, ou donnez une fiche à quatre chiffres.';
  if (tete === 'contact' && code !== 'trop_long')
    return 'Écrivez un prénom, ou donnez une fiche à quatre chiffres.';
  return phrase;
}

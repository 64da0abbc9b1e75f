import { CAPACITES, CONSTITUANT_KINDS, type Capacite } from '@porte-plume/mandat';
import { z } from 'zod';
import type { MotifRefus } from '../../db/operation.ts';
import { field, oneOf, type Champs } from '../../server/formulaire.ts';
import { toInstant } from '../../server/heure.ts';
import type { Erreur } from '../../ui/form.tsx';
import { REPRESENTANTS } from './libelles.ts';

/** Whom the mandate is for, and who grants it. Names and a minor's birth date go no further than the vault. */
export const QuiSchema = z.object({
  prenom: z.string(),
  nom: z.string(),
  anneeNaissance: z.number(),
  /** Civil date, asked only when the year leaves a doubt about her majority. */
  naissance: z.string().optional(),
  capacite: z.enum(CAPACITES),
  constituant: z.object({ kind: z.enum(CONSTITUANT_KINDS), nom: z.string() }).optional(),
  identiteVerifiee: z.boolean().optional(),
});
export type Qui = z.infer<typeof QuiSchema>;

/** Who of a renewed mandate is already known: her name is not typed again. */
export type Connue = Pick<Qui, 'prenom' | 'nom' | 'anneeNaissance'>;

const AGE_MAJEUR = 18;
export const NOM_MAX = 120;
const LETTRES = /\p{L}/u;

/** Measures under which somebody else signs: choosing one opens the fold of who. */
export const CAPACITES_REPRESENTEES = Object.keys(REPRESENTANTS);

/** Reads the first step. Every refusal at once, each on its field. */
export function readQui(
  champs: Champs,
  { aujourdhui, connue }: { aujourdhui: string; connue?: Connue | undefined },
): { qui: Qui } | { erreurs: Erreur[] } {
  const erreurs: Erreur[] = [];
  const identite = connue ?? readIdentite(champs, Number(aujourdhui.slice(0, 4)), erreurs);
  const naissance = readNaissance(champs, identite.anneeNaissance, Number(aujourdhui.slice(0, 4)), erreurs);
  const capacite = oneOf(field(champs, 'capacite'), CAPACITES);
  if (capacite === null)
    erreurs.push({ champ: 'capacite', phrase: 'Dites si une mesure de protection est en cours.' });
  const constituant = readConstituant(champs, capacite, erreurs);
  if (erreurs.length > 0 || capacite === null) return { erreurs };
  return {
    qui: {
      ...identite,
      capacite,
      ...(naissance === undefined ? {} : { naissance }),
      ...(constituant === undefined ? {} : { constituant }),
      ...(field(champs, 'identiteVerifiee') === 'oui' ? { identiteVerifiee: true } : {}),
    },
  };
}

/** Name and year of birth of a form, with every refusal on its field. */
export function readIdentite(champs: Champs, annee: number, erreurs: Erreur[]): Connue {
  const [prenom, nom] = [field(champs, 'prenom'), field(champs, 'nom')];
  for (const [champ, valeur, libelle] of [
    ['prenom', prenom, 'le prénom'],
    ['nom', nom, 'le nom'],
  ] as const) {
    if (!LETTRES.test(valeur)) erreurs.push({ champ, phrase: `Écrivez ${libelle}.` });
    else if (valeur.length > 80)
      erreurs.push({ champ, phrase: `Raccourcissez ${libelle}\u00a0: 80 signes au plus.` });
  }
  const lue = field(champs, 'anneeNaissance');
  const anneeNaissance = /^\d{4}$/.test(lue) ? Number(lue) : Number.NaN;
  if (!(anneeNaissance >= 1900 && anneeNaissance <= annee))
    erreurs.push({ champ: 'anneeNaissance', phrase: 'Écrivez l’année de naissance en quatre chiffres.' });
  return { prenom, nom, anneeNaissance };
}

/** The day and the month matter only for whom the year may say a minor. */
function readNaissance(
  champs: Champs,
  anneeNaissance: number,
  annee: number,
  erreurs: Erreur[],
): string | undefined {
  if (Number.isNaN(anneeNaissance) || annee - anneeNaissance > AGE_MAJEUR) return undefined;
  const naissance = field(champs, 'naissance');
  const champ = 'naissance';
  if (toInstant(naissance, '12:00', 'UTC') === null)
    erreurs.push({ champ, phrase: 'Elle a peut-être moins de 18 ans\u00a0: écrivez sa date de naissance.' });
  else if (Number(naissance.slice(0, 4)) !== anneeNaissance)
    erreurs.push({ champ, phrase: 'Cette date n’est pas de l’année de naissance écrite plus haut.' });
  else return naissance;
  return undefined;
}

function readConstituant(
  champs: Champs,
  capacite: Capacite | null,
  erreurs: Erreur[],
): Qui['constituant'] | undefined {
  const autre = field(champs, 'signataire') === 'autre';
  const represente = capacite === null ? undefined : REPRESENTANTS[capacite];
  if (!autre && represente === undefined) return undefined;
  const choisi = oneOf(field(champs, 'constituant'), CONSTITUANT_KINDS);
  const kind = choisi ?? represente;
  const nom = field(champs, 'constituantNom');
  if (kind === undefined) erreurs.push({ champ: 'constituant', phrase: 'Dites qui signe.' });
  if (!LETTRES.test(nom))
    erreurs.push({ champ: 'constituantNom', phrase: 'Écrivez le prénom et le nom de qui signe.' });
  else if (nom.length > NOM_MAX)
    erreurs.push({
      champ: 'constituantNom',
      phrase: `Raccourcissez ce nom\u00a0: ${NOM_MAX} signes au plus.`,
    });
  return kind === undefined ? undefined : { kind, nom };
}

/** The control of the first step that a refusal of the package belongs to. */
export function champOfQui({ code, path = [] }: MotifRefus): string {
  if (code === 'mineur_non_autorise' || code === 'representant_requis') return 'signataire';
  if (code === 'identite_a_verifier') return 'identiteVerifiee';
  if (path.includes('naissance')) return 'naissance';
  return path.includes('constituant') ? 'constituant' : '';
}

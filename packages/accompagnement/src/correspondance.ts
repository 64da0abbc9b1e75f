import {
  CHAMP,
  LISTES,
  LISTES_IDENTIQUES,
  VERSION_NOMENCLATURE,
  type ListeId,
} from './nomenclature-2026-1.ts';
import { accept, refuse, type Motif, type Resultat } from './resultat.ts';

/** One line of a list: an immutable code, its French label, and its codes in the other systems. */
export interface Entree {
  readonly code: string;
  readonly libelle: string;
  readonly coop?: string | readonly string[];
  readonly v1?: string | readonly string[];
  readonly ac?: string | readonly string[];
  readonly insee?: string | readonly string[];
  /** Edition in which the code appeared. */
  readonly depuis: string;
  /** The code that took its place in a later edition. */
  readonly remplacePar?: string;
}

type Ligne = Omit<Entree, 'depuis'>;

export interface Nomenclature {
  readonly version: string;
  readonly listes: Readonly<Record<ListeId, readonly Entree[]>>;
  /** Answers that every profile field also accepts. */
  readonly champ: readonly Entree[];
}

const SYSTEMES = ['coop', 'v1', 'ac', 'insee'] as const;
export type Systeme = (typeof SYSTEMES)[number];

/** Lists of a profile field: what does not nest in the other system becomes “non communiqué” there, never a guess. */
const PROFILE_LISTS: readonly ListeId[] = ['trancheAge', 'genre', 'statut'];

/**
 * The closed vocabularies of an edition.
 * @throws RangeError when the edition does not exist.
 */
export function getNomenclature(version: string = VERSION_NOMENCLATURE): Nomenclature {
  if (version !== VERSION_NOMENCLATURE) throw new RangeError('unknown edition of the nomenclature');
  return {
    version: VERSION_NOMENCLATURE,
    listes: Object.fromEntries(
      Object.entries(LISTES).map(([liste, lignes]) => [liste, lignes.map(withDepuis)]),
    ) as unknown as Nomenclature['listes'],
    champ: CHAMP.map(withDepuis),
  };
}

/** Every code of the first edition appeared with it. */
function withDepuis(ligne: Ligne): Entree {
  return { ...ligne, depuis: VERSION_NOMENCLATURE };
}

/** French label of a code, `non_communique` and `non_demande` included; the code itself when unknown. */
export function getLibelle(liste: ListeId, code: string): string {
  return [...entreesOf(liste), ...CHAMP].find((e) => e.code === code)?.libelle ?? code;
}

/**
 * Carries a code to another system (`vers`) or back (`depuis`), through the cross-walks of the edition.
 *
 * Motifs: `liste_inconnue`, `systeme_inconnu`, `code_inconnu` (with the three nearest), `sans_correspondance`,
 * `SANS_PERIMETRE` (the code of demarches: an association activity has no mandate scope).
 */
export function convert(
  systeme: Systeme,
  liste: ListeId,
  code: string,
  sens: 'vers' | 'depuis',
): Resultat<string[]> {
  if (!Object.hasOwn(LISTES, liste)) {
    return refuse({ code: 'liste_inconnue', phrase: 'Cette liste n’existe pas dans la nomenclature.' });
  }
  if (!SYSTEMES.includes(systeme)) {
    return refuse({ code: 'systeme_inconnu', phrase: 'Ce système n’a pas de correspondance ici.' });
  }
  const profile = PROFILE_LISTS.includes(liste);
  const alike = LISTES_IDENTIQUES[systeme]?.includes(liste) === true;
  const codesIn = (entree: Ligne): readonly string[] => {
    const codes = entree[systeme] ?? (alike ? entree.code : []);
    return typeof codes === 'string' ? [codes] : codes;
  };
  const entrees: readonly Ligne[] = profile ? [...entreesOf(liste), ...CHAMP] : entreesOf(liste);

  if (sens === 'depuis') {
    const found = entrees.filter((e) => codesIn(e).includes(code)).map((e) => e.code);
    if (found.length > 0) return accept(profile && code === 'non_communique' ? ['non_communique'] : found);
    return refuse(
      unknownCode(
        code,
        entrees.flatMap((e) => codesIn(e)),
      ),
    );
  }

  const entree = entrees.find((e) => e.code === code);
  if (entree === undefined)
    return refuse(
      unknownCode(
        code,
        entrees.map((e) => e.code),
      ),
    );
  const targets = codesIn(entree);
  if (targets.length > 0) return accept([...targets]);
  if (profile) return accept(['non_communique']);
  return refuse(
    liste === 'perimetre'
      ? { code: 'SANS_PERIMETRE', phrase: 'Ce thème n’a pas de périmètre dans le système demandé.' }
      : { code: 'sans_correspondance', phrase: 'Ce code n’a pas d’équivalent dans le système demandé.' },
  );
}

/** Motif of a code outside its list, with the three nearest ones. Never echoes what was given. */
export function unknownCode(
  given: unknown,
  known: readonly string[],
  path?: readonly (string | number)[],
): Motif {
  const text = typeof given === 'string' ? given.slice(0, 80) : '';
  const near = [...new Set(known)].sort((a, b) => likeness(text, b) - likeness(text, a)).slice(0, 3);
  return {
    code: 'code_inconnu',
    phrase: 'Ce code n’existe pas dans la liste.',
    alternative: `Codes proches\u00a0: ${near.join(', ')}.`,
    ...(path && { path }),
  };
}

function entreesOf(liste: ListeId): readonly Ligne[] {
  return LISTES[liste];
}

/** Share of the pairs of letters that two codes have in common (Dice). */
function likeness(a: string, b: string): number {
  const shared = Array.from({ length: Math.max(0, a.length - 1) }, (_, i) => a.slice(i, i + 2));
  return shared.filter((pair) => b.includes(pair)).length / (a.length + b.length);
}

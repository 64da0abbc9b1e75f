import { refuser, toMotif, type Motif, type Resultat } from '../modele/motif.ts';
import {
  ACTES,
  ACTES_EXPRES,
  CLASSES,
  MODES,
  type Acte,
  type Classe,
  type Mode,
} from '../modele/nomenclatures.ts';

/** `requis` = no mandate, no act; `recommande` = advised; `aucun` = the person does it. */
export type Niveau = 'aucun' | 'recommande' | 'requis';

export interface Besoin {
  niveau: Niveau;
  /** `ecrite` = paper, screen or witnessed: an oral mandate does not suffice. */
  forme: 'libre' | 'ecrite';
}

export interface QuestionBesoin {
  mode: Mode;
  classe: Classe;
  /** Act done by the writer; without it, the base cell of the ladder. */
  acte?: Acte | undefined;
  /** The writer types the person's credentials. */
  identifiantsParEcrivain?: boolean | undefined;
}

const ECHELLE: Record<Mode, Record<Classe, Niveau>> = {
  informer: { simple: 'aucun', sensible: 'aucun' },
  faire_faire: { simple: 'aucun', sensible: 'aucun' },
  faire_avec: { simple: 'aucun', sensible: 'recommande' },
  faire_a_la_place_present: { simple: 'recommande', sensible: 'requis' },
  faire_a_la_place_absent: { simple: 'requis', sensible: 'requis' },
};

/** In the other three modes the writer acts. */
export const isParLaPersonne = (mode: Mode): boolean => mode === 'informer' || mode === 'faire_faire';
/** Every act beyond consulter, saisir, deposer: a test holds the two lists to make the whole. */
const isExpres = (acte: Acte) => (ACTES_EXPRES as readonly Acte[]).includes(acte);

/**
 * Whether a mandate is needed, by mode, class of the démarche, act and credentials (CNIL kit 2019/2021: je forme,
 * j'accompagne, je fais; Aidants Connect kit 2025; the finer cells are policy).
 * @returns the need, `commande_invalide` for an unknown code, or `mode_incoherent` when the person is said to type while the writer types her credentials
 */
export function besoin(q: QuestionBesoin): Resultat<Besoin> {
  const inconnus = checkCodes(q);
  if (inconnus.length > 0) return refuser(...inconnus);
  const parLaPersonne = isParLaPersonne(q.mode);
  if (q.identifiantsParEcrivain === true && parLaPersonne) {
    const phrase = 'L’écrivain ne saisit pas les identifiants dans ce mode : la personne fait elle-même.';
    return refuser(toMotif('mode_incoherent', { phrase, path: ['identifiantsParEcrivain'] }));
  }
  return {
    ok: true,
    value: {
      niveau: toNiveau(q, parLaPersonne),
      forme: q.mode === 'faire_a_la_place_absent' ? 'ecrite' : 'libre',
    },
  };
}

function checkCodes({ mode, classe, acte }: QuestionBesoin): Motif[] {
  const phrase = 'Ce code n’existe pas.';
  const inconnu = (champ: string) => toMotif('commande_invalide', { path: [champ], phrase });
  return [
    ...(MODES.includes(mode) ? [] : [inconnu('mode')]),
    ...(CLASSES.includes(classe) ? [] : [inconnu('classe')]),
    ...(acte === undefined || ACTES.includes(acte) ? [] : [inconnu('acte')]),
  ];
}

function toNiveau(q: QuestionBesoin, parLaPersonne: boolean): Niveau {
  if (parLaPersonne) return 'aucun';
  if (q.identifiantsParEcrivain === true) return 'requis';
  if (q.acte !== undefined && isExpres(q.acte)) return 'requis';
  return ECHELLE[q.mode][q.classe];
}

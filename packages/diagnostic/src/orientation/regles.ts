import data from '../../data/regles-orientation@1.json' with { type: 'json' };
import type { Bilan } from '../bilan.ts';
import type { Source, Status } from '../instrument.ts';
import type { Confiance } from '../profil.ts';

export const SOUHAITS = ['apprendre', 'etre_accompagne', 'deleguer', 'ne_sait_pas'] as const;
export type Souhait = (typeof SOUHAITS)[number];

/** How the person reads: seen, never assumed from a nationality. */
export const LECTURES = ['seul', 'avec_aide', 'non'] as const;
export type Lecture = (typeof LECTURES)[number];

/** What is known beside the level and the barriers; everything may be missing. */
export interface Contexte {
  confiance?: Confiance;
  souhait?: Souhait;
  lecture?: Lecture;
  /** The person came for a démarche and is stuck on it. */
  demarcheEnCours?: boolean;
}

/** What `orienter` reads of a result: that of `score`, or the one a person carries (then without areas). */
export type BilanOriente = Pick<Bilan, 'instrument' | 'bounds' | 'areas'>;

export const NATURES = ['accompagnement', 'atelier', 'lecture', 'equipement', 'a_preciser'] as const;
/** What kind of thing is proposed: rules exclude whole kinds ("no workshop"). */
export type Nature = (typeof NATURES)[number];

/** The five modes of help. */
export const MODES = [
  'informer',
  'faire_faire',
  'faire_avec',
  'faire_a_la_place_present',
  'faire_a_la_place_absent',
] as const;
export type Mode = (typeof MODES)[number];

export const NIVEAUX_ATELIER = ['debutant', 'intermediaire', 'avance'] as const;
/** `NiveauAtelier` of La Coop. */
export type NiveauAtelier = (typeof NIVEAUX_ATELIER)[number];

/** All that is written must hold. */
export interface Condition {
  paliers?: readonly string[];
  /** `code` (whatever its value) or `code=value`. */
  frein?: string;
  souhait?: readonly Souhait[];
  lecture?: readonly Lecture[];
  crainte?: true;
  /** Confidence of this step or lower. */
  confianceMax?: 0 | 1 | 2;
  demarcheEnCours?: true;
}

export interface PropositionRegle {
  cible: string;
  nature: Nature;
  /** One of them is enough. */
  quand: readonly Condition[];
  /** French, for the person: sentences of 12 words at most. */
  phrase: string;
  modes?: readonly Mode[];
  niveauAtelier?: NiveauAtelier;
  dataInclusion?: readonly string[];
  coop?: readonly string[];
  /** Themes of each area where nothing is established. */
  coopParDomaine?: Readonly<Record<string, readonly string[]>>;
}

export interface Regle {
  id: string;
  source: string;
  /** Kinds that nobody proposes where this rule holds, whatever their rank. */
  exclut?: readonly Nature[];
  propositions: readonly PropositionRegle[];
}

/** How the rules read the levels of one instrument. */
export interface LectureInstrument {
  /** Its areas at zero narrow the steps (the five areas of DSI 2.0). */
  parDomaines: boolean;
  /** From the lowest to the highest. */
  niveaux: readonly { code: string; paliers: readonly string[] }[];
  /** Area of the instrument → area of the rules. */
  domaines: Readonly<Record<string, string>>;
}

/** The rules of orientation, as dated data with their sources. Steps (`paliers`) are those of DSI 2.0. */
export interface ReglesOrientation {
  id: string;
  version: string;
  statut: Status;
  sources: readonly Source[];
  /** Most proposals shown. */
  max: number;
  paliers: readonly { code: string; libelle: string; domainesVides?: readonly [number, number] }[];
  domaines: Readonly<Record<string, string>>;
  /** By `id@version`. */
  instruments: Readonly<Record<string, LectureInstrument>>;
  vocabulaires: { dataInclusion: readonly string[]; coop: readonly string[] };
  /** Each rule once, the first wins. */
  precedence: readonly string[];
  regles: readonly Regle[];
  aPreciser: {
    regle: string;
    cible: string;
    source: string;
    /** Said where the levels still possible lead to different proposals. */
    niveau: string;
    /** Said where the rules wait for the person's wish. */
    souhait: string;
    /** Steps where nothing to propose is a full result. */
    sansSuite: readonly string[];
  };
}

// A test passes the file through parseRegles: at run time it is trusted.
/** The shipped rules: O1 to O9 of the specification, and two additions (E1, E2). */
export const reglesOrientation: ReglesOrientation = data as unknown as ReglesOrientation;

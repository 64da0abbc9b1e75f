import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Perimetre } from '@porte-plume/demarches';
import type { Acte, Mode, MotifPour, Theme } from './acte.ts';
import type { Atelier } from './atelier.ts';
import type { DateCivile, Id, Instant } from './date-civile.ts';
import type { DemarcheVue } from './demarche-faits.ts';
import type { EvenementSeance } from './evenement-seance.ts';
import type { LimitesFichier } from './feuille.ts';
import type { ImportIssue } from './import-issue.ts';
import type { Intervention } from './intervention.ts';
import { LISTES, type Code } from './nomenclature-2026-1.ts';
import type { Acteur } from './role.ts';

/** A démarche that free words name. */
export interface DemarcheTrouvee {
  readonly id: string;
  /** Version of the catalogue in which it was found. */
  readonly catalogue: string;
}

/** What an import needs to know of its moment and place. */
export interface OptionsImport {
  /** `true` by default: the report is a preview, and holds no event. */
  readonly dryRun?: boolean;
  readonly maintenant: Instant;
  /** Who imports; his structure owns the séances. */
  readonly acteur: Acteur;
  /** Writer of the imported séances; the actor by default. */
  readonly agentId?: Id;
  /** Name of a lieu in the file → its id. Compared without case, accents or punctuation. */
  readonly lieux?: Readonly<Record<string, Id>>;
  /** For the rows that name no lieu. */
  readonly lieuParDefaut?: Id;
  /** Ids of the séances, interventions and workshops that exist already: importing again is then a no-op. */
  readonly connus?: ReadonlySet<Id>;
  /** Finds a démarche by what the file calls it; by default the catalogue of `@porte-plume/demarches`, loaded on demand. */
  readonly findDemarche?: (texte: string) => DemarcheTrouvee | null;
  readonly limites?: Partial<LimitesFichier>;
}

/** What becomes of one row of the file. */
export interface LigneImport {
  ligne: number;
  statut: 'prete' | 'erreur' | 'doublon' | 'connue';
  /** Id of the intervention or workshop that the row gives, or is a part of. */
  id?: Id;
}

/** « Oriented », as an old tool knew it: to which kind of body at most. The rest of an `Orientation` is not known. */
export interface OrientationReprise {
  id: Id;
  interventionId: Id;
  le: DateCivile;
  structureDeRedirection: string | null;
}

export interface ResumeImport {
  format: 'csv' | 'xlsx' | 'ods' | null;
  encodage: 'utf-8' | 'utf-16' | 'windows-1252' | null;
  /** Rows below the header, blank ones left out. Each is in exactly one of the four counts below. */
  lignes: number;
  pretes: number;
  enErreur: number;
  doublons: number;
  connues: number;
  interventions: number;
  ateliers: number;
  seances: number;
  du: DateCivile | null;
  au: DateCivile | null;
  /** Issues by code. */
  parCode: Record<string, number>;
  /** Values that the source does not tell apart, by field: what was taken, and how often. */
  approches: { champ: string; code: string; nombre: number }[];
  /** Columns of the file that were not read. */
  colonnesEcartees: number;
}

/** An intervention to come, its lieu beside it: the séance is made at the confirmation. */
export interface InterventionReprise {
  lieuId: Id;
  intervention: Intervention;
}

/** UUID version 8 (RFC 9562): the first half of a SHA-256, so that the same source always gets the same id. */
export function idOf(...parts: readonly string[]): Id {
  const hex = bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts)))).slice(0, 32);
  const variant = ((parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** Says a scope when the démarche itself is not known: `reprise:logement`. Only imports make it. */
const REPRISE = 'reprise:';
const CATALOGUE_REPRISE = 'reprise';

type PerimetreReprise = Code<'perimetre'>;

/** The démarche of an imported acte of which only the scope is known; `null` for any other id. */
export function getDemarcheReprise(id: string): (DemarcheVue & { perimetre: Perimetre }) | null {
  const entree = LISTES.perimetre.find((p) => `${REPRISE}${p.code}` === id);
  if (entree === undefined || entree.code === 'sans_perimetre') return null;
  return { id, nom: `Démarche reprise\u00a0: ${entree.libelle}`, perimetre: entree.code, classe: 'simple' };
}

/** What a source says of the acts of one meeting. */
export interface ActesSource {
  readonly base: string;
  readonly date: DateCivile;
  readonly lieuId: Id;
  readonly themes: readonly Theme[];
  readonly demarches: readonly DemarcheTrouvee[];
  readonly perimetres: readonly PerimetreReprise[];
  readonly mode: Mode;
  readonly appui?: 'guide' | 'verifie';
  readonly motifPour?: MotifPour;
  readonly issue: Code<'issue'>;
  /** Why it was given up; without it an abandonment cannot be said. */
  readonly motifAbandon?: Code<'motifAbandon'>;
  /** What stopped the démarche, and where. */
  readonly blocage?: {
    readonly code: Code<'blocage'>;
    readonly operateurId: Id;
    readonly canal: Id;
    readonly planB: Code<'planB'>;
  };
}

/**
 * One acte for each démarche and theme, in that order. When no démarche is known, each scope is one. Only the first acte is
 * oriented, and only the first démarche blocked: a meeting is said to be so once.
 */
export function composeActes(s: ActesSource): Acte[] {
  const objets: Acte['objet'][] = [
    ...s.demarches.map((d) => ({ nature: 'demarche' as const, demarcheId: d.id, catalogue: d.catalogue })),
    ...(s.demarches.length > 0 ? [] : s.perimetres).map((p) => ({
      nature: 'demarche' as const,
      demarcheId: `${REPRISE}${p}`,
      catalogue: CATALOGUE_REPRISE,
    })),
    ...s.themes.map((theme) => ({ nature: 'theme' as const, theme })),
  ];
  const blocked = objets.findIndex(({ nature }) => nature === 'demarche');
  return objets.map((objet, i) => ({
    id: idOf(s.base, 'acte', String(i)),
    objet,
    mode: s.mode,
    ...(s.mode === 'faire_faire' && { appui: s.appui ?? 'guide' }),
    ...(s.motifPour !== undefined && { motifPour: s.motifPour }),
    actesFaits: [],
    saisieIdentifiants: false,
    issue: s.issue === 'bloquee' && i !== blocked ? { code: 'finalisee' } : issueFor(s, i),
    ...(s.issue === 'bloquee' && i === blocked && blocageFor(s, objet)),
  }));
}

/** The month is that of the meeting. */
function blocageFor(s: ActesSource, objet: Acte['objet']): Pick<Acte, 'blocage'> | undefined {
  if (s.blocage === undefined || objet.nature !== 'demarche') return undefined;
  const { planB, ...known } = s.blocage;
  return {
    blocage: { blocage: { demarcheId: objet.demarcheId, ...known, mois: s.date.slice(0, 7) }, planB },
  };
}

function issueFor(s: ActesSource, rank: number): Acte['issue'] {
  switch (s.issue) {
    case 'finalisee':
    case 'bloquee':
      return { code: s.issue };
    case 'abandonnee':
      return s.motifAbandon === undefined
        ? { code: 'finalisee' }
        : { code: 'abandonnee', motif: s.motifAbandon };
    case 'orientee':
      return rank === 0
        ? { code: 'orientee', orientationId: idOf(s.base, 'orientation') }
        : { code: 'finalisee' };
    case 'a_poursuivre':
    case 'en_attente_reponse':
      return {
        code: s.issue,
        // The past is not chased: the line exists, and is already left aside.
        relance: {
          id: idOf(s.base, 'relance', String(rank)),
          le: s.date,
          nature: s.issue === 'a_poursuivre' ? 'rappel_personne' : 'reponse_attendue',
          lieuId: s.lieuId,
          etat: 'ignoree',
        },
      };
  }
}

/** What an import gives before it is confirmed. It changes nothing. */
export interface ImportReport {
  lignes: LigneImport[];
  /** Every issue of every row, by row. */
  issues: ImportIssue[];
  resume: ResumeImport;
  /** Rows that are ready, as they would be recorded. */
  interventions: InterventionReprise[];
  ateliers: Atelier[];
  orientations: OrientationReprise[];
  /** What to record: empty in a preview. */
  evenements: EvenementSeance[];
}

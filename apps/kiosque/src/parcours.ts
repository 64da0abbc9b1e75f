import type { Bilan, Evidence, Reponse, Valeur } from '@porte-plume/diagnostic';
import { inseeIllectronisme2021 } from '@porte-plume/diagnostic/instruments';
import {
  arbreIllectronisme2021,
  departRapide,
  next,
  type Plan,
  type Suite,
} from '@porte-plume/diagnostic/plan';
import { score } from '@porte-plume/diagnostic/score';
import { freinSuivant, QUESTIONS_FREINS, type ReponsesFreins } from './freins.ts';

/** `kiosque`: the person answers. `entretien`: the writer reads, notes the evidence, and has things shown. */
export type Mode = 'kiosque' | 'entretien';

/** What the screen shows; one at a time. */
export type Ecran =
  | { nom: 'accueil' | 'exemple' | 'exemple-compris' | 'suite' | 'gene' | 'apercu' | 'resultat' }
  | { nom: 'question' | 'montrer'; item: string }
  | { nom: 'frein'; code: string };

/** What the person, or the writer, does. `changer` comes from the overview. */
export type Geste =
  | {
      geste:
        | 'commencer'
        | 'entretien'
        | 'exemple'
        | 'compris'
        | 'passer'
        | 'retour'
        | 'arreter'
        | 'continuer'
        | 'resultat'
        | 'terminer';
    }
  | { geste: 'repondre'; value: Valeur; evidence?: Evidence }
  | { geste: 'montrer'; value: 'yes' | 'no' | 'refused' }
  | { geste: 'choisir'; cle: string }
  | { geste: 'changer'; item: string };

/** The whole state: lives in memory only, `DEBUT` forgets it. */
export interface Parcours {
  mode: Mode;
  ecran: Ecran;
  journal: readonly Reponse[];
  freins: ReponsesFreins;
  /** The questions about what holds back were offered. */
  gene: boolean;
  /** The person accepted the questions after the first three. */
  complet: boolean;
  /** An answer is being changed from the overview. */
  changement: boolean;
  /** One step back. */
  precedent: Parcours | null;
}

export const DEBUT: Parcours = {
  mode: 'kiosque',
  ecran: { nom: 'accueil' },
  journal: [],
  freins: {},
  gene: false,
  complet: false,
  changement: false,
  precedent: null,
};

export const INSTRUMENT = inseeIllectronisme2021;

/** Nobody is there to look: alone on the screen, nothing is to be shown. */
const SEUL: Plan = { ...arbreIllectronisme2021, showPolicy: 'none' };

function suiteDe({ mode, journal }: Parcours, complet: boolean): Suite | null {
  const plan = mode === 'entretien' ? arbreIllectronisme2021 : complet ? SEUL : departRapide;
  const suite = next(plan, journal);
  return suite.ok ? suite.value : null;
}

/** The end of the whole interview as it stands, or `null` while something is left to ask or to show. */
export function finDe(parcours: Parcours): (Suite & { kind: 'stop' }) | null {
  const suite = suiteDe(parcours, true);
  return suite?.kind === 'stop' ? suite : null;
}

/** Is there still something to ask, beyond the first three questions, or about what holds back? */
export function resteDesQuestions(parcours: Parcours): boolean {
  return finDe(parcours) === null || freinSuivant(parcours.freins) !== null;
}

/** One step back is offered, so one is kept: answers taken back do not linger in memory. */
function unPas(parcours: Parcours): Parcours {
  return { ...parcours, precedent: null };
}

function ecranSuivant(parcours: Parcours): Ecran {
  const suite = suiteDe(parcours, parcours.complet);
  if (suite?.kind === 'ask') return { nom: 'question', item: suite.item };
  if (suite?.kind === 'show') return { nom: 'montrer', item: suite.item };
  if (!parcours.complet && finDe(parcours) === null) return { nom: 'suite' };
  if (!parcours.gene) return { nom: 'gene' };
  const code = freinSuivant(parcours.freins);
  return code === null ? { nom: 'apercu' } : { nom: 'frein', code };
}

function avance(parcours: Parcours, nouveau: Partial<Parcours>): Parcours {
  const base = { ...parcours, ...nouveau, changement: false, precedent: unPas(parcours) };
  return { ...base, ecran: parcours.changement ? { nom: 'apercu' } : ecranSuivant(base) };
}

function noter(parcours: Parcours, item: string, value: Valeur, evidence: Evidence, le: string): Parcours {
  const reponse: Reponse = { item, value, evidence, le };
  if (!parcours.changement) return avance(parcours, { journal: [...parcours.journal, reponse] });
  // Every earlier answer drops out: a stronger evidence would otherwise win over what was just changed.
  const anciennes = parcours.journal.flatMap((autre, index) => (autre.item === item ? [index] : []));
  const corrections = anciennes.map((corrects) => ({ ...reponse, corrects }));
  return avance(parcours, { journal: [...parcours.journal, ...corrections] });
}

function passer(parcours: Parcours, le: string): Parcours {
  const { ecran, changement } = parcours;
  if (changement) return avance(parcours, {});
  if (ecran.nom === 'question') return noter(parcours, ecran.item, 'refused', 'self', le);
  if (ecran.nom === 'montrer') return noter(parcours, ecran.item, 'refused', 'observed', le);
  if (ecran.nom !== 'frein') return parcours;
  return avance(parcours, { freins: { ...parcours.freins, [ecran.code]: 'passee' } });
}

function continuer(parcours: Parcours): Parcours {
  const { nom } = parcours.ecran;
  const complet = parcours.complet || nom === 'suite' || (nom === 'apercu' && parcours.journal.length > 0);
  return avance(parcours, { complet, gene: parcours.gene || nom === 'gene' });
}

function changer(parcours: Parcours, item: string): Parcours {
  const frein = QUESTIONS_FREINS.some(({ code }) => code === item);
  const ecran: Ecran = frein ? { nom: 'frein', code: item } : { nom: 'question', item };
  return { ...parcours, ecran, changement: true, precedent: unPas(parcours) };
}

/**
 * The state after a gesture: a pure function. A gesture that the screen does not offer changes nothing.
 * @param le the instant of the gesture, ISO.
 */
export function avancer(parcours: Parcours, geste: Geste, le: string): Parcours {
  const { ecran } = parcours;
  const vers = (nom: 'exemple' | 'exemple-compris' | 'apercu' | 'resultat'): Parcours => ({
    ...parcours,
    ecran: { nom },
    changement: false,
    precedent: unPas(parcours),
  });
  switch (geste.geste) {
    case 'commencer':
    case 'exemple':
      return vers('exemple');
    case 'entretien':
      return avance(parcours, { mode: 'entretien', complet: true });
    case 'compris':
      return vers('exemple-compris');
    case 'repondre':
      if (ecran.nom !== 'question') return parcours;
      return noter(parcours, ecran.item, geste.value, geste.evidence ?? 'self', le);
    case 'montrer':
      if (ecran.nom !== 'montrer') return parcours;
      return noter(parcours, ecran.item, geste.value, 'observed', le);
    case 'choisir':
      if (ecran.nom !== 'frein') return parcours;
      return avance(parcours, { freins: { ...parcours.freins, [ecran.code]: geste.cle } });
    case 'passer':
      return passer(parcours, le);
    case 'continuer':
      return continuer(parcours);
    case 'changer':
      return changer(parcours, geste.item);
    case 'arreter':
      return parcours.journal.length > 0 ? { ...vers('apercu'), gene: true } : DEBUT;
    case 'resultat':
      return vers('resultat');
    case 'retour':
      return parcours.precedent === null ? parcours : { ...parcours.precedent, precedent: null };
    case 'terminer':
      return DEBUT;
  }
}

/** The last answer to each question, in the order in which the questions were asked. */
export function reponsesActuelles(journal: readonly Reponse[]): readonly Reponse[] {
  const actuelles = new Map<string, Reponse>();
  for (const reponse of journal) {
    const refus = reponse.value === 'refused' && reponse.evidence === 'observed';
    if (!refus) actuelles.set(reponse.item, reponse);
  }
  return [...actuelles.values()];
}

/**
 * The bilan of the journal.
 * @throws RangeError if the journal is not one that `avancer` made (programmer error).
 */
export function bilanDe(parcours: Parcours): Bilan {
  const bilan = score(INSTRUMENT, parcours.journal);
  if (!bilan.ok) throw new RangeError(bilan.motifs.map((motif) => motif.code).join(' '));
  return bilan.value;
}

/** Dots: how many are full, how many in all. Three in the quick start, then one more each time. */
export function progression({ journal, ecran, complet, freins }: Parcours): { faits: number; total: number } {
  if (ecran.nom === 'frein') {
    const rang = QUESTIONS_FREINS.findIndex(({ code }) => code === ecran.code);
    const sautee = rang > 2 && !Object.hasOwn(freins, 'cout');
    return { faits: sautee ? rang - 1 : rang, total: QUESTIONS_FREINS.length - (sautee || rang < 2 ? 1 : 0) };
  }
  const faits = reponsesActuelles(journal).length;
  return { faits, total: complet ? Math.max(3, faits + 1) : 3 };
}

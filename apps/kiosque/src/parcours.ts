import {
  departRapide,
  entretienIllectronisme2021,
  next,
  score,
  type Bilan,
  type Plan,
  type Reponse,
  type Valeur,
} from '@porte-plume/diagnostic';
import { inseeIllectronisme2021 } from '@porte-plume/diagnostic/instruments';

/** What the screen shows; one at a time. */
export type Ecran =
  | { nom: 'accueil' }
  | { nom: 'exemple' }
  | { nom: 'exemple-compris' }
  | { nom: 'question'; item: string }
  | { nom: 'suite' }
  | { nom: 'apercu' }
  | { nom: 'resultat' };

/** What the person does. `changer` comes from the overview. */
export type Geste =
  | {
      geste:
        'commencer' | 'exemple' | 'compris' | 'retour' | 'arreter' | 'continuer' | 'resultat' | 'terminer';
    }
  | { geste: 'repondre'; value: Valeur }
  | { geste: 'changer'; item: string };

/** The whole state: lives in memory only, `DEBUT` forgets it. */
export interface Parcours {
  ecran: Ecran;
  journal: readonly Reponse[];
  /** The person accepted the questions after the first three. */
  complet: boolean;
  /** An answer is being changed from the overview. */
  changement: boolean;
  /** One step back. */
  precedent: Parcours | null;
}

export const DEBUT: Parcours = {
  ecran: { nom: 'accueil' },
  journal: [],
  complet: false,
  changement: false,
  precedent: null,
};

/** The person answers alone on the screen: nothing to show to anybody. */
const ENTRETIEN: Plan = { ...entretienIllectronisme2021, showPolicy: 'none' };

export const INSTRUMENT = inseeIllectronisme2021;

/** The next question, or `null` at the end of the questions accepted so far. */
function questionSuivante(journal: readonly Reponse[], complet: boolean): string | null {
  const suite = next(complet ? ENTRETIEN : departRapide, journal);
  return suite.ok && suite.value.kind === 'ask' ? suite.value.item : null;
}

/** Is there still something to ask beyond the first three questions? */
export function resteDesQuestions(parcours: Parcours): boolean {
  return questionSuivante(parcours.journal, true) !== null;
}

/** One step back is offered, so one is kept: answers taken back do not linger in memory. */
function unPas(parcours: Parcours): Parcours {
  return { ...parcours, precedent: null };
}

function apresReponse(parcours: Parcours, journal: readonly Reponse[]): Parcours {
  const { complet, changement } = parcours;
  const base = { journal, complet, changement: false, precedent: unPas(parcours) };
  const item = changement ? null : questionSuivante(journal, complet);
  if (item !== null) return { ...base, ecran: { nom: 'question', item } };
  const ouvert = !changement && !complet && questionSuivante(journal, true) !== null;
  return { ...base, ecran: { nom: ouvert ? 'suite' : 'apercu' } };
}

function repondre(parcours: Parcours, value: Valeur, le: string): Parcours {
  if (parcours.ecran.nom !== 'question') return parcours;
  const { item } = parcours.ecran;
  const ancien = parcours.journal.findLastIndex((reponse) => reponse.item === item);
  if (parcours.changement && value === 'refused') return apresReponse(parcours, parcours.journal);
  const reponse: Reponse = { item, value, evidence: 'self', le };
  const entree = ancien < 0 ? reponse : { ...reponse, corrects: ancien };
  return apresReponse(parcours, [...parcours.journal, entree]);
}

function questionner(parcours: Parcours, complet: boolean): Parcours {
  const item = questionSuivante(parcours.journal, complet);
  const ecran: Ecran = item === null ? { nom: 'apercu' } : { nom: 'question', item };
  return { ...parcours, complet, ecran, precedent: unPas(parcours) };
}

/**
 * The state after a gesture: a pure function. A gesture that the screen does not offer changes nothing.
 * @param le the instant of the gesture, ISO.
 */
export function avancer(parcours: Parcours, geste: Geste, le: string): Parcours {
  const vers = (ecran: Ecran): Parcours => ({
    ...parcours,
    ecran,
    changement: false,
    precedent: unPas(parcours),
  });
  switch (geste.geste) {
    case 'commencer':
    case 'exemple':
      return vers({ nom: 'exemple' });
    case 'compris':
      return vers({ nom: 'exemple-compris' });
    case 'repondre':
      return repondre(parcours, geste.value, le);
    case 'continuer':
      return questionner(parcours, parcours.complet || parcours.journal.length > 0);
    case 'changer':
      return { ...vers({ nom: 'question', item: geste.item }), changement: true };
    case 'arreter':
      return parcours.journal.length > 0 ? vers({ nom: 'apercu' }) : DEBUT;
    case 'resultat':
      return vers({ nom: 'resultat' });
    case 'retour':
      return parcours.precedent === null ? parcours : { ...parcours.precedent, precedent: null };
    case 'terminer':
      return DEBUT;
  }
}

/** The answers that stand, in the order in which the questions were asked. */
export function reponsesActuelles(journal: readonly Reponse[]): readonly Reponse[] {
  const actuelles = new Map<string, Reponse>();
  for (const reponse of journal) actuelles.set(reponse.item, reponse);
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
export function progression(parcours: Parcours): { faits: number; total: number } {
  const faits = reponsesActuelles(parcours.journal).length;
  return { faits, total: parcours.complet ? Math.max(3, faits + 1) : 3 };
}

import {
  instruments,
  readAnswers,
  type Evidence,
  type Instrument,
  type ReponseActuelle,
} from '@porte-plume/diagnostic';
import type { Dossier } from '../../domain/diagnostics.ts';

/** An activity, and how one knows it. */
export interface Fait {
  item: string;
  libelle: string;
  evidence: Evidence;
}

/** What two diagnostics on the same edition say of the same person: activities, never a score. */
export interface Progres {
  /** A no that became a yes. */
  nouveaux: readonly Fait[];
  /** Done before with help or only said, now seen done alone. */
  confirmes: readonly Fait[];
  /** A yes about which nothing was known before. */
  premiers: readonly Fait[];
  /** A yes that became a no. */
  aRevoir: readonly Fait[];
  toujours: readonly Fait[];
}

type Source = Pick<Dossier, 'instrument' | 'hash' | 'reponses' | 'porte'>;

/** The edition that a kept diagnostic was made with, if this version still has it as it was. */
export function editionOf({ instrument, hash }: Pick<Source, 'instrument' | 'hash'>): Instrument | null {
  const edition = Object.hasOwn(instruments, instrument) ? instruments[instrument] : undefined;
  return edition?.hash === hash ? edition : null;
}

function answersOf(instrument: Instrument, { reponses }: Source): ReadonlyMap<string, ReponseActuelle> {
  const lues = readAnswers(instrument, reponses);
  return new Map(lues.ok ? lues.value.map((une) => [une.item, une]) : []);
}

const toFait = (instrument: Instrument, { item, evidence }: ReponseActuelle): Fait => ({
  item,
  libelle: instrument.items.find(({ code }) => code === item)?.i18n.fr?.label ?? item,
  evidence,
});

/** The activities that the person does already, in the order of the edition; the mere use of internet is not one. */
export function faitsOf(source: Source): Fait[] {
  const instrument = editionOf(source);
  if (instrument === null) return [];
  return [...answersOf(instrument, source).values()]
    .filter(({ item, truth }) => truth === 'yes' && item !== instrument.usage?.item)
    .map((une) => toFait(instrument, une));
}

/**
 * Compares two diagnostics.
 * @returns null when they may not be compared: another edition, or a result of which the answers are not known
 */
export function compare(avant: Source, apres: Source): Progres | null {
  const instrument = editionOf(apres);
  if (instrument === null || avant.instrument !== apres.instrument || avant.hash !== apres.hash) return null;
  if (avant.porte !== null || apres.porte !== null) return null;
  const hier = answersOf(instrument, avant);
  const progres = { nouveaux: [], confirmes: [], premiers: [], aRevoir: [], toujours: [] } as {
    [nom in keyof Progres]: Fait[];
  };
  for (const une of answersOf(instrument, apres).values()) {
    if (une.item === instrument.usage?.item) continue;
    const fait = toFait(instrument, une);
    const veille = hier.get(une.item);
    if (une.truth === 'no') {
      if (veille?.truth === 'yes') progres.aRevoir.push(fait);
    } else if (veille === undefined) progres.premiers.push(fait);
    else if (veille.truth === 'no') progres.nouveaux.push(fait);
    else if (une.evidence === 'observed' && veille.evidence !== 'observed') progres.confirmes.push(fait);
    else progres.toujours.push(fait);
  }
  return progres;
}

import {
  arbreIllectronisme2021,
  departRapide,
  instruments,
  next,
  score,
  type Bilan,
  type Instrument,
  type Item,
  type TreePlan,
  type Reponse,
  type Suite,
} from '@porte-plume/diagnostic';
import { z } from 'zod';
import type { Choix } from '../../ui/form.tsx';

/** Nature of these drafts; the draft's id is that of the intervention. */
export const ENTRETIEN = 'diagnostic';

/** Answers so far, and how far the person wants to go. */
export const EntretienSchema = z.object({
  complet: z.boolean(),
  arrete: z.boolean(),
  reponses: z.array(z.custom<Reponse>((valeur) => typeof valeur === 'object' && valeur !== null)),
});
export type Entretien = z.infer<typeof EntretienSchema>;

/** An interview that begins: the three-question start. */
export const DEBUT: Entretien = { complet: false, arrete: false, reponses: [] };

/** The plan of an interview: three questions, or the rest of the tree. */
export function planOf(entretien: Entretien): TreePlan {
  return entretien.complet ? arbreIllectronisme2021 : departRapide;
}

/** The edition that the interview follows. */
export function instrumentOf(): Instrument {
  const instrument = instruments[arbreIllectronisme2021.instrument];
  if (instrument === undefined) throw new Error('the interview is made for an edition that is not shipped');
  return instrument;
}

/**
 * Next step, once the person may have stopped.
 * @throws when a stored answer is not one of the instrument, which the routes never store
 */
export function stepOf(entretien: Entretien): Suite | null {
  if (entretien.arrete) return null;
  const suite = next(planOf(entretien), entretien.reponses);
  if (!suite.ok) throw new Error(`interview refused: ${suite.motifs.map(({ code }) => code).join(' ')}`);
  return suite.value;
}

/** Result of the answers given, whatever the step. */
export function bilanOf(entretien: Entretien): Bilan {
  const bilan = score(instrumentOf(), entretien.reponses);
  if (!bilan.ok) throw new Error(`score refused: ${bilan.motifs.map(({ code }) => code).join(' ')}`);
  return bilan.value;
}

/** The item that a step asks about. */
export function itemOf(code: string): Item {
  const item = instrumentOf().items.find((un) => un.code === code);
  if (item === undefined) throw new Error('a plan asks an item that its instrument lacks');
  return item;
}

/** Answers offered for an item; undefined = yes or no. */
export function choixOf(item: Item): Choix[] | undefined {
  return item.choices === undefined
    ? undefined
    : Object.entries(item.choices).map(([code, libelle]) => ({ code, libelle }));
}

/** The log with one more answer, or null when the value is not one that the item takes. */
export function answer(entretien: Entretien, code: string, valeur: string, le: string): Entretien | null {
  const value =
    valeur === 'unknown' || valeur === 'refused' || valeur === 'yes' || valeur === 'no'
      ? valeur
      : /^\d$/.test(valeur)
        ? Number(valeur)
        : null;
  return value === null ? null : withReponse(entretien, { item: code, value, evidence: 'self', le });
}

const OBSERVATIONS: Readonly<Record<string, Pick<Reponse, 'value' | 'evidence'>>> = {
  seul: { value: 'yes', evidence: 'observed' },
  avec_aide: { value: 'yes', evidence: 'assisted' },
  pas_reussi: { value: 'no', evidence: 'observed' },
  refused: { value: 'refused', evidence: 'observed' },
};

/** The log with what was seen of a demonstration. */
export function observe(entretien: Entretien, code: string, valeur: string, le: string): Entretien | null {
  const vue = OBSERVATIONS[valeur];
  return vue === undefined ? null : withReponse(entretien, { item: code, ...vue, le });
}

function withReponse(entretien: Entretien, reponse: Reponse): Entretien | null {
  const suite = { ...entretien, reponses: [...entretien.reponses, reponse] };
  return next(planOf(suite), suite.reponses).ok ? suite : null;
}

/** Sentences to the person: no mark, no level, twelve words at most. */
export function phrasesOf(bilan: Bilan): string[] {
  if (bilan.illectronisme === true) {
    return [
      'Internet n’est pas simple pour vous aujourd’hui.',
      'C’est le cas de beaucoup de monde.',
      'Nous pouvons avancer pas à pas.',
    ];
  }
  if (bilan.illectronisme === false)
    return ['Vous savez déjà faire beaucoup de choses.', 'Nous restons là pour le reste.'];
  return [
    'Merci pour vos réponses.',
    'Elles ne suffisent pas pour en dire plus.',
    'Ce n’est pas grave du tout.',
  ];
}

/** Up to three proposals, each with its reason: the person chooses, nothing is automatic. */
export function propositionsOf(bilan: Bilan): { phrase: string; raison?: string }[] {
  if (bilan.illectronisme === false) {
    return [
      {
        phrase: 'Faire vous-même, et nous vérifions avant l’envoi.',
        raison: 'Vous l’avez déjà fait, ou presque.',
      },
    ];
  }
  return [
    {
      phrase: 'Continuer à venir ici, aussi longtemps que vous voulez.',
      raison: 'Être aidé longtemps est une bonne réponse.',
    },
    ...(bilan.illectronisme === true
      ? [
          {
            phrase: 'Apprendre un geste à la fois, pendant la permanence.',
            raison: 'Un atelier n’est jamais obligatoire.',
          },
        ]
      : []),
  ];
}

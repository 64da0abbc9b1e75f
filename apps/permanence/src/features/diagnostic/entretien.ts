import {
  arbreIllectronisme2021,
  departRapide,
  instruments,
  next,
  parseReponses,
  score,
  type Bilan,
  type Evidence,
  type Instrument,
  type Item,
  type Reponse,
  type Suite,
  type TreePlan,
} from '@porte-plume/diagnostic';
import { fromPorte, type ResultatPorte } from '@porte-plume/diagnostic/qr';
import { z } from 'zod';
import { DossierSchema, type Dossier } from '../../domain/diagnostics.ts';

/** Nature of these drafts; the draft's id is that of the intervention. */
export const ENTRETIEN = 'diagnostic';

/** Screens that are offered once, and may be reopened. */
const OFFRES = ['plus', 'ressenti', 'freins'] as const;

/** An interview in progress: the log of the answers, and how far the person wants to go. */
export const EntretienSchema = DossierSchema.pick({
  reponses: true,
  ressenti: true,
  freins: true,
  porte: true,
}).extend({
  /** The person accepted the rest of the tree after the quick start. */
  complet: z.boolean(),
  arrete: z.boolean(),
  /** Place in the log of the answer that is being corrected. */
  reprise: z.number().nullable(),
  /** Who speaks: it stays from one question to the next. */
  parole: z.enum(['self', 'proxy']),
  vus: z.array(z.enum(OFFRES)),
});
export type Entretien = z.infer<typeof EntretienSchema>;

/** An interview that begins: the three-question start. */
export const DEBUT: Entretien = {
  complet: false,
  arrete: false,
  reprise: null,
  parole: 'self',
  vus: [],
  reponses: [],
  ressenti: { niveau: null, crainte: null, souhait: null },
  freins: [],
  porte: null,
};

/** A result carried from the kiosk: nothing more is asked, everything may be added. */
export function entretienOf(porte: ResultatPorte): Entretien {
  return { ...DEBUT, arrete: true, vus: [...OFFRES], porte, freins: [...fromPorte(porte).freins] };
}

/** The edition that the interview follows. */
export function instrumentOf(): Instrument {
  const instrument = instruments[arbreIllectronisme2021.instrument];
  if (instrument === undefined) throw new Error('the interview is made for an edition that is not shipped');
  return instrument;
}

/** Three questions, or the rest of the tree. */
const planOf = ({ complet }: Entretien): TreePlan => (complet ? arbreIllectronisme2021 : departRapide);

function stepIn(plan: TreePlan, { reponses }: Entretien): Suite {
  const suite = next(plan, reponses);
  if (!suite.ok) throw new Error(`interview refused: ${suite.motifs.map(({ code }) => code).join(' ')}`);
  return suite.value;
}

/** What the tree would do next if the person went on: nothing, a question, or a yes to show. */
export function restOf(entretien: Entretien): 'ask' | 'show' | null {
  if (entretien.porte !== null) return null;
  const { kind } = stepIn(arbreIllectronisme2021, entretien);
  return kind === 'stop' ? null : kind;
}

/** The screen that comes next. */
export type Ecran =
  | { nature: 'question'; item: string; posees: number; reprise: boolean }
  | { nature: 'montrer'; item: string; tache: string }
  | { nature: 'plus'; reste: 'ask' | 'show' }
  | { nature: 'ressenti' | 'freins' | 'resultat' };

/** Where the interview stands; a pure function of the draft, whatever the buttons pressed before. */
export function ecranOf(entretien: Entretien): Ecran {
  const { reponses, reprise, vus } = entretien;
  const posees = new Set(reponses.map(({ item }) => item)).size;
  const corrigee = reprise === null ? undefined : reponses[reprise];
  if (corrigee !== undefined)
    return { nature: 'question', item: corrigee.item, posees: posees - 1, reprise: true };
  if (!entretien.arrete) {
    const step = stepIn(planOf(entretien), entretien);
    if (step.kind === 'ask') return { nature: 'question', item: step.item, posees, reprise: false };
    if (step.kind === 'show')
      return { nature: 'montrer', item: step.item, tache: step.tache.i18n.fr?.consigne ?? '' };
    const reste = vus.includes('plus') ? null : restOf(entretien);
    if (reste !== null) return { nature: 'plus', reste };
  }
  if (!vus.includes('ressenti')) return { nature: 'ressenti' };
  return { nature: vus.includes('freins') ? 'resultat' : 'freins' };
}

/** Whether the last stop of the tree is a probable illectronisme, and how probable. */
export function probableOf(entretien: Entretien): number | null {
  if (entretien.porte !== null) return null;
  const step = stepIn(arbreIllectronisme2021, entretien);
  return step.kind === 'stop' && step.by === 'posterior' && step.decision === true
    ? (step.posterior ?? null)
    : null;
}

/** Result of the answers given, whatever the step; of a kiosk, only what it carried. */
export function bilanOf({ porte, reponses }: Pick<Dossier, 'porte' | 'reponses'>): Bilan {
  if (porte !== null) return toBilan(porte);
  const bilan = score(instrumentOf(), reponses);
  if (!bilan.ok) throw new Error(`score refused: ${bilan.motifs.map(({ code }) => code).join(' ')}`);
  return bilan.value;
}

function toBilan(porte: ResultatPorte): Bilan {
  const { level, illectronisme } = porte;
  return {
    ...fromPorte(porte).bilan,
    level,
    certain: level !== null,
    officialLevel: null,
    illectronisme,
    evidence: { self: 0, proxy: 0, assisted: 0, observed: 0 },
    weakestDecisive: null,
    alertes: [],
    trace: [],
  };
}

/** The item of a question. */
export function itemOf(code: string): Item {
  const item = instrumentOf().items.find((un) => un.code === code);
  if (item === undefined) throw new Error('a plan asks an item that its instrument lacks');
  return item;
}

/** Place of the last answer that still stands: one step back leads there. */
export function lastOf({ reponses }: Entretien): number | null {
  const annulees = new Set(reponses.map(({ corrects }) => corrects));
  const place = reponses.findLastIndex((_, index) => !annulees.has(index));
  return place < 0 ? null : place;
}

/** The draft with one more answer, or null when the value is not one that the item takes. */
export function answer(
  entretien: Entretien,
  { item, valeur, preuve, le }: { item: string; valeur: string; preuve: Evidence; le: string },
): Entretien | null {
  const value = /^\d$/.test(valeur) ? Number(valeur) : valeur;
  // To decline an answer is only ever said: a refusal that is « seen » would mean a demonstration declined.
  const dite = value === 'unknown' || value === 'refused';
  const parole = preuve === 'self' || preuve === 'proxy' ? preuve : entretien.parole;
  const reponse = { item, value, evidence: dite ? parole : preuve, le };
  return append({ ...entretien, parole }, reponse);
}

const OBSERVATIONS: Readonly<Record<string, Pick<Reponse, 'value' | 'evidence'>>> = {
  seul: { value: 'yes', evidence: 'observed' },
  avec_aide: { value: 'yes', evidence: 'assisted' },
  pas_reussi: { value: 'no', evidence: 'observed' },
  refused: { value: 'refused', evidence: 'observed' },
};

/** The draft with what was seen of a demonstration. */
export function observe(entretien: Entretien, item: string, valeur: string, le: string): Entretien | null {
  const vue = Object.hasOwn(OBSERVATIONS, valeur) ? OBSERVATIONS[valeur] : undefined;
  return vue === undefined ? null : append(entretien, { item, ...vue, le });
}

function append(entretien: Entretien, reponse: object): Entretien | null {
  const { reprise } = entretien;
  const journal = parseReponses([
    ...entretien.reponses,
    { ...reponse, ...(reprise === null ? {} : { corrects: reprise }) },
  ]);
  if (!journal.ok) return null;
  const suite = { ...entretien, reprise: null, reponses: [...journal.value] };
  return next(planOf(suite), suite.reponses).ok ? suite : null;
}

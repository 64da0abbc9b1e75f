import { checkFreins, type FreinConstate } from '../frein.ts';
import type { Motif, Resultat } from '../motif.ts';
import { factsOf, niveauFait, quoted, SOUHAIT_FR, type Fait, type Situation } from './fait.ts';
import { domainesVides, paliersOf } from './palier.ts';
import {
  LECTURES,
  reglesOrientation,
  SOUHAITS,
  type BilanOriente,
  type Contexte,
  type Mode,
  type Nature,
  type NiveauAtelier,
  type PropositionRegle,
  type ReglesOrientation,
} from './regles.ts';

/** Something to offer, with its reasons. It decides nothing: a writer confirms or replaces it. */
export interface Proposition {
  /** Rule id. */
  regle: string;
  cible: string;
  nature: Nature;
  vocabulaires: { dataInclusion?: readonly string[]; coop?: readonly string[] };
  niveauAtelier?: NiveauAtelier;
  modes?: readonly Mode[];
  /** Codes of the facts used (`niveau=LM`, `souhait=apprendre`, `frein=I_IUNUN`). */
  faits: readonly string[];
  /** French, for the person. */
  phrase: string;
  /** The facts in French, for the writer. */
  raison: string;
  /** What would make this proposal fall, or settle it: "Si …". */
  changeraitSi: readonly string[];
}

/** A proposal that holds at one step, with each alternative of its condition that is satisfied. */
interface Held {
  rank: number;
  regle: string;
  proposition: PropositionRegle;
  alternatives: readonly (readonly Fait[])[];
}

function heldAt(palier: string, situation: Situation): readonly Held[] {
  const { regles } = situation;
  const excluded = new Set<Nature>();
  const held = regles.precedence.flatMap((id, rank): Held[] => {
    const regle = regles.regles.find((one) => one.id === id);
    const applied = (regle?.propositions ?? []).flatMap((proposition): Held[] => {
      const alternatives = proposition.quand.flatMap((condition) => {
        const faits = factsOf(condition, palier, situation);
        return faits === null ? [] : [faits];
      });
      return alternatives.length > 0 ? [{ rank, regle: id, proposition, alternatives }] : [];
    });
    if (applied.length > 0) for (const nature of regle?.exclut ?? []) excluded.add(nature);
    return applied;
  });
  const kept = new Map<string, Held>();
  for (const one of held) {
    const { cible, nature } = one.proposition;
    if (!excluded.has(nature) && !kept.has(cible)) kept.set(cible, one);
  }
  return [...kept.values()];
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

/** One fact of each satisfied alternative has to fall: every choice of them, the shortest first. */
function changes(alternatives: readonly (readonly Fait[])[]): readonly string[] {
  let choices: readonly (readonly string[])[] = [[]];
  for (const faits of alternatives) {
    choices = choices.flatMap((choice) => faits.map(({ sinon }) => unique([...choice, sinon]))).slice(0, 32);
  }
  const sorted = [...choices].sort((a, b) => a.length - b.length);
  return unique(sorted.map((choice) => `Si ${choice.join(', et si ')}.`));
}

function toProposition({ regle, proposition, alternatives }: Held, situation: Situation): Proposition {
  const { bilan, regles } = situation;
  const { cible, nature, phrase, niveauAtelier, modes, dataInclusion, coopParDomaine } = proposition;
  const faits = alternatives.flat();
  const vides = coopParDomaine ? domainesVides(bilan, regles) : [];
  const coop = unique([
    ...(proposition.coop ?? []),
    ...vides.flatMap((domaine) => coopParDomaine?.[domaine] ?? []),
  ]);
  const named = vides.map((domaine) => regles.domaines[domaine] ?? domaine);
  const reasons = faits.map((fait) => fait.phrase);
  if (named.length > 0) reasons.push(`Rien d’établi encore en\u00a0: ${named.join(', ')}.`);
  return {
    regle,
    cible,
    nature,
    vocabulaires: { ...(dataInclusion ? { dataInclusion } : {}), ...(coop.length > 0 ? { coop } : {}) },
    ...(niveauAtelier ? { niveauAtelier } : {}),
    ...(modes ? { modes } : {}),
    faits: unique([...faits.map(({ code }) => code), ...vides.map((domaine) => `domaine.${domaine}=none`)]),
    phrase,
    raison: unique(reasons).join(' '),
    changeraitSi: changes(alternatives),
  };
}

/** The proposals that hold whatever the level turns out to be, in order of precedence. */
function common(perPalier: readonly (readonly Held[])[]): readonly Held[] {
  const [first = [], ...others] = perPalier;
  return first
    .flatMap((held) => {
      const same = others.map((list) =>
        list.find(({ proposition }) => proposition.cible === held.proposition.cible),
      );
      const everywhere = same.filter((one) => one !== undefined);
      if (everywhere.length < same.length) return [];
      const [strongest = held] = [held, ...everywhere].sort((a, b) => a.rank - b.rank);
      return [strongest];
    })
    .sort((a, b) => a.rank - b.rank);
}

/** What each wish would bring, where the person has not said one yet. */
function byWish(situation: Situation): readonly string[] {
  const { souhait } = situation.contexte;
  if (souhait !== undefined && souhait !== 'ne_sait_pas') return [];
  return SOUHAITS.flatMap((wish) => {
    const contexte = { ...situation.contexte, souhait: wish };
    const [first] = common(situation.paliers.map((palier) => heldAt(palier, { ...situation, contexte })));
    return first
      ? [`Si la personne souhaite ${SOUHAIT_FR[wish]}\u00a0: ${quoted(first.proposition.phrase)}`]
      : [];
  });
}

/** What each level would bring, one line a proposal. */
function byLevel(perPalier: readonly (readonly Held[])[], { paliers, regles }: Situation): readonly string[] {
  const lines = new Map<string, string[]>();
  for (const [index, list] of perPalier.entries()) {
    const libelle = regles.paliers.find(({ code }) => code === paliers[index])?.libelle ?? '';
    for (const { proposition } of list) {
      lines.set(proposition.phrase, [...(lines.get(proposition.phrase) ?? []), quoted(libelle)]);
    }
  }
  return [...lines].map(
    ([phrase, names]) => `Si le niveau est ${names.join(' ou ')}\u00a0: ${quoted(phrase)}`,
  );
}

function toSpecify(perPalier: readonly (readonly Held[])[], situation: Situation): Proposition {
  const { regles } = situation;
  const { regle, cible, niveau, souhait } = regles.aPreciser;
  const waitsForLevel = perPalier.some((list) => list.length > 0);
  const fait = niveauFait(situation, situation.paliers);
  return {
    regle,
    cible,
    nature: 'a_preciser',
    vocabulaires: {},
    faits: [fait.code],
    phrase: waitsForLevel ? niveau : souhait,
    raison: fait.phrase,
    changeraitSi: [...(waitsForLevel ? byLevel(perPalier, situation) : []), ...byWish(situation)],
  };
}

function checkContexte(contexte: Contexte): readonly Motif[] {
  const motifs: Motif[] = [];
  const check = (fine: boolean, ...path: readonly string[]): void => {
    const phrase = 'Cette valeur n’est pas de celles que le contexte accepte.';
    if (!fine) motifs.push({ code: 'shape-invalid', phrase, path: ['contexte', ...path] });
  };
  const { souhait, lecture, demarcheEnCours, confiance } = contexte as Readonly<Record<string, unknown>>;
  const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
  check(souhait === undefined || (SOUHAITS as readonly unknown[]).includes(souhait), 'souhait');
  check(lecture === undefined || (LECTURES as readonly unknown[]).includes(lecture), 'lecture');
  check(demarcheEnCours === undefined || isBoolean(demarcheEnCours), 'demarcheEnCours');
  if (confiance === undefined) return motifs;
  const { echelle, niveau, crainte } = (confiance ?? {}) as Readonly<Record<string, unknown>>;
  check(echelle === 'confiance@0', 'confiance', 'echelle');
  check(niveau === null || ([0, 1, 2, 3] as readonly unknown[]).includes(niveau), 'confiance', 'niveau');
  check(crainte === null || isBoolean(crainte), 'confiance', 'crainte');
  return motifs;
}

/**
 * What to offer next, at most three proposals, the first the most fitting. Rules are data; they propose, a writer
 * confirms. Lasting assistance is a full result, and then no workshop is proposed. While the level is an interval,
 * only what fits every level of it is proposed, else « à préciser ». An empty list says that nothing is missing.
 * @param regles those of `parseRegles`; default: the shipped ones.
 * @returns the proposals, or all the motifs: `frein-unknown`, `frein-value-unknown`, `shape-invalid` (context, list of
 * barriers), `version-unknown` (the rules do not read this instrument), `level-unknown`, `bounds-inverted`.
 */
export function orienter(
  bilan: BilanOriente,
  freins: readonly FreinConstate[],
  contexte: Contexte,
  regles: ReglesOrientation = reglesOrientation,
): Resultat<readonly Proposition[]> {
  const paliers = paliersOf(bilan, regles);
  const motifs = [...(paliers.ok ? [] : paliers.motifs), ...checkFreins(freins), ...checkContexte(contexte)];
  if (!paliers.ok || motifs.length > 0) return { ok: false, motifs };
  const situation: Situation = { bilan, freins, contexte, regles, paliers: paliers.value };
  const perPalier = paliers.value.map((palier) => heldAt(palier, situation));
  const held = common(perPalier);
  if (held.length > 0) {
    return { ok: true, value: held.slice(0, regles.max).map((one) => toProposition(one, situation)) };
  }
  const nothing =
    perPalier.every((list) => list.length === 0) &&
    paliers.value.every((palier) => regles.aPreciser.sansSuite.includes(palier));
  return { ok: true, value: nothing ? [] : [toSpecify(perPalier, situation)] };
}

import donnees from '../data/secours.json' with { type: 'json' };
import type { Source } from './source.ts';
import { words } from './tokens.ts';

/** A number to call at once: before any démarche, whatever the search finds. */
export interface Secours {
  id: string;
  /** As dialled. */
  numero: string;
  /** Another number for the same danger, as dialled. */
  aussi?: string;
  nom: string;
  /** When to call, in one short sentence. */
  quand: string;
  horaires: string;
  source: Source;
  /** Day when somebody checked it; null: nobody has. */
  verifieLe: string | null;
}

/** Words between two words of a sign: « je veux tellement en finir ». */
const BETWEEN = 3;
/** More words than this are read by nobody in a hurry. */
const MOST_WORDS = 80;

/** A word of a sign: `suicid*` stands for every word that starts so; `next` follows at once. */
interface SignWord {
  word: string;
  open: boolean;
  next: boolean;
}

const entries = (donnees.secours as (Secours & { signes: string[] })[]).map(({ signes, ...secours }) => ({
  secours: Object.freeze(secours),
  signes: signes.map((signe) => splitSign(signe)),
}));

/** `a_la_rue`: one word right after the other; blanks let others in between. Words are folded as those of a query. */
function splitSign(signe: string): SignWord[] {
  return signe.split(' ').flatMap((group) =>
    group.split('_').flatMap((part, i) =>
      words(part.replace('*', '')).map((word, j) => ({
        word,
        open: part.endsWith('*'),
        next: i > 0 || j > 0,
      })),
    ),
  );
}

/** Whether the words of a sign come in order, close to one another. */
function says(said: readonly string[], sign: readonly SignWord[]): boolean {
  const follows = (from: number, at: number): boolean => {
    const wanted = sign[at];
    if (wanted === undefined) return true;
    const reach = at === 0 ? said.length : from + (wanted.next ? 1 : BETWEEN + 1);
    return said
      .slice(from, reach)
      .some(
        (word, i) =>
          (wanted.open ? word.startsWith(wanted.word) : word === wanted.word) &&
          follows(from + i + 1, at + 1),
      );
  };
  return follows(0, 0);
}

/**
 * Numbers to call when what a person says shows a danger: suicide, violence, a child in danger, the street tonight. To
 * show before the démarches found by `search`. A list of signs, not a judgement: no answer does not mean no danger.
 *
 * @param query - what the person said; nothing of it is kept
 * @example findSecours('je veux mourir')[0]?.numero // '3114'
 */
export function findSecours(query: string): readonly Secours[] {
  const said = words(query.slice(0, 1000)).slice(0, MOST_WORDS);
  return entries
    .filter(({ signes }) => signes.some((sign) => says(said, sign)))
    .map(({ secours }) => secours);
}

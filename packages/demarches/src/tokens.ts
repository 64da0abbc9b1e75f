/** Letters that Unicode does not decompose and that French keyboards or correctors still produce. */
const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd' };

/** Lower case, without accents or ligatures, straight apostrophes. Folding twice changes nothing. */
export function fold(s: string): string {
  // Most queries and words are plain letters: nothing to decompose.
  if (/^[a-z0-9 ']*$/.test(s)) return s;
  return s
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[œæßøłđ]/gu, (c) => LIGATURES[c] ?? c)
    .replace(/[’‘ʼ`´]/gu, "'");
}

/** Words that say nothing of the démarche: grammar, politeness, and the verbs of asking. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a ai aie ait alors apres as au aucun aussi autre aux avait avec avez avoir avons bonjour c ca car ce cela celui ces cet cette ' +
    'chez ci comme comment d dans de deja depuis des dois doit donc du elle elles en encore es est et etait etes etre eu eux ' +
    'fait faire fais faut il ils j je l la le les leur leurs lui m ma mais me meme merci mes moi mon n ne ni nos notre nous on ont ' +
    'ou par pas peut peux plus plait pour pourquoi pouvoir qu quand que quel quelle quelles quelqu quels qui quoi s sa savoir se ses si ' +
    'sont son sous suis sur svp t ta te tes toi ton tout toute tres tu un une va vais vers veut veux voila vos votre voudrais ' +
    'voulais vouloir vous y'
  ).split(' '),
);

const CLITIC = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'/;

/** Words as typed, folded and without French clitics (`l'`, `d'`, `qu'`): what a spoken acronym is read from. */
export const words = (s: string): string[] => splitFolded(fold(s));

/** The same, of a text already folded. */
export function splitFolded(folded: string): string[] {
  return folded
    .split(/[^a-z0-9']+/)
    .flatMap((w) => w.replace(/^'+/, '').replace(CLITIC, '').split("'"))
    .filter((w) => w !== '');
}

/** Whether a folded word is left out of the search. One letter alone says nothing; one digit does. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word) || /^[a-z]$/.test(word);
}

/**
 * The words that count in a query: folded, without clitics nor stop-words, in their order, not stemmed.
 *
 * @example tokens("L'allocation d'éducation") // ['allocation', 'education']
 */
export function tokens(s: string): string[] {
  return words(s).filter((w) => !isStopWord(w));
}

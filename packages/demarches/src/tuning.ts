/** The ranking. Each value sits in the middle of a wide plateau, measured on the public and the tuning queries. */
export const TUNING = {
  /** Weight of a word by where the entry has it. */
  field: { nom: 4, synonyme: 4, alias: 4, situation: 1.5, service: 1, description: 1, operateur: 1 },
  /** How soon more of the same word stops counting (BM25). */
  saturation: 1.2,
  /** How much a long field is worth less (BM25). */
  length: 0.5,
  /** What a shorthand stands for, when the shorthand itself is known. */
  alsoMeant: 0.5,
  /** The label most like the query, against words found here and there. */
  label: 1,
  /** The second label most like it, against the first. */
  second: 0.3,
  /** What a label says and the query does not; what the query says and the label does not (Tversky). */
  unsaid: 0.5,
  beside: 0.25,
  /** Rarity of a word that entries only have in what people tell: « machine » of « passée à la machine » says little. */
  told: 0.5,
  /** A stop-word of a label, against the rarity of a word that counts (0–5). */
  smallWord: 0.4,
  /** What it costs to come after a twin. */
  twin: 0.05,
  /** Below this share of the best score, an entry is noise. */
  tail: 0.3,
  /** What a word of something else than a démarche takes from the evidence. */
  elsewhere: 1,
  /** Evidence below which nothing fits, and below which it is not sure. */
  least: 1.2,
  sure: 2.1,
};

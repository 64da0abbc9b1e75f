/** What a person answered by SMS: an answer that is not plain is asked again, never taken for a refusal. */
export type Reponse = 'oui' | 'non' | 'ambigu';

/** A question is never a yes, in whatever script its mark is written. */
const QUESTION = /[\u037e\u061f\u203d\u2e2e\u055e\u1367]/gu;
const APPROBATION = /[\u{1f44d}\u2705\u{1f64f}\u{1f642}\u{1f60a}](?:[\u{1f3fb}-\u{1f3ff}]|\ufe0e|\ufe0f)*/gu;
const PONCTUATION = /(?!\?)\p{P}/gu;
const COURTOISIE = /(?<=^| )(?:merci|bonjour|madame|monsieur|svp|s v p|s il vous pla[iî]t)(?= |$)/gu;

/**
 * Reads « oui » or « non » in an SMS: case, spaces, punctuation, courtesy words and 👍 ✅ 🙏 🙂 😊 do not count;
 * accents and `?` do. Anything more is `ambigu`.
 */
export function parseReponse(texte: string): Reponse {
  const mots = texte
    .replace(QUESTION, '?')
    .normalize('NFKC')
    .toLowerCase()
    .replace(APPROBATION, ' ')
    .replace(/\p{Cf}/gu, '')
    .replace(PONCTUATION, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const reste = mots.replace(COURTOISIE, '').trim();
  return reste === 'oui' || reste === 'non' ? reste : 'ambigu';
}

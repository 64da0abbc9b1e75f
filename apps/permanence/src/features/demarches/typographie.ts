/**
 * The catalogue is data for many readers: it may hold ordinary spaces and straight apostrophes.
 * A screen shows French as it is set: « l’aide », « Combien\u00a0? ».
 */
export function compose(texte: string): string {
  return (
    texte
      .replace(/(\p{L})'(?=\p{L})/gu, '$1’')
      .replace(/ +(?=[:;?!»])/g, '\u00a0')
      .replace(/« +/g, '«\u00a0')
      // « 8 h 30 » is read in one piece.
      .replace(/(\d) h(?!\p{L})/gu, '$1\u00a0h')
      .replace(/(\d\u00a0h) (?=\d)/g, '$1\u00a0')
  );
}

/** First letter raised: a fragment of the catalogue becomes a sentence of the screen. */
export function raise(texte: string): string {
  return texte.charAt(0).toLocaleUpperCase('fr') + texte.slice(1);
}

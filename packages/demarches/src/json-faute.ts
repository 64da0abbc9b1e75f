/** What may come next: a value, a key, a colon, a comma, or the end of what is open. */
type Attente = 'valeur' | 'valeur-ou-fin' | 'cle' | 'cle-ou-fin' | 'deux-points' | 'suite';

const BLANC = /[\t\n\r ]*/y;
// eslint-disable-next-line no-control-regex -- JSON forbids them in a string
const CHAINE = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const SCALAIRE = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** End of a match that begins at a place, or `undefined`. */
function match(motif: RegExp, text: string, at: number): number | undefined {
  motif.lastIndex = at;
  return motif.test(text) ? motif.lastIndex : undefined;
}

/**
 * Where a text stops being JSON, or `undefined` when it is JSON. The engine's own message often gives no place, and it
 * repeats the text, which a motif must not.
 */
export function findFauteJson(text: string): number | undefined {
  const ouverts: ('{' | '[')[] = [];
  let attente: Attente = 'valeur';
  let at = 0;
  for (;;) {
    at = match(BLANC, text, at) ?? at;
    const c = text[at];
    if (attente === 'suite' && ouverts.length === 0) return c === undefined ? undefined : at;
    const ouvert = ouverts.at(-1);
    if (attente === 'deux-points') {
      if (c !== ':') return at;
      attente = 'valeur';
      at += 1;
    } else if (attente === 'suite' && c === ',') {
      attente = ouvert === '{' ? 'cle' : 'valeur';
      at += 1;
    } else if (
      (c === '}' && ouvert === '{' && (attente === 'suite' || attente === 'cle-ou-fin')) ||
      (c === ']' && ouvert === '[' && (attente === 'suite' || attente === 'valeur-ou-fin'))
    ) {
      ouverts.pop();
      attente = 'suite';
      at += 1;
    } else if (attente === 'suite') {
      return at;
    } else if (attente === 'cle' || attente === 'cle-ou-fin') {
      const end = match(CHAINE, text, at);
      if (end === undefined) return at;
      attente = 'deux-points';
      at = end;
    } else if (c === '{' || c === '[') {
      ouverts.push(c);
      attente = c === '{' ? 'cle-ou-fin' : 'valeur-ou-fin';
      at += 1;
    } else {
      const end = match(CHAINE, text, at) ?? match(SCALAIRE, text, at);
      if (end === undefined) return at;
      attente = 'suite';
      at = end;
    }
  }
}

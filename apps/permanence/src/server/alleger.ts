/** Ends of elements that the next tag ends as well (HTML, « Optional tags »). */
const FINS =
  /<\/(?:li|option|t[dhr]|d[td])>(?=<(?:li|option|t[dhr]|d[td])[ >]|<\/(?:[uo]l|select|datalist|tr|tbody|thead|dl)>)/g;
/** A paragraph ends before another block, and with what holds it; `a` and the like are not in the list on purpose. */
const FINS_P =
  /<\/p>(?=<(?:p|div|ul|ol|dl|form|section|details|fieldset|table|h[1-6])[ >]|<\/(?:div|section|main|li|form|td|details|fieldset|article|aside|footer|header|body)>)/g;
/** Before the slash of a drawing the quotes stay: it would be read as part of the value. */
const VALEURS = /="([^\s"'=<>`]+)"(?!\/)/g;

/**
 * The same document in fewer bytes: quotes, ends and empty values that the parser of a browser does not need.
 * Only for what React wrote: it escapes `"` and `>` in texts and in values, so that `="` and `/>` are always those of a tag.
 * That every screen reads the same afterwards, node for node, is held by `test/galerie.spec.ts`.
 */
export function allege(html: string): string {
  return html
    .replaceAll('"/>', '">')
    .replaceAll('></path>', '/>')
    .replaceAll('=""', '')
    .replace(VALEURS, '=$1')
    .replace(FINS, '')
    .replace(FINS_P, '');
}

/** Reads the markup of a page without a browser: elements in order, each with what it stands in. */

export interface Element {
  nom: string;
  attributs: string;
  /** Names of the elements around it, the nearest last. */
  dans: readonly string[];
  /** Language in force. */
  lang: string;
}

export interface Balisage {
  elements: Element[];
  textes: { texte: string; lang: string; dans: readonly string[] }[];
  /** What is not nested or closed as HTML asks. */
  fautes: string[];
}

const VIDES = new Set(['meta', 'link', 'input', 'br', 'img', 'hr', 'wbr', 'source', 'col']);
const BLOCS =
  /^(?:p|div|ul|ol|dl|table|section|form|fieldset|h[1-6]|header|footer|main|nav|aside|figure|details|pre)$/;
/** These hold words and what stands among words, never a block. */
const LIGNES = new Set(
  'p span small strong em b label button h1 h2 h3 h4 bdi kbd code abbr option time'.split(' '),
);
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  li: ['ul', 'ol'],
  dt: ['dl', 'div'],
  dd: ['dl', 'div'],
  tr: ['thead', 'tbody', 'tfoot'],
  td: ['tr'],
  th: ['tr'],
  thead: ['table'],
  tbody: ['table'],
  caption: ['table'],
  legend: ['fieldset'],
  summary: ['details'],
  option: ['select', 'optgroup', 'datalist'],
};
const ENFANTS: Readonly<Record<string, readonly string[]>> = {
  ul: ['li'],
  ol: ['li'],
  dl: ['dt', 'dd', 'div'],
};

export function readBalisage(html: string): Balisage {
  const lu: Balisage = { elements: [], textes: [], fautes: [] };
  const pile: { nom: string; lang: string }[] = [];
  for (const [brut, fin, balise = '', attributs = ''] of html.matchAll(
    /<(\/?)([a-z][a-z0-9]*)([^>]*)>|[^<]+/gi,
  )) {
    const ici = pile.at(-1);
    const dans = pile.map(({ nom }) => nom);
    const nom = balise.toLowerCase();
    if (nom === '') lu.textes.push({ texte: brut, lang: ici?.lang ?? '', dans });
    else if (fin === '/') {
      if (pile.pop()?.nom !== nom) lu.fautes.push(`</${nom}> closes another`);
    } else {
      lu.fautes.push(...fautesOf(nom, attributs, dans));
      const lang = /\slang="([^"]*)"/.exec(attributs)?.[1] ?? ici?.lang ?? '';
      lu.elements.push({ nom, attributs, dans, lang });
      if (!VIDES.has(nom) && !attributs.endsWith('/')) pile.push({ nom, lang });
    }
  }
  return { ...lu, fautes: [...lu.fautes, ...pile.map(({ nom }) => `<${nom}> is never closed`)] };
}

function fautesOf(nom: string, attributs: string, dans: readonly string[]): string[] {
  const parent = dans.at(-1) ?? '';
  if (dans.includes('svg')) return [];
  const noms = [...attributs.replaceAll(/"[^"]*"/g, '').matchAll(/\s([a-z-]+)(?:=|\s|$)/gi)].map(
    ([, un = '']) => un.toLowerCase(),
  );
  const activables = ['a', 'button'];
  const places = PARENTS[nom];
  const admis = ENFANTS[parent];
  return [
    places !== undefined && !places.includes(parent) ? `<${nom}> in <${parent}>` : '',
    admis !== undefined && !admis.includes(nom) ? `<${nom}> in <${parent}>` : '',
    BLOCS.test(nom) && dans.some((un) => LIGNES.has(un)) ? `<${nom}> in ${dans.slice(-3).join(' ')}` : '',
    activables.includes(nom) && dans.some((un) => activables.includes(un)) ? `<${nom}> in a control` : '',
    nom === 'form' && dans.includes('form') ? 'a form in a form' : '',
    new Set(noms).size < noms.length ? `<${nom}> says an attribute twice: ${attributs}` : '',
    /^(?:font|center|big|strike|tt|marquee|blink|basefont|frame|frameset)$/.test(nom) ? `<${nom}>` : '',
  ].filter((faute) => faute !== '');
}

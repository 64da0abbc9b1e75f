import type { Bloc, DocumentMandat, Inline } from './ast.ts';
import { toLienVerification, toModules } from './qr.ts';
import { isRtl, toTexteIsole } from './typographie.ts';

export interface OptionsHtml {
  /** `https://…` of the application, for the public check page: required when the document has a QR code. */
  base?: string | undefined;
  /** Where the drawn signature is served; without it, the image goes inside the page as a `data:` URL. */
  signatureSrc?: string | undefined;
  /** Added to the level of each heading, for a fragment inside a page that has its own `h1`. */
  decalage?: 0 | 1 | 2 | undefined;
  /** URL of a stylesheet: gives a whole page instead of a fragment. */
  feuille?: string | undefined;
}

/**
 * The document as semantic HTML: same text, same order as the PDF; no script, no inline style, readable without any
 * stylesheet (`mandatCss` is one). The page is in French; each translated column has its `lang` and `dir`. Classes:
 * `mandat`, `mandat--<niveau>`, `mandat--bilingue`, `mandat__encadre`, `mandat__bilingue`, `mandat__signatures`,
 * `mandat__signature`, `mandat__qr`.
 * @throws TypeError when the document has a QR code and `base` is missing, or is no `http(s)` URL
 */
export function renderMandatHtml(doc: DocumentMandat, options: OptionsHtml = {}): string {
  const bilingue = doc.langue === 'fr' ? '' : ' mandat--bilingue';
  const contenu = [renderBlocs(doc.blocs, 'fr', options), ...renderQr(doc, options.base)].join('\n');
  const article = `<article class="mandat mandat--${doc.niveau}${bilingue}" lang="fr">\n${contenu}\n</article>\n`;
  if (options.feuille === undefined) return article;
  return [
    '<!doctype html>',
    '<html lang="fr">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escape(doc.titre)}</title>`,
    `<link rel="stylesheet" href="${escape(options.feuille)}">`,
    '</head>',
    '<body>',
    `<main>\n${article}</main>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function renderQr(doc: DocumentMandat, base: string | undefined): string[] {
  if (doc.qr === null) return [];
  const lien = toLienVerification(doc, base ?? '') ?? '';
  const { taille, trace } = toModules(lien);
  return [
    '<figure class="mandat__qr">',
    `<svg role="img" aria-label="${escape(doc.qr.alt)}" viewBox="0 0 ${taille} ${taille}" width="176" height="176" shape-rendering="crispEdges">`,
    `<rect width="${taille}" height="${taille}" fill="#fff"/><path d="${trace}" fill="#000"/>`,
    '</svg>',
    `<figcaption><a href="${escape(lien)}"><bdi>${escape(lien)}</bdi></a></figcaption>`,
    '</figure>',
  ];
}

function renderBlocs(blocs: readonly Bloc[], langue: string, options: OptionsHtml): string {
  const lignes: string[] = [];
  blocs.forEach((bloc, rang) => {
    const signature = bloc.kind === 'signature';
    if (signature && blocs[rang - 1]?.kind !== 'signature') lignes.push('<div class="mandat__signatures">');
    lignes.push(renderBloc(bloc, langue, options));
    if (signature && blocs[rang + 1]?.kind !== 'signature') lignes.push('</div>');
  });
  return lignes.join('\n');
}

function renderBloc(bloc: Bloc, langue: string, options: OptionsHtml): string {
  const inlines = (contenu: readonly Inline[]) => renderInlines(contenu, langue);
  switch (bloc.kind) {
    case 'titre':
      return `<h${bloc.niveau + (options.decalage ?? 0)}>${inlines(bloc.contenu)}</h${bloc.niveau + (options.decalage ?? 0)}>`;
    case 'paragraphe':
      return `<p>${inlines(bloc.contenu)}</p>`;
    case 'liste':
      return `<ul>\n${bloc.items.map((i) => `<li>${inlines(i)}</li>`).join('\n')}\n</ul>`;
    case 'definitions': {
      const entrees = bloc.entrees.map(
        (e) => `<dt>${inlines(e.terme)}</dt>\n${e.valeurs.map((v) => `<dd>${inlines(v)}</dd>`).join('\n')}`,
      );
      return `<dl>\n${entrees.join('\n')}\n</dl>`;
    }
    case 'encadre':
      return `<div class="mandat__encadre">\n${renderBlocs(bloc.blocs, langue, options)}\n</div>`;
    case 'bilingue': {
      const { traduction } = bloc;
      const fr = `<div lang="fr" dir="ltr">\n${renderBlocs(bloc.fr, 'fr', options)}\n</div>`;
      const autre = renderBlocs(traduction.blocs, traduction.langue, options);
      return `<div class="mandat__bilingue">\n${fr}\n<div lang="${escape(traduction.langue)}" dir="${traduction.sens}">\n${autre}\n</div>\n</div>`;
    }
    case 'signature':
      return renderSignature(bloc, langue, options);
  }
}

function renderSignature(
  bloc: Extract<Bloc, { kind: 'signature' }>,
  langue: string,
  options: OptionsHtml,
): string {
  const { image, mention, traduction } = bloc;
  const src = options.signatureSrc ?? `data:image/png;base64,${image?.png ?? ''}`;
  const attributs =
    traduction === undefined ? '' : ` lang="${escape(traduction.langue)}" dir="${traduction.sens}"`;
  const libelle = `<p>${renderInlines(bloc.libelle, langue)}</p>`;
  const lignes = [
    '<figure class="mandat__signature">',
    traduction === undefined
      ? `<figcaption>${renderInlines(bloc.libelle, langue)}</figcaption>`
      : `<figcaption>\n${libelle}\n<p${attributs}>${renderInlines(traduction.libelle, traduction.langue)}</p>\n</figcaption>`,
  ];
  if (image !== undefined) lignes.push(`<img src="${escape(src)}" alt="${escape(image.alt)}">`);
  if (mention !== undefined) lignes.push(`<p>${renderInlines(mention, langue)}</p>`);
  if (traduction?.mention !== undefined) {
    lignes.push(`<p${attributs}>${renderInlines(traduction.mention, traduction.langue)}</p>`);
  }
  return [...lignes, '</figure>'].join('\n');
}

function renderInlines(contenu: readonly Inline[], langue: string): string {
  return contenu.map((inline) => renderInline(inline, langue)).join('');
}

function renderInline(inline: Inline, langue: string): string {
  const brut = escape(toTexteIsole(inline, langue));
  switch (inline.kind) {
    case 'texte':
      return renderLangue(inline, brut, langue);
    case 'fort':
      return `<strong>${renderLangue(inline, brut, langue)}</strong>`;
    case 'date':
      return `<time datetime="${inline.iso}"><bdi>${brut}</bdi></time>`;
    case 'telephone':
      return `<a href="tel:${inline.e164}"><bdi>${brut}</bdi></a>`;
    case 'code':
      return `<code><bdi>${brut}</bdi></code>`;
    case 'lien':
      return `<a href="${escape(inline.href)}"><bdi>${brut}</bdi></a>`;
  }
}

/** A name, or a text of another language than the words around it. */
function renderLangue(
  inline: { langue?: string | undefined; engagement?: string | undefined },
  brut: string,
  langue: string,
): string {
  if (inline.langue !== undefined && inline.langue !== langue) {
    return `<bdi lang="${escape(inline.langue)}">${brut}</bdi>`;
  }
  return inline.engagement !== undefined && isRtl(langue) ? `<bdi>${brut}</bdi>` : brut;
}

const ENTITES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(texte: string): string {
  return texte.replace(/[&<>"']/g, (signe) => ENTITES[signe] ?? signe);
}

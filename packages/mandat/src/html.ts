import type { Bloc, DocumentMandat, Inline } from './ast.ts';
import { toTexte } from './typographie.ts';

export interface OptionsHtml {
  /** Base URL of the public check page; needed once documents carry a QR block. */
  base?: string | undefined;
  /** Where the drawn signature is served; without it, the image goes inside the page as a `data:` URL. */
  signatureSrc?: string | undefined;
  /** Added to the level of each heading, for a fragment inside a page that has its own `h1`. */
  decalage?: 0 | 1 | 2 | undefined;
  /** URL of a stylesheet: gives a whole page instead of a fragment. */
  feuille?: string | undefined;
}

/** Style of the classes below, for who has none: to serve as a file, since the page never carries its own. */
export const mandatCss = `.mandat{max-width:42rem;margin-inline:auto;padding:1.5rem;font-size:1.0625rem;line-height:1.55}
.mandat--langage_simple{font-size:1.3125rem;line-height:1.6}
.mandat h1{font-size:1.75em;line-height:1.2;margin-block:0 1rem;text-wrap:balance}
.mandat h2{font-size:1.2em;line-height:1.3;margin-block:2rem .5rem;padding-block-start:.75rem;border-block-start:1px solid}
.mandat h3{font-size:1.05em;margin-block:1.25rem .25rem}
.mandat p{margin-block:.4rem}
.mandat ul{margin-block:.25rem .75rem;padding-inline-start:1.25em}
.mandat li{margin-block:.2rem}
.mandat dt{font-size:.9em;margin-block-start:.75rem}
.mandat dd{margin-inline-start:0}
.mandat__encadre{border:2px solid;border-radius:.5rem;padding:.75rem 1rem}
.mandat__bilingue{display:grid;grid-template-columns:repeat(auto-fit,minmax(16rem,1fr));gap:1.5rem}
.mandat__signatures{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:1rem;margin-block-start:1rem}
.mandat__signature{margin:0;border:1px solid;border-radius:.5rem;padding:.75rem;min-block-size:9rem}
.mandat__signature img{display:block;max-inline-size:100%;max-block-size:6rem;margin-block-start:.5rem}
@media print{.mandat{max-width:none;padding:0;font-size:12pt}.mandat--langage_simple{font-size:14pt}
.mandat h2,.mandat h3{break-after:avoid}.mandat li,.mandat__signature,.mandat__encadre{break-inside:avoid}}
`;

/**
 * The document as semantic HTML: same text, same order as the PDF; no script, no inline style, readable without any
 * stylesheet. Classes: `mandat`, `mandat--complet`, `mandat--langage_simple`, `mandat__encadre`, `mandat__bilingue`,
 * `mandat__signatures`, `mandat__signature`.
 */
export function renderMandatHtml(doc: DocumentMandat, options: OptionsHtml = {}): string {
  const blocs = renderBlocs(doc.blocs, doc.langue, options);
  const sens = doc.sens === 'rtl' ? ' dir="rtl"' : '';
  const article = `<article class="mandat mandat--${doc.niveau}" lang="${escape(doc.langue)}"${sens}>\n${blocs}\n</article>\n`;
  if (options.feuille === undefined) return article;
  return [
    '<!doctype html>',
    `<html lang="${escape(doc.langue)}"${sens}>`,
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
  const inlines = (contenu: readonly Inline[]) => contenu.map((i) => renderInline(i, langue)).join('');
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
    case 'signature': {
      const src = options.signatureSrc ?? `data:image/png;base64,${bloc.image?.png ?? ''}`;
      const image =
        bloc.image === undefined ? '' : `\n<img src="${escape(src)}" alt="${escape(bloc.image.alt)}">`;
      const mention = bloc.mention === undefined ? '' : `\n<p>${inlines(bloc.mention)}</p>`;
      return `<figure class="mandat__signature">\n<figcaption>${inlines(bloc.libelle)}</figcaption>${image}${mention}\n</figure>`;
    }
  }
}

function renderInline(inline: Inline, langue: string): string {
  const texte = escape(toTexte(inline, langue));
  switch (inline.kind) {
    case 'texte':
      return texte;
    case 'fort':
      return `<strong>${texte}</strong>`;
    case 'date':
      return `<time datetime="${inline.iso}"><bdi>${texte}</bdi></time>`;
    case 'telephone':
      return `<a href="tel:${inline.e164}"><bdi>${texte}</bdi></a>`;
    case 'code':
      return `<code><bdi>${texte}</bdi></code>`;
    case 'lien':
      return `<a href="${escape(inline.href)}">${texte}</a>`;
  }
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

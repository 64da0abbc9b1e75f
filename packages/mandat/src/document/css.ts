/** Style of the classes of `renderMandatHtml`, for who has none: to serve as a file, since the page never carries its own. */
export const mandatCss = `.mandat{max-inline-size:42rem;margin-inline:auto;padding:1.5rem;font-size:1.0625rem;line-height:1.55;overflow-wrap:break-word}
.mandat--bilingue{max-inline-size:64rem}
.mandat--langage_simple{font-size:1.3125rem;line-height:1.6}
.mandat h1{font-size:1.75em;line-height:1.2;margin-block:0 1rem;text-wrap:balance}
.mandat h2{font-size:1.2em;line-height:1.3;margin-block:2rem .5rem;padding-block-start:.75rem;border-block-start:1px solid}
.mandat h3{font-size:1.05em;margin-block:1.25rem .25rem}
.mandat p{margin-block:.4rem}
.mandat ul{margin-block:.25rem .75rem;padding-inline-start:1.25em}
.mandat li{margin-block:.2rem}
.mandat dt{font-size:.9em;margin-block-start:.75rem}
.mandat dd{margin-inline-start:0}
.mandat code{font-size:1.1em;font-weight:700;letter-spacing:.04em}
.mandat code,.mandat a[href^="tel:"]{white-space:nowrap}
.mandat a[href^="mailto:"]{overflow-wrap:anywhere}
.mandat__encadre{border:2px solid;border-radius:.5rem;padding:.75rem 1rem;margin-block:1rem}
.mandat__encadre>:first-child{border:0;margin-block-start:0;padding-block-start:0}
.mandat__bilingue{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));column-gap:2.5rem;direction:ltr}
.mandat__bilingue .mandat__encadre{margin-block:.5rem}
.mandat :lang(ar),.mandat :lang(fa),.mandat :lang(ps){line-height:1.85}
.mandat :lang(ar) h1,.mandat :lang(fa) h1,.mandat :lang(ps) h1{line-height:1.5}
.mandat__signatures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,14rem),1fr));gap:1rem;margin-block-start:1rem}
.mandat__signature{margin:0;border:1px solid;border-radius:.5rem;padding:.75rem;min-block-size:9rem}
.mandat__signature img{display:block;max-inline-size:100%;max-block-size:6rem;margin-block-start:.5rem}
.mandat__qr{margin:1.5rem 0 0;display:grid;grid-template-columns:auto 1fr;gap:1rem;align-items:center}
.mandat__qr svg{inline-size:11rem;block-size:11rem;max-inline-size:100%}
.mandat__qr figcaption{font-size:.8em;overflow-wrap:anywhere}
@media (max-width:30rem){.mandat{padding:1rem}.mandat__qr{grid-template-columns:1fr}}
@media print{.mandat{max-inline-size:none;padding:0;font-size:12pt}.mandat--langage_simple{font-size:14pt}
.mandat__bilingue{grid-template-columns:1fr 1fr;column-gap:8mm}.mandat__qr svg{inline-size:45mm;block-size:45mm}.mandat__qr figcaption{font-size:12pt}
.mandat h1,.mandat h2,.mandat h3{break-after:avoid}.mandat li,.mandat__signature,.mandat__encadre,.mandat__qr{break-inside:avoid}}
`;

/**
 * The constant Typst template. Everything a person or a structure wrote arrives through `inputs` as JSON strings:
 * a string shown by `#t` is text, never markup.
 */
export const GABARIT = String.raw`
#let doc = json(bytes(sys.inputs.document))
#let simple = doc.niveau == "langage_simple"
#let corps = if simple { 14pt } else { 12pt }
#let encre = rgb("#1b2433")
#let accent = rgb("#1f4b6e")
#let filet = rgb("#9fb3c4")
#let papier = rgb("#eef3f7")

#set document(title: doc.titre, date: auto)
#set page(
  paper: "a4",
  margin: (x: 24mm, top: 20mm, bottom: 24mm),
  footer: context {
    set text(size: 12pt, fill: encre.lighten(25%), lang: "fr", dir: ltr)
    line(length: 100%, stroke: 0.5pt + filet)
    v(-4pt)
    grid(columns: (1fr, auto), doc.pied, [Page #counter(page).display() sur #counter(page).final().first()])
  },
)
#set text(
  lang: doc.langue,
  dir: if doc.sens == "rtl" { rtl } else { ltr },
  font: ("Noto Sans", "Noto Naskh Arabic"),
  fallback: false,
  size: corps,
  fill: encre,
  hyphenate: false,
)
#set par(leading: if simple { 0.78em } else { 0.68em }, spacing: if simple { 1em } else { 0.85em }, justify: false)
#set list(indent: 2pt, body-indent: 8pt, spacing: if simple { 0.95em } else { 0.7em }, marker: text(fill: accent)[•])
#show heading: set text(fill: accent, weight: "bold")
#show heading.where(level: 1): set text(size: if simple { 24pt } else { 21pt })
#show heading.where(level: 2): set text(size: if simple { 17pt } else { 14.5pt })
#show heading.where(level: 3): set text(size: if simple { 15pt } else { 12.5pt }, fill: encre)
#show heading.where(level: 1): set block(below: 1.1em)
#show heading.where(level: 2): set block(above: 1.75em, below: 0.8em, sticky: true)
#show heading.where(level: 3): set block(above: 1.25em, below: 0.7em, sticky: true)
#show link: set text(fill: accent)

#let run(i) = {
  let t = i.texte
  if i.kind == "fort" { strong(t) } else if "href" in i { link(i.href, t) } else { t }
}
#let runs(contenu) = contenu.map(run).join()
#let intitule(contenu) = block(above: 1.1em, below: 0.55em, sticky: true, text(fill: encre.lighten(20%), par(runs(contenu))))

#let cadre(s, haut) = block(
  width: 100%,
  height: haut,
  inset: 10pt,
  radius: 4pt,
  stroke: 0.8pt + filet,
  breakable: false,
  {
    par(runs(s.libelle))
    if "image" in s {
      v(1fr)
      image(bytes(s.image.octets), height: 22mm, width: 100%, fit: "contain", alt: s.image.alt)
    }
    if "mention" in s {
      v(1fr)
      par(runs(s.mention))
    }
  },
)

#let rendre(b) = {
  if b.kind == "titre" {
    heading(level: b.niveau, runs(b.contenu))
  } else if b.kind == "paragraphe" {
    par(runs(b.contenu))
  } else if b.kind == "liste" {
    list(..b.items.map(runs))
  } else if b.kind == "definitions" {
    for e in b.entrees {
      intitule(e.terme)
      for valeur in e.valeurs { block(above: 0.55em, below: 0.55em, par(runs(valeur))) }
    }
  } else if b.kind == "encadre" {
    block(
      width: 100%,
      inset: (x: 14pt, y: 12pt),
      radius: 4pt,
      fill: papier,
      stroke: (left: 3pt + accent),
      breakable: false,
      b.blocs.map(rendre).join(),
    )
  } else if b.kind == "bilingue" {
    let autre = b.traduction
    grid(
      columns: (1fr, 1fr),
      column-gutter: 8mm,
      { set text(lang: "fr", dir: ltr); b.fr.map(rendre).join() },
      {
        set text(lang: autre.langue, dir: if autre.sens == "rtl" { rtl } else { ltr })
        autre.blocs.map(rendre).join()
      },
    )
  } else if b.kind == "signatures" {
    let haut = if b.cadres.any(s => "mention" in s) { 64mm } else { 42mm }
    block(
      above: 1.4em,
      breakable: false,
      grid(columns: (1fr, 1fr), column-gutter: 6mm, ..b.cadres.map(s => cadre(s, haut))),
    )
  }
}

#for b in doc.blocs { rendre(b) }
`;

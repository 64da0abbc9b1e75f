/**
 * The constant Typst template. Everything a person or a structure wrote arrives through `inputs` as JSON strings:
 * a string shown by `#t` is text, never markup. Lines have the same height in every script, so that the first
 * lines of two columns stand level.
 */
export const GABARIT = String.raw`
#let doc = json(bytes(sys.inputs.document))
#let simple = doc.niveau == "langage_simple"
#let corps = if simple { 14pt } else { 12pt }
#let encre = rgb("#1b2433")
#let accent = rgb("#1f4b6e")
#let filet = rgb("#9fb3c4")
#let papier = rgb("#eef3f7")
#let direction(sens) = if sens == "rtl" { rtl } else { ltr }

#set document(title: doc.titre, date: auto)
#set page(
  paper: "a4",
  margin: (x: 24mm, top: 20mm, bottom: 24mm),
  footer: context {
    set text(font: ("Noto Sans", "Noto Naskh Arabic"), size: corps, fill: encre.lighten(25%), lang: "fr", dir: ltr)
    let courante = counter(page).display()
    let toutes = counter(page).final().first()
    line(length: 100%, stroke: 0.5pt + filet)
    v(-1pt)
    if "autre" in doc.pied {
      let autre = doc.pied.autre
      grid(
        columns: (auto, 1fr, auto),
        doc.pied.fr,
        align(center)[#courante / #toutes],
        text(lang: autre.langue, dir: direction(autre.sens), autre.texte),
      )
    } else {
      grid(columns: (1fr, auto), doc.pied.fr, [Page #courante sur #toutes])
    }
  },
)
#set text(
  fallback: false,
  top-edge: 0.8em,
  bottom-edge: -0.25em,
  fill: encre,
  hyphenate: false,
)
#set par(leading: if simple { 0.44em } else { 0.34em }, spacing: if simple { 0.66em } else { 0.51em }, justify: false)
#set list(indent: 2pt, body-indent: 8pt, spacing: if simple { 0.61em } else { 0.36em }, marker: text(fill: accent)[•])
#show heading: set text(fill: accent, weight: "bold")
#show heading.where(level: 1): set text(size: if simple { 24pt } else { 21pt })
#show heading.where(level: 2): set text(size: if simple { 17pt } else { 14.5pt })
#show heading.where(level: 3): set text(size: if simple { 15pt } else { 12.5pt }, fill: encre)
#show heading.where(level: 1): set block(below: 0.76em)
#show heading.where(level: 2): set block(above: 1.41em, below: 0.46em, sticky: true)
#show heading.where(level: 3): set block(above: 0.91em, below: 0.36em, sticky: true)
#show link: set text(fill: accent)

// A whole line in one font stays one run, which readers put back in order; the Arabic letters of a size look
// smaller than the Latin ones beside them.
#let ecriture(langue, sens, contenu) = {
  set text(lang: langue, dir: direction(sens))
  set text(font: ("Noto Sans", "Noto Naskh Arabic"), size: corps) if sens != "rtl"
  set text(font: ("Noto Naskh Arabic", "Noto Sans"), size: 1.1 * corps) if sens == "rtl"
  contenu
}

#let run(i, petit) = {
  let t = if "pieces" in i {
    i.pieces.map(p => if p.match(regex("^\\p{Cf}$")) != none { p } else { box(baseline: 0.25em, text(dir: ltr, p)) }).join()
  } else { i.texte }
  if "langue" in i { t = text(lang: i.langue, t) }
  if "latin" in i {
    t = text(font: ("Noto Sans", "Noto Naskh Arabic"), size: if petit { 1em / 1.1 } else { 1em }, t)
  }
  if i.kind == "code" { t = text(weight: "bold", t) }
  if i.kind == "fort" { t = strong(t) }
  if "href" in i { t = link(i.href, t) }
  if "entier" in i { box(baseline: 0.25em, t) } else { t }
}
#let runs(contenu, petit: true) = contenu.map(i => run(i, petit)).join()
#let intitule(contenu) = block(above: 0.76em, below: 0.21em, sticky: true, text(fill: encre.lighten(20%), par(runs(contenu))))

#let deuxLangues(s, champ) = {
  if champ in s { par(runs(s.at(champ))) }
  if "traduction" in s and champ in s.traduction {
    ecriture(s.traduction.langue, s.traduction.sens, par(runs(s.traduction.at(champ))))
  }
}

// Room to sign by hand, when nothing was signed on the screen.
#let cadre(s) = block(width: 100%, breakable: false, {
  deuxLangues(s, "libelle")
  if "image" in s { image(bytes(s.image.octets), height: 22mm, width: 100%, fit: "contain", alt: s.image.alt) }
  if "mention" in s { deuxLangues(s, "mention") }
  if "image" not in s and "mention" not in s { v(24mm) }
})

#let rendre(b, sens) = {
  if b.kind == "titre" {
    heading(level: b.niveau, runs(b.contenu, petit: false))
  } else if b.kind == "paragraphe" {
    if b.lie { block(sticky: true, par(runs(b.contenu))) } else { par(runs(b.contenu)) }
  } else if b.kind == "liste" {
    list(..b.items.map(runs))
  } else if b.kind == "definitions" {
    for e in b.entrees {
      intitule(e.terme)
      for valeur in e.valeurs { block(above: 0.21em, below: 0.21em, par(runs(valeur))) }
    }
  } else if b.kind == "encadre" {
    let bord = 3pt + accent
    block(
      above: 0.9em,
      below: 0.9em,
      sticky: b.lie,
      width: 100%,
      inset: (x: 14pt, top: 11pt, bottom: 9pt),
      radius: 4pt,
      fill: papier,
      stroke: if sens == "rtl" { (right: bord) } else { (left: bord) },
      breakable: false,
      b.blocs.map(c => rendre(c, sens)).join(),
    )
  } else if b.kind == "bilingue" {
    let autre = b.traduction
    block(
      above: if b.niveau == 0 { auto } else if b.niveau == 3 { 1em } else { 1.5em },
      breakable: not b.court,
      sticky: b.lie,
      grid(
        columns: (1fr, 1fr),
        column-gutter: 8mm,
        ecriture("fr", "ltr", b.fr.map(c => rendre(c, "ltr")).join()),
        ecriture(autre.langue, autre.sens, autre.blocs.map(c => rendre(c, autre.sens)).join()),
      ),
    )
  } else if b.kind == "signatures" {
    block(
      above: 1.1em,
      grid(
        columns: (1fr, 1fr),
        gutter: 6mm,
        inset: 10pt,
        ..b.cadres.map(s => grid.cell(stroke: 0.8pt + filet, cadre(s))),
      ),
    )
  }
}

#if "piece" in sys.inputs {
  pdf.attach(
    sys.inputs.piece-nom,
    bytes(sys.inputs.piece),
    relationship: "data",
    mime-type: "application/ld+json",
    description: "Le même mandat, lisible par une machine (JSON-LD)",
  )
}

#ecriture("fr", "ltr", {
  doc.blocs.map(b => rendre(b, "ltr")).join()
  if "qr" in doc {
    block(
      above: 1.4em,
      breakable: false,
      grid(
        columns: (40mm, 1fr),
        column-gutter: 6mm,
        align: horizon,
        image(bytes(doc.qr.svg), format: "svg", width: 40mm, alt: doc.qr.alt),
        link(doc.qr.href, doc.qr.lignes.join(linebreak())),
      ),
    )
  }
})
`;

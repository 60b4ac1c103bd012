/**
 * The printed page, in Typst. It reads its content from `sys.inputs.data` as JSON and holds none itself: text from
 * people is only ever a string here, so nothing in it is evaluated. Unknown kinds of blocks stop the compilation.
 */
export const TYPST_TEMPLATE = String.raw`
#let data = json(bytes(sys.inputs.data))
#let colour(name) = rgb(data.colours.at(name))
#let ink = colour("ink")
#let soft = colour("inkSoft")
#let muted = colour("inkMuted")
#let hair = rgb("#e1e1de")
#let others = ("Noto Sans Arabic", "Noto Sans Hebrew", "Noto Emoji")
#let serif = ("Source Serif 4", "Inter", ..others)
#let sans = ("Inter", "Source Serif 4", ..others)
#let mono = ("Source Code Pro", "Inter", ..others)

#set document(title: data.title, author: data.organisation, date: auto, description: data.subtitle)
#set text(font: serif, size: 10.5pt, lang: data.language, fill: ink, hyphenate: false)
#set par(leading: 8.4pt, spacing: 12pt, justify: false)
#set strong(delta: 200)
#set list(indent: 0pt, body-indent: 7pt, spacing: 8.4pt, marker: ([–], [·]))
#set enum(indent: 0pt, body-indent: 7pt, spacing: 8.4pt)
// A word longer than a column may break anywhere: at gaps too thin to see, since a character would be copied with it.
#show regex("[^\\s]{24,}"): it => it.text.clusters().join(h(0.001pt))
#show link: it => text(fill: colour("accent"), it)
#show raw: set text(font: mono, size: 0.92em)

#let small(size, body, fill: muted, weight: 400) = text(font: sans, size: size, fill: fill, weight: weight, body)
#let figures(body) = text(number-width: "tabular", body)

// ---------- text ----------
#let run(r) = {
  if r.text == "\n" { return linebreak() }
  let body = if r.at("code", default: false) { text(font: mono, size: 0.92em, r.text) } else { text(r.text) }
  if r.at("strike", default: false) { body = strike(body) }
  if r.at("emphasis", default: false) { body = emph(body) }
  if r.at("strong", default: false) { body = strong(body) }
  if "href" in r { link(r.href, body) } else { body }
}
#let runs(list) = list.map(run).join()
// The word beside a mark says the same, so the mark itself is an artifact.
// It is centred on the capitals and takes no more height than they do.
#let mark(name, size, cap: 0.7em) = pdf.artifact(box(width: size, height: cap, context move(
  dy: (measure(v(cap)).height - size) / 2,
  image(bytes(data.marks.at(name)), format: "svg", height: size),
)))
#let mark-fill(name) = rgb(data.markColours.at(name))

// ---------- page ----------
#let running(body) = text(font: sans, size: 7.5pt, fill: muted, body)
#set page(
  paper: "a4",
  margin: (x: 22mm, top: 24mm, bottom: 22mm),
  header-ascent: 9mm,
  footer-descent: 8mm,
  header: context {
    if here().page() > 1 or not data.hasCover {
      // The section that the page begins with, also where its heading stands at the very top.
      let page = here().page()
      let begun(h) = { let at = h.location(); at.page() < page or (at.page() == page and at.position().y < 40mm) }
      let passed = query(heading.where(level: 1)).filter(begun)
      running(grid(columns: (1fr, 1fr), align: (left, right), data.runningHead, if passed.len() > 0 { passed.last().body }))
    }
  },
  footer: context {
    if here().page() > 1 or not data.hasCover {
      let total = counter(page).final().first()
      running(grid(columns: (1fr, auto), data.foot, figures[#counter(page).display() of #total]))
    }
  },
)
#show heading: set text(font: serif, fill: ink, weight: 600)
#show heading: set par(leading: 6pt)
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 1): set block(above: 30pt, below: 13pt)
#show heading.where(level: 2): set text(size: 13pt)
#show heading.where(level: 2): set block(above: 22pt, below: 11pt)
#show heading.where(level: 3): set text(size: 11pt)
#show heading.where(level: 3): set block(above: 17pt, below: 9pt)
#show heading.where(level: 4): set text(size: 10.5pt)
#let numbered(number, body) = {
  if number != none { text(fill: muted, weight: 400, number) + h(0.45em) }
  body
}

#show figure: set block(above: 16pt, below: 18pt)
#show figure: set align(left)
#show figure.where(kind: table): set block(breakable: true)
#show figure.caption: it => align(left, text(font: sans, size: 7.5pt, fill: muted, { set par(leading: 4.5pt); it.body }))
#set figure(gap: 6pt)

// ---------- blocks ----------
#let cell-body(each, kind) = {
  set par(leading: 4.6pt, spacing: 4.6pt)
  let numeric(body) = if kind == "number" { figures(body) } else { body }
  let words = numeric(runs(each.runs))
  if each.mark != none { words = text(fill: mark-fill(each.mark), weight: 500, words) }
  if each.mark != none and kind == "verdict" { box({ mark(each.mark, 9pt); h(3.5pt); words }) } else { words }
  if each.note != none { parbreak(); small(7.5pt, numeric(each.note)) }
}
#let table-block(b, block) = {
  let side(x) = if b.columns.at(x).kind == "number" { right } else { left }
  let long(each) = each.runs.map(r => r.text.len()).sum(default: 0) > 900
  let body = text(font: sans, size: 8.5pt, table(
    columns: b.columns.map(c => c.share * 1fr),
    column-gutter: 9pt,
    stroke: none,
    inset: (x: 0pt, y: 5.2pt),
    align: (x, y) => side(x) + top,
    table.header(..b.columns.map(c => small(7.5pt, c.title)), table.hline(stroke: 0.75pt + colour("chartAxis"))),
    ..b.rows.map(row => (
      ..row.enumerate().map(((x, each)) => table.cell(breakable: long(each), cell-body(each, b.columns.at(x).kind))),
      table.hline(stroke: 0.5pt + hair),
    )).flatten(),
  ))
  let words = if b.number != none { [Table #b.number. ] } + runs(b.caption)
  // A short table stays on one page with its caption.
  std.block(breakable: b.rows.len() > 8, if b.number == none and b.caption.len() == 0 { body } else {
    figure(kind: table, supplement: none, numbering: none, outlined: false, body, caption: figure.caption(position: bottom, words))
  })
}
#let figure-block(b, block) = figure(
  kind: image,
  supplement: none,
  numbering: none,
  caption: figure.caption(position: bottom, if b.number != none { [Figure #b.number. ] } + b.source),
  align(left, {
    std.block(below: 4.5pt, text(size: 11pt, weight: 600, { set par(leading: 4.5pt); b.title }))
    if b.subtitle != "" { std.block(above: 0pt, below: 7pt, small(7.5pt, { set par(leading: 4.5pt); b.subtitle })) }
    image(bytes(b.svg), format: "svg", width: b.width * 100%, alt: b.alt)
  }),
)
#let finding-block(b, block) = std.block(above: 14pt, below: 14pt, breakable: false, sticky: b.leads, grid(
  columns: (15pt, 1fr),
  column-gutter: 8pt,
  std.block(above: 3pt, mark(b.mark, 13pt, cap: 10pt)),
  {
    set par(leading: 6.6pt, spacing: 6.5pt)
    text(size: 12pt, runs(b.sentence))
    parbreak()
    small(8pt, { text(fill: mark-fill(b.mark), weight: 500, b.word); [, ]; b.basis })
    for note in b.notes { parbreak(); small(8pt, runs(note)) }
  },
))
#let facts-block(b, block) = std.block(above: 12pt, below: 12pt, grid(
  columns: (32mm, 1fr),
  row-gutter: 6pt,
  ..b.items.map(item => (small(7.5pt, item.term), small(7.5pt, fill: ink, { set par(leading: 4.5pt); runs(item.runs) }))).flatten(),
))
#let callout-block(b, block) = std.block(
  above: 14pt,
  below: 14pt,
  inset: (left: 10pt),
  stroke: (left: 2pt + colour((info: "accent", doubt: "inconclusive", bad: "danger").at(b.tone))),
  { set par(spacing: 7pt); text(font: sans, size: 9pt, weight: 600, b.title); parbreak(); for each in b.blocks { block(each) } },
)
#let cover-block(b, block) = {
  set page(header: none, footer: none)
  grid(columns: (1fr, auto), small(9pt, fill: ink, weight: 600, b.organisation), small(9pt, if b.version != none { b.version }))
  v(44mm)
  std.block(width: 84mm, { set par(leading: 13pt); text(size: 34pt, weight: 500, tracking: -0.02em, b.title) })
  v(4pt)
  text(size: 14pt, fill: soft, b.subtitle)
  v(20mm)
  line(length: 100%, stroke: 0.75pt + ink)
  v(-4pt)
  grid(
    columns: b.tally.map(_ => 1fr),
    ..b.tally.map(each => {
      set par(spacing: 9pt)
      box({ mark(each.mark, 9.5pt); h(4pt); small(8.5pt, fill: mark-fill(each.mark), weight: 500, each.word) })
      parbreak()
      text(font: sans, size: 20pt, weight: 500, figures(each.count))
    }),
  )
  v(2pt)
  std.block(width: 118mm, runs(b.sentence))
  place(bottom + left, facts-block((items: b.facts), block))
  pagebreak()
}
#let kinds = (
  cover: cover-block,
  heading: (b, block) => heading(level: b.level, numbered(b.number, runs(b.runs))),
  paragraph: (b, block) => if b.leads { std.block(sticky: true, par(runs(b.runs))) } else { par(runs(b.runs)) },
  list: (b, block) => {
    let items = b.items.map(item => { for each in item { block(each) } })
    if b.ordered { enum(start: b.start, ..items) } else { list(..items) }
  },
  table: table-block,
  figure: figure-block,
  finding: finding-block,
  callout: callout-block,
  facts: facts-block,
  key: (b, block) => std.block(above: 12pt, below: 12pt, {
    for each in b.items { box({ mark(each.mark, 8.5pt); h(4pt); small(7.5pt, fill: soft, each.text) }); h(14pt) }
  }),
  quote: (b, block) => quote(block: true, for each in b.blocks { block(each) }),
  code: (b, block) => std.block(width: 100%, fill: rgb("#f6f6f5"), inset: 8pt, raw(b.text, block: true)),
  rule: (b, block) => line(length: 100%, stroke: 0.5pt + hair),
  seal: (b, block) => small(7.5pt, { [Seal ]; text(font: mono, b.value); [. ]; b.words }),
)
#let show-block(b) = (kinds.at(b.kind))(b, show-block)

// ---------- document ----------
#if data.attachment != none {
  pdf.attach(data.attachment.name, bytes(data.attachment.text), relationship: "data", mime-type: "application/json", description: data.attachment.description)
}
#for block in data.front.filter(b => b.kind == "cover") { show-block(block) }
#if data.contents {
  show outline.entry.where(level: 1): set block(above: 9pt)
  show outline.entry: set text(font: sans, size: 9.5pt)
  std.block(below: 14pt, text(size: 20pt, weight: 600)[Contents])
  outline(title: none, depth: 2, indent: 14pt)
}
#for block in data.front.filter(b => b.kind != "cover") { show-block(block) }
#if data.contents { pagebreak(weak: true) }
// A section goes on where the one before it ended, unless what is left would hold little more than its heading.
// In a context a break of the column is what ends a page: one of the page is passed over.
#let rest = 72mm
#for section in data.sections {
  context if here().position().y > page.height - rest { colbreak(weak: true) }
  heading(level: 1, numbered(str(section.number), section.title))
  for block in section.blocks { show-block(block) }
}
`;

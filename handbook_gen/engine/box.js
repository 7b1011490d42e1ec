/* An answer → the items that Material's search box draws: each a group of one. All HTML in them is escaped here or in
   `show`. Material shows text only below a page's first section, so all that we say stands in the title. */
(hb => {
  "use strict"
  const LONGEST = 1000 /* letters of a query in an address; the engine reads no more */
  const NEAR = 3 /* answers that are shown where none is sure */
  const asIs = address => address
  const dot = "\u00A0· "
  const filled = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name])

  const boxed = (answer, {words, ask}, located = asIs) => {
    if (!hb.tokens(answer.text).length) return {items: [], suggest: [], said: ""}
    const way = new Ways(answer.text, located)
    const whom = filled(words.ask, {name: ask.roles[answer.ask]?.name ?? ""})
    const items = answer.covered ? covered(answer, words, way) : uncovered(answer, words, way, whom)
    items.forEach((item, n) => { item.score = items.length - n })
    return {items: items.map(item => [item]), suggest: completed(answer), said: said(answer, words, whom)}
  }

  class Ways {
    constructor(text, located) {
      this.text = text
      this.located = located
    }

    /* The page of all answers; a query that is longer than any address is cut. */
    all(text = this.text) {
      return `${this.located("search/")}?q=${encodeURIComponent(wellFormed(text.slice(0, LONGEST)))}`
    }
    to(address) { return this.located(address) }
  }
  const wellFormed = text => text.replace(/\p{Surrogate}/gu, "\uFFFD")

  const covered = (answer, words, way) => [
    ...(answer.instead && answer.whole ? [meant(answer.instead, words, way)] : []),
    ...answer.hits.map(hit => item(hit, words, way)),
    ...(answer.hits.length ? [plain("all", words.all, way.all())] : []),
  ]
  const uncovered = (answer, words, way, whom) => [
    plain("none", words.rule_none, way.all(), whom, words.how),
    ...(answer.instead && answer.hits.length ? [meant(answer.instead, words, way)] : []),
    ...answer.hits.slice(0, NEAR).map(hit => item(hit, words, way, words.near)),
  ]
  const meant = (text, words, way) => plain("meant", filled(words.meant, {words: text}), way.all(text))

  const plain = (name, title, location, line = "", way = "") => drawn(location, {}, [
    `<span class="hb-answer__title hb-answer__title--${name}">${hb.escaped(title)}</span>`,
    line && `<span class="hb-answer__line">${hb.escaped(line)}</span>`,
    way && `<span class="hb-answer__way">${hb.escaped(way)}</span>`,
  ])

  const item = (hit, words, way, near = "") => {
    const whom = hit.audience && filled(words.for, {audience: hit.audience})
    const facts = [words.capacity[hit.capacity], whom, hit.kind === "rule" && hit.id]
      .filter(Boolean).map(hb.escaped).join(dot)
    return drawn(way.to(hit.address), Object.fromEntries(hit.terms.map(term => [term, true])), [
      near && `<span class="hb-answer__near">${hb.escaped(near)}</span>`,
      sign(hit, words),
      `<span class="hb-answer__title">${hit.title}</span>`,
      hit.line && `<span class="hb-answer__line">${hit.line}</span>`,
      facts && `<span class="hb-answer__facts">${facts}</span>`,
    ])
  }
  const drawn = (location, terms, parts) => ({location, terms, text: "", title: parts.filter(Boolean).join(" ")})

  /* The modality of a rule, with the symbol that every page holds; of all else what it is. Material takes whatever has
     an href for an answer that arrow keys and Enter lead to. */
  const sign = ({kind, modality}, words) => Object.hasOwn(words.modality, modality)
    ? `<span class="hb-mark hb-mark--${modality}"><svg class="hb-mark__symbol" aria-hidden="true" viewBox="0 0 24 24">`
      + `<use xlink:href="#hb-${modality}"></use></svg>${hb.escaped(words.modality[modality])}</span>`
    : `<span class="hb-answer__kind">${hb.escaped(words.kind[kind] ?? "")}</span>`

  /* What a live region says. While only heads were searched, no number is final. */
  const said = (answer, words, whom) => {
    if (!answer.covered) return `${words.none} ${whom}`
    const n = answer.hits.length
    const number = n ? filled(words.answers[n === 1 ? "one" : n < answer.most ? "other" : "best"], {n}) : ""
    return [number, answer.whole ? "" : words.more].filter(Boolean).join(" ")
  }

  /* Material completes the last word, and compares letter by letter. */
  const completed = ({text, suggest}) => suggest.slice(0, 1).map(each => each.slice(text.search(/[^\s-]*$/)))

  /* What is shown where a part of the index did not come. */
  const unreachable = (text, {words}, located = asIs) => {
    const item = plain("none", words.unreachable, new Ways(text, located).all())
    return {items: [[{...item, score: 1}]], suggest: [], said: words.unreachable}
  }

  Object.assign(hb, {boxed, unreachable})
})(globalThis.handbookSearch ??= {})

/* Answers → what is shown of them: escaped, with what matched marked. Draws no page. */
(hb => {
  "use strict"
  const LINE = 180 /* letters of a statement that are shown */
  const MEANT = 0.7 /* what weighs less is near what is asked for, and not the same */

  /* Tells of a word whether it is what a query asks for; with `least` below that of what is only near, also whether
     it is near that. Words that carry nothing are never it. */
  const recognised = (concepts, book, least = MEANT) => {
    const ways = concepts.flatMap(each => each.ways).filter(({weight}) => weight >= least)
    const terms = of => of.flatMap(each => each.terms)
    const exact = new Set(terms(ways.filter(({how}) => how !== "prefix")))
    const open = terms(ways.filter(({how}) => how === "prefix"))
    return word => {
      if (book.pack.silent.has(word)) return false
      const term = book.words.term(word)
      return exact.has(term) || open.some(start => term.startsWith(start))
        || book.words.variants(word).some(each => exact.has(each))
    }
  }

  /* A text as HTML, with what is recognised in <mark>. */
  const marked = (text, known) => {
    let html = "", at = 0
    for (const {word, start, end} of hb.tokens(text)) {
      if (!known(word)) continue
      html += hb.escaped(text.slice(at, start)) + "<mark>" + hb.escaped(text.slice(start, end)) + "</mark>"
      at = end
    }
    return html + hb.escaped(text.slice(at))
  }

  /* A statement that is short; of a long one what begins with the sentence in which most is recognised, since what
     a rule says often stands behind the case that it is about. */
  const line = (statement, known) => {
    const text = statement.trim()
    if (text.length <= LINE) return text
    const sentences = text.match(/[^.!?]+(?:[.!?]+|$)\s*/g) ?? [text]
    const value = sentence => new Set(hb.tokens(sentence).map(each => each.word).filter(known)).size
    const values = sentences.map(value)
    const best = values.indexOf(Math.max(...values))
    return (best ? "… " : "") + cut(sentences.slice(best).join("").trim())
  }
  const cut = text => text.length <= LINE ? text : text.slice(0, LINE).replace(/\s+\S*$|[\uD800-\uDBFF]$/, "") + " …"

  Object.assign(hb, {recognised, marked, line})
})(globalThis.handbookSearch ??= {})

/* Answers → what is shown of them: escaped, with what matched marked. Draws no page. */
(hb => {
  "use strict"
  const LINE = 180 /* letters of a statement that are shown */

  /* The terms by which a query may be recognised in a text. */
  const recognised = (concepts, book) => {
    const exact = new Set(concepts.flatMap(({ways}) => ways.filter(way => way.how !== "prefix").flatMap(({terms}) => terms)))
    const open = concepts.flatMap(({ways}) => ways.filter(way => way.how === "prefix").flatMap(({terms}) => terms))
    return word => {
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

  /* The sentence of a statement in which most is recognised; the first where none is. */
  const line = (statement, known) => {
    const sentences = statement.match(/[^.!?]+(?:[.!?]+|$)\s*/g) ?? [statement]
    const value = sentence => new Set(hb.tokens(sentence).map(each => each.word).filter(known)).size
    const best = sentences.reduce((best, each) => value(each) > value(best) ? each : best, sentences[0] ?? "").trim()
    return best.length > LINE ? best.slice(0, LINE).replace(/\s+\S*$/, "") + "…" : best
  }

  Object.assign(hb, {recognised, marked, line})
})(globalThis.handbookSearch ??= {})

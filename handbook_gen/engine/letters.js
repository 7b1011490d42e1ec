/* Text → words with their places; knows no language. Everything the engine does begins here. */
(hb => {
  "use strict"
  const LONGEST = 40 /* letters of a word; what is longer is no word */
  const WORD = /[\p{L}\p{N}]+(?:['’ʼ`´][\p{L}\p{N}]+)*/gu
  const PLAIN = /^[A-Za-z0-9]+$/
  const MARKS = /[\p{M}'’ʼ`´]/gu

  /* One form of a word: without case, accents and apostrophes. */
  const folded = word => PLAIN.test(word) ? word.toLowerCase() : word.normalize("NFKD").replace(MARKS, "").toLowerCase()

  /* Every word of a text: how it is folded, and from where to where it stands (in UTF-16 units). */
  const tokens = text => {
    const found = []
    for (const match of text.matchAll(WORD)) {
      if (match[0].length <= LONGEST)
        found.push({word: folded(match[0]), raw: match[0], start: match.index, end: match.index + match[0].length})
    }
    return found
  }

  /* The words alone, for who reads very many of them. */
  const words = text => (text.match(WORD) ?? []).filter(raw => raw.length <= LONGEST).map(folded)

  /* What is shown is escaped here, and nowhere else. */
  const ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
  const escaped = text => text.replace(/[&<>"']/g, letter => ESCAPES[letter])

  Object.assign(hb, {folded, tokens, words, escaped})
})(globalThis.handbookSearch ??= {})

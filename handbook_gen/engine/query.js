/* What somebody typed → what is looked for: concepts, each a word or a phrase with everything that also means it. */
(hb => {
  "use strict"
  const LONGEST = 1000 /* letters of a query that are read */
  const MOST = 24 /* words of it that are looked for */

  /* A concept: {words, ways: [{terms, weight}], light, meant}; a way is found where all its terms are. */
  const understood = (text, book) => {
    const tokens = hb.tokens(text.slice(0, LONGEST)).slice(0, MOST)
      .map(token => ({...token, term: book.words.term(token.word)}))
    const open = /[\p{L}\p{N}]$/u.test(text) && tokens.length ? tokens.at(-1) : null
    const groups = grouped(tokens, book)
    const heard = groups.filter(group => group.length > 1 || !unheard(group[0], tokens, book))
    const wanted = heard.length ? heard : groups.filter(group => !group[0].asking).length ? groups.filter(group => !group[0].asking) : groups
    return wanted.flatMap(group => concepts(group, tokens, book, group.at(-1) === open))
  }

  /* Phrases that mean something together stay together; what only asks is marked. */
  const grouped = (tokens, book) => {
    const groups = []
    for (let at = 0; at < tokens.length;) {
      const length = together(tokens, at, book)
      if (length > 1) { groups.push(tokens.slice(at, at + length)); at += length; continue }
      const asked = asking(tokens, at, book)
      for (const token of tokens.slice(at, at + Math.max(asked, 1))) { token.asking = asked > 0; groups.push([token]) }
      at += Math.max(asked, 1)
    }
    return groups
  }
  const together = (tokens, at, book) => {
    for (let length = Math.min(book.pack.longest, tokens.length - at); length > 1; length--) {
      const key = tokens.slice(at, at + length).map(each => each.term).join(" ")
      if (book.pack.same.has(key) || book.pack.wider.has(key)) return length
    }
    return 1
  }
  const asking = (tokens, at, book) => {
    for (let length = Math.min(book.pack.longest, tokens.length - at); length > 1; length--)
      if (book.pack.asking.has(tokens.slice(at, at + length).map(each => each.word).join(" "))) return length
    return 0
  }
  const unheard = (token, tokens, book) => token.asking || book.pack.silent.has(token.word)
    || (book.pack.foreign.has(token.word) && !book.has(token.term))

  const concepts = (group, tokens, book, open) => {
    if (group.length > 1) return [phrase(group, book)]
    const [token] = group
    const key = token.term
    const found = {words: [token], ways: meanings(key, 1, book), light: book.pack.light.has(key), everyday: book.pack.everyday.has(key)}
    for (const variant of book.words.variants(token.word)) found.ways.push(...meanings(variant, 0.9, book))
    for (const particle of tokens)
      if (particle !== token && book.words.separable.has(particle.word)) found.ways.push(...meanings(book.words.term(particle.word + token.word), 0.9, book, true))
    found.ways.push(...joined(token, tokens, book))
    if (open && token.word.length > 1) found.ways.push({terms: [key], weight: hb.WEIGHTS.open, how: "prefix"})
    if (book.knows(token.word)) return [compound(found, token, book)]
    return unknown(found, token, book, open)
  }

  const phrase = (group, book) => {
    const key = group.map(each => each.term).join(" ")
    const terms = group.filter(each => !book.pack.silent.has(each.word)).map(each => each.term)
    return {words: group, ways: [{terms: terms.length ? terms : group.map(each => each.term), weight: 1}, ...meanings(key, 1, book).slice(1)]}
  }

  /* A term and everything that means it; `only` where it is in the index or the pack. */
  const meanings = (key, weight, book, only = false) => {
    if (only && !book.has(key) && !book.pack.knows(key)) return []
    return [{terms: [key], weight}, ...book.pack.meanings(key)
      .map(([other, less]) => ({terms: spoken(other, book), weight: weight * less}))]
  }
  const spoken = (key, book) => {
    const terms = key.split(" ")
    const heard = terms.length > 1 ? terms.filter(each => !book.silentTerms.has(each)) : terms
    return heard.length ? heard : terms
  }

  /* Two words that are one here: app groep, social media beleid. */
  const joined = (token, tokens, book) => {
    const at = tokens.indexOf(token)
    const pairs = [[tokens[at - 1], token], [token, tokens[at + 1]]].filter(([a, b]) => a && b)
    return pairs.flatMap(([a, b]) => ["", "s"].flatMap(link => {
      const term = book.words.term(a.word + link + b.word)
      return book.has(term) || book.pack.knows(term) ? meanings(term, 0.95, book) : []
    }))
  }

  const compound = (found, token, book) => {
    const parts = split(token.word, book)
    if (parts.length) found.ways.push({terms: parts.map(each => book.words.term(each)), weight: hb.WEIGHTS.compound})
    return found
  }
  const split = (word, book) => book.words.parts(word, (part, least) => least < 99 && part.length >= Math.min(least, 3) && (book.knows(part) && !book.pack.silent.has(part)))

  /* A word that nobody here uses: in the other language, a compound of known parts, or a slip of the pen. */
  const unknown = (found, token, book, open) => {
    const parts = split(token.word, book)
    if (parts.length) return parts.map(part => {
      const key = book.words.term(part)
      return {words: [token], ways: meanings(key, hb.WEIGHTS.compound, book), light: book.pack.light.has(key), share: 1 / parts.length}
    })
    const foreign = hb.FOREIGN + book.foreign.term(token.word)
    if (book.find(foreign).size) return [{...found, ways: [...found.ways, {terms: [foreign], weight: hb.WEIGHTS.foreign}]}]
    if (open && book.find(token.term, "prefix").size) return [found]
    const meant = book.meant(token.word)
    for (const [word, steps] of meant) {
      const weight = hb.WEIGHTS.slip ** Math.max(steps, 0.5)
      found.ways.push(...meanings(book.words.term(word), weight, book))
      const parts = split(word, book)
      if (parts.length) found.ways.push({terms: parts.map(each => book.words.term(each)), weight: weight * hb.WEIGHTS.compound})
    }
    return [{...found, meant: meant[0]?.[0]}]
  }

  Object.assign(hb, {understood})
})(globalThis.handbookSearch ??= {})

/* What somebody typed → what is looked for: concepts, each a word or a phrase with everything that also means it. */
(hb => {
  "use strict"
  const LONGEST = 1000 /* letters of a query that are read */
  const MOST = 24 /* words of it that are looked for */
  const GUESSES = 5 /* words that nobody knows of which it is guessed what was meant */

  /* A concept: {words, ways: [{terms, weight, how}], light, common, share, meant}; a way is found where all its
     terms are. */
  const understood = (text, book) => {
    const tokens = once(hb.tokens(text.slice(0, LONGEST))).slice(0, MOST)
      .map(token => ({...token, term: book.words.term(token.word)}))
    const open = /[\p{L}\p{N}]$/u.test(text) && tokens.length ? tokens.at(-1) : null
    mark(tokens, book)
    const groups = closer(grouped(tokens, book), book)
    const heard = groups.filter(group => group.length > 1 || group[0].heard)
    const asked = groups.filter(group => !group[0].asking)
    const wanted = heard.length ? heard : asked.length ? asked : groups
    let guesses = GUESSES
    const guess = word => guesses-- > 0 ? book.meant(word) : []
    return wanted.flatMap(group => concepts(group, tokens, {book, guess, open: group.at(-1) === open}))
  }

  /* A word that is said again says nothing more. */
  const once = tokens => {
    const seen = new Set()
    return tokens.filter(({word}) => !seen.has(word) && seen.add(word))
  }

  /* Which words only ask, and which carry something. */
  const mark = (tokens, book) => {
    for (let at = 0; at < tokens.length;) {
      const length = asking(tokens, at, book)
      for (const token of tokens.slice(at, at + Math.max(length, 1))) token.asking = length > 0
      at += Math.max(length, 1)
    }
    for (const token of tokens) token.heard = !unheard(token, book)
  }

  /* Phrases that mean something together stay together. */
  const grouped = (tokens, book) => {
    const groups = []
    for (let at = 0; at < tokens.length;) {
      const length = together(tokens, at, book)
      groups.push(tokens.slice(at, at + length))
      at += length
    }
    return groups
  }
  const together = (tokens, at, book) => {
    for (let length = Math.min(book.pack.longest, tokens.length - at); length > 1; length--) {
      const here = tokens.slice(at, at + length)
      if (here.some(token => token.heard) && book.pack.means(keyed(here))) return length
    }
    return 1
  }
  const keyed = tokens => tokens.map(each => each.term).join(" ")

  /* The same without the words between that carry nothing: of single words only, in the order of the question. */
  const closer = (groups, book) => {
    const heard = groups.filter(group => group.length > 1 || group[0].heard)
    const found = []
    for (let at = 0; at < heard.length;) {
      let length = 1
      for (let most = Math.min(book.pack.longest, heard.length - at); most > 1; most--) {
        const here = heard.slice(at, at + most)
        if (here.every(group => group.length === 1) && book.pack.closest(keyed(here.flat()))) { length = most; break }
      }
      found.push(heard.slice(at, at + length).flat())
      at += length
    }
    return found.length ? found : groups
  }

  const asking = (tokens, at, book) => {
    for (let length = Math.min(book.pack.longest, tokens.length - at); length > 1; length--)
      if (book.pack.asking.has(tokens.slice(at, at + length).map(each => each.word).join(" "))) return length
    return 0
  }
  const unheard = (token, book) => token.asking || book.pack.silent.has(token.word) || book.pack.modal.has(token.word)
    || (book.pack.foreign.has(token.word) && !book.has(token.term))

  const concepts = (group, tokens, {book, guess, open}) => {
    if (group.length > 1) return [phrase(group, book)]
    const [token] = group
    const key = token.term, {light, common} = book.pack
    const ways = [...forms(token, tokens, book), ...joined(token, tokens, book)]
    if (open && token.word.length > 1) ways.push({terms: [key], weight: hb.WEIGHTS.open, how: "prefix"})
    const found = {words: [token], ways, light: light.has(key), common: common.has(key)}
    if (!book.knows(token.word)) return unknown(found, token, {book, guess, open})
    ways.push(...compound(token.word, 1, book))
    return [found]
  }

  /* What a word means as it stands, as a form of a verb, and with what belongs to that verb. */
  const forms = (token, tokens, book) => {
    const {word} = token
    const verbs = particles(token, tokens, book).map(each => each.word + word).filter(verb => book.knows(verb))
    return [
      ...meanings(token.term, 1, book, word),
      ...book.words.variants(word).flatMap(variant => meanings(variant, 0.9, book, word)),
      ...verbs.flatMap(verb => meanings(book.words.term(verb), 0.9, book, verb)),
    ]
  }

  /* What may belong to a verb: stuur … door, door sturen, door te sturen; not what stands before other words. */
  const particles = (token, tokens, book) => {
    const at = tokens.indexOf(token)
    const before = tokens[at - 1]?.word === "te" ? at - 2 : at - 1
    return tokens.filter((each, n) => (n > at || n === before) && book.words.separable.has(each.word))
  }

  const phrase = (group, book) => {
    const key = book.pack.closest(keyed(group)) ?? keyed(group)
    const heard = group.filter(each => !book.pack.silent.has(each.word)).map(each => each.term)
    const whole = heard.length ? heard : group.map(each => each.term)
    const general = term => book.pack.light.has(term) || book.pack.common.has(term)
    const single = whole.length > 1 ? whole.filter(term => !general(term)) : []
    const alone = single.map(term => ({terms: [term], weight: hb.WEIGHTS.alone}))
    const light = whole.every(term => book.pack.light.has(term))
    const ways = [{terms: whole, weight: 1}, ...meanings(key, 1, book).slice(1), ...alone]
    return {words: group, light, ways}
  }

  /* A term and everything that means it; `word` is how it was spelled. */
  const meanings = (key, weight, book, word) => [
    {terms: [key], weight}, ...book.pack.meanings(key, word)
      .map(([other, less]) => ({terms: spoken(other, book), weight: weight * less})),
  ]
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
      const word = a.word + link + b.word
      return book.knows(word) ? meanings(book.words.term(word), 0.95, book, word) : []
    }))
  }

  /* The parts of a compound together, as a way; none of a word that is no compound. */
  const compound = (word, weight, book) => {
    const terms = split(word, book).map(part => book.words.term(part))
    return terms.length ? [{terms, weight: weight * hb.WEIGHTS.compound}] : []
  }
  /* A `least` of 99 asks whether a part is a word of our own: here no part goes before another. */
  const split = (word, book) => book.words.parts(word, (part, least) =>
    least < 99 && part.length >= Math.min(least, 3) && book.knows(part) && !book.pack.silent.has(part))

  /* A word that nobody here uses: in the other language, a compound of known parts, or a slip of the pen. */
  const unknown = (found, token, {book, guess, open}) => {
    const parts = split(token.word, book)
    if (parts.length) return parts.map(part => shared(part, token, 1 / parts.length, book))
    const term = hb.FOREIGN + book.foreign.term(token.word)
    const foreign = {terms: [term], weight: hb.WEIGHTS.foreign}
    if (book.find(term).size) return [{...found, ways: [...found.ways, foreign]}]
    if (open && book.find(token.term, "prefix").size) return [found]
    const meant = found.common ? [] : guess(token.word)
    for (const [word, steps] of meant) {
      const weight = hb.WEIGHTS.slip ** Math.max(steps, 0.5)
      found.ways.push(...meanings(book.words.term(word), weight, book, word), ...compound(word, weight, book))
    }
    return [{...found, meant: meant[0]?.[0]}]
  }
  /* A part of a compound as a concept that tells its share of what the whole would tell. */
  const shared = (part, token, share, book) => {
    const key = book.words.term(part)
    const ways = meanings(key, hb.WEIGHTS.compound, book, part)
    return {words: [token], ways, light: book.pack.light.has(key), share}
  }

  /* The kinds of documents that a question is after, by how it is put. */
  const sought = (text, book) => {
    const words = hb.tokens(text.slice(0, LONGEST)).slice(0, MOST).map(each => each.word), kinds = new Set()
    for (let at = 0; at < words.length; at++)
      for (let length = 1; length <= book.pack.longest && at + length <= words.length; length++)
        for (const kind of book.pack.cues.get(words.slice(at, at + length).join(" "))?.flat() ?? []) kinds.add(kind)
    return kinds
  }

  Object.assign(hb, {understood, sought})
})(globalThis.handbookSearch ??= {})

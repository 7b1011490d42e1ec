/* English: what words that are the same to a reader have in common: stems, British and American spelling, and
   letters that people double or swap. For comparing only; never shown. */
(hb => {
  "use strict"
  const stemmer = new EnglishStemmer()
  const LEAST = 4

  const british = word => word
    .replace(/yz(?=e|ing)/, "ys").replace(/iz(?=e|ing|ation)/, "is")
    .replace(/our(?=$|s$|ed|ing|abl|al|it|ful|less)/, "or")
    .replace(/ogue(?=s?$)/, "og").replace(/tre(?=s?$)/, "ter").replace(/ae|oe/, "e")
  const alike = stem => stem.replace(/ei|ie/g, "i").replace(/ph/g, "f").replace(/([a-z])\1+/g, "$1")

  /* Words that only look like forms of another: a reporter is no report. */
  const APART = new Set(["reporter", "officer", "customer", "poster", "personal", "personnel", "university", "organ",
    "general", "news", "media", "posting", "import", "important", "informal", "user", "host", "hospital", "interest",
    "public", "publication", "policy", "police", "communication", "community", "complement", "compliment"])

  const cache = new Map()
  const term = word => {
    let found = cache.get(word)
    if (found === undefined) {
      found = compared(word)
      if (cache.size > 50000) cache.clear()
      cache.set(word, found)
    }
    return found
  }
  const compared = word => {
    if (/\d/.test(word)) return word
    const one = word.replace(/s$/, "")
    if (APART.has(word) || APART.has(one)) return one
    if (/^(?:in)?accessib/.test(word)) return "accessib"
    return alike(stemmer.stemWord(word.length > 4 ? british(word) : word))
  }
  const variants = () => []

  /* Two words written as one: screenshot, workplace. */
  const parts = (word, known) => {
    for (let at = LEAST; at <= word.length - LEAST; at++) {
      if (known(word.slice(0, at), LEAST) && known(word.slice(at), LEAST)) return [word.slice(0, at), word.slice(at)]
    }
    return []
  }

  hb.languages = {...hb.languages, en: {term, variants, parts, separable: new Set()}}
})(globalThis.handbookSearch ??= {})

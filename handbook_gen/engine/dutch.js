/* Dutch: what words that are the same to a reader have in common, and what a compound is made of.

   A term is a Snowball stem in which what people mix up is one: ij, ei and y, au and ou, double letters, and the d or
   t at the end of a verb. It is for comparing only and is never shown. */
(hb => {
  "use strict"
  const stemmer = new DutchPorterStemmer()
  const LEAST = 4 /* letters of a part that is known from a word list only; own words may have three */
  const LINKS = ["", "s", "en", "n", "e", "er"]
  const SEPARABLE = ["aan", "achter", "af", "bij", "binnen", "dicht", "door", "in", "mee", "na", "neer", "om", "onder",
    "op", "open", "over", "samen", "tegen", "terug", "toe", "uit", "voor", "vol", "weg", "wis"]

  /* Ends of words that are words too, and never part of a compound. */
  const ENDINGS = new Set(["lijk", "heid", "heden", "ings", "schap", "baar", "loos", "achtig", "aris", "isch", "atie",
    "ties", "tend", "ende", "eren", "nist", "niste", "ling", "lingen", "voor", "over", "door"])

  const alike = stem => stem
    .replace(/ij|ei/g, "y").replace(/au/g, "ou").replace(/ph/g, "f").replace(/c(?!h)/g, "k").replace(/qu/g, "kw")
    .replace(/([a-z])\1+/g, "$1")
    .replace(/z$/, "s").replace(/v$/, "f").replace(/ie$/, "y")
    .replace(/dt$/, "d").replace(/(.{4,})d$|(.{3,})t$/, "$1$2")

  const diminutive = word => word.length > 4 ? word.replace(/(.{3,}?)(?:etje|tje|pje|je)s?$/, "$1") : word

  const cache = new Map()
  const term = word => {
    let found = cache.get(word)
    if (found === undefined) {
      found = /\d/.test(word) ? word : alike(stemmer.stemWord(plural(diminutive(word))))
      if (cache.size > 50000) cache.clear()
      cache.set(word, found)
    }
    return found
  }
  /* Of foto's only fotos is left by now; the stemmer keeps an s after a vowel. */
  const plural = word => /(?:[aiouy]|ie)s$/.test(word) && word.length > 4 ? word.slice(0, -1) : word

  /* Other terms under which a form of a verb is found: gestuurd and doorgestuurd under sturen and doorsturen. */
  const variants = word => {
    const found = []
    const whole = /^ge(.{3,}(?:d|t|en))$/.exec(word)
    if (whole) found.push(term(whole[1]))
    for (const before of SEPARABLE) {
      if (!word.startsWith(before) || word.length < before.length + 4) continue
      const rest = word.slice(before.length)
      const part = /^(?:ge|te)(.{3,})$/.exec(rest)
      if (part) found.push(term(before + part[1]))
    }
    return found
  }

  /* Whether a part is a word, in the form in which it stands or in that of a dictionary. */
  const worded = (part, least, known) => !ENDINGS.has(part) && forms(part).some(form => known(form, least))
  const forms = part => [
    part, part.replace(/s$/, ""), part.replace(/en$/, ""), part.replace(/([bdfgklmnprst])\1en$/, "$1"),
    part.replace(/heden$/, "heid"), part.replace(/ven$/, "f"), part.replace(/zen$/, "s"),
  ]

  /* The parts of a compound, or none; `known(part, least)` tells whether a part is a word. Fewest parts win. */
  const parts = (word, known) => {
    if (word.length < 7) return []
    for (const most of [2, 3, 4]) {
      const found = cut(word, most, known)
      if (found) return found
    }
    return []
  }
  const cut = (word, most, known) => {
    let best = null, value = 0
    for (let at = 3; at <= word.length - 3; at++) {
      const first = trimmed(word.slice(0, at), known)
      if (!first) continue
      const rest = word.slice(at)
      const after = most === 2 ? (worded(rest, LEAST, known) ? [rest] : null) : cut(rest, most - 1, known)
      if (!after) continue
      const worth = Math.min(first.length, ...after.map(part => part.length)) + (known(first, 99) ? 1 : 0)
      if (worth > value) [best, value] = [[first, ...after], worth]
    }
    return best
  }
  /* A part with the sound that links it to the next: klachten-, persoons-. */
  const trimmed = (part, known) => {
    for (const link of LINKS) {
      if (part.endsWith(link) && part.length - link.length >= 3) {
        const bare = link ? part.slice(0, -link.length) : part
        if (worded(bare, LEAST, known)) return bare
      }
    }
    return null
  }

  hb.languages = {...hb.languages, nl: {term, variants, parts, separable: new Set(SEPARABLE)}}
})(globalThis.handbookSearch ??= {})

/* One handbook that can be searched: its index, part by part, its pack of words, and what looking a term up gives. */
(hb => {
  "use strict"
  const REMEMBERED = 600 /* terms whose documents are kept, so that the next key need not look them up again */
  const AS_IS = {tokenize: term => [term], processTerm: term => term}

  class Book {
    constructor(core) {
      const {language, pack, foreign, own, facts, aliases, head} = core
      this.language = language
      this.words = hb.languages[language]
      this.foreign = hb.languages[language === "nl" ? "en" : "nl"]
      this.pack = new hb.Pack(pack, own, this.words, foreign)
      this.silentTerms = new Set([...this.pack.silent].map(word => this.words.term(word)))
      this.facts = facts
      this.size = facts.length
      this.head = hb.opened(hb.HEAD, head)
      this.body = null
      this.ids = hb.identities(facts, aliases)
      this.postings = new Map()
      this.speller = null
    }

    /* The second part has come: what was looked up before is no longer whole. */
    add({body, words}) {
      this.body = hb.opened(hb.BODY, body)
      this.spelled = new Map(words)
      this.postings.clear()
    }

    get whole() { return this.body !== null }

    /* The documents in which a term stands: their numbers, how much it weighs there, whether it stands in the head. */
    find(term, how = "") {
      const key = how + term
      let found = this.postings.get(key)
      if (!found) {
        if (this.postings.size > REMEMBERED) this.postings.clear()
        found = this.#looked(term, how === "prefix")
        this.postings.set(key, found)
      }
      return found
    }

    #looked(term, prefix) {
      const found = new Map()
      const each = (index, boost, head) => {
        for (const {id, score} of index.search(term, {...AS_IS, boost, prefix, weights: {prefix: hb.WEIGHTS.prefix, fuzzy: 0}})) {
          const before = found.get(id)
          found.set(id, before ? {score: before.score + score, head: before.head || head} : {score, head})
        }
      }
      each(this.head, hb.BOOSTS, true)
      if (this.body) each(this.body, hb.BOOSTS, false)
      return found
    }

    has(term) { return this.find(term).size > 0 || this.find(hb.PART + term).size > 0 }

    /* Whether a word is one that this handbook or our own words know, so that it is no slip. */
    knows(word) {
      const term = this.words.term(word)
      return this.pack.knows(term) || this.has(term)
    }

    /* Words that were meant, where a word is none: [word, steps], nearest first. */
    meant(word) {
      const most = word.length < 4 ? 0 : word.length < 6 ? 1 : word.length < 10 ? 2 : 3
      if (!most) return []
      if (!this.speller) this.speller = this.#spelling()
      const found = []
      for (const [other, [count, steps]] of this.speller.fuzzyGet(word, Math.min(most + 1, 3)))
        if (steps > 0) found.push([other, hb.steps(word, other), count])
      return found.filter(([, steps]) => steps <= most)
        .sort((a, b) => a[1] - b[1] || (b[0][0] === word[0]) - (a[0][0] === word[0]) || b[2] - a[2] || (a[0] < b[0] ? -1 : 1))
        .filter(([, steps], _, all) => steps <= all[0][1] + 0.5).slice(0, 3).map(([other, steps]) => [other, steps])
    }

    #spelling() {
      const map = new SearchableMap()
      for (const word of this.pack.words) if (word.length > 2) map.set(word, 1)
      for (const [word, count] of this.spelled ?? []) if (word.length > 2) map.set(word, count + 1)
      return map
    }
  }

  /* How far two words are apart: letters put in, left out, exchanged or swapped with the next; a slip that people
     often make counts for half. */
  const CLOSE = new Set(["dt", "td", "sz", "zs", "fv", "vf", "ck", "kc", "iy", "yi", "ea", "ae", "oe", "eo"])
  const steps = (a, b) => {
    let before = [], row = Array.from({length: b.length + 1}, (_, j) => j)
    for (let i = 1; i <= a.length; i++) {
      const next = [i]
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] === b[j - 1]
        const change = same ? 0 : CLOSE.has(a[i - 1] + b[j - 1]) ? 0.5 : 1
        const twice = a[i - 1] === a[i - 2] ? 0.5 : 1, once = b[j - 1] === b[j - 2] ? 0.5 : 1
        next[j] = Math.min(row[j - 1] + change, row[j] + twice, next[j - 1] + once)
        if (i > 1 && j > 1 && !same && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 0.75)
      }
      before = row
      row = next
    }
    return row[b.length]
  }

  /* Ids as people type them: disc-1, DISC01. */
  const ID = /(?<![\p{L}\p{N}])([a-z][a-z0-9]*?)[\s-]?0*(\d{1,9})(?![\p{L}\p{N}])/giu
  const plain = (letters, number) => `${letters.toLowerCase()}-${Number(number)}`
  const identities = (facts, aliases) => {
    const found = new Map()
    const put = (id, n) => {
      const parts = /^([A-Z][A-Z0-9]*)-([0-9]+)$/.exec(id)
      if (parts) found.set(plain(parts[1], parts[2]), [...(found.get(plain(parts[1], parts[2])) ?? []), n])
    }
    for (const [id, n] of aliases) put(id, n)
    facts.forEach(({id}, n) => { if (!aliases.some(([old]) => old === id)) put(id, n) })
    return found
  }
  const named = (text, ids) => [...text.matchAll(ID)].flatMap(([, letters, number]) => ids.get(plain(letters, number)) ?? [])

  Object.assign(hb, {Book, identities, named, steps})
})(globalThis.handbookSearch ??= {})

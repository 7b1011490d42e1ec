/* One handbook that can be searched: its index, part by part, its pack of words, and what looking a term up gives. */
(hb => {
  "use strict"
  const REMEMBERED = 100000 /* documents kept with what they were found by: the next key needs them again */

  class Book {
    constructor(core) {
      const {language, pack, facts, aliases, head} = core
      this.language = language
      this.words = hb.languages[language]
      this.foreign = hb.languages[language === "nl" ? "en" : "nl"]
      this.pack = hb.restored(hb.Pack, pack)
      this.pack.words = []
      this.pack.near = new Map()
      this.#hush()
      this.facts = hb.facts(facts)
      this.size = this.facts.length
      this.head = new hb.Shelf(hb.HEAD, head)
      this.body = null
      this.ids = identities(this.facts, aliases)
      this.postings = new Map()
      this.kept = 0
      this.spellers = new Map()
    }

    /* The second part has come: what was looked up before is no longer whole. */
    add({body, words, pack, near}) {
      this.body = new hb.Shelf(hb.BODY, body)
      this.spelled = hb.spelled(words)
      this.pack.words = pack.split(" ")
      this.pack.near = hb.restored(Object, near).near
      this.#hush()
      this.spellers.clear()
      this.#forget()
    }

    /* Terms that carry nothing inside a phrase. */
    #hush() {
      const terms = [...this.pack.silent].map(word => this.words.term(word))
      this.silentTerms = new Set(terms.filter(term => !this.pack.means(term)))
    }

    get whole() { return this.body !== null }

    /* The documents in which a term stands: their numbers, how much it weighs there, whether it stands in the head. */
    find(term, how = "") { return this.remembered(how + term, () => this.#looked(term, how === "prefix")) }

    /* What was found before under a key, or is found now; `size` tells how many documents it holds. */
    remembered(key, made) {
      let found = this.postings.get(key)
      if (!found) {
        found = made()
        this.kept += found.size + 1
        if (this.kept > REMEMBERED) this.#forget()
        this.postings.set(key, found)
      }
      return found
    }

    #forget() {
      this.postings.clear()
      this.kept = 0
    }

    /* How strongly a term stands in each document, from 0 to 1: in which field it stands says most, how often and
       in how long a text the rest. */
    #looked(term, prefix) {
      const found = new Map()
      for (const index of [this.head, this.body]) {
        if (!index) continue
        const hits = index.search(term, {boost: hb.FIELDS, prefix, weights: {prefix: hb.WEIGHTS.prefix, fuzzy: 0}})
        const most = hits.length ? hits[0].score : 1
        for (const {id, score, match} of hits) {
          const field = best(match)
          const strength = field * (hb.WEIGHTS.presence + (1 - hb.WEIGHTS.presence) * score / most)
          const before = found.get(id)
          if (before) before.strength = joint(before.strength, strength, hb.WEIGHTS.again)
          else found.set(id, {strength, head: index === this.head})
        }
      }
      return found
    }

    has(term) {
      return [term, hb.PART + term].some(each => this.head.has(each) || Boolean(this.body?.has(each)))
    }

    /* Whether a word is one that this handbook or our own words know, so that it is no slip. */
    knows(word) {
      const term = this.words.term(word)
      return this.pack.knows(term) || this.has(term)
    }

    /* Words that were meant, where a word is none: [word, steps], nearest first. */
    meant(word) {
      const most = tolerated(word)
      if (!most) return []
      return this.#similar(word, Math.min(Math.ceil(most) + 1, 3))
        .filter(([, steps]) => steps <= most).sort(likelier(word))
        .filter(([, steps], _, all) => steps <= all[0][1] + 0.5).slice(0, 3).map(([other, steps]) => [other, steps])
    }

    /* Words within a number of letters: [word, steps, how often it is used]. */
    #similar(word, most) {
      const found = []
      for (const letter of new Set([word[0], word[1]]))
        for (const [other, [count, letters]] of this.#speller(letter).fuzzyGet(word, most))
          if (letters > 0 && begins(word, other)) found.push([other, steps(word, other), count])
      return found
    }

    /* The words with a first letter, so that similar ones can be found; most letters are never asked for. */
    #speller(letter) {
      let map = this.spellers.get(letter)
      if (map) return map
      this.spellers.set(letter, map = new SearchableMap())
      const asked = word => word[0] === letter && word.length > 2
      for (const word of this.pack.words) if (asked(word)) map.set(word, 1)
      for (const [word, count] of this.spelled ?? []) if (asked(word)) map.set(word, count + 1)
      return map
    }
  }

  /* What a term says in the best of the fields where it stands. */
  const best = match => {
    let most = 0
    for (const term in match) for (const field of match[term]) most = Math.max(most, hb.FIELDS[field])
    return most
  }

  /* Two strengths as one: the greater, and a share of the lesser. */
  const joint = (a, b, share) => Math.min(1, Math.max(a, b) + share * Math.min(a, b))

  /* How many steps a slip may be: in a short word every letter counts. */
  const tolerated = ({length}) => length < 4 ? 0 : length < 6 ? 1 : length < 8 ? 1.5 : length < 11 ? 2 : 2.5

  /* Nearest first; then what begins with the same letter, then what is used most. */
  const likelier = word => ([a, near, often], [b, far, more]) =>
    near - far || (b[0] === word[0]) - (a[0] === word[0]) || more - often || (a < b ? -1 : 1)

  /* People hardly ever get the first letter wrong, unless they swap it with the next. */
  const begins = (a, b) => a[0] === b[0] || (a[0] === b[1] && a[1] === b[0])

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
        const swapped = i > 1 && j > 1 && !same && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
        if (swapped) next[j] = Math.min(next[j], before[j - 2] + 0.75)
      }
      before = row
      row = next
    }
    return row[b.length]
  }

  /* Ids as people type them: disc-1, DISC01. */
  const ID = /(?<![\p{L}\p{N}])([a-z][a-z0-9]{0,39}?)[\s-]?0{0,9}(\d{1,9})(?![\p{L}\p{N}])/giu
  const plain = (letters, number) => `${letters.toLowerCase()}-${Number(number)}`
  const identities = (facts, aliases) => {
    const found = new Map()
    const put = (id, n) => {
      const parts = /^([A-Z][A-Z0-9]*)-([0-9]+)$/.exec(id)
      if (parts) found.set(plain(parts[1], parts[2]), [...(found.get(plain(parts[1], parts[2])) ?? []), n])
    }
    for (const [id, n] of aliases) put(id, n)
    facts.forEach(({id}, n) => put(id, n))
    return found
  }
  const named = (text, ids) =>
    [...text.matchAll(ID)].flatMap(([, letters, number]) => ids.get(plain(letters, number)) ?? [])

  Object.assign(hb, {Book, joint, named, steps})
})(globalThis.handbookSearch ??= {})

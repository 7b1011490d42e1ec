/* Concepts → answers in order: how strongly each document has what is looked for. How sure it is that one of them
   answers, `sure` tells. */
(hb => {
  "use strict"
  const WEIGHTS = {
    same: 0.77, wider: 0.48, near: 0.6, sought: 1.3, phrased: 1.5, prefix: 0.5, open: 0.5, compound: 0.9,
    part: 0.75, foreign: 0.95, slip: 0.95, light: 0.33, presence: 0.5, again: 0.2, alone: 0.45, besides: 0.15,
    phrase: 1.15, unknown: 0.75, common: 0.65,
  }
  /* How much a term says in each field. */
  const FIELDS = {title: 1, keywords: 0.95, names: 0.6, statement: 0.7, examples: 0.3, reasons: 0.4, other: 0.8}
  const MOST = 100

  /* The documents in which all terms of a way stand: number → {strength, head: whether they stand in the head}. */
  const met = (way, book) => {
    let found = null
    for (const term of way.terms) {
      const here = whole(term, way.how, book)
      if (!here.size) return here
      if (!found) { found = here; continue }
      const both = new Map()
      for (const [n, a] of found) {
        const b = here.get(n)
        if (b) both.set(n, {strength: Math.min(a.strength, b.strength), head: a.head && b.head})
      }
      found = both
    }
    return found ?? new Map()
  }
  /* A term as a word of its own, or as a part of one, whichever weighs more. */
  const whole = (term, how, book) => {
    const own = book.find(term, how)
    if (term.startsWith(hb.FOREIGN)) return own
    const part = book.find(hb.PART + term, how)
    if (!part.size) return own
    const found = new Map(own)
    for (const [n, {strength, head}] of part) {
      const less = strength * WEIGHTS.part, before = found.get(n)
      if (!before || before.strength < less) found.set(n, {strength: less, head})
    }
    return found
  }

  /* One concept in every document: the best of its ways. */
  const matched = (concept, book) => {
    const {found, plain} = book.remembered(JSON.stringify(concept.ways), () => united(concept, book))
    return {concept, found, tells: tells(concept, found.size ? plain || found.size : 0, book)}
  }
  const united = (concept, book) => {
    const found = new Map()
    let plain = 0
    for (const way of concept.ways) {
      const here = met(way, book)
      if (way.weight >= WEIGHTS.same) plain = Math.max(plain, here.size)
      for (const [n, {strength, head}] of here) {
        const before = found.get(n), weighed = strength * way.weight
        if (!before) found.set(n, {strength: weighed, head: head ? weighed : 0})
        else {
          before.strength = hb.joint(before.strength, weighed, WEIGHTS.besides)
          if (head) before.head = Math.max(before.head, weighed)
        }
      }
    }
    return {found, plain, size: found.size}
  }
  /* How much a concept tells documents apart: much where few have it. */
  const tells = (concept, n, book) => {
    const much = Math.log(1 + (book.size - n + 0.5) / (n + 0.5))
    return much * importance(concept, n) * (concept.share ?? 1)
  }
  /* Words of the field weigh more than those of every day, and what nobody here uses less than what somebody does. */
  const importance = (concept, n) => {
    if (concept.light) return WEIGHTS.light
    const word = concept.common ? WEIGHTS.common : 1
    return word * (n ? 1 : WEIGHTS.unknown) * (concept.words.length > 1 ? WEIGHTS.phrase : 1)
  }

  const answers = (text, book, {allowed = null, most = MOST} = {}) => {
    const concepts = hb.understood(text, book)
    const all = concepts.map(concept => matched(concept, book))
    const sums = summed(all, book, allowed)
    const ids = [...new Set(hb.named(text, book.ids))].filter(n => !allowed || allowed(n))
    const others = ordered(sums, hb.sought(text, book), book, most + ids.length).filter(({n}) => !ids.includes(n))
    const named = ids.map(n => ({n, score: 1000, coverage: 1, head: 1}))
    const hits = [...named, ...others].slice(0, most)
    const features = hb.features(text, all, hits, book)
    const sure = hits.length ? hb.certainty(features) : 0
    const covered = ids.length > 0 || sure >= hb.SURE.threshold
    return {hits, concepts, sure, covered, features, instead: instead(text, concepts)}
  }

  /* What each document has of all concepts together, and how much of that in its head. */
  const summed = (all, book, allowed) => {
    const told = all.reduce((sum, {tells}) => sum + tells, 0) || 1
    const coverage = new Float64Array(book.size), heads = new Float64Array(book.size)
    const numbers = []
    for (const {found, tells} of all) {
      for (const [n, {strength, head}] of found) {
        if (allowed && !allowed(n)) continue
        if (!coverage[n]) numbers.push(n)
        coverage[n] += strength * tells / told
        heads[n] += head * tells / told
      }
    }
    return {numbers, coverage, heads}
  }

  /* Best first, by what a document is too. Rounded, because engines reckon differently in the last digits, and the
     order must be the same in all. */
  const ordered = ({numbers, coverage, heads}, kinds, book, most) => {
    const scores = new Float64Array(book.size)
    for (const n of numbers) {
      const {kind, weight} = book.facts[n]
      scores[n] = Math.round(coverage[n] * 1e8 * weight * (kinds.has(kind) ? WEIGHTS.sought : 1)) / 1e6
    }
    numbers.sort((a, b) => scores[b] - scores[a] || a - b)
    return numbers.slice(0, most).map(n => ({n, score: scores[n], coverage: coverage[n], head: heads[n]}))
  }

  /* The query with the words that were meant, where some were slips. */
  const instead = (text, concepts) => {
    const slips = concepts.filter(each => each.meant).map(each => [each.words[0], each.meant])
    if (!slips.length) return null
    let said = "", at = 0
    for (const [token, word] of slips) { said += text.slice(at, token.start) + word; at = token.end }
    return said + text.slice(at)
  }

  Object.assign(hb, {WEIGHTS, FIELDS, answers})
})(globalThis.handbookSearch ??= {})

/* Concepts → answers in order, and how sure it is that there is one. */
(hb => {
  "use strict"
  const WEIGHTS = {same: 0.8, wider: 0.45, prefix: 0.5, open: 0.7, compound: 0.85, part: 0.75, foreign: 0.7, slip: 0.75, light: 0.35}
  const BOOSTS = {title: 4, keywords: 4, names: 2, statement: 2, examples: 1, reasons: 0.7, other: 1.5}
  /* How sure a document must make us, learned from the evaluation set: tests/search/learning.py. */
  const SURE = {bias: -3, coverage: 4, head: 3, unknown: -1, threshold: 0.5}
  const MOST = 100

  /* The documents in which all terms of a way stand: number → [score, in the head]. */
  const met = (way, book) => {
    let found = null
    for (const term of way.terms) {
      const here = whole(term, way.how, book)
      if (!here.size) return here
      if (!found) { found = here; continue }
      const both = new Map()
      for (const [n, a] of found) {
        const b = here.get(n)
        if (b) both.set(n, {score: a.score + b.score, head: a.head && b.head})
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
    for (const [n, {score, head}] of part) {
      const less = score * WEIGHTS.part, before = found.get(n)
      if (!before || before.score < less) found.set(n, {score: less, head: head || Boolean(before?.head)})
    }
    return found
  }

  /* One concept in every document: the best of its ways. */
  const matched = (concept, book) => {
    const found = new Map()
    let plain = 0
    for (const way of concept.ways) {
      const here = met(way, book)
      if (way.weight >= WEIGHTS.same) plain = Math.max(plain, here.size)
      for (const [n, {score, head}] of here) {
        const before = found.get(n), weighed = score * way.weight
        if (!before) found.set(n, {score: weighed, strength: way.weight, head})
        else {
          before.strength = Math.max(before.strength, way.weight)
          before.score = Math.max(before.score, weighed)
          before.head ||= head
        }
      }
    }
    return {concept, found, tells: tells(concept, plain || found.size, book)}
  }
  /* How much a concept tells documents apart: much where few have it. */
  const tells = (concept, n, book) => {
    const much = Math.log(1 + (book.size - n + 0.5) / (n + 0.5))
    return much * (concept.light ? WEIGHTS.light : 1) * (concept.share ?? 1)
  }

  const answers = (text, book, {allowed = null, most = MOST} = {}) => {
    const concepts = hb.understood(text, book)
    const all = concepts.map(concept => matched(concept, book))
    const told = all.reduce((sum, {tells}) => sum + tells, 0) || 1
    const hits = new Map()
    for (const {found, tells, concept} of all) {
      for (const [n, {score, strength, head}] of found) {
        if (allowed && !allowed(n)) continue
        const hit = hits.get(n) ?? {n, score: 0, coverage: 0, head: 0}
        hit.score += score * (concept.light ? WEIGHTS.light : 1) * (concept.share ?? 1)
        hit.coverage += strength * tells / told
        if (head) hit.head += strength * tells / told
        hits.set(n, hit)
      }
    }
    const first = hb.named(text, book.ids)
    const unknown = all.filter(({found}) => !found.size).reduce((sum, {tells}) => sum + tells, 0) / told
    const ranked = [...hits.values()]
    for (const hit of ranked) hit.score *= (0.25 + hit.coverage) * book.facts[hit.n].weight
    ranked.sort((a, b) => b.score - a.score || a.n - b.n)
    const ids = [...new Set(first)].filter(n => !allowed || allowed(n))
    const found = [...ids.map(n => ({n, score: 1000, coverage: 1, head: 1})), ...ranked.filter(hit => !ids.includes(hit.n))].slice(0, most)
    const sure = found.length ? Math.max(...found.slice(0, 3).map(hit => certainty(hit, unknown))) : 0
    return {hits: found, concepts, sure, covered: ids.length > 0 || sure >= SURE.threshold, instead: instead(text, concepts)}
  }
  const certainty = (hit, unknown) =>
    1 / (1 + Math.exp(-(SURE.bias + SURE.coverage * hit.coverage + SURE.head * hit.head + SURE.unknown * unknown)))

  /* The query with the words that were meant, where some were slips. */
  const instead = (text, concepts) => {
    const slips = concepts.filter(each => each.meant).map(each => [each.words[0], each.meant])
    if (!slips.length) return null
    let said = "", at = 0
    for (const [token, word] of slips) { said += text.slice(at, token.start) + word; at = token.end }
    return said + text.slice(at)
  }

  Object.assign(hb, {WEIGHTS, BOOSTS, SURE, answers, matched})
})(globalThis.handbookSearch ??= {})

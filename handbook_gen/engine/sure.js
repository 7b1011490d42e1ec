/* How sure it is that a handbook answers a question: what is measured, and the model that weighs it. Ranks nothing.
   The numbers of SURE are learned from questions whose answers are known: tests/search/learning.py prints them. */
(hb => {
  "use strict"
  const NEAR = 3 /* answers that are looked at */
  const BEGINNING = 5 /* letters of a word that a compound may begin with and still be about the same */
  const ENDING = 2 /* letters by which forms of a word may differ */
  const SURE = {bias: 0.38, coverage: 1.47, head: 0.73, open: -3.98, missing: -1.48, untold: -2.11, threshold: 0.6}

  /* What a question is about that other arrangements say more of than a handbook on social media: leave, pay,
     parking. Each subject is the places where its words begin. */
  const subjects = (tokens, pack) => {
    const found = []
    for (let at = 0; at < tokens.length;) {
      const length = together(tokens, at, pack)
      if (length) found.push(new Set(tokens.slice(at, at + length).map(each => each.start)))
      at += length || 1
    }
    return found
  }
  const together = (tokens, at, pack) => {
    for (let length = Math.min(pack.furthest, tokens.length - at); length > 1; length--)
      if (pack.elsewhere.has(tokens.slice(at, at + length).map(each => each.term).join(" "))) return length
    const {word, term} = tokens[at]
    const named = pack.elsewhere.get(term)?.some(each => begins(word, each))
    return named || pack.beginnings.some(each => word.startsWith(each)) ? 1 : 0
  }
  /* One of them is the other with a short ending: allowed has the stem of allowance, and is another word. */
  const begins = (a, b) => (a.startsWith(b) || b.startsWith(a)) && Math.abs(a.length - b.length) <= ENDING

  /* How much of a subject a document says, where it says least of it. */
  const said = (subject, hit, all, where) => {
    const about = all.filter(({concept}) => concept.words.some(each => subject.has(each.start)))
    return about.length ? Math.min(...about.map(({found}) => found.get(hit.n)?.[where] ?? 0)) : 0
  }
  const most = (hits, value) => hits.reduce((most, hit) => Math.max(most, value(hit)), 0)

  /* What tells whether the best of the hits answer: each from 0 to 1. */
  const features = (text, all, hits, book) => {
    const near = hits.slice(0, NEAR)
    const about = subjects(hb.tokens(text).map(each => ({...each, term: book.words.term(each.word)})), book.pack)
    const least = (hit, where) => Math.min(...about.map(subject => said(subject, hit, all, where)))
    const coverage = most(near, hit => hit.coverage)
    return {
      coverage,
      head: most(near, hit => hit.head),
      /* Of what is about something else: how much of the question nobody answers, whether no title or keyword has the
         subject, whether no text has it. */
      open: about.length ? 1 - coverage : 0,
      missing: about.length ? 1 - most(near, hit => least(hit, "head")) : 0,
      untold: about.length ? 1 - most(near, hit => least(hit, "strength")) : 0,
    }
  }

  const certainty = features => {
    const sum = Object.entries(features).reduce((sum, [name, value]) => sum + SURE[name] * value, SURE.bias)
    return 1 / (1 + Math.exp(-sum))
  }

  Object.assign(hb, {SURE, BEGINNING, features, certainty})
})(globalThis.handbookSearch ??= {})

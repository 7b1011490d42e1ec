/* Documents → the index that is shipped, in parts, and back. Built once, at build time; ranks nothing.

   Every word of a document is indexed under its term; the parts of a compound under the same with a + before it, so
   that a query may tell a word from a part of one; words in the other language with a = before it. */
(hb => {
  "use strict"
  const PART = "+", FOREIGN = "="
  /* The first answer comes from the head; the body follows. */
  const HEAD = ["title", "keywords", "names"], BODY = ["statement", "examples", "reasons", "other"]
  const options = (fields, terms) => ({
    fields,
    tokenize: text => hb.tokens(text).map(each => each.word),
    processTerm: terms,
    extractField: (document, field) => field === "id" ? document.n : document[field] ?? "",
  })

  const opened = (fields, part) => MiniSearch.loadJS(part, options(fields, word => word))

  /* What a build makes: `core` and `rest`, both JSON. */
  const build = ({language, documents, pack, foreign, own, lexicon}) => {
    const mine = hb.languages[language], other = hb.languages[language === "nl" ? "en" : "nl"]
    const spelled = new Map()
    const count = word => { if (!/^\d+$/.test(word)) spelled.set(word, (spelled.get(word) ?? 0) + 1) }
    const dictionary = new Set(lexicon)
    for (const each of documents)
      for (const field of [...HEAD, ...BODY.slice(0, -1)]) for (const {word} of hb.tokens(each[field] ?? "")) count(word)
    const known = (part, least) => spelled.has(part) || (part.length >= least && dictionary.has(part))
    const silent = new Set(pack.silent)
    const made = new Map()
    const terms = word => {
      if (!made.has(word)) {
        const parts = mine.parts(word, known)
        parts.forEach(part => { if (!spelled.has(part)) spelled.set(part, 0) })
        const found = [mine.term(word), ...mine.variants(word), ...parts.filter(part => !silent.has(part)).map(part => PART + mine.term(part))]
        made.set(word, [...new Set(found)])
      }
      return made.get(word)
    }
    const process = (word, field) => field === "other" ? FOREIGN + other.term(word) : silent.has(word) ? null : terms(word)
    const head = new MiniSearch(options(HEAD, process)), body = new MiniSearch(options(BODY, process))
    const numbered = documents.map((each, n) => ({...each, n}))
    head.addAll(numbered)
    body.addAll(numbered)
    const facts = documents.map(({id, kind, capacity, roles, channels, weight, ask}) => ({id, kind, capacity, roles, channels, weight, ask}))
    const aliases = documents.flatMap(({also}, n) => (also ?? []).map(id => [id, n]))
    return {
      core: JSON.stringify({language, pack, foreign, own, facts, aliases, head}),
      rest: JSON.stringify({body, words: [...spelled].sort(([a], [b]) => a < b ? -1 : 1)}),
    }
  }

  Object.assign(hb, {build, opened, PART, FOREIGN, HEAD, BODY})
})(globalThis.handbookSearch ??= {})

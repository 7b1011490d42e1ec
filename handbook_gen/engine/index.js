/* Documents → the index that is shipped, in parts, and back. Built once, at build time; ranks nothing.

   Every word of a document is indexed under its term; the parts of a compound under the same with a + before it, so
   that a query may tell a word from a part of one; words in the other language with a = before it. */
(hb => {
  "use strict"
  const PART = "+", FOREIGN = "="
  /* The first answer comes from the head; the body follows. */
  const HEAD = ["title", "keywords", "names"], BODY = ["statement", "examples", "reasons", "other"]
  const ROW = ["kind", "capacity", "roles", "channels", "weight", "ask"]

  /* What a build makes: `core` and `rest`, both JSON. */
  const build = ({language, documents, pack, foreign, own, lexicon}) => {
    const mine = hb.languages[language], other = hb.languages[language === "nl" ? "en" : "nl"]
    const words = each => Object.fromEntries([...HEAD, ...BODY].map(field => [field, hb.words(each[field] ?? "")]))
    const texts = documents.map(words), spelled = counted(texts), silent = new Set(pack.silent)
    const terms = indexing(mine, spelled, silent, new Set(lexicon))
    const process = (word, field) =>
      field === "other" ? [FOREIGN + other.term(word)] : silent.has(word) ? [] : terms(word)
    const head = hb.shelved(texts, HEAD, process), body = hb.shelved(texts, BODY, process)
    const here = new Set(`${head.terms} ${body.terms}`.split(" "))
    const stands = term => here.has(term) || here.has(PART + term)
    const aliases = documents.flatMap(({also}, n) => (also ?? []).map(id => [id, n]))
    const {language: _, words: spoken, near, ...ready} = new hb.Pack(pack, own, mine, foreign, stands)
    return {
      core: JSON.stringify({language, pack: hb.stored(ready), facts: columns(documents), aliases, head}),
      rest: JSON.stringify({body, words: listed(spelled), pack: [...spoken].sort().join(" "), near: hb.stored({near})}),
    }
  }

  /* How often each word of our own language is spelled: numbers and the other language are left out. */
  const counted = texts => {
    const spelled = new Map()
    const count = word => { if (!/^\d+$/.test(word)) spelled.set(word, (spelled.get(word) ?? 0) + 1) }
    for (const each of texts) for (const field of [...HEAD, ...BODY.slice(0, -1)]) each[field].forEach(count)
    return spelled
  }

  /* Gives the terms of a word. A part that is found in a compound is a word from then on, and spelled nowhere. */
  const indexing = (language, spelled, silent, dictionary) => {
    const known = (part, least) => spelled.has(part) || (part.length >= least && dictionary.has(part))
    const terms = word => {
      const parts = language.parts(word, known)
      parts.forEach(part => { if (!spelled.has(part)) spelled.set(part, 0) })
      const heard = parts.filter(part => !silent.has(part)).map(part => PART + language.term(part))
      return [...new Set([language.term(word), ...language.variants(word), ...heard])]
    }
    const made = new Map()
    return word => {
      if (!made.has(word)) made.set(word, terms(word))
      return made.get(word)
    }
  }

  /* What is to be known of each document before its texts are there; most have it in common with others. */
  const columns = documents => {
    const numbers = new Map(), rows = []
    const row = each => {
      const values = ROW.map(name => each[name]), text = JSON.stringify(values)
      if (!numbers.has(text)) numbers.set(text, rows.push(values) - 1)
      return numbers.get(text)
    }
    return {ids: documents.map(({id}) => id), rows, of: hb.written(documents.map(row))}
  }
  const facts = ({ids, rows, of}) => {
    const made = rows.map(values => Object.fromEntries(values.map((value, at) => [ROW[at], value])))
    const numbers = hb.read(of)
    return ids.map((id, n) => ({id, ...made[numbers[n]]}))
  }

  /* The words of a handbook as they are spelled, and how often. */
  const listed = spelled => {
    const sorted = [...spelled].sort(([a], [b]) => a < b ? -1 : 1)
    return {said: sorted.map(([word]) => word).join(" "), often: hb.written(sorted.map(([, count]) => count))}
  }
  const spelled = ({said, often}) => {
    const counts = hb.read(often)
    return new Map(said ? said.split(" ").map((word, n) => [word, counts[n]]) : [])
  }

  Object.assign(hb, {build, facts, spelled, PART, FOREIGN, HEAD, BODY})
})(globalThis.handbookSearch ??= {})

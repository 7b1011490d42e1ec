/* One reader's search: fetches the parts of an index when they are needed, and answers. Draws nothing; remembers
   nothing but what was fetched. */
(hb => {
  "use strict"
  const AGREEING = 3 /* nearest answers that must name the same function to ask */
  const SUGGESTED = 5
  const LOOKED_AT = 2000 /* words with the same beginning among which the best are sought */

  /* The files of an index: each calls `part`; who loads one takes it. */
  const parts = new Map()
  const part = (name, json) => { parts.set(name, json) }
  const taken = file => {
    const name = file.slice(0, file.indexOf("."))
    const json = parts.get(name)
    parts.delete(name)
    if (json === undefined) throw new Error(`${file} holds no part of an index`)
    return JSON.parse(json)
  }
  /* The same without running it, for who read the file as text. */
  const unquoted = script => JSON.parse(script.slice(script.indexOf("'") + 1, script.lastIndexOf("'"))
    .replace(/\\(u2028|u2029|[^])/g, (_, meant) => ({u2028: "\u2028", u2029: "\u2029"})[meant] ?? meant))

  class Session {
    /* `load` gives the content of a file of the index by the name it has in the manifest. */
    constructor({manifest, load}) {
      this.manifest = manifest
      this.load = load
      this.loading = new Map()
      this.book = null
    }

    async open() {
      if (this.book) return this.book
      const core = await this.#file(this.manifest.core)
      this.loading.delete(this.manifest.core)
      return this.book ??= new hb.Book(core)
    }

    /* The book with all that is in it, not only what stands in heads. */
    async whole() {
      const book = await this.open()
      if (book.whole) return book
      const rest = await this.#file(this.manifest.rest)
      this.loading.delete(this.manifest.rest)
      if (!book.whole) book.add(rest)
      return book
    }

    async answer(text, {filters = {}, most = 10, whole = false} = {}) {
      const book = await (whole ? this.whole() : this.open())
      const found = hb.answers(text, book, {allowed: allowed(filters, book.facts), most})
      const known = [hb.recognised(found.concepts, book), hb.recognised(found.concepts, book, 0)]
      const answer = {
        text,
        most,
        whole: book.whole,
        covered: !book.whole || found.covered,
        instead: hb.named(text, book.ids).length ? null : found.instead, // an id is no slip
        suggest: suggested(text, book),
        ask: asked(found.hits, book.facts, this.manifest.ask),
      }
      const hits = await Promise.all(found.hits.map(async hit => shown(hit, await this.#text(hit.n), known)))
      return {...answer, hits}
    }

    async #text(n) {
      const {texts, chunk} = this.manifest
      return (await this.#file(texts[Math.floor(n / chunk)]))[n % chunk]
    }

    /* What failed is tried again when it is asked for again. */
    #file(name) {
      if (!this.loading.has(name)) {
        const found = Promise.resolve(this.load(name))
        found.catch(() => this.loading.delete(name))
        this.loading.set(name, found)
      }
      return this.loading.get(name)
    }
  }

  const shown = ({score}, document, [asked, near]) => {
    const {id, kind, address = "", title, statement = "", modality = "", capacity = "", audience = ""} = document
    const known = hb.tokens(`${title} ${statement}`).some(each => asked(each.word)) ? asked : near
    const line = hb.line(statement, known)
    const terms = hb.tokens(`${title} ${line}`).filter(each => known(each.word)).map(each => each.raw.toLowerCase())
    const html = {title: hb.marked(title, known), line: hb.marked(line, known)}
    return {id, kind, address, ...html, modality, capacity, audience, score, terms: [...new Set(terms)]}
  }

  /* Whether a document passes the filters, each a value or several; what names no role, channel or capacity is for
     all of them. */
  const allowed = ({role, capacity, channel, kind}, facts) => {
    if (!role && !capacity && !channel && !kind) return null
    const among = (wanted, named) => !wanted || !named?.length || [wanted].flat().some(each => named.includes(each))
    return n => {
      const each = facts[n]
      return among(role, each.roles) && among(channel, each.channels) && among(kind, [each.kind])
        && (!capacity || !each.capacity || each.capacity === "both" || each.capacity === capacity)
    }
  }

  /* The id of the function to ask: of the nearest answers where these agree, else that of the handbook. */
  const asked = (hits, facts, {default: standard, roles}) => {
    const named = hits.slice(0, AGREEING).map(({n}) => facts[n].ask).filter(Boolean)
    return named.length > 1 && new Set(named).size === 1 && roles[named[0]] ? named[0] : standard
  }

  /* How the last word that was typed may go on: whole queries, the most usual first. */
  const suggested = (text, book) => {
    const last = hb.tokens(text).at(-1)
    if (!last || last.end !== text.length || last.word.length < 2 || !book.whole) return []
    const found = begun(last.word, book.alphabet ??= [...book.spelled.keys()])
    return found.map(word => [word, book.spelled.get(word)]).filter(([, count]) => count > 0)
      .sort((a, b) => b[1] - a[1]).slice(0, SUGGESTED).map(([word]) => text + word.slice(last.word.length))
  }
  const begun = (start, sorted) => {
    let low = 0, high = sorted.length
    while (low < high) {
      const middle = (low + high) >> 1
      sorted[middle] < start ? low = middle + 1 : high = middle
    }
    const found = []
    for (let at = low; at < sorted.length && at < low + LOOKED_AT && sorted[at].startsWith(start); at++)
      if (sorted[at] !== start) found.push(sorted[at])
    return found
  }

  Object.assign(hb, {part, taken, unquoted, Session})
})(globalThis.handbookSearch ??= {})

/* Some fields of all documents as an index: terms, and where they stand, packed into text. A MiniSearch is opened for
   the terms that somebody looks for and no others; so a large index is ready at once. Decides on no ranking. */
(hb => {
  "use strict"
  const SPACE = " ", FIELD = ","
  const MOST = 1200 /* letters of packed places that a beginning of a word may lead to: some 600 places */
  const COMMON = 2000 /* letters of the places of a term that is not weighed: it says as much wherever it stands */
  const AS_IS = {tokenize: term => [term], processTerm: term => term}

  /* Documents (the words of each field), term by term, in the order of MiniSearch's own `add`; `terms(word, field)`
     gives the terms of a word. */
  const counted = (documents, fields, terms) => {
    const places = new Map()
    const lengths = fields.map(() => new Uint32Array(documents.length))
    documents.forEach((each, n) => fields.forEach((field, f) => {
      lengths[f][n] = new Set(each[field]).size
      for (const word of each[field]) for (const term of terms(word, field)) put(places, term, f, n)
    }))
    return {places, lengths}
  }
  /* Of each term and field: number of a document, how often, number, how often. */
  const put = (places, term, f, n) => {
    let found = places.get(term)
    if (!found) places.set(term, found = [])
    const list = found[f] ??= []
    if (list.at(-2) === n) list[list.length - 1]++
    else list.push(n, 1)
  }

  /* Steps from one document to the next, doubled; one more where it stands there more than once, and how often. */
  const packed = list => {
    const steps = []
    for (let at = 0, before = -1; at < list.length; before = list[at], at += 2) {
      const step = (list[at] - before - 1) * 2
      list[at + 1] > 1 ? steps.push(step + 1, list[at + 1]) : steps.push(step)
    }
    return hb.written(steps)
  }
  /* The same again: numbers of documents, and how often each. */
  const unpacked = text => {
    const steps = hb.read(text), documents = [], often = []
    for (let at = 0, n = -1; at < steps.length; at++) {
      n += (steps[at] >> 1) + 1
      documents.push(n)
      often.push(steps[at] & 1 ? steps[++at] : 1)
    }
    return {documents, often}
  }

  const fielded = lists => Array.from(lists, list => list ? packed(list) : "").join(FIELD)

  /* What a build ships of some fields. */
  const shelved = (documents, fields, terms) => {
    const {places, lengths} = counted(documents, fields, terms)
    const sorted = [...places.keys()].filter(Boolean).sort((a, b) => a < b ? -1 : 1)
    return {
      terms: sorted.join(SPACE),
      places: sorted.map(term => fielded(places.get(term))).join(SPACE),
      lengths: lengths.map(hb.written),
    }
  }

  class Shelf {
    constructor(fields, {terms, places, lengths}) {
      this.fields = fields
      this.terms = terms ? terms.split(SPACE) : []
      this.places = places.split(SPACE)
      this.lengths = lengths.map(hb.read)
      this.size = this.lengths[0].length
      this.average = this.lengths.map(each => each.reduce((sum, length) => sum + length, 0) / this.size)
    }

    has(term) { return this.terms[this.#first(term)] === term }

    /* What MiniSearch finds for a term, or for all that begin with it, in its form: {id, score, match}. */
    search(term, options) {
      const numbers = options.prefix ? this.#beginning(term) : this.has(term) ? [this.#first(term)] : []
      if (!numbers.length) return []
      if (numbers.length === 1 && this.places[numbers[0]].length > COMMON) return this.#everywhere(numbers[0])
      return this.#opened(numbers).search(term, {...AS_IS, ...options})
    }

    /* Where a term stands among the terms, or would stand. */
    #first(term) {
      let low = 0, high = this.terms.length
      while (low < high) {
        const middle = (low + high) >> 1
        this.terms[middle] < term ? low = middle + 1 : high = middle
      }
      return low
    }

    /* The terms with a beginning; where these are too many, those that stand in most places and still go in. */
    #beginning(start) {
      const found = []
      for (let at = this.#first(start); at < this.terms.length && this.terms[at].startsWith(start); at++) found.push(at)
      const much = at => this.places[at].length
      let room = MOST
      if (found.reduce((sum, at) => sum + much(at), 0) <= room) return found
      const often = found.sort((a, b) => much(b) - much(a) || a - b)
      const chosen = often.filter(at => much(at) <= room && (room -= much(at)) >= 0)
      return chosen.length ? chosen : found.slice(-1)
    }

    /* The documents of a term that is too common to be weighed. */
    #everywhere(at) {
      const sets = new Uint8Array(this.size), found = []
      this.#places(at).forEach(({documents}, f) => {
        for (const n of documents) { if (!sets[n]) found.push(n); sets[n] |= 1 << f }
      })
      const matches = Array.from({length: 1 << this.fields.length}, (_, set) =>
        ({[this.terms[at]]: this.fields.filter((_, f) => set & 1 << f)}))
      return found.map(n => ({id: n, score: 1, match: matches[sets[n]]}))
    }

    /* A MiniSearch of some terms that reckons with all documents, in the form in which MiniSearch serialises itself. */
    #opened(numbers) {
      const known = new Uint32Array(this.size), documentIds = [], fieldLength = []
      const number = n => {
        if (!known[n]) {
          known[n] = documentIds.push(n)
          fieldLength.push(this.lengths.map(lengths => lengths[n]))
        }
        return known[n] - 1
      }
      const field = ({documents, often}) => {
        const found = {}
        documents.forEach((n, at) => { found[number(n)] = often[at] })
        return found
      }
      return MiniSearch.loadJS({
        documentCount: this.size, nextId: this.size, documentIds, fieldLength, averageFieldLength: this.average,
        fieldIds: Object.fromEntries(this.fields.map((name, f) => [name, f])), storedFields: {}, dirtCount: 0,
        index: numbers.map(at => [this.terms[at], {...this.#places(at).map(field)}]), serializationVersion: 2,
      }, {fields: this.fields})
    }

    #places(at) { return this.places[at].split(FIELD).map(unpacked) }
  }

  Object.assign(hb, {shelved, Shelf})
})(globalThis.handbookSearch ??= {})

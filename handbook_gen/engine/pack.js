/* The words of a language that are about searching, from locale/search/: what carries nothing in a question, what
   means the same, what also leads elsewhere. Made ready for looking up; decides nothing. */
(hb => {
  "use strict"
  const SPACE = " "

  /* A phrase as the terms that a query is compared in. */
  const keyed = (phrase, language) => hb.tokens(phrase).map(each => language.term(each.word)).join(SPACE)

  const multiple = (map, key, value) => { map.has(key) ? map.get(key).push(value) : map.set(key, [value]) }

  class Pack {
    /* `own` is what the handbook's glossary says to be the same: more groups. `foreign` are the words that carry
       nothing in the other language; `stands` tells whether a term is in the index. */
    constructor(data, own, language, foreign, stands) {
      this.language = language
      this.silent = new Set(data.silent.flatMap(each => hb.tokens(each).map(token => token.word)))
      this.modal = new Set(data.modal.flatMap(each => hb.tokens(each).map(token => token.word)))
      this.foreign = new Set(foreign)
      this.light = new Set(data.light.map(each => keyed(each, language)))
      this.common = new Set((data.common ?? []).map(each => keyed(each, language)))
      this.everyday = new Set((data.everyday ?? []).map(each => keyed(each, language)))
      this.longest = 1
      this.asking = new Map()
      this.cues = new Map()
      for (const {cues, finds} of data.kinds ?? [])
        for (const cue of cues) this.#phrase(this.cues, hb.tokens(cue).map(each => each.word).join(SPACE), finds)
      this.same = new Map()
      this.wider = new Map()
      this.shorter = new Map()
      for (const phrase of data.asking) this.#phrase(this.asking, hb.tokens(phrase).map(each => each.word).join(SPACE), true)
      const hushed = new Set([...this.silent, ...this.modal].map(word => language.term(word)))
      for (const group of [...data.spelling, ...data.same, ...own]) this.#group(group)
      for (const {typed, finds} of [...data.wider, ...(data.situations ?? [])]) {
        const keys = finds.map(each => keyed(each, language))
        for (const phrase of typed) this.#phrase(this.wider, keyed(phrase, language), keys)
      }
      this.near = new Map()
      for (const group of data.near ?? []) this.#near(group, stands, hushed)
      for (const key of [...this.same.keys(), ...this.wider.keys(), ...this.near.keys()]) {
        const heard = key.split(SPACE).filter(term => !hushed.has(term))
        if (heard.length > 1) multiple(this.shorter, heard.join(SPACE), key)
      }
      this.elsewhere = new Map()
      for (const phrase of data.elsewhere ?? []) multiple(this.elsewhere, keyed(phrase, language), hb.folded(phrase))
      this.furthest = Math.max(1, ...[...this.elsewhere.keys()].map(key => key.split(SPACE).length))
      this.beginnings = [...this.elsewhere.values()].flat().filter(each => each.length >= hb.BEGINNING && !each.includes(SPACE))
      this.words = [...new Set([...data.same, ...data.spelling, ...own, ...(data.near ?? []), ...[...data.wider, ...(data.situations ?? [])].flatMap(each => [each.typed, each.finds]), data.light, data.everyday ?? []]
        .flat(2).flatMap(each => hb.tokens(String(each)).map(token => token.word)))]
    }

    #group(group) {
      const keys = [...new Set(group.map(each => keyed(each, this.language)).filter(Boolean))]
      for (const key of keys) this.#phrase(this.same, key, keys)
    }

    /* Words of every day: only what leads into this handbook is kept, and nothing of what everybody says. */
    #near(group, stands, hushed) {
      const keys = [...new Set(group.map(each => keyed(String(each), this.language)).filter(Boolean))]
      const here = keys.filter(key => key.split(SPACE).filter(term => !hushed.has(term)).every(stands))
      for (const key of keys) {
        const others = here.filter(other => other !== key)
        if (others.length && !this.light.has(key) && !this.common.has(key)) this.#phrase(this.near, key, others)
      }
    }

    /* Under its key, and for what stands between its words in a question (end my life, end his life) under a shorter. */
    #phrase(map, key, value) {
      if (!key) return
      this.longest = Math.max(this.longest, key.split(SPACE).length)
      multiple(map, key, value)
    }

    /* What a phrase also means, as [[phrase, weight]]; the phrase itself is not among them. */
    meanings(key) {
      const found = new Map()
      for (const each of this.near.get(key) ?? []) for (const other of each) found.set(other, hb.WEIGHTS.near)
      for (const each of this.wider.get(key) ?? []) for (const other of each) found.set(other, hb.WEIGHTS.wider)
      for (const each of this.same.get(key) ?? []) for (const other of each) found.set(other, hb.WEIGHTS.same)
      found.delete(key)
      return [...found]
    }

    /* The phrase that is meant by words of a question without what stands between them, if any. */
    closest(key) { return this.means(key) ? key : this.shorter.get(key)?.[0] }

    means(key) { return this.same.has(key) || this.wider.has(key) || this.near.has(key) }

    knows(key) {
      return this.means(key) || this.light.has(key) || this.everyday.has(key) || this.elsewhere.has(key) || this.common.has(key)
    }
  }

  Object.assign(hb, {Pack})
})(globalThis.handbookSearch ??= {})

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
       nothing in the other language. */
    constructor(data, own, language, foreign) {
      this.language = language
      this.silent = new Set(data.silent.flatMap(each => hb.tokens(each).map(token => token.word)))
      this.foreign = new Set(foreign)
      this.light = new Set(data.light.map(each => keyed(each, language)))
      this.everyday = new Set((data.everyday ?? []).map(each => keyed(each, language)))
      this.asking = new Map()
      this.same = new Map()
      this.wider = new Map()
      this.longest = 1
      for (const phrase of data.asking) this.#phrase(this.asking, hb.tokens(phrase).map(each => each.word).join(SPACE), true)
      for (const group of [...data.spelling, ...data.same, ...own]) this.#group(group)
      for (const {typed, finds} of data.wider)
        for (const phrase of typed) this.#phrase(this.wider, keyed(phrase, language), finds.map(each => keyed(each, language)))
      this.words = [...new Set([...data.same, ...data.spelling, ...own, ...data.wider.flatMap(each => [each.typed, each.finds]), data.light, data.everyday ?? []]
        .flat().flatMap(each => hb.tokens(each).map(token => token.word)))]
    }

    #group(group) {
      const keys = [...new Set(group.map(each => keyed(each, this.language)).filter(Boolean))]
      for (const key of keys) this.#phrase(this.same, key, keys.filter(other => other !== key))
    }

    #phrase(map, key, value) {
      if (!key) return
      this.longest = Math.max(this.longest, key.split(SPACE).length)
      multiple(map, key, value)
    }

    /* What a phrase also means, as [[phrase, weight]]; the phrase itself is not among them. */
    meanings(key) {
      const found = new Map()
      for (const each of this.wider.get(key) ?? []) for (const other of each) found.set(other, hb.WEIGHTS.wider)
      for (const each of this.same.get(key) ?? []) for (const other of each) found.set(other, hb.WEIGHTS.same)
      found.delete(key)
      return [...found]
    }

    knows(key) {
      return this.same.has(key) || this.wider.has(key) || this.light.has(key) || this.everyday.has(key)
    }
  }

  Object.assign(hb, {Pack})
})(globalThis.handbookSearch ??= {})

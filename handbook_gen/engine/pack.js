/* The words of a language that are about searching, from locale/search/: what carries nothing in a question, what
   means the same or leads to something else, what asks for a kind of document, and what other arrangements say more
   of. Made ready for looking up; decides nothing. */
(hb => {
  "use strict"
  const SPACE = " ", EXACT = "'"

  /* A phrase as the terms that a query is compared in. */
  const keyed = (phrase, language) => hb.tokens(phrase).map(each => language.term(each.word)).join(SPACE)

  const worded = phrase => hb.tokens(phrase).map(each => each.word)
  const spelled = phrase => worded(phrase).join(SPACE)

  const multiple = (map, key, value) => { map.has(key) ? map.get(key).push(value) : map.set(key, [value]) }

  /* Under what a word stands: its term, or those of the words with this term that are most like it. */
  const nearest = (key, word, forms) => {
    if (!forms) return [key]
    const steps = forms.map(form => hb.steps(form, word ?? form)), least = Math.min(...steps)
    return forms.filter((_, at) => steps[at] === least).map(form => EXACT + form)
  }

  /* Every word that is said here: somebody may have meant it. */
  const listed = (data, own) => {
    const leading = [...data.wider, ...(data.situations ?? [])].flatMap(each => [each.typed, each.finds])
    const phrases = [data.same, data.spelling, own, data.near ?? [], leading, data.light].flat(2)
    return [...new Set(phrases.flatMap(each => worded(String(each))))]
  }

  class Pack {
    /* `own` is what the handbook's glossary says to be the same: more groups. `foreign` are the words that carry
       nothing in the other language; `stands` tells whether a term is in the index. */
    constructor(data, own, language, foreign, stands) {
      this.language = language
      this.silent = new Set(data.silent.flatMap(worded))
      this.modal = new Set(data.modal.flatMap(worded))
      this.foreign = new Set(foreign)
      this.light = new Set(data.light.map(each => keyed(each, language)))
      this.common = new Set((data.common ?? []).map(each => keyed(each, language)))
      this.longest = 1
      this.asking = new Map()
      this.cues = new Map()
      this.same = new Map()
      this.wider = new Map()
      this.near = new Map()
      this.forms = new Map()
      this.shorter = new Map()
      this.elsewhere = new Map()
      this.#ask(data)
      this.#mean(data, own, stands)
      this.#exclude(data.elsewhere ?? [])
      this.words = listed(data, own)
    }

    /* How questions are put: what only asks, and what asks for a kind of document. */
    #ask({asking, kinds}) {
      for (const {cues, finds} of kinds ?? []) for (const cue of cues) this.#phrase(this.cues, spelled(cue), finds)
      for (const phrase of asking) this.#phrase(this.asking, spelled(phrase), true)
    }

    /* What words and phrases mean. */
    #mean(data, own, stands) {
      const hushed = new Set([...this.silent, ...this.modal].map(word => this.language.term(word)))
      const said = [...this.#told(data, own, stands, hushed)]
      this.#count(said)
      for (const {map, key, word, value} of said) this.#phrase(map, this.forms.has(key) ? EXACT + word : key, value)
      this.#shorten(hushed)
    }

    /* Phrases without what carries nothing, which may be another word in a question: end my life, end his life. */
    #shorten(hushed) {
      for (const key of [...this.same.keys(), ...this.wider.keys(), ...this.near.keys()]) {
        const heard = key.split(SPACE).filter(term => !hushed.has(term))
        if (heard.length > 1 && !key.startsWith(EXACT)) multiple(this.shorter, heard.join(SPACE), key)
      }
    }

    /* What other arrangements say more of; a compound that begins with a long word of these is about the same. */
    #exclude(phrases) {
      for (const phrase of phrases) multiple(this.elsewhere, keyed(phrase, this.language), hb.folded(phrase))
      this.furthest = Math.max(1, ...[...this.elsewhere.keys()].map(key => key.split(SPACE).length))
      const words = [...this.elsewhere.values()].flat().filter(each => !each.includes(SPACE))
      this.beginnings = words.filter(each => each.length >= hb.BEGINNING)
    }

    /* Every word and phrase that leads to others: {map, key, word, value}. */
    *#told(data, own, stands, hushed) {
      const {language} = this
      const each = (map, phrase, value) => ({map, key: keyed(phrase, language), word: spelled(phrase), value})
      for (const group of [...data.spelling, ...data.same, ...own]) {
        const keys = [...new Set(group.map(phrase => keyed(phrase, language)).filter(Boolean))]
        for (const phrase of group) yield each(this.same, phrase, keys)
      }
      for (const {typed, finds} of [...data.wider, ...(data.situations ?? [])]) {
        const keys = finds.map(phrase => keyed(phrase, language))
        for (const phrase of typed) yield each(this.wider, phrase, keys)
      }
      for (const group of data.near ?? []) yield* this.#near(group.map(String), each, stands, hushed)
    }

    /* Words of every day: only what leads into this handbook is kept, and nothing of what everybody says. */
    *#near(group, each, stands, hushed) {
      const keys = [...new Set(group.map(phrase => keyed(phrase, this.language)).filter(Boolean))]
      const here = keys.filter(key => key.split(SPACE).filter(term => !hushed.has(term)).every(stands))
      if (!here.length) return
      for (const phrase of group) {
        const said = each(this.near, phrase, here)
        if (!this.light.has(said.key) && !this.common.has(said.key)) yield said
      }
    }

    /* Words with a term in common that mean different things: commenters are people, comments are not. */
    #count(said) {
      const values = new Map(), words = new Map()
      for (const {key, word, value} of said) {
        if (!key || key.includes(SPACE)) continue
        multiple(words, key, word)
        multiple(values, key, value)
      }
      for (const [key, found] of words)
        if (new Set(found).size > 1 && new Set(values.get(key)).size > 1) this.forms.set(key, [...new Set(found)])
    }

    /* A phrase under its key; the longest tells how many words of a question are looked at together. */
    #phrase(map, key, value) {
      if (!key) return
      this.longest = Math.max(this.longest, key.split(SPACE).length)
      multiple(map, key, value)
    }

    /* What a word or phrase also means, as [[phrase, weight]]; itself is not among them. A phrase says what it is
       about more surely than a word. */
    meanings(key, word) {
      const found = new Map(), sure = key.includes(SPACE) ? hb.WEIGHTS.phrased : 1
      const {near, wider, same} = hb.WEIGHTS
      for (const [map, weight] of [[this.near, near], [this.wider, wider * sure], [this.same, same]])
        for (const form of nearest(key, word, this.forms.get(key)))
          for (const each of map.get(form) ?? []) for (const other of each) found.set(other, weight)
      found.delete(key)
      return [...found]
    }

    /* The phrase that is meant by words of a question without what stands between them, if any. */
    closest(key) { return this.means(key) ? key : this.shorter.get(key)?.[0] }

    means(key) { return this.same.has(key) || this.wider.has(key) || this.near.has(key) || this.forms.has(key) }

    knows(key) {
      return this.means(key) || [this.light, this.elsewhere, this.common].some(known => known.has(key))
    }
  }

  Object.assign(hb, {Pack})
})(globalThis.handbookSearch ??= {})

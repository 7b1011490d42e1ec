/* In a page of a bench: searches a built handbook with its own engine, key by key, and tells how long each took. */
(() => {
  "use strict"
  const hb = globalThis.handbookSearch
  let waited = false
  const load = async name => {
    waited = true
    const answer = await fetch(new URL(name, document.baseURI))
    return hb.unquoted(await answer.text())
  }
  /* Everything after the first key: the parts are fetched, opened and asked; then what the whole index says. */
  const begin = async (manifest, text) => {
    const started = performance.now()
    globalThis.session = new hb.Session({manifest, load})
    const {hits} = await session.answer(text, {most: 8})
    const first = performance.now() - started
    await session.whole()
    await session.answer(text, {most: 8})
    return {first, whole: performance.now() - started, hits: hits.length}
  }
  const key = async text => {
    waited = false
    const started = performance.now()
    await session.answer(text, {most: 8})
    return {took: performance.now() - started, waited}
  }
  /* The whole query letter by letter, each answered before the next. */
  const typed = async text => {
    const keys = []
    for (let length = 1; length <= text.length; length++) keys.push(await key(text.slice(0, length)))
    return keys
  }
  /* How long the processor takes for the same work, so that a slowed one shows. */
  const work = () => {
    const started = performance.now()
    let sum = 0
    for (let n = 0; n < 3e7; n++) sum = (sum * 31 + n) | 0
    return [performance.now() - started, sum]
  }
  Object.assign(globalThis, {bench: {begin, typed, work: () => work()[0]}})
})()

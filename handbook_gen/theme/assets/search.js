/* The page's side of searching: one worker for the search box and for our own pages, the engine in the page itself
   where there can be no worker, and what a screen reader hears. Remembers nothing, and fetches neither engine nor index
   before somebody is about to search. Stands before Material's script. */
globalThis.handbookSearch ??= {}
;(hb => {
  "use strict"
  const SETUP = 0, READY = 1, RESULT = 3
  const PAUSE = 500 /* milliseconds without an answer after which the number of answers is said */
  const index = new URL(document.currentScript.dataset.search, document.baseURI).href
  const config = JSON.parse(document.getElementById("__config").textContent)
  const engine = new URL(config.search, document.baseURI).href
  const folder = new URL("./", index)
  const closed = location.protocol === "file:" // there is neither a worker nor fetch

  /* Material asks for its index by a name of its own; here the name carries the hash of what is in it. */
  const {open} = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.open = function (how, address, ...rest) {
    return open.call(this, how, `${address}`.endsWith("/search/search_index.json") ? index : address, ...rest)
  }

  /* The page of all answers reads `q` itself: Material would open its box over it. */
  if (document.querySelector("form.hb-seek") && new URLSearchParams(location.search).has("q")) {
    const {href} = location
    history.replaceState(history.state, "", location.pathname + location.hash)
    document.addEventListener("readystatechange", () => history.replaceState(history.state, "", href), {once: true})
  }

  const script = address => new Promise((resolve, reject) => {
    const made = Object.assign(document.createElement("script"), {src: address, onload: resolve})
    made.onerror = () => reject(new Error(`${address} cannot be loaded`))
    document.head.append(made)
  })

  /* The engine in the page, in the shape of a worker. */
  const inPage = () => {
    const port = new EventTarget()
    const post = data => port.dispatchEvent(new MessageEvent("message", {data}))
    const load = name => script(new URL(name, folder)).then(() => hb.taken(name))
    const located = address => closed ? address.replace(/(^|\/)(?=$|[?#])/, "$1index.html") : address
    const ready = script(engine).then(() => hb.served({post, load, located}))
    ready.catch(({message}) => port.dispatchEvent(new ErrorEvent("error", {message})))
    port.postMessage = message => ready.then(take => take(message), () => broken("no engine"))
    port.terminate = () => {}
    return port
  }

  const Theirs = window.Worker
  let shared = null
  const worker = () => {
    if (shared) return shared
    try {
      shared = closed ? inPage() : new Theirs(engine)
    } catch {
      shared = inPage() // workers are forbidden here
    }
    shared.addEventListener("message", ({data}) => { data.type === RESULT ? heard(data) : given(data) })
    shared.addEventListener("error", ({message}) => broken(message))
    return shared
  }

  /* What Material takes for its worker: the real one is begun by the first words that are asked. */
  const box = new EventTarget()
  box.tell = data => box.dispatchEvent(new MessageEvent("message", {data}))
  box.terminate = () => {}
  box.postMessage = message => {
    if (message.type === SETUP) {
      setUp ??= Promise.resolve(message.data)
      queueMicrotask(() => box.tell({type: READY}))
    } else if (message.data || shared) told().then(() => worker().postMessage(message), () => {})
  }
  const construct = (target, [address, ...rest]) =>
    new URL(address, document.baseURI).href === engine ? box : Reflect.construct(target, [address, ...rest])
  window.Worker = new Proxy(Theirs ?? class {}, {construct})

  /* Our own pages ask: what the box is set up with may come later, or never where there is no box. */
  let setUp = null, begun = null, last = 0
  const waiting = new Map()
  const manifest = async () => {
    if (closed) await script(new URL("search_index.js", folder))
    return closed ? globalThis.__index : (await fetch(index)).json()
  }
  const begin = async () => {
    const found = await (setUp ??= manifest())
    worker().postMessage({type: SETUP, data: found})
  }
  const told = () => begun ??= begin().catch(error => {
    setUp = begun = null // the next question tries again
    throw error
  })
  const ask = async (text, options = {}) => {
    await told()
    return new Promise((resolve, reject) => {
      waiting.set(++last, {resolve, reject})
      worker().postMessage({type: "answer", key: last, text, options})
    })
  }
  const given = ({key, data, error}) => {
    const asked = waiting.get(key)
    if (!asked) return
    waiting.delete(key)
    error ? asked.reject(new Error(error)) : asked.resolve(data)
  }

  /* The engine itself did not come: whoever waits is told, and the next question tries again. */
  const broken = reason => {
    for (const {reject} of waiting.values()) reject(new Error(reason))
    waiting.clear()
    shared = begun = null
  }

  /* How many answers there are, in our words: where Material counts items, which are not all answers. */
  const result = document.querySelector("[data-md-component=search-result]")
  const status = Object.assign(document.createElement("p"), {className: "hb-boxed"})
  status.setAttribute("role", "status")
  result?.before(status)
  let pause = 0
  const heard = message => {
    const {said} = message.data
    box.tell(message)
    result?.classList.toggle("hb-counted", Boolean(said))
    clearTimeout(pause)
    pause = setTimeout(() => { status.textContent = said }, PAUSE)
  }

  /* Material shows all that we say of an answer in its heading: what is no title moves below it. */
  const arranged = item => {
    const heading = item.querySelector?.("h1, h2")
    const title = heading?.querySelector(".hb-answer__title")
    if (!title) return
    const before = document.createElement("div"), after = document.createElement("div")
    before.append(...[...heading.children].slice(0, [...heading.children].indexOf(title)))
    after.append(...[...heading.children].slice([...heading.children].indexOf(title) + 1))
    heading.before(before)
    heading.after(after)
    const link = heading.closest("a")
    link.href = link.href.replace(/[?&]h=(?=#|$)/, "") // nothing to highlight there
  }
  const list = result?.querySelector(".md-search-result__list")
  const watch = changes => changes.forEach(({addedNodes}) => addedNodes.forEach(arranged))
  if (list) new MutationObserver(watch).observe(list, {childList: true})

  /* Somebody is about to search: who has the box or the form under a finger, or has come to it by keyboard. */
  const BOXES = "[data-md-component=search], label[for=__search], form.hb-seek"
  const warm = ({target}) => { if (target.closest?.(BOXES)) told().catch(() => {}) }
  for (const sign of ["pointerdown", "focusin"]) document.addEventListener(sign, warm, {passive: true})

  Object.assign(hb, {ask})
})(globalThis.handbookSearch)

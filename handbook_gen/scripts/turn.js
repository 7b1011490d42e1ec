/* Turns a page: where a link leads to another page of this version, only what differs is fetched and put in place.
   Where a browser has no Navigation API, and where something does not come or is of another build, pages are loaded as
   ever. */
{
  const HOVERED = 65 /* milliseconds that a pointer stays on a link before its page is fetched */
  const FRESH = 10_000 /* milliseconds that a page which was fetched ahead may wait */
  const PARTS = ["announce", "outdated", "skip", "logo", "header-topic", "container"]
    .map(name => `[data-md-component=${name}]`).concat(".hb-languages")
  const HEAD = "title, meta[name=description], meta[name=robots], link[rel=canonical], link[rel=prev], link[rel=next]"
  const LOADED = ["link[rel=stylesheet]", "body > script[src]"]
  const RELATIVE = ["a[href]", "form[action]", "link[href]:not([rel=stylesheet])"]
  const { base = ".", features = [] } = JSON.parse(document.getElementById("__config")?.textContent ?? "{}")
  const root = new URL(`${base}/`, location.href).href

  /* What a build is made of: pages of two builds are never mixed. */
  const build = page => LOADED.flatMap(tag => [...page.querySelectorAll(tag)].map(each => each.href ?? each.src)).join()
  const ours = build(document)

  /* Another page of this version, as an address without an anchor; files and other versions are loaded as ever. */
  const turns = address => {
    const { origin, pathname, search } = new URL(address)
    const page = origin + pathname
    return page.startsWith(root) && page.endsWith("/") && pathname !== location.pathname ? page + search : null
  }

  /* A page is fetched ahead while a finger is still on its link, or where a pointer rests. */
  const nothing = { address: null }
  let ahead = nothing, hover = 0
  const fetched = async (address, signal) => {
    const answer = await fetch(address, { signal, priority: "high" })
    const kind = answer.headers.get("Content-Type")
    if (!answer.ok || answer.redirected || !kind?.startsWith("text/html")) throw new Error(`no page at ${address}`)
    return answer.text()
  }
  const drop = () => {
    ahead.stop?.abort()
    ahead = nothing
  }
  const prepare = address => {
    if (ahead.address === address && performance.now() - ahead.at < FRESH) return
    drop()
    const stop = new AbortController()
    const text = fetched(address, stop.signal)
    text.catch(() => { if (ahead.text === text) ahead = nothing }) // who turns the page asks again
    ahead = { address, text, stop, at: performance.now() }
  }
  const taken = address => {
    clearTimeout(hover)
    prepare(address)
    const { text } = ahead
    ahead = nothing
    return text
  }

  /* Addresses are relative: what stays on the screen goes on to mean the page on which it was written. */
  const settle = () => {
    for (const each of document.querySelectorAll(RELATIVE)) {
      const name = each.hasAttribute("action") ? "action" : "href"
      const written = each.getAttribute(name)
      if (URL.canParse(written, document.baseURI)) each.setAttribute(name, new URL(written, document.baseURI))
    }
  }

  const parsed = text => {
    const page = new DOMParser().parseFromString(text, "text/html")
    for (const each of page.querySelectorAll("noscript")) each.remove()
    const whole = PARTS.every(part => !document.querySelector(part) || page.querySelector(part))
    if (!whole || build(page) !== ours) throw new Error("a page of another build")
    return page
  }
  const put = page => {
    const warned = document.querySelector("[data-md-component=outdated]:not([hidden])")
    for (const part of PARTS) document.querySelector(part)?.replaceWith(page.querySelector(part))
    if (warned) document.querySelector("[data-md-component=outdated]").hidden = false
    for (const old of document.head.querySelectorAll(HEAD)) old.remove()
    document.head.append(...page.head.querySelectorAll(HEAD))
    for (const old of document.querySelectorAll("[data-md-component=container] script")) old.replaceWith(again(old))
  }
  /* A script that was read along with a page does not run; one that is made does. */
  const again = old => {
    const script = document.createElement("script")
    for (const { name, value } of old.attributes) script.setAttribute(name, value)
    script.textContent = old.textContent
    return script
  }

  /* Menu and search box close; on a phone the box holds the page, and would let it go where the last one stood. */
  const free = () => {
    for (const open of document.querySelectorAll("#__search:checked, #__drawer:checked")) open.click()
    document.body.removeAttribute("data-md-scrolllock")
    document.body.style.top = ""
  }
  /* Who reads by ear or goes on by keyboard begins at the heading, or at the rule that was asked for. */
  const focus = held => {
    if (![held, document.body].includes(document.activeElement)) return // who went elsewhere meanwhile stays there
    const place = document.querySelector(":target") ?? document.querySelector(".md-content h1")
    if (!place) return
    if (place.tabIndex < 0) place.tabIndex = -1
    place.focus({ preventScroll: true })
  }

  /* A page can be read before scripts have set it up; that takes longer than all else. */
  const painted = () => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))

  const turn = async (event, address, held) => {
    try {
      const page = parsed(await taken(address))
      if (event.signal.aborted) return
      put(page)
    } catch {
      if (!event.signal.aborted) location.reload() // the browser shows what there is, or says what is wrong
      return
    }
    document.documentElement.classList.remove("hb-set")
    free()
    event.scroll()
    focus(held)
    await painted()
    if (event.signal.aborted) return // the page after it is set up instead
    location$.next(new URL(location.href))
    document$.next(document)
  }
  const navigated = event => {
    const { canIntercept, hashChange, downloadRequest, formData, navigationType, destination } = event
    if (!canIntercept || hashChange || downloadRequest !== null || formData || navigationType === "reload") return
    const address = turns(destination.url)
    if (!address) return
    const held = document.activeElement
    settle()
    event.intercept({ handler: () => turn(event, address, held), focusReset: "manual", scroll: "manual" })
  }

  const linked = ({ target }) => {
    const link = target.closest?.("a[href]")
    return link instanceof HTMLAnchorElement && !link.target ? turns(link.href) : null
  }
  const hovered = event => {
    clearTimeout(hover)
    const moved = event.pointerType === "mouse" && (event.movementX || event.movementY) // not the page below it
    const address = moved && !navigator.connection?.saveData && linked(event)
    if (address) hover = setTimeout(prepare, HOVERED, address)
  }
  const pressed = event => {
    const address = event.button === 0 && linked(event)
    if (address) prepare(address)
  }

  const theirs = features.includes("navigation.instant") // whoever set that wants Material to do it
  if (window.navigation && window.document$ && location.protocol !== "file:" && !theirs) {
    navigation.addEventListener("navigate", navigated)
    document.addEventListener("pointerover", hovered, { passive: true })
    document.addEventListener("pointerdown", pressed, { passive: true })
    document.addEventListener("pointercancel", drop, { passive: true }) // a finger that scrolls
  }
}

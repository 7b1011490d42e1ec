/* In every page that a bench reads: notes what is painted, what moves, and when the page that a link led to is there.
   Epochs in milliseconds, because a page that is loaded anew has a clock of its own. */
globalThis.reading = (() => {
  const QUIET = 700 /* milliseconds without anything loaded, after which a page is there */
  const SET = 100 /* milliseconds after load, within which a page may set itself up */
  let paint = 0, shift = 0, took = 0, old = null
  const observe = (type, take) =>
    new PerformanceObserver(list => list.getEntries().forEach(take)).observe({type, buffered: true})
  observe("largest-contentful-paint", entry => { paint = entry.startTime })
  observe("layout-shift", entry => { if (!entry.hadRecentInput) shift += entry.value })

  const now = () => performance.timeOrigin + performance.now()
  const heading = () => document.querySelector(".md-content h1")
  const quiet = () => {
    const {loadEventEnd} = performance.getEntriesByType("navigation")[0]
    const last = Math.max(loadEventEnd + SET, ...performance.getEntriesByType("resource").map(each => each.responseEnd))
    return loadEventEnd > 0 && performance.now() > last + QUIET
  }

  /* The page that was left, and when a finger left its link; kept for a page that is loaded anew. */
  addEventListener("click", event => {
    const left = {from: location.pathname, at: performance.timeOrigin + event.timeStamp}
    sessionStorage.setItem("left", JSON.stringify(left))
    old = heading()
  }, true)
  const wait = () => requestAnimationFrame(() => {
    const left = JSON.parse(sessionStorage.getItem("left") ?? "null")
    const there = left && location.pathname !== left.from && heading() && heading() !== old
    there ? setTimeout(() => { took = now() - left.at }) : wait() // once this frame is painted
  })
  wait()

  /* Where to press: the first link on the screen that leads to another page of this version. */
  const aim = () => {
    const {base} = JSON.parse(document.getElementById("__config").textContent)
    const root = new URL(`${base}/`, performance.getEntriesByType("navigation")[0].name).href
    const elsewhere = href => new URL(href).pathname !== location.pathname
    const leads = ({href}) => href.startsWith(root) && /\/(#.*)?$/.test(href) && elsewhere(href)
    const seen = link => {
      const {left, top, width, height} = link.getClientRects()[0] ?? {width: 0}
      const spot = [left + width / 2, top + height / 2]
      return width > 0 && link.contains(document.elementFromPoint(...spot)) ? spot : null
    }
    const links = [...document.querySelectorAll("article a[href]:not(svg a), footer a[href]")]
      .filter(link => leads(link) && link.checkVisibility())
    const found = links.find(seen) ?? links[0]
    found.scrollIntoView({block: "center", behavior: "instant"})
    return seen(found)
  }
  return {paint: () => paint, shift: () => shift, took: () => took, quiet, aim}
})()

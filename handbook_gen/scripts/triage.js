/* The triage one question at a time: only the step in the address is unfolded, with the answers that led to it. Without
   scripts, on paper and on request the whole list stands there. The answers last as long as the tab. */
{
  const find = selector => document.querySelector(selector)
  const steps = () => [...document.querySelectorAll(".hb-flow > li")]
  const stepOf = id => steps().find(step => step.id === id)
  const title = step => step.querySelector(".hb-flow__name").textContent.trim()
  const key = () => `handbook-triage ${location.pathname}`
  let trail = [] // the ids of the steps that were answered, each with the answer
  let chosen = null
  let here = "" // the path of this page: the address may be that of the next one before the page is

  /* What led to a step, where that step was the last to be seen here and each of these still exists. */
  const recalled = id => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(key()))
      return kept?.at === id && kept.trail.every(each => stepOf(each.id)) ? kept.trail : []
    } catch {
      return [] // storage is closed, or holds what is not ours: the way back is the browser's
    }
  }
  const keep = id => {
    try {
      sessionStorage.setItem(key(), JSON.stringify({ at: id, trail }))
    } catch { /* as above */ }
  }

  const addressed = () => location.hash ? stepOf(location.hash.slice(1)) : steps()[0]
  const answer = (from, to) => {
    const links = [...from.querySelectorAll("a.hb-answer")].filter(link => link.hash === `#${to.id}`)
    return links.includes(chosen) ? chosen : links[0]
  }
  /* Going back shortens the trail; what was opened from elsewhere has none. */
  const walked = (from, to) => {
    const known = trail.findIndex(each => each.id === to.id)
    if (known >= 0) return trail.slice(0, known)
    const link = answer(from, to)
    return link ? [...trail, { id: from.id, said: link.dataset.answer }] : []
  }

  const made = (tag, more) => Object.assign(document.createElement(tag), more)
  const drawn = ({ id, said }) => {
    const item = made("li")
    const link = made("a", { href: `#${id}`, textContent: title(stepOf(id)) })
    item.append(link, " ", made("strong", { textContent: said }))
    return item
  }
  const draw = current => {
    for (const step of steps()) step.toggleAttribute("data-current", step === current)
    const list = made("ol", { className: "hb-list hb-trail__list" })
    list.append(...trail.map(drawn))
    find(".hb-trail__list")?.remove()
    find(".hb-trail").append(list)
    find(".hb-trail").hidden = !trail.length
    find("[data-path=back]").hidden = !trail.length
    find("[data-path=again]").hidden = current === steps()[0]
    keep(current.id)
  }
  const tell = current => {
    const last = trail.at(-1)
    const facts = last && { question: title(stepOf(last.id)), answer: last.said, step: title(current) }
    find("#hb-said").textContent = facts ? filledIn(find(".hb-path").dataset.said, facts) : ""
  }
  const top = current => {
    const start = find(".hb-flow[data-guided]") ? find(".hb-path") : current
    start.scrollIntoView({ block: "start" })
  }
  const arrive = current => {
    const heading = current.querySelector(".hb-flow__title")
    heading.tabIndex = -1
    heading.focus({ preventScroll: true })
    top(current)
  }

  const follow = () => {
    const flow = location.pathname === here && find(".hb-flow")
    const [from, to] = flow ? [find(".hb-flow > [data-current]"), addressed()] : []
    if (!to) return // another page, or a heading of this one
    if (from !== to) trail = walked(from, to)
    chosen = null
    draw(to)
    if (from === to) return
    arrive(to)
    tell(to)
    document.dispatchEvent(new Event(trail.length ? "hb-answered" : "hb-again"))
  }

  const guide = on => {
    const [flow, all] = [find(".hb-flow"), find("[data-path=all]")]
    flow.toggleAttribute("data-guided", on)
    all.textContent = on ? all.dataset.all : all.dataset.stepwise
  }
  const ways = {
    back: () => { location.hash = trail.at(-1).id },
    again: () => { location.hash = steps()[0].id },
    all: () => guide(!find(".hb-flow[data-guided]")),
  }

  onPage(() => {
    here = location.pathname
    if (!find(".hb-flow")) return
    const current = addressed() ?? steps()[0]
    trail = recalled(current.id)
    guide(true)
    for (const part of [".hb-path", ".hb-path__all"]) find(part).hidden = false
    draw(current)
    if (location.hash && addressed()) top(current)
    for (const button of document.querySelectorAll("[data-path]"))
      button.addEventListener("click", ways[button.dataset.path])
  })
  addEventListener("hashchange", follow)
  document.addEventListener("click", event => { chosen = event.target.closest?.("a.hb-answer") ?? chosen })
}
